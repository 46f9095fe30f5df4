import RuleCompiler
import RuleEvaluator

/// An audit as text for people: what decisions violate first, then all other rules in a table.
struct AuditText {
  let phrases: AuditPhrases
  var page: Page

  init(_ report: AuditReport, in language: Language, _ options: TextOptions) {
    phrases = AuditPhrases(report: report, language: language)
    page = Page(options)
  }

  var report: AuditReport { phrases.report }

  var told: String {
    var copy = self
    copy.putAll()
    return copy.page.text
  }

  private mutating func putAll() {
    let useCase = report.useCase
    page.put(
      [useCase.title ?? useCase.name, useCase.operatorName].compactMap(\.self)
        .joined(separator: " · "), at: 0, .strong)
    let records = phrases.say(
      AuditWords.records, phrases.number(report.records), count: report.records)
    page.put([records, phrases.day].joined(separator: " · "), at: 0)
    page.skip()
    page.put(phrases.lead + ".", at: 0)
    putViolated()
    putOthers()
    putFigures()
    putGroups()
    putRefused()
    putColumns()
    putBad()
    putSources()
    page.skip()
    page.put(report.ending.reason.in(phrases.language), at: 0)
  }

  private mutating func putViolated() {
    let rules = report.sorted.filter { $0.counts.violated > 0 }
    guard !rules.isEmpty else { return }
    page.heading(phrases.say(AuditWords.someViolated))
    for rule in rules {
      let mark = report.gates(rule.rule) ? "✗ " : "△ "
      page.entry(mark + phrases.number(rule.counts.violated), .bad, [(phrases.name(rule), 0)])
      page.put(phrases.says(rule.rule), right: phrases.law(rule.rule))
      page.put(phrases.rate(rule.counts) + " · " + others(rule.counts))
      if !rule.examples.isEmpty {
        page.put(
          phrases.say(AuditWords.first) + ": "
            + rule.examples.prefix(5).map(phrases.example).joined(separator: ", "), .faint)
      }
      page.skip()
    }
    page.put(phrases.say(AuditWords.denominator), at: 0, .faint)
  }

  private func others(_ counts: AuditReport.Counts) -> String {
    [(AuditWords.open, counts.open), (AuditWords.notApplicable, counts.notApplicable)].map {
      phrases.say($0.0).lowercased() + " " + phrases.number($0.1)
    }.joined(separator: " · ")
  }

  private mutating func putOthers() {
    let rules = report.sorted.filter { $0.counts.violated == 0 }
    guard !rules.isEmpty else { return }
    page.heading(phrases.say(AuditWords.otherRules))
    let head = [AuditWords.rule, AuditWords.open, AuditWords.satisfied, AuditWords.notApplicable]
    table(
      [head.map { phrases.say($0) }]
        + rules.map { rule in
          [
            phrases.name(rule), phrases.number(rule.counts.open),
            phrases.number(rule.counts.satisfied), phrases.number(rule.counts.notApplicable),
          ]
        })
  }

  /// Rows in columns, numbers at the right.
  ///
  /// - Parameter words: how many columns hold words, at the left.
  private mutating func table(_ rows: [[String]], words: Int = 1) {
    let widths = (rows.first ?? []).indices.map { place in
      rows.map { $0[place].count }.max() ?? 0
    }
    for (number, row) in rows.enumerated() {
      let cells = row.enumerated().map { place, cell in
        let gap = String(repeating: " ", count: widths[place] - cell.count)
        return place < words ? cell + gap : gap + cell
      }
      page.put(line: "  " + cells.joined(separator: "  "), number == 0 ? .faint : .plain)
    }
  }

  private mutating func putGroups() {
    guard !report.groups.isEmpty else { return }
    page.heading(phrases.say(AuditWords.groups, report.by.joined(separator: ", ")))
    let rules = report.rules.indices.filter { report.rules[$0].counts.violated > 0 }
    guard !rules.isEmpty else { return }
    for place in rules {
      page.put(phrases.name(report.rules[place]), at: 2, .strong)
      let sorted = report.sortedGroups(by: place)
      let head = [
        AuditWords.group, AuditWords.recordsHead, AuditWords.violated, AuditWords.open,
      ]
      table(
        [head.map { phrases.say($0) } + ["%"]]
          + sorted.prefix(20).map { group in
            let counts = group.counts[place]
            return [
              phrases.group(group), phrases.number(group.records), phrases.number(counts.violated),
              phrases.number(counts.open), counts.rate?.percent(in: phrases.language) ?? "–",
            ]
          })
      if sorted.count > 20 { page.put("… +\(sorted.count - 20)", at: 2, .faint) }
      page.skip()
    }
  }

  private mutating func putRefused() {
    guard !report.refused.isEmpty else { return }
    page.heading(phrases.say(AuditWords.refused))
    for refused in report.refused {
      page.put(report.rulebook.rules.fullName(refused.rule), at: 2, .strong)
      page.put(refused.why.in(phrases.language) + " [\(refused.code)]", at: 4)
    }
  }

  private mutating func putColumns() {
    page.heading(phrases.say(AuditWords.columns))
    table(
      [[AuditWords.column, AuditWords.fact, AuditWords.values].map { phrases.say($0) }]
        + report.columns.map { column in
          [
            column.name, phrases.fact(column),
            column.values == 0
              ? phrases.say(AuditWords.neverThere) : phrases.number(column.values),
          ]
        }, words: 2)
  }

  private mutating func putBad() {
    guard report.badCount > 0 else { return }
    page.heading(phrases.say(AuditWords.badLines))
    for line in report.bad {
      page.put(phrases.place(line) + ": " + phrases.bad(line), at: 2, hang: 2)
    }
    if report.badCount > report.bad.count {
      page.put(
        phrases.say(
          AuditWords.badTold, phrases.number(report.bad.count), phrases.number(report.badCount)),
        at: 2, .faint)
    }
  }

  private mutating func putSources() {
    page.heading(phrases.say(AuditWords.logs))
    for log in report.logs { page.put(phrases.log(log), at: 2, hang: 2) }
    page.put(
      phrases.say(AuditWords.mapping) + ": " + report.mapping.path + " · sha256 "
        + report.mapping.digest, at: 2, hang: 2)
    page.put(
      phrases.say(AuditWords.rulebook) + ": sha256 " + report.rulebook.digest, at: 2, hang: 2)
  }
}

extension AuditReport {
  /// Groups in which a rule is violated most come first; then by their names.
  func sortedGroups(by place: Int) -> [Group] {
    groups.sorted { left, right in
      let counts = [left, right].map { $0.counts[place].violated }
      if counts[0] != counts[1] { return counts[0] > counts[1] }
      return left.names.lexicographicallyPrecedes(right.names) {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
    }
  }
}
