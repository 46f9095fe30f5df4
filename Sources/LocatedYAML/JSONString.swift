extension JSONReader {
  /// The text in double quotes at the cursor.
  mutating func string() -> Node? {
    let start = cursor.position
    var text = ""
    _ = cursor.next()
    var offset = cursor.offset
    while let byte = cursor.byte {
      switch byte {
      case UInt8(ascii: "\""):
        text += String(decoding: cursor.bytes(from: offset), as: UTF8.self)
        _ = cursor.next()
        return Node(shape: .scalar(Scalar(text: text, isPlain: false)), span: span(from: start))
      case UInt8(ascii: "\\"):
        text += String(decoding: cursor.bytes(from: offset), as: UTF8.self)
        guard let scalar = escape() else { return nil }
        text.unicodeScalars.append(scalar)
        offset = cursor.offset
      case 0x09: return fail(.rawTab(in: remarks.file, at: here()))
      case ..<0x20:
        return fail(.unclosedQuote(in: remarks.file, at: SourceSpan(at: start)))
      default: _ = cursor.next()
      }
    }
    return fail(.unclosedQuote(in: remarks.file, at: SourceSpan(at: start)))
  }

  /// The character that an escape stands for; U+FFFD for a lone surrogate, which is noted.
  private mutating func escape() -> Unicode.Scalar? {
    let start = cursor.position
    _ = cursor.next()
    let letter = cursor.next()
    switch letter {
    case "\"", "\\", "/": return letter
    case "b": return checked("\u{8}", from: start)
    case "f": return checked("\u{C}", from: start)
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u": return unicodeEscape(from: start)
    default:
      let shown = letter.map(String.init) ?? ""
      return fail(.unknownEscape(shown, in: remarks.file, at: span(from: start)))
    }
  }

  private mutating func unicodeEscape(from start: SourcePosition) -> Unicode.Scalar? {
    guard let unit = cursor.nextHexadecimal(digits: 4) else {
      return fail(.escapeOfNothing(in: remarks.file, at: span(from: start)))
    }
    if let scalar = Unicode.Scalar(unit) { return checked(scalar, from: start) }
    if unit < 0xDC00, let low = lowSurrogate() {
      let value = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
      return Unicode.Scalar(value).flatMap { checked($0, from: start) }
    }
    remarks.note(.loneSurrogate(in: remarks.file, at: span(from: start)))
    return "\u{FFFD}"
  }

  /// The second half of a pair, if it stands at the cursor.
  private mutating func lowSurrogate() -> UInt32? {
    var ahead = cursor
    guard ahead.next() == "\\", ahead.next() == "u",
      let unit = ahead.nextHexadecimal(digits: 4), (0xDC00...0xDFFF).contains(unit)
    else { return nil }
    cursor = ahead
    return unit
  }

  private mutating func checked(
    _ scalar: Unicode.Scalar, from start: SourcePosition
  ) -> Unicode.Scalar {
    if scalar.isRefused {
      remarks.note(.refusedCharacter(scalar, in: remarks.file, at: span(from: start)))
    }
    return scalar
  }
}

extension Diagnostic {
  static func rawTab(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "json-tab", severity: .error, message: "a tab inside quotes", file: file, span: span,
      suggestion: "\\t")
  }

  static func loneSurrogate(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "lone-surrogate", severity: .error,
      message: "this escape is half a character, and the other half is missing", file: file,
      span: span)
  }
}
