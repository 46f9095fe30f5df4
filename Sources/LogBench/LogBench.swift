import DecisionLogs
import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// What an audit takes, step by step and on one thread, for bench/audit.py: reading columns alone,
/// reading and counting, and counting columns that are in memory. Prints a line of JSON. With the
/// name of a step (`read`, `count`, `columns`) the others are done once: for a look with a profiler.
///
///     log-bench LOG MAPPING RULES [RUNS [STEP]]
@main
enum LogBench {
  static func main() throws {
    let words = CommandLine.arguments
    guard words.count >= 4 else { fatalError("log-bench LOG MAPPING RULES [RUNS [STEP]]") }
    let all = words.count > 4 ? Int(words[4]) ?? 5 : 5
    let only = words.count > 5 ? words[5] : nil
    func runs(of step: String) -> Int { only == nil || only == step ? all : 1 }
    let audit = try audit(mapping: words[2], rules: words[3])
    var bytes = try Data(contentsOf: URL(filePath: words[1]))
    let length = bytes.count
    bytes.append(Data(count: LogWorker.padding))
    let result = bytes.withUnsafeBytes { (all: UnsafeRawBufferPointer) -> [(String, String)] in
      let log = UnsafeRawBufferPointer(rebasing: all[0..<length])
      let worker = LogWorker(audit, .json, wantsIDs: true)
      let held = HeldColumns(audit, log, wantsIDs: true)
      var records = 0
      var part = worker.count(log, isLast: true)
      let reading = times(runs(of: "read")) { records = HeldColumns.read(audit, log) }
      let whole = times(runs(of: "count")) { part = worker.count(log, isLast: true) }
      var again = held.count()
      let columns = times(runs(of: "columns")) { again = held.count() }
      precondition(again.counts == part.counts && again.ids == part.ids)
      return [
        ("records", "\(records)"), ("bytes", "\(length)"), ("column_bytes", "\(held.bytes)"),
        ("violations", "\(part.counts.map { $0.violated }.reduce(0, +))"),
        ("read_s", median(reading)), ("count_s", median(whole)), ("columns_s", median(columns)),
      ]
    }
    print("{" + result.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}")
  }

  /// Seconds of the processor, which a busy machine does not stretch.
  private static func times(_ runs: Int, _ work: () -> Void) -> [Double] {
    (0..<runs).map { _ in
      let start = clock()
      work()
      return Double(clock() - start) / 1_000_000
    }
  }

  private static func median(_ times: [Double]) -> String { "\(times.sorted()[times.count / 2])" }

  private static func audit(mapping: String, rules: String) throws -> LogAudit {
    let names = FileManager.default.subpaths(atPath: rules) ?? []
    let files = try names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.sorted().map {
      SourceFile(path: $0, bytes: Array(try Data(contentsOf: URL(filePath: rules + "/" + $0))))
    }
    let rulebook = try Rulebook(files, digest: "bench")
    var diagnostics: [Diagnostic] = []
    let source = SourceFile(
      path: mapping, bytes: Array(try Data(contentsOf: URL(filePath: mapping))))
    guard let mapping = LogMapping.read(source, of: rulebook, noting: &diagnostics),
      let day = Day("2026-11-22")
    else { fatalError(diagnostics.rendered(in: [source])) }
    return LogAudit(LogPlan(mapping, on: day, rulebook))
  }
}
