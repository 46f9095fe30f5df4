import Clearance
import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `A register on the command line` {
  private static let mapping = """
    language: 1
    import: gates
    format: csv
    name: [no]
    use_case_title: name
    operator: office
    jurisdictions: [NL]
    not_published: [n/a]
    columns:
      no: {note: id}
      stop: {fact: system.can_stop, values: {Y: yes, N: no}}
      about: {fact: use.about, split: [";"], values: {parcels: goods, people: persons}}
      since: {fact: system.since}
      why: {note: purpose}
    """
  private static let table = """
    no,name,office,stop,about,since,why
    g-1,"Gate, north",Port,N,parcels;people,2024-05-06,"To see
    what comes"
    g-2,Gate south,Port,maybe,n/a,,=danger()

    """

  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.write(Self.mapping, to: "gates.yaml")
    try place.write(Self.table, to: "gates.csv")
    return place
  }

  private func run(_ place: Workplace, _ more: String...) -> Outcome {
    place.run(["import", "csv", "gates.csv", "--mapping", "gates.yaml"] + more)
  }

  @Test func `becomes a file for each row, which say where the register has each answer`() throws {
    let place = try place()
    let outcome = run(place, "--out", "cases")
    #expect(outcome.status == .clean, "\(outcome.remarks)")
    #expect(
      try place.text(of: "cases/g-1.yaml") == """
        # gates.csv row 2, read by `clearance import gates`.
        language: 1
        use_case: g-1
        title: "Gate, north"
        operator: "Port"
        jurisdictions: [NL]

        facts:
          system:
            can_stop: no
            since: 2024-05-06
          use:
            about: [goods, persons]

        notes:
          id: "g-1"
          purpose: "To see\\nwhat comes"

        origin:
          register: gates
          file: "gates.csv"
          row: 2
          columns:
            system.can_stop: "stop"
            system.since: "since"
            use.about: "about"

        """)
    #expect(outcome.remarks.contains("row 3, column `stop`: `maybe` is no value"))
    #expect(outcome.remarks.contains("wrote 2 files into cases\n"))
    let last = outcome.remarks.split(separator: "\n").last ?? ""
    #expect(last.hasPrefix("2 use cases; 3 facts read, "))
    #expect(last.hasSuffix(" still needed"))
  }

  @Test func `lets findings point into it`() throws {
    let place = try place()
    #expect(run(place, "--out", "cases").status == .clean)
    let english = place.run(["assess", "cases/g-1.yaml"])
    #expect(english.output.contains("gates.csv row 2, column \"stop\""), "\(english.output)")
    let french = place.run(["assess", "cases/g-1.yaml", "--lang", "fr"])
    #expect(french.output.contains("gates.csv ligne 2, colonne « stop »"), "\(french.output)")
  }

  @Test func `writes nothing over what is there, and all of it with --force`() throws {
    let place = try place()
    #expect(run(place, "--out", "cases").status == .clean)
    try place.write("mine", to: "cases/g-2.yaml")
    let refused = run(place, "--out", "cases")
    #expect(refused.status == .failed)
    #expect(refused.remarks.contains("[file-exists]"))
    #expect(try place.text(of: "cases/g-2.yaml") == "mine")
    #expect(run(place, "--out", "cases", "--force").status == .clean)
    #expect(try place.text(of: "cases/g-2.yaml").contains("use_case: g-2"))
    let names = try FileManager.default.contentsOfDirectory(atPath: place.path("."))
    #expect(!names.contains { $0.hasSuffix(".tmp") })
  }

  @Test func `writes nothing at all where a row has lost its order`() throws {
    let place = try place()
    try place.write(Self.table + "g-3,short\n", to: "gates.csv")
    let outcome = run(place, "--out", "cases")
    #expect(outcome.status == .failed)
    #expect(outcome.remarks.contains("row 4 has 2 cells, and the head 7 [ragged-row]"))
    #expect(!FileManager.default.fileExists(atPath: place.path("cases")))
  }

  @Test func `is accounted for column by column`() throws {
    let json = try run(place(), "--format", "json").json()
    #expect(json["use_cases"] as? Int == 2)
    #expect(json["facts_read"] as? Int == 3)
    let columns = try #require(json["columns"] as? [[String: Any]])
    let stop = try #require(columns.first { $0["name"] as? String == "stop" })
    #expect(stop["mapped"] as? Int == 1)
    #expect(stop["unmapped"] as? Int == 1)
    for column in columns {
      let sum = ["mapped", "no_fact", "not_published", "unmapped", "text"]
        .compactMap { column[$0] as? Int }.reduce(0, +)
      #expect(sum == 2)
    }
  }

  @Test func `comes back as it was written`() throws {
    let place = try place()
    #expect(run(place, "--out", "cases").status == .clean)
    let out = place.run([
      "export", "csv", "cases/g-1.yaml", "cases/g-2.yaml", "--mapping", "gates.yaml",
      "--output", "back.csv",
    ])
    #expect(out.status == .clean, "\(out.remarks)")
    let text = try place.text(of: "back.csv")
    #expect(text.contains("'=danger()"))
    let again = place.run([
      "import", "csv", "back.csv", "--mapping", "gates.yaml", "--out", "again",
    ])
    #expect(again.status == .clean, "\(again.remarks)")
    for name in ["g-1", "g-2"] {
      let one = try place.text(of: "cases/\(name).yaml").split(separator: "\norigin:")[0]
      let other = try place.text(of: "again/\(name).yaml").split(separator: "\norigin:")[0]
      #expect(one.split(separator: "\n").dropFirst() == other.split(separator: "\n").dropFirst())
    }
  }
}
