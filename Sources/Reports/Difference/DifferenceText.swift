import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A comparison as text for people: first how much changes, then every finding with the reason.
struct DifferenceText {
  let difference: Difference
  private let words: ChangeWords
  private var page: Page

  private var language: Language { words.language }

  /// Causes that one finding tells.
  private static let most = 6

  init(_ difference: Difference, in language: Language, _ options: TextOptions) {
    self.difference = difference
    words = ChangeWords(difference, language)
    page = Page(options)
  }

  var told: String {
    var copy = self
    copy.putHead()
    copy.putClasses()
    copy.putFindings()
    copy.putDocuments()
    copy.putRules()
    copy.putAnswers()
    return copy.page.text
  }

  // MARK: The head

  private mutating func putHead() {
    let (old, new) = (difference.before.assessment, difference.after.assessment)
    let title = [new.useCase.title ?? new.useCase.name, new.useCase.operatorName]
    page.put(title.compactMap(\.self).joined(separator: " · "), at: 0, .strong)
    page.put(
      pair(words.after.date(old.day), words.after.date(new.day))
        + (old.rulebook.digest.isEmpty && new.rulebook.digest.isEmpty
          ? ""
          : " · "
            + words.after.say(
              .rulebook,
              pair(String(old.rulebook.digest.prefix(12)), String(new.rulebook.digest.prefix(12))))),
      at: 0)
    page.put(pair(old.useCase.file, new.useCase.file), at: 0)
    page.skip()
    let counts = DifferenceWords.counts(difference, language)
    page.put(
      difference.isEmpty
        ? words.after.say(.sepSays, DifferenceWords.nothing.in(language), counts) : counts, at: 0)
    page.skip()
  }

  private func pair(_ before: String, _ after: String) -> String {
    before == after ? after : DifferenceWords.arrow.said(in: language, before, after)
  }

  // MARK: What changes

  private mutating func putClasses() {
    guard !difference.classes.isEmpty else { return }
    page.heading(DifferenceWords.classes.in(language))
    for change in difference.classes {
      let use = change.use.map { words.after.say(.use, $0) }
      let name = [change.scheme, use].compactMap(\.self).joined(separator: " · ")
      let arrow = DifferenceWords.arrow.said(
        in: language, words.span(change.before), words.span(change.after))
      page.put(words.after.say(.sepSays, name, arrow), at: 2, hang: 2)
    }
    page.skip()
  }

  private mutating func putFindings() {
    guard !difference.findings.isEmpty else { return }
    page.heading(DifferenceWords.findings.in(language))
    for change in difference.findings.byGravity { put(change) }
  }

  private mutating func put(_ change: FindingChange) {
    let report = change.last
    let wording = change.after == nil ? words.before : words.after
    let label =
      change.after.map { FindingText(wording: wording, further: "").label(of: $0) }
      ?? "○ " + wording.say(.ended)
    let severity = report.rule.kind.isDuty ? wording.word(for: report.version.severity) : ""
    let use = (wording.useCase?.uses.count ?? 0) > 1 ? report.finding.use : nil
    let source = [
      wording.source(report.act, report.version.citation),
      wording.binding(report.rule, bearer: report.finding.bearer),
      use.map { wording.say(.use, $0) },
    ]
    page.entry(
      label, change.after.map { Page.Style($0.standing) } ?? .faint,
      [
        (report.rule.name, 27), (severity, 10),
        (source.compactMap(\.self).joined(separator: " · "), 0),
      ])
    page.put(words.outcomes(change))
    if let citation = report.version.citation { page.put(wording.sentence(citation.says)) }
    for cause in change.causes.prefix(DifferenceText.most) {
      let (why, source) = words.cause(cause, of: change.key.rule)
      page.put(
        wording.say(.sepSays, DifferenceWords.why.in(language), why), hang: 2, right: source)
    }
    let more = change.causes.count - DifferenceText.most
    if more > 0 { page.put(DocumentWords.more(more).in(language)) }
    page.skip()
  }

  private mutating func putDocuments() {
    guard !difference.documents.isEmpty else { return }
    page.heading(DifferenceWords.documents.in(language))
    for change in difference.documents {
      let arrow = DifferenceWords.arrow.said(
        in: language, DifferenceWords.word(for: change.before).in(language),
        DifferenceWords.word(for: change.after).in(language))
      page.put(words.after.say(.sepSays, change.name, arrow), at: 2, hang: 2)
    }
    page.skip()
  }

  // MARK: What differs

  private mutating func putRules() {
    guard !difference.rules.isEmpty else { return }
    page.heading(DifferenceWords.rules.in(language))
    for change in difference.rules {
      page.put(
        words.rule(change.rule), at: 2, hang: 2,
        right: [change.before, change.after].compactMap { $0?.prefix(8) }.joined(separator: " → "))
    }
    page.skip()
  }

  private mutating func putAnswers() {
    let others = difference.idleAnswers
    guard !others.isEmpty else { return }
    page.heading(DifferenceWords.otherAnswers.in(language))
    for change in others {
      let (words, source) = words.answer(change)
      page.put(words, at: 2, hang: 2, right: source)
    }
    page.skip()
  }
}

extension Difference {
  /// Answers that differ and are no cause of anything.
  var idleAnswers: [AnswerChange] {
    let used = Set(findings.flatMap(\.causes))
    return cases.answers.filter { !used.contains(.answer($0.key)) }
  }
}

extension [FindingChange] {
  /// What gates first; of that what is now the gravest, then the order of the rulebook.
  var byGravity: [FindingChange] {
    func key(_ place: Int) -> (Int, Int, Int, Int) {
      let change = self[place]
      let standing = change.after.flatMap { Standing.allCases.firstIndex(of: $0.standing) }
      return (
        change.last.force == .binding ? 0 : 1, standing ?? Standing.allCases.count,
        -(Severity.allCases.firstIndex(of: change.last.version.severity) ?? 0), place
      )
    }
    return indices.sorted { key($0) < key($1) }.map { self[$0] }
  }
}
