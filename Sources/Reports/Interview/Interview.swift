package import RuleCompiler
public import RuleEvaluator

/// What to ask next of a described system: every question on which an open finding of binding,
/// verified law hangs, the one that settles most first.
public struct Interview: Sendable {
  package let assessment: Assessment
  /// Open findings, gravest first.
  package let open: [FindingReport]
  /// Questions with their worth, the most useful first.
  package let items: [Item]
  /// Where one rule was named: how each of its open findings can be settled.
  package let ways: [(finding: FindingReport, way: Way)]
  /// The rule that was named.
  package let named: RuleID?

  /// A question, what it is worth, and which findings hang on it.
  package struct Item: Sendable {
    package let question: Question
    /// Nil where only entangled rules hang on it, so that nobody has tried the answers.
    package let value: QuestionValue?
    package let findings: [FindingReport]
  }

  /// Everything worth asking.
  public init(_ assessment: Assessment) {
    self.init(assessment, named: nil)
  }

  /// What is worth asking about one rule.
  public init(_ assessment: Assessment, about name: String) throws(UnknownRule) {
    let rule = try assessment.rulebook.rules.rule(meant: name)
    self.init(assessment, named: rule)
  }

  private init(_ assessment: Assessment, named: RuleID?) {
    var reporter = DayReporter(assessment, on: assessment.day)
    var open: [FindingReport] = []
    for finding in assessment.findings
    where finding.verdict.isOpen && (named == nil || finding.rule == named) {
      let report = reporter.report(finding, finding.verdict)
      if report.force == .binding { open.append(report) }
    }
    open = open.byGravity
    var matters: [OpenMatter] = []
    var ways: [(finding: FindingReport, way: Way)] = []
    for report in open {
      let matter = reporter.openMatter(report.finding.matter)
      if let matter { matters.append(matter) }
      if named != nil { ways.append((report, Way(matter))) }
    }
    self.assessment = assessment
    self.named = named
    self.open = open
    self.ways = ways
    let ranked = matters.ranked(assessment.rulebook.program)
    items = Interview.items(ranked, open)
  }

  /// Ranked questions, then those on which only entangled rules hang, in vocabulary order.
  private static func items(_ ranked: [QuestionValue], _ open: [FindingReport]) -> [Item] {
    let known = Set(ranked.map(\.question))
    let others = open.flatMap(\.questions).uniqued().filter { !known.contains($0) }
      .sorted { $0.isBefore($1) }
    return (ranked.map { ($0.question, $0) } + others.map { ($0, nil) }).map { question, value in
      Item(
        question: question, value: value,
        findings: open.filter { $0.questions.contains(question) })
    }
  }
}
