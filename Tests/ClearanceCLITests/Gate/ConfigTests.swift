import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `Settings of a gate` {
  private func origin(_ name: String, _ place: Workplace, _ options: [String] = []) throws -> String
  {
    let json = try place.run(["config", "--show-origin", "--format", "json"] + options).json()
    let settings = try #require(json["settings"] as? [[String: Any]])
    let setting = try #require(settings.first { $0["name"] as? String == name })
    let origin = try #require(setting["origin"] as? [String: Any])
    let words = setting["value"] as? [String] ?? []
    return words.joined(separator: ",") + " " + (origin["kind"] as? String ?? "")
  }

  @Test func `a flag beats a variable, which beats the file, which beats the default`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.bad, to: "case.yaml")
    #expect(try origin("fail_on", place) == "low default")
    #expect(place.run(["gate", "case.yaml"]).status.code == 1)
    try place.write("fail_on: critical\n", to: ".clearance.yaml")
    #expect(try origin("fail_on", place) == "critical file")
    #expect(place.run(["gate", "case.yaml"]).status.code == 0)
    place.environment["CLEARANCE_FAIL_ON"] = "high"
    #expect(try origin("fail_on", place) == "high variable")
    #expect(place.run(["gate", "case.yaml"]).status.code == 1)
    #expect(try origin("fail_on", place, ["--fail-on", "never"]) == "never flag")
    #expect(place.run(["gate", "case.yaml", "--fail-on", "never"]).status.code == 0)
    place.environment = [:]
    #expect(try origin("fail_on", place, ["--no-config"]) == "low default")
    #expect(place.run(["gate", "case.yaml", "--no-config"]).status.code == 1)
    let text = place.run(["config", "--show-origin"]).output
    #expect(text.contains("fail_on:       critical  # .clearance.yaml:1:1"), "\(text)")
    #expect(!place.run(["config"]).output.contains("#"))
  }

  @Test func `every setting can stand in the file, and paths start from it`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.bad + SmallLaw.waiver, to: "work/cases/case.yaml")
    try place.write(
      """
      # What our pipeline asks for.
      paths: [cases]
      rules: ../rules
      lang: fr
      fail_on: high
      strict: no
      warn_upcoming: 90
      warn_expiring: 60
      show: all
      format: text
      output: {csv: out.csv}
      """, to: "work/.clearance.yaml")
    place.directory = "work"
    let outcome = place.run(["gate"])
    #expect(outcome.status.code == 0, "\(outcome.remarks)")
    #expect(outcome.output.contains("code 0 : rien qui arrête"))
    #expect(outcome.output.contains("[waiver-expiring]"))
    #expect(try place.text(of: "work/out.csv").contains("stop_control"))
    place.directory = ""
    #expect(place.run(["gate", "--config", "work/.clearance.yaml"]).status.code == 0)
  }

  @Test func `it is looked for up to the root of the repository, and no further`() throws {
    let place = try Workplace()
    try place.write("fail_on: never\nstrict: no\n", to: ".clearance.yaml")
    try place.write(SmallLaw.bad, to: "repository/deep/case.yaml")
    place.directory = "repository/deep"
    // In no repository, only the folder itself is looked at.
    #expect(place.run(["gate", "."]).status.code == 1)
    try place.write("", to: ".git/HEAD")
    #expect(place.run(["gate", "."]).status.code == 0)
    try place.write("gitdir: elsewhere", to: "repository/.git")
    #expect(place.run(["gate", "."]).status.code == 1)
    try place.write("fail_on: critical\n", to: "repository/.clearance.yaml")
    #expect(place.run(["gate", "."]).status.code == 0)
    #expect(place.run(["gate", ".", "--no-config"]).status.code == 1)
  }

  @Test(arguments: [
    (text: "fail_onn: low\n", place: ".clearance.yaml:1:1", code: "unknown-key", hint: "fail_on"),
    (
      text: "strict: no\nfail_on: hgh\n", place: ".clearance.yaml:2:10", code: "wrong-setting",
      hint: "high"
    ),
    (text: "strict: maybe\n", place: ".clearance.yaml:1:9", code: "wrong-setting", hint: "`no`"),
    (
      text: "warn_upcoming: soon\n", place: ".clearance.yaml:1:16", code: "wrong-setting",
      hint: "days"
    ),
    (
      text: "output: {serif: x}\n", place: ".clearance.yaml:1:10", code: "wrong-setting",
      hint: "sarif"
    ),
    (text: "output: x\n", place: ".clearance.yaml:1:9", code: "mapping-expected", hint: ""),
    (text: "- strict\n", place: ".clearance.yaml:1:1", code: "mapping-expected", hint: ""),
    (text: "strict: [\n", place: ".clearance.yaml:", code: "", hint: ""),
  ])
  func `what is wrong in it is an error with its place`(
    text: String, place name: String, code: String, hint: String
  ) throws {
    let place = try Workplace()
    try place.write(SmallLaw.good, to: "case.yaml")
    try place.write(text, to: ".clearance.yaml")
    for command in [["gate", "case.yaml"], ["config"], ["assess", "case.yaml"]] {
      let outcome = place.run(command)
      #expect(outcome.status.code == 2)
      #expect(outcome.output.isEmpty)
      for words in [name, code, hint] where !words.isEmpty {
        #expect(outcome.remarks.contains(words), "\(outcome.remarks)")
      }
    }
    #expect(place.run(["gate", "case.yaml", "--no-config"]).status.code == 0)
  }

  @Test func `a variable or a file that is wrong is an error`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.good, to: "case.yaml")
    place.environment["CLEARANCE_STRICT"] = "perhaps"
    let outcome = place.run(["gate", "case.yaml"])
    #expect(outcome.status.code == 2)
    #expect(outcome.remarks.contains("CLEARANCE_STRICT"))
    place.environment["CLEARANCE_STRICT"] = ""
    #expect(place.run(["gate", "case.yaml"]).status.code == 0)
    #expect(place.run(["gate", "case.yaml", "--config", "none.yaml"]).status.code == 2)
    let both = ["--config", "case.yaml", "--no-config"]
    #expect(place.run(["gate", "case.yaml"] + both).status.code == 2)
  }

  @Test func `a file of nothing but remarks sets nothing`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.good, to: "case.yaml")
    try place.write("# Nothing yet.\n\n", to: ".clearance.yaml")
    #expect(place.run(["gate", "case.yaml"]).status.code == 0)
  }
}
