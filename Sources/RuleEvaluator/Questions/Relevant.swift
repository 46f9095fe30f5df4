package import RuleCompiler

/// A verdict that is open, as far as it still hangs on anything.
package struct OpenMatter: Sendable {
  package let context: Int
  package let residue: Residue
  /// What could be said about each variable that matters.
  package let questions: [VariableID: [Question]]
}

extension Evaluation {
  /// What an open verdict still hangs on; nil where it is entangled or settled.
  package mutating func openMatter(
    _ rule: RuleID, bearer place: Int, _ context: Int
  ) -> OpenMatter? {
    guard let root = program[rule].verdicts[place] else { return nil }
    return residue(of: root, context).flatMap { openMatter(residue: $0, context) }
  }

  package mutating func openMatter(residue: Residue, _ context: Int) -> OpenMatter? {
    guard !residue.finals.isSettled else { return nil }
    var found: [VariableID: [Question]] = [:]
    for variable in residue.support { found[variable] = questions(about: variable, context) }
    return OpenMatter(context: context, residue: residue, questions: found)
  }

  /// The questions on which a verdict still depends, in vocabulary order; no other is asked.
  package mutating func relevant(
    _ rule: RuleID, bearer place: Int, _ context: Int
  ) -> [Question] {
    guard let root = program[rule].verdicts[place] else { return relevantLinearly(rule, context) }
    return support(of: root, context).flatMap { questions(about: $0, context) }.uniqued()
      .sorted { $0.isBefore($1) }
  }

  /// For an entangled rule: everything unknown that its steps test.
  private mutating func relevantLinearly(_ rule: RuleID, _ context: Int) -> [Question] {
    var seen: Set<StepID> = []
    var rest = program[rule].versions.flatMap { $0.bindings.flatMap { [$0.holds, $0.required] } }
    var found: [Question] = []
    while let step = rest.popLast() {
      guard truths[context][step.index] == .unknown, seen.insert(step).inserted else { continue }
      switch program[step] {
      case .constant: break
      case .test(let variable, _): found += questions(about: variable, context)
      case .guarded(let variable, _, let guarding, _):
        found += questions(about: variable, context)
        rest.append(guarding)
      case .all(let parts), .any(let parts): rest += parts
      case .not(let part), .shown(_, let part): rest.append(part)
      case .readings(_, let readings, _): rest += readings
      }
    }
    return found.uniqued().sorted { $0.isBefore($1) }
  }
}

extension OpenMatter {
  package var relevant: [Question] {
    residue.support.flatMap { questions[$0] ?? [] }.uniqued().sorted { $0.isBefore($1) }
  }
}
