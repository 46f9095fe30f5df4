/// A walk through UTF-8, one scalar at a time, that knows its place.
struct TextCursor {
  private let text: ArraySlice<UInt8>
  private(set) var offset: Int
  private(set) var position = SourcePosition.start

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    offset = text.startIndex
  }

  var isAtEnd: Bool { offset == text.endIndex }

  /// The byte ahead, or nil at the end.
  var byte: UInt8? { offset < text.endIndex ? text[offset] : nil }

  /// The byte some places ahead, or nil beyond the end.
  func byte(after distance: Int) -> UInt8? {
    offset + distance < text.endIndex ? text[offset + distance] : nil
  }

  /// Steps over the scalar ahead; nil, without a step, where no well-formed one is.
  mutating func next() -> Unicode.Scalar? {
    guard let scalar = decode() else { return nil }
    offset += UTF8.width(scalar)
    if scalar == "\n" {
      position = SourcePosition(line: position.line + 1, column: 1)
    } else {
      position.column += 1
    }
    return scalar
  }

  /// Steps to a place that is not behind.
  mutating func advance(to place: SourcePosition) {
    while position < place, next() != nil {}
  }

  /// Steps to a place and answers where the last text before it ends.
  mutating func advanceToText(before place: SourcePosition) -> SourcePosition {
    var end = position
    while position < place, let scalar = next() {
      if scalar.value > 0x20 { end = position }
    }
    return end
  }

  /// The bytes from an earlier offset to here.
  func bytes(from start: Int) -> ArraySlice<UInt8> { text[start..<offset] }

  private func decode() -> Unicode.Scalar? {
    guard let lead = byte else { return nil }
    switch lead {
    case ..<0x80: return Unicode.Scalar(lead)
    case 0xC2...0xDF: return decode(UInt32(lead & 0x1F), tail: 1, least: 0x80)
    case 0xE0...0xEF: return decode(UInt32(lead & 0x0F), tail: 2, least: 0x800)
    case 0xF0...0xF4: return decode(UInt32(lead & 0x07), tail: 3, least: 0x10000)
    default: return nil
    }
  }

  /// Refuses overlong forms, surrogates and what lies beyond U+10FFFF.
  private func decode(_ lead: UInt32, tail: Int, least: UInt32) -> Unicode.Scalar? {
    var value = lead
    for distance in 1...tail {
      guard let byte = byte(after: distance), byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return value >= least ? Unicode.Scalar(value) : nil
  }
}
