import Clearance
import Crypto
import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `The verb audit` {
  private static let vocabulary = """
    language: 1
    vocabulary: logs
    groups: {r: {en: Record, fr: Enregistrement}}
    facts:
      r.harsh: {of: decision, type: yes_no, ask: {en: q, fr: q}}
      r.reviewed: {of: decision, type: yes_no, ask: {en: q, fr: q}}

    """
  private static let law = """
    language: 1
    act: log-act
    title: Log Act
    jurisdiction: world
    bearers: {keeper: keeps}

    """
  private static let duties = """
    language: 1
    act: log-act
    definitions:
      keeps: {helper: yes, about: decision, when: always}
    obligations:
      reviewed_first:
        about: decision
        bearer: keeper
        provision: [log-act/1]
        cite: Art. 1
        verified: text
        severity: high
        says: {en: A person reviewed it, fr: Une personne l'a revue}
        when: r.harsh
        requires: r.reviewed

    """
  private static let mapping = """
    language: 1
    use_case: log
    jurisdictions: [NL]
    on: 2026-06-01
    id: id
    columns: {harsh: r.harsh, reviewed: r.reviewed}

    """
  private static let log = """
    {"id":"a","office":"X","harsh":true,"reviewed":false}
    {"id":"b","office":"Y","harsh":true,"reviewed":true}
    {"id":"c","office":"X","harsh":true}
    {"id":"d","harsh":false,"reviewed":false}

    """

  private func workplace() throws -> Workplace {
    let place = try Workplace()
    for (text, path) in [
      (Self.vocabulary, "laws/vocabulary/a.yaml"), (Self.law, "laws/act.yaml"),
      (Self.duties, "laws/duties.yaml"), (Self.mapping, "mapping.yaml"),
      (Self.log, "log.ndjson"),
    ] { try place.write(text, to: path) }
    return place
  }

  private let common = ["--mapping", "mapping.yaml", "--rules", "laws"]

  @Test func `counts records by how a rule comes out`() throws {
    let place = try workplace()
    let json = try place.run(
      ["audit", "log.ndjson", "--format", "json", "--by", "office"] + common
    )
    .json()
    let rule = try #require((json["rules"] as? [[String: Any]])?.first)
    for (name, count) in [("violated", 1), ("satisfied", 1), ("open", 1), ("not_applicable", 1)] {
      #expect(rule[name] as? Int == count, "\(name)")
    }
    #expect(rule["violated_of_decided"] as? Double == 0.5)
    let groups = try #require(json["groups"] as? [[String: Any]])
    #expect(groups.map { $0["values"] as? [String] } == [[""], ["X"], ["Y"]])
    #expect(groups.map { $0["records"] as? Int } == [1, 2, 1])
    let digest = SHA256.hash(data: Data(Self.log.utf8)).map { String(format: "%02x", $0) }.joined()
    #expect((json["logs"] as? [[String: Any]])?.first?["sha256"] as? String == digest)
  }

  @Test(arguments: [
    (["--fail-on", "high"], 1), (["--fail-on", "critical"], 0), ([], 0),
  ])
  func `ends as a gate does`(options: [String], code: Int) throws {
    let place = try workplace()
    #expect(place.run(["audit", "log.ndjson"] + common + options).status.code == Int32(code))
  }

  @Test func `what is only open ends with 3 under strict`() throws {
    let place = try workplace()
    try place.write("{\"id\":\"c\",\"harsh\":true}\n", to: "open.ndjson")
    let run = ["audit", "open.ndjson", "--fail-on", "high"] + common
    #expect(place.run(run).status.code == 3)
    #expect(place.run(run + ["--no-strict"]).status.code == 0)
  }

  @Test func `a line that is no record ends with 2 unless so many are allowed`() throws {
    let place = try workplace()
    try place.write(Self.log + "{\"id\":\n", to: "bad.ndjson")
    let run = ["audit", "bad.ndjson", "--fail-on", "high"] + common
    let outcome = place.run(run)
    #expect(outcome.status.code == 2)
    #expect(outcome.output.contains("bad.ndjson:5: "), "\(outcome.output)")
    #expect(outcome.output.contains("[cut-off]"))
    #expect(place.run(run + ["--max-bad", "1"]).status.code == 1)
  }

  @Test func `files, patterns, gzip, CSV and standard input are one log`() throws {
    let place = try workplace()
    try place.write("\u{FEFF}id,harsh,reviewed\r\ne,yes,no\r\n\"f\",no,\r\n", to: "log-2.csv")
    try place.write("id,harsh,reviewed\ng,yes,no\n", to: "log-1.csv")
    place.input = Array(Self.log.utf8)
    let json = try place.run(
      ["audit", "-", "log-*.csv", "--ids", "ids.tsv", "--format", "json"] + common
    ).json()
    #expect(json["records"] as? Int == 7)
    #expect(
      (json["logs"] as? [[String: Any]])?.map { $0["file"] as? String }
        == ["-", "log-1.csv", "log-2.csv"])
    let rule = try #require((json["rules"] as? [[String: Any]])?.first)
    let lines = (rule["examples"] as? [[String: Any]] ?? []).map { $0["line"] as? Int }
    #expect(lines == [1, 2, 2])
    let ids = try place.text(of: "ids.tsv")
    #expect(
      ids == ["a", "g", "e"].map { "log-act/reviewed_first\t\($0)\n" }.joined())
  }

  @Test func `the number of threads changes nothing`() throws {
    let place = try workplace()
    let lines = (0..<60_000).map { number in
      "{\"id\":\"r\(number)\",\"office\":\"o\(number % 7)\",\"harsh\":\(number % 3 == 0),"
        + "\"reviewed\":\(number % 2 == 0)}\n"
    }
    try place.write(lines.joined(), to: "long.ndjson")
    let runs = ["1", "2", "5"].map { threads in
      place.run(
        ["audit", "long.ndjson", "--by", "office", "--format", "json", "--threads", threads]
          + ["--ids", "ids-\(threads).tsv"] + common
      ).output
    }
    #expect(runs[0] == runs[1] && runs[1] == runs[2])
    let ids = try ["1", "2", "5"].map {
      try place.text(of: "ids-\($0).tsv")
    }
    #expect(ids[0] == ids[1] && ids[1] == ids[2])
    // Every third is harsh, and of those every other was not reviewed.
    #expect(ids[0].split(separator: "\n").count == 10_000)
  }

  @Test func `proves one record by the evaluator of single cases`() throws {
    let place = try workplace()
    let outcome = place.run(["audit", "log.ndjson", "--explain", "a"] + common)
    #expect(outcome.status == .clean)
    for words in ["VIOLATED", "reviewed_first", "log.ndjson:1"] {
      #expect(outcome.output.contains(words), "\(words): \(outcome.output)")
    }
    let none = place.run(["audit", "log.ndjson", "--explain", "zz"] + common)
    #expect(none.status == .failed && none.remarks.contains("[no-record]"))
  }

  @Test(arguments: [
    ("", "empty-log"), ("id,harsh\n", "no-column"),
    ("id,harsh,harsh,reviewed\na,,,\n", "repeated-column"),
    ("\u{1F}\u{8B}", "empty-log"),
  ])
  func `a log that says nothing ends with 2`(text: String, code: String) throws {
    let place = try workplace()
    try place.write(text, to: "log.csv")
    let outcome = place.run(["audit", "log.csv", "--ids", "ids.tsv"] + common)
    #expect(outcome.status == .failed)
    if code != "empty-log" { #expect(outcome.remarks.contains("[\(code)]"), "\(outcome.remarks)") }
    #expect(!FileManager.default.fileExists(atPath: place.path("ids.tsv")))
  }
}
