import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

extension AssessmentRun {
  /// For people: reports on standard output, what went wrong and how it ended on standard error.
  func text(judgedBy gate: Gate, _ language: Language, _ options: TextOptions) -> Outcome {
    var outcome = Outcome()
    outcome.open(head(in: language))
    for (index, assessment) in assessments.enumerated() {
      if index > 0 { outcome.say("\n") }
      let ending = gate.isOpen ? nil : gate.ending(on: gate.count(assessment))
      outcome.say(
        assessment.rendered(as: .text, in: language, options: options, ending: ending))
    }
    for failure in failures { outcome.remark(failure.rendered(in: language)) }
    outcome.keep(self)
    outcome.end(status(judgedBy: gate))
    if assessments.count + failures.count > 1 || !failures.isEmpty {
      outcome.remark(summary(gate, language))
    }
    return outcome
  }

  /// For programs: one object, whatever came of it.
  func json(judgedBy gate: Gate) -> Outcome {
    var outcome = Outcome()
    outcome.keep(self)
    outcome.end(status(judgedBy: gate))
    let reports = assessments.map { assessment in
      AssessmentReport(assessment).json(ending: gate.ending(on: gate.count(assessment)))
    }
    outcome.say(
      JSONValue.members([
        ("rulebook", loaded.json), ("assessments", .list(reports)),
        ("diagnostics", .list(failures.flatMap(\.json))),
        ("exit_code", .integer(Int(outcome.status.code))),
      ]).written)
    return outcome
  }

  private func status(judgedBy gate: Gate) -> ExitStatus {
    max(
      assessments.map { gate.count($0).status }.max() ?? .clean,
      failures.isEmpty ? .clean : .failed)
  }

  /// One line over all files.
  private func summary(_ gate: Gate, _ language: Language) -> String {
    let count = assessments.map(gate.count).reduce(Gate.Count(), +)
    let failed = Set(failures.flatMap(\.files)).count
    let code = status(judgedBy: gate).code
    var english = ["\(assessments.count) assessed"]
    var french = ["\(assessments.count) évalué\(assessments.count > 1 ? "s" : "")"]
    if failed > 0 {
      english.append("\(failed) not, or not wholly")
      french.append("\(failed) non, ou pas entièrement")
    }
    let reason = gate.reasons(for: count)
    return language == .french
      ? "code \(code) : " + (french + reason.french).joined(separator: " · ")
      : "exit \(code): " + (english + reason.english).joined(separator: " · ")
  }
}
