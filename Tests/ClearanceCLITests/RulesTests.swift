import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `What is done with rules alone` {
  @Test func `check counts what there is and shows warnings without failing`() throws {
    var files = SmallLaw.files
    files["vocabulary/facts.yaml"] = SmallLaw.vocabulary.replacing(
      ", fr: Quelqu'un peut-il l'arrêter ?", with: "")
    let outcome = try Workplace(rules: files).run(["rules", "check"])
    #expect(outcome.status == .clean)
    #expect(outcome.output.contains("warning: the question of `system.can_stop` has no French"))
    let counts = "4 files · 1 act · 5 rules · 7 facts · 2 examples · 0 errors · 1 warning"
    #expect(outcome.output.hasSuffix(counts + "\n"))
  }

  @Test func `check shows every error of every file`() throws {
    var files = SmallLaw.files
    files["vocabulary/facts.yaml"] = SmallLaw.vocabulary.replacing("type: date", with: "type: dat")
    files["eu/small-act/duties.yaml"] = SmallLaw.duties.replacing(
      "bearer: keeper", with: "bearer: keper")
    let place = try Workplace(rules: files)
    let outcome = place.run(["rules", "check"])
    #expect(outcome.status == .failed)
    // Two duties bind a bearer that there is not; one fact has a type that there is not.
    for word in ["did you mean `date`?", "did you mean `keeper`?"] {
      #expect(outcome.output.contains(word), "\(outcome.output)")
    }
    let json = place.run(["rules", "check", "--format", "json"])
    let codes = try json.errors().compactMap { $0["code"] as? String }
    #expect(codes.count { $0 == "unknown-bearer" } == 2)
    #expect(codes.count { $0 == "unknown-choice" } == 1)
    #expect(outcome.output.hasSuffix("\(codes.count) errors · 0 warnings\n"))
    #expect(try json.json()["exit_code"] as? Int == 2)
  }

  @Test func `test ends with the counts alone on a line`() throws {
    let outcome = try Workplace().run(["rules", "test"])
    #expect(outcome.status == .clean)
    #expect(outcome.output == "2 passed, 0 failed\n")
  }

  @Test func `an example that comes out otherwise is shown with its place, which is 1`() throws {
    var files = SmallLaw.files
    files["eu/small-act/duties.yaml"] = SmallLaw.duties.replacing(
      "stop_control: violated", with: "stop_control: satisfied")
    let outcome = try Workplace(rules: files).run(["rules", "test"])
    #expect(outcome.status == .findings)
    #expect(outcome.output.contains("failed: a system that nobody can stop is not"))
    #expect(
      outcome.output.contains("rules/eu/small-act/duties.yaml:37:28: error: "), "\(outcome.output)")
    #expect(outcome.output.hasSuffix("\n1 passed, 1 failed\n"))
  }

  @Test func `an example that cannot be read was not tried, which is 2`() throws {
    var files = SmallLaw.files
    files["eu/small-act/duties.yaml"] = SmallLaw.duties.replacing(
      "expect: {stop_control: violated}", with: "expect: {stop_contrl: violated}")
    let outcome = try Workplace(rules: files).run(["rules", "test"])
    #expect(outcome.status == .failed)
    #expect(outcome.output.hasSuffix("\n1 passed, 1 failed\n"))
  }

  @Test(arguments: [
    (
      added: "on: 2026-01-01\nexpect: {stop_control: satisfied}\n", code: 0,
      last: "3 passed, 0 failed"
    ),
    (added: "on: 2026-01-01\nexpect: {stop_control: open}\n", code: 1, last: "2 passed, 1 failed"),
    (added: "on: 2026-01-01\nasks: [system.can_stop]\n", code: 1, last: "2 passed, 1 failed"),
    (added: "expect: {stop_control: satisfied}\n", code: 2, last: "2 passed, 1 failed"),
    (added: "on: 2026-01-01\n", code: 2, last: "2 passed, 1 failed"),
  ])
  func `a use case that says what it expects is tried too`(
    added: String, code: Int, last: String
  ) throws {
    let place = try Workplace()
    try place.write(added + SmallLaw.good, to: "case.yaml")
    let outcome = place.run(["rules", "test", "case.yaml"])
    #expect(outcome.status.code == Int32(code), "\(outcome.output)")
    #expect(outcome.output.hasSuffix(last + "\n"))
  }

  @Test func `list has a line for each version of each rule, and filters`() throws {
    let place = try Workplace()
    #expect(place.run(["rules", "list"]).output.split(separator: "\n").count == 5)
    let obligations = place.run(["rules", "list", "--kind", "obligation", "--act", "small-act"])
    let lines = obligations.output.split(separator: "\n").map { $0.split(separator: "  ") }
    #expect(lines.map(\.first) == ["small-act/stop_control", "small-act/keep_records"])
    #expect(lines[0].last?.hasSuffix("keeper, high") == true)

    let json = try place.run(["rules", "list", "--kind", "prohibition", "--format", "json"]).json()
    let rule = try #require((json["rules"] as? [[String: Any]])?.first)
    let expected = [
      "id": "small-act/no_deciding", "kind": "prohibition", "act": "small-act", "cite": "Art. 2",
      "status": "binding", "verified": "text", "from": "2020-01-01", "severity": "critical",
      "says": "A system never decides about persons",
    ]
    for (key, value) in expected { #expect(rule[key] as? String == value) }
    #expect(rule["provision"] as? [String] == ["small-act/2"])
  }
}
