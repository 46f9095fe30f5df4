import LocatedYAML
import RuleCompiler

/// What documents of OSCAL have in common.
enum OSCAL {
  /// The version that validators of today take.
  static let version = "1.2.1"
  /// Where names of properties and parts are ours.
  static let namespace = "urn:clearance:oscal"

  /// The id of a rule as a control; a token has no slash.
  static func control(_ rule: String) -> String {
    rule.map { $0 == "/" ? "." : String($0) }.joined()
  }

  /// The id of the part that says what the law says.
  static func statement(of rule: String) -> String { control(rule) + "_smt" }

  /// A property in our namespace; nothing without a value.
  static func property(_ name: String, _ value: String?, of kind: String? = nil) -> JSONValue? {
    value.map { value in
      .members([
        ("name", .text(name)), ("ns", .text(namespace)), ("value", .text(value.oscalWord)),
        ("class", kind.map(JSONValue.text)),
      ])
    }
  }

  /// The place in the law, by the name that OSCAL has for it.
  static func label(_ words: String) -> JSONValue {
    .object([.init("name", .text("label")), .init("value", .text(words.oscalWord))])
  }

  static func metadata(
    title: String, day: String, language: Language, properties: [JSONValue?]
  ) -> JSONValue {
    .members([
      ("title", .text(title.oscal)), ("last-modified", .text(day.instant)),
      ("version", .text(day)), ("oscal-version", .text(version)),
      ("props", list(properties + [property("language", language.rawValue)])),
    ])
  }

  /// Where a text can be read; nothing where that is no address.
  static func reference(_ address: String?, _ words: String? = nil) -> JSONValue? {
    guard let address, address.isWebAddress else { return nil }
    return .members([
      ("href", .text(address)), ("rel", .text("reference")),
      ("text", words.map { .text($0.oscal) }),
    ])
  }

  /// OSCAL has no empty lists.
  static func list(_ items: [JSONValue?]) -> JSONValue? {
    let items = items.compactMap(\.self)
    return items.isEmpty ? nil : .list(items)
  }
}

/// Words of documents for assessors and other programs, both languages side by side.
enum AttestationWords {
  static let results = Words(
    "What the law asks, and what is met", "Ce que le droit demande, et ce qui est respecté")
  static let catalog = Words(
    "Duties, by the law they stand in", "Obligations, selon le texte qui les porte")
  static let run = Words(
    "Assessed on {1} by the rules with the SHA-256 {2}.",
    "Évalué le {1} selon les règles dont le SHA-256 est {2}.")
  static let noPlan = Words(
    "There is no assessment plan: every duty of the rules was asked that the named jurisdictions have.",
    "Il n'y a pas de plan d'évaluation : toutes les obligations des règles ont été interrogées que les juridictions nommées connaissent."
  )
  static let notAssessed = Words(
    "Files that could not be assessed. Nothing is known of them.",
    "Fichiers qui n'ont pu être évalués. On n'en sait rien.")
  static let described = Words("A described use of a system.", "Un usage décrit d'un système.")
  static let line = Words("line {1}", "ligne {1}")
  static let document = Words("a document at hand: {1}", "une pièce disponible : {1}")
  static let undecided = Words(
    "It cannot be said whether this is met.", "On ne peut dire si c'est respecté.")
  static let score = Words(
    "1: satisfied, and that is proven; 0: violated. There is no score where it is neither, and none in between.",
    "1 : respectée, et c'est prouvé ; 0 : violée. Pas de note dans les autres cas, ni entre les deux."
  )
}

extension DocumentEntry {
  /// How it came out, in a word for programs.
  var word: String { outcome == .notApplicable ? "not-applicable" : outcome.rawValue }

  /// Whether a document that leaves out what does not concern the case has it.
  func isShown(_ options: DocumentOptions) -> Bool {
    report.rule.kind.isDuty && (options.isWhole || report.standing != .others)
      && (options.isWhole || outcome != .notApplicable)
  }
}
