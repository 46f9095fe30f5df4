package import RuleCompiler

extension Wording {
  /// Who is bound, or whose right it is, as the field calls them; another name in plain letters.
  func party(_ name: String) -> String {
    rules.vocabulary.parties[name].map(sentence) ?? String(name.map { $0 == "_" ? " " : $0 })
  }

  /// The class of a system: its id in English, and in French what it means, where that is known.
  func className(_ name: String, isQuoted: Bool = true) -> String {
    guard language == .french, let words = rules.vocabulary.classes[name]?.french else {
      return name
    }
    return isQuoted ? say(.quoted, words.inFrenchTypography) : words.inFrenchTypography
  }

  /// A number with its unit, which is in the plural where it should be.
  func amount(_ number: Number, of unit: String) -> String {
    let known = units[unit]
    let isOne =
      language == .french ? number < Number(2) && number >= Number(0) : number == Number(1)
    let words: String =
      switch language {
      case .english: known.map { isOne ? unit : $0.english } ?? unit
      case .french: known.map { isOne ? $0.french : $0.several } ?? unit
      }
    return "\(number) \(words)"
  }

  /// A day in prose: as ISO 8601 in English, `25 novembre 2026` in French.
  func date(_ day: Day) -> String { day.words(in: language) }

  /// A place in the law.
  func cite(_ cite: String) -> String {
    language == .french ? cite.inFrenchCitation : cite.onOneLine
  }

  /// Where something is argued.
  func reference(_ source: String) -> String {
    (language == .french ? source.inFrenchSource : source).onOneLine
  }
}

/// Units that facts name: the plural in English, one and several in French.
private let units: [String: (english: String, french: String, several: String)] = [
  "day": ("days", "jour", "jours"), "month": ("months", "mois", "mois"),
  "year": ("years", "an", "ans"), "hour": ("hours", "heure", "heures"),
  "second": ("seconds", "seconde", "secondes"), "point": ("points", "point", "points"),
  "percent": ("percent", "pour cent", "pour cent"),
]

private let months = [
  "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
  "novembre", "décembre",
]

extension Day {
  /// As people write it.
  package func words(in language: Language) -> String {
    guard language == .french else { return description }
    let parts = description.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]) else { return description }
    return "\(parts[2] == 1 ? "1er" : String(parts[2])) \(months[parts[1] - 1]) \(parts[0])"
  }
}
