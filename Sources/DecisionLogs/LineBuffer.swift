/// Lines of two parts, the first of which is one of a few, that are put together without asking for
/// memory each time.
final class LineBuffer {
  private typealias Some = SIMD16<UInt8>
  /// Texts are copied in pieces of so many bytes: as many must be readable, and writable, behind
  /// them.
  private static let piece = MemoryLayout<Some>.size

  /// The names, each in room for so many bytes.
  private let names: UnsafeMutableRawPointer
  private let lengths: UnsafeMutableBufferPointer<Int>
  private let room: Int
  private var bytes: UnsafeMutableRawPointer
  private var capacity = 1 << 16
  private var count = 0

  init(_ names: [[UInt8]]) {
    room = ((names.map(\.count).max() ?? 0) / LineBuffer.piece + 1) * LineBuffer.piece
    self.names = .allocate(byteCount: room * max(names.count, 1), alignment: LineBuffer.piece)
    lengths = .allocate(capacity: names.count)
    for (place, name) in names.enumerated() {
      lengths.initializeElement(at: place, to: name.count)
      (self.names + place * room).initializeMemory(as: UInt8.self, repeating: 0, count: room)
      for (byte, letter) in name.enumerated() {
        self.names.storeBytes(of: letter, toByteOffset: place * room + byte, as: UInt8.self)
      }
    }
    bytes = .allocate(byteCount: capacity, alignment: LineBuffer.piece)
  }

  deinit {
    names.deallocate()
    lengths.deallocate()
    bytes.deallocate()
  }

  /// Adds a line: a name by its place, and a text behind which the padding of lines is readable.
  func add(_ name: Int, _ text: UnsafePointer<CChar>, _ length: Int) {
    if count + room + length + 2 * LineBuffer.piece > capacity { grow(by: room + length) }
    let first = lengths[name]
    let line = bytes + count
    LineBuffer.copy(UnsafeRawPointer(names + name * room), first, to: line)
    LineBuffer.copy(UnsafeRawPointer(text), length, to: line + first)
    line.storeBytes(of: UInt8(ascii: "\n"), toByteOffset: first + length, as: UInt8.self)
    count += first + length + 1
  }

  private static func copy(
    _ text: UnsafeRawPointer, _ length: Int, to target: UnsafeMutableRawPointer
  ) {
    var place = 0
    repeat {
      let some = text.loadUnaligned(fromByteOffset: place, as: Some.self)
      target.storeBytes(of: some, toByteOffset: place, as: Some.self)
      place += piece
    } while place < length
  }

  private func grow(by more: Int) {
    capacity = 2 * capacity + more
    let larger = UnsafeMutableRawPointer.allocate(
      byteCount: capacity, alignment: LineBuffer.piece)
    larger.copyMemory(from: bytes, byteCount: count)
    bytes.deallocate()
    bytes = larger
  }

  /// Gives the lines away.
  func take() -> [UInt8] {
    defer { count = 0 }
    return Array(UnsafeRawBufferPointer(start: bytes, count: count))
  }
}
