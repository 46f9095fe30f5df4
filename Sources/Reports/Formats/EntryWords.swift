import RuleCompiler
import RuleEvaluator

/// Says in a sentence or two what a finding says, in one language and without marks of any sink.
struct EntryWords {
  let wording: Wording

  /// Reasons, questions or readings that one sentence names.
  private static let most = 3

  private var language: Language { wording.language }

  /// All of it in one line: the outcome, what the law says, why, and what to do.
  func message(_ entry: DocumentEntry) -> String {
    wording.clauses(
      [wording.say(.sepSays, outcome(entry), says(entry))]
        + [why(entry), remarks(entry)]
        .filter { !$0.isEmpty })
  }

  /// How it came out, in a word, and whether it is only presumed.
  func outcome(_ entry: DocumentEntry) -> String {
    let verdict = entry.report.verdict
    switch entry.outcome {
    case .undecided, .open:
      if verdict.presumed == nil { return wording.say(.open).lowercased() }
    case .violated, .contested, .satisfied, .notApplicable, .told: break
    }
    return wording.outcome(verdict, of: entry.report.rule.kind)
  }

  /// What the law says; the name of the rule where it says nothing.
  func says(_ entry: DocumentEntry) -> String {
    entry.report.version.citation.map { wording.sentence($0.says) } ?? entry.report.rule.name
  }

  /// The act and the place in it.
  func source(_ entry: DocumentEntry) -> String {
    wording.source(entry.report.act, entry.report.version.citation)
  }

  /// Where the law says it, whom it binds, and of which force and reach it is.
  func provenance(_ entry: DocumentEntry) -> String {
    ([source(entry), wording.binding(entry.report.rule, bearer: entry.report.finding.bearer)]
      + force(entry)).joined(separator: " · ")
  }

  /// What keeps a gate from counting it, and whether the reach of the act is presumed.
  func force(_ entry: DocumentEntry) -> [String] {
    let report = entry.report
    var words: [String] = []
    if report.isReachPresumed { words.append(wording.say(.presumedReach)) }
    if report.version.status != .binding { words.append(wording.word(for: report.version.status)) }
    if !report.version.verified.isVerified {
      words.append(wording.word(for: report.version.verified))
    }
    return words
  }

  /// The answers that decided it; of what is open the questions it hangs on, of contested law its
  /// readings.
  func why(_ entry: DocumentEntry) -> String {
    if let why = entry.why, why.language == language { return why.words }
    let report = entry.report
    switch entry.outcome {
    case .contested:
      return several(
        report.readings.map { reading in
          wording.say(
            .readingLeadsTo, wording.rules.fullName(reading.rule), reading.reading.name,
            wording.outcome(reading.verdict, of: report.rule.kind))
        })
    case .undecided, .open:
      guard report.verdict.presumed == nil else { return "" }
      let remains = wording.outcome(report.verdict.possible, of: report.rule.kind)
      guard !report.questions.isEmpty else { return remains }
      return wording.say(.sepSays, remains, hangsOn(report))
    case .violated, .satisfied:
      let words = ReasonWording(wording: wording, home: report.act.id)
      let reasons = several(report.statements(in: entry.useCase).map { words.words(for: $0) })
      // What is presumed hangs on what nobody has shown.
      guard report.verdict.presumed != nil, !report.questions.isEmpty else { return reasons }
      return wording.clauses([hangsOn(report), reasons].filter { !$0.isEmpty })
    case .notApplicable, .told:
      return ""
    }
  }

  /// Waivers, missing documents and what to do.
  func remarks(_ entry: DocumentEntry) -> String {
    let report = entry.report
    var words = [waiver(report), entry.isKnown ? known : nil].compactMap(\.self)
    let missing = report.evidence.filter { $0.state != .held }.map(\.name)
    if !missing.isEmpty, entry.outcome != .notApplicable {
      words.append(wording.say(.evidenceMissing, missing.joined(separator: ", ")))
    }
    if entry.outcome == .violated, let remedy = remedy(entry) {
      words.append(wording.say(.remedy, remedy))
    }
    return wording.clauses(words)
  }

  func remedy(_ entry: DocumentEntry) -> String? {
    entry.report.version.remedy.map(wording.sentence)
  }

  /// That the baseline has it.
  var known: String { DocumentWords.known.in(language) }

  /// Whether it is waived, and if not why not.
  func waiver(_ report: FindingReport) -> String? {
    guard let waiver = report.finding.waiver else { return nil }
    var facts = ""
    let phrase: Phrase
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
    return wording.say(
      phrase, wording.date(waiver.expires), waiver.approvedBy.onOneLine, waiver.reason.onOneLine,
      facts)
  }

  /// The rule with the use and the bearer it is about, so that no two findings of a case are
  /// called alike.
  func name(_ entry: DocumentEntry) -> String {
    let finding = entry.report.finding
    let parts = [finding.use, finding.bearer].compactMap(\.self)
    let name = entry.report.rule.name
    return parts.isEmpty ? name : "\(name) [\(parts.joined(separator: ", "))]"
  }

  /// What it is from later days on.
  func changes(_ entry: DocumentEntry) -> [(day: Day, words: String)] {
    entry.later.map { ($0.day, wording.outcome($0.verdict, of: $0.rule.kind)) }
  }

  private func hangsOn(_ report: FindingReport) -> String {
    DocumentWords.hangsOn.said(in: language, several(report.questions.map(wording.question)))
  }

  private func several(_ words: [String]) -> String {
    let more = words.count - EntryWords.most
    return wording.clauses(
      words.prefix(EntryWords.most)
        + (more > 0 ? [DocumentWords.more(more).in(language)] : []))
  }
}
