import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `Waivers and baselines of a gate` {
  private static let entry = """
      - use_case: good
        rule: small-act/stop_control
        reason: A control has been ordered
        approved_by: Head of IT
        expires: 2026-12-31
        verdict: violated
        facts: {system.can_stop: no}
    """

  private static let file = "language: 1\nwaivers:\n" + entry + "\n"

  private func place(_ useCase: String = SmallLaw.bad) throws -> Workplace {
    let place = try Workplace()
    try place.write(useCase, to: "cases/case.yaml")
    return place
  }

  private let gate = ["gate", "cases", "--waivers", "waivers.yaml"]

  @Test func `a file of waivers counts like those of a use case, and hides nothing`() throws {
    let place = try place()
    try place.write(Self.file, to: "waivers.yaml")
    let outcome = place.run(gate + ["--warn-expiring", "0"])
    #expect(outcome.status.code == 0)
    #expect(outcome.output.contains("small-act/stop_control · waived until 2026-12-31"))
    #expect(outcome.output.contains("1 waived (until 2026-12-31)"))
    #expect(!outcome.output.contains("warning"))
    let json = try place.run(gate + ["--format", "json"]).json()
    let findings = try #require(json["findings"] as? [[String: Any]])
    let waived = findings.first { $0["rule"] as? String == "small-act/stop_control" }
    #expect(waived?["waived"] as? Bool == true)
    #expect(waived?["standing"] as? String == "violated")
  }

  @Test(arguments: [
    // What is wrong, and by which name it is told.
    (old: "    expires: 2026-12-31\n", new: "", code: "missing-key"),
    (old: "2026-12-31", new: "2026-02-30", code: "not-a-day"),
    (old: "2026-12-31", new: "2026-11-21", code: "waiver-expired"),
    (old: "    reason: A control has been ordered\n", new: "", code: "missing-key"),
    (old: "    approved_by: Head of IT\n", new: "", code: "missing-key"),
    (old: "  - use_case: good\n    rule", new: "  - rule", code: "missing-key"),
    (old: "stop_control", new: "stop_contrl", code: "unknown-rule"),
    (old: "use_case: good", new: "use_case: goood", code: "waiver-of-no-case"),
    (old: "verdict: violated", new: "verdict: violeted", code: "unknown-choice"),
    (old: "verdict: violated", new: "verdict: open", code: "waiver-stale"),
    (old: "can_stop: no", new: "can_stop: yes", code: "waiver-stale"),
    (old: "system.can_stop", new: "system.can_stp", code: "unknown-fact"),
    (old: "    verdict", new: "    rule_digest: 00\n    verdict", code: "waiver-stale"),
    (old: "    verdict", new: "    use: other\n    verdict", code: "waiver-unused"),
    (old: "    verdict", new: "    nonsense: other\n    verdict", code: "unknown-key"),
  ])
  func `one that is malformed, past or stale does not count, and is told`(
    old: String, new: String, code: String
  ) throws {
    let place = try place()
    let changed = Self.file.replacing(old, with: new)
    #expect(changed != Self.file)
    try place.write(changed, to: "waivers.yaml")
    let outcome = place.run(gate)
    #expect(outcome.status.code == 1, "\(outcome.remarks)")
    #expect(outcome.output.contains("[\(code)]"), "\(outcome.output)")
    #expect(outcome.output.contains(code == "waiver-of-no-case" ? "goood" : " --> waivers.yaml:"))
    // The same in a use case, where that can be.
    guard !["waiver-of-no-case"].contains(code), !old.contains("use_case") else { return }
    let own = SmallLaw.waiver.replacing(old, with: new)
    guard own != SmallLaw.waiver else { return }
    try place.write(SmallLaw.bad + own, to: "cases/case.yaml")
    let alone = place.run(["gate", "cases"])
    #expect(alone.status.code == 1, "\(alone.remarks)")
    #expect(alone.output.contains("[\(code)]"), "\(alone.output)")
  }

  @Test func `the last day is still a day`() throws {
    let place = try place()
    try place.write(Self.file.replacing("2026-12-31", with: "2026-11-22"), to: "waivers.yaml")
    #expect(place.run(gate).status.code == 0)
    #expect(place.run(gate + ["--on", "2026-11-23"]).status.code == 1)
  }

  @Test func `one of no use and one that ends soon are warnings`() throws {
    let unused = try place(SmallLaw.good)
    try unused.write(Self.file, to: "waivers.yaml")
    let outcome = unused.run(gate)
    #expect(outcome.status.code == 0)
    #expect(outcome.output.contains("[waiver-unused]"))
    let soon = try place()
    try soon.write(Self.file, to: "waivers.yaml")
    // 39 days from 22 November to 31 December.
    #expect(!soon.run(gate + ["--warn-expiring", "38"]).output.contains("waiver-expiring"))
    let warned = soon.run(gate + ["--warn-expiring", "39"])
    #expect(warned.output.contains("ends in 39 days, on 2026-12-31 [waiver-expiring]"))
    #expect(warned.status.code == 0)
  }

  @Test func `a file of waivers in a folder is no use case`() throws {
    let place = try place()
    try place.write(Self.file, to: "cases/waivers.yaml")
    #expect(place.run(["gate", "cases"]).status.code == 1)
    #expect(place.run(["gate", "cases", "--waivers", "cases/waivers.yaml"]).status.code == 0)
  }

  // MARK: Self-granted

  /// Runs git in a place, as nobody in particular.
  private func git(_ arguments: String..., in place: Workplace) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
      + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: place.folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  @Test(arguments: [false, true])
  func `a waiver of the same change does not count until it stands at the reference`(
    inUseCase: Bool
  ) throws {
    let place = try place()
    try git("init", "-q", "-b", "main", ".", in: place)
    try git("add", ".", in: place)
    try git("commit", "-q", "-m", "A case", in: place)
    let from = ["--waivers-from", "main"]
    if inUseCase {
      try place.write(SmallLaw.bad + SmallLaw.waiver, to: "cases/case.yaml")
    } else {
      try place.write(Self.file, to: "waivers.yaml")
    }
    let gate = inUseCase ? ["gate", "cases"] : self.gate
    #expect(place.run(gate).status.code == 0)
    let own = place.run(gate + from)
    #expect(own.status.code == 1)
    #expect(own.output.contains("[waiver-self-granted]"))
    #expect(own.output.contains("was added in this very change and does not count"))
    // From a folder inside the repository too.
    place.directory = "cases"
    let inside = inUseCase ? ["gate", "."] : ["gate", ".", "--waivers", "../waivers.yaml"]
    #expect(place.run(inside + from).status.code == 1)
    place.directory = ""
    try git("add", ".", in: place)
    try git("commit", "-q", "-m", "A waiver", in: place)
    #expect(place.run(gate + from).status.code == 0)
    #expect(place.run(gate + ["--waivers-from", "main~1"]).status.code == 1)
    // To make it last longer is a grant too.
    let name = inUseCase ? "cases/case.yaml" : "waivers.yaml"
    try place.write(
      place.text(of: name).replacing("2026-12-31", with: "2027-12-31"), to: name)
    #expect(place.run(gate + from).status.code == 1)
    // Other lines are not.
    try place.write(
      "# A remark.\n" + place.text(of: name).replacing("2027-12-31", with: "2026-12-31"), to: name)
    #expect(place.run(gate + from).status.code == 0)
    for reference in ["nowhere", "-h", "--output=x", ""] {
      let outcome = place.run(gate + ["--waivers-from=\(reference)"])
      #expect(outcome.status.code == 2, "\(reference)")
    }
  }

  // MARK: Baselines

  @Test func `what the baseline has is marked, told and not counted`() throws {
    let place = try place()
    try place.write(
      SmallLaw.open.replacing("use_case: good", with: "use_case: other"), to: "cases/other.yaml")
    #expect(place.run(["gate", "cases"]).status.code == 1)
    #expect(place.run(["gate", "cases", "--write-baseline", "known.txt"]).status.code == 0)
    let text = try place.text(of: "known.txt")
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(lines.first == "# clearance baseline 1")
    #expect(lines.dropFirst().sorted() == Array(lines.dropFirst()))
    let gate = ["gate", "cases", "--baseline", "known.txt"]
    let outcome = place.run(gate)
    #expect(outcome.status.code == 0)
    #expect(outcome.output.contains("2 known"))
    #expect(outcome.output.contains("known: the baseline has it"))
    #expect(place.run(gate + ["--write-baseline", "known.txt"]).status.code == 0)
    #expect(try place.text(of: "known.txt") == text)
    let forms = ["--output", "sarif=out.sarif", "--output", "csv=out.csv"]
    #expect(place.run(gate + forms).status.code == 0)
    let sarif = try place.text(of: "out.sarif")
    #expect(sarif.components(separatedBy: "\"baselineState\": \"unchanged\"").count == 3)
    #expect(!sarif.contains("\"baselineState\": \"new\""))
    #expect(try place.text(of: "out.csv").contains("\"known\"\r\n"))
    // Moved and renamed, with a line more, it is the same finding.
    try place.write("# A remark\n" + SmallLaw.bad, to: "cases/moved/renamed.yaml")
    try FileManager.default.removeItem(atPath: place.path("cases/case.yaml"))
    #expect(place.run(gate).status.code == 0)
    // A new finding counts.
    try place.write(
      SmallLaw.bad.replacing("use_case: good", with: "use_case: third"), to: "cases/third.yaml")
    #expect(place.run(gate).status.code == 1)
  }

  @Test func `one that has become a violation since is new`() throws {
    let place = try place(SmallLaw.open)
    #expect(place.run(["gate", "cases", "--write-baseline", "known.txt"]).status.code == 0)
    try place.write(SmallLaw.bad, to: "cases/case.yaml")
    #expect(place.run(["gate", "cases", "--baseline", "known.txt"]).status.code == 1)
  }

  @Test func `entries to which nothing answers are told, but not of use cases elsewhere`() throws {
    let place = try place()
    #expect(place.run(["gate", "cases", "--write-baseline", "known.txt"]).status.code == 0)
    try place.write(SmallLaw.good, to: "cases/case.yaml")
    let outcome = place.run(["gate", "cases", "--baseline", "known.txt"])
    #expect(outcome.status.code == 0)
    #expect(outcome.output.contains("[baseline-stale]"))
    #expect(outcome.output.contains(" --> known.txt:2:1"))
    try place.write(
      SmallLaw.good.replacing("use_case: good", with: "use_case: other"), to: "cases/case.yaml")
    #expect(
      !place.run(["gate", "cases", "--baseline", "known.txt"]).output.contains("baseline-stale"))
  }

  @Test func `an entry added in the same change does not count`() throws {
    let place = try place()
    try git("init", "-q", "-b", "main", ".", in: place)
    try git("add", ".", in: place)
    try git("commit", "-q", "-m", "A case", in: place)
    #expect(place.run(["gate", "cases", "--write-baseline", "known.txt"]).status.code == 0)
    let gate = ["gate", "cases", "--baseline", "known.txt", "--waivers-from", "main"]
    let outcome = place.run(gate)
    #expect(outcome.status.code == 1)
    #expect(outcome.output.contains("[baseline-self-granted]"))
    try git("add", ".", in: place)
    try git("commit", "-q", "-m", "A baseline", in: place)
    #expect(place.run(gate).status.code == 0)
  }
}
