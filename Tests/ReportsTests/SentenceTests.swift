import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

@Test(arguments: Case.ofTheGoldenFolder, [ReportFormat.text, .json])
func `nothing hangs on the order of hashing`(_ example: Case, _ format: ReportFormat) throws {
  let files = Folder.files(in: "Golden/Law", below: Folder.here)
  let again = try example.assess(try Rulebook(files.reversed(), digest: "test"))
  #expect(again.rendered(as: format) == (try example.report().rendered(as: format)))
}

@Test(arguments: Case.all)
func `every reason has a place`(_ example: Case) throws {
  let report = try example.report()
  func check(_ statements: [Statement]) {
    for statement in statements {
      #expect(!statement.place.file.isEmpty)
      #expect(statement.place.span.start.line >= 1)
      check(statement.parts)
    }
  }
  for finding in report.today + report.upcoming { check(finding.reasons) }
}

@Test(arguments: Case.all, Language.allCases)
func `every finding that is told says why or what is missing`(
  _ example: Case, _ language: Language
) throws {
  let report = try example.report()
  for finding in report.today where finding.standing.isTold {
    let hasReason = !finding.reasons.isEmpty || !finding.questions.isEmpty
    #expect(hasReason, "\(finding.rule.name)")
  }
}

@Test(arguments: Case.all, [60, 80, 100, 120])
func `a line is as wide as it may be, unless one word is wider`(
  _ example: Case, _ width: Int
) throws {
  let text = try example.report().rendered(as: .text, options: TextOptions(width: width))
  for line in text.split(separator: "\n") where String(line).columns > width {
    let words = line.split(separator: " ").count
    #expect(words == 1, "\(line)")
  }
}

@Test(arguments: Case.all)
func `what the law requires of a violated duty is never left out`(_ example: Case) throws {
  let report = try example.report()
  let text = report.rendered(as: .text)
  for finding in report.today
  where finding.standing == .violated && finding.force == .binding {
    for required in finding.reasons where required.isRequirement {
      for part in required.parts { #expect(text.contains(part.place.words)) }
    }
  }
}

@Test(arguments: Case.all)
func `what is satisfied takes a line or two, and no reasons`(_ example: Case) throws {
  let report = try example.report()
  let text = report.rendered(as: .text, options: TextOptions(width: 120))
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  for (place, line) in lines.enumerated() where line.hasPrefix("✓") {
    let block = lines[place...].prefix { !$0.isEmpty }
    #expect(!block.contains { $0.contains("because") && !$0.contains(":") })
  }
}

@Test func `what a waiver covers is said apart in the first sentence and the last`() throws {
  let text = try Case.named("two-uses").report().rendered(as: .text)
  #expect(text.contains("5 rules are violated, 1 of them waived"))
  #expect(text.contains("5 violated, of which 1 waived"))
}

@Test(arguments: Case.all, Language.allCases)
func `plain ASCII is plain`(_ example: Case, _ language: Language) throws {
  let options = TextOptions(isASCII: true)
  let text = try example.report().rendered(as: .text, in: language, options: options)
  #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || (0x20..<0x7F).contains($0.value) })
}

@Test(arguments: Case.all, Language.allCases)
func `colour adds nothing but colour`(_ example: Case, _ language: Language) throws {
  let assessment = try example.report()
  let plain = assessment.rendered(as: .text, in: language)
  let coloured = assessment.rendered(
    as: .text, in: language, options: TextOptions(usesColour: true))
  #expect(!plain.contains("\u{1B}"))
  #expect(coloured.contains("\u{1B}["))
  #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
}

@Test(arguments: Case.all, Language.allCases)
func `no control character of a file reaches the terminal`(
  _ example: Case, _ language: Language
) throws {
  let report = try example.report()
  for text in [report.rendered(as: .text, in: language), report.rendered(as: .json)] {
    #expect(text.split(separator: "\n").allSatisfy { String($0).printable == $0 })
  }
}

/// A reader refuses control characters in a file; names of files come from elsewhere.
@Test func `what was written to mislead a terminal is shown for what it is`() throws {
  let example = try Case.named("pick-travellers")
  let rulebook = try example.rulebook
  let file = SourceFile(path: "a\u{1B}[2J\u{202E}\u{200B}.yaml", bytes: example.file.bytes)
  let assessment = rulebook.assess(
    try UseCase(file, answering: rulebook), on: try #require(Day(2026, 6, 1)))
  let text = assessment.rendered(as: .text, options: TextOptions(usesColour: false))
  #expect(text.contains("a\\u{1B}[2J\\u{202E}\\u{200B}.yaml:9:19"))
  #expect(text.split(separator: "\n").allSatisfy { String($0).printable == $0 })
  let json = assessment.rendered(as: .json)
  #expect(json.contains("\"file\": \"a\\u001B[2J\\u202E\\u200B.yaml\""))
  #expect(json.split(separator: "\n").allSatisfy { String($0).printable == $0 })
}

@Test func `a line break in a text is a space`() {
  var page = Page(TextOptions())
  page.put("one\n two\r\n\tthree ", at: 0)
  #expect(page.text == "one two three\n")
}

@Test func `every line about a framework of elsewhere says that its reach is presumed`() throws {
  let example = try Case.named("two-uses")
  let reports = try example.report().today.filter(\.isReachPresumed)
  #expect(reports.count == 2)
  let lines = try example.report().rendered(as: .text).split(separator: "\n")
  let heads = lines.filter { $0.contains("section 2") }
  #expect(heads.count == 2)
  #expect(heads.allSatisfy { $0.contains("“presumed reach”") })
}

@Test func `a contested finding names each reading, its source and how to take one`() throws {
  let text = try Case.named("pick-travellers").report().rendered(as: .text)
  for words in [
    "depot-act/near_border read as weighty_only: satisfied",
    "depot-act/near_border read as always_near: violated", "source: Commentary of 2026, p. 12",
    "source: Depot Court, case 7/26", "readings: {depot-act/near_border: weighty_only}",
  ] {
    #expect(text.contains(words))
  }
}

@Test func `the evidence of a report is the evidence of its finding`() throws {
  for report in try Case.named("two-uses").report().today {
    #expect(report.evidence.map(\.state) == report.finding.evidence.map(\.state))
    #expect(report.evidence.map(\.name) == report.finding.evidence.map(\.name))
  }
}

@Test(arguments: ["no_such_rule", "seriuos", "user"])
func `a name that no one rule has is refused with what it could be`(_ name: String) throws {
  let rulebook = try Case.named("two-uses").rulebook
  let refusal = #expect(throws: UnknownRule.self) { try Explanation(of: name, in: rulebook) }
  switch name {
  case "seriuos": #expect(refusal?.nearest == "serious")
  case "user":
    #expect(
      refusal?.candidates.sorted() == ["depot-act/user", "depot-guide/user", "harbour-act/user"])
  default: #expect(refusal?.candidates == [])
  }
}

@Test func `of a system the reasons come from the use that decides`() throws {
  let finding = try Case.named("two-uses").report().today.of("checks_passed")
  let serious = try #require(finding.reasons.first)
  #expect(serious.truth == .yes)
  #expect(serious.use == "travellers")
  // People are picked on line 19; the boxes of line 14 do not make it serious.
  #expect(serious.parts.first?.place.span.start.line == 19)
}

extension Statement {
  fileprivate var isRequirement: Bool {
    if case .requirement = subject { true } else { false }
  }
}

@Test func `a scheme is explained by its classes and the rules that give them`() throws {
  let rulebook = try Case.named("two-uses").rulebook
  let scheme = try #require(SchemeExplanation(of: "depot_risk", in: rulebook))
  let names = (0..<3).map { scheme.rules(giving: $0).map { rulebook.rules[$0].name } }
  #expect(names == [["secret_faces"], ["serious"], []])
  #expect(SchemeExplanation(of: "serious", in: rulebook) == nil)
  let assessment = try Case.named("two-uses").assessment()
  let text = try #require(SchemeExplanation(of: "depot_risk", in: assessment)).rendered(as: .text)
  #expect(text.contains("travellers: forbidden"))
  #expect(text.contains("Does it see faces? The answer is no"))
}
