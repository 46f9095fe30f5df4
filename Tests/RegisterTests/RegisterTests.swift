import Clearance
import Foundation
import Testing

@testable import ClearanceCLI
@testable import ClearanceRegister
@testable import Register

@Suite struct `A register` {
  @Test func `keeps systems, versions and assessments, each as an event`() throws {
    let place = try Place()
    let store = try place.register(of: "lane", "scanner")
    #expect(
      try store.events(of: nil).map(\.kind) == [.version, .assessment, .version, .assessment])
    #expect(try store.events(of: "lane").map(\.number) == [1, 2])
    let lane = try #require(try store.systems(SystemFilter()).first)
    #expect(lane.version.number == 1 && lane.version.operator == "Customs of Utopia")
    #expect(lane.assessment.findings.map(\.standing) == ["satisfied", "not_applicable"])
    #expect(lane.assessment.rulebook.count == 64)
  }

  @Test func `records the same again only where it says something new`() throws {
    let place = try Place()
    let store = try place.register(of: "lane")
    #expect(place.run("add", "r", "cases", "--on", "2026-11-25").output.hasPrefix("unchanged"))
    #expect(try store.head().events == 2)
    #expect(place.run("add", "r", "cases", "--on", "2026-11-26").output.hasPrefix("assessed"))
    #expect(try store.events(of: nil).map(\.kind) == [.version, .assessment, .assessment])
    try place.add("lane", stops: "no")
    #expect(place.run("add", "r", "cases", "--on", "2026-11-26").output.hasPrefix("new version"))
    #expect(
      try store.events(of: nil).map(\.kind)
        == [.version, .assessment, .assessment, .version, .assessment])
    // An earlier file that comes back is a version of its own.
    try place.add("lane")
    place.run("add", "r", "cases", "--on", "2026-11-26")
    #expect(try store.systems(SystemFilter()).first?.version.number == 3)
  }

  @Test func `gives back the bytes of each version`() throws {
    let place = try Place()
    _ = try place.register(of: "lane")
    let first = try String(contentsOfFile: place.path("cases/lane.yaml"), encoding: .utf8)
    try place.add("lane", stops: "no")
    place.run("add", "r", "cases")
    #expect(place.run("show", "r", "lane", "--source", "--version", "1").output == first)
    #expect(place.run("show", "r", "lane", "--source").output.contains("can_stop: no"))
    #expect(place.run("show", "r", "lane", "--source", "--version", "3").status == .failed)
  }

  @Test func `takes all files or none`() throws {
    let place = try Place()
    let store = try place.register()
    try place.add("good")
    try place.write(
      "language: 1\nuse_case: bad\njurisdictions: [NL]\nfacts: {x: 1}", to: "cases/bad.yaml")
    let outcome = place.run("add", "r", "cases")
    #expect(outcome.status == .failed && outcome.output == "")
    #expect(try store.head().events == 0)
  }

  @Test func `refuses two files of one system`() throws {
    let place = try Place()
    _ = try place.register()
    try place.add("lane")
    try FileManager.default.copyItem(
      atPath: place.path("cases/lane.yaml"), toPath: place.path("cases/lane-2.yaml"))
    #expect(place.run("add", "r", "cases").remarks.contains("[two-files-of-a-system]"))
  }

  @Test func `lists what is asked for`() throws {
    let place = try Place()
    let store = try place.register(of: "lane")
    try place.add("broken", stops: "no")
    try place.add("silent", stops: "{unknown: nobody looked}")
    place.run("add", "r", "cases")
    #expect(place.run("list", "r", "--standing", "violated").output.hasPrefix("broken "))
    #expect(place.run("list", "r", "--standing", "undecided").remarks == "1 of 3 systems\n")
    #expect(place.run("list", "r", "--jurisdiction", "FR").output == "")
    #expect(place.run("list", "r", "--operator", "Customs of Utopia").remarks == "3 of 3 systems\n")
    place.run("retire", "r", "lane", "--reason", "replaced")
    #expect(try store.systems(SystemFilter()).map(\.name) == ["broken", "silent"])
    #expect(place.run("list", "r", "--with-retired").remarks == "3 of 3 systems\n")
    // Added once more, it is used again.
    place.run("add", "r", "cases/lane.yaml")
    #expect(try store.systems(SystemFilter()).count == 3)
  }
}

@Suite struct `The schema of the register` {
  @Test func `knows every word that the register has`() {
    #expect(RegisterSchema.kinds == Event.Kind.allCases.map(\.rawValue))
    #expect(RegisterSchema.causes == DueReason.Cause.allCases.map(\.rawValue))
    #expect(RegisterSchema.moments == MomentRecord.Reason.allCases.map(\.rawValue))
    let damages: [Damage] = [
      .storage(""), .reference(table: ""), .schema(name: ""), .fileDigest(""), .event(1),
      .table(""),
      .headMissing(""),
    ]
    #expect(RegisterSchema.damages == damages.map(\.code))
  }

  @Test func `is that of results, which name their format first`() throws {
    let place = try Place()
    _ = try place.register(of: "lane")
    for format in [RegisterFormat.list, .history, .due, .check] {
      let value = try place.run(format.rawValue, "r", "--format", "json").json()
      #expect(value["format"] as? String == "clearance-register-" + format.rawValue)
      #expect(value["version"] as? Int == 1)
    }
  }
}

@Suite struct `What is due` {
  private func due(_ place: Place, on day: String, _ more: String...) throws -> [String] {
    let outcome = RegisterCommand.carryOut(
      ["due", "r", "--on", day, "--format", "json"] + more,
      in: Surroundings(directory: place.folder, today: place.today))
    let systems = try #require(try outcome.json()["due"] as? [[String: Any]])
    return systems.flatMap { system in
      (system["reasons"] as? [[String: Any]] ?? []).map { reason in
        [system["system"], reason["cause"], reason["day"], reason["about"]]
          .map { $0 as? String ?? "-" }.joined(separator: " ")
      }
    }
  }

  @Test func `is a duty from its first day on, and not the day before`() throws {
    let place = try Place()
    _ = try place.register(of: "lane")
    #expect(try due(place, on: "2027-02-28") == [])
    #expect(
      try due(place, on: "2027-03-01") == ["lane duty 2027-03-01 stop-act/later_control"])
    #expect(
      try due(place, on: "2027-02-28", "--within", "1")
        == ["lane duty 2027-03-01 stop-act/later_control"])
  }

  @Test func `is whatever was assessed by other rules`() throws {
    let place = try Place()
    _ = try place.register(of: "lane")
    #expect(try due(place, on: "2026-12-01") == [])
    try place.write(Place.rules + "\n# another edition\n", to: "rules/rules.yaml")
    #expect(try due(place, on: "2026-12-01") == ["lane rulebook - -"])
    #expect(place.run("assess", "r", "--on", "2026-12-01").status == .clean)
    #expect(try due(place, on: "2026-12-01") == [])
  }

  @Test func `is a document the day after its last, until another takes its place`() throws {
    let place = try Place()
    _ = try place.register()
    try place.add("lane", more: "evidence: {handbook: {file: h.pdf, valid_until: 2026-12-10}}")
    place.run("add", "r", "cases", "--on", "2026-11-25")
    #expect(try due(place, on: "2026-12-10") == [])
    #expect(try due(place, on: "2026-12-11") == ["lane evidence 2026-12-11 handbook"])
    try place.write("a newer one", to: "h2.pdf")
    place.run(
      "evidence", "add", "r", "lane", "handbook", "h2.pdf", "--valid-until", "2026-12-31")
    #expect(try due(place, on: "2026-12-31") == [])
    #expect(try due(place, on: "2027-01-01") == ["lane evidence 2027-01-01 handbook"])
  }

  @Test func `is a waiver the day after its last`() throws {
    let place = try Place()
    _ = try place.register()
    try place.add("lane", stops: "no")
    place.run("add", "r", "cases", "--on", "2026-11-25")
    try place.write(
      """
      language: 1
      waivers:
        - {use_case: lane, rule: stop_control, reason: the control is being built, approved_by: A,
           expires: 2026-12-31, verdict: violated}
      """, to: "waivers.yaml")
    #expect(
      place.run("waive", "r", "waivers.yaml").output == "1 waiver recorded, 0 known already\n")
    #expect(
      place.run("waive", "r", "waivers.yaml").output == "0 waivers recorded, 1 known already\n")
    #expect(place.run("assess", "r", "--on", "2026-12-01").output.contains("1 of them waived"))
    #expect(try due(place, on: "2026-12-31") == [])
    #expect(try due(place, on: "2027-01-01") == ["lane waiver 2027-01-01 stop_control"])
    try place.write("language: 1\nwaivers: [{use_case: lane, rule: stop_control}]", to: "w2.yaml")
    #expect(place.run("waive", "r", "w2.yaml").status == .failed)
    try place.write(
      try String(contentsOfFile: place.path("waivers.yaml"), encoding: .utf8)
        .replacingOccurrences(of: "use_case: lane", with: "use_case: nobody"), to: "w3.yaml")
    #expect(place.run("waive", "r", "w3.yaml").remarks.contains("[unknown-system]"))
  }

  @Test func `is what nobody has decided, where that is asked for`() throws {
    let place = try Place()
    _ = try place.register()
    try place.add("lane", stops: "unknown")
    try place.write(
      "language: 1\nuse_case: lane\njurisdictions: [NL]\nfacts: {system: {can_stop: unknown}}",
      to: "cases/lane.yaml")
    place.run("add", "r", "cases")
    #expect(try due(place, on: "2026-12-01") == [])
    #expect(
      try due(place, on: "2026-12-01", "--reason", "undecided")
        == ["lane undecided - stop-act/stop_control"])
    #expect(
      place.run("due", "r", "--on", "2026-12-01").remarks.contains(
        "1 system has findings that nobody has decided"))
  }

  @Test func `is nothing of a system that is no longer used`() throws {
    let place = try Place()
    _ = try place.register(of: "lane")
    place.run("retire", "r", "lane", "--reason", "replaced")
    #expect(try due(place, on: "2030-01-01") == [])
  }
}
