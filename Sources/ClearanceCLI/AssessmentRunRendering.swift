import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

extension AssessmentRun {
  /// For people: reports on standard output, what went wrong and how it ended on standard error.
  func text(
    judgedBy gate: Gate, _ language: Language, _ options: TextOptions
  ) -> Outcome {
    var outcome = Outcome()
    outcome.remark(loaded.line)
    if usedClock { outcome.remark("day: \(today), today in UTC") }
    for (index, assessment) in assessments.enumerated() {
      if index > 0 { outcome.say("\n") }
      outcome.say(assessment.rendered(as: .text, in: language, options: options))
    }
    for failure in failures { outcome.remark(failure.rendered) }
    let ending = ending(judgedBy: gate)
    outcome.end(ending.status)
    outcome.remark(ending.reason)
    return outcome
  }

  /// For programs: one object, whatever came of it.
  func json(judgedBy gate: Gate, _ language: Language) -> Outcome {
    var outcome = Outcome()
    outcome.end(ending(judgedBy: gate).status)
    outcome.say(
      JSONValue.object([
        ("rulebook", loaded.json),
        ("assessments", .array(assessments.map { .raw($0.rendered(as: .json, in: language)) })),
        ("errors", .array(failures.flatMap(\.json))),
        ("exitCode", .number(Int(outcome.status.code))),
      ]).text)
    return outcome
  }

  /// How the run ends, and a line that says why.
  private func ending(judgedBy gate: Gate) -> (status: ExitStatus, reason: String) {
    let counts = assessments.map(gate.count)
    let violated = counts.map(\.violated).reduce(0, +)
    let undecided = counts.map(\.undecided).reduce(0, +)
    let status = max(
      counts.map(\.status).max() ?? .clean, failures.isEmpty ? .clean : .failed)
    let failed = failures.flatMap(\.files).reduce(into: [String]()) { files, file in
      if !files.contains(file) { files.append(file) }
    }.count
    let parts = [
      "\(assessments.count) assessed", failed > 0 ? "\(failed) not, or not wholly" : nil,
      violated > 0 ? "\(violated) violated at or above \(gate.failOn.rawValue)" : nil,
      undecided > 0 ? "\(undecided) undecided" : nil,
    ]
    return (status, "exit \(status.code): " + parts.compactMap(\.self).joined(separator: " · "))
  }
}
