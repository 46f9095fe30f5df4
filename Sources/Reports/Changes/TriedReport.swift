import RuleCompiler
public import RuleEvaluator

/// What comes of answers that are tried on a case: which findings and classes are then others.
public struct TriedReport: Sendable {
  package let before: Assessment
  package let after: Assessment
  /// What is tried, as it was written.
  package let tried: [Trial]
  /// Answers that are no longer asked, and fall away.
  package let idle: [Lever]
  package let findings: [Difference]
  package let classes: [(before: ClassResult, after: ClassResult)]

  /// A finding of binding law that comes out otherwise.
  package struct Difference: Sendable {
    package let before: FindingReport
    package let after: FindingReport
  }

  /// Tries answers on an assessed case.
  public init(_ trials: [Trial], on assessment: Assessment, hashing hash: HashFunction? = nil) {
    let said = trials.reduce(into: [Lever: Answer.Said?]()) { said, trial in
      for lever in trial.levers { said[lever] = trial.said }
    }
    let vocabulary = assessment.rulebook.rules.vocabulary
    let plain = assessment.evaluation.taking(assessment.useCase.saying(said, vocabulary))
    let changed = assessment.useCase.changed(said, assessment.evaluation)
    let after = assessment.rulebook.assess(changed, on: assessment.day, hashing: hash)
    before = assessment
    self.after = after
    tried = trials
    idle = plain.idleAnswers.filter { said[$0] == nil }
    findings = TriedReport.differences(assessment, after)
    classes = zip(assessment.classes, after.classes).filter { one, other in
      one.lowest != other.lowest || one.highest != other.highest
        || one.isContested != other.isContested
    }.map { (before: $0, after: $1) }
  }

  /// The same matters in the same order, as the same acts are asked on the same day.
  private static func differences(_ before: Assessment, _ after: Assessment) -> [Difference] {
    var first = DayReporter(before, on: before.day)
    var second = DayReporter(after, on: after.day)
    return zip(before.findings, after.findings).compactMap { one, other in
      let kind = before.rulebook.rules[one.rule].kind
      guard
        Standing(one.verdict, of: kind, isOthers: one.isOthers)
          != Standing(other.verdict, of: kind, isOthers: other.isOthers)
          || one.verdict.possible != other.verdict.possible
      else { return nil }
      let report = first.report(one, one.verdict)
      guard report.force == .binding else { return nil }
      return Difference(before: report, after: second.report(other, other.verdict))
    }
  }
}
