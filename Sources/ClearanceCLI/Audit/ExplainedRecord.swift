import DecisionLogs
import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

/// The proof of one recorded decision: its record is found in the logs and run through the
/// evaluator of single cases.
struct ExplainedRecord {
  let id: String
  let audit: LogAudit
  let loaded: LoadedRules
  let log: AuditLogOptions
  let language: Language
  let format: AuditFormat
  let style: TextOptions

  /// So many records of one id are proven.
  private static let most = 5

  func carryOut(_ paths: [String], in surroundings: Surroundings) throws(Failure) -> Outcome {
    guard format == .text || format == .json else {
      throw Failure(.explainsInText(format.rawValue))
    }
    let found = try find(paths, in: surroundings)
    guard !found.isEmpty else { throw Failure(.noRecord(id, paths)) }
    var outcome = Outcome()
    if format != .json { outcome.open(loaded.line(in: language)) }
    if found.count > 1 { outcome.remark(several(found.count)) }
    var reports: [JSONValue] = []
    for (place, (path, record)) in found.prefix(ExplainedRecord.most).enumerated() {
      let useCase = audit.useCase(of: record.answers, named: "\(id) (\(path):\(record.line))")
      let assessment = loaded.rulebook.assess(
        useCase, on: record.day ?? audit.plan.day, hashing: sha256
      ).aboutDecisions
      let report = AssessmentReport(assessment)
      if format == .json {
        reports.append(report.json(ending: nil))
        continue
      }
      let text = report.rendered(as: .text, in: language, options: style)
      outcome.say((place > 0 ? "\n" : "") + withoutHints(text, useCase.file))
      for finding in assessment.findings where finding.verdict.possible.contains(.violated) {
        let name = loaded.rulebook.rules.fullName(finding.rule)
        guard let explanation = try? Explanation(of: name, in: assessment) else { continue }
        outcome.say("\n" + explanation.rendered(as: .text, in: language, options: style))
      }
    }
    if format == .json {
      outcome.say(
        JSONValue.members([
          ("rulebook", loaded.json), ("assessments", .list(reports)), ("diagnostics", .list([])),
          ("exit_code", .integer(0)),
        ]).written)
    }
    return outcome
  }

  /// A record is no file that other verbs could be told to read.
  private func withoutHints(_ text: String, _ file: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("clearance explain ") && !$0.contains("clearance ask \(file)") }
      .joined(separator: "\n")
  }

  private func several(_ count: Int) -> String {
    language == .french
      ? "\(count) enregistrements portent cet identifiant ; les \(min(count, ExplainedRecord.most)) premiers sont prouvés"
      : "\(count) records have this id; the first \(min(count, ExplainedRecord.most)) are proven"
  }

  private func find(
    _ paths: [String], in surroundings: Surroundings
  ) throws(Failure) -> [(String, FoundRecord)] {
    let chunks = LogChunks(
      paths, in: surroundings.files, input: surroundings.input, hashing: false, form: log.form)
    var found: [(String, FoundRecord)] = []
    var finder: LogFinder?
    var file = -1
    var lines = 0
    while let chunk = chunks.next() {
      if chunk.file != file {
        file = chunk.file
        lines = 0
        finder = LogFinder(audit, chunk.form, id: id)
        finder?.setHeader(chunk.header)
      }
      lines += chunk.headLines
      if let (_, isLast) = chunk.tooLong {
        lines += isLast ? 1 : 0
      } else if let result = finder?.find(
        in: chunk.records, of: paths[file], isLast: chunk.isLast, linesBefore: lines)
      {
        found += result.records.map { (paths[file], $0) }
        lines += result.lines
      }
      chunks.giveBack(chunk)
    }
    if let problem = chunks.problems.first { throw Failure(problem) }
    return found
  }
}

extension Problem {
  static func noRecord(_ id: String, _ paths: [String]) -> Problem {
    Problem(
      code: "no-record", message: "no record has the id `\(id)`",
      french: "aucun enregistrement ne porte l'identifiant `\(id)`", file: paths.first)
  }

  static func explainsInText(_ format: String) -> Problem {
    Problem(
      code: "explains-in-text",
      message: "--explain is written as text or as json, and not as \(format)",
      french: "--explain s'écrit en text ou en json, pas en \(format)")
  }
}
