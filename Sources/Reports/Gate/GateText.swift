package import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// What a gate shows of a run.
package enum GateShow: String, Sendable, CaseIterable {
  /// What stands against a case, with what covers it.
  case failed
  /// Every finding.
  case all
}

extension RunReport {
  /// The run as a gate tells it to people: each finding at the line that decides it, then a line
  /// that counts everything, then how it ends.
  ///
  /// - Parameter sources: the files, for the lines that are shown.
  package func gateText(
    showing show: GateShow, from sources: [SourceFile], document: DocumentOptions,
    _ options: TextOptions
  ) -> String {
    var text = GateText(
      writer: DocumentWriter(self, document), show: show,
      sources: Dictionary(sources.map { ($0.path, $0) }) { first, _ in first }, options)
    return text.told()
  }
}

/// Puts a run on a page.
private struct GateText {
  let writer: DocumentWriter
  let show: GateShow
  let sources: [String: SourceFile]
  let policy: GatePolicy
  var page: Page
  /// Findings that were not shown.
  var hidden = 0

  init(
    writer: DocumentWriter, show: GateShow, sources: [String: SourceFile], _ options: TextOptions
  ) {
    self.writer = writer
    self.show = show
    self.sources = sources
    policy = writer.run.policy ?? GatePolicy(failOn: .low, isStrict: true)
    page = Page(options)
  }

  var language: Language { writer.options.language }

  mutating func told() -> String {
    for part in writer.cases { put(part) }
    for note in writer.run.notes { put(note) }
    page.skip()
    let counts = GateCounts(writer.run, policy)
    page.put(counts.line(in: language), at: 0, hang: 2)
    if hidden > 0 { page.put(GateWords.shown.said(in: language, String(hidden)), at: 0, .faint) }
    page.put(writer.ending, at: 0, style(of: writer.code))
    return page.text
  }

  private func style(of code: Int?) -> Page.Style {
    switch code {
    case 0?: .good
    case 3?: .open
    case nil: .plain
    default: .bad
    }
  }

  // MARK: Findings

  private mutating func put(_ part: CaseEntries) {
    let problems = part.entries.filter(\.outcome.isProblem)
    for entry in problems where policy.effect(of: entry) != .none { putBlock(entry, part.words) }
    let lesser = problems.filter { policy.effect(of: $0) == .none }
    let shown = show == .all ? lesser : lesser.filter(\.gates)
    hidden += lesser.count - shown.count
    page.skip()
    for entry in shown { putLine(entry, part.words) }
    let rest = part.entries.filter { !$0.outcome.isProblem }
    if show == .all {
      for entry in rest { putLine(entry, part.words) }
    } else {
      hidden += rest.count
    }
    let duties = part.entries.filter { $0.outcome != .told }
    if !duties.isEmpty, duties.allSatisfy({ $0.outcome == .notApplicable }) {
      page.put(
        line: "\(writer.path(part.useCase.file)): " + GateWords.nothingApplies.in(language))
    }
  }

  private mutating func putBlock(_ entry: DocumentEntry, _ words: EntryWords) {
    let effect = policy.effect(of: entry)
    let head = effect == .fails ? GateWords.error : GateWords.undecided
    let severity = words.wording.word(for: entry.report.version.severity)
    let outcome = [words.outcome(entry), severity].joined(separator: ", ")
    page.skip()
    page.put(
      words.wording.say(.sepSays, head.said(in: language, outcome), words.says(entry)), at: 0,
      hang: 2,
      effect == .fails ? .bad : .open)
    putPlace(writer.path(entry.place.file), entry.place.file, entry.place.span)
    for line in details(entry, words) { page.put(line, at: 4, label: "  =", hang: 2) }
  }

  private func details(_ entry: DocumentEntry, _ words: EntryWords) -> [String] {
    let report = entry.report
    let use = report.finding.use.map { " [\($0)]" } ?? ""
    func said(_ words: Words, _ text: String) -> String { words.said(in: language, text) }
    var lines = [said(GateWords.rule, entry.name + use)]
    let why = words.why(entry)
    if !why.isEmpty { lines.append(said(GateWords.because, why)) }
    let url = report.act.url.map { " · " + $0 } ?? ""
    lines.append(said(GateWords.citation, words.source(entry) + url))
    lines.append(
      report.version.period.from.map { said(GateWords.inForce, words.wording.date($0)) }
        ?? GateWords.always.in(language))
    if let bearer = report.finding.bearer {
      lines.append(said(GateWords.bearer, words.wording.party(bearer)))
    }
    if let waiver = words.waiver(report) { lines.append(said(GateWords.waiver, waiver)) }
    if let remedy = words.remedy(entry), entry.outcome == .violated {
      lines.append(said(GateWords.help, remedy))
    }
    lines.append(
      said(GateWords.help, "clearance explain \(entry.name) --use-case \(entry.useCase.file)"))
    return lines
  }

  /// A finding that changes nothing, on a line.
  private mutating func putLine(_ entry: DocumentEntry, _ words: EntryWords) {
    let severity =
      entry.outcome.isProblem ? [words.wording.word(for: entry.report.version.severity)] : []
    let use = entry.report.finding.use.map { " [\($0)]" } ?? ""
    let parts =
      [([words.outcome(entry)] + severity).joined(separator: ", "), entry.name + use]
      + words.force(entry)
      + [words.waiver(entry.report), entry.isKnown ? words.known : nil].compactMap(\.self)
    page.put(
      "\(writer.path(entry.place.file)):\(entry.place.span.start): "
        + parts.joined(separator: " · "), at: 2, label: entry.glyph, hang: 2, .faint)
  }

  // MARK: Remarks

  private mutating func put(_ note: RunProblem) {
    page.skip()
    page.put(
      GateWords.warning.said(in: language, "\(writer.message(of: note)) [\(note.code)]"), at: 0,
      hang: 2, .open)
    guard let file = note.file else { return }
    putPlace(writer.path(file), file, note.span)
  }

  /// ` --> file:line:column`, and the line with the place marked.
  private mutating func putPlace(_ path: String, _ file: String, _ span: SourceSpan?) {
    guard let span else { return page.put(line: " --> \(path)", .faint) }
    page.put(line: " --> \(path):\(span.start)", .faint)
    guard let line = sources[file]?.line(span.start.line) else { return }
    let excerpt = Excerpt(of: line, marking: span)
    let number = String(span.start.line)
    let margin = String(repeating: " ", count: number.count)
    page.put(line: "\(margin) |", .faint)
    page.put(line: "\(number) | \(excerpt.line)")
    page.put(line: "\(margin) | \(excerpt.mark)", .faint)
  }
}

extension DocumentEntry {
  fileprivate var glyph: String {
    switch outcome {
    case .violated: "✗"
    case .contested: "⚖"
    case .undecided, .open: "?"
    case .satisfied: "✓"
    case .notApplicable, .told: "○"
    }
  }
}
