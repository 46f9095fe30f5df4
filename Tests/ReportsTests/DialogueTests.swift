import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

@Suite struct `A dialogue` {
  private func dialogue(_ text: String, in language: Language) throws -> Dialogue {
    try Dialogue(
      SourceFile(path: "case.yaml", text: text), answering: Case.madeUp.get(), on: nil,
      today: #require(Day(2026, 11, 22)), in: language)
  }

  /// The case of the golden folder, and lines that try everything once.
  private func transcript(_ lines: [String], in language: Language) throws -> String {
    let example = try Case.named("pick-travellers")
    var dialogue = try dialogue(String(decoding: example.file.bytes, as: UTF8.self), in: language)
    var shown = dialogue.opening()
    for line in lines where !dialogue.isOver { shown += "> \(line)\n" + dialogue.take(line) }
    if !dialogue.isOver { shown += dialogue.end() }
    return shown + "\n--- case.yaml\n" + String(decoding: dialogue.file.bytes, as: UTF8.self)
  }

  @Test func `reads as it should in English`() throws {
    let lines = [
      "?", "perhaps", "2020-05-01", "", "back", "! nobody has looked", "yes", "spring, autumn one",
      "yes", "back", "no", "", "yes", "A. Officer", "It treats everyone alike", "",
    ]
    try Case.named("pick-travellers").expect(transcript(lines, in: .english), ".dialogue.en.txt")
  }

  @Test func `reads as it should in French`() throws {
    let lines = [
      "?", "peut-être", "2020-05-01", "", "retour", "!", "personne n'a regardé", "non",
      "printemps, ...", "je ne sais pas", "non", "A. Officier", "quitter", "retour", "quitter",
    ]
    try Case.named("pick-travellers").expect(transcript(lines, in: .french), ".dialogue.fr.txt")
  }

  @Test func `asks what the list of questions asks first, after each answer anew`() throws {
    let example = try Case.named("pick-travellers")
    var dialogue = try dialogue(String(decoding: example.file.bytes, as: UTF8.self), in: .english)
    _ = dialogue.opening()
    var asked = 0
    while !dialogue.isOver, asked < 100 {
      let useCase = try UseCase(dialogue.file, answering: Case.madeUp.get())
      let day = try useCase.day ?? #require(Day(2026, 11, 22))
      let first = Interview(try Case.madeUp.get().assess(useCase, on: day)).items.first {
        if case .membership = $0.question { false } else { true }
      }
      #expect(dialogue.current?.question == first?.question)
      let before = dialogue.file.bytes
      // An answer of whatever kind: the first that is taken.
      for line in ["1", "12", "2020-01-01", "2020-01-01T10:00:00Z", "NL", "some words", "basics"] {
        _ = dialogue.take(line)
        if dialogue.file.bytes != before || dialogue.isOver { break }
      }
      guard dialogue.file.bytes != before else { break }
      asked += 1
    }
    #expect(asked >= 3)
  }

  @Test func `goes back to the very bytes that were there before`() throws {
    let example = try Case.named("pick-travellers")
    var dialogue = try dialogue(String(decoding: example.file.bytes, as: UTF8.self), in: .english)
    let first = dialogue.current?.question
    _ = dialogue.take("2020-05-01")
    #expect(dialogue.file.bytes != example.file.bytes)
    _ = dialogue.take("back")
    #expect(dialogue.file.bytes == example.file.bytes)
    #expect(dialogue.current?.question == first)
    #expect(dialogue.take("back").contains("no question before"))
  }

  @Test(arguments: ["", "?", "nonsense", "back", "!"])
  func `changes nothing without an answer`(line: String) throws {
    let example = try Case.named("pick-travellers")
    var dialogue = try dialogue(String(decoding: example.file.bytes, as: UTF8.self), in: .english)
    _ = dialogue.take(line)
    #expect(dialogue.file.bytes == example.file.bytes)
  }
}

@Suite struct `A typed answer` {
  private static let vocabulary = """
    language: 1
    vocabulary: made-up
    groups: {use: {en: A use, fr: Un usage}}
    facts:
      use.on: {ask: {en: Is it on?, fr: Est-ce allumé ?}, type: yes_no, of: use}
      use.months: {ask: How long?, type: number, unit: month, none: yes, of: use}
      use.since: {ask: Since when?, type: date, of: use}
      use.from: {ask: From where?, type: country, of: use}
      use.name: {ask: What is it called?, type: text, of: use}
      use.about: {ask: About what?, type: some_of, of: use, options: [goods, persons, papers]}
      use.decides: {ask: How far?, type: one_of, of: use, options: [prepares, proposes, decides]}
    """

  private func read(_ line: String, _ name: String, _ language: Language) throws -> Answer.Said? {
    let rulebook = try Rulebook([SourceFile(path: "facts.yaml", text: Self.vocabulary)], digest: "")
    let wording = Wording(language: language, rules: rulebook.rules, useCase: nil)
    let id = try #require(rulebook.rules.vocabulary.fact(named: "use." + name))
    return ReplyReader(fact: rulebook.rules.vocabulary[id], wording: wording).read(line)
  }

  @Test(arguments: [
    ("y", "on", Answer.Said.value(.yes)), ("Non", "on", .value(.no)), ("2", "on", .value(.no)),
    ("3", "decides", .value(.option(2))), ("prep", "decides", .value(.option(0))),
    ("goods, 3", "about", .value(.members([0, 2]))), ("0", "about", .value(.members([]))),
    ("1, -2, ...", "about", .partly(has: [0], hasNot: [1])),
    ("1, -2, -3", "about", .value(.members([0]))),
    ("-2", "about", .partly(has: [], hasNot: [1])),
    ("none", "months", .value(.none)), ("nl", "from", .value(.word("NL"))),
    ("no", "name", .value(.word("no"))),
  ])
  func `is what people mean by it`(line: String, name: String, said: Answer.Said) throws {
    #expect(try read(line, name, .english) == said)
    #expect(try read(line, name, .french) == said)
  }

  @Test func `takes numbers as people write them`() throws {
    let half = try #require(Number("0.5"))
    let twelve = Answer.Said.value(.number(Number(12)))
    #expect(try read("0,5", "months", .french) == .value(.number(half)))
    #expect(try read("12 months", "months", .english) == twelve)
    #expect(try read("12 mois", "months", .french) == twelve)
    #expect(try read("12 years", "months", .english) == nil)
  }

  @Test(arguments: [
    ("3", "on"), ("p", "decides"), ("4", "decides"), ("0", "decides"), ("goods papers", "about"),
    ("1, -1", "about"), ("...", "about"), ("none", "on"), ("1.000,5", "months"), ("1e3", "months"),
    ("2026-02-30", "since"), ("today", "since"), ("Holland", "from"), ("unknown", "name"),
  ])
  func `that could mean several things, or none, is refused`(line: String, name: String) throws {
    #expect(try read(line, name, .english) == nil)
  }

  @Test(arguments: [
    ("", DialogueCommand.doNotKnow), (" Je ne sais pas ", .doNotKnow), ("I don’t know", .doNotKnow),
    ("?", .more), ("retour", .back), ("QUIT", .quit), ("!", .cannotSay(nil)),
    ("!not measured", .cannotSay("not measured")), ("\"back\"", .answer("back")),
    ("no", .answer("no")),
  ])
  func `is told from a command`(line: String, command: DialogueCommand) {
    #expect(DialogueCommand(line) == command)
  }
}
