import RuleCompiler
import RuleEvaluator

/// The schema of the format `clearance-obligations`.
enum ObligationSchema {
  static var value: JSONValue {
    Schema.document(
      root, titled: "Obligations, prohibitions and rights listed by Clearance", definitions)
  }

  static let root: Schema = .object([
    ("format", .words(["clearance-obligations"])),
    ("version", .number(ObligationJSON.version)),
    ("day", .day),
    ("rulebook", .object([("digest", .text)])),
    ("catalogue", .flag),
    ("asked", asked),
    (
      "use_cases",
      .list(
        .object([
          ("name", .text), ("title", .optionalText()), ("operator", .optionalText()),
          ("file", .text), ("day", .day),
        ]))
    ),
    (
      "acts",
      .list(
        .object([
          ("act", .text), ("title", .named("sentence")), ("number", .optionalText()),
          ("url", .optionalText()), ("jurisdiction", .text),
        ]))
    ),
    ("obligations", .list(.named("obligation"))),
    (
      "counts",
      .object(
        [("listed", .integer), ("all", .integer)]
          + ListedDuty.Timing.allCases.map { ($0.rawValue, .integer) }
          + DutyState.allCases.map { ($0.rawValue, .integer) })
    ),
    ("diagnostics", .list(.anything)),
    ("exit_code", .integer),
  ])

  static let definitions: [(name: String, schema: Schema)] = [
    ("sentence", .object([("en", .text), ("fr", .optionalText())])),
    ("verdict", verdict), ("obligation", obligation), ("stand", stand),
  ]

  private static func words<Name: CaseIterable & RawRepresentable>(
    _: Name.Type
  ) -> Schema where Name.RawValue == String { .words(Name.allCases.map(\.rawValue)) }

  private static let kinds = Schema.words(RuleKind.allCases.filter(\.isDuty).map(\.rawValue))

  private static let asked: Schema = .object([
    ("roles", .list(.text)), ("topics", .list(.text)), ("jurisdictions", .list(.text)),
    ("acts", .list(.text)), ("kinds", .list(kinds)), ("statuses", .list(words(Status.self))),
    ("timings", .list(words(ListedDuty.Timing.self))), ("states", .list(words(DutyState.self))),
    ("from", .optional(.day)), ("to", .optional(.day)),
  ])

  private static let outcomes: Schema = .words(["not_applicable", "satisfied", "violated"])

  private static let verdict: Schema = .object([
    ("word", .words(["not_applicable", "satisfied", "violated", "open", "contested"])),
    ("possible", .list(outcomes)), ("contested", .flag), ("settled_either_way", .flag),
    ("presumed", .optional(outcomes)),
  ])

  private static let obligation: Schema = .object([
    ("rule", .text), ("act", .text), ("kind", kinds), ("bearer", .optionalText()),
    ("holder", .optionalText()), ("topic", .optionalText()), ("cite", .optionalText()),
    ("provisions", .list(.text)), ("says", .optional(.named("sentence"))),
    ("remedy", .optional(.named("sentence"))), ("severity", words(Severity.self)),
    ("status", words(Status.self)), ("verified", words(Verification.self)), ("gates", .flag),
    ("timing", words(ListedDuty.Timing.self)), ("from", .optional(.day)),
    ("until", .optional(.day)), ("days", .optional(.integer)), ("note", .optionalText()),
    ("evidence_asked", .list(.text)), ("stand", .optional(.named("stand"))),
  ])

  private static let stand: Schema = .object([
    ("use_case", .text), ("file", .text), ("use", .optionalText()), ("on", .day),
    ("state", words(DutyState.self)), ("standing", words(Standing.self)),
    ("verdict", .named("verdict")), ("presumed_reach", .flag),
    ("questions", .list(.object([("name", .text), ("ask", .named("sentence"))]))),
    (
      "evidence",
      .list(
        .object([
          ("name", .text), ("state", .words(["held", "lapsed", "missing"])),
          ("file", .optionalText()), ("sha256", .optionalText()),
          ("valid_until", .optional(.day)),
        ]))
    ),
    ("waived_until", .optional(.day)),
    (
      "later",
      .list(
        .object([("day", .day), ("standing", words(Standing.self)), ("verdict", .named("verdict"))])
      )
    ),
  ])
}

extension Schema {
  /// A schema that stands by itself, with its definitions.
  static func document(
    _ root: Schema, titled title: String, _ definitions: [(name: String, schema: Schema)]
  ) -> JSONValue {
    guard case .object(let members) = root.value else {
      preconditionFailure("the schema of an object is an object")
    }
    return .object(
      [
        .init("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
        .init("title", .text(title)),
      ] + members + [
        .init("$defs", .object(definitions.map { .init($0.name, $0.schema.value) }))
      ])
  }
}
