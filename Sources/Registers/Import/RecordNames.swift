/// Names of use cases, each once: words of a register made fit for a file name on any system.
struct RecordNames: Sendable {
  private var taken: Set<String> = []

  /// As long as a name may be, in bytes, so that a file of it can stand anywhere.
  private static let longest = 96

  /// Names that Windows keeps for devices.
  private static let reserved: Set<String> = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
  ]

  mutating func name(_ words: String?, row: Int) -> String {
    var base = RecordNames.slug(words ?? "")
    if base.isEmpty || RecordNames.reserved.contains(base) {
      base = "record-\(row)"
    }
    if base.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { base = "record-" + base }
    var name = base
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(base)-\(number)"
      number += 1
    }
    return name
  }

  /// Small letters, digits and single hyphens.
  static func slug(_ text: String) -> String {
    var result = ""
    var needsHyphen = false
    for scalar in text.unicodeScalars {
      let letters = letters(of: scalar)
      if letters.isEmpty {
        needsHyphen = !result.isEmpty && !isMark(scalar)
        continue
      }
      if needsHyphen { result += "-" }
      needsHyphen = false
      guard result.utf8.count + letters.utf8.count <= longest else { break }
      result += letters
    }
    return result
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .nonspacingMark || scalar == "'" || scalar == "’"
  }

  /// A letter of ASCII for one with a sign; nothing for what is neither letter nor digit.
  private static func letters(of scalar: Unicode.Scalar) -> String {
    if scalar.isASCII {
      let isWord = scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value)
      return isWord ? scalar.properties.lowercaseMapping : ""
    }
    let small = scalar.properties.lowercaseMapping
    for (letter, marked) in marked where marked.contains(small) { return letter }
    return ""
  }

  private static let marked: [(letter: String, marked: Set<String>)] = [
    ("a", ["à", "á", "â", "ã", "å", "ā", "ă", "ą"]), ("ae", ["æ", "ä"]),
    ("c", ["ç", "ć", "č", "ĉ", "ċ"]), ("d", ["ð", "đ", "ď"]),
    ("e", ["è", "é", "ê", "ë", "ē", "ĕ", "ė", "ę", "ě"]), ("g", ["ğ", "ĝ", "ġ", "ģ"]),
    ("i", ["ì", "í", "î", "ï", "ī", "į", "ı"]), ("k", ["ķ"]), ("l", ["ł", "ļ", "ľ", "ĺ"]),
    ("n", ["ñ", "ń", "ň", "ņ"]), ("o", ["ò", "ó", "ô", "õ", "ō", "ő", "ø"]), ("oe", ["œ", "ö"]),
    ("r", ["ř", "ŕ"]), ("s", ["ś", "š", "ş", "ș"]), ("ss", ["ß"]), ("t", ["ť", "ţ", "ț"]),
    ("th", ["þ"]), ("u", ["ù", "ú", "û", "ū", "ů", "ű", "ų"]), ("ue", ["ü"]), ("y", ["ý", "ÿ"]),
    ("z", ["ź", "ž", "ż"]),
  ]
}

extension String {
  /// The name of a file without the folders that it is in.
  var lastComponent: String { split(separator: "/").last.map(String.init) ?? self }
}
