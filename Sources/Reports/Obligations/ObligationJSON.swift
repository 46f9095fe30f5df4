import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A list of obligations as JSON, in the format `clearance-obligations`.
struct ObligationJSON {
  let list: ObligationList
  private let parts: JSONParts

  /// Raised when a reader of the last format would misunderstand.
  static let version = 1

  init(_ list: ObligationList) {
    self.list = list
    parts = JSONParts(rules: list.rulebook.rules, useCase: nil)
  }

  /// - Parameters:
  ///   - diagnostics: what went wrong, as every verb tells it.
  ///   - code: the exit code.
  func value(diagnostics: [JSONValue], code: Int) -> JSONValue {
    let duties = list.duties.inListOrder
    return .object([
      .init("format", .text("clearance-obligations")),
      .init("version", .integer(ObligationJSON.version)),
      .init("day", .text(list.day.description)),
      .init("rulebook", .object([.init("digest", .text(list.rulebook.digest))])),
      .init("catalogue", .flag(list.isCatalogue)),
      .init("asked", asked), .init("use_cases", .list(list.reports.map(useCase))),
      .init("acts", .list(acts)), .init("obligations", .list(duties.map(duty))),
      .init(
        "counts",
        .object(
          [
            .init("listed", .integer(duties.count)), .init("all", .integer(list.all.count)),
          ]
            + ListedDuty.Timing.allCases.map { timing in
              .init(timing.rawValue, .integer(duties.count { $0.timing == timing }))
            }
            + DutyState.allCases.map { state in
              .init(state.rawValue, .integer(duties.count { $0.stand?.state == state }))
            })),
      .init("diagnostics", .list(diagnostics)), .init("exit_code", .integer(code)),
    ])
  }

  /// Filters as they were given; an empty list asks for everything.
  private var asked: JSONValue {
    let filter = list.filter
    func names<Name: Hashable & RawRepresentable>(
      _ all: [Name], _ wanted: Set<Name>
    ) -> JSONValue where Name.RawValue == String {
      .texts(all.filter(wanted.contains).map(\.rawValue))
    }
    return .object([
      .init("roles", .texts(filter.roles.sorted())),
      .init("topics", .texts(filter.topics.sorted())),
      .init("jurisdictions", .texts(filter.jurisdictions.sorted())),
      .init("acts", .texts(filter.acts.sorted())),
      .init("kinds", names(RuleKind.allCases, filter.kinds)),
      .init("statuses", names(Status.allCases, filter.statuses)),
      .init("timings", names(ListedDuty.Timing.allCases, filter.timings)),
      .init("states", names(DutyState.allCases, filter.states)),
      .init("from", .optional(filter.from)), .init("to", .optional(filter.to)),
    ])
  }

  private func useCase(_ report: AssessmentReport) -> JSONValue {
    let useCase = report.assessment.useCase
    return .object([
      .init("name", .text(useCase.name)), .init("title", .optional(useCase.title)),
      .init("operator", .optional(useCase.operatorName)), .init("file", .text(useCase.file)),
      .init("day", .text(report.assessment.day.description)),
    ])
  }

  /// Acts of what is listed, in the order of the rulebook.
  private var acts: [JSONValue] {
    let used = Set(list.duties.map { $0.act.id.index })
    return parts.rules.acts.filter { used.contains($0.id.index) }.map { act in
      .object([
        .init("act", .text(act.name)), .init("title", JSONValue(act.title)),
        .init("number", .optional(act.number)), .init("url", .optional(act.url)),
        .init("jurisdiction", .text(act.jurisdiction)),
      ])
    }
  }

  private func duty(_ duty: ListedDuty) -> JSONValue {
    let (rule, version, citation) = (duty.rule, duty.version, duty.version.citation)
    return .object([
      .init("rule", .text(parts.rules.fullName(rule.id))), .init("act", .text(duty.act.name)),
      .init("kind", .text(rule.kind.rawValue)), .init("bearer", .optional(duty.bearer)),
      .init("holder", .optional(rule.holder)), .init("topic", .optional(rule.topic)),
      .init("cite", .optional(citation?.cite)),
      .init("provisions", .texts(citation?.provisions ?? [])),
      .init("says", .optional(citation?.says)), .init("remedy", .optional(version.remedy)),
      .init("severity", .text(version.severity.rawValue)),
      .init("status", .text(version.status.rawValue)),
      .init("verified", .text(version.verified.rawValue)),
      .init("gates", .flag(Force(version) == .binding)),
      .init("timing", .text(duty.timing.rawValue)), .init("from", .optional(duty.begins)),
      .init("until", .optional(duty.ends)),
      .init("days", duty.daysLeft.map(JSONValue.integer) ?? .null),
      .init("note", .optional(version.note)),
      .init("evidence_asked", .texts(version.evidence)),
      .init("stand", duty.stand.map(stand) ?? .null),
    ])
  }

  private func stand(_ stand: ListedDuty.Stand) -> JSONValue {
    let report = stand.report
    let kind = report.rule.kind
    return .object([
      .init("use_case", .text(stand.useCase.name)), .init("file", .text(stand.useCase.file)),
      .init("use", .optional(report.finding.use)),
      .init("on", .text(report.day.description)), .init("state", .text(stand.state.rawValue)),
      .init("standing", .text(report.standing.rawValue)),
      .init("verdict", parts.verdict(report.verdict, of: kind)),
      .init("presumed_reach", .flag(report.isReachPresumed)),
      .init("questions", .list(report.questions.map(question))),
      .init("evidence", .list(stand.documents.map(document))),
      .init("waived_until", .optional(stand.waivedUntil)),
      .init(
        "later",
        .list(
          stand.later.map { later in
            .object([
              .init("day", .text(later.day.description)),
              .init("standing", .text(later.standing.rawValue)),
              .init("verdict", parts.verdict(later.verdict, of: kind)),
            ])
          })),
    ])
  }

  private func question(_ question: Question) -> JSONValue {
    .object([
      .init(
        "name",
        .text(Wording(language: .english, rules: parts.rules, useCase: nil).name(of: question))),
      .init("ask", parts.said { $0.question(question) }),
    ])
  }

  private func document(_ document: DocumentState) -> JSONValue {
    .object([
      .init("name", .text(document.name)), .init("state", .text(document.state.rawValue)),
      .init("file", .optional(document.evidence?.file)),
      .init("sha256", .optional(document.evidence?.digest)),
      .init("valid_until", .optional(document.evidence?.validUntil)),
    ])
  }
}
