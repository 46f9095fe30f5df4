package import RuleCompiler

/// Words of a gate, both languages side by side.
package enum GateWords {
  /// How a group is counted, `{1}` being the number; `|` parts one from several.
  static func count(_ group: GateCounts.Group) -> Words {
    switch group {
    case .violated: Words("{1} violated", "{1} violée|{1} violées")
    case .below:
      Words("{1} violated below --fail-on", "{1} violée sous --fail-on|{1} violées sous --fail-on")
    case .contested: Words("{1} contested", "{1} discutée|{1} discutées")
    case .undecided: Words("{1} undecided", "{1} indécise|{1} indécises")
    case .waived: Words("{1} waived", "{1} tolérée|{1} tolérées")
    case .known: Words("{1} known", "{1} connue|{1} connues")
    case .unverified: Words("{1} unverified", "{1} non vérifiée|{1} non vérifiées")
    case .notBinding: Words("{1} not binding", "{1} sans force obligatoire")
    case .open:
      Words("{1} open but no violation", "{1} ouverte sans violation|{1} ouvertes sans violation")
    case .satisfied: Words("{1} satisfied", "{1} respectée|{1} respectées")
    case .notApplicable:
      Words("{1} does not apply|{1} do not apply", "{1} sans objet")
    case .told: Words("{1} told", "{1} pour information")
    }
  }

  static let useCases = Words("{1} use case|{1} use cases", "{1} cas")
  static let rules = Words("{1} rule|{1} rules", "{1} règle|{1} règles")
  static let findings = Words("{1} finding|{1} findings", "{1} constat|{1} constats")
  static let notAssessed = Words("{1} not assessed", "{1} non évalué|{1} non évalués")
  static let warnings = Words("{1} warning|{1} warnings", "{1} avertissement|{1} avertissements")
  static let first = Words("{1} (the first until {2})", "{1} (la première jusqu'au {2})")
  static let until = Words("{1} (until {2})", "{1} (jusqu'au {2})")
  static let error = Words("✗ error: {1}", "✗ erreur : {1}")
  static let undecided = Words("? undecided: {1}", "? indécise : {1}")
  static let warning = Words("! warning: {1}", "! avertissement : {1}")
  static let rule = Words("rule: {1}", "règle : {1}")
  static let because = Words("because: {1}", "car : {1}")
  static let citation = Words("citation: {1}", "référence : {1}")
  static let inForce = Words("due: in force since {1}", "échéance : en vigueur depuis le {1}")
  static let always = Words("due: in force", "échéance : en vigueur")
  static let changes = Words("from {1}: {2}", "à partir du {1} : {2}")
  static let bearer = Words("bearer: {1}", "obligé : {1}")
  static let waiver = Words("waiver: {1}", "tolérance : {1}")
  static let help = Words("help: {1}", "aide : {1}")
  static let nothingApplies = Words(
    "every rule is proven not to apply", "aucune règle ne s'applique, c'est prouvé")
  static let shown = Words(
    "{1} more with --show all", "{1} de plus avec --show all")

  /// What is counted, in the words for one or for several.
  static func counted(_ words: Words, _ count: Int, in language: Language) -> String {
    let forms = words.in(language).split(separator: "|", omittingEmptySubsequences: false)
    let isOne = language == .french ? count < 2 : count == 1
    return Phrase.fill(String(isOne ? forms[0] : forms[forms.count - 1]), [String(count)])
  }
}

extension GateCounts {
  /// One line in which every finding is counted, and every file that was not assessed.
  package func line(in language: Language) -> String {
    func said(_ words: Words, _ count: Int) -> String {
      GateWords.counted(words, count, in: language)
    }
    var groups: [String] = []
    for group in Group.allCases where self[group] > 0 {
      var words = said(GateWords.count(group), self[group])
      if group == .waived, let firstExpiry {
        let frame = self[group] > 1 ? GateWords.first : GateWords.until
        words = frame.said(in: language, words, firstExpiry.words(in: language))
      }
      groups.append(words)
    }
    let head = [
      said(GateWords.useCases, useCases), said(GateWords.rules, rules),
      said(GateWords.findings, total),
    ].joined(separator: " · ")
    let rest = [
      notAssessed > 0 ? said(GateWords.notAssessed, notAssessed) : nil,
      warnings > 0 ? said(GateWords.warnings, warnings) : nil,
    ].compactMap(\.self)
    let colon = language == .french ? "\u{A0}: " : ": "
    return (groups.isEmpty ? [head] : [head + colon + groups.joined(separator: " · ")])
      .joined() + (rest.isEmpty ? "" : " · " + rest.joined(separator: " · "))
  }
}
