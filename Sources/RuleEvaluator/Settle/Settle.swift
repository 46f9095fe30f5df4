package import RuleCompiler

extension Evaluation {
  /// The verdict on a rule, for one use and one bearer.
  package mutating func verdict(
    on rule: RuleID, bearer place: Int, _ context: Int
  ) -> Verdict {
    let linear = linearFinals(of: rule, bearer: place, context)
    if linear.isSettled { return Verdict(possible: linear) }
    guard let root = program[rule].verdicts[place] else { return Verdict(possible: linear) }
    return verdict(of: root, linear, context)
  }

  /// The verdict on a derogation: whether it is reached.
  package mutating func verdict(onStep step: StepID, _ context: Int) -> Verdict {
    let linear = Finals(truths[context][step.index])
    guard !linear.isSettled, let root = program.roots[step] else {
      return Verdict(possible: linear)
    }
    return verdict(of: root, linear, context)
  }

  private mutating func verdict(
    of root: NodeID, _ linear: Finals, _ context: Int
  ) -> Verdict {
    let node = constrained(root, context)
    let finals = Finals(rawValue: reach(node, context))
    // Contradictory answers are refused when a case is read; nothing is left to say of them.
    guard !finals.isEmpty else { return Verdict(possible: linear) }
    if finals.isSettled {
      return Verdict(possible: finals, isSettledEitherWay: true)
    }
    let byReading = finalsByReading(of: node, context)
    let isContested = byReading.count > 1 && byReading.allSatisfy(\.isSettled)
    return Verdict(possible: finals, isContested: isContested)
  }

  /// What is possible under each choice of readings, without repetitions.
  ///
  /// Variables of readings come before those of facts, so the choices are at the top.
  package mutating func finalsByReading(of node: NodeID, _ context: Int) -> Set<Finals> {
    guard !node.isLeaf else { return [Finals(rawValue: reach(node, context))] }
    let variable = builder.diagrams.variable(of: node)
    switch program[variable].kind {
    case .day, .asIf, .presumption, .reading:
      let cells = states[context][variable.index]
      var found: Set<Finals> = []
      for (cell, child) in builder.diagrams.children(of: node).enumerated()
      where cells.contains(cell) {
        found.formUnion(finalsByReading(of: child, context))
      }
      found.remove([])
      return found
    case .jurisdiction, .fact, .member, .judgement, .fewer, .measure, .items,
      .someUse:
      return hangsOnUses(node)
        ? finalsByReading(ofSome: node, context) : [Finals(rawValue: reach(node, context))]
    }
  }

  private func hangsOnUses(_ root: NodeID) -> Bool {
    var seen: Set<NodeID> = []
    var rest = [root]
    while let node = rest.popLast() {
      guard !node.isLeaf, seen.insert(node).inserted else { continue }
      if case .someUse = program[builder.diagrams.variable(of: node)].kind { return true }
      rest += builder.diagrams.children(of: node)
    }
    return false
  }

  /// "In some use" may itself hang on readings: what is about the system is looked at under each
  /// choice of them, as long as these are few.
  private mutating func finalsByReading(ofSome node: NodeID, _ context: Int) -> Set<Finals> {
    let open = program.variables.indices.filter { index in
      if case .reading = program.variables[index].kind { return states[0][index].count > 1 }
      return false
    }
    let counts = open.map { states[0][$0].count }
    guard !open.isEmpty, counts.reduce(1, { $0 * $1 }) <= 64 else {
      return [Finals(rawValue: reach(node, context))]
    }
    var choices: [[Int]] = [[]]
    for index in open {
      choices = choices.flatMap { choice in states[0][index].cells.map { choice + [$0] } }
    }
    return Set(choices.map { finals(of: node, context, under: Array(zip(open, $0))) })
  }

  /// What is possible when readings are chosen.
  private func finals(
    of node: NodeID, _ context: Int, under choice: [(Int, Int)]
  ) -> Finals {
    var chosen = self
    chosen.reached = answers.map { _ in [] }
    chosen.refined = []
    for (variable, cell) in choice {
      for other in answers.indices { chosen.states[other][variable] = CellSet([cell]) }
    }
    for (index, variable) in program.variables.enumerated() {
      guard case .someUse = variable.kind else { continue }
      for other in answers.indices { chosen.states[other][index] = CellSet([0, 1]) }
    }
    return Finals(rawValue: chosen.reach(node, context))
  }

  /// What one pass over the steps leaves possible.
  package func linearFinals(of id: RuleID, bearer place: Int, _ context: Int) -> Finals {
    let compiled = program[id]
    guard rules[id].kind.isDuty else { return Finals(truths[context][compiled.truth.index]) }
    var finals: Finals = .notApplicable
    for version in compiled.versions {
      let binding = version.bindings[place]
      let holds = truths[context][binding.holds.index]
      if holds != .no {
        finals = Finals(holds: holds, required: truths[context][binding.required.index])
      }
    }
    return finals
  }

  /// The places that the class of a use may have in a scheme, 0 the highest.
  package mutating func ranks(in scheme: SchemeID, _ context: Int) -> Finals {
    if let root = program.ranks[scheme.index] {
      return Finals(rawValue: reach(constrained(root, context), context))
    }
    let steps = program.classes[scheme.index]
    let last = steps.count - 1
    let sure = steps.firstIndex { truths[context][$0.index] == .yes } ?? last
    let possible = steps.firstIndex { truths[context][$0.index] != .no } ?? last
    return Finals(rawValue: (possible...sure).reduce(0) { $0 | 1 << UInt16($1) })
  }
}
