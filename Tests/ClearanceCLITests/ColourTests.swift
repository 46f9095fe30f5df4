import Clearance
import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `When colour is used` {
  @Test(arguments: [
    (choice: ColourChoice.auto, environment: [:], terminal: true, isOn: true),
    (choice: .auto, environment: [:], terminal: false, isOn: false),
    (choice: .auto, environment: ["TERM": "dumb"], terminal: true, isOn: false),
    (choice: .auto, environment: ["NO_COLOR": "1"], terminal: true, isOn: false),
    (choice: .auto, environment: ["NO_COLOR": ""], terminal: true, isOn: true),
    (choice: .auto, environment: ["FORCE_COLOR": "1"], terminal: false, isOn: true),
    (choice: .auto, environment: ["FORCE_COLOR": ""], terminal: false, isOn: false),
    (choice: .auto, environment: ["FORCE_COLOR": "0"], terminal: false, isOn: false),
    (
      choice: .auto, environment: ["FORCE_COLOR": "1", "TERM": "dumb"], terminal: false, isOn: true
    ),
    (
      choice: .auto, environment: ["NO_COLOR": "1", "FORCE_COLOR": "1"], terminal: true, isOn: false
    ),
    (choice: .always, environment: ["NO_COLOR": "1"], terminal: false, isOn: true),
    (choice: .never, environment: ["FORCE_COLOR": "1"], terminal: true, isOn: false),
  ])
  func `the option, then NO_COLOR, then FORCE_COLOR, then a terminal that is not dumb`(
    choice: ColourChoice, environment: [String: String], terminal: Bool, isOn: Bool
  ) {
    let surroundings = Surroundings(
      directory: "/", environment: environment, today: Day(2026, 11, 22)!)
    #expect(choice.isOn(toTerminal: terminal, in: surroundings) == isOn)
  }

  @Test func `a report has escapes only where colour is on, and the same words either way`() throws
  {
    let place = try Workplace()
    try place.write(SmallLaw.bad, to: "case.yaml")
    let plain = place.run(["assess", "case.yaml"])
    let coloured = place.run(["assess", "case.yaml", "--color", "always"])
    #expect(!plain.output.contains("\u{1B}"))
    #expect(coloured.output.contains("\u{1B}["))
    let stripped = coloured.output.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(stripped == plain.output)
    place.outputIsTerminal = true
    #expect(place.run(["assess", "case.yaml"]).output == coloured.output)
    #expect(!place.run(["assess", "case.yaml", "--format", "json"]).output.contains("\u{1B}"))
  }

  @Test func `plain ASCII on request`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.bad, to: "case.yaml")
    for language in ["en", "fr"] {
      let outcome = place.run(["assess", "case.yaml", "--ascii", "--lang", language])
      #expect(outcome.output.utf8.allSatisfy { $0 < 0x80 })
    }
  }
}
