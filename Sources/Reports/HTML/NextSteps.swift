import RuleCompiler
import RuleEvaluator

/// Something that somebody must do by a day.
struct NextStep {
  /// Nil for now.
  let day: Day?
  let mark: PageMark
  let what: String
  /// Nil where nobody is named.
  var who: String?
  /// Where the law says it, and in which system.
  let meta: [String]
  let severity: Severity
  /// Where on the page more is said.
  let anchor: String
}

extension HTMLDocument {
  /// Steps that stand open on the page.
  private static let mostSteps = 8

  func putNext(on main: inout Markup) {
    let steps = nextSteps
    main.put(.section) { section in
      section.put(.h2, .id("next"), words: say(PageWords.next))
      guard !steps.isEmpty else {
        return section.put(.p, .style("lead"), words: say(PageWords.nothingNext))
      }
      section.put(.p, .style("lead"), words: say(PageWords.nextLead))
      put(steps.prefix(HTMLDocument.mostSteps), on: &section)
      let rest = steps.dropFirst(HTMLDocument.mostSteps)
      guard !rest.isEmpty else { return }
      section.put(.details) { details in
        details.put(
          .summary,
          words: PageWords.rest.said(in: language, count: rest.count, String(rest.count)))
        put(rest, on: &details)
      }
    }
  }

  private func put(_ steps: ArraySlice<NextStep>, on page: inout Markup) {
    page.put(.ol, .style("steps")) { list in
      for step in steps {
        list.put(.li) { item in
          item.put(.p, .style("when")) { when in
            when.glyph(step.mark)
            when.text(
              " " + (step.day.map { say(PageWords.until, wording.date($0)) } ?? say(PageWords.now))
            )
          }
          item.put(.div) { words in
            words.put(.p, .style("what"), words: step.what)
            words.put(.p, .style("meta")) { meta in
              if let who = step.who {
                meta.put(.strong, words: who)
                meta.text(" · ")
              }
              meta.text(step.meta.joined(separator: " · ") + " · ")
              meta.put(.a, .inPage(step.anchor), words: DocumentWords.why.in(language))
            }
          }
        }
      }
    }
  }

  /// What is due now, the gravest first, then what comes, day by day.
  private var nextSteps: [NextStep] {
    var steps: [NextStep] = []
    for (place, part) in cases.enumerated() {
      for entry in part.entries {
        if entry.stands, entry.outcome == .violated { steps.append(mend(entry, part)) }
        if let step = begin(entry, part) { steps.append(step) }
      }
      if let step = ask(part, place) { steps.append(step) }
      steps += expiries(part, place)
    }
    return steps.enumerated().sorted { left, right in
      let (one, two) = (left.element, right.element)
      if one.day != two.day {
        guard let first = one.day else { return true }
        guard let second = two.day else { return false }
        return first < second
      }
      if one.mark.rank != two.mark.rank { return one.mark.rank < two.mark.rank }
      return one.severity == two.severity ? left.offset < right.offset : one.severity > two.severity
    }.map(\.element)
  }

  private func meta(_ entry: DocumentEntry, _ part: CaseEntries) -> [String] {
    var words = [
      part.useCase.uses.count > 1 ? entry.report.finding.use : nil, part.words.source(entry),
      wording.word(for: entry.report.version.severity),
    ].compactMap(\.self)
    if !isOne { words.insert(title(of: part), at: 0) }
    return words
  }

  private func mend(_ entry: DocumentEntry, _ part: CaseEntries) -> NextStep {
    NextStep(
      day: nil, mark: .violated, what: part.words.remedy(entry) ?? part.words.says(entry),
      who: entry.report.finding.bearer.map(wording.party),
      meta: meta(entry, part), severity: entry.report.version.severity, anchor: anchor(entry, part))
  }

  /// A duty that does not stand against the system today, and will or may.
  private func begin(_ entry: DocumentEntry, _ part: CaseEntries) -> NextStep? {
    guard !entry.stands, !entry.report.isWaived,
      let change = entry.later.first(where: {
        $0.force == .binding && $0.standing <= .undecided && $0.standing != .contested
      })
    else { return nil }
    return NextStep(
      day: change.day, mark: change.standing == .undecided ? .undecided : .violated,
      what: change.version.remedy.map(wording.sentence) ?? part.words.says(entry),
      who: entry.report.finding.bearer.map(wording.party),
      meta: meta(entry, part), severity: change.version.severity, anchor: anchor(entry, part))
  }

  private func ask(_ part: CaseEntries, _ place: Int) -> NextStep? {
    let open = part.entries.filter { $0.stands && $0.outcome == .undecided }
    let count = open.flatMap(\.report.questions).uniqued().count
    guard count > 0 else { return nil }
    let hanging = PageWords.hang.said(in: language, count: open.count, String(open.count))
    return NextStep(
      day: nil, mark: .undecided,
      what: PageWords.answer.said(in: language, count: count, String(count)),
      meta: isOne ? [hanging] : [title(of: part), hanging],
      severity: open.map(\.report.version.severity).max() ?? .low,
      anchor: isOne ? "unknown" : id(of: place))
  }

  private func expiries(_ part: CaseEntries, _ place: Int) -> [NextStep] {
    let system = isOne ? [] : [title(of: part)]
    var steps: [NextStep] = []
    for document in part.useCase.evidence {
      guard let day = document.validUntil, day >= part.day else { continue }
      steps.append(
        NextStep(
          day: day, mark: .open, what: say(PageWords.renew, document.name),
          meta: system + [document.file], severity: .low,
          anchor: isOne ? "provenance" : id(of: place)
        ))
    }
    for entry in part.entries {
      guard entry.report.isWaived, let waiver = entry.report.finding.waiver else { continue }
      steps.append(
        NextStep(
          day: waiver.expires, mark: .waived,
          what: say(PageWords.replaceWaiver, name(of: entry)), who: waiver.approvedBy,
          meta: meta(entry, part), severity: entry.report.version.severity,
          anchor: "waivers"))
    }
    return steps
  }

  /// Where a finding is told on the page.
  func anchor(_ entry: DocumentEntry, _ part: CaseEntries) -> String {
    if isOne { return entry.outcome.isProblem ? id(of: entry) : "findings" }
    let place = cases.firstIndex { $0.useCase.file == part.useCase.file } ?? 0
    return id(of: place)
  }
}
