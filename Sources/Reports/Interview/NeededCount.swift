import RuleCompiler
package import RuleEvaluator

extension Assessment {
  /// How many questions there are on which an open finding of binding, verified law hangs: those of an
  /// interview, without what each is worth.
  package var neededCount: Int {
    var questions: Set<Question> = []
    for finding in findings where finding.verdict.isOpen {
      guard Force(rulebook.rules[finding.rule].version(on: day)) == .binding else { continue }
      questions.formUnion(finding.questions)
    }
    return questions.count
  }
}
