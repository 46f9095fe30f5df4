import RuleCompiler
import RuleEvaluator

/// What comes of answers that are tried as JSON, in the format `clearance-tried`.
struct TriedJSON {
  let report: TriedReport
  private let parts: JSONParts

  /// Raised when a reader of the last format would misunderstand.
  static let version = 1

  init(_ report: TriedReport) {
    self.report = report
    parts = JSONParts(rules: report.before.rulebook.rules, useCase: report.before.useCase)
  }

  var value: JSONValue {
    .object([
      .init("format", .text("clearance-tried")), .init("version", .integer(TriedJSON.version)),
      .init("day", .text(report.before.day.description)),
      .init("rulebook", .object([.init("digest", .text(report.before.rulebook.digest))])),
      .init("use_case", .text(report.before.useCase.file)),
      .init("tried", .list(report.tried.map(trial))),
      .init(
        "left_out",
        .texts(report.idle.map { parts.rules.vocabulary[$0.fact].name }.uniqued())),
      .init("classes", .list(report.classes.map { scheme($0.before, $0.after) })),
      .init("findings", .list(report.findings.map(difference))),
    ])
  }

  private func trial(_ trial: Trial) -> JSONValue {
    let fact = parts.rules.vocabulary[trial.fact]
    let before = trial.levers.first.flatMap { report.before.evaluation.answer(to: $0)?.said }
    return .object([
      .init("fact", .text(fact.name)), .init("use", .optional(trial.use)),
      .init("from", fact.json(for: before)), .init("to", fact.json(for: trial.said)),
    ])
  }

  private func scheme(_ before: ClassResult, _ after: ClassResult) -> JSONValue {
    func interval(_ result: ClassResult) -> JSONValue {
      .object([
        .init("lowest", .text(result.lowest)), .init("highest", .text(result.highest)),
        .init("contested", .flag(result.isContested)),
      ])
    }
    return .object([
      .init("scheme", .text(before.scheme)), .init("from", interval(before)),
      .init("to", interval(after)),
    ])
  }

  private func difference(_ difference: TriedReport.Difference) -> JSONValue {
    let (one, other) = (difference.before, difference.after)
    return .object([
      .init("rule", .text(parts.rules.fullName(one.rule.id))),
      .init("use", .optional(one.finding.use)), .init("bearer", .optional(one.finding.bearer)),
      .init("cite", .optional(one.version.citation?.cite)),
      .init("severity", .text(one.version.severity.rawValue)),
      .init("from", .text(one.standing.rawValue)), .init("to", .text(other.standing.rawValue)),
    ])
  }
}
