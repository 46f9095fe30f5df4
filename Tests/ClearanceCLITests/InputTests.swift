import ArgumentParser
import Clearance
import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `What assess reads` {
  private func files(_ outcome: Outcome) throws -> [String] {
    let assessments = try #require(outcome.json()["assessments"] as? [[String: Any]])
    return assessments.compactMap { ($0["use_case"] as? [String: Any])?["file"] as? String }
  }

  @Test func `folders are searched for YAML and JSON, in the order of names, each file once`()
    throws
  {
    let place = try Workplace()
    for name in ["cases/b.yml", "cases/a/z.yaml", "cases/.hidden/x.yaml", "cases/notes.md"] {
      try place.write(SmallLaw.good, to: name)
    }
    try place.write(SmallLaw.goodJSON, to: "cases/c.JSON")
    let outcome = place.run(["assess", "cases", "cases/b.yml", "--format", "json"])
    #expect(outcome.status == .clean)
    #expect(try files(outcome) == ["cases/a/z.yaml", "cases/b.yml", "cases/c.JSON"])
  }

  @Test(arguments: [["case.yaml"], ["cases", "é.json"], ["help"], ["assess", "a b"]])
  func `paths alone are taken as the parser of arguments takes them`(_ paths: [String]) throws {
    let plain = try #require(Assess(plain: ["assess"] + paths))
    #expect(options(of: plain) == options(of: try Assess.parseAsRoot(paths)))
  }

  @Test(arguments: [[], [""], ["-"], ["case.yaml", "--strict"], ["--", "case.yaml"], ["-h"]])
  func `whatever else is said is left to the parser`(_ arguments: [String]) {
    #expect(Assess(plain: ["assess"] + arguments) == nil)
    #expect(Assess(plain: arguments) == nil)
  }

  /// Every option of a verb with its value.
  private func options(of verb: Any) -> [String] {
    Mirror(reflecting: verb).children.flatMap { child -> [String] in
      let wrapped = Mirror(reflecting: child.value).children.first { $0.label == "_parsedValue" }
      let value = wrapped.flatMap { Mirror(reflecting: $0.value).children.first }
      guard let value else { return ["\(child.label ?? ""): undefined"] }
      if value.value is any ParsableArguments { return options(of: value.value) }
      return ["\(child.label ?? ""): \(value.value)"]
    }
  }

  @Test func `a dash is standard input, and its name chooses the reader`() throws {
    let place = try Workplace()
    place.input = Array(SmallLaw.good.utf8)
    #expect(try files(place.run(["assess", "-", "--format", "json"])) == ["<stdin>"])
    place.input = Array(SmallLaw.goodJSON.utf8)
    let named = ["--stdin-filename", "case.json", "--format", "json"]
    #expect(try files(place.run(["assess", "-"] + named)) == ["case.json"])
    place.input = Array("{\"use_case\": }".utf8)
    #expect(
      place.run(["assess", "-", "--stdin-filename", "case.json"]).remarks.contains("case.json:1:"))
  }

  @Test func `the day is the option's, else the file's, else today's, which is said`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.good, to: "case.yaml")
    try place.write("on: 2026-03-01\n" + SmallLaw.good, to: "dated.yaml")
    func day(_ arguments: [String]) throws -> String? {
      let json = try place.run(["assess", "--format", "json"] + arguments).json()
      return (json["assessments"] as? [[String: Any]])?.first?["day"] as? String
    }
    #expect(try day(["dated.yaml", "--on", "2027-01-01"]) == "2027-01-01")
    #expect(try day(["dated.yaml"]) == "2026-03-01")
    #expect(try day(["case.yaml"]) == "2026-11-22")
    let outcome = place.run(["assess", "case.yaml"])
    #expect(outcome.remarks.contains("2026-11-22"))
    #expect(outcome.output.contains("2026-11-22"))
    #expect(!place.run(["assess", "dated.yaml"]).remarks.contains("2026-11-22"))
  }

  @Test func `a file that may not be read is named`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.good, to: "case.yaml")
    #expect(
      place.run(["assess", "case.yaml", "case.yaml/"]).remarks.contains("case.yaml/: error: "))
    try FileManager.default.createSymbolicLink(
      atPath: place.path("loop.yaml"), withDestinationPath: "loop.yaml")
    let outcome = place.run(["assess", "loop.yaml"])
    #expect(outcome.status == .failed)
    #expect(outcome.remarks.contains("loop.yaml: error: the file cannot be read"))
  }

  @Test func `every diagnostic of every file is shown in one run`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.good.replacing("can_stop", with: "can_stp"), to: "one.yaml")
    try place.write(SmallLaw.good.replacing("yes", with: "y"), to: "two.yaml")
    let outcome = place.run(["assess", "one.yaml", "two.yaml", "three.yaml"])
    for text in ["one.yaml:5:12: error", "two.yaml:5:22: error", "three.yaml: error"] {
      #expect(outcome.remarks.contains(text), "\(outcome.remarks)")
    }
  }

  @Test func `what a file says cannot command a terminal`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.good, to: "a\u{1B}[2J.yaml")
    let outcome = place.run(["assess", "a\u{1B}[2J.yaml", "b\u{1B}[2J.yaml"])
    #expect(!(outcome.output + outcome.remarks).contains("\u{1B}"))
  }
}

extension SmallLaw {
  static let goodJSON = """
    {"language": 1, "use_case": "good", "jurisdictions": ["NL"],
     "facts": {"system": {"can_stop": true, "records_kept_months": 12}},
     "uses": {"goods": {"facts": {"use": {"about": ["goods"], "influence": "prepares"}}}},
     "lists": {"training": {"complete": true, "items": {"basics": {"fits": true}}}}}
    """
}
