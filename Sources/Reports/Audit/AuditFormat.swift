package import RuleCompiler

/// A form in which an audit is written.
package enum AuditFormat: String, Sendable, CaseIterable {
  case text
  /// `clearance-audit`, of which docs/schemas has the schema.
  case json
  case csv
  case markdown
  case html
}

extension AuditReport {
  /// The report in a form; the same logs, mapping, rules and day give the same bytes.
  package func rendered(
    as format: AuditFormat, in language: Language = .english, options: TextOptions = TextOptions()
  ) -> String {
    switch format {
    case .text: AuditText(self, in: language, options).told
    case .json: AuditJSON(report: self).value.written
    case .csv: AuditCSV(report: self, language: language).text
    case .markdown: AuditMarkdown(report: self, language: language).text
    case .html: AuditPage(report: self, language: language).text
    }
  }

  var wording: (Language) -> Wording {
    { Wording(language: $0, rules: rulebook.rules, useCase: useCase) }
  }
}

/// What several forms of an audit say alike.
struct AuditPhrases {
  let report: AuditReport
  let language: Language

  var wording: Wording { report.wording(language) }

  func say(_ words: Words, _ arguments: String..., count: Int? = nil) -> String {
    count.map { words.said(in: language, count: $0, arguments) }
      ?? Phrase.fill(words.in(language), arguments)
  }

  func number(_ number: Int) -> String { number.grouped(in: language) }

  func name(_ rule: AuditReport.Rule) -> String {
    let name = report.rulebook.rules.fullName(rule.rule)
    let several = report.rules.count { $0.rule == rule.rule } > 1
    return several ? name + " · " + (rule.bearer.map(wording.party) ?? "") : name
  }

  func says(_ rule: RuleID) -> String {
    report.version(of: rule)?.citation.map { wording.sentence($0.says) } ?? ""
  }

  func law(_ rule: RuleID) -> String {
    let rules = report.rulebook.rules
    return wording.source(rules[rules[rule].act], report.version(of: rule)?.citation)
  }

  func rate(_ counts: AuditReport.Counts) -> String {
    guard let rate = counts.rate else { return say(AuditWords.noRate) }
    return say(
      AuditWords.rateSays, number(counts.violated), number(counts.decided),
      rate.percent(in: language))
  }

  func example(_ example: AuditReport.Example) -> String {
    guard let place = example.log, let line = example.line else { return example.id }
    let log = report.logs.count > 1 ? report.logs[place].path + ":" : ""
    return "\(example.id) (\(log)\(line))"
  }

  /// What it all comes to.
  var lead: String {
    let violated = report.rules.count { $0.counts.violated > 0 }
    let open = report.rules.count { $0.counts.violated == 0 && $0.counts.open > 0 }
    var parts: [String] = []
    parts.append(
      violated == 0
        ? AuditWords.nothingViolated.in(language).dropLast().description
        : say(AuditWords.leadViolated, number(violated), count: violated))
    if open > 0 { parts.append(say(AuditWords.leadOpen, number(open), count: open)) }
    if report.badCount > 0 {
      parts.append(say(AuditWords.leadBad, number(report.badCount), count: report.badCount))
    }
    return wording.clauses(parts)
  }

  func log(_ log: AuditReport.Log) -> String {
    var parts = [
      log.path, say(AuditWords.bytes, number(log.bytes), count: log.bytes),
      log.digest.map { "sha256 " + $0 } ?? say(AuditWords.notComputed),
    ]
    if log.hasGrown { parts.append(say(AuditWords.hasGrown)) }
    return parts.joined(separator: " · ")
  }

  func fact(_ column: AuditReport.Column) -> String {
    let name = report.rulebook.rules.vocabulary[column.fact].name
    return column.isPresence ? say(AuditWords.hasValue, name) : name
  }

  func bad(_ line: AuditReport.BadLine) -> String {
    let column = line.column.map { "`\($0)`, " } ?? ""
    let times = line.count > 1 ? " × \(number(line.count))" : ""
    return column + say(line.mistake.words) + " [\(line.mistake.rawValue)]" + times
  }

  func place(_ line: AuditReport.BadLine) -> String {
    guard let log = line.log, let number = line.line else {
      return report.logs.map(\.path).joined(separator: ", ")
    }
    return report.logs[log].path + ":" + String(number)
  }

  var day: String {
    report.dayColumn.map { say(AuditWords.dayOf, $0, wording.date(report.day)) }
      ?? wording.date(report.day)
  }

  func group(_ group: AuditReport.Group) -> String {
    group.names.map { $0.isEmpty ? say(AuditWords.noValue) : $0 }.joined(separator: " · ")
  }
}

extension Words {
  /// The words for so many: `|` parts one from several.
  func said(in language: Language, count: Int, _ arguments: [String]) -> String {
    let both = self.in(language).split(separator: "|", omittingEmptySubsequences: false)
    let isOne = language == .french ? count < 2 : count == 1
    return Phrase.fill(String(isOne ? both[0] : both[both.count - 1]), arguments)
  }
}
