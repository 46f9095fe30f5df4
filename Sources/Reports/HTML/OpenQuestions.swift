import RuleCompiler
import RuleEvaluator

/// The questions that can settle what is open in a use case: few, the one on which most hangs
/// first.
struct OpenQuestions {
  struct Item {
    let question: Question
    let findings: [DocumentEntry]
  }

  /// Those of which some answers settle every open finding that can be settled.
  let first: [Item]
  /// Others that may come up.
  let others: [Item]

  /// - Parameter isWhole: looks for the smallest set of each finding, which takes a while; without
  ///   it every question counts alike.
  init(_ part: CaseEntries, isWhole: Bool) {
    let open = part.entries.filter { $0.stands && $0.outcome == .undecided }
    var needed: Set<Question> = []
    if isWhole, !open.isEmpty {
      let assessment = part.report.assessment
      var reporter = DayReporter(assessment, on: assessment.day)
      for entry in open {
        let way = Way(reporter.openMatter(entry.report.finding.matter))
        // One that another finding needs anyway costs nothing.
        let questions = way.questions.isEmpty ? entry.report.questions : way.questions
        if questions.allSatisfy({ !needed.contains($0) }) || !way.questions.isEmpty {
          needed.formUnion(questions)
        }
      }
    }
    var items: [Item] = []
    for question in open.flatMap(\.report.questions).uniqued() {
      items.append(
        Item(
          question: question, findings: open.filter { $0.report.questions.contains(question) }))
    }
    let ordered = items.enumerated().sorted { left, right in
      let (one, two) = (left.element.findings.count, right.element.findings.count)
      return one == two ? left.offset < right.offset : one > two
    }.map(\.element)
    first = ordered.filter { needed.isEmpty || needed.contains($0.question) }
    others = ordered.filter { !needed.isEmpty && !needed.contains($0.question) }
  }
}

extension HTMLDocument {
  /// Questions that are shown of one use case.
  private static let mostQuestions = 12

  func putUnknown(on main: inout Markup) {
    guard isWhole else { return }
    let all = cases.map { OpenQuestions($0, isWhole: true) }
    main.put(.section) { section in
      section.put(.h2, .id("unknown"), words: say(PageWords.unknown))
      guard all.contains(where: { !$0.first.isEmpty }) else {
        return section.put(.p, .style("lead"), words: say(PageWords.nothingUnknown))
      }
      section.put(.p, .style("lead"), words: say(PageWords.unknownLead))
      for (part, questions) in zip(cases, all) where !questions.first.isEmpty {
        if isOne {
          put(questions, part.words, on: &section)
        } else {
          section.put(.details, .style("group")) { details in
            details.put(.summary) {
              $0.put(.h3, words: title(of: part))
              $0.text(" · \(questions.first.count)")
            }
            put(questions, part.words, on: &details)
          }
        }
      }
    }
  }

  private func put(_ questions: OpenQuestions, _ words: EntryWords, on page: inout Markup) {
    let shown = questions.first.prefix(HTMLDocument.mostQuestions)
    let rest = questions.first.dropFirst(HTMLDocument.mostQuestions) + questions.others
    putTable(Array(shown), words, on: &page)
    guard !rest.isEmpty else { return }
    page.put(.details) { details in
      details.put(
        .summary,
        words: PageWords.otherQuestions.said(in: language, count: rest.count, String(rest.count)))
      putTable(Array(rest), words, on: &details)
    }
  }

  private func putTable(
    _ items: [OpenQuestions.Item], _ words: EntryWords, on page: inout Markup
  ) {
    let wording = words.wording
    page.table(
      say(PageWords.question),
      [say(PageWords.question), say(PageWords.knownTo), say(PageWords.hangingOn)],
      label: say(PageWords.question) + " – \(items.count) – " + (wording.useCase?.name ?? "")
    ) { body in
      for item in items {
        body.put(.tr) { row in
          row.put(.th, .ofRow) { cell in
            cell.text(wording.question(item.question) + " ")
            cell.put(.span, .style("place"), words: wording.name(of: item.question))
          }
          row.put(.td, .style("min"), words: respondent(of: item.question, wording))
          row.put(.td) { cell in
            for (place, entry) in item.findings.prefix(4).enumerated() {
              if place > 0 { cell.text(", ") }
              if isOne {
                cell.put(.a, .inPage(id(of: entry)), words: entry.report.rule.name)
              } else {
                cell.text(entry.report.rule.name)
              }
            }
            let more = item.findings.count - 4
            if more > 0 { cell.text(" " + DocumentWords.more(more).in(language)) }
          }
        }
      }
    }
  }

  private func respondent(of question: Question, _ wording: Wording) -> String {
    switch question {
    case .fact(let fact, _), .itemFact(let fact, _):
      wording.word(for: wording.rules.vocabulary[fact].respondent)
    case .list: wording.say(.programme)
    case .membership, .judgement: wording.say(.legal)
    }
  }
}
