import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Registers

/// A made-up register for each preset, and what is read from it.
private let samples: [String] = {
  let folder = Bench.here.appending(path: "Golden/Samples").path
  return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
}()

struct Presets {
  @Test func `every preset of the rules can be read, and has a sample`() throws {
    let bench = try Bench.shared.get()
    #expect(bench.diagnostics.isEmpty, "\(bench.diagnostics.map(\.message))")
    let sampled = samples.map { $0.split(separator: ".").dropLast().joined(separator: ".") }
    #expect(bench.presets.map(\.name) == sampled.sorted())
  }

  @Test(arguments: samples)
  func `a made-up register becomes these use cases`(sample: String) throws {
    let bench = try Bench.shared.get()
    let name = sample.split(separator: ".").dropLast().joined(separator: ".")
    let path = Bench.here.appending(path: "Golden/Samples/\(sample)")
    let file = SourceFile(path: sample, bytes: Array(try Data(contentsOf: path)))
    let found = try bench.records(file, by: bench.preset(name))
    var text = found.records.map { UseCaseFile($0.useCase, of: bench.rulebook).text }
      .joined(separator: "\n")
    text += "\n# remarks\n"
    for remark in found.remarks {
      text += "# \(remark.file):\(remark.span.start): \(remark.message) [\(remark.code)]\n"
    }
    text += "# \(found.tally.records) use cases, \(found.tally.facts) facts\n"
    let expected = Bench.here.appending(path: "Golden/Expected/\(name).yaml")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      return try Data(text.utf8).write(to: expected)
    }
    #expect(text == (try String(contentsOf: expected, encoding: .utf8)))
  }

  @Test(arguments: samples)
  func `a use case says the same once it is a file`(sample: String) throws {
    let bench = try Bench.shared.get()
    let name = sample.split(separator: ".").dropLast().joined(separator: ".")
    let path = Bench.here.appending(path: "Golden/Samples/\(sample)")
    let file = SourceFile(path: sample, bytes: Array(try Data(contentsOf: path)))
    for record in try bench.records(file, by: bench.preset(name)).records {
      let back = try bench.readBack(record.useCase)
      #expect(back.answers.said == record.useCase.answers.said)
      #expect(back.notes == record.useCase.notes)
      #expect(back.entry == record.useCase.entry)
      #expect(
        back.answers.mapValues(\.place.origin)
          == record.useCase.answers.mapValues(\.place.origin))
    }
  }
}

struct ReadingOfRecords {
  private let mapping = """
    language: 1
    import: own
    format: csv
    separator: ";"
    name: [id]
    use_case_title: title
    jurisdictions: [NL]
    not_published: [n/a]
    dates: [DD.MM.YYYY]
    columns:
      id: {note: id}
      title: {note: title}
      stage: {fact: system.stage, values: {running: production, built: development}}
      again: {fact: system.stage, values: {running: production, built: development}}
      since: {fact: system.in_service_since}
      personal: {fact: data.personal, values: {Yes: yes, No: no}}
      special: {fact: data.special, split: [","], whole: yes, values: {race: ethnic_origin, faith: belief}}
    """

  private func read(
    _ rows: String...
  ) throws -> (records: [ImportedRecord], remarks: [Diagnostic], tally: ImportTally) {
    let bench = try Bench.shared.get()
    let head = "id;title;stage;again;since;personal;special"
    let file = SourceFile(
      path: "own.csv", text: ([head] + rows).joined(separator: "\n") + "\n")
    return try bench.records(file, by: bench.preset(text: mapping))
  }

  private func said(_ record: ImportedRecord, _ name: String) throws -> Answer.Said? {
    let vocabulary = try Bench.shared.get().rulebook.rules.vocabulary
    return record.useCase.answers[try #require(vocabulary.fact(named: name))]?.said
  }

  @Test func `silence is unknown, and is counted as silence`() throws {
    let found = try read("1;a;;n/a; ;N/A;")
    #expect(found.records[0].useCase.answers.isEmpty)
    #expect(found.remarks.isEmpty)
    #expect(found.tally.columns.filter(\.holdsFacts).allSatisfy { $0.silent == 1 })
  }

  @Test func `a value that nobody has mapped is named with row and column, kept, and unknown`()
    throws
  {
    let found = try read("1;a;running;;;;", "2;b;runing;;;;")
    #expect(try said(found.records[1], "system.stage") == nil)
    let remark = try #require(found.remarks.first)
    #expect(remark.code == "unmapped-value")
    #expect(remark.message.contains("row 3, column `stage`"))
    #expect(remark.suggestion == "running")
    #expect(remark.span.start == SourcePosition(line: 3, column: 5))
    #expect(
      found.records[1].useCase.entry?.kept
        == [RegisterEntry.Kept(column: "stage", text: "runing")])
  }

  @Test func `columns that do not agree leave the fact unknown`() throws {
    let found = try read("1;a;running;built;;;", "2;b;running;running;;;")
    #expect(try said(found.records[0], "system.stage") == nil)
    #expect(found.remarks.map(\.code) == ["columns-disagree"])
    #expect(try said(found.records[1], "system.stage") != nil)
  }

  @Test(arguments: [("04.03.2025", 1), ("4.3.2025", 0), ("30.02.2025", 0), ("March 2025", 0)])
  func `only a day of the calendar is a day`(text: String, count: Int) throws {
    let found = try read("1;a;;;\(text);;")
    #expect(found.tally.facts == count)
    #expect(found.remarks.count == 1 - count)
  }

  @Test func `what does not fit the other answers is left out, with a remark`() throws {
    // Nobody is asked for sensitive data where no data are personal.
    let found = try read("1;a;;;;No;race")
    #expect(try said(found.records[0], "data.special") == nil)
    #expect(try said(found.records[0], "data.personal") == .value(.no))
    #expect(found.remarks.map(\.code) == ["does-not-fit"])
  }

  @Test func `a set that is whole says what is not in it`() throws {
    let found = try read("1;a;;;;Yes;race,faith")
    let vocabulary = try Bench.shared.get().rulebook.rules.vocabulary
    let fact = vocabulary[try #require(vocabulary.fact(named: "data.special"))]
    let places = ["ethnic_origin", "belief"].compactMap { name in
      fact.options.firstIndex { $0.name == name }
    }
    #expect(try said(found.records[0], "data.special") == .value(.members(places.sorted())))
  }

  @Test(arguments: ["1;a;running", "1;a;running;;;;;x"])
  func `a row that has lost its order is refused, and the others are read`(row: String) throws {
    let found = try read(row, "2;b;running;;;;", "3;c;;;;;;")
    #expect(found.tally.refused == 1)
    #expect(found.records.map(\.useCase.name) == ["record-2", "record-3"])
    #expect(found.remarks.map(\.code) == ["ragged-row"])
    #expect(found.remarks.first?.message.hasPrefix("row 2 has") == true)
  }

  @Test func `names are each used once, and fit for files`() throws {
    let found = try read(
      "Ça va?;a;;;;;", "ca-va;b;;;;;", "CON;c;;;;;", "../../etc;d;;;;;", "税関;e;;;;;")
    #expect(
      found.records.map(\.useCase.name) == ["ca-va", "ca-va-2", "record-4", "etc", "record-6"])
  }

  @Test func `a file without any column of the preset is another register`() throws {
    let bench = try Bench.shared.get()
    let preset = try bench.preset("us-omb-2024")
    #expect(throws: UseCaseError.self) {
      try importRegister(
        SourceFile(path: "x.csv", text: "a,b\n1,2\n"), by: preset, for: bench.rulebook)
    }
  }

  @Test func `a mapping that names what there is not is refused with its places`() throws {
    let bench = try Bench.shared.get()
    var diagnostics: [Diagnostic] = []
    let text = """
      language: 1
      import: bad
      format: csv
      jurisdictions: [NL]
      dates: [YY-MM-DD]
      columns:
        a: {fact: system.stagge}
        b: {fact: system.stage, values: {x: finished}}
        c: {}
        d: {label: {scheme: no_such}}
      """
    _ = RegisterPreset.read(
      mapping: SourceFile(path: "bad.yaml", text: text), of: bench.rulebook,
      noting: &diagnostics)
    let codes = diagnostics.map(\.code)
    for code in [
      "not-a-day-pattern", "unknown-fact", "unknown-option", "column-says-nothing",
      "unknown-scheme",
    ] { #expect(codes.contains(code), "\(code) is not among \(codes)") }
  }
}
