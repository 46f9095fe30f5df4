import Foundation
import LocatedYAML
import Testing

@testable import DecisionLogs
@testable import RuleCompiler
@testable import RuleEvaluator

/// Writes made-up rulebooks and logs for engines of SQL: scripts, logs, and what the evaluator of
/// single records says. `conformance/engines.py` runs them and compares.
@Suite struct EngineWorlds {
  static let folder = ProcessInfo.processInfo.environment["CLEARANCE_ENGINE_WORLDS"]
  static let count =
    ProcessInfo.processInfo.environment["CLEARANCE_ENGINE_COUNT"].flatMap { Int($0) } ?? 300

  @Test(.enabled(if: folder != nil, "CLEARANCE_ENGINE_WORLDS names no folder"))
  func `worlds are written for engines`() throws {
    let root = try #require(EngineWorlds.folder)
    var written = 0
    var seed = 0
    while written < EngineWorlds.count {
      defer { seed += 1 }
      guard let world = LogWorld(seed: seed) else { continue }
      let plan = LogPlan(world.mapping, on: Day("2026-06-01")!, world.rulebook)
      guard !plan.rules.isEmpty else { continue }
      let isCSV = written % 4 == 3
      let expected = world.records.map { record in
        (record.id, outcomes(of: record, in: world, plan, isCSV: isCSV))
      }
      try write(
        plan, "w\(seed)", log: isCSV ? world.plainCSV : world.json, isCSV, expected,
        in: root)
      written += 1
    }
    try writeTraps(in: root)
  }

  private func outcomes(
    of record: LogWorld.Record, in world: LogWorld, _ plan: LogPlan, isCSV: Bool
  ) -> [String] {
    var answers = world.mapping.useCase.answers
    for (binding, said) in zip(world.bindings, record.values) {
      // In CSV an empty set is written as nothing is.
      let value = binding.value(isCSV && said == "[]" ? nil : said, world.rulebook.rules.vocabulary)
      answers[binding.id] = value.map {
        Answer(said: .value($0), place: world.mapping.columns[0].place)
      }
    }
    let day = record.day.flatMap { Day($0) } ?? plan.day
    return LogAudit(plan).outcomes(of: answers, on: day).map(word)
  }

  private func word(_ finals: Finals) -> String {
    switch finals {
    case .violated: "violated"
    case .satisfied: "satisfied"
    case .notApplicable: "not_applicable"
    default: "open"
    }
  }

  private func write(
    _ plan: LogPlan, _ name: String, log: [UInt8], _ isCSV: Bool,
    _ expected: [(String, [String])], bad: Int = 0, in root: String
  ) throws {
    let folder = "\(root)/\(name)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    func put(_ text: String, _ file: String) throws {
      try text.write(toFile: "\(folder)/\(file)", atomically: false, encoding: .utf8)
    }
    let file = "\(folder)/log.\(isCSV ? "csv" : "ndjson")"
    try Data(log).write(to: URL(fileURLWithPath: file))
    for dialect in SQLDialect.allCases {
      let source: SQLSource =
        dialect == .postgres && isCSV
        ? .table("\(name)_table")
        : isCSV ? .csv([file], separator: ",") : .json([file])
      let script = plan.sql(dialect, source, prefix: "\(name)_")
      try put(script.statements.joined(separator: "\u{1E}"), "\(dialect.rawValue).sql")
    }
    try put(
      expected.map { "\($0.0)\t\($0.1.joined(separator: "\t"))\n" }.joined(), "expected.tsv")
    try put("\(bad)\n", "bad")
  }

  // MARK: Traps

  /// What stands between engines: quotes in names, numbers past what a double holds, days that are
  /// none, words that differ in case alone, lists and texts, and lines that are no records.
  private func writeTraps(in root: String) throws {
    let trap = try #require(TrapLog())
    let plan = LogPlan(trap.mapping, on: Day("2026-06-01")!, trap.rulebook)
    #expect(plan.refused.isEmpty)
    var audit = LogAudit(plan)
    let worker = LogWorker(audit, .json, wantsIDs: false)
    let padded = trap.json + Array(repeating: 0, count: LogWorker.padding)
    audit.add(
      padded.withUnsafeBytes {
        worker.count(UnsafeRawBufferPointer(rebasing: $0[..<trap.json.count]), isLast: true)
      })
    // The command reads them too.
    let folder = "\(root)/traps/rules"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for file in trap.files {
      let place = file.path == "mapping.yaml" ? "\(root)/traps" : folder
      try Data(file.bytes).write(to: URL(fileURLWithPath: "\(place)/\(file.path)"))
    }
    let expected = audit.answers(trap.json, .json).map { id, answers in
      (id, audit.outcomes(of: answers, on: plan.day).map(word))
    }
    try write(plan, "traps", log: trap.json, false, expected, bad: audit.badCount, in: root)
  }
}

extension LogWorld {
  /// Records behind their header; engines read one kind of line break in a file.
  var plainCSV: [UInt8] {
    let text = String(decoding: csv, as: UTF8.self).replacing("\r\n", with: "\n")
    return Array((header.joined(separator: ",") + "\n" + text).utf8)
  }
}
