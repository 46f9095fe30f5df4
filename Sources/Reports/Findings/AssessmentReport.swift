package import RuleCompiler
package import RuleEvaluator

/// An assessment with everything that reports say of it: the findings of the day, and those that
/// are other ones on later days.
package struct AssessmentReport: Sendable {
  package let assessment: Assessment
  /// One for each finding, in the order of the assessment.
  package let today: [FindingReport]
  /// One for each change, day by day.
  package let upcoming: [FindingReport]
  /// Why the system is in no higher class, scheme by scheme, the highest class first.
  package let refusals: [ClassRefusal]
  /// How the findings of the day count.
  package let counts: Counts

  package init(_ assessment: Assessment) {
    self.assessment = assessment
    var reporter = DayReporter(assessment, on: assessment.day)
    var today: [FindingReport] = []
    for finding in assessment.findings {
      today.append(reporter.report(finding, finding.verdict))
    }
    self.today = today
    counts = Counts(today)
    refusals = AssessmentReport.refusals(of: assessment)
    upcoming = AssessmentReport.laterDays(of: assessment).flatMap {
      AssessmentReport.changes(of: assessment, on: $0)
    }
  }

  private static func laterDays(of assessment: Assessment) -> [Day] {
    Set(assessment.findings.flatMap { $0.later.map(\.day) }).sorted()
  }

  private static func changes(of assessment: Assessment, on day: Day) -> [FindingReport] {
    var reporter = DayReporter(assessment, on: day)
    var changes: [FindingReport] = []
    for finding in assessment.findings {
      guard let place = finding.later.firstIndex(where: { $0.day == day }) else { continue }
      let previous = place == 0 ? finding.verdict : finding.later[place - 1].verdict
      changes.append(
        reporter.report(finding, finding.later[place].verdict, previous: previous))
    }
    return changes
  }

  /// Days on which findings change, in order.
  package var daysOfChange: [Day] { upcoming.map(\.day).uniqued() }
}
