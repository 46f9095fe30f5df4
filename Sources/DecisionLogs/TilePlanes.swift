import CLogReader

/// The planes of a tile, each with the operation that computes it, in order. What comes to the same
/// plane is computed once; what is so of all records or of none is not computed at all.
final class TilePlanes {
  private static let words = LogReader.rowsOfTile / 64

  private var operations: [(operation: TileOperation, into: UnsafeMutablePointer<UInt64>)] = []
  private var places: [TileOperation: Plane] = [:]
  private var lists: [[Plane]: UnsafePointer<Plane?>] = [:]
  private var codes: [[UInt8]: UnsafePointer<UInt8>] = [:]
  private var memory: [UnsafeMutableRawPointer] = []
  private var room: UnsafeMutableBufferPointer<UInt64>
  /// In all records, and in none.
  let ones: Plane
  let zeros: Plane

  init() {
    let count = 2 * TilePlanes.words
    let first = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
    first.initialize(repeating: .max, count: TilePlanes.words)
    (first + TilePlanes.words).initialize(repeating: 0, count: TilePlanes.words)
    ones = Plane(first)
    zeros = Plane(first + TilePlanes.words)
    memory = [UnsafeMutableRawPointer(first)]
    room = UnsafeMutableBufferPointer(start: nil, count: 0)
  }

  deinit { for piece in memory { piece.deallocate() } }

  /// Computes all of them for a tile.
  func compute(_ tile: log_tile) {
    let words = (tile.rows + 63) / 64
    operations.withUnsafeBufferPointer { all in
      for (operation, into) in all { operation.run(tile, words: words, into: into) }
    }
  }

  // MARK: Columns

  func there(_ field: Int) -> Plane { plane(.there(field: field)) }

  /// Where the code of a field is one of these.
  func codes(_ field: Int, _ wanted: Set<UInt8>) -> Plane {
    guard !wanted.isEmpty else { return zeros }
    let sorted = wanted.sorted()
    let kept = codes[sorted] ?? keep(sorted)
    codes[sorted] = kept
    return plane(.codes(field: field, kept, count: sorted.count))
  }

  func less(_ numbers: TileNumbers, than limit: Int64) -> Plane {
    plane(.less(numbers, than: limit))
  }

  func fewer(_ left: TileNumbers, _ right: TileNumbers) -> Plane { plane(.fewer(left, right)) }

  func gone(from: TileNumbers, to: TileNumbers, more: Int64, less: Int64) -> Plane {
    plane(.gone(from: from, to: to, more: more, less: less))
  }

  func bit(_ numbers: TileNumbers, _ bit: Int) -> Plane { plane(.bit(numbers, bit)) }

  // MARK: Numbers

  /// Numbers that are this one in every record.
  func numbers(_ number: Int64) -> TileNumbers { .computed(room(number)) }

  /// Numbers of a field, or the same in every record, and another in their place where a plane has a
  /// bit. Where there are none they are anything else.
  func numbers(_ numbers: TileNumbers?, _ number: Int64, where plane: Plane) -> TileNumbers {
    let target = room(0)
    switch numbers {
    case .field(let field): operations.append((.fill(target, from: field), next))
    case .computed(let same): operations.append((.put(same[0], into: target, ones), next))
    case nil: break
    }
    operations.append((.put(number, into: target, plane), next))
    return .computed(target)
  }

  private func room(_ number: Int64) -> UnsafeMutablePointer<Int64> {
    let numbers = UnsafeMutablePointer<Int64>.allocate(capacity: LogReader.rowsOfTile)
    numbers.initialize(repeating: number, count: LogReader.rowsOfTile)
    memory.append(UnsafeMutableRawPointer(numbers))
    return numbers
  }

  // MARK: Planes

  /// Where all of them are; everywhere, if there is none.
  func all(_ parts: [Plane]) -> Plane {
    let parts = Set(parts).subtracting([ones])
    if parts.contains(zeros) { return zeros }
    guard let first = parts.first else { return ones }
    guard parts.count > 1 else { return first }
    return plane(.all(list(parts), count: parts.count))
  }

  /// Where any of them is; nowhere, if there is none.
  func any(_ parts: [Plane]) -> Plane {
    let parts = Set(parts).subtracting([zeros])
    if parts.contains(ones) { return ones }
    guard let first = parts.first else { return zeros }
    guard parts.count > 1 else { return first }
    return plane(.any(list(parts), count: parts.count))
  }

  /// Where the first is, and the second is not.
  func but(_ these: Plane, _ those: Plane) -> Plane {
    if those == zeros { return these }
    if these == zeros || those == ones || these == those { return zeros }
    return plane(.but(these, those))
  }
}

extension TilePlanes {
  private func plane(_ operation: TileOperation) -> Plane {
    if let known = places[operation] { return known }
    let new = next
    room = UnsafeMutableBufferPointer(rebasing: room[TilePlanes.words...])
    operations.append((operation, new))
    places[operation] = Plane(new)
    return Plane(new)
  }

  /// Room for the next plane.
  private var next: UnsafeMutablePointer<UInt64> {
    if let first = room.baseAddress, room.count > 0 { return first }
    let more = UnsafeMutableRawPointer.allocate(
      byteCount: 64 * TilePlanes.words * 8, alignment: 64)
    memory.append(more)
    room = UnsafeMutableBufferPointer(
      start: more.bindMemory(to: UInt64.self, capacity: 64 * TilePlanes.words),
      count: 64 * TilePlanes.words)
    room.initialize(repeating: 0)
    return room.baseAddress ?? UnsafeMutablePointer(mutating: zeros)
  }

  private func list(_ parts: Set<Plane>) -> UnsafePointer<Plane?> {
    let sorted = parts.sorted()
    if let known = lists[sorted] { return known }
    let kept = keep(sorted.map(Optional.some))
    lists[sorted] = kept
    return kept
  }

  private func keep<Element>(_ all: [Element]) -> UnsafePointer<Element> {
    let kept = UnsafeMutablePointer<Element>.allocate(capacity: max(all.count, 1))
    kept.initialize(from: all, count: all.count)
    memory.append(UnsafeMutableRawPointer(kept))
    return UnsafePointer(kept)
  }
}
