import LocatedYAML
package import RuleCompiler
import RuleEvaluator

extension Draft {
  /// The draft as Markdown.
  ///
  /// - Parameter digest: of the bytes of the use case, for what is kept of an assessment.
  package func markdown(in language: Language, useCaseDigest digest: String) -> String {
    DraftMarkdown(self, language, digest).text
  }
}

/// Writes a draft as Markdown.
private struct DraftMarkdown {
  private let draft: Draft
  private let wording: Wording
  private let digest: String
  /// Of a public draft, what is for its author alone: it stands at the end.
  private var asides: [String] = []

  init(_ draft: Draft, _ language: Language, _ digest: String) {
    self.draft = draft
    self.digest = digest
    wording = Wording(
      language: language, rules: draft.assessment.rulebook.rules,
      useCase: draft.assessment.useCase)
  }

  private var assessment: Assessment { draft.assessment }
  private var rules: CheckedRules { wording.rules }

  private func say(_ text: Text) -> String { wording.sentence(text) }

  var text: String {
    var copy = self
    return copy.blocks().joined(separator: "\n\n") + "\n"
  }

  private mutating func blocks() -> [String] {
    var blocks = ["# " + say(draft.template.title).markdown]
    if let act = draft.template.act { blocks.append(say(rules[act].title).markdown) }
    let path = assessment.useCase.file.markdownCode
    let source = say(DraftWords.source(wording.date(assessment.day))).markdown + " \(path)."
    blocks.append("> " + source + "\n> " + say(DraftWords.open(draft.openPlaces)))
    if let text = draft.template.text { blocks.append(say(text).markdown) }
    var number = 0
    for section in draft.sections {
      let text = section.heading.text.map { say($0).markdown }
      let shown = [text].compactMap(\.self) + merged(section.lines)
      // All of it may be for the author alone.
      guard !shown.isEmpty else { continue }
      number += 1
      let cite = section.heading.cite.map { " (\(wording.cite($0)))" } ?? ""
      blocks.append("## \(number). " + (say(section.heading.title) + cite).markdown)
      blocks += shown
    }
    if !asides.isEmpty {
      blocks.append("---\n\n## " + say(DraftWords.sources).markdown)
      blocks.append(asides.joined(separator: "\n"))
    }
    return blocks
  }

  /// Lines that are items of a list stand together, others by themselves.
  private mutating func merged(_ lines: [Draft.Line]) -> [String] {
    var blocks: [String] = []
    var list: [String] = []
    for line in lines {
      let words = markdown(line)
      switch line {
      case .text, .record:
        if !list.isEmpty { blocks.append(list.joined(separator: "\n")) }
        list = []
        blocks.append(words)
      case .verdict where draft.template.isPublic, .notAsked where draft.template.isPublic:
        asides.append(words)
      default: list.append(words)
      }
    }
    return list.isEmpty ? blocks : blocks + [list.joined(separator: "\n")]
  }

  // MARK: Lines

  private mutating func markdown(_ line: Draft.Line) -> String {
    switch line {
    case .answer(let id, let answer, let about): return self.answer(id, answer, about)
    case .open(let id, let about, let why):
      let question = head(of: id, about)
      let reason = why.map { say(DraftWords.cannotBeSaid($0)).markdown }
      return "- " + ([question + open(nil)] + [reason]).compactMap(\.self).joined(separator: " — ")
    case .idle(let id, let about):
      return "- " + head(of: id, about) + "*" + say(DraftWords.doesNotArise).markdown + "*"
    case .openList(let id):
      return "- " + open(say(rules.vocabulary[id].question))
    case .emptyList(let id):
      return "- " + say(rules.vocabulary[id].question).markdown + " — **"
        + say(DraftWords.nothingListed).markdown + "**"
    case .verdict(let id, let verdict, let about, let bearers, let because):
      return self.verdict(id, verdict, about, bearers, because)
    case .notAsked(let id): return "- " + says(id) + " — " + open(say(DraftWords.notAsked))
    case .scheme(let scheme): return "- " + words(for: scheme)
    case .evidence(let name, let words, let held, let isLapsed):
      return evidence(words.map(say) ?? name.inPlainWords, held, isLapsed)
    case .head(let head, let words):
      let name = say(DraftWords.head(head)).markdown
      let value =
        words.isEmpty ? open(nil) : "**" + words.map(\.markdown).joined(separator: "; ") + "**"
      return "- \(name)\(wording.language == .french ? "\u{A0}:" : ":") \(value)"
    case .record(let record): return self.record(record)
    case .ask(let text): return "- " + open(say(text))
    case .text(let text): return say(text).markdown
    }
  }

  /// An open place, with what is asked.
  private func open(_ question: String?) -> String {
    let words = say(DraftWords.toComplete)
    guard let question else { return "**\\[\(words)\\]**" }
    let colon = wording.language == .french ? "\u{A0}: " : ": "
    return "**\\[\(words)\(colon)\(question.markdown)\\]**"
  }

  /// The question, and of which use or item.
  private func head(of id: FactID, _ about: String?) -> String {
    let question = say(rules.vocabulary[id].question).markdown
    return about.map { "\(question) (\($0.markdown)) " } ?? question + " "
  }

  private mutating func answer(_ id: FactID, _ answer: Answer, _ about: String?) -> String {
    let head = head(of: id, about)
    let words = wording.words(for: answer, of: rules.vocabulary[id]).markdown
    let assumed = answer.isAssumed ? " (\(say(DraftWords.assumed).markdown))" : ""
    let place = answer.place.words(in: wording.language).markdownCode
    guard draft.template.isPublic else { return "- \(head)**\(words)**\(assumed) \(place)" }
    asides.append("- \(head)\(place)")
    return "- \(head)**\(words)**\(assumed)"
  }

  private func says(_ id: RuleID) -> String {
    let version = rules[id].version(on: assessment.day)
    return (version.citation.map { wording.sentence($0.says) } ?? rules[id].name).markdown
  }

  private func source(_ id: RuleID) -> String {
    let version = rules[id].version(on: assessment.day)
    let cite = version.citation.map { wording.cite($0.cite) }
    return ([rules.fullName(id)] + [cite]).compactMap(\.self).joined(separator: ", ")
  }

  private mutating func verdict(
    _ id: RuleID, _ verdict: Verdict, _ about: String?, _ bearers: [String],
    _ because: [CitedAnswer]
  ) -> String {
    let words = wording.outcome(verdict, of: rules[id].kind).markdown
    let whom = [about, bearers.isEmpty ? nil : bearers.map(wording.party).joined(separator: ", ")]
      .compactMap(\.self).joined(separator: " · ")
    let what = says(id) + (whom.isEmpty ? "" : " (\(whom.markdown))")
    let outcome =
      verdict.isOpen ? open(wording.outcome(verdict, of: rules[id].kind)) : "**\(words)**"
    let notYet = rules[id].version(on: assessment.day).period.from.flatMap { from in
      from > assessment.day ? wording.say(.notYetLaw, wording.date(from)) : nil
    }
    let remarks = ([source(id)] + [notYet]).compactMap(\.self).joined(separator: " · ")
    let first = "- \(what) — \(outcome) (\(remarks.markdown))"
    guard !because.isEmpty else { return first }
    let answers = because.map { cited in
      (rules.vocabulary[cited.fact].name + ":" + String(cited.answer.place.span.start.line))
        .markdownCode
    }
    return first + "\n  - " + say(DraftWords.readFrom).markdown + " "
      + answers.joined(separator: ", ")
  }

  private func evidence(_ words: String, _ held: Evidence?, _ isLapsed: Bool) -> String {
    let plain = words.markdown
    let colon = wording.language == .french ? "\u{A0}: " : ": "
    guard let held else { return "- " + plain + colon + open(nil) }
    let file = held.file
    let words =
      switch (held.validUntil, isLapsed) {
      case (nil, _): DraftWords.held(file)
      case (let day?, false): DraftWords.heldUntil(file, wording.date(day))
      case (let day?, true): DraftWords.lapsed(file, wording.date(day))
      }
    return "- " + plain + colon + "**" + say(words).markdown + "**"
  }

  private func words(for scheme: ClassResult) -> String {
    let (low, high) = (wording.className(scheme.lowest), wording.className(scheme.highest))
    let words = low == high ? low : wording.say(.classFromTo, low, high)
    return wording.say(
      .sepSays, scheme.scheme.markdown, scheme.isSettled ? "**\(words.markdown)**" : open(words))
  }

  // MARK: What is kept of an assessment

  private func record(_ record: DraftTemplate.Record) -> String {
    switch record {
    case .digests:
      return table(
        nil,
        [
          [say(DraftWords.rulebook), assessment.rulebook.digest.markdownCode],
          [say(DraftWords.useCase), digest.markdownCode],
          [say(DraftWords.day), wording.date(assessment.day)],
        ])
    case .classes:
      let classes = assessment.classes.map { "- " + words(for: $0) }
      return classes.isEmpty ? say(DraftWords.noClass).markdown : classes.joined(separator: "\n")
    case .verdicts: return verdicts
    case .questions:
      let items = Interview(assessment).items
      guard !items.isEmpty else { return say(DraftWords.none).markdown }
      return items.map {
        "- " + open(wording.question($0.question)) + " "
          + wording.name(of: $0.question).markdownCode
      }.joined(separator: "\n")
    case .waivers:
      let lines = assessment.findings.compactMap { finding -> String? in
        guard let waiver = finding.waiver, waiver.standing == .counts else { return nil }
        let words = DraftWords.waived(
          waiver.reason, waiver.approvedBy, wording.date(waiver.expires))
        return "- \(rules.fullName(finding.rule).markdown) — \(say(words).markdown)"
      }
      return lines.isEmpty ? say(DraftWords.none).markdown : lines.joined(separator: "\n")
    case .evidence:
      let held = assessment.useCase.evidence
      guard !held.isEmpty else { return say(DraftWords.none).markdown }
      return held.map { document in
        let isLapsed = document.validUntil.map { $0 < assessment.day } ?? false
        return evidence(document.name.inPlainWords, document, isLapsed)
      }.joined(separator: "\n")
    }
  }

  /// Findings that ask something of somebody, each in a row, the gravest first; the others are
  /// counted.
  private var verdicts: String {
    let told = assessment.findings.filter { $0.verdict.effective != .notApplicable && !$0.isOthers }
    func standing(_ finding: Finding) -> Standing {
      Standing(finding.verdict, of: rules[finding.rule].kind, isOthers: false)
    }
    let rows = Standing.allCases.flatMap { own in told.filter { standing($0) == own } }.map(row)
    let heads = [
      DraftWords.rule, DraftWords.place, DraftWords.use, DraftWords.bearer, DraftWords.verdict,
      DraftWords.force,
    ].map { say($0) }
    let count = say(DraftWords.notApplicable(assessment.findings.count - told.count)).markdown
    return rows.isEmpty ? count : table(heads, rows) + "\n\n" + count
  }

  private func row(_ finding: Finding) -> [String] {
    let rule = rules[finding.rule]
    let version = rule.version(on: assessment.day)
    let force =
      version.verified.isVerified
      ? wording.word(for: version.status) : wording.word(for: version.verified)
    return [
      rules.fullName(finding.rule), version.citation.map { wording.cite($0.cite) } ?? "",
      finding.use ?? "", finding.bearer.map(wording.party) ?? "",
      wording.outcome(finding.verdict, of: rule.kind), force,
    ].map(\.markdown)
  }

  private func table(_ heads: [String]?, _ rows: [[String]]) -> String {
    let columns = heads?.count ?? rows.first?.count ?? 0
    let head = heads ?? Array(repeating: "", count: columns)
    let lines = [head, Array(repeating: "---", count: columns)] + rows
    return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }
}

extension String {
  /// A name as people write it.
  fileprivate var inPlainWords: String { String(map { $0 == "_" ? " " : $0 }) }
}
