import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import DecisionLogs

/// Made-up logs: what is planted in them is found, and nothing else.
@Suite struct SampleTests {
  @Test(arguments: ["import", "passenger", "penalty"])
  func anAuditFindsWhatWasPlantedAndNothingElse(kind name: String) throws {
    let (kind, audit) = try Samples.shared.get().kind(name)
    for seed in [1, 7, 20_261_122] as [UInt64] {
      let log = SampleLog(kind, seed: seed)
      let count = 4000
      var text: [UInt8] = []
      var planted: [String] = []
      for number in 0..<count {
        let record = log.record(number)
        log.write(record, number, .ndjson, to: &text)
        for rule in kind.stories[record.story].violates.sorted() {
          planted.append("\(rule)\t\(log.id(of: record))")
        }
      }
      let part = audit.counted(text)
      #expect(part.records == count)
      let found = String(decoding: part.ids, as: UTF8.self).split(separator: "\n").map(String.init)
      #expect(Set(found) == Set(planted), "seed \(seed)")
      #expect(found.count == planted.count)
      #expect(!planted.isEmpty)
    }
  }

  @Test(arguments: ["import", "passenger", "penalty"])
  func everyStoryComesUpAndEveryColumnIsEmptySomewhere(kind name: String) throws {
    let (kind, _) = try Samples.shared.get().kind(name)
    let log = SampleLog(kind, seed: 7)
    var stories: Set<Int> = []
    var empty: Set<Int> = []
    for number in 0..<25_000 {
      let record = log.record(number)
      stories.insert(record.story)
      for (column, value) in record.values.enumerated() {
        if case .none = value { empty.insert(column) }
      }
    }
    #expect(stories.count == kind.stories.count)
    #expect(empty == Set(1..<kind.columns.count), "all but the id")
  }

  @Test func aLogHangsOnItsSeedAlone() throws {
    let (kind, _) = try Samples.shared.get().kind("import")
    func text(_ seed: UInt64, _ count: Int) -> [UInt8] {
      let log = SampleLog(kind, seed: seed)
      var text: [UInt8] = []
      for number in 0..<count { log.write(log.record(number), number, .ndjson, to: &text) }
      return text
    }
    #expect(text(7, 300) == text(7, 300))
    #expect(text(7, 300) != text(8, 300))
    #expect(text(7, 300).starts(with: text(7, 100)))
  }

  @Test(arguments: ["import", "passenger", "penalty"])
  func bothFormsOfALogComeOutAlike(kind name: String) throws {
    let (kind, audit) = try Samples.shared.get().kind(name)
    let log = SampleLog(kind, seed: 11)
    var json: [UInt8] = []
    var csv: [UInt8] = []
    for number in 0..<1500 {
      let record = log.record(number)
      log.write(record, number, .ndjson, to: &json)
      log.write(record, number, .csv, to: &csv)
    }
    let first = audit.counted(json)
    let second = audit.counted(
      csv, form: .csv(separator: UInt8(ascii: ",")), header: kind.columns.map(\.name))
    #expect(second.records == 1500)
    #expect(first.counts == second.counts)
    #expect(first.ids == second.ids)
  }

  @Test(arguments: [
    ("import", "import.csv", SampleLog.Form.csv, 400, 6),
    ("penalty", "penalty.ndjson", SampleLog.Form.ndjson, 300, 4),
  ])
  func examplesAreMadeAsTheirPageSays(
    kind name: String, file: String, form: SampleLog.Form, count: Int, times: Int
  ) throws {
    let (kind, _) = try Samples.shared.get().kind(name)
    let log = SampleLog(kind, seed: 3, violations: times)
    var text = log.header(form)
    for number in 0..<count { log.write(log.record(number), number, form, to: &text) }
    let kept = try Data(contentsOf: Workload.package.appending(path: "examples/logs/\(file)"))
    #expect(text == Array(kept))
  }

  /// The first numbers that SplitMix64's author gives for this state.
  @Test func lotsAreDrawnAlikeOnEveryMachine() {
    var chance = Chance(state: 1_234_567)
    #expect(
      (0..<3).map { _ in chance.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test func theNumberOfARecordDrawsAllOfItsValues() {
    var first = Chance(7, 1)
    var second = Chance(7, 2)
    let draws = (0..<1000).map { _ in (first.below(10), second.below(10)) }
    #expect(draws.count { $0.0 == $0.1 } < 200)
    #expect(Set(draws.map(\.0)).count == 10)
    var third = Chance(0, 0)
    #expect((0..<1000).allSatisfy { _ in (0..<3).contains(third.below(3)) })
  }
}

/// The kinds of made-up logs among the rules, and rules to try them with.
struct Samples {
  let rulebook: Rulebook
  let kinds: [SampleKind]

  static let shared = Result { try Samples() }

  private init() throws {
    let place = Workload.package.appending(path: "rules").resolvingSymlinksInPath()
    let names = try #require(FileManager.default.subpaths(atPath: place.path))
    let files = try names.filter { $0.hasSuffix(".yaml") }.sorted().map {
      SourceFile(path: $0, bytes: Array(try Data(contentsOf: place.appending(path: $0))))
    }
    rulebook = try Rulebook(files, digest: "test")
    var diagnostics: [Diagnostic] = []
    kinds = SampleKind.read(files, of: rulebook.rules, noting: &diagnostics)
    #expect(diagnostics.isEmpty, "\(diagnostics.rendered(in: files))")
  }

  func kind(_ name: String) throws -> (SampleKind, LogAudit) {
    let kind = try #require(kinds.first { $0.name == name })
    var diagnostics: [Diagnostic] = []
    let mapping = LogMapping.read(kind.mapping, of: rulebook, noting: &diagnostics)
    #expect(diagnostics.isEmpty, "\(diagnostics.rendered(in: [kind.mapping]))")
    let day = try #require(Day("2026-11-22"))
    return (kind, LogAudit(LogPlan(try #require(mapping), on: day, rulebook)))
  }
}
