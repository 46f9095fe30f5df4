import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator

@testable import Reports

/// Runs that tests of documents share.
enum Runs {
  /// One case, ended as a gate would end it.
  static func of(_ example: Case) throws -> RunReport {
    try of([example])
  }

  /// Several cases in one run.
  static func of(_ cases: [Case], problems: [RunProblem] = []) throws -> RunReport {
    let reports = try cases.map { try $0.report() }
    return RunReport(reports, problems: problems, ending: ending(reports, problems))
  }

  /// As the gate ends: 2 beats 1 beats 3.
  static func ending(_ reports: [AssessmentReport], _ problems: [RunProblem]) -> Ending {
    func count(_ standings: [Standing]) -> Int {
      reports.reduce(0) { sum, report in
        standings.reduce(sum) { $0 + report.counts[$1] - report.counts.waived($1) }
      }
    }
    let violated = count([.violated, .presumedViolated])
    let undecided = count([.contested, .undecided])
    let code = !problems.isEmpty ? 2 : violated > 0 ? 1 : undecided > 0 ? 3 : 0
    return Ending(
      code: code,
      reason: Text(
        "exit \(code): \(violated) violated · \(undecided) undecided",
        french: "code \(code) : \(violated) violées · \(undecided) indécises"))
  }

  static let problem = RunProblem(
    code: "unknown-fact", message: Text("no fact is named `a.b`"), file: "cases/bad.yaml",
    span: SourceSpan(at: SourcePosition(line: 3, column: 5), length: 3))

  static func sarif(_ run: RunReport, isWhole: Bool = false) throws -> [String: Any] {
    let text = run.rendered(as: .sarif, options: DocumentOptions(isWhole: isWhole))
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let log = value as? [String: Any] ?? [:]
    return (log["runs"] as? [[String: Any]] ?? []).first ?? [:]
  }
}

extension DocumentFormat {
  /// The ending of a file that holds it.
  var suffix: String {
    switch self {
    case .sarif: ".sarif"
    case .junit: ".junit.xml"
    case .github: ".github.txt"
    case .gitlab: ".gitlab.json"
    case .csv: ".csv"
    case .markdown: ".md"
    case .concise: ".concise.txt"
    case .ics: ".ics"
    case .html: ".html"
    case .oscal: ".oscal.json"
    case .inToto: ".intoto.json"
    case .jsonLD: ".jsonld"
    case .cycloneDX: ".cdx.json"
    }
  }
}

/// A field of JSON, by the names and places that lead to it.
func field<Value>(_ value: Any?, _ path: Any..., as: Value.Type = Value.self) -> Value? {
  var value = value
  for step in path {
    if let name = step as? String { value = (value as? [String: Any])?[name] }
    if let place = step as? Int {
      let list = value as? [Any] ?? []
      value = list.indices.contains(place) ? list[place] : nil
    }
  }
  return value as? Value
}
