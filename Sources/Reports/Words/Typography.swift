extension String {
  /// French as it is printed: an unbreakable space before `: ; ? !` and inside `« »`, and `’` in
  /// the middle of a word.
  var inFrenchTypography: String {
    var result = ""
    var last: Character = "\n"
    for (place, character) in zip(indices, self) {
      let next = index(after: place)
      let following: Character? = next < endIndex ? self[next] : nil
      if character == " ", last == "«" || following.map({ ":;?!»".contains($0) }) == true {
        result.append("\u{A0}")
      } else if character == "'", last.isLetter, following?.isLetter == true {
        result.append("’")
      } else {
        result.append(character)
      }
      last = character
    }
    return result
  }

  /// The text with something else in place of some of its characters, or as it is.
  ///
  /// - Parameter replacement: nil for what stays; what stays is copied a stretch at a time.
  func escaped(_ replacement: (Unicode.Scalar) -> String?) -> String {
    var result = ""
    var start = startIndex
    for place in unicodeScalars.indices {
      guard let words = replacement(unicodeScalars[place]) else { continue }
      if result.isEmpty { result.reserveCapacity(utf8.count + 16) }
      result += self[start..<place]
      result += words
      start = unicodeScalars.index(after: place)
    }
    return start == startIndex ? self : result + self[start...]
  }

  /// The text in ASCII: accents fall, marks become their likeness, and what is left is escaped.
  var asciified: String {
    guard unicodeScalars.contains(where: { !$0.isASCII }) else { return self }
    return unicodeScalars.map(\.asciified).joined()
  }

  /// On one line: line breaks and tabs are spaces, and none stands at an end or beside another.
  var onOneLine: String {
    let space = UInt8(ascii: " ")
    guard
      utf8.first == space || utf8.last == space
        || utf8.contains(where: \.mayBreakLine) && unicodeScalars.contains(where: \.breaksLine)
    else { return self }
    var line = String.UnicodeScalarView()
    var isBetween = false
    for scalar in unicodeScalars {
      if scalar == " " || scalar.breaksLine {
        isBetween = !line.isEmpty
      } else {
        if isBetween { line.append(" ") }
        isBetween = false
        line.append(scalar)
      }
    }
    return String(line)
  }

  /// Whether it stands on one line, with single spaces at most at its ends.
  var isOnOneLine: Bool {
    let space = UInt8(ascii: " ")
    var last: UInt8 = 0
    var mayBreak = false
    for byte in utf8 {
      if byte == space, last == space { return false }
      mayBreak = mayBreak || byte.mayBreakLine
      last = byte
    }
    return !mayBreak || !unicodeScalars.contains(where: \.breaksLine)
  }
}

extension UInt8 {
  /// Whether a scalar that ends a line, or is a tab, begins with it.
  fileprivate var mayBreakLine: Bool { self < 0x20 || self == 0xC2 || self == 0xE2 }
}

extension Unicode.Scalar {
  /// Whether it ends a line, or is a tab.
  fileprivate var breaksLine: Bool {
    switch value {
    case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  fileprivate var asciified: String {
    if isASCII { return String(self) }
    return Unicode.Scalar.likenesses[self] ?? "\\u{\(String(value, radix: 16, uppercase: true))}"
  }

  /// Letters of the languages we speak, and the marks that we print.
  private static let likenesses: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [
      "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "’": "'", "‘": "'", "“": "\"",
      "”": "\"", "«": "\"", "»": "\"", "–": "-", "—": "-", "…": "...", "·": "|", "\u{A0}": " ",
      "\u{202F}": " ", "✗": "x", "✓": "+", "⚖": "&", "●": "*", "○": "o", "≥": ">=", "≤": "<=",
      "→": "->", "№": "No", "°": "deg", "€": "EUR", "§": "s.",
    ]
    let letters: [(String, String)] = [
      ("àáâãäå", "a"), ("ç", "c"), ("èéêë", "e"), ("ìíîï", "i"), ("ñ", "n"), ("òóôõöø", "o"),
      ("ùúûü", "u"), ("ýÿ", "y"), ("ÀÁÂÃÄÅ", "A"), ("Ç", "C"), ("ÈÉÊË", "E"), ("ÌÍÎÏ", "I"),
      ("Ñ", "N"), ("ÒÓÔÕÖØ", "O"), ("ÙÚÛÜ", "U"), ("Ý", "Y"),
    ]
    for (accented, plain) in letters {
      for scalar in accented.unicodeScalars { table[scalar] = plain }
    }
    return table
  }()
}
