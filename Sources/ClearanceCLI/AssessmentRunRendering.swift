import RuleCompiler
import RuleEvaluator

extension AssessmentRun {
  func text(
    judgedBy gate: Gate, _ language: Language, _ style: StyleOptions,
    in surroundings: Surroundings
  ) -> Outcome {
    var outcome = Outcome()
    outcome.remark(loaded.line)
    for failure in failures { outcome.remark(failure.rendered) }
    for assessment in assessments { outcome.say("\(assessment.useCase.name) \(assessment.day)") }
    let verdict = judge(by: gate)
    for reason in verdict.reasons { outcome.remark(reason) }
    outcome.end(verdict.status)
    return outcome
  }

  func json(judgedBy gate: Gate, _ language: Language) -> Outcome {
    var outcome = Outcome()
    outcome.end(judge(by: gate).status)
    return outcome
  }
}
