import RuleCompiler
import RuleEvaluator

/// Writes findings as JSON.
struct FindingJSON {
  let parts: JSONParts
  /// The day of the assessment.
  let day: Day

  private var rules: CheckedRules { parts.rules }

  /// - Parameter later: the same finding on later days.
  func finding(_ report: FindingReport, later: [FindingReport]) -> JSONValue {
    .object(
      head(report) + [
        .init("severity", .text(report.version.severity.rawValue)),
        .init("gates", .flag(report.force == .binding)),
        .init("standing", .text(report.standing.rawValue)),
        .init("of_others", .flag(report.finding.isOthers)),
        .init("presumed_reach", .flag(report.isReachPresumed)),
        .init("verdict", parts.verdict(report.verdict, of: report.rule.kind)),
        .init("later", .list(later.map(self.later))),
        .init("because", .list(report.because.map(reference))),
        .init(
          "lists",
          .list(
            report.finding.cited.lists.sorted { $0.index < $1.index }.compactMap(list))),
        .init("taken_readings", .list(report.takenReadings.map(taken))),
        .init("judgements", .list(report.judgements.map { judgement($0.name, $0.judgement) })),
      ] + open(report) + [
        .init("whatever", .list(report.idleQuestions.map(parts.question))),
        .init("evidence", .list(report.evidence.map(document))),
        .init("waiver", report.finding.waiver.map(waiver) ?? .null),
      ])
  }

  /// A finding that asks nothing of anybody.
  func short(_ report: FindingReport) -> JSONValue {
    .object([
      .init("rule", .text(rules.fullName(report.rule.id))),
      .init("use", .optional(report.finding.use)),
      .init("bearer", .optional(report.finding.bearer)),
      .init("gates", .flag(report.force == .binding)),
      .init("standing", .text(report.standing.rawValue)),
    ])
  }

  private func head(_ report: FindingReport) -> [JSONValue.Member] {
    [
      .init("rule", .text(rules.fullName(report.rule.id))),
      .init("kind", .text(report.rule.kind.rawValue)),
      .init("cite", .optional(report.version.citation?.cite)),
      .init("use", .optional(report.finding.use)),
      .init("bearer", .optional(report.finding.bearer)),
    ]
  }

  private func open(_ report: FindingReport) -> [JSONValue.Member] {
    [
      .init(
        "reasons", .list(report.reasons.map { parts.statement($0, home: report.act.id) })),
      .init("questions", .list(report.questions.map(parts.question))),
      .init("one_answer_decides", report.isDecidedByOne.map(JSONValue.flag) ?? .null),
      .init("readings", .list(report.readings.map { reading($0, of: report.rule.kind) })),
    ]
  }

  private func later(_ report: FindingReport) -> JSONValue {
    .object(
      [
        .init("day", .text(report.day.description)),
        .init("days", .integer(day.days(until: report.day))),
        .init("gates", .flag(report.force == .binding)),
        .init("standing", .text(report.standing.rawValue)),
        .init("verdict", parts.verdict(report.verdict, of: report.rule.kind)),
      ] + open(report))
  }

  /// An answer among `answers`, by its fact and its use.
  private func reference(_ cited: CitedAnswer) -> JSONValue {
    .object([
      .init("fact", .text(rules.vocabulary[cited.fact].name)), .init("use", .optional(cited.use)),
    ])
  }

  func cited(_ cited: CitedAnswer) -> JSONValue {
    let fact = rules.vocabulary[cited.fact]
    return .object(
      [
        .init("fact", .text(fact.name)), .init("value", fact.json(for: cited.answer.said)),
        .init("use", .optional(cited.use)), .init("assumed", .flag(cited.answer.isAssumed)),
        .init("judged_by", .optional(cited.judgement?.by)),
      ] + [JSONValue.Member](cited.answer.place) + [
        .init("origin", cited.answer.place.origin?.json ?? .null)
      ])
  }

  private func list(_ id: ListID) -> JSONValue? {
    guard let given = parts.useCase?.lists[id] else { return nil }
    return .object(
      [
        .init("list", .text(rules.vocabulary[id].name)),
        .init("items", .texts(given.items.map(\.name))),
        .init("complete", .flag(given.isComplete)),
      ] + [JSONValue.Member](given.place))
  }

  private func taken(_ reading: FindingReport.TakenReading) -> JSONValue {
    .object(
      [
        .init("rule", .text(rules.fullName(reading.rule))), .init("reading", .text(reading.name)),
      ] + [JSONValue.Member](reading.place))
  }

  private func judgement(_ name: String, _ judgement: Judgement) -> JSONValue {
    .object(
      [
        .init("of", .text(name)), .init("verdict", .text(judgement.verdict ? "yes" : "no")),
        .init("by", .text(judgement.by)), .init("on", .text(judgement.on.description)),
        .init("reason", .text(judgement.reason)),
      ] + [JSONValue.Member](judgement.place))
  }

  func reading(_ outcome: ReadingOutcome, of kind: RuleKind) -> JSONValue {
    .object(
      [
        .init("rule", .text(rules.fullName(outcome.rule))),
        .init("reading", .text(outcome.reading.name)),
        .init("says", JSONValue(outcome.reading.says)),
        .init("source", .text(outcome.reading.source)),
        .init("verdict", parts.verdict(outcome.verdict, of: kind)),
      ] + [JSONValue.Member](outcome.reading.place))
  }

  private func document(_ document: DocumentState) -> JSONValue {
    .object([
      .init("name", .text(document.name)), .init("state", .text(document.state.rawValue)),
      .init("document", .optional(document.evidence?.file)),
      .init("sha256", .optional(document.evidence?.digest)),
      .init("valid_until", .optional(document.evidence?.validUntil)),
    ])
  }

  private func waiver(_ waiver: WaiverState) -> JSONValue {
    let (standing, facts): (String, [String]) =
      switch waiver.standing {
      case .counts: ("counts", [])
      case .expired: ("expired", [])
      case .otherVerdict: ("other_verdict", [])
      case .otherFacts(let names): ("other_facts", names)
      case .ruleChanged: ("rule_changed", [])
      case .ruleUnchecked: ("rule_unchecked", [])
      case .selfGranted: ("self_granted", [])
      }
    return .object([
      .init("standing", .text(standing)), .init("changed_facts", .texts(facts)),
      .init("reason", .text(waiver.reason)), .init("approved_by", .text(waiver.approvedBy)),
      .init("expires", .text(waiver.expires.description)),
    ])
  }
}
