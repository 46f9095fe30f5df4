import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// An audit as CSV of RFC 4180: a row for each rule, and with groups one for each rule of each.
struct AuditCSV {
  let report: AuditReport
  let language: Language

  var phrases: AuditPhrases { AuditPhrases(report: report, language: language) }

  var text: String {
    let head =
      report.by + [
        "rule", "bearer", "cite", "says", "severity", "gates", "records", "violated", "satisfied",
        "open", "not_applicable", "decided", "violated_of_decided", "state",
      ] + AuditCSV.figureHead
    var rows = [head]
    if report.by.isEmpty {
      rows += report.rules.map { row($0, $0.counts, report.records) }
      rows += self.rows([], report.figures.map(\.figure), report.records)
    } else {
      for group in report.groups.sorted(by: { $0.names.lexicographicallyPrecedes($1.names) }) {
        rows += zip(report.rules, group.counts).map { rule, counts in
          group.names + row(rule, counts, group.records)
        }
        rows += self.rows(group.names, group.figures, group.records)
      }
    }
    let blanks = report.by.map { _ in "" }
    rows += report.refused.map { refused in
      blanks + [
        report.rulebook.rules.fullName(refused.rule), "", "", refused.why.in(language), "", "", "",
        "", "", "", "", "", "", "not_answerable",
      ]
    }
    rows += report.bad.map { line in
      blanks + [
        "", "", phrases.place(line), phrases.bad(line), "", "", "", "", "", "", "", "", "",
        "bad_line",
      ]
    }
    return rows.map { row in
      let blanks = Array(repeating: "", count: head.count - row.count)
      return (row + blanks).map(\.csvField).joined(separator: ",") + "\r\n"
    }.joined()
  }

  private func row(
    _ rule: AuditReport.Rule, _ counts: AuditReport.Counts, _ records: Int
  ) -> [String] {
    let version = report.version(of: rule.rule)
    return [
      report.rulebook.rules.fullName(rule.rule), rule.bearer ?? "",
      version?.citation.map { phrases.wording.cite($0.cite) } ?? "", phrases.says(rule.rule),
      version?.severity.rawValue ?? "", report.gates(rule.rule) ? "yes" : "no", String(records),
      String(counts.violated), String(counts.satisfied), String(counts.open),
      String(counts.notApplicable), String(counts.decided),
      counts.rate.map(AuditJSON.share) ?? "", "counted",
    ]
  }
}

/// An audit as Markdown.
struct AuditMarkdown {
  let report: AuditReport
  let language: Language

  var phrases: AuditPhrases { AuditPhrases(report: report, language: language) }

  func say(_ words: Words, _ arguments: String...) -> String {
    Phrase.fill(words.in(language), arguments)
  }

  var text: String {
    let records = phrases.say(
      AuditWords.records, phrases.number(report.records), count: report.records)
    var blocks = [
      "## " + (report.useCase.title ?? report.useCase.name).markdown,
      [records, phrases.day].joined(separator: " · ").markdown, phrases.lead.markdown + ".",
      rules(report.rules.indices.map { ($0, report.rules[$0].counts) }, all: true),
      say(AuditWords.denominator).markdown,
    ]
    blocks += figures
    if !report.groups.isEmpty {
      blocks.append("### " + say(AuditWords.groups, report.by.joined(separator: ", ")).markdown)
      for place in report.rules.indices where report.rules[place].counts.violated > 0 {
        blocks.append(
          "#### " + phrases.name(report.rules[place]).markdown)
        blocks.append(
          table(
            [
              AuditWords.group, AuditWords.recordsHead, AuditWords.violated, AuditWords.open,
              AuditWords.rate,
            ].map { say($0) },
            report.sortedGroups(by: place).prefix(50).map { group in
              [
                phrases.group(group).markdown, phrases.number(group.records),
                phrases.number(group.counts[place].violated),
                phrases.number(group.counts[place].open),
                phrases.rate(group.counts[place]).markdown,
              ]
            }))
      }
    }
    if !report.refused.isEmpty {
      blocks.append("### " + say(AuditWords.refused).markdown)
      blocks.append(
        table(
          [say(AuditWords.rule), say(AuditWords.why)],
          report.refused.map {
            [
              report.rulebook.rules.fullName($0.rule).markdownCode,
              ($0.why.in(language) + " [\($0.code)]").markdown,
            ]
          }))
    }
    if report.badCount > 0 {
      blocks.append("### " + say(AuditWords.badLines).markdown)
      blocks.append(
        table(
          [say(AuditWords.line), say(AuditWords.why)],
          report.bad.map { [phrases.place($0).markdownCode, phrases.bad($0).markdown] }))
    }
    blocks.append("### " + say(AuditWords.logs).markdown)
    let sources =
      report.logs.map(phrases.log)
      + [
        say(AuditWords.mapping) + " " + report.mapping.path + " · sha256 " + report.mapping.digest,
        say(AuditWords.rulebook) + " · sha256 " + report.rulebook.digest,
      ]
    blocks.append(sources.map { "- " + $0.markdown }.joined(separator: "\n"))
    blocks.append(report.ending.reason.in(language).markdown)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func rules(_ all: [(Int, AuditReport.Counts)], all isAll: Bool) -> String {
    table(
      [
        AuditWords.rule, AuditWords.law, AuditWords.violated, AuditWords.satisfied,
        AuditWords.open, AuditWords.notApplicable, AuditWords.rate,
      ].map { say($0) },
      report.sorted.map { rule in
        let counts = rule.counts
        return [
          phrases.name(rule).markdown + "<br>" + phrases.says(rule.rule).markdown,
          phrases.law(rule.rule).markdown, phrases.number(counts.violated),
          phrases.number(counts.satisfied), phrases.number(counts.open),
          phrases.number(counts.notApplicable), phrases.rate(counts).markdown,
        ]
      })
  }

  func table(_ head: [String], _ rows: [[String]]) -> String {
    ([head, head.map { _ in "---" }] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }
}
