import Clearance
import Foundation
import Testing

@Suite struct `The worked example of the library` {
  @Test func `runs as it is printed`() throws {
    let vocabulary = SourceFile(
      path: "vocabulary.yaml",
      text: """
        language: 1
        vocabulary: example
        groups: {system: The system}
        facts:
          system.can_stop:
            ask: {en: Can somebody stop it?, fr: Quelqu'un peut-il l'arrêter ?}
            type: yes_no
            of: system
        """)
    let act = SourceFile(
      path: "act.yaml",
      text: """
        language: 1
        act: stop-act
        title: Act on Stopping
        jurisdiction: NL
        applies: {from: 2026-01-01}
        bearers: {keeper: keeper}
        """)
    let rules = SourceFile(
      path: "rules.yaml",
      text: """
        language: 1
        act: stop-act
        definitions:
          keeper: {helper: yes, when: always}
        obligations:
          stop_control:
            provision: [stop-act/3]
            cite: Art. 3
            says: Somebody can stop the system
            bearer: keeper
            about: system
            when: always
            requires: system.can_stop
        """)
    let answers = SourceFile(
      path: "case.yaml",
      text: """
        language: 1
        use_case: lane-chooser
        jurisdictions: [NL]
        facts:
          system: {can_stop: no}
        """)

    let rulebook = try Rulebook([vocabulary, act, rules])
    let useCase = try UseCase(answers, answering: rulebook)
    let day = Day(2026, 11, 22)!
    let assessment = rulebook.assess(useCase, on: day)
    for finding in assessment.findings where finding.verdict.effective == .violated {
      print("violated")
    }
    print(assessment.rendered(as: .text))
    // End of the example

    #expect(rulebook.warnings.isEmpty)
    #expect(assessment.findings.map(\.verdict.effective) == [.violated])
    #expect(assessment.rendered(as: .text).contains("stop_control"))
  }

  @Test func `is printed as it runs`() throws {
    let source = URL(fileURLWithPath: #filePath)
    let sources = source.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/Clearance/Clearance.swift")
    let printed = try String(contentsOf: sources, encoding: .utf8).split(separator: "\n")
      .drop { $0 != "/// ```swift" }.dropFirst().prefix { $0 != "/// ```" }
      .map { $0.dropFirst(4) }.filter { !$0.isEmpty }
    let run = try String(contentsOf: source, encoding: .utf8).split(separator: "\n")
      .drop { !$0.hasSuffix("throws {") }.dropFirst().prefix { !$0.hasSuffix("End of the example") }
      .map { $0.dropFirst(4) }
    #expect(!printed.isEmpty)
    #expect(printed == Array(run))
  }
}
