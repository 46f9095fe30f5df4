package import RuleCompiler

/// A verdict that is open, as far as it still hangs on anything.
package struct OpenMatter: Sendable {
  package let context: Int
  package let residue: Residue
  /// The same, to try answers on: what would contradict other answers is still told apart.
  package let trial: Residue
  /// What could be said about each variable that matters.
  package let questions: [VariableID: [Question]]
  /// The variables that each question is about.
  package let variables: [Question: [VariableID]]
  /// The cells in which each may still be.
  package let cells: [VariableID: CellSet]

  init(
    context: Int, residue: Residue, trial: Residue, questions: [VariableID: [Question]],
    cells: [VariableID: CellSet]
  ) {
    self.context = context
    self.residue = residue
    self.trial = trial
    self.questions = questions
    self.cells = cells
    var variables: [Question: [VariableID]] = [:]
    for variable in questions.keys.sorted() {
      for question in questions[variable] ?? [] {
        variables[question, default: []].append(variable)
      }
    }
    self.variables = variables
  }
}

extension Evaluation {
  /// What an open verdict still hangs on; nil where it is entangled or settled.
  package mutating func openMatter(
    _ rule: RuleID, bearer place: Int, _ context: Int
  ) -> OpenMatter? {
    guard let root = program[rule].verdicts[place], let residue = residue(of: root, context),
      !residue.finals.isSettled
    else { return nil }
    var found: [VariableID: [Question]] = [:]
    var cells: [VariableID: CellSet] = [:]
    for variable in residue.support {
      found[variable] = questions(about: variable, context)
      cells[variable] = states[context][variable.index]
    }
    let trial = constraints[context].isEmpty ? nil : trial(of: root, context)
    return OpenMatter(
      context: context, residue: residue, trial: trial ?? residue, questions: found, cells: cells)
  }

  /// The questions on which a verdict still depends, in vocabulary order; no other is asked.
  package mutating func relevant(
    _ rule: RuleID, bearer place: Int, _ context: Int
  ) -> [Question] {
    guard let root = program[rule].verdicts[place] else { return relevantLinearly(rule, context) }
    let support = rememberedSupport(rule, bearer: place, context) { $0.support(of: root, context) }
    return questions(about: support, context)
  }

  /// For an entangled rule: everything unknown that its steps test.
  private mutating func relevantLinearly(_ rule: RuleID, _ context: Int) -> [Question] {
    let steps = program[rule].versions.flatMap { $0.bindings.flatMap { [$0.holds, $0.required] } }
    return questions(under: steps, context).sorted { $0.isBefore($1) }
  }

  /// What could be said about all that is unknown under steps.
  mutating func questions(under steps: [StepID], _ context: Int) -> [Question] {
    var seen: Set<StepID> = []
    var rest = steps
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
    return found.uniqued()
  }
}

extension OpenMatter {
  package var relevant: [Question] {
    residue.support.flatMap { questions[$0] ?? [] }.uniqued().sorted { $0.isBefore($1) }
  }
}
