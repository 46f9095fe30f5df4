import RuleCompiler

/// The schema of the format `clearance-gate`.
enum GateSchema {
  static var value: JSONValue {
    guard case .object(let members) = root.value else {
      preconditionFailure("the schema of an object is an object")
    }
    return .object(
      [
        .init("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
        .init("title", .text("A run of Clearance's gate")),
      ] + members + [
        .init("$defs", .object([.init("sentence", sentence.value)]))
      ])
  }

  static let root: Schema = .object([
    ("format", .words(["clearance-gate"])), ("version", .number(GateJSON.version)),
    ("exit_code", .optional(.integer)), ("reason", .optional(.named("sentence"))),
    ("fail_on", .words(["critical", "high", "medium", "low", "never"])), ("strict", .flag),
    (
      "rulebook",
      .optional(
        .object([
          ("folder", .text), ("digest", .text), ("files", .integer), ("rules", .integer),
        ]))
    ),
    (
      "counts",
      .object(
        ["use_cases", "rules", "not_assessed", "findings"].map { ($0, .integer) }
          + GateCounts.Group.allCases.map { ($0.rawValue, .integer) })
    ),
    ("use_cases", .list(useCase)), ("findings", .list(finding)),
    (
      "warnings",
      .list(
        .object([
          ("code", .text), ("message", .named("sentence")), ("file", .optionalText()),
          ("line", .optional(.integer)), ("column", .optional(.integer)),
        ]))
    ),
    ("diagnostics", .list(.anything)),
  ])

  private static let sentence: Schema = .object([("en", .text), ("fr", .optionalText())])

  private static let effect: Schema = .words(GatePolicy.Effect.allCases.map(\.word))
  private static let standing: Schema = .words(Standing.allCases.map(\.rawValue))

  private static let useCase: Schema = .object([
    ("name", .text), ("title", .optionalText()), ("file", .text), ("day", .day),
    ("effect", effect),
    ("classes", .list(.object([("scheme", .text), ("lowest", .text), ("highest", .text)]))),
  ])

  private static let finding: Schema = .object([
    ("rule", .text), ("use_case", .text), ("use", .optionalText()), ("bearer", .optionalText()),
    ("standing", standing), ("severity", .words(Severity.allCases.map(\.rawValue))),
    ("effect", effect), ("gates", .flag), ("waived", .flag),
    (
      "baseline",
      .optional(.words(DocumentEntry.BaselineState.allCases.map(\.rawValue)))
    ),
    ("fingerprint", .text), ("cite", .optionalText()), ("says", .optional(.named("sentence"))),
    ("in_force_since", .optional(.day)), ("message", .text),
    ("later", .list(.object([("day", .day), ("standing", standing)]))), ("file", .text),
    ("line", .integer), ("column", .integer),
  ])
}
