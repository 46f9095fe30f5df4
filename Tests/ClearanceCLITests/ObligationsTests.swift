import Clearance
import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `The verb obligations` {
  @Test func `lists what applies, by bearer`() throws {
    let place = try Workplace()
    // Where no course fits, nobody need keep records.
    try place.write(
      SmallLaw.bad.replacing("fits: yes", with: "fits: no"), to: "case.yaml")
    let outcome = place.run(["obligations", "case.yaml"])
    #expect(outcome.status == .clean)
    for words in [
      "keeper · in force 1", "✗ VIOLATED", "in force since 2020-01-01",
      "remedy: Give somebody a control", "https://example.org/small-act", "2 of 3 listed",
      "1 that do not apply (--state not_applicable)",
    ] {
      #expect(outcome.output.contains(words), "\(words): \(outcome.output)")
    }
  }

  @Test func `without a use case lists every duty of the rules, and no other`() throws {
    let place = try Workplace()
    let rules = try place.run(["rules", "list", "--format", "json"]).json()
    let duties = (rules["rules"] as? [[String: Any]] ?? []).filter {
      ["obligation", "prohibition", "right"].contains($0["kind"] as? String ?? "")
    }
    let list = try place.run(["obligations", "--format", "json"]).json()
    let listed = list["obligations"] as? [[String: Any]] ?? []
    #expect(duties.count == 3)
    #expect(
      Set(listed.compactMap { $0["rule"] as? String })
        == Set(duties.compactMap { $0["id"] as? String }))
    #expect(listed.count == duties.count)
    #expect(list["catalogue"] as? Bool == true && list["exit_code"] as? Int == 0)
  }

  @Test(arguments: [
    (["--role", "keper"], "unknown-role", "did you mean `keeper`?"),
    (["--bearer", "keper"], "unknown-role", "did you mean `keeper`?"),
    (["--jurisdiction", "UE"], "unknown-jurisdiction", "did you mean `EU`?"),
    (["--jurisdiction", "NL"], "unknown-jurisdiction", "it belongs to `EU`"),
    (["--act", "smal-act"], "unknown-act", "did you mean `small-act`?"),
    (["--topic", "logs"], "unknown-topic", "there are "),
    (["--from", "2026-02-30"], "not-a-day", "YYYY-MM-DD"),
    (["--from", "2027-01-02", "--to", "2027-01-01"], "range-ends-first", "lies before"),
    (["--state", "violated"], "state-without-use-case", "name a use-case file"),
    (["--kind", "definition"], "no-duty", "--kind takes"),
  ])
  func `what cannot be asked is refused with a hint`(
    _ options: [String], _ code: String, _ hint: String
  ) throws {
    let place = try Workplace()
    let outcome = place.run(["obligations"] + options)
    #expect(outcome.status == .failed)
    #expect(outcome.output.isEmpty)
    #expect(outcome.remarks.contains("[\(code)]") && outcome.remarks.contains(hint))
    let json = place.run(["obligations", "--format", "json"] + options)
    #expect(try json.errors().compactMap { $0["code"] as? String } == [code])
    #expect(json.status == .failed)
  }

  @Test func `an empty list ends with 0, and says that nothing fits`() throws {
    let place = try Workplace()
    let text = place.run(["obligations", "--timing", "ended"])
    #expect(text.status == .clean)
    #expect(text.output.contains("Nothing to list: none of the 3 obligations"))
    let csv = place.run(["obligations", "--timing", "ended", "--format", "csv", "--lang", "fr"])
    #expect(csv.status == .clean)
    #expect(csv.remarks.contains("rien ne répond à la demande"))
  }

  @Test func `a file that cannot be read is told beside the list, which ends with 2`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.good, to: "case.yaml")
    for format in ["text", "json", "csv", "md", "ics"] {
      let outcome = place.run(["obligations", "case.yaml", "none.yaml", "--format", format])
      #expect(outcome.status == .failed)
      #expect(!outcome.output.isEmpty)
      let said = format == "json" ? outcome.output : outcome.remarks
      #expect(said.contains("none.yaml"))
    }
    let alone = place.run(["obligations", "none.yaml"])
    #expect(alone.status == .failed && alone.output.isEmpty)
  }

  @Test func `standard input is a use case, and the day is that of --on`() throws {
    let place = try Workplace()
    place.input = Array(SmallLaw.good.utf8)
    let outcome = place.run(["obligations", "-", "--on", "2019-12-31"])
    #expect(outcome.status == .clean)
    #expect(outcome.output.contains("upcoming: from 2020-01-01, in 1 day"))
    #expect(outcome.output.contains("then, as things stand: satisfied"))
  }
}
