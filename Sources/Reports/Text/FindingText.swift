import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// Puts findings on a page, in one language.
struct FindingText {
  let wording: Wording
  /// How a rule is explained further, as a command: its name goes into `{1}`.
  let further: String
  /// Words for the force of a finding stand beside it, as the section does not say them.
  var saysForce = false

  /// What was told so far.
  private var memory = ProofText.Memory()

  /// Questions that are shown of one finding.
  private static let mostQuestions = 3

  init(wording: Wording, further: String) {
    self.wording = wording
    self.further = further
  }

  var rules: CheckedRules { wording.rules }

  mutating func put(_ report: FindingReport, on page: inout Page) {
    memory.scene = "\(report.day) \(report.finding.use ?? "")"
    page.entry(label(of: report), Page.Style(report.standing), head(of: report))
    if let citation = report.version.citation { page.put(wording.sentence(citation.says)) }
    if let previous = report.previous {
      page.put(wording.say(.untilThen, wording.outcome(previous, of: report.rule.kind)))
    }
    putWaiver(of: report, on: &page)
    switch report.standing {
    case .violated, .presumedViolated, .yes, .presumedYes, .satisfied, .presumedSatisfied:
      putSettled(report, on: &page)
    case .contested where !report.readings.isEmpty:
      page.put(report.readings, of: report.rule.kind, at: Page.body, wording)
    case .contested, .undecided, .open:
      putOpen(report, on: &page)
    case .no, .presumedNo, .notApplicable, .presumedNotApplicable, .others:
      page.put(wording.say(.noLonger))
    }
    page.skip()
  }

  // MARK: The head

  func label(of report: FindingReport) -> String {
    let (glyph, word): (String, Phrase) =
      switch report.standing {
      case .violated: ("✗", .violated)
      case .presumedViolated, .presumedYes, .presumedSatisfied: ("!", .presumed)
      case .contested: ("⚖", .contested)
      case .undecided, .open: ("?", .open)
      case .yes: ("●", .yes)
      case .satisfied: ("✓", .satisfied)
      case .no, .presumedNo, .notApplicable, .presumedNotApplicable, .others: ("○", .ended)
      }
    return glyph + " " + wording.say(word)
  }

  func head(of report: FindingReport) -> [(text: String, width: Int)] {
    let severity = report.rule.kind.isDuty ? wording.word(for: report.version.severity) : ""
    var rest = [
      wording.source(report.act, report.version.citation),
      wording.binding(report.rule, bearer: report.finding.bearer),
    ]
    rest += force(of: report)
    return [
      (report.rule.name, 27), (severity, 10), (rest.joined(separator: " · "), 0),
    ]
  }

  /// What a reader must know of the reach and the force of a finding.
  func force(of report: FindingReport) -> [String] {
    var words: [String] = []
    if report.isReachPresumed { words.append(wording.say(.quoted, wording.say(.presumedReach))) }
    guard saysForce else { return words }
    if report.version.status != .binding { words.append(wording.word(for: report.version.status)) }
    if !report.version.verified.isVerified {
      words.append(wording.word(for: report.version.verified))
    }
    return words
  }

  private func putWaiver(of report: FindingReport, on page: inout Page) {
    guard let waiver = report.finding.waiver else { return }
    let phrase: Phrase
    var facts = ""
    switch waiver.standing {
    case .counts: phrase = .waived
    case .expired: phrase = .waiverExpired
    case .otherVerdict: phrase = .waiverOtherVerdict
    case .otherFacts(let names):
      phrase = .waiverOtherFacts
      facts = names.joined(separator: ", ")
    case .ruleChanged: phrase = .waiverRuleChanged
    case .ruleUnchecked: phrase = .waiverRuleUnchecked
    case .selfGranted: phrase = .waiverSelfGranted
    }
    page.put(
      wording.say(
        phrase, wording.date(waiver.expires), waiver.approvedBy.onOneLine, waiver.reason.onOneLine,
        facts))
  }

  // MARK: What is settled

  private mutating func putSettled(_ report: FindingReport, on page: inout Page) {
    if report.verdict.presumed != nil {
      page.put(
        wording.say(
          .presumedUntilShown, wording.outcome(report.verdict.effective, of: report.rule.kind)))
    }
    putIdleQuestions(of: report, on: &page)
    var proof = ProofText(
      words: ReasonWording(wording: wording, home: report.act.id),
      most: report.standing < .satisfied ? 12 : 4, after: memory)
    if !report.reasons.isEmpty { page.put(wording.say(.because), .faint) }
    proof.put(report.reasons, on: &page)
    memory = proof.before ?? memory
    if proof.dropped > 0 {
      page.put(
        wording.say(
          .moreReasons, String(proof.dropped),
          Phrase.fill(further, [rules.fullName(report.rule.id)]), count: proof.dropped))
    }
    putSources(of: report, besides: proof, on: &page)
    putDocuments(of: report, on: &page)
    if report.standing <= .presumedViolated, let remedy = report.version.remedy {
      page.put(wording.say(.remedy, wording.sentence(remedy)))
    }
  }

  private func putIdleQuestions(of report: FindingReport, on page: inout Page) {
    guard let first = report.idleQuestions.first else { return }
    let question = wording.say(.quoted, wording.question(first))
    let rest = report.idleQuestions.count - 1
    let named = rest == 0 ? question : wording.say(.andMore, question, String(rest))
    page.put(wording.say(.whateverTheAnswer, named), right: wording.name(of: first))
  }

  /// Deciding answers that no reason has told yet, readings that were taken, judgements.
  private func putSources(
    of report: FindingReport, besides proof: ProofText, on page: inout Page
  ) {
    let others = report.because.filter { !proof.told.contains($0.fact) }.map { cited in
      let name = rules.vocabulary[cited.fact].name
      let origin = cited.answer.place.origin?.words(in: wording.language)
      let place = "\(name) \(origin.map { "(\($0))" } ?? "\(cited.answer.place.span.start)")"
      return cited.answer.isAssumed ? wording.say(.assumedAnswer, place) : place
    }
    if !others.isEmpty {
      page.put(wording.say(.alsoRestsOn, others.joined(separator: ", ")))
    }
    for taken in report.takenReadings {
      page.put(
        wording.say(.takenReading, rules.fullName(taken.rule), taken.name),
        right: taken.place.words)
    }
    let reasons = ReasonWording(wording: wording, home: report.act.id)
    for (name, judgement) in report.judgements where !proof.toldJudgements.contains(name) {
      page.put(reasons.judgement(name), right: judgement.place.words)
    }
    for cited in report.because where cited.judgement != nil {
      page.put(
        reasons.judgement(rules.vocabulary[cited.fact].name),
        right: cited.answer.place.words(in: wording.language))
    }
  }

  private func putDocuments(of report: FindingReport, on page: inout Page) {
    for document in report.evidence {
      page.put(words(for: document), right: document.evidence?.place.words)
    }
  }

  func words(for document: DocumentState) -> String {
    let name = document.name
    let file = (document.evidence?.file ?? "").onOneLine
    let until = document.evidence?.validUntil.map(wording.date)
    return switch (document.state, until) {
    case (.missing, _): wording.say(.evidenceMissing, name)
    case (.held, nil): wording.say(.evidenceHeld, name, file)
    case (.held, let until?): wording.say(.evidenceHeldUntil, name, file, until)
    case (.lapsed, _): wording.say(.evidenceLapsed, name, file, until ?? "")
    }
  }

  // MARK: What is not

  private func putOpen(_ report: FindingReport, on page: inout Page) {
    let remains = wording.outcome(report.verdict.possible, of: report.rule.kind)
    let count = report.questions.count
    let words =
      count == 0
      ? wording.say(.nothingToAsk, remains)
      : report.isDecidedByOne == true
        ? wording.say(.oneAnswer, remains)
        : wording.say(.questionsMatter, remains, String(count), count: count)
    page.put(words)
    for rule in report.openReadings {
      page.put(wording.say(.hangsOnReading, rules.fullName(rule)), right: rules[rule].place.words)
    }
    for question in report.questions.prefix(FindingText.mostQuestions) {
      page.put(wording.question(question), right: wording.name(of: question))
    }
    let more = count - FindingText.mostQuestions
    if more > 0 { page.put(wording.say(.moreQuestions, String(more), count: more)) }
    var proof = ProofText(
      words: ReasonWording(wording: wording, home: report.act.id), most: 4, isOpen: true)
    proof.put(report.reasons, on: &page)
  }
}

extension Place {
  /// `file:line:column`.
  var words: String { "\(file):\(span.start)" }

  /// The same, or where a register has it from which the file was written.
  func words(in language: Language) -> String { origin?.words(in: language) ?? words }
}
