import RuleCompiler
import RuleEvaluator

/// The schema of the format `clearance-portfolio`.
enum PortfolioSchema {
  static var value: JSONValue {
    Schema.document(root, titled: "Many AI systems counted together by Clearance", definitions)
  }

  private static let standings = SystemResult.Standing.allCases.map {
    (name: $0.rawValue, schema: Schema.integer)
  }

  private static let states = DutyState.allCases.filter(\.applies).map {
    (name: $0.rawValue, schema: Schema.integer)
  }

  static let root: Schema = .object([
    ("format", .words(["clearance-portfolio"])), ("version", .number(PortfolioJSON.version)),
    ("day", .day), ("horizon", .day), ("rulebook", .object([("digest", .text)])),
    (
      "counts",
      .object(
        [("found", .integer), ("assessed", .integer), ("failed", .integer)] + standings)
    ),
    ("classes", .list(.named("classes"))), ("groups", .list(.named("group"))),
    ("questions", .list(.named("question"))), ("duties", .list(.named("duty"))),
    ("labels", .list(.named("labels"))), ("differences", .list(.named("difference"))),
    (
      "across", .list(.object([("name", .text), ("systems", .list(.integer))]))
    ),
    ("indicators", .list(.named("indicator"))), ("systems", .list(.named("system"))),
    ("left_alone", .list(.text)), ("problems", .list(.named("problem"))),
    ("exit_code", .integer),
  ])

  static let definitions: [(name: String, schema: Schema)] = [
    ("sentence", .object([("en", .text), ("fr", .optionalText())])),
    (
      "interval",
      .object([
        ("highest", .text), ("lowest", .text), ("contested", .flag), ("count", .integer),
      ])
    ),
    (
      "later",
      .object([
        ("day", .day), ("highest", .text), ("lowest", .text), ("contested", .flag),
      ])
    ),
    (
      "classes",
      .object([
        ("scheme", .text), ("act", .text), ("classes", .list(.text)),
        ("systems", .list(.named("interval"))), ("not_asked", .integer),
      ])
    ),
    (
      "group",
      .object([
        ("by", .text), ("term", .named("sentence")), ("several", .flag),
        (
          "values",
          .list(
            .object(
              [("value", .text), ("words", .named("sentence")), ("systems", .integer)]
                + standings))
        ),
        ("repeats", .integer), ("systems", .integer),
      ])
    ),
    (
      "question",
      .object([
        ("name", .text), ("ask", .named("sentence")), ("systems", .integer),
        ("findings", .integer), ("alone", .integer),
      ])
    ),
    ("duty", duty), ("labels", labels), ("difference", difference), ("indicator", indicator),
    ("system", system),
    (
      "problem",
      .object([
        ("code", .text), ("message", .named("sentence")), ("file", .optionalText()),
        ("line", .optional(.integer)), ("column", .optional(.integer)),
      ])
    ),
  ]

  private static let duty: Schema = .object(
    [
      ("rule", .text), ("kind", .words(RuleKind.allCases.filter(\.isDuty).map(\.rawValue))),
      ("bearer", .optionalText()), ("topic", .optionalText()), ("cite", .optionalText()),
      ("says", .optional(.named("sentence"))), ("gates", .flag),
      ("timing", .words(["in_force", "within_12_months", "later"])), ("from", .optional(.day)),
      ("systems", .integer),
    ] + states + [("waived", .integer)])

  private static let labels: Schema = .object(
    [("scheme", .text)]
      + Agreement.allCases.map { ($0.rawValue, .integer) } + [
        (
          "systems",
          .list(
            .object([
              ("label", .text), ("highest", .text), ("lowest", .text), ("contested", .flag),
              ("count", .integer),
            ]))
        )
      ])

  private static let difference: Schema = .object([
    ("system", .integer), ("name", .text), ("scheme", .text), ("label", .text), ("words", .text),
    ("file", .text), ("said_in", .named("sentence")), ("highest", .text),
    ("lowest", .text), ("deciding", .list(.text)), ("cite", .list(.text)),
    ("next", .optional(.named("later"))),
  ])

  private static let indicator: Schema = .object(
    IndicatorSchema.definition + IndicatorSchema.figure)

  private static let system: Schema = .object([
    ("name", .text), ("title", .optionalText()), ("owner", .optionalText()), ("file", .text),
    ("line", .optional(.integer)), ("day", .day), ("jurisdictions", .list(.text)),
    ("as_if", .list(.text)),
    ("standing", .words(SystemResult.Standing.allCases.map(\.rawValue))),
    (
      "classes",
      .list(
        .object([
          ("scheme", .text), ("highest", .text), ("lowest", .text), ("contested", .flag),
          ("next", .optional(.named("later"))),
        ]))
    ),
    (
      "counts",
      .object(
        DutyState.allCases.map { ($0.rawValue, .integer) } + [
          ("waived", .integer), ("uncounted", .integer), ("questions", .integer),
        ])
    ),
  ])
}

/// How figures are told, of systems and of decisions alike.
enum IndicatorSchema {
  static let definition: [(name: String, schema: Schema)] = [
    ("id", .text), ("indicator_version", .text), ("definition_digest", .text),
    ("term", .named("sentence")), ("definition", .named("sentence")),
    ("unit", .named("sentence")), ("source", .named("sentence")), ("valid_from", .day),
  ]

  static let figure: [(name: String, schema: Schema)] = [
    ("denominator", .integer), ("at_least", .integer), ("at_most", .integer),
    ("unknown", .integer), ("denominator_unknown", .integer), ("outside", .integer),
  ]
}
