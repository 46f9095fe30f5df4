import RuleCompiler

/// The sentences of a blank use case.
enum BlankWords {
  static let head = Text(
    "One AI system of an administration: answers, and nothing about what the law makes of them.",
    french:
      "Un système d'IA d'une administration : des réponses, et rien sur ce que le droit en fait.")

  static let answers = Text(
    """
    Put an answer in place of `unknown`, or leave the line as it is; a line that is deleted means \
    the same. What was asked and cannot be said is `{unknown: why}`. Of a list of which only some \
    is known, say `{has: [a], has_not: [b]}`; `[]` is none of them.
    """,
    french: """
      Remplacer `unknown` par une réponse, ou laisser la ligne ; une ligne effacée veut dire la \
      même chose. Ce qui a été demandé et ne peut être dit s'écrit `{unknown: raison}`. D'une liste \
      connue en partie : `{has: [a], has_not: [b]}` ; `[]` veut dire aucun.
      """)

  static let title = Text("A system to be described", french: "Un système à décrire")

  static let operatorName = Text(
    "The administration that runs it", french: "L'administration qui l'exploite")

  static let jurisdictions = Text(
    """
    Whose law is asked: countries by their two letters, such as NL. Unions and conventions that a \
    country belongs to come along.
    """,
    french: """
      Le droit de qui : des pays par leurs deux lettres, comme FR. Les unions et conventions dont \
      un pays est membre suivent d'elles-mêmes.
      """)

  static let uses = Text(
    "Purpose by purpose: repeat the block for each use. What holds for every use may stand above.",
    french:
      "Usage par usage : répéter le bloc. Ce qui vaut pour tous les usages peut figurer plus haut.")

  static let useTitle = Text("What it is used for", french: "À quoi il sert")

  static let lists = Text(
    """
    Lists, where there is anything to list: take the marks off, name the items, and write \
    `complete: yes` once there are no others.
    """,
    french: """
      Des listes, s'il y a lieu : ôter les dièses, nommer les éléments, et écrire `complete: yes` \
      lorsqu'il n'y en a pas d'autres.
      """)

  /// What an answer to a fact looks like.
  static func form(of fact: Fact) -> Text {
    let text =
      switch fact.type {
      case .yesNo: Text("yes or no", french: "yes (oui) ou no (non)")
      case .oneOf: Text("one of:", french: "un seul de :")
      case .someOf: Text("a list of:", french: "une liste de :")
      case .number(let unit):
        Text("a number", french: "un nombre").adding(unit.map { " (\($0))" } ?? "")
      case .date: Text("a day, such as 2026-03-01", french: "un jour, comme 2026-03-01")
      case .time:
        Text(
          "a time, such as 2026-03-01T10:15:00+01:00",
          french: "une heure, comme 2026-03-01T10:15:00+01:00")
      case .country:
        Text("a country, such as NL", french: "un pays, comme FR")
      case .text: Text("words", french: "du texte")
      }
    guard fact.allowsNone else { return text }
    return text.adding(" (or none)", french: " (ou none : il n'y en a pas)")
  }
}

extension Text {
  /// With something put behind it.
  fileprivate func adding(_ end: String, french: String? = nil) -> Text {
    Text(english + end, french: self.french.map { $0 + (french ?? end) })
  }
}
