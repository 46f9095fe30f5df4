import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A run as Markdown of GitHub and GitLab: for a comment on a change, or the summary of a job. Its
/// first line is a mark by which a comment is found again.
struct MarkdownDocument {
  let writer: DocumentWriter

  /// Comments may have 65,536 characters; where these are full, rows are counted instead.
  private static let most = 60_000
  /// Room that a use case takes without its rows.
  private static let least = 3000

  private var language: Language { writer.options.language }

  var text: String {
    var page = Budget(left: MarkdownDocument.most)
    page.put("<!-- clearance -->")
    page.put("## Clearance\n\n" + writer.ending.markdown)
    putProblems(on: &page)
    putOverview(on: &page)
    for (number, part) in writer.cases.enumerated() {
      guard page.left > MarkdownDocument.least else {
        page.put(DocumentWords.more(writer.cases.count - number).in(language))
        break
      }
      putToday(part, on: &page)
      putUpcoming(part, on: &page)
    }
    return page.text
  }

  /// A text that grows up to a number of characters.
  private struct Budget {
    var left: Int
    var text = ""

    mutating func put(_ block: String) {
      text += (text.isEmpty ? "" : "\n") + block + "\n"
      left -= block.unicodeScalars.count + 2
    }
  }

  // MARK: Parts

  private func putProblems(on page: inout Budget) {
    putRemarks(DocumentWords.notAssessed, writer.run.problems, on: &page)
    putRemarks(DocumentWords.remarks, writer.run.notes, on: &page)
  }

  private func putRemarks(
    _ heading: Words, _ problems: [RunProblem], on page: inout Budget
  ) {
    guard !problems.isEmpty else { return }
    page.put("### " + heading.in(language))
    putTable(
      [DocumentWords.place, DocumentWords.why],
      problems.map { problem in
        let file = problem.file.map(writer.path) ?? ""
        let span = problem.span.map { ":\($0.start)" } ?? ""
        return [(file + span).markdownCode, writer.message(of: problem).markdown]
      }, on: &page)
  }

  private func putOverview(on page: inout Budget) {
    guard !writer.cases.isEmpty else { return }
    let rows = writer.cases.map { part in
      let violated = part.entries.count { $0.stands && $0.outcome == .violated }
      let undecided = part.entries.count { $0.stands && $0.outcome != .violated }
      let known = part.entries.count { $0.isKnown && $0.gates && !$0.report.isWaived }
      return [
        title(part), String(violated), String(undecided), String(part.report.counts.waived),
      ] + (hasBaseline ? [String(known)] : [])
        + [part.report.daysOfChange.first?.description ?? ""]
    }
    putTable(
      [
        DocumentWords.useCase, DocumentWords.violated, DocumentWords.undecided,
        DocumentWords.waived,
      ] + (hasBaseline ? [DocumentWords.knownCount] : []) + [DocumentWords.nextChange], rows,
      on: &page)
  }

  private var hasBaseline: Bool {
    writer.cases.contains { part in part.entries.contains { $0.baseline != nil } }
  }

  private func putToday(_ part: CaseEntries, on page: inout Budget) {
    page.put("### " + title(part))
    let assessment = part.report.assessment
    let asked = assessment.frameworks.filter(\.isLoaded).map(\.code).joined(separator: ", ")
    let classes = assessment.classes.map { scheme in
      let words =
        scheme.isSettled ? scheme.highest : "\(scheme.lowest) … \(scheme.highest)"
      return (scheme.scheme + ": " + words).markdownCode
    }
    page.put(
      ([writer.path(part.useCase.file).markdownCode, part.day.description, asked.markdown]
        + classes).filter { !$0.isEmpty }.joined(separator: " · "))
    let told = part.entries.filter(\.outcome.isProblem)
    guard !told.isEmpty else {
      return page.put(part.words.wording.say(.leadNothing).markdown)
    }
    putTable(
      [
        DocumentWords.finding, DocumentWords.severity, DocumentWords.law, DocumentWords.why,
        DocumentWords.place,
      ], told.map { row($0, part.words) }, on: &page)
  }

  private func row(_ entry: DocumentEntry, _ words: EntryWords) -> [String] {
    let name = words.name(entry).markdownCode
    let outcome = words.wording.say(.sepSays, words.outcome(entry), words.says(entry))
    let law = ([words.source(entry)] + words.force(entry)).joined(separator: " · ")
    let why = words.wording.clauses(
      [words.why(entry), words.remarks(entry)].filter { !$0.isEmpty })
    return [
      "\(glyph(entry)) \(name) \(outcome.markdown)",
      words.wording.word(for: entry.report.version.severity), law.markdown, why.markdown,
      "\(writer.path(entry.place.file)):\(entry.place.span.start.line)".markdownCode,
    ]
  }

  private func glyph(_ entry: DocumentEntry) -> String {
    guard entry.stands else { return "○" }
    return switch entry.outcome {
    case .violated: "✗"
    case .contested: "⚖"
    case .undecided, .open, .satisfied, .notApplicable, .told: "?"
    }
  }

  private func putUpcoming(_ part: CaseEntries, on page: inout Budget) {
    let rows = part.entries.flatMap { entry in
      entry.later.filter { $0.force == .binding && $0.isChangeTold }.map { change in
        (
          day: change.day,
          cells: [
            change.day.description,
            part.words.name(entry).markdownCode + " " + part.words.says(entry).markdown,
            part.words.wording.outcome(change.verdict, of: change.rule.kind).markdown,
          ]
        )
      }
    }.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
    guard !rows.isEmpty else { return }
    let summary = part.words.wording.say(
      .sepSays, DocumentWords.upcoming.in(language), String(rows.count))
    page.put("<details><summary>\(summary)</summary>")
    putTable(
      [DocumentWords.from, DocumentWords.finding, DocumentWords.then], rows.map(\.element.cells),
      on: &page)
    page.put("</details>")
  }

  // MARK: Tables

  private func title(_ part: CaseEntries) -> String {
    let title = part.useCase.title ?? part.useCase.name
    return (title.count > 200 ? String(title.prefix(200)) + "…" : title).markdown
  }

  /// Rows as long as there is room; the others are counted.
  private func putTable(_ head: [Words], _ rows: [[String]], on page: inout Budget) {
    var lines = [line(head.map { $0.in(language) }), line(head.map { _ in "---" })]
    var size = 0
    var dropped = 0
    for row in rows.map(line) {
      size += row.unicodeScalars.count + 1
      if size < page.left - 1000, dropped == 0 { lines.append(row) } else { dropped += 1 }
    }
    page.put(lines.joined(separator: "\n"))
    if dropped > 0 { page.put(DocumentWords.more(dropped).in(language)) }
  }

  private func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
