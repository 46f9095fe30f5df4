import LocatedYAML

/// What a record says in one column.
struct RegisterCell: Sendable {
  /// Several where the register itself has a list.
  let texts: [String]
  let span: SourceSpan
  /// Whether the register has it as a list.
  var isList = false
}

extension String {
  /// Without space around it; of what is inside every run is one space, as registers break lines
  /// and double spaces at will. Capitals make no difference.
  var comparable: String {
    let isPlain = utf8.allSatisfy { (0x21...0x7E).contains($0) }
    if isPlain { return lowercased() }
    var words = String.UnicodeScalarView()
    var isBetween = false
    for scalar in unicodeScalars {
      if scalar.isASCII ? scalar.isSpace : scalar.properties.isWhitespace {
        isBetween = !words.isEmpty
      } else {
        if isBetween { words.append(" ") }
        isBetween = false
        words.append(scalar)
      }
    }
    return String(words).lowercased()
  }

  /// Without space around it.
  var trimmed: String {
    var scalars = unicodeScalars[...]
    var isChanged = false
    while let first = scalars.first, first.isSpace {
      scalars.removeFirst()
      isChanged = true
    }
    while let last = scalars.last, last.isSpace {
      scalars.removeLast()
      isChanged = true
    }
    return isChanged ? String(scalars) : self
  }
}

extension Unicode.Scalar {
  fileprivate var isSpace: Bool { properties.isWhitespace || value == 0xFEFF || value == 0x200B }
}
