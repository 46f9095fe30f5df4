import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import DecisionLogs

/// The workload of the benchmark as this package has it: twenty checks as rules, and the mapping
/// of its log.
enum Workload {
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The checks and the mapping, for a log on a day on which they are law.
  static func audit() throws -> LogAudit {
    try audit(rules: "bench/decision-rules", mapping: "bench/decision-log.yaml")
  }

  static func audit(rules folder: String, mapping path: String) throws -> LogAudit {
    let place = package.appending(path: folder)
    let names = try #require(FileManager.default.subpaths(atPath: place.path))
    let files = try names.filter { $0.hasSuffix(".yaml") }.sorted().map {
      SourceFile(path: $0, bytes: Array(try Data(contentsOf: place.appending(path: $0))))
    }
    let rulebook = try Rulebook(files, digest: "test")
    var diagnostics: [Diagnostic] = []
    let source = SourceFile(
      path: path, bytes: Array(try Data(contentsOf: package.appending(path: path))))
    let mapping = LogMapping.read(source, of: rulebook, noting: &diagnostics)
    #expect(diagnostics.isEmpty, "\(diagnostics.rendered(in: [source]))")
    let day = try #require(Day("2026-11-22"))
    return LogAudit(LogPlan(try #require(mapping), on: day, rulebook))
  }
}

extension LogAudit {
  /// The names of the rules that are counted, each by itself, without their act.
  var names: [String] {
    plan.rules.map { rule in
      String(
        plan.rulebook.rules.fullName(rule.rule).split(separator: "/").last ?? "")
    }
  }

  /// What comes of lines of JSON.
  func counted(_ text: String) -> LogPart { counted(Array(text.utf8)) }

  func counted(_ bytes: [UInt8], form: LogForm = .json, header: [String] = []) -> LogPart {
    let worker = LogWorker(self, form, wantsIDs: true)
    _ = worker.setHeader(header)
    return worker.counted(bytes)
  }
}

extension LogWorker {
  func counted(_ bytes: [UInt8]) -> LogPart {
    let padded = bytes + Array(repeating: 0, count: LogWorker.padding)
    return padded.withUnsafeBytes {
      count(UnsafeRawBufferPointer(rebasing: $0[0..<bytes.count]), isLast: true)
    }
  }
}
