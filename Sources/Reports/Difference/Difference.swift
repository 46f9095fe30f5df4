import RuleCompiler
public import RuleEvaluator

/// What comes out otherwise in a second assessment, and why: of another day, of another version of
/// the use case, with another rulebook, or any of these together.
public struct Difference: Sendable {
  package let before: AssessmentReport
  package let after: AssessmentReport
  /// What the two cases say otherwise.
  package let cases: CaseChanges
  /// Rules of acts that are asked on either side; empty where both have one rulebook.
  package let rules: [RuleChange]
  /// In the order of the rulebook after, then what only the one before has.
  package let findings: [FindingChange]
  package let classes: [ClassChange]
  package let documents: [DocumentChange]
  /// Findings that come out alike.
  package let unchanged: Int
  /// Findings that only one side has, and that ask nothing of anybody there.
  package let silent: Int

  /// - Parameter hash: names the meaning of a rule, by which two rulebooks are compared.
  public init(_ before: Assessment, _ after: Assessment, hashing hash: HashFunction) {
    self.init(AssessmentReport(before), AssessmentReport(after), hashing: hash)
  }

  /// The same of reports that are there already.
  package init(
    _ before: AssessmentReport, _ after: AssessmentReport, hashing hash: HashFunction
  ) {
    self.before = before
    self.after = after
    cases = CaseChanges(before.assessment, after.assessment)
    let changedRules = RuleChange.all(
      from: before.assessment.rulebook, to: after.assessment.rulebook, hashing: hash)
    let pairs = Pair.all(before, after)
    let causes = Causes(before, after, cases, changedRules)
    var findings: [FindingChange] = []
    var unchanged = 0
    var silent = 0
    for pair in pairs {
      switch pair.change {
      case .none: unchanged += 1
      case .silent: silent += 1
      case .told:
        findings.append(
          FindingChange(
            key: pair.key, before: pair.before, after: pair.after, causes: causes.of(pair)))
      }
    }
    self.findings = findings
    self.unchanged = unchanged
    self.silent = silent
    classes = ClassChange.all(before.assessment, after.assessment)
    documents = DocumentChange.all(before, after)
    let asked = Set((before.today + after.today).map(\.act.name))
    rules = changedRules.filter { asked.contains($0.act) }
  }

  /// Whether every finding and every class comes out alike, and every document is as it was.
  public var isEmpty: Bool { findings.isEmpty && classes.isEmpty && documents.isEmpty }
}

/// A finding that comes out otherwise, or that only one side has.
package struct FindingChange: Sendable {
  package let key: FindingKey
  /// Nil where it was not asked.
  package let before: FindingReport?
  /// Nil where it is no longer asked.
  package let after: FindingReport?
  /// What it comes from, as far as that can be told.
  package let causes: [Cause]

  /// The finding as it is now, or was last.
  package var last: FindingReport {
    guard let report = after ?? before else { preconditionFailure("a change is of a finding") }
    return report
  }
}

/// What is the same finding in two assessments.
package struct FindingKey: Hashable, Sendable {
  /// `act/rule`.
  package let rule: String
  package let use: String?
  package let bearer: String?

  package init(_ report: FindingReport) {
    rule = report.act.name + "/" + report.rule.name
    use = report.finding.use
    bearer = report.finding.bearer
  }
}

/// One finding on both sides.
struct Pair {
  let key: FindingKey
  let before: FindingReport?
  let after: FindingReport?

  enum Change { case none, silent, told }

  static func all(_ before: AssessmentReport, _ after: AssessmentReport) -> [Pair] {
    let earlier = Dictionary(before.today.map { (FindingKey($0), $0) }) { first, _ in first }
    let here = Set(after.today.map(FindingKey.init))
    let lost = before.today.filter { !here.contains(FindingKey($0)) }
    return after.today.map { Pair(key: FindingKey($0), before: earlier[FindingKey($0)], after: $0) }
      + lost.map { Pair(key: FindingKey($0), before: $0, after: nil) }
  }

  var change: Change {
    guard let before, let after else {
      return (before ?? after)?.standing.isTold == true ? .told : .silent
    }
    return Outcome(before) == Outcome(after) ? .none : .told
  }

  /// All of a finding that a reader, or a gate, would see as another one.
  private struct Outcome: Equatable {
    let possible: Finals
    let isContested: Bool
    let presumed: Finals?
    let isWaived: Bool
    let force: Force?
    let severity: Severity?

    init(_ report: FindingReport) {
      possible = report.verdict.possible
      isContested = report.verdict.isContested
      presumed = report.verdict.presumed
      // Of what asks nothing of anybody it is not said how firmly.
      let isTold = report.standing.isTold
      isWaived = isTold && report.isWaived
      force = isTold ? report.force : nil
      severity = isTold && report.rule.kind.isDuty ? report.version.severity : nil
    }
  }
}
