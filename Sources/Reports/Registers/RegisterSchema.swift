import RuleCompiler

/// The schema of the formats `clearance-register-…`: one of them, as the verb is.
package enum RegisterSchema {
  static var value: JSONValue {
    Schema.document(
      oneOf: RegisterFormat.allCases.map { format in
        (format.rawValue, .object(head(format) + members(of: format) + end(format)))
      }, titled: "Results of the register of Clearance", definitions)
  }

  private typealias Members = [(name: String, schema: Schema)]

  private static func head(_ format: RegisterFormat) -> Members {
    [
      ("format", .words([format.name])), ("version", .number(RegisterFormat.version)),
      ("register", .text),
    ]
  }

  /// Other results than a check are told as JSON of this form only where all went well.
  private static func end(_ format: RegisterFormat) -> Members {
    [("exit_code", format == .check ? .integer : .number(0))]
  }

  private static func members(of format: RegisterFormat) -> Members {
    switch format {
    case .made: []
    case .add, .assess: [("rulebook", .text), ("systems", .list(recorded))]
    case .list: [("systems", .list(.object(system(whole: false)))), ("total", .integer)]
    case .show: [("system", .object(system(whole: true)))]
    case .history: [("events", .list(event))]
    case .due:
      [
        ("day", .day), ("until", .day), ("rulebook", .optionalText()),
        ("undecided_systems", .integer), ("due", .list(due)),
      ]
    case .waive: [("recorded", .integer), ("known", .integer)]
    case .evidence:
      [
        ("system", .text), ("name", .text), ("sha256", .text), ("valid_until", .optional(.day)),
        ("recorded", .flag),
      ]
    case .retire: [("system", .text), ("day", .day)]
    case .takenIn: [("added", .integer), ("events", .integer), ("head", .text)]
    case .check:
      [
        ("systems", .integer), ("events", .integer), ("files", .integer), ("head", .text),
        ("damages", .list(.object([("code", .words(damages)), ("message", .text)]))),
      ]
    case .backup: [("backup", .text), ("events", .integer), ("head", .text)]
    }
  }

  // What the register has words for: a test holds them against its own.

  /// Kinds of events.
  package static let kinds = ["version", "assessment", "evidence", "waiver", "retirement"]
  /// Why a system must be looked at again.
  package static let causes = ["rulebook", "evidence", "waiver", "class", "duty", "undecided"]
  /// Why a day was noted when it was assessed.
  package static let moments = ["finding", "class", "evidence", "waiver"]
  /// What may not be as it was written.
  package static let damages = [
    "storage", "reference", "schema", "file-digest", "event", "table", "head-missing",
  ]

  // MARK: Parts

  private static let recorded: Schema = .object([
    ("system", .text), ("version", .integer), ("new_version", .flag), ("new_assessment", .flag),
    ("event", .integer), ("assessment", .named("assessment")),
  ])

  private static func system(whole: Bool) -> Members {
    let head: Members = [
      ("system", .text), ("title", .optionalText()), ("operator", .optionalText()),
      ("jurisdictions", .list(.text)), ("version", .integer), ("since", .day), ("file", .text),
      ("sha256", .text), ("retired", .optionalText()),
      ("assessment", .named(whole ? "whole_assessment" : "assessment")),
    ]
    guard whole else { return head }
    return head + [
      (
        "evidence",
        .list(
          .object([
            ("name", .text), ("document", .text), ("sha256", .text),
            ("valid_until", .optional(.day)),
          ]))
      ),
      (
        "waivers",
        .list(
          .object([
            ("rule", .text), ("use", .optionalText()), ("reason", .text), ("approved_by", .text),
            ("expires", .day), ("verdict", .text),
          ]))
      ),
    ]
  }

  private static let event: Schema = .object([
    ("event", .integer), ("day", .day), ("system", .text), ("kind", .words(kinds)),
    ("previous", .text), ("digest", .text),
  ])

  /// How something was, and how it becomes: a standing, a class, or the digest of rules.
  private static let turn: Members = [
    ("use", .optionalText()), ("was", .optionalText()), ("becomes", .optionalText()),
  ]

  private static let due: Schema = .object([
    ("system", .text), ("version", .integer), ("assessed", .day),
    (
      "reasons",
      .list(
        .object(
          [
            ("cause", .words(causes)), ("day", .optional(.day)), ("about", .optionalText()),
          ] + turn))
    ),
  ])

  private static func assessment(whole: Bool) -> Schema {
    let head: Members = [
      ("day", .day), ("rulebook", .text), ("program", .text), ("version", .integer),
      (
        "classes",
        .list(
          .object([
            ("scheme", .text), ("lowest", .text), ("highest", .text), ("contested", .flag),
          ]))
      ),
      ("counts", .object(RegisterFormat.countNames.map { ($0, .integer) })),
    ]
    let details: Members = [
      ("findings", .list(.named("finding"))),
      (
        "moments",
        .list(.object([("day", .day), ("reason", .words(moments)), ("about", .text)] + turn))
      ),
    ]
    return .object(head + (whole ? details : []) + [("questions", .list(.text))])
  }

  private static let definitions: Members = [
    ("assessment", assessment(whole: false)), ("whole_assessment", assessment(whole: true)),
    (
      "finding",
      .object([
        ("rule", .text), ("use", .optionalText()), ("bearer", .optionalText()),
        ("kind", .words(RuleKind.allCases.map(\.rawValue))),
        ("severity", .words(Severity.allCases.map(\.rawValue))),
        ("force", .words(["binding", "not_binding", "unverified"])),
        ("standing", .words(Standing.allCases.map(\.rawValue))), ("waived", .flag),
      ])
    ),
  ]
}

extension Schema {
  /// A schema of several objects, one of which a document is; each is a definition of its own.
  fileprivate static func document(
    oneOf choices: [(name: String, schema: Schema)], titled title: String,
    _ definitions: [(name: String, schema: Schema)]
  ) -> JSONValue {
    .object([
      .init("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      .init("title", .text(title)),
      .init("oneOf", .list(choices.map { Schema.named($0.name).value })),
      .init("$defs", .object((choices + definitions).map { .init($0.name, $0.schema.value) })),
    ])
  }
}
