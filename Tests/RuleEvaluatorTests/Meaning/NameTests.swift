import LocatedYAML
import RuleCompiler
import Testing

@testable import RuleEvaluator

/// Two countries, a union of which one is a member, and a rule of the same name in the law of each.
@Suite struct NameTests {
  private static func rulebook() throws -> Rulebook {
    func act(_ name: String, _ jurisdiction: String, _ truth: String) -> [SourceFile] {
      [
        SourceFile(
          path: "\(name)-act.yaml",
          text: "language: 1\nact: \(name)\ntitle: \(name)\njurisdiction: \(jurisdiction)\n"),
        SourceFile(
          path: "\(name).yaml",
          text: "language: 1\nact: \(name)\ndefinitions: {same: {helper: yes, when: \(truth)}}\n"),
      ]
    }
    let others = [
      SourceFile(
        path: "vocabulary.yaml",
        text: """
          language: 1
          vocabulary: small
          groups: {system: The system}
          facts: {system.on: {type: yes_no, of: system, ask: Is it on?}}

          """),
      SourceFile(
        path: "memberships.yaml",
        text: """
          language: 1
          memberships:
            UN: {title: Union, complete: yes, members: [{code: AA, from: 2000-01-01}]}

          """),
    ]
    return try Rulebook(
      others + act("first", "AA", "always") + act("second", "BB", "{not: always}")
        + act("third", "UN", "{not: always}"))
  }

  @Test(arguments: [
    ("[AA]", "first/same"), ("[BB]", "second/same"), ("[UN]", "third/same"),
    ("[AA, BB]", nil), ("[CC]", nil),
  ])
  func `a name without an act means the rule of the law that is asked`(
    asked: String, meant: String?
  ) throws {
    let rulebook = try NameTests.rulebook()
    let codes = asked.dropFirst().dropLast().split(separator: ", ").map(String.init)
    let target = rulebook.rules.target(named: "same", within: nil, asking: codes)
    if let meant {
      guard case .rule(let id, _)? = target else {
        Issue.record("nothing is meant")
        return
      }
      #expect(rulebook.rules.fullName(id) == meant)
    } else {
      #expect(target == nil)
    }
  }

  @Test func `where no country named has it, the union of one does`() throws {
    let rulebook = try NameTests.rulebook()
    let target = rulebook.rules.target(named: "same", within: nil, asking: ["AA", "UN"])
    #expect(target == nil, "both the country and the union are named")
  }
}
