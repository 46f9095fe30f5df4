extension JSONReader {
  /// A number, `true`, `false` or `null`.
  mutating func word() -> Node? {
    let (text, span) = runOfWord()
    if ["true", "false", "null"].contains(text) || isNumber(text) {
      return Node(shape: .scalar(Scalar(text: text, isPlain: true)), span: span)
    }
    switch text.first {
    case nil: return fail(.noValue(in: remarks.file, at: span))
    case "-", "+", ".", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9":
      return fail(.notANumber(text, in: remarks.file, at: span))
    default:
      return fail(foreignText(text, at: span) ?? .notAWord(text, in: remarks.file, at: span))
    }
  }

  /// Where a key should stand and none does.
  mutating func noKey() -> Node? {
    let (text, span) = runOfWord()
    return fail(foreignText(text, at: span) ?? .unquotedKey(text, in: remarks.file, at: span))
  }

  /// What other languages than JSON have: single quotes and comments.
  private func foreignText(_ text: String, at span: SourceSpan) -> Diagnostic? {
    switch text.first {
    case "'": .singleQuote(in: remarks.file, at: span)
    case "/", "#": .comment(in: remarks.file, at: span)
    default: nil
    }
  }

  /// Steps over everything up to white space or a sign of JSON; where there is nothing, the span is
  /// that of the sign.
  private mutating func runOfWord() -> (text: String, span: SourceSpan) {
    let (start, offset) = (cursor.position, cursor.offset)
    while let byte = cursor.byte, byte > 0x20, !",:[]{}\"".utf8.contains(byte) {
      _ = cursor.next()
    }
    let text = String(decoding: cursor.bytes(from: offset), as: UTF8.self)
    return (text, text.isEmpty ? here() : span(from: start))
  }

  /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
  private func isNumber(_ text: String) -> Bool {
    var rest = text.utf8[...]
    func skip(_ signs: String) -> Bool {
      guard let first = rest.first, signs.utf8.contains(first) else { return false }
      rest.removeFirst()
      return true
    }
    func skipDigits() -> Bool {
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      rest = rest[digits.endIndex...]
      return !digits.isEmpty
    }
    _ = skip("-")
    guard skip("0") || skipDigits() else { return false }
    if skip("."), !skipDigits() { return false }
    if skip("eE") {
      _ = skip("+-")
      guard skipDigits() else { return false }
    }
    return rest.isEmpty
  }
}

extension Diagnostic {
  static func noValue(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "missing-value", severity: .error, message: "a value was expected here", file: file,
      span: span)
  }

  static func notANumber(_ text: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "json-number", severity: .error, message: "`\(text)` is not a number of JSON",
      file: file, span: span, suggestion: "\"\(text)\"")
  }

  static func singleQuote(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "json-quote", severity: .error, message: "text of JSON stands in double quotes",
      file: file, span: span)
  }

  static func comment(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "json-comment", severity: .error, message: "JSON has no comments", file: file,
      span: span)
  }

  static func notAWord(_ text: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "json-word", severity: .error, message: "`\(text)` is not a value of JSON", file: file,
      span: span,
      suggestion: nearest(to: text, among: ["true", "false", "null"]) ?? "\"\(text)\"")
  }

  static func unquotedKey(_ text: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "json-key", severity: .error, message: "a key of JSON stands in double quotes",
      file: file, span: span, suggestion: text.isEmpty ? nil : "\"\(text)\"")
  }

  static func missingColon(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "missing-colon", severity: .error, message: "a colon was expected after the key",
      file: file, span: span)
  }

  static func trailingComma(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "trailing-comma", severity: .error, message: "nothing follows this comma", file: file,
      span: span)
  }
}
