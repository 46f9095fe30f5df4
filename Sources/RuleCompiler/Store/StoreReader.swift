import LocatedYAML

/// What all readers of one stored rulebook share.
final class StoredTable: Sendable {
  let owner: StoredBytes
  /// Whether the parts may be anything, and so must be looked at again once they are read.
  let isSuspicious: Bool
  /// Where the diagrams lie.
  let diagrams: Range<Int>
  /// Where the strings lie, one after the other, and of each where it ends.
  private let texts: Range<Int>
  private let ends: StoredNumbers
  /// How many there are of each kind: no place beyond is read.
  let sizes: StoredSizes

  init(
    _ owner: StoredBytes, isSuspicious: Bool, diagrams: Range<Int>, texts: Range<Int>,
    ends: StoredNumbers, sizes: StoredSizes = StoredSizes()
  ) {
    self.owner = owner
    self.diagrams = diagrams
    self.isSuspicious = isSuspicious
    self.texts = texts
    self.ends = ends
    self.sizes = sizes
  }

  var count: Int { ends.count }

  /// A string, left where it lies; nil where it would lie elsewhere.
  func string(at place: Int) -> StoredString? {
    let start = place == 0 ? 0 : Int(ends[place - 1])
    let end = Int(ends[place])
    guard start >= 0, start <= end, end <= texts.count else { return nil }
    return StoredString(owner, at: texts.lowerBound + start..<texts.lowerBound + end)
  }

  /// Whether the strings fill their room, one after the other, and are text.
  var isWhole: Bool {
    guard count == 0 ? texts.isEmpty : Int(ends[count - 1]) == texts.count else { return false }
    return (0..<count).allSatisfy { string(at: $0)?.isValid == true }
  }
}

/// Reads the bytes of a stored rulebook, which may be anything at all: what cannot be is an error.
struct StoreReader {
  private var table: StoredTable
  /// Those of the owner, which the table keeps.
  private let bytes: UnsafeRawBufferPointer
  /// The place in the bytes of the next to be read, and of the end.
  private var position: Int
  private var end: Int
  private var line = 1
  private var depth = 0
  /// The file that was named last, which the next place is in more often than not.
  private var lastFile: (place: Int, name: String) = (-1, "")
  /// How many there are of each kind, as far as they have been read.
  var sizes = StoredSizes()

  var isSuspicious: Bool { table.isSuspicious }

  /// A reader of what follows the header, the table of strings and the sizes.
  init(
    _ owner: StoredBytes, _ header: StoredHeader, isSuspicious: Bool
  ) throws(StoredRulebookError) {
    func table(
      _ texts: Range<Int>, _ ends: StoredNumbers, _ sizes: StoredSizes = StoredSizes()
    ) -> StoredTable {
      StoredTable(
        owner, isSuspicious: isSuspicious, diagrams: header.diagrams, texts: texts, ends: ends,
        sizes: sizes)
    }
    self.init(table(0..<0, StoredNumbers(owner, at: 0..<0)), at: header.rules)
    let ends = try numbers()
    let texts = try block(of: 1)
    self.table = table(texts, ends)
    guard !isSuspicious || self.table.isWhole else { throw .impossible }
    sizes = try read()
    self.table = table(texts, ends, sizes)
  }

  /// A reader of the diagrams.
  var diagrams: StoreReader { StoreReader(table, at: table.diagrams) }

  /// A reader of a part that was written apart.
  private init(_ table: StoredTable, at place: Range<Int>) {
    self.table = table
    bytes = table.owner.bytes
    (position, end) = (place.lowerBound, place.upperBound)
    sizes = table.sizes
  }

  var isAtEnd: Bool { position == end }

  mutating func read<Value: Storable>() throws(StoredRulebookError) -> Value {
    try Value(from: &self)
  }

  /// Seven bits a byte, the lowest first; the last byte is below 128.
  mutating func bits() throws(StoredRulebookError) -> UInt64 {
    guard position < end else { throw .incomplete }
    let first = bytes[position]
    position += 1
    if first < 0x80 { return UInt64(first) }
    return try bits(after: first)
  }

  private mutating func bits(after first: UInt8) throws(StoredRulebookError) -> UInt64 {
    var number = UInt64(first & 0x7F)
    var shift: UInt64 = 7
    while position < end {
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
    try natural(below: end - position + 1)
  }

  mutating func string() throws(StoredRulebookError) -> String { try storedString().string }

  /// A string that is left where it lies.
  mutating func storedString() throws(StoredRulebookError) -> StoredString {
    guard let string = table.string(at: try natural(below: table.count)) else {
      throw .impossible
    }
    return string
  }

  /// The name of a file.
  mutating func file() throws(StoredRulebookError) -> String {
    let place = try natural(below: table.count)
    if place == lastFile.place { return lastFile.name }
    guard let name = table.string(at: place)?.string else { throw .impossible }
    lastFile = (place, name)
    return name
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
    let place = try block(of: 1)
    guard isSuspicious else {
      return Lazily { [table] in
        guard let value = try? StoreReader.whole(table, place) as Value else {
          preconditionFailure("what was written, and is not damaged, can be read")
        }
        return value
      }
    }
    let value: Value = try StoreReader.whole(table, place)
    return Lazily { value }
  }

  /// All that there is at a place, as one value.
  private static func whole<Value: Storable>(
    _ table: StoredTable, _ place: Range<Int>
  ) throws(StoredRulebookError) -> Value {
    var reader = StoreReader(table, at: place)
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
    StoredNumbers(table.owner, at: try block(of: MemoryLayout<Int32>.stride))
  }
}
