import LocatedYAML
package import RuleCompiler

/// Words of audits, both languages side by side.
enum AuditWords {
  static let title = Words("Audit of recorded decisions", "Audit de décisions enregistrées")
  static let records = Words("{1} record|{1} records", "{1} enregistrement|{1} enregistrements")
  static let ofLines = Words("{1} of {2} lines", "{1} sur {2} lignes")
  static let violated = Words("Violated", "Violée")
  static let satisfied = Words("Satisfied", "Respectée")
  static let open = Words("Open", "Ouverte")
  static let notApplicable = Words("Not applicable", "Sans objet")
  static let rule = Words("Rule", "Règle")
  static let law = Words("Law", "Texte")
  static let rate = Words("Violated, of those decided", "Violées, parmi les tranchées")
  static let rateSays = Words(
    "{1} of {2} decided ({3})", "{1} sur {2} tranchés ({3})")
  static let noRate = Words("none decided", "aucun tranché")
  static let denominator = Words(
    "Decided: the rule applied to the record, and the log says whether it was met.",
    "Tranché : la règle s'appliquait à l'enregistrement et le journal dit si elle a été respectée.")
  static let someViolated = Words(
    "Rules that decisions violate", "Règles que des décisions violent")
  static let otherRules = Words("The other rules", "Les autres règles")
  static let first = Words("first", "premiers")
  static let refused = Words(
    "Rules that this log cannot answer", "Règles auxquelles ce journal ne peut répondre")
  static let why = Words("Why", "Pourquoi")
  static let columns = Words("Columns", "Colonnes")
  static let column = Words("Column", "Colonne")
  static let fact = Words("Fact", "Fait")
  static let values = Words("Records with a value", "Enregistrements avec une valeur")
  static let hasValue = Words("{1}: has a value", "{1} : a une valeur")
  static let neverThere = Words("in no record", "dans aucun enregistrement")
  static let badLines = Words(
    "Lines that are no records", "Lignes qui ne sont pas des enregistrements")
  static let line = Words("Line", "Ligne")
  static let badTold = Words("the first {1} of {2}", "les {1} premières sur {2}")
  static let groups = Words("By {1}", "Par {1}")
  static let group = Words("Group", "Groupe")
  static let recordsHead = Words("Records", "Enregistrements")
  static let noValue = Words("(none)", "(aucune)")
  static let log = Words("Log", "Journal")
  static let logs = Words("Logs", "Journaux")
  static let bytes = Words("{1} byte|{1} bytes", "{1} octet|{1} octets")
  static let notComputed = Words("SHA-256 not computed", "SHA-256 non calculé")
  static let hasGrown = Words(
    "grew while it was read; what was added is left for the next run",
    "a grandi pendant la lecture ; l'ajout est laissé à la prochaine fois")
  static let mapping = Words("Mapping", "Correspondance")
  static let rulebook = Words("Rules", "Règles")
  static let dayOf = Words(
    "Day of the law: column {1}, else {2}", "Jour du droit : colonne {1}, sinon {2}")
  static let engine = Words("Counted by", "Compté par")
  static let picture = Words("How each rule came out", "Ce qu'il est advenu de chaque règle")
  static let pictureSays = Words(
    "Of each rule, the shares of records in which it is violated, open, satisfied and not applicable.",
    "Pour chaque règle, les parts d'enregistrements où elle est violée, ouverte, respectée et sans objet."
  )
  static let groupSays = Words(
    "Of each group, how many of its records violate the rule; the rate is of those decided.",
    "Pour chaque groupe, combien de ses enregistrements violent la règle ; le taux porte sur les tranchés."
  )
  static let nothingViolated = Words(
    "No decision violates a rule.", "Aucune décision ne viole de règle.")
  static let leadViolated = Words(
    "{1} rule is violated by some decision|{1} rules are violated by some decision",
    "{1} règle est violée par des décisions|{1} règles sont violées par des décisions")
  static let leadOpen = Words(
    "{1} more is open for some|{1} more are open for some",
    "{1} de plus est ouverte pour certaines|{1} de plus sont ouvertes pour certaines")
  static let leadBad = Words(
    "{1} line is no record|{1} lines are no records",
    "{1} ligne n'est pas un enregistrement|{1} lignes ne sont pas des enregistrements")
  static let figuresLead = Words(
    "Each figure counts records by the definition that is named, and is an interval where the log is silent.",
    "Chaque chiffre compte des enregistrements selon la définition nommée ; c'est un intervalle où le journal se tait."
  )
  static let noFigure = Words(
    "no figure: no record surely belongs to the denominator",
    "pas de chiffre : aucun enregistrement n'appartient sûrement au dénominateur")
  static let notCounted = Words(
    "Indicators that this log cannot answer",
    "Indicateurs auxquels ce journal ne peut répondre")
  static let figureHead = [
    Words("Indicator", "Indicateur"), Words("Figure", "Chiffre"), Words("Unknown", "Inconnus"),
    Words("Definition", "Définition"), Words("Source", "Source"),
  ]
  static let notGating = Words("told, and counted by no gate", "signalée sans bloquer")
}

extension Int {
  /// With its thousands apart, as a language does.
  package func grouped(in language: Language) -> String {
    let digits = Array(String(magnitude))
    var text = self < 0 ? "-" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 {
        text += language == .french ? "\u{202F}" : ","
      }
      text.append(digit)
    }
    return text
  }

  /// Hundredths of a percent as a percentage.
  func percent(in language: Language) -> String {
    let (whole, rest) = quotientAndRemainder(dividingBy: 100)
    let digits = (rest < 10 ? "0" : "") + String(rest)
    return language == .french ? "\(whole),\(digits)\u{202F}%" : "\(whole).\(digits) %"
  }
}
