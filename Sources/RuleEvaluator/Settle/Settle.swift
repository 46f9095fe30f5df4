package import RuleCompiler

extension Evaluation {
  /// The verdict on a rule, for one use and one bearer.
  package mutating func verdict(
    on rule: RuleID, bearer place: Int, _ context: Int
  ) -> Verdict {
    let linear = linearFinals(of: rule, bearer: place, context)
    if linear.isSettled { return Verdict(possible: linear) }
    guard let root = program[rule].verdicts[place] else { return Verdict(possible: linear) }
    return remembered(rule, bearer: place, context) {
      $0.verdict(of: root, on: rule, linear, context)
    }
  }

  /// The verdict on a derogation: whether it is reached.
  package mutating func verdict(onStep step: StepID, _ context: Int) -> Verdict {
    let linear = Finals(truths[context][step.index])
    guard !linear.isSettled, let root = program.roots[step] else {
      return Verdict(possible: linear)
    }
    return verdict(of: VerdictDiagram(truth: root), on: nil, linear, context)
  }

  private mutating func verdict(
    of root: VerdictDiagram, on rule: RuleID?, _ linear: Finals, _ context: Int
  ) -> Verdict {
    let finals = finals(of: root, context)
    // Contradictory answers are refused when a case is read; nothing is left to say of them.
    guard !finals.isEmpty else { return Verdict(possible: linear) }
    if finals.isSettled {
      return Verdict(possible: finals, isSettledEitherWay: true)
    }
    let byReading = finalsByReading(of: root, on: rule, context)
    let isContested = byReading.count > 1 && byReading.allSatisfy(\.isSettled)
    return Verdict(possible: finals, isContested: isContested)
  }

  /// The finals that can be reached: exact over the variables of the diagrams, unless what is
  /// owed and what is required are too large to be joined.
  package mutating func finals(of diagram: VerdictDiagram, _ context: Int) -> Finals {
    if let rest = rest(of: diagram, context) {
      return Finals(rawValue: rests[context].leaves(of: rest))
    }
    let owed = leaves(of: diagram.owed, context)
    let required = leaves(of: diagram.required, context)
    var finals: Finals = []
    if owed & 1 != 0 { finals.insert(.notApplicable) }
    if owed & 2 != 0, required & 2 != 0 { finals.insert(.satisfied) }
    if owed & 2 != 0, required & 1 != 0 { finals.insert(.violated) }
    return finals
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
}
