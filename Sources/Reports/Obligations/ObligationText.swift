import RuleCompiler
import RuleEvaluator

/// A list of obligations as text for people: use case by use case, bearer by bearer, what is in
/// force first.
struct ObligationText {
  let list: ObligationList
  private let language: Language
  private var page: Page

  init(_ list: ObligationList, in language: Language, _ options: TextOptions) {
    self.list = list
    self.language = language
    page = Page(options)
  }

  var told: String {
    var copy = self
    copy.putAll()
    return copy.page.text
  }

  private func words(for useCase: UseCase? = nil) -> DutyWords {
    DutyWords(
      wording: Wording(language: language, rules: list.rulebook.rules, useCase: useCase))
  }

  private mutating func putAll() {
    if list.isCatalogue {
      putHead(
        [ObligationWords.catalogue.in(language)], [words().wording.date(list.day)], files: [])
      put(list.duties, words())
    }
    for (place, report) in list.reports.enumerated() {
      let assessment = report.assessment
      let useCase = assessment.useCase
      let words = words(for: useCase)
      let asked = assessment.frameworks.filter(\.isLoaded).map(\.code).joined(separator: ", ")
      putHead(
        [useCase.title ?? useCase.name, useCase.operatorName].compactMap(\.self),
        [words.wording.date(assessment.day), asked].filter { !$0.isEmpty }, files: [useCase.file])
      put(list.duties.filter { $0.stand?.place == place }, words)
    }
    putActs()
    putCounts()
  }

  // MARK: The head

  private mutating func putHead(_ title: [String], _ second: [String], files: [String]) {
    let digest = list.rulebook.digest
    let wording = words().wording
    let rulebook = digest.isEmpty ? [] : [wording.say(.rulebook, String(digest.prefix(12)))]
    page.put(title.joined(separator: " · "), at: 0, .strong)
    page.put((second + rulebook).joined(separator: " · "), at: 0)
    for file in files { page.put(file, at: 0) }
    let asked = FilterWords(wording: wording).words(list.filter)
    if !asked.isEmpty { page.put(ObligationWords.askedFor.said(in: language, asked), at: 0) }
    page.skip()
  }

  // MARK: Duties

  private mutating func put(_ duties: [ListedDuty], _ words: DutyWords) {
    guard !duties.isEmpty else {
      let all = list.all.count
      page.put(
        words.wording.say(
          .sepSays, ObligationWords.nothing.in(language), ObligationWords.none(of: all, language)),
        at: 0)
      return page.skip()
    }
    for bearer in duties.bearers {
      let own = duties.filter { $0.bearer == bearer }
      page.heading(
        ([words.bearer(bearer)] + groups(of: own).map { "\($0.name) \($0.duties.count)" })
          .joined(separator: " · "))
      for group in groups(of: own) { for duty in group.duties { put(duty, words) } }
    }
  }

  private func groups(of duties: [ListedDuty]) -> [(name: String, duties: [ListedDuty])] {
    let names = [
      (ListedDuty.Timing.inForce, ObligationWords.inForce), (.upcoming, ObligationWords.comes),
      (.ended, ObligationWords.over),
    ]
    return names.map { timing, words in
      (words.in(language), duties.filter { $0.timing == timing }.inOrder)
    }.filter { !$0.1.isEmpty }
  }

  private mutating func put(_ duty: ListedDuty, _ words: DutyWords) {
    let wording = words.wording
    let (label, style) = label(of: duty, words)
    let use = words.use(duty)
    let kind = duty.rule.kind == .obligation ? nil : words.kind(duty)
    page.entry(
      label, style,
      [
        (duty.rule.name, 27), (wording.word(for: duty.version.severity), 10),
        (
          ([words.source(duty), kind, use].compactMap(\.self) + words.force(duty))
            .joined(separator: " · "), 0
        ),
      ])
    page.put(
      ([words.date(duty)] + [duty.rule.topic.map(wording.topic)].compactMap(\.self))
        .joined(separator: " · "))
    page.put(words.says(duty))
    putState(of: duty, words)
    if let waiver = words.waiver(duty) { page.put(waiver) }
    if let remedy = words.remedy(duty) { page.put(wording.say(.remedy, remedy)) }
    for document in words.documents(duty) { page.put(document) }
    for change in words.changes(duty) { page.put(change) }
    page.skip()
  }

  /// In the catalogue a timing, of a system its state; what does not bind it yet is upcoming.
  private func label(
    of duty: ListedDuty, _ words: DutyWords
  ) -> (text: String, style: Page.Style) {
    switch duty.timing {
    case .upcoming: return (ObligationWords.labelUpcoming.in(language), .open)
    case .ended: return (ObligationWords.labelEnded.in(language), .faint)
    case .inForce: break
    }
    guard let stand = duty.stand else {
      return (ObligationWords.labelInForce.in(language), .known)
    }
    guard stand.state.applies else {
      return (ObligationWords.labelNone.in(language), .faint)
    }
    return (
      FindingText(wording: words.wording, further: "").label(of: stand.report),
      Page.Style(stand.report.standing)
    )
  }

  /// What a label does not say.
  private mutating func putState(of duty: ListedDuty, _ words: DutyWords) {
    guard let stand = duty.stand else { return }
    let wording = words.wording
    let verdict = stand.report.verdict
    if duty.timing == .upcoming || verdict.presumed != nil || !stand.state.applies {
      page.put(words.state(duty))
    }
    if let question = stand.report.questions.first {
      page.put(
        ObligationWords.firstToAnswer.said(in: language, wording.question(question)),
        right: wording.name(of: question))
    }
  }

  // MARK: The end

  private mutating func putActs() {
    let acts = list.duties.map(\.act).reduce(into: [Act]()) { acts, act in
      if !acts.contains(where: { $0.id == act.id }) { acts.append(act) }
    }
    guard !acts.isEmpty else { return }
    let wording = words().wording
    page.heading(wording.say(.acts))
    for act in acts {
      let words = [wording.sentence(act.title), act.number.map(wording.cite)].compactMap(\.self)
      page.put(words.joined(separator: " · "), at: 2, right: act.url)
    }
    page.skip()
  }

  private mutating func putCounts() {
    page.put(
      ObligationWords.listed(list.duties.count, of: list.all.count, language), at: 0)
    let hidden = list.hidden
    guard !hidden.isEmpty else { return }
    let parts = hidden.map { state, count in
      "\(count) \(FilterWords.word(for: state, language)) (--state \(state.rawValue))"
    }
    page.put(
      ObligationWords.notListed.said(in: language, parts.joined(separator: " · ")), at: 0)
  }
}
