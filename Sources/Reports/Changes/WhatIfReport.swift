public import RuleCompiler
public import RuleEvaluator

/// What would turn the findings of an assessment: the minimal sets of measures for each, and the
/// smallest plan for all.
public struct WhatIfReport: Sendable {
  package let assessment: Assessment
  package let options: Options
  /// The rule that was named; nil where every finding is asked about.
  package let named: RuleID?
  /// Findings that are violated or undecided, gravest first.
  package let subjects: [Subject]
  /// Nil where one rule was named.
  package let plan: Plan?
  /// What findings are called by in a plan.
  package let findings: [ChangedMatter: FindingReport]
  package let changes: Changes
  /// What a gate would count all the same, were the case assessed after the plan, apart from what
  /// no change turns.
  package let still: [Finding]

  /// What is asked.
  public struct Options: Sendable {
    /// The least severity that a plan turns.
    public var severity: Severity
    /// Whether a plan settles what is undecided as well.
    public var isStrict: Bool
    /// Whether circumstances too may be changed.
    public var includesCircumstances: Bool

    public init(
      severity: Severity = .low, isStrict: Bool = false, includesCircumstances: Bool = false
    ) {
      self.severity = severity
      self.isStrict = isStrict
      self.includesCircumstances = includesCircumstances
    }
  }

  /// A finding, and what turns it.
  package struct Subject: Sendable {
    package let finding: FindingReport
    /// Nil where the rule hangs on too much at once.
    package let sets: MinimalSets?
    /// Facts that were left as they are, for too much is counted with them.
    package let held: [Lever]
  }

  /// What turns each violated finding, and settles each undecided one.
  public init(_ assessment: Assessment, _ options: Options = Options()) {
    self.init(assessment, options, named: nil)
  }

  /// What turns the findings of one rule.
  public init(
    _ assessment: Assessment, _ options: Options = Options(), about name: String
  ) throws(UnknownRule) {
    self.init(assessment, options, named: try assessment.rulebook.rules.rule(meant: name))
  }

  private init(_ assessment: Assessment, _ options: Options, named: RuleID?) {
    self.assessment = assessment
    self.options = options
    self.named = named
    var changes = Changes(of: assessment) {
      $0.nature == .measure || options.includesCircumstances
    }
    let counted = Counted(assessment, options, named)
    var reporter = DayReporter(assessment, on: assessment.day)
    let reports = counted.subjects.map { reporter.report($0, $0.verdict) }.byGravity
    subjects = reports.map { report in
      let found = changes.minimalSets(turning: report.finding.changedMatter)
      return Subject(finding: report, sets: found?.sets, held: found?.held ?? [])
    }
    var findings: [ChangedMatter: FindingReport] = [:]
    for report in reports { findings[report.finding.changedMatter] = report }
    plan =
      named != nil
      ? nil
      : changes.plan(
        turning: reports.filter { counted.isTarget($0.finding) }.map(\.finding.changedMatter),
        sparing: counted.others.map(\.changedMatter))
    if case .conflict(let matters, _)? = plan?.outcome {
      for finding in counted.others where matters.contains(finding.changedMatter) {
        findings[finding.changedMatter] = reporter.report(finding, finding.verdict)
      }
    }
    self.findings = findings
    self.changes = changes
    still = plan.map { WhatIfReport.still($0, changes, assessment, options) } ?? []
  }

  private static func still(
    _ plan: Plan, _ changes: Changes, _ assessment: Assessment, _ options: Options
  ) -> [Finding] {
    guard case .changes(let set, _) = plan.outcome else { return [] }
    let after = assessment.rulebook.assess(
      changes.useCase(after: set), on: assessment.day)
    let counted = Counted(after, options, nil)
    return counted.subjects.filter { finding in
      counted.isTarget(finding)
        && !(plan.stuck + plan.untold).contains(finding.changedMatter)
    }
  }
}

extension Finding {
  package var changedMatter: ChangedMatter {
    ChangedMatter(rule: rule, bearer: bearerPlace, context: context)
  }
}

/// Which findings a gate counts, and which it must not come to count.
private struct Counted {
  let assessment: Assessment
  let options: WhatIfReport.Options
  private(set) var subjects: [Finding] = []
  /// Duties that are not violated.
  private(set) var others: [Finding] = []

  init(_ assessment: Assessment, _ options: WhatIfReport.Options, _ named: RuleID?) {
    self.assessment = assessment
    self.options = options
    for finding in assessment.findings where isDuty(finding) {
      let isNamed = finding.rule == named
      guard isNamed || counts(finding) else { continue }
      if standing(finding) <= .undecided {
        if named == nil || isNamed { subjects.append(finding) }
      } else {
        others.append(finding)
      }
    }
    if !options.isStrict { others += subjects.filter { !isViolated($0) } }
  }

  private func isDuty(_ finding: Finding) -> Bool {
    assessment.rulebook.rules[finding.rule].kind.isDuty
  }

  private func standing(_ finding: Finding) -> Standing {
    Standing(
      finding.verdict, of: assessment.rulebook.rules[finding.rule].kind, isOthers: finding.isOthers)
  }

  private func isViolated(_ finding: Finding) -> Bool { standing(finding) <= .presumedViolated }

  func isTarget(_ finding: Finding) -> Bool {
    isGrave(finding) && (isViolated(finding) || options.isStrict)
  }

  /// Binding, read well enough, and not waived.
  private func counts(_ finding: Finding) -> Bool {
    guard finding.waiver?.standing != .counts else { return false }
    return version(of: finding).map { Force($0) == .binding } ?? false
  }

  private func isGrave(_ finding: Finding) -> Bool {
    version(of: finding).map { $0.severity >= options.severity } ?? false
  }

  private func version(of finding: Finding) -> Version<Atom>? {
    assessment.rulebook.rules[finding.rule].versions
      .first { $0.period.contains(assessment.day) }
  }
}
