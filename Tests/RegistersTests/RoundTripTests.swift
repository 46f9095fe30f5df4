import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Registers

/// Numbers that follow from a seed (SplitMix64).
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

struct RoundTrips {
  static let presets = [
    "us-omb-2024", "us-omb-2025", "ca-gc-register", "uk-atrs", "uk-atrs-record",
    "nl-algoritmeregister-1.0.0", "portfolio-csv",
  ]

  /// Answers such as the preset can hold, at random.
  private func answers(
    of preset: RegisterPreset, _ bench: Bench, _ numbers: inout Seeded
  ) -> Answers {
    let place = Place(file: "random", span: SourceSpan(at: .start))
    var merged: [FactID: Merged] = [:]
    for column in preset.columns where Bool.random(using: &numbers) {
      guard column.isWritten else { continue }
      guard let values = column.values, column.companion == nil,
        let effect = values.filter({ !$0.value.text.isEmpty }).randomElement(using: &numbers)
      else {
        if let fact = column.fact, bench.rulebook.rules.vocabulary[fact].type == .date {
          let day = Day(2020, 1, 1)?.adding(days: Int.random(in: 0...3_000, using: &numbers))
          if let day {
            merged[fact, default: Merged(place: place)].add(.value(.day(day)), from: column.name)
          }
        }
        continue
      }
      for (fact, said) in effect.effect.answers {
        merged[fact, default: Merged(place: place)].add(said, from: column.name)
      }
    }
    var answers = preset.facts
    for (fact, found) in merged where answers[fact] == nil {
      if let said = found.said(of: bench.rulebook.rules.vocabulary[fact]) {
        answers[fact] = Answer(said: said, place: place)
      }
    }
    return answers
  }

  private func useCase(
    _ answers: Answers, _ preset: RegisterPreset, _ bench: Bench, notes: [Note]
  ) -> UseCase {
    var answers = answers
    while true {
      let useCase = UseCase(
        name: "case", title: "A title, with \"quotes\"", operatorName: "Customs",
        jurisdictions: preset.jurisdictions, file: "random", answers: answers, notes: notes,
        entry: RegisterEntry(register: preset.name, file: "random", row: 2, isTable: true))
      let misfits = useCase.misfits(bench.rulebook)
      if misfits.isEmpty { return useCase }
      for fact in misfits { answers[fact] = nil }
    }
  }

  @Test(arguments: presets, [1, 2, 3, 4, 5, 6, 7, 8])
  func `a use case that goes into a register comes back with every fact it can hold`(
    name: String, seed: Int
  ) throws {
    let bench = try Bench.shared.get()
    let preset = try bench.preset(name)
    var numbers = Seeded(state: UInt64(seed))
    for _ in 0..<10 {
      let first = useCase(answers(of: preset, bench, &numbers), preset, bench, notes: [])
      let text = exportRegister([first], by: preset, of: bench.rulebook).text
      let file = SourceFile(path: preset.isTable ? "out.csv" : "out.json", text: text)
      let records = try bench.records(file, by: preset).records
      let back = try #require(records.first).useCase
      for (fact, answer) in back.answers {
        let name = bench.rulebook.rules.vocabulary[fact].name
        #expect(answer.said == first.answers[fact]?.said, "\(name) came back otherwise\n\(text)")
      }
      let lost = first.answers.keys.filter { back.answers[$0] == nil }
        .map { bench.rulebook.rules.vocabulary[$0].name }
      #expect(lost.isEmpty, "lost: \(lost)\n\(text)")
      #expect(back.title == first.title)
    }
  }

  @Test func `words of the register stay as long as they say what the answers say`() throws {
    let bench = try Bench.shared.get()
    let preset = try bench.preset("ca-gc-register")
    let vocabulary = bench.rulebook.rules.vocabulary
    let stage = try #require(vocabulary.fact(named: "system.stage"))
    let place = Place(file: "x", span: SourceSpan(at: .start))
    let note = Note(name: "stage", text: "En production")
    func text(_ option: String) throws -> String {
      let index = try #require(vocabulary[stage].options.firstIndex { $0.name == option })
      let useCase = useCase(
        [stage: Answer(said: .value(.option(index)), place: place)], preset, bench, notes: [note])
      return exportRegister([useCase], by: preset, of: bench.rulebook).text
    }
    #expect(try text("production").contains(#""status": "En production""#))
    #expect(try text("retired").contains(#""status": "Retired""#))
  }

  @Test func `what a register asks for and nobody has said is told`() throws {
    let bench = try Bench.shared.get()
    let preset = try bench.preset("nl-algoritmeregister-1.0.0")
    let long = Note(name: "summary", text: String(repeating: "x", count: 351))
    let remarks = exportRegister(
      [useCase([:], preset, bench, notes: [long])], by: preset, of: bench.rulebook
    ).remarks
    let missing = remarks.filter { $0.problem == .missing }.map(\.column)
    #expect(missing == ["status", "contact_email", "publication_category"])
    #expect(
      remarks.contains { $0.column == "description_short" && $0.problem == .tooLong(most: 350) })
  }
}

struct RealRegisters {
  private func read(_ name: String) throws -> SourceFile? {
    for folder in ["../shared/registers", "/shared/registers"] {
      let path =
        folder.hasPrefix("/")
        ? URL(filePath: folder) : Bench.package.appending(path: folder)
      if let data = try? Data(contentsOf: path.appending(path: name)) {
        return SourceFile(path: name, bytes: Array(data))
      }
    }
    print("NOT READ: no ../shared/registers/\(name) beside the project")
    return nil
  }

  @Test func `every row of the US inventory of 2024 becomes a use case`() throws {
    guard let file = try read("us-omb-2024.csv") else { return }
    let bench = try Bench.shared.get()
    let found = try bench.records(file, by: bench.preset("us-omb-2024"))
    #expect(found.tally.records == 2_133)
    #expect(found.tally.refused == 0)
    #expect(Set(found.records.map(\.useCase.name)).count == 2_133)
    #expect(found.records.map(\.row) == Array(2...2_134))
    // Every cell of every column is accounted for.
    for column in found.tally.columns {
      let sum = column.mapped + column.silent + column.open + column.unmapped + column.text
      #expect(sum == 2_133, "\(column.name)")
    }
    // As counted in the file by other means: 63 rows of CBP, 888 in operation or production.
    let vocabulary = bench.rulebook.rules.vocabulary
    let agency = try #require(vocabulary.fact(named: "operator.us_agency"))
    let cbp = found.records.filter { $0.useCase.answers[agency]?.value == .option(0) }
    #expect(cbp.count == 63)
    let stage = try #require(vocabulary.fact(named: "system.stage"))
    let production = try #require(
      vocabulary[stage].options.firstIndex { $0.name == "production" })
    let running = found.records.filter {
      $0.useCase.answers[stage]?.value == .option(production)
    }
    #expect(running.count == 874 + 14 + 4)
    #expect(!found.remarks.contains { $0.severity == .error })
  }

  @Test(arguments: [
    ("ca-gc-register-en.json", "ca-gc-register", 409),
    ("ca-gc-register-fr.json", "ca-gc-register", 409),
    ("uk-atrs-2026.csv", "uk-atrs", 136),
  ])
  func `every record of other registers becomes a use case`(
    name: String, preset: String, count: Int
  ) throws {
    guard let file = try read(name) else { return }
    let bench = try Bench.shared.get()
    let found = try bench.records(file, by: bench.preset(preset))
    #expect(found.tally.records == count)
    #expect(found.remarks.isEmpty, "\(found.remarks.prefix(5).map(\.message))")
  }

  @Test func `the two languages of Canada's register say the same`() throws {
    guard let english = try read("ca-gc-register-en.json"),
      let french = try read("ca-gc-register-fr.json")
    else { return }
    let bench = try Bench.shared.get()
    let preset = try bench.preset("ca-gc-register")
    let one = try bench.records(english, by: preset).records
    let other = try bench.records(french, by: preset).records
    #expect(one.map(\.useCase.name) == other.map(\.useCase.name))
    #expect(one.map(\.useCase.answers.said) == other.map(\.useCase.answers.said))
  }
}
