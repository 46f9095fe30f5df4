import LocatedYAML
import RuleCompiler
import Testing

@testable import RuleEvaluator

// Canada's Algorithmic Impact Assessment against a plain calculation from the questionnaire as it was read from the
// tool: ../shared/law/canada-aia.yaml, with its items, points and conditions. Questions are found by the name that the help
// of each fact gives, options by their order.

/// A question of the tool.
private struct ToolQuestion {
  let fact: Fact
  let isRisk: Bool
  let isMitigation: Bool
  let isMany: Bool
  /// Of each item, in order.
  let points: [Int]
  /// Item values such as `item1-2`, in order.
  let items: [String]
  /// Alternatives of which one must be so: a question, and the item that was chosen.
  let visible: [(question: String, item: String)]?
}

/// The questionnaire, and the plain calculation.
private struct Tool {
  let questions: [String: ToolQuestion]
  let order: [String]
  /// Questions on which others hang.
  let controllers: Set<String>

  typealias Answers = [String: Set<Int>]

  func isVisible(_ id: String, _ answers: Answers) -> Bool {
    guard let question = questions[id], let visible = question.visible else { return true }
    return visible.contains { condition in
      guard isVisible(condition.question, answers), let other = questions[condition.question],
        let chosen = answers[condition.question]
      else { return false }
      return chosen.contains { other.items[$0] == condition.item }
    }
  }

  /// Lowest and highest sum over all ways to answer what is open.
  func sum(_ answers: Answers, _ counts: (ToolQuestion) -> Bool) -> ClosedRange<Int> {
    var (low, high) = (0, 0)
    for id in order {
      guard let question = questions[id], counts(question), isVisible(id, answers) else { continue }
      if let chosen = answers[id] {
        let sum = chosen.reduce(0) { $0 + question.points[$1] }
        (low, high) = (low + sum, high + sum)
      } else if question.isMany {
        high += question.points.reduce(0, +)
      } else {
        low += question.fact.allowsNone ? 0 : question.points.min() ?? 0
        high += question.points.max() ?? 0
      }
    }
    return low...high
  }

  /// 15 percent off from 61.6 points of mitigation on, half points up.
  static func current(raw: Int, mitigation: Int) -> Int {
    mitigation * 10 >= 616 ? (raw * 85 + 50) / 100 : raw
  }

  /// A quarter, half and three quarters of 167.
  static func level(_ current: Int) -> Int {
    switch current * 4 {
    case ...167: 1
    case ...(2 * 167): 2
    case ...(3 * 167): 3
    default: 4
    }
  }
}

/// The tool and the rules that say the same; nil where the questionnaire is not beside the project.
private struct Bench: Sendable {
  let rulebook: Rulebook

  static let shared: Result<Bench, any Error> = Result { try Bench() }

  private init() throws {
    let act = """
      language: 1
      act: ca-dadm
      title: Impact assessment
      jurisdiction: CA
      schemes: {ca_impact_level: [level_4, level_3, level_2, level_1]}

      """
    let covered = """
      language: 1
      act: ca-dadm
      definitions: {covered: {helper: yes, when: always}}

      """
    let vocabulary = Shelf.names(in: "rules/vocabulary")
    rulebook = try Rulebook(
      [SourceFile(path: "act.yaml", text: act), SourceFile(path: "covered.yaml", text: covered)]
        + (vocabulary + ["rules/ca/dadm/aia.yaml"]).map { try Shelf.file($0) })
  }
}

@Suite struct ImpactAssessmentTests {
  private static func tool(_ rulebook: Rulebook) throws -> Tool? {
    guard let file = try? Shelf.file("../shared/law/canada-aia.yaml") else {
      print("NOT COMPARED: no ../shared/law/canada-aia.yaml beside the project")
      return nil
    }
    var diagnostics: [Diagnostic] = []
    let node = try #require(Node.read(file, limits: .rules, noting: &diagnostics))
    var facts: [String: Fact] = [:]
    for fact in rulebook.rules.vocabulary.facts where fact.name.hasPrefix("aia.") {
      let words = (fact.help?.english ?? "").split { !$0.isLetter && !$0.isNumber && $0 != "-" }
      if words.count > 1, words[0] == "Question" { facts[String(words[1])] = fact }
    }
    var questions: [String: ToolQuestion] = [:]
    var order: [String] = []
    for area in node["areas"]?.items ?? [] {
      for page in area["pages"]?.items ?? [area] {
        for question in page["questions"]?.items ?? [] {
          guard let id = question["id"]?.text, let fact = facts[id] else { continue }
          let options = question["options"]?.items ?? []
          let scored = question["scored"]?.text
          questions[id] = ToolQuestion(
            fact: fact, isRisk: scored == "risk", isMitigation: scored == "mitigation",
            isMany: question["select"]?.text == "many",
            points: options.map { $0["points"]?.text.flatMap { Int($0) } ?? 0 },
            items: options.compactMap { $0["value"]?.text },
            visible: conditions(question["visible_if"]?.text ?? page["visible_if"]?.text))
          order.append(id)
        }
      }
    }
    let controllers = Set(questions.values.flatMap { $0.visible ?? [] }.map(\.question))
    return Tool(questions: questions, order: order, controllers: controllers)
  }

  /// `{a} = "item1" or {b} = "item2"`
  private static func conditions(_ text: String?) -> [(question: String, item: String)]? {
    guard let text else { return nil }
    return text.split(separator: " or ").compactMap { part in
      let words = part.split { "{}= \"".contains($0) }.map(String.init)
      return words.count == 2 ? (words[0], words[1]) : nil
    }
  }

  @Test(arguments: 0..<20)
  func `score and level are those of the tool, and intervals where answers are missing`(
    block: Int
  ) throws {
    let rulebook = try Bench.shared.get().rulebook
    guard let tool = try ImpactAssessmentTests.tool(rulebook) else { return }
    #expect(tool.order.count > 150)
    var numbers = SeededNumbers(seed: UInt64(block) + 77)
    for _ in 0..<500 { try compare(tool, rulebook, &numbers) }
  }

  private func compare(
    _ tool: Tool, _ rulebook: Rulebook, _ numbers: inout SeededNumbers
  ) throws {
    // Whole in a third of all cases; in the others some questions stay open, but none that hides others.
    let share = numbers.pick([100, 95, 60])
    var answers: Tool.Answers = [:]
    for id in tool.order {
      guard let question = tool.questions[id], tool.isVisible(id, answers),
        tool.controllers.contains(id) || numbers.chance(share)
      else { continue }
      let places = question.items.indices
      answers[id] =
        question.isMany
        ? Set(places.filter { _ in numbers.chance(40) }) : [numbers.below(places.count)]
    }
    let lines = answers.sorted { $0.key < $1.key }.compactMap { id, chosen -> String? in
      guard let question = tool.questions[id] else { return nil }
      let words = chosen.sorted().map { word(question.fact, $0) }
      let value = question.isMany ? "[\(words.joined(separator: ", "))]" : words[0]
      return "    \(question.fact.name.dropFirst("aia.".count)): \(value)"
    }
    let text = """
      language: 1
      use_case: random
      jurisdictions: [CA]
      facts:
        operator: {service_type: ca_federal}
        aia:
      \(lines.joined(separator: "\n"))

      """
    let useCase = try UseCase(SourceFile(path: "c.yaml", text: text), answering: rulebook)
    let day = Day(number: 20_500)
    var evaluation = Evaluation(useCase, Setting(of: useCase, on: day, rulebook.rules), rulebook)
    let raw = tool.sum(answers, \.isRisk)
    let mitigation = tool.sum(answers, \.isMitigation)
    try expect("raw", raw, evaluation, text)
    try expect("mitigation", mitigation, evaluation, text)
    let ways = [raw.lowerBound, raw.upperBound].flatMap { raw in
      [mitigation.lowerBound, mitigation.upperBound].map { Tool.current(raw: raw, mitigation: $0) }
    }
    let current = (ways.min() ?? 0)...(ways.max() ?? 0)
    try expect("current", current, evaluation, text)
    let scheme = try #require(rulebook.rules.schemes.first { $0.name == "ca_impact_level" })
    let places = evaluation.classOfSystem(in: scheme.id).places.places
    let levels = Set(current.map(Tool.level))
    #expect(Set(places.map { 4 - $0 }) == levels, "\(current) \(text)")
  }

  private func word(_ fact: Fact, _ place: Int) -> String {
    fact.type == .yesNo ? (place == 0 ? "yes" : "no") : fact.options[place].name
  }

  private func expect(
    _ name: String, _ range: ClosedRange<Int>, _ evaluation: Evaluation, _ text: String
  ) throws {
    let measure = try #require(evaluation.rules.measures.first { $0.name == name })
    let interval = try #require(evaluation.interval(of: measure.id, 0))
    let found = "\(interval.low)...\(interval.high)"
    #expect(found == "\(range.lowerBound)...\(range.upperBound)", "\(name)\n\(text)")
  }
}

extension Node {
  fileprivate var items: [Node] {
    if case .sequence(let items) = shape { items } else { [] }
  }
}
