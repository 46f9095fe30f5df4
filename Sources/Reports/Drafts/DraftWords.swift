import RuleCompiler
import RuleEvaluator

/// The sentences of drafts.
enum DraftWords {
  static func source(_ day: String) -> Text {
    Text(
      "Draft, as the law is on \(day), filled from",
      french: "Projet, selon le droit au \(day), rempli d'après")
  }
  static func open(_ count: Int) -> Text {
    Text(
      count == 0
        ? "No place is open; a person reads it, answers for it and signs."
        : count == 1
          ? "1 place is open, and marked **[to be completed]**; nothing was made up. A person completes it, answers for it and signs."
          : "\(count) places are open, and marked **[to be completed]**; nothing was made up. A person completes it, answers for it and signs.",
      french: count == 0
        ? "Aucun endroit n'est ouvert ; une personne relit, répond et signe."
        : count == 1
          ? "1 endroit est ouvert et marqué **[à compléter]** ; rien n'a été inventé. Une personne complète, répond et signe."
          : "\(count) endroits sont ouverts et marqués **[à compléter]** ; rien n'a été inventé. Une personne complète, répond et signe."
    )
  }
  static let toComplete = Text("to be completed", french: "à compléter")
  static func cannotBeSaid(_ why: String) -> Text {
    Text("asked, and could not be said: \(why)", french: "demandé, sans pouvoir être dit : \(why)")
  }
  static let readFrom = Text("read from", french: "d'après")
  static let doesNotArise = Text("does not arise", french: "ne se pose pas")
  static let assumed = Text("assumed, the source is silent", french: "supposé, la source se tait")
  static let nothingListed = Text("there are none", french: "il n'y en a pas")
  static let notAsked = Text(
    "the law of this act is not asked of the case",
    french: "le droit de cet acte n'est pas interrogé pour ce cas")
  static let noClass = Text(
    "no class, for its law is not asked", french: "aucune classe : ce droit n'est pas interrogé")
  static func held(_ file: String) -> Text { Text("held: \(file)", french: "détenu : \(file)") }
  static func heldUntil(_ file: String, _ day: String) -> Text {
    Text("held: \(file), valid until \(day)", french: "détenu : \(file), valable jusqu'au \(day)")
  }
  static func lapsed(_ file: String, _ day: String) -> Text {
    Text("lapsed on \(day): \(file)", french: "périmé le \(day) : \(file)")
  }

  static func head(_ head: DraftTemplate.Head) -> Text {
    switch head {
    case .title: Text("Name of the system", french: "Nom du système")
    case .operator: Text("Who runs it", french: "Qui l'exploite")
    case .jurisdictions: Text("Whose law is asked", french: "Droit interrogé")
    case .uses: Text("What it is used for", french: "À quoi il sert")
    }
  }

  // MARK: What is kept of an assessment

  static let rulebook = Text("Rulebook, SHA-256", french: "Règles, SHA-256")
  static let useCase = Text("Use case, SHA-256", french: "Cas, SHA-256")
  static let day = Text("Day whose law was asked", french: "Jour dont le droit est interrogé")
  static let rule = Text("Rule", french: "Règle")
  static let place = Text("Place in the law", french: "Passage")
  static let use = Text("Use", french: "Usage")
  static let bearer = Text("Whom it binds", french: "Qui est tenu")
  static let verdict = Text("Verdict", french: "Verdict")
  static let force = Text("Force", french: "Force")
  static let none = Text("none", french: "aucun")
  static func notApplicable(_ count: Int) -> Text {
    Text(
      "\(count) more findings: not applicable, or somebody else's.",
      french: "\(count) autres constats : sans objet, ou à la charge d'un autre.")
  }
  static func waived(_ reason: String, _ by: String, _ until: String) -> Text {
    Text(
      "accepted until \(until) by \(by): \(reason)",
      french: "accepté jusqu'au \(until) par \(by) : \(reason)")
  }
  static let sources = Text(
    "For whoever completes this, not to be published: where each answer stands, and what is due",
    french: "Pour qui complète, à ne pas publier : où se trouve chaque réponse, et ce qui est dû")
}
