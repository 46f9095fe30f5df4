import RuleCompiler
import RuleEvaluator

/// What a dialogue shows.
struct DialogueText {
  private let dialogue: Dialogue
  let wording: Wording

  /// Findings that are named with a question, or with what an answer settled.
  private static let mostFindings = 2
  private static let indent = 4

  init(_ dialogue: Dialogue) {
    self.dialogue = dialogue
    let assessment = dialogue.interview.assessment
    wording = Wording(
      language: dialogue.language, rules: assessment.rulebook.rules, useCase: assessment.useCase)
  }

  private var interview: Interview { dialogue.interview }
  private var useCase: UseCase { interview.assessment.useCase }

  private func page(_ fill: (inout Page) -> Void) -> String {
    var page = Page(dialogue.options)
    fill(&page)
    return page.isEmpty ? "" : page.text
  }

  private func say(_ text: Text) -> String { wording.sentence(text) }

  /// One line about what came of an answer.
  func line(_ text: Text) -> String { page { $0.put("→ " + say(text), at: 0, hang: 2) } }

  // MARK: Questions

  var opening: String {
    page { page in
      page.put(useCase.title ?? useCase.name, at: 0, .strong)
      page.put(useCase.file, at: 0, right: wording.date(interview.assessment.day))
      page.put(
        say(DialogueWords.head(open: interview.open.count, questions: interview.items.count)), at: 0
      )
      page.put(say(DialogueWords.howTo), at: 0)
    }
  }

  func question(_ item: Interview.Item, number: Int) -> String {
    "\n"
      + page { page in
        let label = "\(number). "
        page.put(
          wording.question(item.question), at: max(Self.indent, label.count), label: label,
          right: wording.name(of: item.question), .strong)
        if let use = use(of: item.question) {
          page.put(say(DialogueWords.ofUse(use)), at: Self.indent)
        }
        if let help = fact(of: item.question)?.help {
          page.put(wording.sentence(help), at: Self.indent)
        }
        put(item.findings, most: Self.mostFindings, on: &page)
        putAnswers(to: item.question, isWhole: false, on: &page)
      }
  }

  /// Everything that is known about a question.
  func more(about item: Interview.Item?) -> String {
    guard let item else { return "" }
    return page { page in
      let fact = fact(of: item.question)
      if let help = fact?.help { page.put(wording.sentence(help), at: Self.indent) }
      if let fact {
        page.put(wording.say(.answerBy, wording.word(for: fact.respondent)), at: Self.indent)
        for source in fact.sources {
          page.put(wording.language == .french ? source.inFrenchSource : source, at: Self.indent)
        }
      }
      if let value = item.value {
        page.put(
          wording.say(.settles, wording.average(of: value), String(interview.open.count)),
          at: Self.indent)
      }
      put(item.findings, most: .max, on: &page)
      putAnswers(to: item.question, isWhole: true, on: &page)
      page.put(say(DialogueWords.howTo), at: Self.indent)
    }
  }

  private func put(_ findings: [FindingReport], most: Int, on page: inout Page) {
    var rules: Set<RuleID> = []
    let findings = findings.filter { rules.insert($0.rule.id).inserted }
    guard !findings.isEmpty else { return }
    page.put(say(DialogueWords.why), at: Self.indent)
    for finding in findings.prefix(most) {
      let says = finding.version.citation.map { wording.sentence($0.says) } ?? finding.rule.name
      page.put(
        "· " + says, at: Self.indent, hang: 2, right: source(of: finding, isWhole: most == .max))
    }
    let rest = findings.count - min(most, findings.count)
    if rest > 0 { page.put(say(DialogueWords.andMore(rest)), at: Self.indent + 2) }
  }

  /// The rule and where it stands in the law; of a long citation only its first place.
  private func source(of finding: FindingReport, isWhole: Bool) -> String {
    let cite = finding.version.citation.map { wording.cite($0.cite) }
    let first = cite.map { $0.split(separator: ";").first.map(String.init) ?? $0 }
    let shown =
      isWhole ? cite : first.map { String($0.reversed().drop(while: \.isWhitespace).reversed()) }
    return [wording.rules.fullName(finding.rule.id), shown].compactMap(\.self)
      .joined(separator: ", ")
  }

  /// The title of the use that a question is about, where there are several.
  private func use(of question: Question) -> String? {
    guard case .fact(let id, let context) = question, useCase.uses.count > 1,
      wording.rules.vocabulary[id].level != .system
    else { return nil }
    return useCase.uses[context].title ?? useCase.uses[context].name
  }

  private func fact(of question: Question) -> Fact? {
    switch question {
    case .fact(let id, _), .itemFact(let id, _): wording.rules.vocabulary[id]
    case .list, .membership, .judgement: nil
    }
  }

  // MARK: Which answers there are

  private func putAnswers(to question: Question, isWhole: Bool, on page: inout Page) {
    func put(_ text: String) { page.put(text, at: Self.indent) }
    switch question {
    case .membership: break
    case .judgement: put(say(DialogueWords.yesNo))
    case .list(let id):
      put(say(DialogueWords.list))
      let known = useCase.lists[id]?.items.map(\.name) ?? []
      if !known.isEmpty { put(say(DialogueWords.listSoFar(known.joined(separator: ", ")))) }
    case .fact(let id, _), .itemFact(let id, _):
      let fact = wording.rules.vocabulary[id]
      put(form(of: fact))
      if case .someOf = fact.type, isWhole { put(say(DialogueWords.inPart)) }
      for (place, option) in fact.options.enumerated() {
        let indent = Self.indent + (place < 9 ? 3 : 2)
        page.put(
          "\(place + 1) \(wording.sentence(option.words))", at: indent, hang: 2, right: option.name)
      }
    }
  }

  /// What an answer looks like.
  private func form(of fact: Fact) -> String {
    let form: String =
      switch fact.type {
      case .yesNo: say(DialogueWords.yesNo)
      case .oneOf: say(DialogueWords.oneOf)
      case .someOf: say(DialogueWords.someOf)
      case .number(let unit):
        unit.map { "\(wording.say(.aNumber)): \(wording.amount(Number(2), of: $0).dropFirst(2))" }
          ?? wording.say(.aNumber)
      case .date: wording.say(.aDate)
      case .time: wording.say(.aTime)
      case .country: wording.say(.aCountry)
      case .text: wording.say(.aText)
      }
    return fact.allowsNone ? form + " · " + say(DialogueWords.none) : form
  }

  func refusal(of line: String, to item: Interview.Item?) -> String {
    page { page in
      page.put("→ " + say(DialogueWords.notAnAnswer(line)), at: 0, hang: 2)
      if let item { putAnswers(to: item.question, isWhole: true, on: &page) }
    }
  }

  // MARK: What came of it

  /// One line: which findings an answer settled, and how much is left.
  func settled(since before: Interview) -> String {
    let open = Set(interview.open.map(\.finding.matter))
    let verdicts = Dictionary(
      interview.assessment.findings.map { ($0.matter, $0) }
    ) { first, _ in first }
    let settled = before.open.filter { !open.contains($0.finding.matter) }
      .compactMap { report in verdicts[report.finding.matter].map { (report, $0.verdict) } }
    // What asks something of somebody stands first.
    let named =
      (settled.filter { $0.1.effective != .no } + settled.filter { $0.1.effective == .no })
      .prefix(Self.mostFindings)
      .map { "\($0.rule.name) \(wording.outcome($1, of: $0.rule.kind))" }
    let more = settled.count > named.count ? ["…"] : []
    let head =
      settled.isEmpty
      ? DialogueWords.nothingSettled
      : DialogueWords.settled(settled.count, (named + more).joined(separator: ", "))
    let left = DialogueWords.left(open: open.count, questions: interview.items.count)
    let known = Set(before.assessment.classes.filter(\.isSettled).map(\.scheme))
    let classes = interview.assessment.classes.filter { $0.isSettled && !known.contains($0.scheme) }
      .map { wording.say(.sepSays, $0.scheme, wording.className($0.lowest)) }
    let words = ([say(head)] + classes + [say(left)]).joined(separator: " · ")
    return page { $0.put("→ " + words, at: 0, hang: 2) }
  }

  var nothingToAsk: String {
    line(interview.items.isEmpty ? DialogueWords.nothingToAsk : DialogueWords.noOtherQuestion)
  }

  func ending(answers: Int, aside: Int) -> String {
    "\n"
      + page { page in
        page.put(
          say(DialogueWords.ended(answers: answers, path: useCase.file)), at: 0, .strong)
        let classes = ClassText(wording: wording, day: interview.assessment.day)
        for scheme in interview.assessment.classes { classes.put(scheme, on: &page) }
        if !interview.open.isEmpty {
          page.put(
            say(
              DialogueWords.stillOpen(
                interview.open.count, interview.items.count, aside: aside)), at: 0)
        }
        let path = useCase.file.asArgument
        page.put(say(DialogueWords.next("clearance assess \(path)")), at: 0)
        if !interview.items.isEmpty {
          page.put(say(DialogueWords.questions("clearance ask \(path)")), at: 0)
        }
      }
  }
}

extension String {
  /// A path as a shell takes it as one word.
  fileprivate var asArgument: String {
    let isPlain = utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || "/._-".utf8.contains($0)
    }
    guard !isPlain else { return self }
    return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
