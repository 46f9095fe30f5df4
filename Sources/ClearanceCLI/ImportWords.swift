import RuleCompiler

/// The sentences of an import.
enum ImportWords {
  static func head(_ path: String, _ preset: String) -> Text {
    Text(
      "Read from \(path) by `clearance import \(preset)`; after each answer, its place there.",
      french:
        "Lu dans \(path) par `clearance import \(preset)` ; après chaque réponse, sa place là-bas.")
  }

  static func given(_ preset: String) -> Text {
    Text(
      "so of every file of \(preset)", french: "vrai de tout fichier de \(preset)")
  }

  static let hidden = Text(
    "Answers to questions that are no longer shown; the tool counts them, here they are not asked:",
    french:
      "Réponses à des questions qui ne sont plus affichées ; l'outil les compte, ici elles ne sont pas posées :"
  )

  static func wrote(_ path: String) -> Text {
    Text("wrote \(path)", french: "écrit : \(path)")
  }

  static func asTool(_ score: String) -> Text {
    Text("as the tool counts:    \(score)", french: "comme compte l'outil :     \(score)")
  }

  static func asShown(_ score: String) -> Text {
    Text("of what is shown:      \(score)", french: "de ce qui est affiché :    \(score)")
  }

  /// What answers to questions that are no longer shown change.
  enum Effect {
    case none, onScore, onClass
  }

  static func hidden(_ count: Int, _ places: String, _ effect: Effect) -> Text {
    let start: Text =
      switch effect {
      case .none: Text("they are alike:        ", french: "ils sont pareils :         ")
      case .onScore: Text("the scores differ:     ", french: "les scores diffèrent :     ")
      case .onClass: Text("the classes differ:    ", french: "les classes diffèrent :    ")
      }
    let english =
      count == 1
      ? "an answer is to a question that is no longer shown"
      : "\(count) answers are to questions that are no longer shown"
    let french =
      count == 1
      ? "une réponse porte sur une question qui n'est plus affichée"
      : "\(count) réponses portent sur des questions qui ne sont plus affichées"
    return Text(
      start.english + english + ": " + places,
      french: (start.french ?? "") + french + " : " + places)
  }

  static func open(
    _ name: String, _ low: String, _ high: String, _ first: String, _ last: String
  ) -> Text {
    let classes = first == last ? first : "\(first) to \(last)"
    let french = first == last ? first : "\(first) à \(last)"
    return Text(
      "once all are answered: \(name) from \(low) to \(high) · \(classes)",
      french: "avec toutes les réponses : \(name) de \(low) à \(high) · \(french)")
  }

  static func leftOut(_ count: Int) -> Text {
    Text(
      count == 1
        ? "an answer in words asks for no fact, and was left out"
        : "\(count) answers in words ask for no fact, and were left out",
      french: count == 1
        ? "une réponse en toutes lettres ne correspond à aucun fait et a été laissée de côté"
        : "\(count) réponses en toutes lettres ne correspondent à aucun fait et ont été laissées de côté"
    )
  }

  static func counts(read: Int, needed: Int) -> Text {
    Text(
      "\(read) \(read == 1 ? "fact" : "facts") read, \(needed) still needed",
      french:
        "\(read) \(read == 1 ? "fait lu" : "faits lus"), \(needed) encore \(needed == 1 ? "nécessaire" : "nécessaires")"
    )
  }
}
