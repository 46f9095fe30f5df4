import Clearance
import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `The verb diff` {
  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.write(SmallLaw.good, to: "old.yaml")
    try place.write(SmallLaw.bad, to: "new.yaml")
    return place
  }

  @Test func `says which answer turned a finding`() throws {
    let outcome = try place().run(["diff", "old.yaml", "new.yaml"])
    #expect(outcome.status == .clean)
    for words in [
      "old.yaml → new.yaml", "✗ VIOLATED", "was satisfied, is violated",
      "why: Can somebody stop it? yes → no", "system.can_stop 5:22",
    ] {
      #expect(outcome.output.contains(words), "\(words): \(outcome.output)")
    }
  }

  @Test func `ends with 1 only where that is asked for and something differs`() throws {
    let place = try place()
    #expect(place.run(["diff", "old.yaml", "new.yaml"]).status == .clean)
    #expect(place.run(["diff", "old.yaml", "new.yaml", "--exit-code"]).status == .findings)
    #expect(place.run(["diff", "old.yaml", "old.yaml", "--exit-code"]).status == .clean)
    let json = try place.run(["diff", "old.yaml", "new.yaml", "--exit-code", "--format", "json"])
      .json()
    #expect(json["exit_code"] as? Int == 1 && json["differs"] as? Bool == true)
  }

  @Test func `compares two days`() throws {
    let outcome = try place().run([
      "diff", "old.yaml", "--from", "2019-12-31", "--to", "2020-01-01",
    ])
    #expect(outcome.status == .clean)
    #expect(outcome.output.contains("2019-12-31 → 2020-01-01"))
    #expect(outcome.output.contains("why: it is law from 2020-01-01"))
  }

  @Test func `compares two folders of rules`() throws {
    let place = try place()
    for (path, text) in SmallLaw.files {
      try place.write(text.replacing("at_least: 6", with: "at_least: 18"), to: "after/" + path)
    }
    let outcome = place.run(["diff", "old.yaml", "--rules-after", "after"])
    #expect(outcome.status == .clean)
    for words in ["was satisfied, is violated", "why: it was changed: conditions"] {
      #expect(outcome.output.contains(words), "\(words): \(outcome.output)")
    }
    let same = place.run(["diff", "old.yaml", "--rules-after", "rules", "--exit-code"])
    #expect(same.status == .clean)
    #expect(same.output.contains("Nothing comes out otherwise"))
  }

  @Test(arguments: [
    (["old.yaml"], "nothing-to-compare"), (["old.yaml", "none.yaml"], "file-not-found"),
    (["old.yaml", "--to", "tomorrow"], "not-a-day"),
    (["old.yaml", "--rules-after", "none"], "not-a-folder"),
  ])
  func `what cannot be compared is refused`(_ arguments: [String], _ code: String) throws {
    let place = try place()
    let outcome = place.run(["diff"] + arguments)
    #expect(outcome.status == .failed && outcome.output.isEmpty)
    #expect(outcome.remarks.contains("[\(code)]"), "\(outcome.remarks)")
    let json = place.run(["diff"] + arguments + ["--format", "json"])
    #expect(try json.errors().contains { $0["code"] as? String == code })
  }
}
