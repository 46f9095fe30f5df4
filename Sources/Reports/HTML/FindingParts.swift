import LocatedYAML
import RuleCompiler
import RuleEvaluator

extension HTMLDocument {
  func putFindings(on main: inout Markup) {
    main.put(.section) { section in
      section.put(.h2, .id("findings"), words: say(PageWords.findings))
      section.put(.p, .style("lead"), words: say(PageWords.findingsLead))
      for place in isOne ? [0] : order {
        guard !isOne else {
          putEntries(of: cases[place], on: &section)
          continue
        }
        let part = cases[place]
        section.put(.details, .style("group"), .id(id(of: place))) { details in
          details.put(.summary) { summary in
            summary.put(.h3, words: title(of: part))
            summary.text(" · " + standing(of: part))
          }
          details.put(.p, .style("faint"), words: caseLine(part))
          putEntries(of: part, on: &details)
        }
      }
    }
  }

  private func standing(of part: CaseEntries) -> String {
    let standing = part.entries.filter(\.stands)
    let violated = standing.count { $0.outcome == .violated }
    let others = standing.count - violated
    var words: [String] = []
    if violated > 0 {
      words.append(Phrase.countViolated.said(in: language, [String(violated)], count: violated))
    }
    if others > 0 {
      words.append(Phrase.countUndecided.said(in: language, [String(others)], count: others))
    }
    return words.isEmpty ? wording.say(.leadNothing) : words.joined(separator: " · ")
  }

  private func caseLine(_ part: CaseEntries) -> String {
    [part.useCase.operatorName, writer.path(part.useCase.file), wording.date(part.day)]
      .compactMap(\.self).joined(separator: " · ")
  }

  /// What stands against it in full, and the rest in tables that are closed.
  private func putEntries(of part: CaseEntries, on page: inout Markup) {
    let problems = part.entries.filter { $0.outcome.isProblem && $0.gates }
    let drawn = Set(proven.map(\.entry.fingerprint))
    var told: Set<String> = []
    for entry in problems where isWhole {
      FindingCard(page: self, entry: entry, words: part.words, level: isOne ? .h3 : .h4)
        .put(on: &page, isDrawn: drawn.contains(entry.fingerprint), after: &told)
    }
    if !isWhole { putBrief(problems, part.words, PageMark.violated.words, on: &page) }
    let rest = part.entries.filter { !($0.outcome.isProblem && $0.gates) }
    for (marks, title) in HTMLDocument.groups {
      let own = rest.filter { marks.contains(PageMark($0)) && ($0.gates) }
      putBrief(own, part.words, title, on: &page)
    }
    putBrief(
      rest.filter { !$0.gates }, part.words, PageMark.uncounted.words, isWithForce: true, on: &page)
  }

  private static let groups: [([PageMark], Words)] = [
    ([.holds, .holdsNot], Words("classes", "classes")), ([.open], PageMark.open.words),
    ([.satisfied], PageMark.satisfied.words), ([.notApplicable], PageMark.notApplicable.words),
  ]

  /// A table of findings, act by act; closed.
  private func putBrief(
    _ entries: [DocumentEntry], _ words: EntryWords, _ title: Words, isWithForce: Bool = false,
    on page: inout Markup
  ) {
    guard !entries.isEmpty else { return }
    let name = title.said(in: language, count: entries.count)
    let heading = name.prefix(1).uppercased() + name.dropFirst() + " · \(entries.count)"
    page.put(.details, .style("group")) { details in
      details.put(.summary) { $0.put(isOne ? .h3 : .h4, words: heading) }
      guard isOne || entries.contains(where: { $0.outcome.isProblem && $0.gates }) else {
        return putNames(entries, on: &details)
      }
      // Where all are alike, the heading says how they came out.
      let isTold = entries.contains { $0.outcome != .notApplicable || !$0.gates }
      let head = [say(PageWords.lawWord), say(PageWords.says)]
      details.table(
        heading, isTold ? head + [say(PageWords.state)] : head, style: "dense",
        label: heading + " – " + (words.wording.useCase?.name ?? "")
      ) { body in
        for act in entries.map(\.report.act.id).uniqued() {
          let own = entries.filter { $0.report.act.id == act }
          body.put(.tr, .style("act")) { row in
            row.put(.th, .columns(isTold ? 3 : 2)) { link(own[0].report.act, on: &$0) }
          }
          for group in alike(own, words) {
            putRow(group, words, isWithForce, isTold: isTold, on: &body)
          }
        }
      }
    }
  }

  /// Findings of one rule that came out alike, together.
  private func alike(_ entries: [DocumentEntry], _ words: EntryWords) -> [[DocumentEntry]] {
    var groups: [[DocumentEntry]] = []
    var places: [String: Int] = [:]
    for entry in entries {
      let missing = entry.report.evidence.filter { $0.state != .held }.map(\.name)
      let key = entry.name + " " + words.outcome(entry) + missing.joined(separator: " ")
      if let place = places[key] {
        groups[place].append(entry)
      } else {
        places[key] = groups.count
        groups.append([entry])
      }
    }
    return groups
  }

  private func putRow(
    _ group: [DocumentEntry], _ words: EntryWords, _ isWithForce: Bool, isTold: Bool,
    on body: inout Markup
  ) {
    let entry = group[0]
    let report = entry.report
    let bearers = group.compactMap(\.report.finding.bearer).uniqued().map(words.wording.party)
    let uses = group.compactMap(\.report.finding.use).uniqued()
    let all = entry.useCase.uses.count
    let about =
      [bearers.joined(separator: ", "), uses.count < all ? uses.joined(separator: ", ") : ""]
      .filter { !$0.isEmpty }
    let cite = report.version.citation.map { words.wording.cite($0.cite) } ?? report.rule.name
    body.put(.tr) { row in
      row.put(.th, .ofRow, words: ([cite] + about).joined(separator: " · "))
      row.put(.td, words: words.says(entry))
      guard isTold else { return }
      row.put(.td) { cell in
        cell.glyph(PageMark(entry))
        cell.text(" ")
        let force = isWithForce ? words.force(entry) : []
        cell.text(([words.outcome(entry)] + force).joined(separator: " · "))
        let missing = report.evidence.filter { $0.state != .held }.map(\.name)
        if entry.outcome == .satisfied, !missing.isEmpty {
          cell.text(
            "; " + words.wording.say(.evidenceMissing, missing.joined(separator: ", ")))
        }
      }
    }
  }

  /// Of many systems only where the law says it.
  private func putNames(_ entries: [DocumentEntry], on page: inout Markup) {
    page.put(.dl) { list in
      for act in entries.map(\.report.act.id).uniqued() {
        let own = entries.filter { $0.report.act.id == act }
        list.put(.dt, words: wording.sentence(own[0].report.act.title))
        list.put(
          .dd,
          words: own.map { entry in
            entry.report.version.citation.map { wording.cite($0.cite) } ?? entry.report.rule.name
          }.uniqued().joined(separator: " · "))
      }
    }
  }

  /// The title of an act, as a link to its text where it has one.
  func link(_ act: Act, on page: inout Markup) {
    let title = wording.sentence(act.title)
    guard let address = act.url.flatMap(Markup.Attribute.web) else { return page.text(title) }
    page.put(.a, address, .elsewhere, words: title)
  }
}

/// A finding that asks something of somebody, with everything that is said of it.
struct FindingCard {
  let page: HTMLDocument
  let entry: DocumentEntry
  let words: EntryWords
  let level: Markup.Tag

  private var report: FindingReport { entry.report }
  private var wording: Wording { words.wording }

  /// - Parameter isDrawn: its proof stands above already.
  func put(on section: inout Markup, isDrawn: Bool, after told: inout Set<String>) {
    section.put(.article, .style("finding"), .id(page.id(of: entry))) { card in
      putHead(on: &card)
      card.put(.dl) { list in
        term(PageWords.bearer, wording.binding(report.rule, bearer: report.finding.bearer), &list)
        putOpen(on: &list)
        putEvidence(on: &list)
        if entry.outcome == .violated {
          words.remedy(entry).map { term(PageWords.todo, $0, &list) }
        }
        words.waiver(report).map { term(PageWords.waiver, $0, &list) }
        let later = words.changes(entry).map { wording.date($0.day) + " – " + $0.words }
        if !later.isEmpty { term(PageWords.laterWord, later.joined(separator: "; "), &list) }
        list.put(.dt, words: page.say(PageWords.findPlace))
        list.put(.dd) {
          $0.put(
            .span, .style("place"),
            words: page.writer.path(entry.place.file) + ":\(entry.place.span.start)")
        }
      }
      putReasons(on: &card, isDrawn: isDrawn, after: &told)
    }
  }

  private func putHead(on card: inout Markup) {
    let mark = PageMark(entry)
    card.put(.p) { line in
      line.put(.span, .style("tag \(mark.style)")) { tag in
        tag.put(.span, .hidden, words: mark.glyph)
        tag.text(" " + words.outcome(entry))
      }
      line.text(" ")
      line.put(.span, .style("tag"), words: wording.word(for: report.version.severity))
      if mark == .waived {
        line.text(" ")
        line.put(.span, .style("tag"), words: "◇ " + mark.word(in: page.language))
      }
      line.text(" ")
      line.put(.code, words: page.name(of: entry))
    }
    card.put(level, words: words.says(entry))
    card.put(.p, .style("law")) { line in
      page.link(report.act, on: &line)
      if let citation = report.version.citation {
        line.text(", " + wording.cite(citation.cite))
      }
      let force = words.force(entry)
      if !force.isEmpty { line.text(" · " + force.joined(separator: " · ")) }
    }
  }

  private func term(_ name: Words, _ value: String, _ list: inout Markup) {
    list.put(.dt, words: page.say(name))
    list.put(.dd, words: value)
  }

  /// What is open: the outcomes that remain, the questions, the readings.
  private func putOpen(on list: inout Markup) {
    switch entry.outcome {
    case .contested:
      list.put(.dt, words: page.say(PageWords.readings))
      list.put(.dd) { cell in
        for reading in report.readings {
          let leads = wording.say(
            .readingLeadsTo, wording.rules.fullName(reading.rule), reading.reading.name,
            wording.outcome(reading.verdict, of: report.rule.kind))
          cell.put(.p, words: leads + " – " + wording.sentence(reading.reading.says))
        }
      }
    case .undecided:
      list.put(.dt, words: page.say(PageWords.openWord))
      list.put(.dd) { cell in
        let remains = wording.outcome(report.verdict.possible, of: report.rule.kind)
        let count = report.questions.count
        cell.put(
          .p,
          words: count == 0
            ? wording.say(.nothingToAsk, remains)
            : report.isDecidedByOne == true
              ? wording.say(.oneAnswer, remains)
              : wording.say(.questionsMatter, remains, String(count), count: count))
        for question in report.questions.prefix(3) {
          cell.put(.p, words: "? " + wording.question(question))
        }
        if count > 3 {
          cell.put(.p, words: wording.say(.moreQuestions, String(count - 3), count: count - 3))
        }
      }
    case .violated:
      guard report.verdict.presumed != nil else { return }
      term(
        PageWords.openWord,
        wording.say(
          .presumedUntilShown, wording.outcome(report.verdict.effective, of: report.rule.kind)),
        &list)
    case .open, .satisfied, .notApplicable, .told: break
    }
  }

  private func putEvidence(on list: inout Markup) {
    guard !report.evidence.isEmpty else { return }
    let text = FindingText(wording: wording, further: "")
    list.put(.dt, words: page.say(PageWords.evidence))
    list.put(.dd) { cell in
      for document in report.evidence { cell.put(.p, words: text.words(for: document)) }
    }
  }

  private func putReasons(
    on card: inout Markup, isDrawn: Bool, after told: inout Set<String>
  ) {
    let tree = ProofTree(page: page, entry: entry, words: words)
    guard entry.outcome != .contested else { return }
    var known = told
    let nodes = tree.nodes(after: &known)
    guard !nodes.isEmpty else { return }
    if isDrawn {
      card.put(.p) { line in
        line.put(
          .a, .inPage("why"),
          words: page.say(PageWords.reasons) + " – " + page.say(PageWords.proofAbove))
      }
      return
    }
    told = known
    card.put(.details) { details in
      details.put(.summary, words: page.say(PageWords.reasons) + " · \(nodes.count)")
      tree.list(nodes, on: &details)
    }
  }
}
