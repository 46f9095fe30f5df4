extension String {
  /// The text with everything escaped as `\u{1B}` that a terminal would obey or hide: controls, line
  /// breaks, directions of writing, invisible characters.
  package var printable: String {
    guard !utf8.allSatisfy({ (0x20...0x7E).contains($0) }),
      unicodeScalars.contains(where: { !$0.isPrintable })
    else { return self }
    return unicodeScalars.map(\.printable).joined()
  }
}

extension Unicode.Scalar {
  /// Whether a terminal shows it, and obeys nothing in it.
  package var isPrintable: Bool {
    if (0x20...0x7E).contains(value) { return true }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
    default: true
    }
  }

  /// The character, or its escape.
  var printable: String {
    isPrintable ? String(self) : "\\u{\(String(value, radix: 16, uppercase: true))}"
  }

  /// The columns that `printable` takes on a terminal: 2 for East Asian and emoji, 0 for marks.
  package var width: Int {
    guard value >= 0x300 || !isPrintable else { return 1 }
    guard isPrintable else { return printable.count }
    return switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: 0
    default: isWide ? 2 : 1
    }
  }

  /// Wide or full width in Unicode's EastAsianWidth, to the block.
  private var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
      0x16FE0...0x1B2FF, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
