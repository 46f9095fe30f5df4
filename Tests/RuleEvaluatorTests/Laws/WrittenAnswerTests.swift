import LocatedYAML
import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

@Suite struct `An answer written into a use case` {
  private static let vocabulary = """
    language: 1
    vocabulary: made-up
    groups: {system: The system, use: A use, course: A course}
    lists: {training: {item: course, ask: Each course}}
    facts:
      system.on: {ask: Is it on?, type: yes_no, of: system}
      system.months: {ask: How long?, type: number, unit: month, none: yes, of: system}
      system.since: {ask: Since when?, type: date, none: yes, of: system}
      system.at: {ask: When?, type: time, of: system}
      system.from: {ask: From where?, type: country, of: system}
      system.name: {ask: What is it called?, type: text, of: system}
      use.about: {ask: About what?, type: some_of, of: use, options: [goods, persons, papers]}
      use.decides: {ask: How far?, type: one_of, of: use, options: [prepares, proposes, decides]}
      course.fits: {ask: Does it fit?, type: yes_no, of: item}
    """
  private static let rulebook = try? Rulebook(
    [SourceFile(path: "facts.yaml", text: vocabulary)], digest: "")

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `is read back with all that was said before`(seed: UInt64) throws {
    let rulebook = try #require(Self.rulebook)
    var random = SeededNumbers(seed: seed)
    var draft = CaseText(rulebook.rules.vocabulary, &random)
    let file = draft.file
    let before = try UseCase(file, answering: rulebook)
    let question = draft.randomQuestion(before, &random)
    let reply = draft.randomReply(to: question, &random)
    let written = try #require(
      before.writing(reply, to: question, into: file, of: rulebook.rules))
    let text = String(decoding: written.bytes, as: UTF8.self)
    let after: UseCase
    do { after = try UseCase(written, answering: rulebook) } catch {
      Issue.record("\(error.diagnostics.map(\.message)) in\n\(text)")
      return
    }
    #expect(after.said == before.saying(reply, to: question), "\(question) \(reply) in\n\(text)")
    #expect(after.title == before.title && after.jurisdictions == before.jurisdictions)
    for note in draft.notes { #expect(text.contains(note), "\(note) in\n\(text)") }
  }
}

extension UseCase {
  /// What is said, without places: by use and fact, by item and fact, by list.
  fileprivate var said: [String: Answer.Said] {
    var found: [String: Answer.Said] = [:]
    for (fact, answer) in answers { found["\(fact)"] = answer.said }
    for use in uses {
      for (fact, answer) in use.answers where answers[fact] == nil {
        found["\(use.name) \(fact)"] = answer.said
      }
    }
    for list in lists.values {
      found["complete"] = .value(list.isComplete ? .yes : .no)
      for item in list.items {
        found["item \(item.name)"] = .unknown
        for (fact, answer) in item.answers { found["\(item.name) \(fact)"] = answer.said }
      }
    }
    return found
  }

  fileprivate func saying(_ reply: Reply, to question: Question) -> [String: Answer.Said] {
    var said = said
    switch (question, reply) {
    case (.fact(let id, let context), .fact(let answer)):
      let isOfUse = said["\(id)"] == nil && context < uses.count && id.index > 5
      said[isOfUse ? "\(uses[context].name) \(id)" : "\(id)"] = answer
    case (.itemFact(let id, let item), .fact(let answer)): said["\(item) \(id)"] = answer
    case (.list, .items(let names, let isComplete)):
      said["complete"] = .value(isComplete ? .yes : .no)
      for name in names { said["item \(name)"] = .unknown }
    default: break
    }
    return said
  }
}

/// A random use case in one of three styles.
private struct CaseText {
  enum Style: CaseIterable { case block, flow, json }

  private let vocabulary: Vocabulary
  private let style: Style
  private var random: SeededNumbers
  private(set) var notes: [String] = []
  private(set) var text = ""

  init(_ vocabulary: Vocabulary, _ random: inout SeededNumbers) {
    self.vocabulary = vocabulary
    self.random = random
    style = Style.allCases.randomElement(using: &random) ?? .block
    self.random = SeededNumbers(seed: random.next())
    text = style == .json ? json() : yaml()
    if self.random.next() % 2 == 0, style != .json {
      text = text.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "\r\n")
    }
  }

  var file: SourceFile { SourceFile(path: style == .json ? "c.json" : "c.yaml", text: text) }

  private mutating func chance(_ one: Int, in all: Int) -> Bool {
    Int.random(in: 0..<all, using: &random) < one
  }

  private mutating func note() -> String {
    guard style != .json, chance(1, in: 3) else { return "" }
    notes.append("# note \(notes.count).")
    return "  " + (notes.last ?? "")
  }

  /// Some facts of a group, each with an answer.
  private mutating func answers(of group: String) -> [(String, String)] {
    vocabulary.facts.filter { $0.group == group }.compactMap { fact in
      guard chance(1, in: 2) else { return nil }
      let isJSON = style == .json
      let words: String =
        switch fact.type {
        case .yesNo: isJSON ? "true" : "yes"
        case .number: "12"
        case .date: "\"2026-01-01\""
        case .time: "\"2026-03-01T10:15:00Z\""
        case .country: "\"NL\""
        case .text: "\"it is: #so\""
        case .oneOf: "\"proposes\""
        case .someOf: "[\"goods\", \"papers\"]"
        }
      return (fact.shortName, chance(1, in: 4) ? "\"unknown\"" : words)
    }
  }

  private mutating func yaml() -> String {
    var text =
      "# first\nlanguage: 1\nuse_case: c\(note())\ntitle: 'A: title'\njurisdictions: [NL]\n"
    if chance(3, in: 4) { text += "facts:\(note())\n" + group("system", "  ") }
    if chance(3, in: 4) {
      text += "uses:\n"
      for name in ["one", "two"].prefix(chance(1, in: 2) ? 1 : 2) {
        text += "  \(name):\(note())\n    title: T\n"
        if chance(3, in: 4) { text += "    facts:\n" + group("use", "      ") }
      }
    }
    if chance(1, in: 2) {
      text += "lists: {training: {complete: no, items: {basics: {}}}}\(note())\n"
    }
    return text
  }

  private mutating func group(_ name: String, _ margin: String) -> String {
    let answers = answers(of: name)
    guard style == .block, !answers.isEmpty else {
      let words = answers.map { "\($0): \($1)" }.joined(separator: ", ")
      return "\(margin)\(name): {\(words)}\(note())\n"
    }
    return "\(margin)\(name):\(note())\n"
      + answers.map { "\(margin)  \($0): \($1)\(note())\n" }.joined()
  }

  private mutating func json() -> String {
    func object(_ pairs: [(String, String)]) -> String {
      "{" + pairs.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
    }
    var pairs = [
      ("language", "1"), ("use_case", "\"c\""), ("title", "\"A\""), ("jurisdictions", "[\"NL\"]"),
    ]
    pairs.append(("facts", object([("system", object(answers(of: "system")))])))
    if chance(3, in: 4) {
      pairs.append(
        (
          "uses",
          object([("one", object([("facts", object([("use", object(answers(of: "use")))]))]))])
        ))
    }
    let separator = chance(1, in: 2) ? ",\n  " : ","
    return "{\n  " + pairs.map { "\"\($0)\": \($1)" }.joined(separator: separator) + "\n}\n"
  }

  // MARK: What is asked and said

  mutating func randomQuestion(_ useCase: UseCase, _ random: inout SeededNumbers) -> Question {
    let facts = vocabulary.facts.filter { $0.level != .item }
    let context = Int.random(in: 0..<max(useCase.uses.count, 1), using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return .list(ListID(index: 0))
    case 1 where !useCase.lists.isEmpty:
      return .itemFact(FactID(index: vocabulary.facts.count - 1), item: "basics")
    default:
      return .fact(facts.randomElement(using: &random)?.id ?? FactID(index: 0), context: context)
    }
  }

  mutating func randomReply(to question: Question, _ random: inout SeededNumbers) -> Reply {
    guard case .fact(let id, _) = question else {
      if case .list = question {
        return .items(Bool.random(using: &random) ? ["second", "third_one"] : [], isComplete: true)
      }
      return .fact(.value(.no))
    }
    let said: [Answer.Said] = [
      .unsayable("nobody \"measured\" it: # é"), .unknown, .value(value(of: vocabulary[id])),
      .value(value(of: vocabulary[id])),
    ]
    if vocabulary[id].isSet, Bool.random(using: &random) {
      return .fact(.partly(has: [1], hasNot: [0]))
    }
    return .fact(said.randomElement(using: &random) ?? .unknown)
  }

  private func value(of fact: Fact) -> Value {
    switch fact.type {
    case .yesNo: .no
    case .oneOf: .option(2)
    case .someOf: .members([1, 2])
    case .number: Number("0.5").map(Value.number) ?? .none
    case .date: Day("2025-02-28").map(Value.day) ?? .none
    case .time: Instant("2026-03-01T10:15:00+01:00").map(Value.instant) ?? .none
    case .country: .word("FR")
    case .text: .word("say \"yes\": # or\\no")
    }
  }
}

extension Fact {
  fileprivate var group: String { String(name.prefix { $0 != "." }) }
  fileprivate var shortName: String { String(name.dropFirst(group.count + 1)) }
}
