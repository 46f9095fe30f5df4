import LocatedYAML

/// Reads the bytes of a stored rulebook, which may be anything at all: what cannot be is an error.
struct StoreReader {
  private let owner: StoredBytes
  private let bytes: UnsafeRawBufferPointer
  /// Where they begin among those of their owner.
  private let start: Int
  private var position = 0
  private var strings: [String] = []
  private var line = 1
  private var depth = 0
  /// How many there are of each kind: no place beyond is read.
  var sizes = StoredSizes()

  /// Whether the parts may be anything, and so must be looked at again once they are read.
  let isSuspicious: Bool

  /// A reader of what follows the header.
  init(_ owner: StoredBytes, isSuspicious: Bool) throws(StoredRulebookError) {
    self.owner = owner
    self.isSuspicious = isSuspicious
    bytes = try StoredHeader.opening(owner.bytes)
    start = owner.bytes.count - bytes.count
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func read<Value: Storable>() throws(StoredRulebookError) -> Value {
    try Value(from: &self)
  }

  /// Seven bits a byte, the lowest first; the last byte is below 128.
  mutating func bits() throws(StoredRulebookError) -> UInt64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
      guard shift < 64 else { throw .impossible }
    }
    throw .incomplete
  }

  mutating func natural(below bound: Int) throws(StoredRulebookError) -> Int {
    let number = try bits()
    guard number < UInt64(bound) else { throw .impossible }
    return Int(number)
  }

  mutating func signed() throws(StoredRulebookError) -> Int64 {
    let number = try bits()
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  /// How many elements follow, of which each takes a byte at least.
  mutating func countOfElements() throws(StoredRulebookError) -> Int {
    try natural(below: bytes.count - position + 1)
  }

  mutating func string() throws(StoredRulebookError) -> String {
    strings[try natural(below: strings.count)]
  }

  mutating func span() throws(StoredRulebookError) -> SourceSpan {
    let most = Int(Int32.max)
    let start = Int(clamping: try signed()).addingReportingOverflow(line)
    let height = try natural(below: most)
    let first = try natural(below: most)
    let last = try natural(below: most)
    guard !start.overflow, (1..<most).contains(start.partialValue), first >= 1,
      last >= (height == 0 ? first : 1)
    else { throw .impossible }
    line = start.partialValue
    return SourceSpan(
      start: SourcePosition(line: line, column: first),
      end: SourcePosition(line: line + height, column: last))
  }

  /// One level further into something that may hold its like; never so deep that the stack ends.
  mutating func descend() throws(StoredRulebookError) {
    depth += 1
    guard depth <= 200 else { throw .impossible }
  }

  mutating func ascend() { depth -= 1 }
}

extension StoreReader {
  /// Bytes as they stand, with their count.
  private mutating func block(of stride: Int) throws(StoredRulebookError) -> UnsafeRawBufferPointer
  {
    let count = try natural(below: (bytes.count - position) / stride + 1)
    // The count took a byte, so there may be one element less than it says.
    guard count * stride <= bytes.count - position else { throw .incomplete }
    defer { position += count * stride }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count * stride])
  }

  /// Numbers as they lie in memory, with their count.
  mutating func numbers() throws(StoredRulebookError) -> StoredNumbers {
    let count = try block(of: MemoryLayout<Int32>.stride).count
    return StoredNumbers(owner, at: start + position - count..<start + position)
  }

  /// The table of strings, to which all others point.
  mutating func readStrings() throws(StoredRulebookError) {
    let count = try countOfElements()
    strings.reserveCapacity(Swift.min(count, 65_536))
    for _ in 0..<count {
      guard let string = String(validating: try block(of: 1), as: UTF8.self) else {
        throw .impossible
      }
      strings.append(string)
    }
  }
}
