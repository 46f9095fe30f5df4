import RuleCompiler
import RuleEvaluator

/// What would turn findings as JSON, in the format `clearance-what-if`.
struct WhatIfJSON {
  let report: WhatIfReport
  private let parts: JSONParts

  /// Raised when a reader of the last format would misunderstand.
  static let version = 1

  init(_ report: WhatIfReport) {
    self.report = report
    parts = JSONParts(
      rules: report.assessment.rulebook.rules, useCase: report.assessment.useCase)
  }

  private var rules: CheckedRules { parts.rules }

  var value: JSONValue {
    .object([
      .init("format", .text("clearance-what-if")), .init("version", .integer(WhatIfJSON.version)),
      .init("day", .text(report.assessment.day.description)),
      .init("rulebook", .object([.init("digest", .text(report.assessment.rulebook.digest))])),
      .init("use_case", .text(report.assessment.useCase.file)),
      .init("rule", .optional(report.named.map { rules.fullName($0) })),
      .init("severity", .text(report.options.severity.rawValue)),
      .init("strict", .flag(report.options.isStrict)),
      .init("circumstances", .flag(report.options.includesCircumstances)),
      .init("bounds", bounds),
      .init("plan", report.plan.map(plan) ?? .null),
      .init("findings", .list(report.subjects.map(subject))),
    ])
  }

  private var bounds: JSONValue {
    .object([
      .init("changes", .integer(Changes.mostChanges)), .init("sets", .integer(Changes.mostSets)),
    ])
  }

  // MARK: The plan

  private func plan(_ plan: Plan) -> JSONValue {
    var outcome = "nothing_to_turn"
    var changes: [JSONValue] = []
    var conflict: [JSONValue] = []
    var isSmallest = true
    switch plan.outcome {
    case .nothing: break
    case .notFound:
      outcome = "not_found"
      isSmallest = false
    case .conflict(let matters, let isLeast):
      outcome = "conflict"
      conflict = matters.map(reference)
      isSmallest = isLeast
    case .changes(let set, let serving):
      outcome = "changes"
      changes = set.levers.map { lever in
        let own = zip(set.changes, serving).filter { $0.0.lever == lever }
        return change(
          lever, own.map(\.0), .init("for", .list(own.flatMap(\.1).uniqued().map(reference))))
      }
    }
    return .object([
      .init("outcome", .text(outcome)), .init("smallest", .flag(isSmallest)),
      .init("changes", .list(changes)), .init("conflict", .list(conflict)),
      .init("still_violated", .list(report.still.map { reference($0.changedMatter) })),
      .init("not_turned", .list(plan.stuck.map(reference))),
      .init("too_entangled", .list(plan.untold.map(reference))),
    ])
  }

  private func reference(_ matter: ChangedMatter) -> JSONValue {
    let rule = rules[matter.rule]
    return .object([
      .init("rule", .text(rules.fullName(matter.rule))),
      .init("use", .optional(rule.level == .system ? nil : parts.useName(matter.context))),
      .init("bearer", .optional(rule.bearers.isEmpty ? nil : rule.bearers[matter.bearer])),
    ])
  }

  // MARK: Findings

  private func subject(_ subject: WhatIfReport.Subject) -> JSONValue {
    let finding = subject.finding
    let told =
      subject.sets.map { found in
        !found.sets.isEmpty ? "sets" : found.isPossible ? "too_many_changes" : "no_change"
      } ?? "too_entangled"
    return .object([
      .init("rule", .text(rules.fullName(finding.rule.id))),
      .init("use", .optional(finding.finding.use)),
      .init("bearer", .optional(finding.finding.bearer)),
      .init("cite", .optional(finding.version.citation?.cite)),
      .init("severity", .text(finding.version.severity.rawValue)),
      .init("standing", .text(finding.standing.rawValue)),
      .init("remedy", .optional(finding.version.remedy)), .init("turned_by", .text(told)),
      .init(
        "sets",
        .list(
          (subject.sets?.sets ?? []).map { set in
            .list(
              set.levers.map { lever in change(lever, set.changes.filter { $0.lever == lever }) }
            )
          })),
      .init("whole", .flag(subject.sets?.isWhole ?? false)),
      .init("left_alone", .list(subject.held.map { .object(name($0)) })),
    ])
  }

  private func change(
    _ lever: Lever, _ own: [Change], _ more: JSONValue.Member? = nil
  ) -> JSONValue {
    let fact = rules.vocabulary[lever.fact]
    let to =
      fact.isSet
      ? []
      : own.flatMap { change in
        change.cells.cells.compactMap { report.changes.value(of: change, $0) }
      }
    return .object(
      name(lever) + [
        .init("ask", JSONValue(fact.question)),
        .init("only_by", .optional(fact.measureOf)),
        .init("from", fact.json(for: report.changes.answer(to: lever)?.said)),
        .init("to", .list(to.map { fact.json(for: .value($0)) })),
        .init("add", members(own, 1, of: fact)), .init("take_out", members(own, 0, of: fact)),
        .init(
          "words",
          parts.said { words in
            ChangeText(wording: words, changes: report.changes).lines(own).map(\.words).joined()
          }),
      ] + (more.map { [$0] } ?? []))
  }

  private func name(_ lever: Lever) -> [JSONValue.Member] {
    let fact = rules.vocabulary[lever.fact]
    return [
      .init("fact", .text(fact.name)),
      .init("use", .optional(fact.level == .use ? parts.useName(lever.context) : nil)),
      .init("item", .optional(report.changes.itemName(of: lever))),
    ]
  }

  private func members(_ own: [Change], _ cell: Int, of fact: Fact) -> JSONValue {
    guard fact.isSet else { return .list([]) }
    return .texts(
      own.filter { $0.cells.contains(cell) }.compactMap(\.member).sorted()
        .map { fact.options[$0].name })
  }
}
