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
    Whose law is asked: that of a country, by its two letters such as NL, with the unions and \
    conventions it belongs to; or that of a union alone, such as EU.
    """,
    french: """
      Le droit de qui : d'un pays, par ses deux lettres comme FR, avec les unions et conventions \
      dont il est membre ; ou d'une union seule, comme EU.
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
    let none = fact.allowsNone
    let orNone = Text(none ? ", or none" : "", french: none ? ", ou none s'il n'y en a pas" : "")
    switch fact.type {
    case .yesNo: return Text("yes or no", french: "yes (oui) ou no (non)") + orNone
    case .oneOf: return Text("one of", french: "un seul de") + orNone + Text(":", french: " :")
    case .someOf: return Text("a list of:", french: "une liste de :")
    case .number(let unit):
      let unit = unit.map { " (\($0))" } ?? ""
      return Text("a number\(unit)", french: "un nombre\(unit)") + orNone
    case .date: return Text("a day, as 2026-03-01", french: "un jour, comme 2026-03-01") + orNone
    case .time:
      let time = "2026-03-01T10:15:00+01:00"
      return Text("a time, as \(time)", french: "une heure, comme \(time)") + orNone
    case .country: return Text("a country, as NL", french: "un pays, comme FR") + orNone
    case .text: return Text("words", french: "du texte") + orNone
    }
  }
}

private func + (left: Text, right: Text) -> Text {
  Text(
    left.english + right.english,
    french: (left.french ?? left.english) + (right.french ?? right.english))
}
