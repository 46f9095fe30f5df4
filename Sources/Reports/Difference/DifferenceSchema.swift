import RuleCompiler
import RuleEvaluator

/// The schema of the format `clearance-difference`.
enum DifferenceSchema {
  static var value: JSONValue {
    Schema.document(root, titled: "Difference of two assessments by Clearance", definitions)
  }

  static let root: Schema = .object([
    ("format", .words(["clearance-difference"])),
    ("version", .number(DifferenceJSON.version)),
    ("before", .named("side")), ("after", .named("side")), ("differs", .flag),
    (
      "classes",
      .list(
        .object([
          ("scheme", .text), ("use", .optionalText()), ("before", .optional(.named("class"))),
          ("after", .optional(.named("class"))),
        ]))
    ),
    ("findings", .list(.named("finding"))),
    (
      "documents",
      .list(.object([("name", .text), ("before", document), ("after", document)]))
    ),
    (
      "rules",
      .list(
        .object([
          ("rule", .text), ("change", .words(RuleChange.Kind.allCases.map(\.rawValue))),
          ("before", .optionalText()), ("after", .optionalText()),
          ("parts", .list(.words(RuleChange.Part.allCases.map(\.rawValue)))),
        ]))
    ),
    (
      "answers",
      .list(
        .object([
          ("fact", .text), ("use", .optionalText()), ("before", .optional(.named("answer"))),
          ("after", .optional(.named("answer"))),
        ]))
    ),
    (
      "counts",
      .object([("changed", .integer), ("unchanged", .integer), ("silent", .integer)])
    ),
    ("exit_code", .integer),
  ])

  static let definitions: [(name: String, schema: Schema)] = [
    ("sentence", .object([("en", .text), ("fr", .optionalText())])),
    (
      "side",
      .object([("use_case", .text), ("file", .text), ("day", .day), ("rulebook", .text)])
    ),
    ("class", .object([("lowest", .text), ("highest", .text), ("contested", .flag)])),
    ("finding", finding), ("outcome", outcome), ("cause", cause),
    (
      "answer",
      .object([
        ("value", .anything), ("assumed", .flag), ("file", .text), ("line", .integer),
        ("column", .integer),
      ])
    ),
  ]

  private static let document = Schema.words(["held", "lapsed", "missing"])

  private static let finding: Schema = .object([
    ("rule", .text), ("use", .optionalText()), ("bearer", .optionalText()),
    ("kind", .words(RuleKind.allCases.map(\.rawValue))), ("cite", .optionalText()),
    ("says", .optional(.named("sentence"))), ("before", .optional(.named("outcome"))),
    ("after", .optional(.named("outcome"))), ("causes", .list(.named("cause"))),
  ])

  private static let outcomes: Schema = .words([
    "not_applicable", "satisfied", "violated", "no", "yes",
  ])

  private static let outcome: Schema = .object([
    ("standing", .words(Standing.allCases.map(\.rawValue))),
    (
      "verdict",
      .object([
        (
          "word",
          .words(["not_applicable", "satisfied", "violated", "no", "yes", "open", "contested"])
        ),
        ("possible", .list(outcomes)), ("contested", .flag), ("settled_either_way", .flag),
        ("presumed", .optional(outcomes)),
      ])
    ),
    ("severity", .words(Severity.allCases.map(\.rawValue))), ("gates", .flag), ("waived", .flag),
  ])

  private static let cause: Schema = .object([
    (
      "by",
      .words([
        "answer", "list", "judgement", "reading", "jurisdiction", "use", "law", "count", "rules",
        "waiver", "other",
      ])
    ),
    ("names", .list(.text)), ("use", .optionalText()), ("day", .optional(.day)),
    ("words", .named("sentence")),
  ])
}
