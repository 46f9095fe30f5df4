import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

/// A plain reader of RFC 4180: fields in quotes, quotes in them doubled, lines that end in CRLF.
private func readCSV(_ text: String) throws -> [[String]] {
  var rows: [[String]] = []
  var rest = Array(text.unicodeScalars)[...]
  while !rest.isEmpty {
    var row: [String] = []
    while true {
      try #require(rest.popFirst() == "\"")
      var field = String.UnicodeScalarView()
      while let scalar = rest.popFirst() {
        if scalar != "\"" {
          field.append(scalar)
        } else if rest.first == "\"" {
          field.append(rest.removeFirst())
        } else {
          break
        }
      }
      row.append(String(field))
      if rest.first == "," { rest.removeFirst() } else { break }
    }
    try #require(rest.popFirst() == "\r")
    try #require(rest.popFirst() == "\n")
    rows.append(row)
  }
  return rows
}

@Suite struct `Documents of a list` {
  @Test(arguments: Case.all, Language.allCases)
  func `CSV has a row for each duty, and says what the list says`(
    _ example: Case, _ language: Language
  ) throws {
    let list = try Lists.of(example)
    let rows = try readCSV(list.rendered(as: .csv, in: language))
    let head = try #require(rows.first)
    #expect(head == ObligationCSV.columns)
    #expect(rows.count == list.duties.count + 1)
    for (row, duty) in zip(rows.dropFirst(), list.duties.inListOrder) {
      try #require(row.count == head.count)
      let cell = Dictionary(uniqueKeysWithValues: zip(head, row))
      #expect(cell["rule"] == duty.rule.name && cell["act"] == duty.act.name)
      #expect(cell["bearer"] == duty.bearer ?? "" && cell["holder"] == duty.rule.holder ?? "")
      #expect(cell["timing"] == duty.timing.rawValue)
      #expect(cell["from"] == duty.begins?.description ?? "")
      #expect(cell["url"] == duty.act.url ?? "")
      #expect(cell["state"] == duty.stand?.state.rawValue)
    }
  }

  @Test(arguments: Case.all)
  func `JSON fits its schema`(_ example: Case) throws {
    for list in [try Lists.of(example), try Lists.whole(example)] {
      let value = list.json(diagnostics: [], code: 0)
      #expect(
        ObligationSchema.root.mistakes(in: value, at: "$", ObligationSchema.definitions) == [])
    }
  }

  @Test func `JSON of a catalogue fits its schema`() throws {
    let value = try Lists.catalogue(isReal: true).json(diagnostics: [], code: 0)
    #expect(ObligationSchema.root.mistakes(in: value, at: "$", ObligationSchema.definitions) == [])
  }

  @Test(arguments: [ReportSchema.obligations, .difference])
  func `the schema in the documents is the one that is kept`(_ schema: ReportSchema) throws {
    let place = Folder.package.appending(path: "docs/schemas/\(schema.rawValue).schema.json")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(schema.text.utf8).write(to: place)
    }
    #expect(try String(contentsOf: place, encoding: .utf8) == schema.text)
  }

  @Test func `a calendar has the day on which a duty begins, and the one on which a paper expires`()
    throws
  {
    let text = try Lists.of(try Case.named("pick-travellers")).rendered(as: .ics)
    // Art. 14 is law from 2027-12-02, and Art. 15 until 2026-12-31.
    #expect(text.contains("DTSTART;VALUE=DATE:20271202"))
    #expect(text.contains("DTSTART;VALUE=DATE:20261231"))
    let run = try Runs.of(Case.named("pick-travellers")).rendered(as: .ics)
    func names(_ text: String) -> Set<Substring> {
      Set(text.split(separator: "\r\n").filter { $0.hasPrefix("UID:") && $0.contains("-begins") })
    }
    // The same event has the same name in the calendar of a run.
    #expect(names(text) == names(run))
  }

  @Test(arguments: ObligationFormat.allCases, Language.allCases)
  func `an empty list says so`(_ format: ObligationFormat, _ language: Language) throws {
    var filter = ObligationFilter()
    filter.topics = ["nothing"]
    let text = try Lists.catalogue().filtered(by: filter).rendered(as: format, in: language)
    switch format {
    case .text, .md:
      #expect(text.contains(language == .english ? "Nothing to list" : "Rien à lister"))
    case .json: #expect(text.contains("\"listed\": 0"))
    case .csv: #expect(try readCSV(text).count == 1)
    case .ics: #expect(text.contains("BEGIN:VJOURNAL"))
    }
  }

  @Test(arguments: ObligationFormat.allCases)
  func `what a file says of itself has no power in a list`(_ format: ObligationFormat) throws {
    let run = try HostileCase.run()
    let text = ObligationList(
      of: run.reports, in: try Case.madeUp.get(), on: Lists.today, problems: run.problems
    ).rendered(as: format)
    let obeyed = text.unicodeScalars.filter { scalar in
      scalar != "\n" && scalar != "\r" && String(scalar) != String(scalar).printable
    }
    #expect(obeyed.isEmpty, "\(Set(obeyed))")
    if format == .md { #expect(!text.contains("<script") && !text.contains("@everyone")) }
  }
}
