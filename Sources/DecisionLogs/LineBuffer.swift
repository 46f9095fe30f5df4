/// Lines of two parts, the first of which is one of a few, that are put together without asking for
/// memory each time.
final class LineBuffer {
  private let names: UnsafeMutableBufferPointer<UnsafeMutableBufferPointer<UInt8>>
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 16
  private var count = 0

  init(_ names: [[UInt8]]) {
    self.names = .allocate(capacity: names.count)
    _ = self.names.initialize(
      from: names.map { name in
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: name.count)
        _ = copy.initialize(from: name)
        return copy
      })
    bytes = .allocate(capacity: capacity)
  }

  deinit {
    for name in names { name.deallocate() }
    names.deallocate()
    bytes.deallocate()
  }

  /// Adds a line: a name by its place, and a text.
  func add(_ name: Int, _ text: UnsafePointer<CChar>, _ length: Int) {
    let first = names[name]
    if count + first.count + length + 1 > capacity { grow(by: first.count + length + 1) }
    let line = bytes + count
    if let start = first.baseAddress { line.update(from: start, count: first.count) }
    UnsafeMutableRawPointer(line + first.count).copyMemory(from: text, byteCount: length)
    line[first.count + length] = UInt8(ascii: "\n")
    count += first.count + length + 1
  }

  private func grow(by more: Int) {
    capacity = max(2 * capacity, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = larger
  }

  /// Gives the lines away.
  func move(to all: inout [UInt8]) {
    all.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
    count = 0
  }
}
