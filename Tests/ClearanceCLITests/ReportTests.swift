import Clearance
import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `What stands beside a report` {
  @Test func `reports and rules in a folder are left alone, which is said`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.good, to: "cases/a.yaml")
    let report = place.run(["assess", "cases", "--format", "json"]).output
    try place.write(report, to: "cases/expected/a.json")
    try place.write(SmallLaw.duties, to: "cases/duties.yaml")
    let outcome = place.run(["assess", "cases"])
    #expect(outcome.status == .clean)
    #expect(outcome.remarks.contains("left alone, as no use cases: 2 (cases/duties.yaml, "))
    // One that is named is read, whatever it is.
    #expect(place.run(["assess", "cases/duties.yaml"]).status == .failed)
    // A use case with a mistake at the top is none of these.
    try place.write(SmallLaw.good.replacing("use_case", with: "usecase"), to: "cases/b.yaml")
    #expect(place.run(["assess", "cases"]).status == .failed)
  }

  @Test func `a folder of reports alone holds no use case`() throws {
    let place = try Workplace()
    try place.write("{\"format\": \"clearance-assessment\"}", to: "cases/a.json")
    let outcome = place.run(["assess", "cases"])
    #expect(outcome.status == .failed)
    #expect(outcome.remarks.contains("[no-file-matched]"))
  }

  @Test func `a waiver with the digest of its rule counts until the rule changes`() throws {
    let place = try Workplace()
    let list = try place.run(["rules", "list", "--format", "json"]).json()
    let rules = try #require(list["rules"] as? [[String: Any]])
    let rule = try #require(rules.first { $0["id"] as? String == "small-act/stop_control" })
    let digest = try #require(rule["digest"] as? String)
    #expect(digest.count == 64)
    let waived = SmallLaw.bad + SmallLaw.waiver + "\n    rule_digest: \(digest)\n"
    try place.write(waived, to: "case.yaml")
    let gate = ["assess", "case.yaml", "--fail-on", "low"]
    #expect(place.run(gate).status == .clean)
    try place.write(
      SmallLaw.duties.replacing("Art. 3", with: "Art. 3(1)"), to: "rules/eu/small-act/duties.yaml")
    let outcome = place.run(gate)
    #expect(outcome.status == .findings)
    #expect(outcome.output.contains("a waiver was given for an earlier rule"))
  }

  @Test func `remarks on standard error speak the language that was asked for`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.bad, to: "case.yaml")
    let french = place.run(["assess", "case.yaml", "none.yaml", "--lang", "fr", "--fail-on", "low"])
    for words in [
      "règles : rules", "jour : 2026-11-22", "none.yaml: erreur : il n'y a pas de tel fichier",
      "code 2 : 1 évalué", "1 violée",
    ] {
      #expect(french.remarks.contains(words), "\(french.remarks)")
    }
    let named = place.run(["explain", "nothing_like_it", "--lang", "fr"])
    #expect(named.remarks.contains("aucune règle ne s'appelle `nothing_like_it`"))
  }

  @Test func `a name that rules of several acts have is told with the full ids`() throws {
    let place = try Workplace()
    let others = ["act: small-act": "act: other-act", "Small Act": "Other Act"]
    for (file, text) in [("act", SmallLaw.act), ("duties", SmallLaw.duties)] {
      let other = others.reduce(text) { $0.replacing($1.key, with: $1.value) }
      try place.write(other, to: "rules/eu/other-act/\(file).yaml")
    }
    let outcome = place.run(["explain", "stop_control"])
    #expect(outcome.status == .failed)
    #expect(outcome.remarks.contains("[ambiguous-rule]"))
    #expect(outcome.remarks.contains("`other-act/stop_control`, `small-act/stop_control`"))
    #expect(place.run(["explain", "small-act/stop_control"]).status == .clean)
  }

  @Test func `a scheme is explained as one`() throws {
    let place = try Workplace()
    try place.write(
      SmallLaw.act + "\nschemes: {small_risk: [forbidden, allowed]}\n",
      to: "rules/eu/small-act/act.yaml")
    let duties = SmallLaw.duties.replacing(
      "  no_deciding:\n", with: "  no_deciding:\n    scheme: small_risk\n    class: forbidden\n")
    try place.write(duties, to: "rules/eu/small-act/duties.yaml")
    let outcome = place.run(["explain", "small_risk"])
    #expect(outcome.status == .clean)
    for words in ["scheme: ", "  forbidden", "no_deciding (Art. 2) · prohibition", "  allowed"] {
      #expect(outcome.output.contains(words), "\(outcome.output)")
    }
    let json = try place.run(["explain", "small_risk", "--format", "json"]).json()
    #expect(json["format"] as? String == "clearance-scheme")
  }

  @Test func `remarks on a use case stand in JSON too`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.good + "\nassumed: [system.since]\n", to: "case.yaml")
    for verb in [["assess"], ["ask"], ["explain", "stop_control", "--use-case"]] {
      let json = try place.run(verb + ["case.yaml", "--format", "json"]).json()
      let report = (json["assessments"] as? [[String: Any]])?.first ?? json
      let warning = (report["warnings"] as? [[String: [String: Any]]])?.first?["warning"]
      #expect(warning?["code"] as? String == "assumed-without-answer")
    }
  }
}
