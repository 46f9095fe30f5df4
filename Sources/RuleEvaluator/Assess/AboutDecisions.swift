import RuleCompiler

extension Assessment {
  /// What it says of a recorded decision alone, without what it says of the system.
  package var aboutDecisions: Assessment {
    Assessment(
      rulebook: rulebook, useCase: useCase, day: day, frameworks: frameworks, classes: [],
      findings: findings.filter { rulebook.rules[$0.rule].level == .decision },
      evaluation: evaluation)
  }
}
