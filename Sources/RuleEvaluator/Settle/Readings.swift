package import RuleCompiler

extension Evaluation {
  /// What is possible under each choice of readings, without repetitions.
  ///
  /// Variables of readings come before those of facts, so the choices are at the top.
  /// `choice` has those that were made on the way.
  package mutating func finalsByReading(
    of diagram: VerdictDiagram, on rule: RuleID?, _ context: Int,
    choice: [VariableID: Int] = [:]
  ) -> [Finals] {
    guard let variable = top(of: diagram), isAbove(variable) else {
      let open = rule.map { hangsOnUses($0) ? openReadings(of: $0) : [] } ?? []
      return open.isEmpty
        ? [finals(of: diagram, context)]
        : finalsByReading(of: diagram, context, amid: open, choice)
    }
    var found: [Finals] = []
    for cell in states[context][variable.index].cells {
      let chosen = VerdictDiagram(
        owed: branch(diagram.owed, variable, cell),
        required: branch(diagram.required, variable, cell))
      var made = choice
      if case .reading = program[variable].kind { made[variable] = cell }
      for finals in finalsByReading(of: chosen, on: rule, context, choice: made)
      where !finals.isEmpty && !found.contains(finals) { found.append(finals) }
    }
    return found
  }

  /// The variable that comes first in a verdict; nil where it hangs on none.
  private func top(of diagram: VerdictDiagram) -> VariableID? {
    let owed = diagram.owed.isLeaf ? nil : program.diagrams.variable(of: diagram.owed)
    guard !diagram.required.isLeaf else { return owed }
    let required = program.diagrams.variable(of: diagram.required)
    return owed.map { min($0, required) } ?? required
  }

  /// Whether a variable stands above those of facts: the day, what is presumed, readings.
  private func isAbove(_ variable: VariableID) -> Bool {
    switch program[variable].kind {
    case .day, .asIf, .presumption, .reading: true
    case .jurisdiction, .fact, .member, .judgement, .fewer, .measure, .items, .someUse: false
    }
  }

  func branch(_ node: NodeID, _ variable: VariableID, _ cell: Int) -> NodeID {
    guard !node.isLeaf, program.diagrams.variable(of: node) == variable else { return node }
    return program.diagrams.child(of: node, cell)
  }

  /// Whether a verdict hangs on what holds "in some use".
  func hangsOnUses(_ rule: RuleID) -> Bool { uses(of: rule) != 0 }

  /// On which variables about "some use" a verdict hangs, as bits of the frame.
  func uses(of rule: RuleID) -> UInt64 {
    program[rule].versions.reduce(0) { found, version in
      version.bindings.reduce(found) {
        $0 | frame.usesOfSteps[$1.holds.index] | frame.usesOfSteps[$1.required.index]
      }
    }
  }

  /// "In some use" may itself hang on readings: what is about the system is looked at under each
  /// choice of them, as long as these are few.
  private mutating func finalsByReading(
    of diagram: VerdictDiagram, _ context: Int, amid open: [VariableID],
    _ choice: [VariableID: Int]
  ) -> [Finals] {
    let rest = open.filter { choice[$0] == nil }
    let counts = rest.map { states[0][$0.index].count }
    guard counts.reduce(1, { $0 * $1 }) <= 64 else { return [finals(of: diagram, context)] }
    var choices = [choice]
    for variable in rest {
      choices = choices.flatMap { choice in
        states[0][variable.index].cells.map { cell in
          choice.merging([variable: cell]) { _, last in last }
        }
      }
    }
    return choices.map { finals(of: diagram, context, under: $0) }.uniqued()
  }

  /// Readings that are open in some use, and on which what is open of a rule may hang.
  func openReadings(of rule: RuleID) -> [VariableID] {
    var seen: Set<StepID> = []
    var found: Set<VariableID> = []
    var rest = program[rule].versions.flatMap { $0.bindings.flatMap { [$0.holds, $0.required] } }
    while let step = rest.popLast() {
      guard answers.indices.contains(where: { truths[$0][step.index] == .unknown }),
        seen.insert(step).inserted
      else { continue }
      switch program[step] {
      case .constant: break
      case .test(let variable, _):
        if case .someUse(let inner) = program[variable].kind { rest.append(inner) }
      case .guarded(_, _, let guarding, _): rest.append(guarding)
      case .all(let parts), .any(let parts): rest += parts
      case .not(let part), .shown(_, let part): rest.append(part)
      case .readings(let variable, let readings, _):
        if states[0][variable.index].count > 1 { found.insert(variable) }
        rest += readings
      }
    }
    return found.sorted()
  }

  /// What is possible when readings are chosen.
  private mutating func finals(
    of diagram: VerdictDiagram, _ context: Int, under choice: [VariableID: Int]
  ) -> Finals {
    let touched = Array(choice.keys) + frame.someUses
    let before = answers.indices.map { other in touched.map { states[other][$0.index] } }
    let known = refined
    defer {
      forgetDay()
      for other in answers.indices {
        for (variable, cells) in zip(touched, before[other]) {
          states[other][variable.index] = cells
        }
      }
      refined = known
    }
    forgetDay()
    for (variable, cell) in choice {
      for other in answers.indices { states[other][variable.index] = CellSet([cell]) }
    }
    for variable in frame.someUses {
      // What the steps know of some use is so under every choice.
      guard case .someUse(let step) = program[variable].kind,
        Truth.any(answers.indices.map { truths[$0][step.index] }) == .unknown
      else { continue }
      for other in answers.indices { states[other][variable.index] = CellSet([0, 1]) }
    }
    return finals(of: diagram, context)
  }
}
