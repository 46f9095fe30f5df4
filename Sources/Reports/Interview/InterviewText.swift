import RuleCompiler
import RuleEvaluator

/// An interview as text for people.
struct InterviewText {
  let interview: Interview
  private let wording: Wording
  private var page: Page

  /// Rules that are named with a question.
  private static let mostRules = 4

  init(_ interview: Interview, in language: Language, _ options: TextOptions) {
    self.interview = interview
    let assessment = interview.assessment
    wording = Wording(
      language: language, rules: assessment.rulebook.rules, useCase: assessment.useCase)
    page = Page(options)
  }

  private var rules: CheckedRules { wording.rules }

  var told: String {
    var copy = self
    copy.putHead()
    for (place, item) in interview.items.enumerated() { copy.put(item, number: place + 1) }
    return copy.page.text
  }

  private mutating func putHead() {
    let useCase = interview.assessment.useCase
    page.put(useCase.title ?? useCase.name, at: 0, .strong)
    page.put(useCase.file, at: 0, right: wording.date(interview.assessment.day))
    guard !interview.items.isEmpty else {
      return page.put(wording.say(.interviewNothing), at: 0)
    }
    let questions = wording.say(
      .questionCount, String(interview.items.count), count: interview.items.count)
    page.put(
      wording.say(
        .interviewHead, String(interview.open.count), questions, count: interview.open.count),
      at: 0)
    for (finding, way) in interview.ways { put(way, for: finding) }
    page.skip()
  }

  private mutating func put(_ way: Way, for finding: FindingReport) {
    let name = [
      rules.fullName(finding.rule.id), finding.finding.bearer.map(wording.party),
      finding.finding.use,
    ].compactMap(\.self).joined(separator: " · ")
    page.put(
      wording.say(
        .sepSays, wording.say(.interviewOf, name), wording.words(for: way)), at: 0)
    for question in way.questions {
      page.put(wording.question(question), at: 4, right: wording.name(of: question))
    }
  }

  private mutating func put(_ item: Interview.Item, number: Int) {
    let indent = 5
    page.put(
      wording.question(item.question), at: indent, label: "\(number).",
      right: wording.name(of: item.question), .strong)
    if let fact = fact(of: item.question) {
      if let help = fact.help { page.put(wording.sentence(help), at: indent) }
      putAnswers(to: fact, at: indent)
      page.put(wording.say(.answerBy, wording.word(for: fact.respondent)), at: indent)
    }
    if let form = form(of: item.question) {
      page.put(wording.say(.writeAs, form), at: indent)
    }
    if let value = item.value {
      page.put(
        wording.say(.settles, wording.average(of: value), String(interview.open.count)), at: indent)
    }
    putRules(of: item, at: indent)
    page.skip()
  }

  /// How an answer that is no fact of the system stands in the use case.
  private func form(of question: Question) -> String? {
    switch question {
    case .fact, .membership: return nil
    case .itemFact(let fact, let item):
      let list = rules.vocabulary[fact].list.map { rules.vocabulary[$0].name } ?? ""
      return "lists: {\(list): {items: {\(item): {\(rules.vocabulary[fact].shortName): …}}}}"
    case .list(let list):
      return "lists: {\(rules.vocabulary[list].name): {complete: yes, items: {…}}}"
    case .judgement(let name, _):
      return "judgements: {\(name): {verdict: …, by: …, on: …, reason: …}}"
    }
  }

  private func fact(of question: Question) -> Fact? {
    switch question {
    case .fact(let id, _), .itemFact(let id, _): rules.vocabulary[id]
    case .list, .membership, .judgement: nil
    }
  }

  /// What could be answered, as the file takes it.
  private mutating func putAnswers(to fact: Fact, at indent: Int) {
    switch fact.type {
    case .yesNo: page.put(wording.say(.yesOrNo), at: indent)
    case .number(let unit):
      page.put(
        [wording.say(.aNumber), unit].compactMap(\.self).joined(separator: ": "), at: indent)
    case .date: page.put(wording.say(.aDate), at: indent)
    case .time: page.put(wording.say(.aTime), at: indent)
    case .country: page.put(wording.say(.aCountry), at: indent)
    case .text: page.put(wording.say(.aText), at: indent)
    case .oneOf(let options, _):
      page.put(wording.say(.choices), at: indent)
      put(options, at: indent + 2)
    case .someOf(let options):
      page.put(wording.say(.severalChoices), at: indent)
      put(options, at: indent + 2)
    }
  }

  private mutating func put(_ options: [Option], at indent: Int) {
    for option in options {
      page.put(wording.sentence(option.words), at: indent, right: option.name)
    }
  }

  private mutating func putRules(of item: Interview.Item, at indent: Int) {
    let names = item.findings.map(\.rule.name).uniqued()
    let shown = names.prefix(InterviewText.mostRules).joined(separator: ", ")
    let more = names.count - InterviewText.mostRules
    guard !names.isEmpty else { return }
    page.put(
      wording.say(
        .askedFor, more > 0 ? wording.say(.andMore, shown, String(more)) : shown), at: indent)
  }
}

extension Wording {
  /// Findings settled by an answer, on average, to a tenth.
  func average(of value: QuestionValue) -> String {
    let tenths = (value.settled * 20 + value.answers) / (2 * value.answers)
    let point = language == .french ? "," : "."
    return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10)\(point)\(tenths % 10)"
  }

  /// How many answers settle a finding.
  func words(for way: Way) -> String {
    guard case .answers(let set) = way else {
      if case .entangled = way { return say(.entangled) }
      return say(.cannotBeSettled)
    }
    let count = set.questions.count
    if !set.isExact { return say(.settlesItWithin, String(count), count: count) }
    return count == 1 ? say(.settlesIt) : say(.settlesItWith, String(count), count: count)
  }

  func word(for respondent: Respondent) -> String {
    switch respondent {
    case .programme: say(.programme)
    case .engineer: say(.engineer)
    case .legal: say(.legal)
    case .vendor: say(.vendor)
    }
  }
}
