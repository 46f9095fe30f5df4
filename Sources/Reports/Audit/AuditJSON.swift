import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// An audit as JSON, in the format `clearance-audit`.
struct AuditJSON {
  let report: AuditReport

  /// Raised when a reader of the last format would misunderstand.
  static let version = 1

  private var rules: CheckedRules { report.rulebook.rules }

  var value: JSONValue {
    .object([
      .init("format", .text("clearance-audit")), .init("version", .integer(AuditJSON.version)),
      .init("name", .text(report.useCase.name)), .init("title", .optional(report.useCase.title)),
      .init("jurisdictions", .texts(report.useCase.jurisdictions)),
      .init("day", .text(report.day.description)),
      .init("day_column", .optional(report.dayColumn)),
      .init("engine", .text(report.engine)),
      .init("rulebook", .object([.init("digest", .text(report.rulebook.digest))])),
      .init(
        "mapping",
        .object([
          .init("file", .text(report.mapping.path)), .init("digest", .text(report.mapping.digest)),
        ])),
      .init("logs", .list(report.logs.map(log))), .init("records", .integer(report.records)),
      .init("lines", .integer(report.lines)), .init("rules", .list(report.rules.map(rule))),
      .init("not_answerable", .list(report.refused.map(refused))),
      .init("indicators", .list(report.figures.map(\.json))),
      .init("not_counted", .list(report.uncounted.map(\.json))),
      .init("columns", .list(report.columns.map(column))), .init("by", .texts(report.by)),
      .init("groups", .list(sortedGroups.map(group))),
      .init(
        "bad_lines",
        .object([
          .init("count", .integer(report.badCount)), .init("most", .integer(report.mostBad)),
          .init("first", .list(report.bad.map(bad))),
        ])),
      .init("fail_on", .optional(report.failOn?.rawValue)),
      .init("strict", .flag(report.isStrict)),
      .init("ending", JSONValue(report.ending.reason)),
      .init("diagnostics", .list([])),
      .init("exit_code", .integer(report.ending.code)),
    ])
  }

  private func log(_ log: AuditReport.Log) -> JSONValue {
    .object([
      .init("file", .text(log.path)), .init("bytes", .integer(log.bytes)),
      .init("sha256", .optional(log.digest)), .init("grew", .flag(log.hasGrown)),
    ])
  }

  private func counts(_ counts: AuditReport.Counts) -> [JSONValue.Member] {
    [
      .init("violated", .integer(counts.violated)), .init("satisfied", .integer(counts.satisfied)),
      .init("open", .integer(counts.open)), .init("not_applicable", .integer(counts.notApplicable)),
      .init("decided", .integer(counts.decided)),
      .init("violated_of_decided", counts.rate.map { .decimal(AuditJSON.share($0)) } ?? .null),
    ]
  }

  /// Hundredths of a percent as a share of one.
  static func share(_ rate: Int) -> String {
    let digits = String(rate % 10_000)
    return "\(rate / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
  }

  private func rule(_ rule: AuditReport.Rule) -> JSONValue {
    let version = report.version(of: rule.rule)
    return .object(
      [
        .init("rule", .text(rules.fullName(rule.rule))), .init("bearer", .optional(rule.bearer)),
        .init("kind", .text(rules[rule.rule].kind.rawValue)),
        .init("cite", .optional(version?.citation?.cite)),
        .init("provisions", .texts(version?.citation?.provisions ?? [])),
        .init("says", .optional(version?.citation?.says)),
        .init("severity", .optional(version?.severity.rawValue)),
        .init("gates", .flag(report.gates(rule.rule))),
      ] + counts(rule.counts) + [
        .init(
          "examples",
          .list(
            rule.examples.map { example in
              .object([
                .init("id", .text(example.id)),
                .init("file", .optional(example.log.map { report.logs[$0].path })),
                .init("line", example.line.map(JSONValue.integer) ?? .null),
              ])
            }))
      ])
  }

  private func refused(_ refused: AuditReport.Refused) -> JSONValue {
    .object([
      .init("rule", .text(rules.fullName(refused.rule))), .init("code", .text(refused.code)),
      .init("why", JSONValue(refused.why)),
    ])
  }

  private func column(_ column: AuditReport.Column) -> JSONValue {
    .object([
      .init("column", .text(column.name)),
      .init("fact", .text(rules.vocabulary[column.fact].name)),
      .init("presence", .flag(column.isPresence)), .init("values", .integer(column.values)),
    ])
  }

  private var sortedGroups: [AuditReport.Group] {
    report.groups.sorted { left, right in
      left.names.lexicographicallyPrecedes(right.names) {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
    }
  }

  private func group(_ group: AuditReport.Group) -> JSONValue {
    .object([
      .init("values", .texts(group.names)), .init("records", .integer(group.records)),
      .init("counts", .list(group.counts.map { .object(counts($0)) })),
      .init("figures", .list(group.figures.map { .object($0.members) })),
    ])
  }

  private func bad(_ line: AuditReport.BadLine) -> JSONValue {
    .object([
      .init("file", .optional(line.log.map { report.logs[$0].path })),
      .init("line", line.line.map(JSONValue.integer) ?? .null),
      .init("code", .text(line.mistake.rawValue)), .init("column", .optional(line.column)),
    ])
  }
}

/// The schema of the format `clearance-audit`.
enum AuditSchema {
  static var value: JSONValue {
    Schema.document(root, titled: "An audit of recorded decisions by Clearance", definitions)
  }

  private static let counts: [(name: String, schema: Schema)] = [
    ("violated", .integer), ("satisfied", .integer), ("open", .integer),
    ("not_applicable", .integer), ("decided", .integer), ("violated_of_decided", .anything),
  ]

  private static let root: Schema = .object([
    ("format", .words(["clearance-audit"])), ("version", .number(AuditJSON.version)),
    ("name", .text), ("title", .optional(.text)), ("jurisdictions", .list(.text)), ("day", .day),
    ("day_column", .optional(.text)), ("engine", .text),
    ("rulebook", .object([("digest", .text)])),
    ("mapping", .object([("file", .text), ("digest", .text)])),
    (
      "logs",
      .list(
        .object([
          ("file", .text), ("bytes", .integer), ("sha256", .optional(.text)), ("grew", .flag),
        ]))
    ),
    ("records", .integer), ("lines", .integer), ("rules", .list(.named("rule"))),
    (
      "not_answerable",
      .list(.object([("rule", .text), ("code", .text), ("why", .named("sentence"))]))
    ),
    (
      "indicators",
      .list(.object(IndicatorSchema.definition + IndicatorSchema.figure))
    ),
    (
      "not_counted",
      .list(
        .object([
          ("id", .text), ("term", .named("sentence")), ("code", .text),
          ("why", .named("sentence")),
        ]))
    ),
    (
      "columns",
      .list(
        .object([
          ("column", .text), ("fact", .text), ("presence", .flag), ("values", .integer),
        ]))
    ),
    ("by", .list(.text)),
    (
      "groups",
      .list(
        .object([
          ("values", .list(.text)), ("records", .integer), ("counts", .list(.object(counts))),
          ("figures", .list(.object(IndicatorSchema.figure))),
        ]))
    ),
    (
      "bad_lines",
      .object([
        ("count", .integer), ("most", .integer),
        (
          "first",
          .list(
            .object([
              ("file", .optional(.text)), ("line", .optional(.integer)),
              ("code", .words(AuditMistake.allCases.map(\.rawValue))), ("column", .optional(.text)),
            ]))
        ),
      ])
    ),
    ("fail_on", .optional(.words(Severity.allCases.map(\.rawValue)))), ("strict", .flag),
    ("ending", .named("sentence")), ("diagnostics", .list(.anything)), ("exit_code", .integer),
  ])

  private static let definitions: [(name: String, schema: Schema)] = [
    ("sentence", .object([("en", .text), ("fr", .optional(.text))])),
    (
      "rule",
      .object(
        [
          ("rule", .text), ("bearer", .optional(.text)),
          ("kind", .words(RuleKind.allCases.map(\.rawValue))), ("cite", .optional(.text)),
          ("provisions", .list(.text)), ("says", .optional(.named("sentence"))),
          ("severity", .optional(.words(Severity.allCases.map(\.rawValue)))), ("gates", .flag),
        ] + counts + [
          (
            "examples",
            .list(
              .object([("id", .text), ("file", .optional(.text)), ("line", .optional(.integer))]))
          )
        ])
    ),
  ]
}
