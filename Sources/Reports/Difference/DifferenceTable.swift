import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A comparison as Markdown: for a comment on the change that it is about.
struct DifferenceTable {
  let difference: Difference
  private let words: ChangeWords

  /// Comments may have 65,536 characters.
  private static let most = 60_000

  init(_ difference: Difference, in language: Language) {
    self.difference = difference
    words = ChangeWords(difference, language)
  }

  private var language: Language { words.language }

  var text: String {
    let (old, new) = (difference.before.assessment, difference.after.assessment)
    let title = new.useCase.title ?? new.useCase.name
    var blocks = [
      "<!-- clearance -->", "## " + (title.count > 200 ? title.prefix(200) + "…" : title).markdown,
      [
        pair(old.useCase.file, new.useCase.file) { $0.markdownCode },
        pair(words.after.date(old.day), words.after.date(new.day)) { $0.markdown },
        pair(
          String(old.rulebook.digest.prefix(12)), String(new.rulebook.digest.prefix(12))
        ) { $0.markdownCode },
      ].filter { !$0.isEmpty }.joined(separator: " · "),
    ]
    let counts = DifferenceWords.counts(difference, language)
    blocks.append(
      difference.isEmpty
        ? words.after.say(.sepSays, DifferenceWords.nothing.in(language), counts) : counts)
    blocks += classes + findings + documents + rules
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func pair(_ before: String, _ after: String, _ mark: (String) -> String) -> String {
    before == after ? mark(after) : mark(before) + " → " + mark(after)
  }

  private var classes: [String] {
    table(
      DifferenceWords.classes, [DifferenceWords.classes, DifferenceWords.from, DifferenceWords.to],
      difference.classes.map { change in
        let use = change.use.map { " · " + $0.markdownCode } ?? ""
        return [
          change.scheme.markdownCode + use, words.span(change.before).markdown,
          words.span(change.after).markdown,
        ]
      })
  }

  private var findings: [String] {
    table(
      DifferenceWords.findings,
      [
        DocumentWords.finding, DocumentWords.severity, DocumentWords.law, DifferenceWords.from,
        DifferenceWords.to, DocumentWords.why,
      ],
      difference.findings.byGravity.map { change in
        let report = change.last
        let wording = change.after == nil ? words.before : words.after
        let parts = [report.finding.use, report.finding.bearer].compactMap(\.self)
        let name = report.rule.name + (parts.isEmpty ? "" : " [\(parts.joined(separator: ", "))]")
        let says = report.version.citation.map { wording.sentence($0.says).markdown }
        let causes = change.causes.map { words.cause($0, of: change.key.rule) }.map { cause in
          cause.words.markdown + (cause.source.map { " " + $0.markdownCode } ?? "")
        }
        return [
          [name.markdownCode, says].compactMap(\.self).joined(separator: " "),
          report.rule.kind.isDuty ? wording.word(for: report.version.severity) : "",
          wording.source(report.act, report.version.citation).markdown,
          words.sides(change).before.markdown,
          words.sides(change).after.markdown, causes.joined(separator: "; "),
        ]
      })
  }

  private var documents: [String] {
    table(
      DifferenceWords.documents,
      [DifferenceWords.documents, DifferenceWords.from, DifferenceWords.to],
      difference.documents.map { change in
        [
          change.name.markdownCode, DifferenceWords.word(for: change.before).in(language),
          DifferenceWords.word(for: change.after).in(language),
        ]
      })
  }

  private var rules: [String] {
    table(
      DifferenceWords.rules, [DifferenceWords.rules, DocumentWords.why],
      difference.rules.map { [$0.rule.markdownCode, words.rule($0.rule).markdown] })
  }

  /// A heading and a table, of which a comment holds its part; nothing where there is no row.
  private func table(_ title: Words, _ head: [Words], _ rows: [[String]]) -> [String] {
    guard !rows.isEmpty else { return [] }
    var left = DifferenceTable.most / 3
    var lines: [String] = []
    for row in rows.map(line) {
      left -= row.unicodeScalars.count + 1
      if left < 0 { break }
      lines.append(row)
    }
    let more = rows.count - lines.count
    return [
      "### " + title.in(language),
      ([line(head.map { $0.in(language) }), line(head.map { _ in "---" })] + lines)
        .joined(separator: "\n"),
    ] + (more > 0 ? [DocumentWords.more(more).in(language)] : [])
  }

  private func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
