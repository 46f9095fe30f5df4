import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A list of obligations as Markdown: a table for each bearer of each use case.
struct ObligationTable {
  let list: ObligationList
  let language: Language

  /// Comments may have 65,536 characters.
  private static let most = 60_000

  var text: String {
    var blocks: [String] = []
    if list.isCatalogue {
      blocks.append("## " + ObligationWords.catalogue.in(language))
      blocks.append(
        head([words().wording.date(list.day)]).joined(separator: " · "))
      blocks += tables(list.duties, words())
    }
    for (place, report) in list.reports.enumerated() {
      let assessment = report.assessment
      let useCase = assessment.useCase
      let words = words(for: useCase)
      let title = useCase.title ?? useCase.name
      blocks.append("## " + (title.count > 200 ? title.prefix(200) + "…" : title).markdown)
      blocks.append(
        head([useCase.file.markdownCode, words.wording.date(assessment.day)])
          .joined(separator: " · "))
      blocks += tables(list.duties.filter { $0.stand?.place == place }, words)
    }
    for problem in list.problems {
      let file = problem.file.map { $0.markdownCode + " " } ?? ""
      blocks.append("✗ " + file + problem.message.in(language).markdown)
    }
    blocks.append(ObligationWords.listed(list.duties.count, of: list.all.count, language))
    return "<!-- clearance -->\n" + within(blocks).joined(separator: "\n\n") + "\n"
  }

  private func words(for useCase: UseCase? = nil) -> DutyWords {
    DutyWords(
      wording: Wording(language: language, rules: list.rulebook.rules, useCase: useCase))
  }

  private func head(_ parts: [String]) -> [String] {
    let asked = FilterWords(wording: words().wording).words(list.filter)
    return parts
      + (asked.isEmpty ? [] : [ObligationWords.askedFor.said(in: language, asked).markdown])
  }

  /// As many lines as a comment has room for, and how many more there are.
  private func within(_ blocks: [String]) -> [String] {
    var left = ObligationTable.most
    var kept: [String] = []
    var dropped = 0
    for block in blocks {
      var lines: [Substring] = []
      for line in block.split(separator: "\n", omittingEmptySubsequences: false) {
        let size = line.unicodeScalars.count + 2
        if left >= size, dropped == 0 {
          lines.append(line)
          left -= size
        } else if line.hasPrefix("| "), !line.hasPrefix("| --- ") {
          dropped += 1
        }
      }
      if !lines.isEmpty { kept.append(lines.joined(separator: "\n")) }
    }
    if dropped > 0 { kept.append(ObligationWords.more.said(in: language, String(dropped))) }
    return kept
  }

  private func tables(_ duties: [ListedDuty], _ words: DutyWords) -> [String] {
    guard !duties.isEmpty else {
      return [
        words.wording.say(
          .sepSays, ObligationWords.nothing.in(language),
          ObligationWords.none(of: list.all.count, language)
        ).markdown
      ]
    }
    return duties.bearers.flatMap { bearer -> [String] in
      let own = duties.filter { $0.bearer == bearer }.inListOrder
      return ["### " + words.bearer(bearer).markdown, table(own, words)]
    }
  }

  private func table(_ duties: [ListedDuty], _ words: DutyWords) -> String {
    let isStated = !list.isCatalogue
    var head = [ObligationWords.duty, DocumentWords.law, ObligationWords.date]
    if isStated { head.append(ObligationWords.state) }
    head.append(ObligationWords.documents)
    let rows = duties.map { duty in
      [says(duty, words), law(duty, words), words.date(duty).markdown]
        + (isStated ? [state(duty, words)] : [])
        + [words.documents(duty).joined(separator: "; ").markdown]
    }
    return ([head.map { $0.in(language) }, head.map { _ in "---" }] + rows).map { cells in
      "| " + cells.joined(separator: " | ") + " |"
    }.joined(separator: "\n")
  }

  private func says(_ duty: ListedDuty, _ words: DutyWords) -> String {
    let use = words.use(duty)
    let small =
      [duty.rule.kind == .obligation ? nil : words.kind(duty), use]
      + [duty.rule.topic.map(words.wording.topic)]
    return words.says(duty).markdown + " · "
      + ([duty.rule.name.markdownCode] + small.compactMap { $0?.markdown })
      .joined(separator: " · ")
  }

  /// The place in the law, as a link to the act where there is one.
  private func law(_ duty: ListedDuty, _ words: DutyWords) -> String {
    let source = words.source(duty).markdown
    let linked =
      duty.act.url.flatMap { $0.isWebAddress ? "[\(source)](<\($0)>)" : nil } ?? source
    return ([linked] + words.force(duty).map(\.markdown)).joined(separator: " · ")
  }

  private func state(_ duty: ListedDuty, _ words: DutyWords) -> String {
    let remedy = words.remedy(duty).map { words.wording.say(.remedy, $0).markdown }
    return
      ([words.state(duty).markdown]
      + [words.waiver(duty)?.markdown, remedy]
      .compactMap(\.self)).joined(separator: "; ")
  }
}
