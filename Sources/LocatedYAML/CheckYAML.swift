// What libyaml would accept, or would not tell the place of.

extension Remarks {
  /// Whether a line begins with `%`, which is noted.
  ///
  /// This comes before libyaml because `%TAG` costs it quadratic time before its first event.
  mutating func refusesDirectives(in text: ArraySlice<UInt8>) -> Bool {
    var start = text.startIndex
    var line = 1
    while start < text.endIndex {
      if text[start] == UInt8(ascii: "%") {
        let length = text[start...].prefix { $0 > 0x20 && $0 < 0x7F }.prefix(20).count
        let span = SourceSpan(at: SourcePosition(line: line, column: 1), length: length)
        note(.directive(in: file, at: span))
        return true
      }
      guard let end = text[start...].firstIndex(of: 0x0A) else { return false }
      start = end + 1
      line += 1
    }
    return false
  }

  /// Notes a value that is too long; it is kept.
  mutating func checkLength(of scalar: Scalar, at span: SourceSpan) {
    let length = scalar.text.utf8.count
    guard length > limits.scalarBytes else { return }
    note(.scalarTooLong(length, limit: limits.scalarBytes, in: file, at: span))
  }

  /// Notes the tag of the node at a cursor, perhaps after its anchor.
  mutating func noteTag(at cursor: TextCursor) {
    var cursor = cursor
    while let byte = cursor.byte, byte != UInt8(ascii: "!") { _ = cursor.next() }
    let (start, offset) = (cursor.position, cursor.offset)
    while let byte = cursor.byte, byte > 0x20, byte != UInt8(ascii: ",") { _ = cursor.next() }
    let tag = String(decoding: cursor.bytes(from: offset), as: UTF8.self)
    note(.tag(tag, in: file, at: SourceSpan(start: start, end: cursor.position)))
  }

  /// Notes the escapes that stand for refused characters in the double quotes at a cursor.
  mutating func noteRefusedEscapes(at cursor: TextCursor) {
    var cursor = cursor
    while let byte = cursor.byte, byte != UInt8(ascii: "\"") { _ = cursor.next() }
    _ = cursor.next()
    while let byte = cursor.byte, byte != UInt8(ascii: "\""), !isFull {
      let start = cursor.position
      guard cursor.next() == "\\", let escaped = cursor.nextEscaped(), escaped.isRefused else {
        continue
      }
      let span = SourceSpan(start: start, end: cursor.position)
      note(.refusedCharacter(escaped, in: file, at: span))
    }
  }
}

extension TextCursor {
  /// Steps over what follows a backslash in YAML; nil for escapes that are never refused.
  fileprivate mutating func nextEscaped() -> Unicode.Scalar? {
    switch next() {
    case "0": "\u{0}"
    case "a": "\u{7}"
    case "b": "\u{8}"
    case "v": "\u{B}"
    case "f": "\u{C}"
    case "e": "\u{1B}"
    case "N": "\u{85}"
    case "L": "\u{2028}"
    case "P": "\u{2029}"
    case "x": nextHexadecimal(digits: 2).flatMap { Unicode.Scalar($0) }
    case "u": nextHexadecimal(digits: 4).flatMap { Unicode.Scalar($0) }
    case "U": nextHexadecimal(digits: 8).flatMap { Unicode.Scalar($0) }
    default: nil
    }
  }

  /// Steps over hexadecimal digits; nil, having stepped over those there are, where some lack.
  mutating func nextHexadecimal(digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = byte.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
        return nil
      }
      value = value << 4 | UInt32(digit)
      _ = next()
    }
    return value
  }
}

extension Diagnostic {
  static func directive(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "directive", severity: .error, message: "directives are not read", file: file,
      span: span, hint: "indent text that begins with `%`, and put it in quotes")
  }

  static func scalarTooLong(
    _ length: Int, limit: Int, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "value-too-long", severity: .error,
      message: "this value has \(length) bytes, \(limit) are allowed", file: file, span: span)
  }

  static func tag(_ tag: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "tag", severity: .error, message: "tags such as `\(tag)` are not read", file: file,
      span: span, hint: "put text that begins with `!` in quotes")
  }
}
