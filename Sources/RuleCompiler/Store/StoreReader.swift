import LocatedYAML

/// Reads the bytes of a stored rulebook, which may be anything at all: what cannot be is an error.
struct StoreReader: Sendable {
  private let owner: StoredBytes
  /// The place in the bytes of the next to be read, and of the end.
  private var position: Int
  private var end: Int
  /// Of each string, where it lies.
  private var strings: [Range<Int>] = []
  /// Of each string, what was made of it: many places name the same file. Empty while a part is
  /// read by itself.
  private var made: [String?] = []
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
    end = owner.bytes.count
    position = end - (try StoredHeader.opening(owner.bytes)).count
  }

  var isAtEnd: Bool { position == end }

  mutating func read<Value: Storable>() throws(StoredRulebookError) -> Value {
    try Value(from: &self)
  }

  /// Seven bits a byte, the lowest first; the last byte is below 128.
  mutating func bits() throws(StoredRulebookError) -> UInt64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while position < end {
      let byte = owner.bytes[position]
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
    try natural(below: end - position + 1)
  }

  mutating func string() throws(StoredRulebookError) -> String {
    let place = try natural(below: strings.count)
    if place < made.count, let string = made[place] { return string }
    let string = StoredString(owner, at: strings[place]).string
    if place < made.count { made[place] = string }
    return string
  }

  /// A string that is left where it lies.
  mutating func storedString() throws(StoredRulebookError) -> StoredString {
    StoredString(owner, at: strings[try natural(below: strings.count)])
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
  /// A value that was written apart: left where it lies until somebody asks, unless it may be
  /// anything.
  mutating func readApart<Value: Storable & Sendable>() throws(StoredRulebookError) -> Lazily<Value>
  {
    var part = self
    let place = try block(of: 1)
    (part.position, part.end) = (place.lowerBound, place.upperBound)
    (part.line, part.depth, part.made) = (1, 0, [])
    guard isSuspicious else {
      return Lazily { [part] in
        guard let value = try? part.whole() as Value else {
          preconditionFailure("what was written, and is not damaged, can be read")
        }
        return value
      }
    }
    let value: Value = try part.whole()
    return Lazily { value }
  }

  /// All that there is, as one value.
  private func whole<Value: Storable>() throws(StoredRulebookError) -> Value {
    var reader = self
    let value: Value = try reader.read()
    guard reader.isAtEnd else { throw .incomplete }
    return value
  }
}

extension StoreReader {
  /// Where bytes stand as they are, with their count before them.
  private mutating func block(of stride: Int) throws(StoredRulebookError) -> Range<Int> {
    let count = try natural(below: (end - position) / stride + 1)
    // The count took a byte, so there may be one element less than it says.
    guard count * stride <= end - position else { throw .incomplete }
    defer { position += count * stride }
    return position..<position + count * stride
  }

  /// Numbers as they lie in memory, with their count.
  mutating func numbers() throws(StoredRulebookError) -> StoredNumbers {
    StoredNumbers(owner, at: try block(of: MemoryLayout<Int32>.stride))
  }

  /// The table of strings, to which all others point.
  mutating func readStrings() throws(StoredRulebookError) {
    let count = try countOfElements()
    strings.reserveCapacity(Swift.min(count, 65_536))
    for _ in 0..<count {
      let place = try block(of: 1)
      guard !isSuspicious || StoredString(owner, at: place).isValid else { throw .impossible }
      strings.append(place)
    }
    made = Array(repeating: nil, count: count)
  }
}
