import RuleCompiler
import RuleEvaluator

/// The JSON Schema of a format that reports are written in.
public enum ReportSchema: String, Sendable, CaseIterable {
  case assessment, obligations, difference, gate, portfolio
  case whatIf = "what-if"
  case tried, audit, register, share

  /// The schema as JSON, of draft 2020-12.
  public var text: String {
    switch self {
    case .assessment: AssessmentSchema.value.written
    case .obligations: ObligationSchema.value.written
    case .difference: DifferenceSchema.value.written
    case .gate: GateSchema.value.written
    case .portfolio: PortfolioSchema.value.written
    case .whatIf: WhatIfSchema.value.written
    case .tried: TriedSchema.value.written
    case .audit: AuditSchema.value.written
    case .register: RegisterSchema.value.written
    case .share: ShareFormat.schema.written
    }
  }
}

/// The schema of the format `clearance-assessment`.
enum AssessmentSchema {
  static var value: JSONValue {
    root.document(titled: "Assessment of an AI use case by Clearance", definitions)
  }

  static let root: Schema = .object([
    ("format", .words(["clearance-assessment"])),
    ("version", .number(AssessmentJSON.version)),
    ("day", .day),
    ("rulebook", .object([("digest", .text)])),
    ("use_case", useCase),
    ("warnings", .list(.named("warning"))),
    ("frameworks", .list(framework)),
    ("classes", .list(scheme)),
    ("acts", .list(act)),
    ("rules", .list(rule)),
    ("facts", .list(.object([("fact", .text), ("ask", .named("sentence"))]))),
    ("answers", .list(cited)),
    ("findings", .list(.named("finding"))),
    (
      "rest",
      .list(
        .object([
          ("rule", .text), ("use", .optionalText()), ("bearer", .optionalText()),
          ("gates", .flag), ("standing", standing),
        ]))
    ),
    ("counts", counts),
    ("ending", .optional(.object([("exit_code", .integer), ("reason", .named("sentence"))]))),
  ])

  static let definitions: [(name: String, schema: Schema)] = [
    ("sentence", .object([("en", .text), ("fr", .optionalText())])),
    ("warning", warning),
    ("verdict", verdict),
    ("question", question),
    ("statement", statement),
    ("reading", reading),
    ("refusal", refusal),
    ("finding", finding),
  ]

  private static let place: [(name: String, schema: Schema)] = [
    ("file", .text), ("line", .integer), ("column", .integer),
  ]

  // MARK: The head

  /// A remark that does not keep the file from being assessed.
  private static let warning: Schema = .object([
    (
      "warning",
      .object([
        ("code", .text), ("message", .text), ("file", .text), ("line", .integer),
        ("column", .integer), ("end_line", .integer), ("end_column", .integer),
        ("suggestion", .optionalText()), ("hint", .optionalText()),
      ])
    )
  ])

  private static let useCase: Schema = .object([
    ("name", .text), ("title", .optionalText()), ("operator", .optionalText()), ("file", .text),
    ("jurisdictions", .list(.text)), ("as_if", .list(.text)),
    ("uses", .list(.object([("name", .text), ("title", .optionalText())] + place))),
    ("origin", .optional(RegisterEntry.schema)),
  ])

  private static let framework: Schema = .object([
    ("code", .text), ("title", .optional(.named("sentence"))),
    ("standing", .words(["named", "member", "unknown_member", "as_if"])),
    ("member", .optionalText()), ("loaded", .flag),
  ])

  private static let scheme: Schema = .object([
    ("scheme", .text), ("classes", .list(.text)), ("lowest", .text), ("highest", .text),
    ("contested", .flag), ("joined", .flag),
    ("uses", .list(.object([("use", .text), ("lowest", .text), ("highest", .text)]))),
    (
      "later",
      .list(
        .object([
          ("day", .day), ("days", .integer), ("lowest", .text), ("highest", .text),
          ("contested", .flag),
        ]))
    ),
    ("refused", .list(.named("refusal"))),
  ])

  /// Why a class is not given.
  private static let refusal: Schema = .object([
    ("class", .text), ("use", .optionalText()), ("law_from", .optional(.day)),
    ("cases", .list(.text)),
    (
      "grounds",
      .list(
        .object([
          ("rules_out", .list(.text)), ("through", .optionalText()),
          ("reasons", .list(.named("statement"))),
        ]))
    ),
    (
      "closest",
      .list(
        .object([
          ("rule", .text), ("missing", .list(.named("statement"))), ("besides", .list(.text)),
        ]))
    ),
  ])

  private static let act: Schema = .object([
    ("act", .text), ("title", .named("sentence")), ("number", .optionalText()),
    ("url", .optionalText()), ("jurisdiction", .text),
  ])

  private static let counts: Schema = .object(
    [("total", .integer)] + Standing.allCases.map { ($0.rawValue, .integer) } + [
      ("not_binding", .integer), ("unverified", .integer), ("waived", .integer),
    ])

  // MARK: A finding

  private static let outcomes: Schema = .words([
    "not_applicable", "satisfied", "violated", "no", "yes",
  ])

  private static let standing: Schema = .words(Standing.allCases.map(\.rawValue))

  private static let verdict: Schema = .object([
    (
      "word",
      .words(["not_applicable", "satisfied", "violated", "no", "yes", "open", "contested"])
    ),
    ("possible", .list(outcomes)), ("contested", .flag), ("settled_either_way", .flag),
    ("presumed", .optional(outcomes)),
  ])

  private static let question: Schema = .object([
    ("kind", .words(["fact", "item_fact", "list", "membership", "judgement"])), ("name", .text),
    ("item", .optionalText()), ("use", .optionalText()), ("ask", .named("sentence")),
  ])

  private static let statement: Schema = .object(
    [
      (
        "about",
        .words([
          "fact", "closed_fact", "measure", "day", "rule", "derogation", "reading", "scheme",
          "items", "uses", "judgement", "jurisdiction", "scope", "role", "not_yet_law",
          "no_longer_law", "requirement",
        ])
      ),
      ("name", .optionalText()), ("truth", .words(["no", "unknown", "yes"])),
      (
        "derogation",
        .optional(
          .words(["counts", "taken_back", "open_but_taken_back", "does_not_hold", "open"]))
      ),
      ("use", .optionalText()), ("answer", .anything), ("assumed", .flag),
      ("words", .named("sentence")),
    ] + place + [("parts", .list(.named("statement")))])

  private static let reading: Schema = .object(
    [
      ("rule", .text), ("reading", .text), ("says", .named("sentence")), ("source", .text),
      ("verdict", .named("verdict")),
    ] + place)

  /// What is said of a finding as long as it is open.
  private static let open: [(name: String, schema: Schema)] = [
    ("reasons", .list(.named("statement"))), ("questions", .list(.named("question"))),
    ("one_answer_decides", .optional(.flag)), ("readings", .list(.named("reading"))),
  ]

  private static let finding: Schema = .object(
    head + [
      ("severity", .words(Severity.allCases.map(\.rawValue))), ("gates", .flag),
      ("standing", standing), ("of_others", .flag), ("presumed_reach", .flag),
      ("verdict", .named("verdict")), ("later", .list(later)),
      ("because", .list(.object([("fact", .text), ("use", .optionalText())]))),
      (
        "lists",
        .list(
          .object([("list", .text), ("items", .list(.text)), ("complete", .flag)] + place))
      ),
      ("taken_readings", .list(.object([("rule", .text), ("reading", .text)] + place))),
      (
        "judgements",
        .list(
          .object(
            [
              ("of", .text), ("verdict", .words(["yes", "no"])), ("by", .text),
              ("on", .day), ("reason", .text),
            ] + place))
      ),
    ] + open + [
      ("whatever", .list(.named("question"))), ("evidence", .list(document)),
      ("waiver", .optional(waiver)),
    ])

  private static let head: [(name: String, schema: Schema)] = [
    ("rule", .text), ("kind", .words(["classification", "prohibition", "obligation", "right"])),
    ("cite", .optionalText()), ("use", .optionalText()), ("bearer", .optionalText()),
  ]

  /// A rule that findings and their reasons name, once.
  private static let rule: Schema = .object(
    [
      ("rule", .text), ("act", .text), ("name", .text),
      ("kind", .words(RuleKind.allCases.map(\.rawValue))), ("topic", .optionalText()),
      ("holder", .optionalText()), ("provisions", .list(.text)), ("cite", .optionalText()),
      ("says", .optional(.named("sentence"))),
      ("status", .words(Status.allCases.map(\.rawValue))),
      ("verified", .words(Verification.allCases.map(\.rawValue))),
      ("law_from", .optional(.day)), ("law_until", .optional(.day)), ("note", .optionalText()),
      ("remedy", .optional(.named("sentence"))),
      (
        "derogations",
        .list(
          .object([("name", .text), ("cite", .text), ("says", .named("sentence"))]))
      ),
    ] + place)

  private static let later: Schema = .object(
    [
      ("day", .day), ("days", .integer), ("gates", .flag), ("standing", standing),
      ("verdict", .named("verdict")),
    ] + open)

  private static let cited: Schema = .object(
    [
      ("fact", .text), ("value", .anything), ("use", .optionalText()), ("assumed", .flag),
      ("judged_by", .optionalText()),
    ] + place + [("origin", .optional(Origin.schema))])

  private static let document: Schema = .object([
    ("name", .text), ("state", .words(["held", "lapsed", "missing"])),
    ("document", .optionalText()), ("sha256", .optionalText()),
    ("valid_until", .optional(.day)),
  ])

  private static let waiver: Schema = .object([
    (
      "standing",
      .words([
        "counts", "expired", "other_verdict", "other_facts", "rule_changed", "rule_unchecked",
        "self_granted",
      ])
    ),
    ("changed_facts", .list(.text)), ("reason", .text), ("approved_by", .text),
    ("expires", .day),
  ])
}
