import RuleCompiler
import RuleEvaluator

/// An assessment as JSON, in the format `clearance-assessment`.
struct AssessmentJSON {
  let report: AssessmentReport
  private let parts: JSONParts
  private let findings: FindingJSON

  /// Raised when a reader of the last format would misunderstand.
  static let version = 1

  init(_ report: AssessmentReport) {
    self.report = report
    parts = JSONParts(
      rules: report.assessment.rulebook.rules, useCase: report.assessment.useCase,
      isShort: true)
    findings = FindingJSON(parts: parts, day: report.assessment.day)
  }

  private var assessment: Assessment { report.assessment }

  func value(ending: Ending?) -> JSONValue {
    let named = NamedJSON(of: report, parts)
    return .object([
      .init("format", .text("clearance-assessment")),
      .init("version", .integer(AssessmentJSON.version)),
      .init("day", .text(assessment.day.description)),
      .init(
        "rulebook",
        .object([.init("digest", .text(assessment.rulebook.digest))])),
      .init("use_case", useCase),
      .init("warnings", .list(assessment.useCase.warnings.map(\.json))),
      .init("frameworks", .list(assessment.frameworks.map(framework))),
      .init("classes", .list(assessment.classes.map(scheme))),
      .init("acts", .list(acts.map(act))),
      .init("rules", .list(named.laws)), .init("facts", .list(named.questions)),
      .init("answers", .list(answers)),
      .init("findings", .list(toldFindings)),
      .init("rest", .list(report.today.filter { !$0.isInFull }.map(findings.short))),
      .init("counts", counts),
      .init("ending", ending.map(self.ending) ?? .null),
    ])
  }

  private var useCase: JSONValue {
    let useCase = assessment.useCase
    return .object([
      .init("name", .text(useCase.name)), .init("title", .optional(useCase.title)),
      .init("operator", .optional(useCase.operatorName)), .init("file", .text(useCase.file)),
      .init("jurisdictions", .texts(useCase.jurisdictions)), .init("as_if", .texts(useCase.asIf)),
      .init("uses", .list(useCase.uses.map(use))),
      .init("origin", useCase.entry?.json ?? .null),
    ])
  }

  private func use(_ use: Use) -> JSONValue {
    .object(
      [.init("name", .text(use.name)), .init("title", .optional(use.title))]
        + [JSONValue.Member](use.place))
  }

  private func framework(_ framework: Framework) -> JSONValue {
    let (standing, member): (String, String?) =
      switch framework.standing {
      case .named: ("named", nil)
      case .member(let code): ("member", code)
      case .unknownMember(let code): ("unknown_member", code)
      case .asIf: ("as_if", nil)
      }
    return .object([
      .init("code", .text(framework.code)), .init("title", .optional(framework.title)),
      .init("standing", .text(standing)), .init("member", .optional(member)),
      .init("loaded", .flag(framework.isLoaded)),
    ])
  }

  private func scheme(_ scheme: ClassResult) -> JSONValue {
    let later = scheme.later.map { change in
      JSONValue.object([
        .init("day", .text(change.day.description)),
        .init("days", .integer(assessment.day.days(until: change.day))),
        .init("lowest", .text(change.lowest)), .init("highest", .text(change.highest)),
        .init("contested", .flag(change.isContested)),
      ])
    }
    let uses = scheme.uses.map { use in
      JSONValue.object([
        .init("use", .text(use.use)), .init("lowest", .text(use.lowest)),
        .init("highest", .text(use.highest)),
      ])
    }
    return .object([
      .init("scheme", .text(scheme.scheme)), .init("classes", .texts(scheme.classes)),
      .init("lowest", .text(scheme.lowest)), .init("highest", .text(scheme.highest)),
      .init("contested", .flag(scheme.isContested)), .init("joined", .flag(scheme.isJoined)),
      .init("uses", .list(uses)), .init("later", .list(later)),
      .init(
        "refused",
        .list(
          report.refusals.filter { parts.rules[$0.scheme].name == scheme.scheme }
            .map(RefusalJSON(parts: parts).value))),
    ])
  }

  /// Every answer that a finding rests on, in the order of the vocabulary.
  private var answers: [JSONValue] {
    var seen: Set<CitedAnswer.Key> = []
    return (report.today + report.upcoming).flatMap(\.because)
      .sorted { ($0.fact.index, $0.use ?? "") < ($1.fact.index, $1.use ?? "") }
      .filter { seen.insert($0.key).inserted }.map(findings.cited)
  }

  /// Acts of which there are findings, in the order of the rulebook.
  private var acts: [Act] {
    let used = Set(report.today.map { $0.act.id.index })
    return parts.rules.acts.filter { used.contains($0.id.index) }
  }

  private func act(_ act: Act) -> JSONValue {
    .object([
      .init("act", .text(act.name)), .init("title", JSONValue(act.title)),
      .init("number", .optional(act.number)), .init("url", .optional(act.url)),
      .init("jurisdiction", .text(act.jurisdiction)),
    ])
  }

  /// Findings that a text speaks of, today or on a later day, and classes that do not hold.
  private var toldFindings: [JSONValue] {
    let later = Dictionary(grouping: report.upcoming) { $0.finding.matter }
    return report.today.filter(\.isInFull).map {
      findings.finding($0, later: later[$0.finding.matter] ?? [])
    }
  }

  private var counts: JSONValue {
    let counts = report.counts
    return .object(
      [.init("total", .integer(counts.total))]
        + Standing.allCases.map { .init($0.rawValue, .integer(counts[$0])) } + [
          .init("not_binding", .integer(counts.notBinding)),
          .init("unverified", .integer(counts.unverified)),
          .init("waived", .integer(counts.waived)),
        ])
  }

  private func ending(_ ending: Ending) -> JSONValue {
    .object([
      .init("exit_code", .integer(ending.code)), .init("reason", JSONValue(ending.reason)),
    ])
  }
}

extension FindingReport {
  /// Whether JSON has all of it, rather than its outcome alone.
  var isInFull: Bool {
    standing.isTold || rule.kind == .classification || !finding.later.isEmpty
  }
}
