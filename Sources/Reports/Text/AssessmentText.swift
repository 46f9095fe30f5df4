import RuleCompiler
import RuleEvaluator

/// An assessment as text for people.
struct AssessmentText {
  let report: AssessmentReport
  let wording: Wording
  private var page: Page
  private var findings: FindingText

  init(_ report: AssessmentReport, in language: Language, _ options: TextOptions) {
    self.report = report
    let assessment = report.assessment
    wording = Wording(
      language: language, rules: assessment.rulebook.rules, useCase: assessment.useCase)
    findings = FindingText(
      wording: wording, further: "clearance explain {1} --use-case \(assessment.useCase.file)")
    page = Page(options)
  }

  private var assessment: Assessment { report.assessment }

  /// - Parameter ending: a last line of the caller's own.
  mutating func told(ending: String?) -> String {
    putHead()
    putLead()
    putToday()
    putRefusals()
    putUpcoming()
    putSection(.notBinding, heading: .notBinding)
    putSection(.unverified, heading: .unverified)
    putActs()
    putHints()
    putCounts()
    if let ending { page.put(ending, at: 0) }
    return page.text
  }

  // MARK: The head

  private mutating func putHead() {
    let useCase = assessment.useCase
    let title = [useCase.title ?? useCase.name, useCase.operatorName].compactMap(\.self)
    page.put(title.joined(separator: " · "), at: 0, .strong)
    let digest = assessment.rulebook.digest
    var second = [wording.date(assessment.day), asked(isLoaded: true)]
    if !digest.isEmpty { second.append(wording.say(.rulebook, String(digest.prefix(12)))) }
    page.put(second.joined(separator: " · "), at: 0)
    let missing = asked(isLoaded: false)
    if !missing.isEmpty { page.put(wording.say(.notLoaded, missing), at: 0) }
    page.put(useCase.file, at: 0)
    let classes = ClassText(wording: wording, day: assessment.day)
    for scheme in assessment.classes { classes.put(scheme, on: &page) }
  }

  /// Whose law is asked, as far as it is here or is not.
  private func asked(isLoaded: Bool) -> String {
    assessment.frameworks.filter { $0.isLoaded == isLoaded }.map { framework in
      switch framework.standing {
      case .named: framework.code
      case .member(let of): wording.say(.member, framework.code, of)
      case .unknownMember(let of): wording.say(.unknownMember, framework.code, of)
      case .asIf:
        wording.say(
          .namedWithCite, framework.code, wording.say(.quoted, wording.say(.presumedReach)))
      }
    }.joined(separator: ", ")
  }

  private func daysLeft(until day: Day) -> String {
    let days = assessment.day.days(until: day)
    return wording.say(.daysLeft, String(days), count: days)
  }

  /// What matters most, in one sentence.
  private mutating func putLead() {
    var parts: [String] = []
    let counts = report.counts
    for (phrase, count) in [
      (Phrase.leadViolated, counts[.violated]), (.leadPresumed, counts[.presumedViolated]),
      (.leadUndecided, counts[.undecided] + counts[.contested]),
    ] where count > 0 {
      parts.append(wording.say(phrase, String(count), count: count))
    }
    let waived = counts.waived(.violated)
    if waived > 0, let first = parts.first {
      parts[0] = wording.say(.leadWaived, first, String(waived), count: waived)
    }
    if parts.isEmpty { parts.append(wording.say(.leadNothing)) }
    if let next = report.daysOfChange.first {
      parts.append(wording.say(.leadChange, wording.date(next), daysLeft(until: next)))
    }
    page.skip()
    page.put(wording.clauses(parts), at: 0)
  }

  // MARK: Sections

  private mutating func putToday() {
    page.heading(wording.say(.today))
    let told = report.today.filter { $0.force == .binding && $0.standing.isTold }
    if told.isEmpty { page.put(wording.say(.nothingToReport), at: 2) }
    put(told)
  }

  private mutating func putRefusals() {
    guard !report.refusals.isEmpty else { return }
    page.heading(wording.say(.noHigherClass))
    let text = RefusalText(wording: wording)
    for refusal in report.refusals { text.put(refusal, on: &page) }
  }

  private mutating func putUpcoming() {
    for day in report.daysOfChange {
      let told = report.upcoming.filter { $0.day == day && $0.force == .binding && $0.isChangeTold }
      guard !told.isEmpty else { continue }
      let days = assessment.day.days(until: day)
      page.heading(wording.say(.upcomingFrom, wording.date(day), String(days), count: days))
      put(told)
    }
  }

  /// Findings of the day and of later days that no gate counts.
  private mutating func putSection(_ force: Force, heading: Phrase) {
    let today = report.today.filter { $0.force == force && $0.standing.isTold }
    let later = report.upcoming.filter { $0.force == force && $0.isChangeTold }
    guard !today.isEmpty || !later.isEmpty else { return }
    page.heading(wording.say(heading))
    findings.saysForce = true
    defer { findings.saysForce = false }
    put(today)
    for day in later.map(\.day).uniqued() {
      let days = assessment.day.days(until: day)
      page.put(wording.say(.upcomingFrom, wording.date(day), String(days), count: days), at: 2)
      page.skip()
      put(later.filter { $0.day == day })
    }
  }

  /// With several uses, use by use; what is about the whole system comes first.
  private mutating func put(_ reports: [FindingReport]) {
    let uses = assessment.useCase.uses
    guard uses.count > 1 else { return putGroup(reports) }
    let whole = reports.filter { $0.finding.use == nil }
    if !whole.isEmpty { page.put(wording.say(.wholeSystem), at: 0, .strong) }
    putGroup(whole)
    for use in uses {
      let own = reports.filter { $0.finding.use == use.name }
      guard !own.isEmpty else { continue }
      let name = [wording.say(.use, use.name), use.title].compactMap(\.self)
      page.put(name.joined(separator: " · "), at: 0, .strong)
      putGroup(own)
    }
  }

  /// What asks something of somebody at length, the gravest first, and the rest in a line each.
  private mutating func putGroup(_ reports: [FindingReport]) {
    let ordered = reports.byGravity
    for report in ordered where !report.standing.isBrief { findings.put(report, on: &page) }
    for isSatisfied in [true, false] {
      findings.putBrief(
        ordered.filter { $0.standing.isBrief && ($0.standing == .satisfied) == isSatisfied },
        on: &page)
    }
  }

  // MARK: The end

  private mutating func putActs() {
    let told = report.today.filter(\.standing.isTold) + report.upcoming.filter(\.isChangeTold)
    let acts = told.map(\.act).reduce(into: [Act]()) { acts, act in
      if !acts.contains(where: { $0.id == act.id }) { acts.append(act) }
    }
    guard !acts.isEmpty else { return }
    page.heading(wording.say(.acts))
    for act in acts {
      let words = [wording.sentence(act.title), act.number.map(wording.cite)].compactMap(\.self)
      page.put(words.joined(separator: " · "), at: 2, right: act.url)
    }
    page.skip()
  }

  private mutating func putHints() {
    if report.today.contains(where: { !$0.questions.isEmpty }) {
      page.put(wording.say(.askNext, assessment.useCase.file), at: 0)
    }
    page.put(wording.say(.explainMore, assessment.useCase.file), at: 0)
    page.skip()
  }

  private mutating func putCounts() {
    let all = report.counts
    let total = wording.say(.countFindings, String(all.total), count: all.total)
    page.put(
      wording.say(
        .sepSays, wording.say(.classToday, total), CountWords(wording: wording).words(all)), at: 0)
    for day in report.daysOfChange {
      let changes = Counts(report.upcoming.filter { $0.day == day })
      page.put(
        wording.say(.countUpcoming, wording.date(day), CountWords(wording: wording).words(changes)),
        at: 0)
    }
  }
}

extension FindingReport {
  /// A change that a text tells: to something it tells, or away from it.
  var isChangeTold: Bool {
    guard let previous else { return false }
    return standing.isTold || Standing(previous, of: rule.kind, isOthers: false).isTold
  }
}
