import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `Exit status of assess` {
  @Test(arguments: [
    (file: SmallLaw.good, options: ["--strict", "--fail-on", "low"], code: 0),
    (file: SmallLaw.bad, options: [], code: 0),
    (file: SmallLaw.bad, options: ["--fail-on", "low"], code: 1),
    (file: SmallLaw.bad, options: ["--fail-on", "high"], code: 1),
    (file: SmallLaw.bad, options: ["--fail-on", "critical"], code: 0),
    (file: SmallLaw.open, options: ["--fail-on", "low"], code: 0),
    (file: SmallLaw.open, options: ["--strict"], code: 3),
    (file: SmallLaw.decides, options: ["--fail-on", "critical"], code: 1),
  ])
  func `0 is clean, 1 is findings at or above the severity, 3 is undecided under strict`(
    file: String, options: [String], code: Int
  ) throws {
    let place = try Workplace()
    try place.write(file, to: "case.yaml")
    let text = place.run(["assess", "case.yaml"] + options)
    #expect(text.status.code == Int32(code), "\(text.remarks)")
    let json = place.run(["assess", "case.yaml", "--format", "json"] + options)
    #expect(json.status.code == Int32(code))
    #expect(try json.json()["exit_code"] as? Int == code)
  }

  @Test func `2 beats 1 beats 3, and results of the good files are printed all the same`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.open, to: "cases/open.yaml")
    try place.write(SmallLaw.bad, to: "cases/bad.yaml")
    let options = ["--strict", "--fail-on", "low", "--format", "json"]
    #expect(place.run(["assess", "cases"] + options).status == .findings)
    try place.write("use_case: [", to: "cases/broken.yaml")
    let outcome = place.run(["assess", "cases"] + options)
    #expect(outcome.status == .failed)
    let json = try outcome.json()
    #expect((json["assessments"] as? [Any])?.count == 2)
    #expect(try outcome.errors().allSatisfy { $0["file"] as? String == "cases/broken.yaml" })
  }

  @Test(arguments: [
    (arguments: ["assess"], code: "usage"),
    (arguments: ["assess", "case.yaml", "--fail-on", "some"], code: "usage"),
    (arguments: ["assess", "case.yaml", "--nonsense"], code: "usage"),
    (arguments: ["asess", "case.yaml"], code: "unknown-verb"),
    (arguments: ["assess", "missing.yaml"], code: "file-not-found"),
    (arguments: ["assess", "case.yaml/x"], code: "file-not-found"),
    (arguments: ["assess", "none"], code: "no-file-matched"),
    (arguments: ["assess", "case.yaml", "--on", "2026-02-30"], code: "not-a-day"),
    (arguments: ["assess", "case.yaml", "--on", "yesterday"], code: "not-a-day"),
    (arguments: ["assess", "case.yaml", "--max-bytes", "10"], code: "file-too-large"),
    (arguments: ["assess", "empty.yaml"], code: "empty-use-case"),
    (arguments: ["assess", "elsewhere.yaml"], code: "not-loaded"),
    (arguments: ["assess", "typo.yaml"], code: "unknown-fact"),
    (arguments: ["assess", "case.yaml", "--rules", "none"], code: "no-rule-files"),
    (arguments: ["assess", "case.yaml", "--rules", "case.yaml"], code: "not-a-folder"),
    (arguments: ["explain", "stop_contrl"], code: "unknown-rule"),
    (arguments: ["explain", "stop_control", "--use-case", "missing.yaml"], code: "file-not-found"),
    (arguments: ["ask", "case.yaml", "--finding", "stop_contrl"], code: "unknown-rule"),
    (arguments: ["ask", "missing.yaml"], code: "file-not-found"),
    (arguments: ["rules", "list", "--act", "smal-act"], code: "unknown-act"),
    (arguments: ["rules", "list", "--kind", "right"], code: "no-such-rules"),
    (arguments: ["new", "case.yaml"], code: "file-exists"),
    (arguments: ["schema", "everything"], code: "usage"),
  ])
  func `2 is a job that could not be done, said by name on standard error or as JSON`(
    arguments: [String], code: String
  ) throws {
    let place = try Workplace()
    try place.write(SmallLaw.good, to: "case.yaml")
    try place.write("language: 1\nuse_case: empty\njurisdictions: [NL]\n", to: "empty.yaml")
    try place.write(SmallLaw.good.replacing("[NL]", with: "[JP]"), to: "elsewhere.yaml")
    try place.write(SmallLaw.good.replacing("can_stop", with: "can_stp"), to: "typo.yaml")
    try place.write("", to: "none/readme.txt")
    let outcome = place.run(arguments)
    #expect(outcome.status.code == 2)
    #expect(outcome.output.isEmpty)
    if code != "usage" { #expect(outcome.remarks.contains("[\(code)]"), "\(outcome.remarks)") }
    guard ["assess", "ask", "explain"].contains(arguments[0]) else { return }
    let json = place.run(arguments + ["--format", "json"])
    #expect(try json.json()["exit_code"] as? Int == 2)
    #expect(try json.errors().contains { $0["code"] as? String == code })
  }

  @Test(arguments: [[], ["rules"]])
  func `a command without a verb did nothing, which is 2`(arguments: [String]) throws {
    let outcome = try Workplace().run(arguments)
    #expect(outcome.status == .failed)
    #expect(outcome.output.isEmpty)
    #expect(outcome.remarks.contains("USAGE"))
  }

  @Test(arguments: [
    ["--help"], ["--version"], ["help"], ["help", "assess"], ["assess", "--help"],
    ["rules", "check", "--help"],
  ])
  func `help and version are results, which is 0`(arguments: [String]) throws {
    let outcome = try Workplace().run(arguments)
    #expect(outcome.status == .clean)
    #expect(!outcome.output.isEmpty)
    #expect(outcome.remarks.isEmpty)
  }

  @Test func `rules without a single rule assess nothing, which is 2`() throws {
    let place = try Workplace(rules: ["vocabulary/facts.yaml": SmallLaw.vocabulary])
    try place.write(SmallLaw.good.replacing("jurisdictions", with: "as_if"), to: "case.yaml")
    #expect(place.run(["assess", "case.yaml"]).status == .failed)
    #expect(place.run(["rules", "check"]).status == .failed)
    #expect(place.run(["rules", "test"]).status == .failed)
  }

  @Test func `an unverified or waived violation is printed and does not count`() throws {
    let unverified = SmallLaw.duties.replacing("severity: high", with: "verified: memory")
    var files = SmallLaw.files
    files["eu/small-act/duties.yaml"] = unverified
    let place = try Workplace(rules: files)
    try place.write(SmallLaw.bad, to: "case.yaml")
    #expect(place.run(["assess", "case.yaml", "--fail-on", "low"]).status == .clean)

    let waived = try Workplace()
    try waived.write(SmallLaw.bad + SmallLaw.waiver, to: "case.yaml")
    let options = ["--fail-on", "low", "--on"]
    #expect(waived.run(["assess", "case.yaml"] + options + ["2026-12-31"]).status == .clean)
    #expect(waived.run(["assess", "case.yaml"] + options + ["2027-01-01"]).status == .findings)
  }
}
