import LocatedYAML
import RuleCompiler
import RuleEvaluator

extension RunReport {
  /// The run as JSON in the format `clearance-gate`: how it ends and why, what counts, and every
  /// finding in a few words. What each verdict rests on is in `clearance-assessment`.
  ///
  /// - Parameters:
  ///   - rulebook: where the rules come from; nil where there are none.
  ///   - diagnostics: why files were not assessed, or not wholly.
  package func gateJSON(
    rulebook: JSONValue?, diagnostics: [JSONValue], document: DocumentOptions
  ) -> JSONValue {
    GateJSON(run: self, writer: DocumentWriter(self, document))
      .value(rulebook: rulebook, diagnostics: diagnostics)
  }
}

/// A run as JSON in the format `clearance-gate`.
struct GateJSON {
  static let version = 1

  let run: RunReport
  let writer: DocumentWriter

  private var policy: GatePolicy { run.policy ?? GatePolicy(failOn: .low, isStrict: true) }

  func value(rulebook: JSONValue?, diagnostics: [JSONValue]) -> JSONValue {
    let counts = GateCounts(run, policy)
    return .object([
      .init("format", .text("clearance-gate")), .init("version", .integer(GateJSON.version)),
      .init("exit_code", run.ending.map { .integer($0.code) } ?? .null),
      .init("reason", run.ending.map { JSONValue($0.reason) } ?? .null),
      .init("fail_on", .text(policy.failOn?.rawValue ?? "never")),
      .init("strict", .flag(policy.isStrict)), .init("rulebook", rulebook ?? .null),
      .init("counts", self.counts(counts)),
      .init("use_cases", .list(writer.cases.map(useCase))),
      .init(
        "findings",
        .list(
          writer.cases.flatMap { part in
            part.entries.filter(isListed).map { finding($0, part.words) }
          })),
      .init("warnings", .list(run.notes.map(note))), .init("diagnostics", .list(diagnostics)),
    ])
  }

  /// What asks nothing of anybody, now or later, is only counted, unless all is wanted.
  private func isListed(_ entry: DocumentEntry) -> Bool {
    writer.options.isWhole || entry.outcome.isProblem || !entry.later.isEmpty
  }

  private func counts(_ counts: GateCounts) -> JSONValue {
    .object(
      [
        .init("use_cases", .integer(counts.useCases)), .init("rules", .integer(counts.rules)),
        .init("not_assessed", .integer(counts.notAssessed)),
        .init("findings", .integer(counts.total)),
      ] + GateCounts.Group.allCases.map { .init($0.rawValue, .integer(counts[$0])) })
  }

  private func useCase(_ part: CaseEntries) -> JSONValue {
    let effect = part.entries.map { policy.effect(of: $0) }.max() ?? .none
    return .object([
      .init("name", .text(part.useCase.name)), .init("title", .optional(part.useCase.title)),
      .init("file", .text(part.useCase.file)), .init("day", .text(part.day.description)),
      .init("effect", .text(effect.word)),
      .init(
        "classes",
        .list(
          part.report.assessment.classes.map { scheme in
            .object([
              .init("scheme", .text(scheme.scheme)), .init("lowest", .text(scheme.lowest)),
              .init("highest", .text(scheme.highest)),
            ])
          })),
    ])
  }

  private func finding(_ entry: DocumentEntry, _ words: EntryWords) -> JSONValue {
    let report = entry.report
    let later = entry.later.map { change in
      JSONValue.object([
        .init("day", .text(change.day.description)),
        .init("standing", .text(change.standing.rawValue)),
      ])
    }
    return .object(
      [
        .init("rule", .text(entry.name)), .init("use_case", .text(entry.useCase.name)),
        .init("use", .optional(report.finding.use)),
        .init("bearer", .optional(report.finding.bearer)),
        .init("standing", .text(report.standing.rawValue)),
        .init("severity", .text(report.version.severity.rawValue)),
        .init("effect", .text(policy.effect(of: entry).word)), .init("gates", .flag(entry.gates)),
        .init("waived", .flag(report.isWaived)),
        .init("baseline", .optional(entry.baseline?.rawValue)),
        .init("fingerprint", .text(entry.fingerprint)),
        .init("cite", .optional(report.version.citation?.cite)),
        .init("says", .optional(report.version.citation?.says)),
        .init("in_force_since", .optional(report.version.period.from)),
        .init("message", .text(words.message(entry))), .init("later", .list(later)),
      ] + [JSONValue.Member](entry.place))
  }

  private func note(_ note: RunProblem) -> JSONValue {
    .object([
      .init("code", .text(note.code)), .init("message", JSONValue(note.message)),
      .init("file", .optional(note.file)),
      .init("line", note.span.map { .integer($0.start.line) } ?? .null),
      .init("column", note.span.map { .integer($0.start.column) } ?? .null),
    ])
  }
}

extension GatePolicy.Effect {
  /// As JSON names it.
  package var word: String {
    switch self {
    case .none: "none"
    case .undecided: "undecided"
    case .fails: "fails"
    }
  }
}
