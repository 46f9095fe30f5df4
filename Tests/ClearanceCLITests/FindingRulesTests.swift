import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `Where rules are found` {
  private func folder(_ outcome: Outcome) -> String? {
    let line = outcome.remarks.split(separator: "\n").first { $0.hasPrefix("rules: ") }
    return line?.dropFirst(7).split(separator: " ").first.map(String.init)
  }

  private func put(_ folder: String, in place: Workplace) throws {
    for (path, text) in SmallLaw.files { try place.write(text, to: folder + "/" + path) }
  }

  @Test func `the option comes before the variable, which comes before a folder above`() throws {
    let place = try Workplace()
    try put("named", in: place)
    try put("varied", in: place)
    place.environment["CLEARANCE_RULES"] = place.path("varied")
    #expect(folder(place.run(["rules", "list", "--rules", "named"])) == "named")
    #expect(folder(place.run(["rules", "list"])) == place.path("varied"))
    place.environment["CLEARANCE_RULES"] = ""
    #expect(folder(place.run(["rules", "list"])) == "rules")
  }

  @Test func `a folder named rules with a vocabulary is looked for upwards`() throws {
    let place = try Workplace()
    try place.write("", to: "cases/2026/rules/note.txt")
    place.directory = "cases/2026"
    #expect(folder(place.run(["rules", "list"])) == "../../rules")
  }

  @Test func `rules installed with the program are the last resort`() throws {
    let place = try Workplace(rules: nil)
    try place.write("", to: "bin/clearance")
    try put("share/clearance/rules", in: place)
    place.program = place.path("bin/clearance")
    #expect(folder(place.run(["rules", "list"])) == place.path("share/clearance/rules"))
  }

  @Test func `without any rules it says where it looked`() throws {
    let outcome = try Workplace(rules: nil).run(["rules", "list"])
    #expect(outcome.status == .failed)
    #expect(outcome.remarks.contains("[no-rules]"))
    #expect(outcome.remarks.contains("CLEARANCE_RULES"))
  }

  @Test func `a variable that names no folder is an error, not a reason to look elsewhere`() throws
  {
    let place = try Workplace()
    place.environment["CLEARANCE_RULES"] = "nowhere"
    let outcome = place.run(["rules", "list"])
    #expect(outcome.status == .failed)
    #expect(outcome.remarks.contains("CLEARANCE_RULES names no folder"))
  }
}

@Suite struct `What is read of a folder of rules` {
  private func digest(_ place: Workplace) throws -> String {
    let json = try place.run(["rules", "list", "--format", "json"]).json()
    return try #require((json["rulebook"] as? [String: Any])?["digest"] as? String)
  }

  @Test func `the digest is of names and bytes, and of nothing else`() throws {
    let place = try Workplace()
    let first = try digest(place)
    #expect(first.count == 64)
    #expect(try digest(Workplace()) == first)
    try place.write("read me", to: "rules/README.md")
    #expect(try digest(place) == first)
    try place.write(SmallLaw.act + "# a remark\n", to: "rules/eu/small-act/act.yaml")
    #expect(try digest(place) != first)
  }

  @Test func `the digest can be computed by others`() throws {
    let place = try Workplace(rules: [
      "vocabulary/a.yaml": "language: 1\nvocabulary: a\n",
      "b.yaml": "language: 1\nmemberships: {}\n",
    ])
    // hashlib.sha256 of b"b.yaml" + b"\0" + (28).to_bytes(8, "big") + its bytes, and so on.
    let expected = "8bff4ecc6f7f2bba230b6b0c1989d6012e3978e48fe5b467b3871bcce4e229a3"
    #expect(place.run(["rules", "check"]).output.contains("sha256 " + expected))
  }

  @Test func `a link out of the folder is refused, one inside is followed`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.act, to: "outside.yaml")
    try place.write("language: 1\nmemberships: {}\n", to: "rules/.hidden/more.yaml")
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: place.path("rules/inside.yaml"), withDestinationPath: ".hidden/more.yaml")
    let json = try place.run(["rules", "check", "--format", "json"]).json()
    #expect((json["counts"] as? [String: Any])?["files"] as? Int == 5)
    try files.createSymbolicLink(
      atPath: place.path("rules/outside.yaml"), withDestinationPath: "../outside.yaml")
    let outcome = place.run(["rules", "check"])
    #expect(outcome.status == .failed)
    #expect(outcome.remarks.contains("[link-leaves-rules]"))
  }

  @Test func `a folder is not entered by a link, so that no walk goes in circles`() throws {
    let place = try Workplace()
    try FileManager.default.createSymbolicLink(
      atPath: place.path("rules/eu/again"), withDestinationPath: "..")
    #expect(place.run(["rules", "check"]).status == .clean)
  }

  @Test func `more than 2,000 files are refused`() throws {
    let place = try Workplace()
    for number in 0..<2_000 { try place.write("", to: "rules/more/\(number).yaml") }
    let outcome = place.run(["rules", "check"])
    #expect(outcome.status == .failed)
    #expect(outcome.remarks.contains("[too-many-files]"))
  }

  @Test func `diagnostics name files as they are found from the working directory`() throws {
    let place = try Workplace()
    try place.write("language: 1\nact: smal-act\n", to: "rules/eu/small-act/duties.yaml")
    try place.write("", to: "cases/x.txt")
    place.directory = "cases"
    let outcome = place.run(["rules", "check"])
    #expect(outcome.status == .failed)
    #expect(outcome.output.contains("../rules/eu/small-act/duties.yaml:2:6: error: "))
  }
}
