/// The bytes of a file that can be handed to a reader: UTF-8 of harmless characters, without a
/// byte order mark. Nil, with remarks, where they are not.
func checkedText(of source: SourceFile, noting remarks: inout Remarks) -> ArraySlice<UInt8>? {
  let (bytes, limit) = (source.bytes, remarks.limits.bytes)
  guard bytes.count <= limit else {
    remarks.note(.fileTooLarge(bytes.count, limit: limit, in: source.path))
    return nil
  }
  if let encoding = foreignEncoding(of: bytes) {
    remarks.note(.notUTF8(encoding, in: source.path))
    return nil
  }
  let text = bytes.starts(with: SourceFile.byteOrderMark) ? bytes[3...] : bytes[...]
  return remarks.scan(text) ? text : nil
}

/// The encoding that the first four bytes betray, if it is not UTF-8.
private func foreignEncoding(of bytes: [UInt8]) -> String? {
  let isZero = bytes.prefix(4).map { $0 == 0 }
  return switch (bytes.first, bytes.dropFirst().first) {
  case (0xFF, 0xFE): isZero == [false, false, true, true] ? "UTF-32" : "UTF-16"
  case (0xFE, 0xFF): "UTF-16"
  default:
    switch isZero {
    case [true, true, false, false], [true, true, true, false], [false, true, true, true]: "UTF-32"
    case [true, false, true, false], [false, true, false, true]: "UTF-16"
    default: nil
    }
  }
}

extension Remarks {
  /// Whether every character may stand in a file; the first malformed byte ends the scan.
  fileprivate mutating func scan(_ text: ArraySlice<UInt8>) -> Bool {
    var cursor = TextCursor(text)
    let before = diagnostics.count
    while !cursor.isAtEnd, !isFull {
      let position = cursor.position
      guard let scalar = cursor.next() else {
        note(.malformedUTF8(cursor.byte ?? 0, in: file, at: SourceSpan(at: position)))
        return false
      }
      let isBareReturn = scalar == "\r" && cursor.byte != 0x0A
      if isBareReturn || scalar.isRefused {
        note(.refusedCharacter(scalar, in: file, at: SourceSpan(at: position)))
      }
    }
    return diagnostics.count == before
  }
}

extension Unicode.Scalar {
  /// Whether a character may neither stand in a file nor come out of an escape: it changes what
  /// terminals, logs and reviewers see, or breaks lines for some readers only.
  var isRefused: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA0...0x2027: false
    case ..<0xA0: true  // C0, DEL, C1 with U+0085
    case 0x2028, 0x2029: true  // line breaks of YAML 1.1
    case 0x202A...0x202E, 0x2066...0x2069: true  // bidirectional controls: "Trojan source"
    case 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  /// Whether a character leaves no mark on the screen, so that two keys could look the same.
  var isInvisible: Bool {
    guard value >= 0x20 else { return true }
    guard value >= 0x7F else { return false }
    return properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format
      || properties.generalCategory == .control
  }

  /// `U+202E`
  var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension Diagnostic {
  static func fileTooLarge(_ size: Int, limit: Int, in file: String) -> Diagnostic {
    Diagnostic(
      code: "file-too-large", severity: .error,
      message: "the file has \(size) bytes, \(limit) are allowed", file: file,
      span: SourceSpan(at: .start, length: 0))
  }

  static func notUTF8(_ encoding: String, in file: String) -> Diagnostic {
    Diagnostic(
      code: "not-utf8", severity: .error, message: "the file is \(encoding)", file: file,
      span: SourceSpan(at: .start), hint: "save it as UTF-8")
  }

  static func malformedUTF8(_ byte: UInt8, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "malformed-utf8", severity: .error,
      message: "byte 0x\(String(byte, radix: 16, uppercase: true)) does not belong in UTF-8",
      file: file, span: span, hint: "save the file as UTF-8")
  }

  static func refusedCharacter(
    _ scalar: Unicode.Scalar, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    let (code, message, hint): (String, String, String?) =
      switch scalar.value {
      case 0x0D: ("bare-return", "a line ends in CR alone", "end lines in LF or CR LF")
      case 0xFEFF: ("stray-byte-order-mark", "a byte order mark inside the file", nil)
      case 0x85, 0x2028, 0x2029:
        ("strange-line-break", "some readers break the line at \(scalar.codePoint)", nil)
      case 0x202A...0x202E, 0x2066...0x2069:
        ("bidi-control", "\(scalar.codePoint) changes the order in which text is shown", nil)
      default: ("control-character", "\(scalar.codePoint) is not text", nil)
      }
    return Diagnostic(
      code: code, severity: .error, message: message, file: file, span: span, hint: hint)
  }
}
