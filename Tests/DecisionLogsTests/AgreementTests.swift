import CLogReader
import Foundation
import LocatedYAML
import Testing

@testable import DecisionLogs
@testable import RuleCompiler
@testable import RuleEvaluator

/// Law 4: columns agree with the evaluator of single records, rule by rule, record by record, in
/// three truths.
@Suite(.serialized) struct AgreementTests {
  static let perBlock = 25
  /// 8 blocks, and as many times more as `CLEARANCE_SOAK` says.
  static let blocks: Range<Int> =
    0..<(8 * (ProcessInfo.processInfo.environment["CLEARANCE_SOAK"].flatMap { Int($0) } ?? 1))

  @Test(arguments: blocks)
  func `columns agree with single records, from JSON lines and from CSV`(block: Int) {
    var worlds = 0
    var rules = 0
    for seed in block * AgreementTests.perBlock..<(block + 1) * AgreementTests.perBlock {
      guard let world = LogWorld(seed: seed) else { continue }
      worlds += 1
      rules += agree(world)
    }
    #expect(worlds >= AgreementTests.perBlock / 3, "most made-up rulebooks should compile")
    #expect(rules > 0)
  }

  /// How many rules were compared.
  private func agree(_ world: LogWorld) -> Int {
    let plan = LogPlan(world.mapping, on: Day("2026-06-01")!, world.rulebook)
    let audit = LogAudit(plan)
    for width in [2, 1, 0] as [Int32] {
      log_use_width(width)
      compare(world, audit, world.json, .json)
      compare(world, audit, world.csv, .csv(separator: UInt8(ascii: ",")))
    }
    log_use_width(2)
    return plan.rules.count
  }

  private func compare(
    _ world: LogWorld, _ audit: LogAudit, _ bytes: [UInt8], _ form: LogForm
  ) {
    let (rows, bad) = columns(audit, bytes, form, world.header)
    let isCSV = form != .json
    guard bad == 0, rows.count == world.records.count else {
      Issue.record(
        "\(rows.count) of \(world.records.count) records, \(bad) bad\n\(world)\n\(text(bytes))")
      return
    }
    for (record, row) in zip(world.records, rows) {
      var answers = world.mapping.useCase.answers
      for (binding, said) in zip(world.bindings, record.values) {
        // In CSV an empty set is written as nothing is.
        let text = isCSV && said == "[]" ? nil : said
        let value = binding.value(text, world.rulebook.rules.vocabulary)
        answers[binding.id] = value.map {
          Answer(said: .value($0), place: world.mapping.columns[0].place)
        }
      }
      let day = record.day.flatMap { Day($0) } ?? audit.plan.day
      let expected = audit.outcomes(of: answers, on: day).map(word)
      if expected != row {
        let names = audit.plan.rules.map { world.rulebook.rules.fullName($0.rule) }
        Issue.record(
          "record \(record.id) of world \(world.seed), \(form)\n\(names)\nsingle \(expected)\ncolumns \(row)\n\(record)\n\(world)\n\(self.text(bytes))"
        )
        return
      }
    }
  }

  private func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix(1500), as: UTF8.self)
  }

  private func word(_ finals: Finals) -> String {
    switch finals {
    case .violated: "violated"
    case .satisfied: "satisfied"
    case .notApplicable: "not applicable"
    default: "open"
    }
  }

  /// How the rules come out of columns, record by record.
  private func columns(
    _ audit: LogAudit, _ bytes: [UInt8], _ form: LogForm, _ header: [String]
  ) -> (rows: [[String]], bad: Int) {
    let reader = LogReader(audit.layout)
    if form != .json { _ = reader.setHeader(header) }
    let evaluator = TileEvaluator(audit.plan, audit.layout)
    let padded = bytes + Array(repeating: 0, count: LogReader.padding)
    var rows: [[String]] = []
    var bad = 0
    padded.withUnsafeBytes { all in
      var place = 0
      while place < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: all[place..<bytes.count])
        let tile =
          form == .json
          ? reader.read(rest, as: .json, isLast: true)
          : reader.read(rest, as: .csv(separator: UInt8(ascii: ",")), isLast: true)
        guard tile.bytes > 0 else { break }
        place += tile.bytes
        bad += tile.bad_count
        guard tile.rows > 0 else { continue }
        evaluator.evaluate(tile)
        for row in 0..<tile.rows {
          let bit = UInt64(1) << UInt64(row % 64)
          rows.append(
            audit.plan.rules.indices.map { place in
              let outcome = evaluator.outcome(place)
              let words = [
                outcome.violated[row / 64] & bit != 0 ? "violated" : nil,
                outcome.satisfied[row / 64] & bit != 0 ? "satisfied" : nil,
                outcome.notApplicable[row / 64] & bit != 0 ? "not applicable" : nil,
              ].compactMap(\.self)
              return words.isEmpty ? "open" : words.joined(separator: " and ")
            })
        }
      }
    }
    return (rows, bad)
  }
}

extension LogWorld: CustomStringConvertible {
  var description: String {
    "world \(seed)\n"
      + (files + [mappingFile]).map {
        "--- \($0.path)\n" + String(decoding: $0.bytes, as: UTF8.self)
      }.joined()
  }
}
