import CLogReader

/// A plane: a bit for each record of a tile, 64 records a word.
typealias Plane = UnsafePointer<UInt64>

/// Numbers of a tile's records: those of a field, or computed ones.
enum TileNumbers: Hashable {
  case field(Int)
  case computed(UnsafeMutablePointer<Int64>)
}

/// One step on the way from columns to planes. It holds nothing that is counted or copied, for each
/// is done for every tile of a log.
enum TileOperation: Hashable {
  /// In which records a field has a number.
  case there(field: Int)
  /// In which records the code of a field is one of so many.
  case codes(field: Int, UnsafePointer<UInt8>, count: Int)
  case less(TileNumbers, than: Int64)
  case fewer(TileNumbers, TileNumbers)
  /// Where from one number to the other it is less than a limit, with some more.
  case gone(from: TileNumbers, to: TileNumbers, more: Int64, less: Int64)
  case bit(TileNumbers, Int)
  case all(UnsafePointer<Plane?>, count: Int)
  case any(UnsafePointer<Plane?>, count: Int)
  /// Where the first is and the second is not.
  case but(Plane, Plane)
  /// Numbers of a field into others, and a number instead of them where a plane has a bit.
  case fill(UnsafeMutablePointer<Int64>, from: Int)
  case put(Int64, into: UnsafeMutablePointer<Int64>, Plane)

  /// Does it for the first words of a tile.
  func run(_ tile: log_tile, words: Int, into: UnsafeMutablePointer<UInt64>) {
    switch self {
    case .there(let field):
      guard let there = tile.there[field] else { return }
      var one: UInt8 = 1
      log_find_codes(there, words, &one, 1, into)
    case .codes(let field, let wanted, let count):
      guard let codes = tile.codes[field] else { return }
      log_find_codes(codes, words, wanted, count, into)
    case .less(let numbers, let limit):
      guard let numbers = numbers.of(tile) else { return }
      log_find_less(numbers, words, limit, into)
    case .fewer(let left, let right):
      guard let left = left.of(tile), let right = right.of(tile) else { return }
      log_find_fewer(left, right, words, into)
    case .gone(let from, let to, let more, let limit):
      guard let from = from.of(tile), let to = to.of(tile) else { return }
      log_find_gone(from, to, words, more, limit, into)
    case .bit(let numbers, let bit):
      guard let numbers = numbers.of(tile) else { return }
      log_find_bit(numbers, words, Int32(bit), into)
    case .all(let parts, let count): log_all(parts, count, words, into)
    case .any(let parts, let count): log_any(parts, count, words, into)
    case .but(let these, let those): log_but(these, those, words, into)
    case .fill(let numbers, let field):
      guard let from = tile.numbers[field] else { return }
      numbers.update(from: from, count: tile.rows)
    case .put(let number, let numbers, let plane):
      for word in 0..<words {
        var bits = plane[word]
        while bits != 0 {
          numbers[word * 64 + bits.trailingZeroBitCount] = number
          bits &= bits - 1
        }
      }
    }
  }
}

extension TileNumbers {
  fileprivate func of(_ tile: log_tile) -> UnsafePointer<Int64>? {
    switch self {
    case .field(let field): UnsafePointer(tile.numbers[field])
    case .computed(let numbers): UnsafePointer(numbers)
    }
  }
}
