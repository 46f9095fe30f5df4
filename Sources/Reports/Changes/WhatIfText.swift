import RuleCompiler
import RuleEvaluator

/// What would turn findings, as text for people.
struct WhatIfText {
  let report: WhatIfReport
  private let wording: Wording
  private let text: ChangeText
  private let findings: FindingText
  private var page: Page

  /// Ways that are told of one finding among many.
  private static let mostWays = 4

  init(_ report: WhatIfReport, in language: Language, _ options: TextOptions) {
    self.report = report
    let assessment = report.assessment
    wording = Wording(
      language: language, rules: assessment.rulebook.rules, useCase: assessment.useCase)
    text = ChangeText(wording: wording, changes: report.changes)
    findings = FindingText(wording: wording, further: "")
    page = Page(options)
  }

  private var language: Language { wording.language }

  var told: String {
    var copy = self
    copy.putHead()
    copy.putPlan()
    for isViolated in [true, false] {
      let own = report.subjects.filter {
        ($0.finding.standing <= .presumedViolated) == isViolated
      }
      copy.put(own, isViolated ? WhatIfWords.turning : WhatIfWords.settling)
    }
    return copy.page.text
  }

  private mutating func putHead() {
    let useCase = report.assessment.useCase
    page.put(useCase.title ?? useCase.name, at: 0, .strong)
    page.put(useCase.file, at: 0, right: wording.date(report.assessment.day))
    guard report.subjects.isEmpty else { return }
    page.skip()
    if let named = report.named {
      page.put(
        WhatIfWords.nothingOfRule.said(in: language, wording.rules.fullName(named)), at: 0)
    } else {
      page.put(WhatIfWords.nothing.said(in: language), at: 0)
    }
  }

  // MARK: The plan

  private mutating func putPlan() {
    guard let plan = report.plan, !report.subjects.isEmpty else { return }
    page.heading(WhatIfWords.plan.said(in: language))
    switch plan.outcome {
    case .nothing:
      page.put(
        (plan.stuck.isEmpty ? WhatIfWords.nothingViolated : WhatIfWords.noPlan).said(in: language),
        at: 2)
      page.skip()
    case .notFound:
      page.put(WhatIfWords.notFound.said(in: language), at: 2)
      page.skip()
    case .conflict(let matters, let isSmallest):
      page.put(
        (isSmallest ? WhatIfWords.conflict : WhatIfWords.conflictAtMost).said(in: language), at: 2)
      page.skip()
      for matter in matters { putName(matter, at: 4) }
      page.skip()
    case .changes(let set, let serving):
      put(set, serving)
    }
    putOthers(
      plan.stuck, report.options.includesCircumstances ? WhatIfWords.stuckWith : WhatIfWords.stuck)
    putOthers(plan.untold, WhatIfWords.untold)
  }

  private mutating func put(_ set: ChangeSet, _ serving: [[ChangedMatter]]) {
    let count = WhatIfWords.change.counted(set.levers.count, in: language)
    let turned = Set(serving.flatMap(\.self)).count
    let findings = WhatIfWords.finding.counted(turned, in: language)
    page.put(WhatIfWords.planTurns.said(in: language, count, findings), at: 2)
    if !report.still.isEmpty {
      let names = report.still.map { wording.rules.fullName($0.rule) }.uniqued()
      page.put(WhatIfWords.still.said(in: language, names.joined(separator: ", ")), at: 2)
    }
    page.skip()
    for (place, line) in text.lines(set.changes).enumerated() {
      let served = zip(set.changes, serving).filter { $0.0.lever == line.lever }
        .flatMap(\.1).uniqued()
      put(line, at: 2, "\(place + 1). ")
      for matter in served { putDuty(matter, at: 7) }
      page.skip()
    }
  }

  /// - Parameter mark: stands before the question, and what follows is indented as far.
  private mutating func put(_ line: ChangeText.Line, at indent: Int, _ mark: String) {
    page.put(mark + line.question, at: indent, hang: mark.count, right: line.name, .strong)
    page.put(
      [line.words, line.role].compactMap(\.self).joined(separator: " · "),
      at: indent + mark.count, hang: 2)
  }

  /// A duty that a change serves: where it stands, and what it says to do.
  private mutating func putDuty(_ matter: ChangedMatter, at indent: Int) {
    putName(matter, at: indent)
    guard let finding = report.findings[matter], let remedy = finding.version.remedy else { return }
    page.put(wording.say(.remedy, wording.sentence(remedy)), at: indent + 2, hang: 2)
  }

  private mutating func putName(_ matter: ChangedMatter, at indent: Int) {
    guard let finding = report.findings[matter] else { return }
    let words = [
      finding.rule.name, wording.source(finding.act, finding.version.citation),
      wording.binding(finding.rule, bearer: finding.finding.bearer), use(of: finding),
    ].compactMap(\.self)
    page.put(
      WhatIfWords.turns.said(in: language, words.joined(separator: " · ")), at: indent, hang: 2)
  }

  /// Where there are several.
  private func use(of finding: FindingReport) -> String? {
    guard report.assessment.useCase.uses.count > 1 else { return nil }
    return finding.finding.use.map { wording.say(.use, $0) }
  }

  private mutating func putOthers(_ matters: [ChangedMatter], _ heading: Words) {
    guard !matters.isEmpty else { return }
    page.heading(heading.said(in: language))
    for matter in matters { putDuty(matter, at: 2) }
    page.skip()
  }

  // MARK: Finding by finding

  private mutating func put(_ subjects: [WhatIfReport.Subject], _ heading: Words) {
    guard !subjects.isEmpty else { return }
    page.heading(heading.said(in: language))
    for subject in subjects {
      let finding = subject.finding
      page.entry(
        findings.label(of: finding), Page.Style(finding.standing), findings.head(of: finding))
      if let use = use(of: finding) { page.put(use) }
      put(subject)
      page.skip()
    }
  }

  private mutating func put(_ subject: WhatIfReport.Subject) {
    guard let found = subject.sets else {
      return page.put(WhatIfWords.entangled.said(in: language))
    }
    if found.sets.isEmpty {
      page.put(words(without: found))
    } else {
      putWays(found, subject)
    }
    if !subject.held.isEmpty {
      let names = subject.held.map(text.name).uniqued()
      page.put(WhatIfWords.held.said(in: language, wording.someOf(names)))
    }
  }

  private func words(without found: MinimalSets) -> String {
    if found.isPossible {
      return WhatIfWords.tooMany.said(in: language, String(Changes.mostChanges))
    }
    return (report.options.includesCircumstances ? WhatIfWords.noWayAtAll : WhatIfWords.noWay)
      .said(in: language)
  }

  private mutating func putWays(_ found: MinimalSets, _ subject: WhatIfReport.Subject) {
    let count = found.sets.count
    page.put(
      count == 1 && found.isWhole
        ? WhatIfWords.oneWay.said(in: language)
        : WhatIfWords.ways.said(in: language, String(count) + (found.isWhole ? "" : "+")))
    let shown = report.named == nil ? WhatIfText.mostWays : count
    for (place, set) in found.sets.prefix(shown).enumerated() {
      for (index, line) in text.lines(set.changes).enumerated() {
        put(line, at: Page.body, index > 0 ? "+  " : count > 1 ? "\(place + 1). " : "")
      }
    }
    if count > shown {
      page.put(
        WhatIfWords.moreWays.said(
          in: language, String(count - shown), report.assessment.useCase.file,
          wording.rules.fullName(subject.finding.rule.id)))
    } else if !found.isWhole {
      page.put(WhatIfWords.andMore.said(in: language))
    }
  }
}
