import RuleCompiler
import RuleEvaluator

/// An interview as JSON, in the format `clearance-interview`.
struct InterviewJSON {
  let interview: Interview
  private let parts: JSONParts

  /// Raised when a reader of the last format would misunderstand.
  static let version = 1

  init(_ interview: Interview) {
    self.interview = interview
    parts = JSONParts(
      rules: interview.assessment.rulebook.rules, useCase: interview.assessment.useCase)
  }

  var value: JSONValue {
    .object([
      .init("format", .text("clearance-interview")),
      .init("version", .integer(InterviewJSON.version)),
      .init("day", .text(interview.assessment.day.description)),
      .init("use_case", .text(interview.assessment.useCase.file)),
      .init("warnings", .list(interview.assessment.useCase.warnings.map(\.json))),
      .init("rule", .optional(interview.named.map { parts.rules.fullName($0) })),
      .init("open", .list(interview.open.map(finding))),
      .init("ways", .list(interview.ways.map { way($0.finding, $0.way) })),
      .init("questions", .list(interview.items.map(item))),
    ])
  }

  private func finding(_ report: FindingReport) -> JSONValue {
    .object(
      reference(report) + [
        .init("verdict", parts.verdict(report.verdict, of: report.rule.kind)),
        .init("severity", .text(report.version.severity.rawValue)),
      ])
  }

  private func reference(_ report: FindingReport) -> [JSONValue.Member] {
    [
      .init("rule", .text(parts.rules.fullName(report.rule.id))),
      .init("use", .optional(report.finding.use)),
      .init("bearer", .optional(report.finding.bearer)),
    ]
  }

  private func way(_ report: FindingReport, _ way: Way) -> JSONValue {
    .object(reference(report) + [.init("way", parts.way(way))])
  }

  private func item(_ item: Interview.Item) -> JSONValue {
    let fact = fact(of: item.question)
    return .object([
      .init("question", parts.question(item.question)),
      .init("help", .optional(fact?.help)),
      .init("type", .optional(fact?.type.name)),
      .init("unit", .optional(unit(of: fact))),
      .init("options", .list((fact?.options ?? []).map(option))),
      .init("allows_none", .flag(fact?.allowsNone ?? false)),
      .init("answered_by", .optional(fact?.respondent.rawValue)),
      .init("source", .texts(fact?.sources ?? [])),
      .init("settles", item.value.map { .integer($0.settled) } ?? .null),
      .init("of_answers", item.value.map { .integer($0.answers) } ?? .null),
      .init("at_worst", item.value.map { .integer($0.worst) } ?? .null),
      .init("findings", .list(item.findings.map { .object(reference($0)) })),
    ])
  }

  private func fact(of question: Question) -> Fact? {
    switch question {
    case .fact(let id, _), .itemFact(let id, _): parts.rules.vocabulary[id]
    case .list, .membership, .judgement: nil
    }
  }

  private func unit(of fact: Fact?) -> String? {
    if case .number(let unit)? = fact?.type { unit } else { nil }
  }

  private func option(_ option: Option) -> JSONValue {
    .object([.init("name", .text(option.name)), .init("words", JSONValue(option.words))])
  }
}
