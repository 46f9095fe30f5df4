import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

extension AssessmentRun {
  /// For people: reports on standard output, what went wrong and how it ended on standard error.
  func text(judgedBy gate: Gate, _ language: Language, _ options: TextOptions) -> Outcome {
    var outcome = Outcome()
    outcome.open(head)
    for (index, assessment) in assessments.enumerated() {
      if index > 0 { outcome.say("\n") }
      let ending = gate.isOpen ? nil : gate.ending(on: gate.count(assessment))
      outcome.say(
        assessment.rendered(as: .text, in: language, options: options, ending: ending))
    }
    for failure in failures { outcome.remark(failure.rendered) }
    outcome.end(status(judgedBy: gate))
    if assessments.count + failures.count > 1 || !failures.isEmpty { outcome.remark(summary(gate)) }
    return outcome
  }

  /// For programs: one object, whatever came of it.
  func json(judgedBy gate: Gate, _ language: Language) -> Outcome {
    var outcome = Outcome()
    outcome.end(status(judgedBy: gate))
    let reports = assessments.map { assessment in
      assessment.rendered(as: .json, in: language, ending: gate.ending(on: gate.count(assessment)))
    }
    outcome.say(
      JSONValue.object([
        ("rulebook", loaded.json), ("assessments", .array(reports.map(JSONValue.raw))),
        ("diagnostics", .array(failures.flatMap(\.json))),
        ("exit_code", .number(Int(outcome.status.code))),
      ]).text)
    return outcome
  }

  private func status(judgedBy gate: Gate) -> ExitStatus {
    max(
      assessments.map { gate.count($0).status }.max() ?? .clean,
      failures.isEmpty ? .clean : .failed)
  }

  /// One line over all files.
  private func summary(_ gate: Gate) -> String {
    let count = assessments.map(gate.count).reduce(Gate.Count(), +)
    let failed = Set(failures.flatMap(\.files)).count
    let parts = [
      "\(assessments.count) assessed", failed > 0 ? "\(failed) not, or not wholly" : nil,
      count.violated > 0 ? "\(count.violated) violated at or above \(gate.failOn.rawValue)" : nil,
      count.undecided > 0 ? "\(count.undecided) undecided" : nil,
    ]
    return "exit \(status(judgedBy: gate).code): "
      + parts.compactMap(\.self).joined(separator: " · ")
  }
}
