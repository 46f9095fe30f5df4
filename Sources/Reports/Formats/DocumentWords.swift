import RuleCompiler

/// Words of documents that no other report has, both languages side by side.
enum DocumentWords {
  static let useCase = Words("Use case", "Cas")
  static let finding = Words("Finding", "Constat")
  static let severity = Words("Severity", "Gravité")
  static let law = Words("Law", "Texte")
  static let why = Words("Why", "Pourquoi")
  static let place = Words("Place", "Emplacement")
  static let violated = Words("Violated", "Violées")
  static let undecided = Words("Undecided", "Indécises")
  static let waived = Words("Waived", "Tolérées")
  static let nextChange = Words("Next change", "Prochain changement")
  static let from = Words("From", "À partir du")
  static let then = Words("Then", "Alors")
  static let upcoming = Words("Upcoming", "À venir")
  static let notAssessed = Words("Not assessed, or not wholly", "Non évalué, ou pas entièrement")
  static let noDates = Words(
    "No duty begins and no paper expires", "Aucune obligation ne commence, aucune pièce n'expire")
  static let known = Words("known: the baseline has it", "connu : la référence le contient")
  static let knownCount = Words("Known", "Connues")
  static let remarks = Words("Remarks", "Remarques")
  static let rule = Words("the rule", "la règle")
  static let begins = Words("begins: {1}", "commence : {1}")
  static let expires = Words("expires: {1}", "expire : {1}")
  static let waiverExpires = Words("waiver expires: {1}", "la tolérance expire : {1}")
  static let hangsOn = Words("it hangs on: {1}", "cela dépend de : {1}")

  static func assessed(_ count: Int) -> Words {
    Words("\(count) assessed", "\(count) évalué\(count > 1 ? "s" : "")")
  }

  static func more(_ count: Int) -> Words {
    Words("and \(count) more", "et \(count) de plus")
  }
}

extension Words {
  /// The words with arguments in their places.
  func said(in language: Language, _ arguments: String...) -> String {
    Phrase.fill(self.in(language), arguments)
  }
}
