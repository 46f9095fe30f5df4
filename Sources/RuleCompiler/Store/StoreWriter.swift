import LocatedYAML

/// Collects the bytes of a stored rulebook. Each string is written once, in a table of its own.
struct StoreWriter {
  private(set) var bytes: [UInt8] = []
  private(set) var strings: [String] = []
  private var places: [String: Int] = [:]
  /// The line on which the span before began.
  private var line = 1

  /// The parts of a value, one after the other.
  mutating func write<each Part: Storable>(_ part: repeat each Part) {
    repeat (each part).store(into: &self)
  }

  /// A value that can be read by itself: its length, then its bytes, whose lines are counted anew.
  mutating func write(apart value: some Storable) {
    let before = (bytes, line)
    (bytes, line) = ([], 1)
    value.store(into: &self)
    let own = bytes
    (bytes, line) = before
    write(block: own)
  }

  /// A number that is not negative.
  mutating func write(natural number: Int) { write(bits: UInt64(number)) }

  /// A number with a sign, which becomes the lowest bit.
  mutating func write(signed number: Int64) {
    write(bits: UInt64(bitPattern: number << 1 ^ number >> 63))
  }

  /// Seven bits a byte, the lowest first; the last byte is below 128.
  mutating func write(bits number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func write(string: String) {
    let place = places[string] ?? strings.count
    if place == strings.count {
      places[string] = place
      strings.append(string)
    }
    write(natural: place)
  }

  /// A span, its lines counted from where the last one began.
  mutating func write(span: SourceSpan) {
    write(signed: Int64(span.start.line - line))
    write(natural: span.end.line - span.start.line)
    write(natural: span.start.column)
    write(natural: span.end.column)
    line = span.start.line
  }

  /// Bytes as they stand, with their count.
  mutating func write(block: some Collection<UInt8>) {
    write(natural: block.count)
    bytes += block
  }

  /// Of each string where it ends, then all of them, one after the other.
  mutating func write(strings: [String]) {
    var ends: [Int32] = []
    var texts: [UInt8] = []
    for string in strings {
      texts += string.utf8
      ends.append(Int32(texts.count))
    }
    write(flat: StoredNumbers(copying: ends))
    write(block: texts)
  }

  /// Numbers as they lie in memory, with their count.
  mutating func write(flat numbers: StoredNumbers) {
    write(natural: numbers.count)
    bytes += numbers.block
  }
}
