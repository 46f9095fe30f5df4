import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A run as CSV of RFC 4180: every finding a row, and every file that could not be assessed.
struct CSVDocument {
  let writer: DocumentWriter

  private static let columns = [
    "day", "use_case", "file", "line", "column", "use", "act", "rule", "cite", "says", "kind",
    "bearer", "severity", "status", "verified", "gates", "standing", "waived_until", "why",
    "questions", "remedy", "evidence_missing", "next_change", "next_standing", "fingerprint",
    "baseline",
  ]

  var text: String {
    let rows = writer.cases.flatMap { part in part.entries.map { row($0, part) } }
    let remarks =
      writer.run.problems.map { row($0, "error") } + writer.run.notes.map { row($0, "warning") }
    return ([CSVDocument.columns] + remarks + rows)
      .map { $0.map(\.csvField).joined(separator: ",") + "\r\n" }.joined()
  }

  private func row(_ entry: DocumentEntry, _ part: CaseEntries) -> [String] {
    let report = entry.report
    let words = part.words
    let isWaived = report.finding.waiver?.standing == .counts
    let missing = report.evidence.filter { $0.state != .held }.map(\.name)
    let start = entry.place.span.start
    return [
      part.day.description, part.useCase.name, writer.path(entry.place.file), String(start.line),
      String(start.column), report.finding.use ?? "", report.act.name, report.rule.name,
      report.version.citation.map { words.wording.cite($0.cite) } ?? "", words.says(entry),
      report.rule.kind.rawValue, report.finding.bearer ?? "",
    ] + [
      report.version.severity.rawValue, report.version.status.rawValue,
      report.version.verified.rawValue, entry.gates ? "yes" : "no", report.standing.rawValue,
      isWaived ? report.finding.waiver?.expires.description ?? "" : "", words.why(entry),
      report.questions.map(words.wording.name).joined(separator: " "),
      words.remedy(entry) ?? "", missing.joined(separator: " "),
      entry.later.first?.day.description ?? "", entry.later.first?.standing.rawValue ?? "",
      entry.fingerprint, entry.baseline?.rawValue ?? "",
    ]
  }

  /// Under `standing` it says `error` or `warning`, which no finding does.
  private func row(_ problem: RunProblem, _ standing: String) -> [String] {
    let values = [
      "file": problem.file.map(writer.path) ?? "",
      "line": problem.span.map { String($0.start.line) } ?? "",
      "column": problem.span.map { String($0.start.column) } ?? "",
      "rule": problem.code, "standing": standing, "why": writer.message(of: problem),
    ]
    return CSVDocument.columns.map { values[$0] ?? "" }
  }
}
