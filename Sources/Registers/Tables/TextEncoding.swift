package import LocatedYAML

/// How the bytes of a register are text.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  /// What older spreadsheets of Western Europe and America write.
  case windows1252 = "windows-1252"
}

extension TextEncoding {
  /// The text of bytes; what is none becomes U+FFFD.
  package func text(of bytes: some Collection<UInt8>) -> String {
    switch self {
    case .utf8: return String(decoding: bytes, as: UTF8.self)
    case .windows1252:
      if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
      var text = String.UnicodeScalarView()
      text.reserveCapacity(bytes.count)
      for byte in bytes { text.append(TextEncoding.scalar(byte)) }
      return String(text)
    }
  }

  /// The character of a byte of Windows-1252. Five bytes stand for none.
  static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    (0x80...0x9F).contains(byte) ? middle[Int(byte - 0x80)] : Unicode.Scalar(byte)
  }

  /// 0x80 to 0x9F, where Windows-1252 is not ISO 8859-1; U+FFFD where it has nothing.
  private static let middle: [Unicode.Scalar] = [
    "\u{20AC}", "\u{FFFD}", "\u{201A}", "\u{0192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
    "\u{02C6}", "\u{2030}", "\u{0160}", "\u{2039}", "\u{0152}", "\u{FFFD}", "\u{017D}", "\u{FFFD}",
    "\u{FFFD}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
    "\u{02DC}", "\u{2122}", "\u{0161}", "\u{203A}", "\u{0153}", "\u{FFFD}", "\u{017E}", "\u{0178}",
  ]

  /// How many characters bytes are, as columns of a line are counted.
  func count(_ bytes: ArraySlice<UInt8>) -> Int {
    switch self {
    case .utf8: bytes.count { $0 & 0xC0 != 0x80 }
    case .windows1252: bytes.count
    }
  }
}

extension TextEncoding {
  /// The encoding that a file has, where it should have this one; nil, with a remark, where it can
  /// be read as neither.
  ///
  /// A byte order mark decides. Bytes beyond ASCII that are well-formed UTF-8 are so by chance
  /// hardly ever: a file that should be Windows-1252 and was saved anew is read as what it is.
  package func found(
    in file: SourceFile, isForced: Bool, noting diagnostics: inout [Diagnostic]
  ) -> TextEncoding? {
    let bytes = file.bytes
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      diagnostics.append(.wideText(in: file.path))
      return nil
    }
    let hasMark = bytes.starts(with: TextEncoding.byteOrderMark)
    if self == .windows1252, isForced, !hasMark { return self }
    let wrong = TextEncoding.malformed(bytes)
    switch (self, wrong) {
    case (.utf8, nil): return .utf8
    case (.windows1252, nil):
      guard hasMark || !bytes.allSatisfy({ $0 < 0x80 }) else { return self }
      diagnostics.append(.readAsUTF8(in: file.path))
      return .utf8
    case (.windows1252, _) where !hasMark: return self
    case (_, let offset?):
      diagnostics.append(.notOfEncoding(bytes, at: offset, in: file.path))
      return nil
    }
  }

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Where the first byte stands that is no UTF-8.
  private static func malformed(_ bytes: [UInt8]) -> Int? {
    var parser = Unicode.UTF8.ForwardParser()
    var offset = 0
    return bytes.withUnsafeBufferPointer { buffer in
      while offset < buffer.count {
        if buffer[offset] < 0x80 {
          offset += 1
          continue
        }
        var rest = buffer[offset...].makeIterator()
        switch parser.parseScalar(from: &rest) {
        case .valid(let scalar): offset += scalar.count
        case .error, .emptyInput: return offset
        }
        parser = Unicode.UTF8.ForwardParser()
      }
      return nil
    }
  }
}

extension Diagnostic {
  static func wideText(in file: String) -> Diagnostic {
    Diagnostic(
      code: "not-utf8", severity: .error, message: "the file is UTF-16", file: file,
      span: SourceSpan(at: .start), hint: "save it as UTF-8")
  }

  static func readAsUTF8(in file: String) -> Diagnostic {
    Diagnostic(
      code: "other-encoding", severity: .warning,
      message: "the file should be Windows-1252, and is UTF-8; it is read as UTF-8", file: file,
      span: SourceSpan(at: .start))
  }

  static func notOfEncoding(_ bytes: [UInt8], at offset: Int, in file: String) -> Diagnostic {
    let before = bytes[..<offset]
    let line = before.count { $0 == 0x0A } + 1
    let start = (before.lastIndex(of: 0x0A) ?? -1) + 1
    let column = bytes[start..<offset].count { $0 & 0xC0 != 0x80 } + 1
    return Diagnostic(
      code: "malformed-utf8", severity: .error,
      message:
        "byte 0x\(String(bytes[offset], radix: 16, uppercase: true)) does not belong in UTF-8",
      file: file, span: SourceSpan(at: SourcePosition(line: line, column: column)),
      hint: "save the file as UTF-8, or name its encoding with `--encoding windows-1252`")
  }
}
