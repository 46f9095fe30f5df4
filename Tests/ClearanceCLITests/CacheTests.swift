import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `Compiled rules are kept between runs` {
  private func kept(_ place: Workplace, _ ending: String = ".compiled") -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path("cache"))) ?? []
    return names.filter { $0.hasSuffix(ending) }.sorted()
  }

  private func workplace() throws -> Workplace {
    let place = try Workplace()
    place.environment["CLEARANCE_CACHE"] = place.path("cache")
    try place.write(SmallLaw.bad, to: "case.yaml")
    return place
  }

  @Test func `a second run says the same as the first`() throws {
    let place = try workplace()
    let first = place.run(["assess", "case.yaml", "--fail-on", "low"])
    #expect(kept(place).count == 1)
    let second = place.run(["assess", "case.yaml", "--fail-on", "low"])
    #expect(second.output == first.output)
    #expect(second.remarks == first.remarks)
    #expect(second.status == .findings)
    #expect(kept(place).count == 1)
  }

  @Test func `what was kept for other rules, or for another program, is not used`() throws {
    let place = try workplace()
    #expect(place.run(["assess", "case.yaml", "--fail-on", "low"]).status == .findings)
    let mild = SmallLaw.duties.replacing("severity: high", with: "status: guidance")
    try place.write(mild, to: "rules/eu/small-act/duties.yaml")
    #expect(place.run(["assess", "case.yaml", "--fail-on", "low"]).status == .clean)
    #expect(kept(place).count == 2)
    try place.write(SmallLaw.duties, to: "rules/eu/small-act/duties.yaml")
    #expect(place.run(["assess", "case.yaml", "--fail-on", "low"]).status == .findings)
    try place.write(mild, to: "rules/eu/small-act/duties.yaml")
    #expect(kept(place).count == 2)
    try place.write("a program", to: "bin/clearance")
    place.program = place.path("bin/clearance")
    #expect(place.run(["assess", "case.yaml"]).status == .clean)
    #expect(kept(place).count == 3)
  }

  @Test func `a kept file that was changed is not used`() throws {
    let place = try workplace()
    let first = place.run(["assess", "case.yaml"])
    let name = try #require(kept(place).first)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: place.path("cache/" + name)))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: place.path("cache/" + name)))
    let second = place.run(["assess", "case.yaml"])
    #expect(second.output == first.output)
    #expect(second.status == .clean)
  }

  @Test func `a note of what was kept last that is wrong changes nothing`() throws {
    let place = try workplace()
    let first = place.run(["assess", "case.yaml"])
    let note = try #require(kept(place, ".latest").first)
    for words in ["", "no digest", String(repeating: "0", count: 64), "../../case.yaml"] {
      try place.write(words, to: "cache/" + note)
      #expect(place.run(["assess", "case.yaml"]).output == first.output)
    }
    try FileManager.default.removeItem(atPath: place.path("cache/" + note))
    #expect(place.run(["assess", "case.yaml"]).output == first.output)
    #expect(kept(place, ".latest") == [note])
  }

  @Test func `places in diagnostics follow the folder from which a run starts`() throws {
    let place = try workplace()
    #expect(place.run(["assess", "case.yaml"]).output.contains(" rules/eu/small-act/"))
    try place.write("", to: "cases/note.txt")
    place.directory = "cases"
    #expect(place.run(["assess", "../case.yaml"]).output.contains(" ../rules/eu/small-act/"))
  }

  @Test func `a folder that cannot be written, and none at all, change nothing`() throws {
    let place = try workplace()
    try place.write("a file", to: "cache")
    #expect(place.run(["assess", "case.yaml"]).status == .clean)
    place.environment["CLEARANCE_CACHE"] = "off"
    #expect(place.run(["assess", "case.yaml"]).status == .clean)
    #expect(kept(place).isEmpty)
  }

  @Test func `no more than eight are kept`() throws {
    let place = try workplace()
    for number in 0..<10 {
      try place.write(SmallLaw.act + "\n# \(number)\n", to: "rules/eu/small-act/act.yaml")
      #expect(place.run(["assess", "case.yaml"]).status == .clean)
    }
    #expect(kept(place).count == 8)
    for times in 0..<10 {
      let folder = "rules" + String(repeating: "/../rules", count: times)
      #expect(place.run(["assess", "--rules", folder, "case.yaml"]).status == .clean)
    }
    #expect(kept(place, ".latest").count <= 9)
  }

  @Test func `the folder is the variable's, else that of XDG, else one at home`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.good, to: "case.yaml")
    place.environment = ["HOME": place.path("home"), "XDG_CACHE_HOME": ""]
    _ = place.run(["assess", "case.yaml"])
    #expect(FileManager.default.fileExists(atPath: place.path("home/.cache/clearance")))
    place.environment["XDG_CACHE_HOME"] = place.path("xdg")
    _ = place.run(["assess", "case.yaml"])
    #expect(FileManager.default.fileExists(atPath: place.path("xdg/clearance")))
  }
}
