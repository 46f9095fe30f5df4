public import RuleCompiler
public import RuleEvaluator

/// What applies to described systems, bearer by bearer; or all that the rules know.
public struct ObligationList: Sendable {
  package let rulebook: Rulebook
  /// The day of a catalogue, or the latest one of the assessments.
  public let day: Day
  /// The systems it is about; empty for the catalogue.
  package let reports: [AssessmentReport]
  /// Why use cases are not in it, or not wholly.
  package let problems: [RunProblem]
  /// In the order of use cases, then of the rulebook.
  package private(set) var duties: [ListedDuty]
  /// Before anything was left out.
  package let all: [ListedDuty]
  /// What was asked for.
  package private(set) var filter = ObligationFilter()

  /// Duties and rights that systems may come under, on the days of their assessments.
  ///
  /// - Parameter rulebook: the one that all were assessed with.
  public init(
    of assessments: [Assessment], in rulebook: Rulebook, on day: Day, problems: [RunProblem] = []
  ) {
    self.init(
      of: assessments.map { AssessmentReport($0) }, in: rulebook, on: day, problems: problems)
  }

  /// The same of reports that are there already.
  package init(
    of reports: [AssessmentReport], in rulebook: Rulebook, on day: Day,
    problems: [RunProblem] = []
  ) {
    self.rulebook = rulebook
    self.reports = reports
    self.problems = problems
    self.day = reports.map(\.assessment.day).max() ?? day
    all = reports.enumerated().flatMap { place, report in ListedDuty.all(of: report, at: place) }
    duties = all
  }

  /// The catalogue: every obligation, prohibition and right of the rules, as of a day.
  public init(of rulebook: Rulebook, on day: Day) {
    self.rulebook = rulebook
    self.day = day
    reports = []
    problems = []
    all = ListedDuty.all(of: rulebook.rules, on: day)
    duties = all
  }

  /// Whether no system is described.
  public var isCatalogue: Bool { reports.isEmpty }

  /// Whether nothing is listed.
  public var isEmpty: Bool { duties.isEmpty }

  /// Those that a filter lets through; what was left out before stays out.
  package func filtered(by filter: ObligationFilter) -> ObligationList {
    var copy = self
    copy.filter = self.filter.and(filter)
    copy.duties = duties.filter(filter.admits)
    return copy
  }

  /// What would be listed too if every state of a finding were asked for, by state.
  package var hidden: [(state: DutyState, count: Int)] {
    guard !filter.states.isEmpty else { return [] }
    var open = filter
    open.states = []
    let admitted = all.filter(open.admits)
    return DutyState.allCases.filter { !filter.states.contains($0) }.map { state in
      (state, admitted.count { $0.stand?.state == state })
    }.filter { $0.count > 0 }
  }
}

extension ListedDuty {
  // MARK: The catalogue

  /// One for each version and bearer of every duty, in the order of the rulebook.
  static func all(of rules: CheckedRules, on day: Day) -> [ListedDuty] {
    rules.rules.filter(\.kind.isDuty).flatMap { rule in
      rule.versions.flatMap { version in
        (rule.bearers.isEmpty ? [nil] : rule.bearers.map(Optional.some)).map { bearer in
          let (from, until) = (version.period.from, version.period.until)
          return ListedDuty(
            rule: rule, act: rules[rule.act], version: version, bearer: bearer, day: day,
            timing: until.map { $0 < day } == true
              ? .ended : from.map { $0 > day } == true ? .upcoming : .inForce,
            begins: from, ends: until, stand: nil)
        }
      }
    }
  }

  // MARK: A described system

  /// One for each finding on a duty.
  static func all(of report: AssessmentReport, at place: Int) -> [ListedDuty] {
    let later = Dictionary(grouping: report.upcoming) { $0.finding.matter }
    return report.today.filter(\.rule.kind.isDuty).map { finding in
      ListedDuty(
        finding, later: later[finding.finding.matter] ?? [],
        useCase: report.assessment.useCase, at: place)
    }
  }

  /// What does not bind the system today, and will, is upcoming, whether the law has a date or
  /// something that the law counts.
  private init(
    _ today: FindingReport, later: [FindingReport], useCase: UseCase, at place: Int
  ) {
    let start =
      DutyState(today.standing).applies
      ? nil : later.firstIndex { DutyState($0.standing).applies }
    let told = start.map { later[$0] } ?? today
    let period = told.version.period
    rule = told.rule
    act = told.act
    version = told.version
    bearer = told.finding.bearer
    day = today.day
    timing =
      start != nil || period.from.map { $0 > today.day } == true
      ? .upcoming : period.until.map { $0 < today.day } == true ? .ended : .inForce
    begins = start.map { later[$0].day } ?? period.from
    ends = period.until
    stand = Stand(
      useCase: useCase, place: place, report: told,
      later: start.map { Array(later[($0 + 1)...]) } ?? later, state: DutyState(told.standing))
  }
}
