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

  /// - Parameter isBrief: leaves out what only a report on one use case tells: why a class does
  ///   not hold, what settles an open finding, and the reasons of later days.
  package init(_ assessment: Assessment, isBrief: Bool = false) {
    self.assessment = assessment
    (today, (upcoming, refusals)) = inParallel(
      { AssessmentReport.today(of: assessment, isBrief: isBrief) },
      {
        (
          AssessmentReport.laterDays(of: assessment).flatMap {
            AssessmentReport.changes(of: assessment, on: $0, isBrief: isBrief)
          }, isBrief ? [] : AssessmentReport.refusals(of: assessment)
        )
      })
    counts = Counts(today)
  }

  private static func today(of assessment: Assessment, isBrief: Bool) -> [FindingReport] {
    var reporter = DayReporter(assessment, on: assessment.day)
    reporter.isBrief = isBrief
    var today: [FindingReport] = []
    for finding in assessment.findings {
      today.append(reporter.report(finding, finding.verdict))
    }
    return today
  }

  private static func laterDays(of assessment: Assessment) -> [Day] {
    var days: [Day] = []
    for finding in assessment.findings {
      for later in finding.later where !days.contains(later.day) { days.append(later.day) }
    }
    return days.sorted()
  }

  private static func changes(
    of assessment: Assessment, on day: Day, isBrief: Bool
  ) -> [FindingReport] {
    var reporter = DayReporter(assessment, on: day)
    reporter.isBrief = isBrief
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
