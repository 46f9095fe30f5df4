package import RuleCompiler

/// Everything a settled truth was read from: with nothing else said it would be settled alike.
package struct Cited: Sendable, Hashable {
  /// Facts by use; a fact about the system stands under the first.
  package internal(set) var facts: Set<CitedFact> = []
  package internal(set) var lists: Set<ListID> = []
  /// Contested rules of which a reading was named.
  package internal(set) var readings: Set<RuleID> = []
  /// Full ids of what persons have judged.
  package internal(set) var judgements: Set<String> = []

  /// From nothing.
  package init() {}
}

extension Cited {
  mutating func formUnion(_ other: Cited) {
    facts.formUnion(other.facts)
    lists.formUnion(other.lists)
    readings.formUnion(other.readings)
    judgements.formUnion(other.judgements)
  }
}

/// A fact as said of one use.
package struct CitedFact: Hashable, Sendable, Comparable {
  package let fact: FactID
  package let context: Int

  package static func < (left: CitedFact, right: CitedFact) -> Bool {
    left.fact == right.fact ? left.context < right.context : left.fact < right.fact
  }
}

extension Evaluation {
  /// What decided the truth of steps: of *all* that is no, one part that is no; and so on.
  package func cited(by steps: [(step: StepID, context: Int)]) -> Cited {
    var citing = Citing(evaluation: self)
    for (step, context) in steps { citing.add(step, context) }
    return citing.cited
  }

  /// For a verdict that is settled either way: the known variables, and the answers that tell
  /// something of guards, without which it would be open; found by leaving out one after the
  /// other, the last first.
  package mutating func citedEitherWay(by root: VerdictDiagram, _ context: Int) -> Cited {
    let goal = finals(of: root, context)
    var trial = self
    var tellers: [CitedFact] = []
    let told = toldGuards(context)
    for index in told.indices.reversed() {
      trial.constraints[context].remove(at: index)
      guard trial.finals(of: root, context) != goal else { continue }
      trial.constraints[context].insert(told[index].root, at: index)
      tellers.append(told[index].by)
    }
    let known = wholeSupport(of: root, trial.constraints[context]).filter {
      states[context][$0.index].count < program[$0].cells.count
    }
    for variable in known.reversed() {
      switch program[variable].kind {
      case .day, .jurisdiction, .asIf, .presumption: continue
      case .reading, .fact, .member, .judgement, .fewer, .measure, .items, .someUse: break
      }
      let before = trial.states[context][variable.index]
      trial.states[context][variable.index] = CellSet(all: program[variable].cells.count)
      for other in answers.indices { trial.rests[other].forgetAnswers() }
      trial.refined = []
      if trial.finals(of: root, context) != goal { trial.states[context][variable.index] = before }
    }
    var citing = Citing(evaluation: self)
    citing.cited.facts.formUnion(tellers)
    for variable in known
    where trial.states[context][variable.index].count < program[variable].cells.count {
      if case .someUse(let step) = program[variable].kind, !isKnownOfSomeUse(step) {
        citing.cited.formUnion(citedOfSomeUse(step, states[context][variable.index]))
      } else {
        citing.add(variable, context)
      }
    }
    return citing.cited
  }

  private func isKnownOfSomeUse(_ step: StepID) -> Bool {
    Truth.any(answers.indices.map { truths[$0][step.index] }) != .unknown
  }

  /// What settles "in some use" where only diagrams tell: one use of which it holds, or all.
  private mutating func citedOfSomeUse(_ step: StepID, _ cells: CellSet) -> Cited {
    guard let root = program.roots[step] else { return Cited() }
    let diagram = VerdictDiagram(truth: root)
    let holding = answers.indices.first { finals(of: diagram, $0) == .yes }
    var cited = Cited()
    for context in cells.contains(1) ? [holding ?? 0] : Array(answers.indices) {
      cited.formUnion(citedEitherWay(by: diagram, context))
    }
    return cited
  }

  private func wholeSupport(
    of diagram: VerdictDiagram, _ guards: [NodeID]
  ) -> [VariableID] {
    program.diagrams.support(of: [diagram.owed, diagram.required] + guards)
  }
}

/// Collects what truths were read from.
private struct Citing {
  let evaluation: Evaluation
  var cited = Cited()
  private let program: Program
  /// Use by use, which steps have been looked at, a bit each.
  private var seen: [UInt64]
  /// How many words the steps of one use take.
  private let stride: Int

  init(evaluation: Evaluation) {
    self.evaluation = evaluation
    program = evaluation.program
    stride = (program.steps.count + 63) / 64
    seen = Array(repeating: 0, count: stride * evaluation.answers.count)
  }

  private func hasSeen(_ step: StepID, _ context: Int) -> Bool {
    seen[context * stride + step.index / 64] >> UInt64(step.index % 64) & 1 == 1
  }

  mutating func add(_ step: StepID, _ context: Int) {
    guard !hasSeen(step, context) else { return }
    seen[context * stride + step.index / 64] |= 1 << UInt64(step.index % 64)
    let truth = evaluation.truths[context][step.index]
    switch program.steps[step.index] {
    case .constant: break
    case .test(let variable, _): add(variable, context)
    case .guarded(let variable, _, let guarding, _):
      if evaluation.truth(guarding, context) == .no {
        add(guarding, context)
      } else {
        add(variable, context)
      }
    case .all(let parts): add(parts, where: truth, decidedBy: .no, context)
    case .any(let parts): add(parts, where: truth, decidedBy: .yes, context)
    case .not(let part), .shown(_, let part): add(part, context)
    case .readings(let variable, let readings, _):
      let cells = evaluation.states[context][variable.index]
      if case .reading(let rule) = program.variables[variable.index].kind,
        evaluation.useCase.readings[rule] != nil
      {
        cited.readings.insert(rule)
      }
      for cell in cells.cells where cell < readings.count { add(readings[cell], context) }
    }
  }

  private mutating func add(
    _ parts: [StepID], where truth: Truth, decidedBy deciding: Truth, _ context: Int
  ) {
    if truth == deciding {
      var first: StepID?
      for part in parts where evaluation.truths[context][part.index] == deciding {
        // One that has been looked at has been added already.
        if hasSeen(part, context) { return }
        if first == nil { first = part }
      }
      if let first { add(first, context) }
      return
    }
    for part in parts where truth != .unknown || evaluation.truth(part, context) == .unknown {
      add(part, context)
    }
  }

  mutating func add(_ id: VariableID, _ context: Int) {
    switch program.variables[id.index].kind {
    case .day, .presumption, .jurisdiction, .asIf: break
    case .reading(let rule):
      if evaluation.useCase.readings[rule] != nil { cited.readings.insert(rule) }
    case .fact(let fact), .member(let fact, _): add(fact, context)
    case .judgement(let rule, let path):
      cited.judgements.insert(
        path.isEmpty ? evaluation.rules.fullName(rule) : evaluation.rules.fullName(rule, path))
    case .fewer(let left, let right):
      add(left, context)
      add(right, context)
    case .measure(let measure): add(measure, context)
    case .items(let query):
      let query = evaluation.program.items[query]
      cited.lists.insert(query.list)
      for step in [query.filter, query.demand].compactMap({ $0 }).flatMap(\.steps) {
        add(step, context)
      }
      for fact in evaluation.facts(of: query)
      where evaluation.rules.vocabulary[fact].level != .item {
        add(fact, context)
      }
    case .someUse(let step): addSomeUse(step)
    }
  }

  private mutating func addSomeUse(_ step: StepID) {
    let contexts = evaluation.answers.indices
    if let one = contexts.first(where: { evaluation.truth(step, $0) == .yes }) {
      add(step, one)
    } else {
      for context in contexts { add(step, context) }
    }
  }

  private mutating func add(_ measure: MeasureID, _ context: Int) {
    for fact in evaluation.rules[measure].facts { add(fact, context) }
    guard case .adjusted(let adjustment) = evaluation.rules[measure].form else { return }
    add(adjustment.base, context)
    if let step = evaluation.program.adjustments[measure.index] { add(step, context) }
  }

  private mutating func add(_ fact: FactID, _ context: Int) {
    if evaluation.isClosed(fact, context), let step = evaluation.program.guards[fact] {
      add(step, context)
    } else if evaluation.answers[context][fact] != nil {
      let isWide = evaluation.rules.vocabulary[fact].level == .system
      cited.facts.insert(CitedFact(fact: fact, context: isWide ? 0 : context))
    }
  }
}
