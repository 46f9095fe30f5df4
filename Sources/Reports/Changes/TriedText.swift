import RuleCompiler
import RuleEvaluator

/// What comes of answers that are tried, as text for people.
struct TriedText {
  let report: TriedReport
  private let wording: Wording
  private let findings: FindingText
  private var page: Page

  init(_ report: TriedReport, in language: Language, _ options: TextOptions) {
    self.report = report
    let assessment = report.before
    wording = Wording(
      language: language, rules: assessment.rulebook.rules, useCase: assessment.useCase)
    findings = FindingText(wording: wording, further: "")
    page = Page(options)
  }

  private var language: Language { wording.language }
  private var rules: CheckedRules { wording.rules }

  var told: String {
    var copy = self
    copy.putHead()
    copy.putClasses()
    copy.putFindings()
    return copy.page.text
  }

  private mutating func putHead() {
    let useCase = report.before.useCase
    page.put(useCase.title ?? useCase.name, at: 0, .strong)
    page.put(useCase.file, at: 0, right: wording.date(report.before.day))
    page.heading(WhatIfWords.tried.said(in: language))
    for trial in report.tried {
      let fact = rules.vocabulary[trial.fact]
      page.put(wording.sentence(fact.question), at: 2, right: trial.name, .strong)
      page.put(
        WhatIfWords.fromTo.said(
          in: language,
          words(trial.levers.first.flatMap { report.before.evaluation.answer(to: $0)?.said }, fact),
          words(trial.said, fact)), at: 2, hang: 2)
    }
    if !report.idle.isEmpty {
      let names = report.idle.map { rules.vocabulary[$0.fact].name }.uniqued()
      page.put(
        WhatIfWords.fallsAway.said(in: language, names.joined(separator: ", ")), at: 2, hang: 2)
    }
    page.skip()
    let (one, other) = (counts(report.before), counts(report.after))
    page.put(
      WhatIfWords.counts.said(
        in: language, String(one.violated), String(other.violated), String(one.undecided),
        String(other.undecided)), at: 0)
  }

  private func words(_ said: Answer.Said?, _ fact: Fact) -> String {
    guard case .value(let value)? = said else {
      return said.map { fact.words(for: $0) } ?? WhatIfWords.notSaid.said(in: language)
    }
    return value == .none
      ? WhatIfWords.none.said(in: language) : wording.words(for: value, of: fact)
  }

  private func counts(_ assessment: Assessment) -> (violated: Int, undecided: Int) {
    let standings = assessment.findings.compactMap { finding -> Standing? in
      let rule = rules[finding.rule]
      guard let version = rule.versions.first(where: { $0.period.contains(assessment.day) }),
        Force(version) == .binding
      else { return nil }
      return Standing(finding.verdict, of: rule.kind, isOthers: finding.isOthers)
    }
    return (
      standings.count { $0 <= .presumedViolated },
      standings.count { $0 == .undecided || $0 == .contested }
    )
  }

  private mutating func putClasses() {
    guard !report.classes.isEmpty else { return }
    page.heading(WhatIfWords.classes.said(in: language))
    for (before, after) in report.classes {
      page.put(
        wording.say(
          .sepSays, before.scheme,
          WhatIfWords.fromTo.said(in: language, interval(before), interval(after))), at: 2)
    }
  }

  private func interval(_ result: ClassResult) -> String {
    if result.isContested { return wording.say(.sayContested) }
    let (low, high) = (wording.className(result.lowest), wording.className(result.highest))
    return low == high ? low : WhatIfWords.fromToClass.said(in: language, low, high)
  }

  private mutating func putFindings() {
    guard !report.findings.isEmpty || !report.classes.isEmpty else {
      return page.put(WhatIfWords.noFindingChanges.said(in: language), at: 0)
    }
    guard !report.findings.isEmpty else { return }
    page.heading(WhatIfWords.findingsThatChange.said(in: language))
    for difference in report.findings {
      let (one, other) = (difference.before, difference.after)
      page.entry(
        findings.label(of: other), Page.Style(other.standing), findings.head(of: other))
      if let use = other.finding.use, report.before.useCase.uses.count > 1 {
        page.put(wording.say(.use, use))
      }
      page.put(
        WhatIfWords.fromTo.said(
          in: language, wording.outcome(one.verdict, of: one.rule.kind),
          wording.outcome(other.verdict, of: other.rule.kind)))
      page.skip()
    }
  }
}
