import RuleCompiler

/// The sentences of a dialogue.
enum DialogueWords {
  static func head(open: Int, questions: Int) -> Text {
    let findings = open == 1 ? "1 open finding hangs" : "\(open) open findings hang"
    let constats = open == 1 ? "1 constat ouvert dépend" : "\(open) constats ouverts dépendent"
    return Text(
      "\(findings) on \(questions == 1 ? "1 question" : "\(questions) questions")",
      french: "\(constats) de \(questions == 1 ? "1 question" : "\(questions) questions")")
  }

  static let howTo = Text(
    """
    Answers are saved one by one. Enter alone: I don't know · ! and why: it cannot be said · \
    ?: more about the question · back · quit
    """,
    french: """
      Chaque réponse est enregistrée aussitôt. Entrée seule : je ne sais pas · ! et la raison : \
      cela ne peut être dit · ? : en savoir plus · retour · quitter
      """)

  static func ofUse(_ use: String) -> Text { Text("about: \(use)", french: "usage : \(use)") }

  static let why = Text("why it is asked:", french: "pourquoi cette question :")

  static func andMore(_ count: Int) -> Text {
    Text(
      count == 1 ? "and 1 more finding" : "and \(count) more findings",
      french: count == 1 ? "et 1 autre constat" : "et \(count) autres constats")
  }

  // MARK: Which answers there are

  static let yesNo = Text("1 yes · 2 no", french: "1 oui · 2 non")
  static let none = Text("none, if there is none", french: "aucun, s'il n'y en a pas")
  static let oneOf = Text(
    "one of these, by number or name:", french: "un seul, par numéro ou nom :")
  static let someOf = Text(
    "all that apply, by number or name, with commas · 0 for none of them:",
    french: "tout ce qui convient, par numéro ou nom, avec des virgules · 0 si rien ne convient :")
  static let inPart = Text(
    "if only some are known: those, with - before what is not so, and ... at the end, as 1, -3, ...",
    french:
      "si une partie seulement est connue : celle-ci, avec - devant ce qui n'est pas, et ... à la fin, comme 1, -3, ..."
  )
  static let list = Text(
    "a short name for each, with commas; 0 if there are none; ... at the end if there may be others",
    french:
      "un nom court pour chacun, avec des virgules ; 0 s'il n'y en a pas ; ... à la fin s'il peut y en avoir d'autres"
  )
  static func listSoFar(_ names: String) -> Text {
    Text(
      "so far: \(names); yes, if that is all", french: "jusqu'ici : \(names) ; oui, si c'est tout")
  }

  // MARK: What a judgement needs besides

  static let judgedBy = Text("Who judges so?", french: "Qui en juge ainsi ?")
  static let judgedWhy = Text("For what reason?", french: "Pour quelle raison ?")
  static func judgedOn(_ day: String) -> Text {
    Text(
      "On which day, YYYY-MM-DD? Enter alone: \(day)",
      french: "Quel jour, AAAA-MM-JJ ? Entrée seule : \(day)")
  }
  static let whyUnsayable = Text("Why can it not be said?", french: "Pourquoi ne peut-on le dire ?")

  // MARK: What came of a line

  static func settled(_ count: Int, _ words: String) -> Text {
    Text("settles \(count): \(words)", french: "tranche \(count) : \(words)")
  }
  static let nothingSettled = Text(
    "saved; by itself it settles nothing",
    french: "enregistré ; à elle seule, la réponse ne tranche rien")
  static let leftOpen = Text("left open", french: "laissé ouvert")
  static func left(open: Int, questions: Int) -> Text {
    Text(
      "\(open) open, \(questions) to ask",
      french: "\(open) \(open < 2 ? "ouvert" : "ouverts"), \(questions) à poser")
  }
  static let takenBack = Text("taken back", french: "repris")
  static let nothingBefore = Text(
    "there is no question before this one", french: "il n'y a pas de question avant celle-ci")
  static func notAnAnswer(_ line: String) -> Text {
    Text("this is no answer here: \(line)", french: "ce n'est pas une réponse ici : \(line)")
  }
  static func doesNotFit(_ message: String) -> Text {
    Text(
      "not saved, for it does not fit the other answers: \(message)",
      french: "non enregistré, car cela ne va pas avec les autres réponses : \(message)")
  }
  static let noPlace = Text(
    "the file has no place for this answer; it is left open",
    french: "le fichier n'a pas de place pour cette réponse ; elle reste ouverte")

  // MARK: The end

  static let noOtherQuestion = Text(
    "there is no other question", french: "il n'y a pas d'autre question")
  static let nothingToAsk = Text(
    "nothing open hangs on an answer any more", french: "plus rien d'ouvert ne dépend d'une réponse"
  )
  static func ended(answers: Int, path: String) -> Text {
    let count = answers == 1 ? "1 answer" : "\(answers) answers"
    let nombre = answers < 2 ? "\(answers) réponse" : "\(answers) réponses"
    return Text("\(count) saved in \(path)", french: "\(nombre) dans \(path)")
  }
  static func stillOpen(_ open: Int, _ questions: Int, aside: Int) -> Text {
    let english = head(open: open, questions: questions).english
    let french = head(open: open, questions: questions).french ?? english
    guard aside > 0 else { return Text(english, french: french) }
    return Text(
      english + ", \(aside) of them left open here",
      french: french
        + ", dont \(aside) laissée\(aside > 1 ? "s" : "") ouverte\(aside > 1 ? "s" : "") ici")
  }
  static func next(_ command: String) -> Text {
    Text("next: \(command)", french: "ensuite : \(command)")
  }
  static func questions(_ command: String) -> Text {
    Text(
      "the open questions, to hand on: \(command)",
      french: "les questions ouvertes, à transmettre : \(command)")
  }
}
