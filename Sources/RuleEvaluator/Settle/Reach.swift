package import RuleCompiler

extension Evaluation {
  /// The leaves to which a diagram can still lead, a bit a leaf: exact over its variables, and
  /// over what answers say of guards.
  mutating func leaves(of node: NodeID, _ context: Int) -> UInt16 {
    rests[context].leaves(of: rest(of: node, context))
  }

  /// Learns from diagrams whether something holds of some use.
  mutating func refine(_ variable: VariableID) {
    guard case .someUse(let step) = program[variable].kind,
      refined.insert(variable).inserted, states[0][variable.index].count > 1,
      let root = program.roots[step]
    else { return }
    var some = false
    var every = true
    for context in answers.indices {
      let leaves = leaves(of: root, context)
      if leaves == 1 << 1 { some = true }
      if leaves != 1 { every = false }
    }
    guard some || every else { return }
    for context in answers.indices { states[context][variable.index] = CellSet([some ? 1 : 0]) }
  }

  /// Guards that must not be no, for an answer says otherwise, as far as steps leave them open.
  func findConstraints(_ context: Int) -> [NodeID] {
    told[context].compactMap { step in
      truths[context][step.index] == .unknown ? program.roots[step] : nil
    }
  }

  /// A fact that is answered otherwise than it would be if its guard were no tells that the
  /// guard is not no; where the guard is about the system, it tells so of every use.
  static func told(
    by answers: [Answers], _ context: Int, _ rules: CheckedRules, _ program: Program
  ) -> [StepID] {
    var told: [FactID] = []
    for other in answers.indices {
      for (fact, answer) in answers[other] {
        guard let step = program.guards[fact], let guarding = rules.vocabulary[fact].guarding,
          other == context || program.levels[step.index] == .system,
          answer.excludes(guarding.otherwise)
        else { continue }
        told.append(fact)
      }
    }
    return told.sorted().uniqued().compactMap { program.guards[$0] }
  }

  /// The same guards, each with the answer that tells of it.
  func toldGuards(_ context: Int) -> [(root: NodeID, by: CitedFact)] {
    program.guards.sorted { $0.key < $1.key }.compactMap { fact, step in
      guard truths[context][step.index] == .unknown, let root = program.roots[step],
        let otherwise = rules.vocabulary[fact].guarding?.otherwise
      else { return nil }
      let speaking =
        program.levels[step.index] == .system ? answers.indices : context..<context + 1
      return speaking.first { answers[$0][fact]?.excludes(otherwise) == true }
        .map { (root, CitedFact(fact: fact, context: $0)) }
    }
  }

  /// Whether the answers of a use can all be true at once.
  package mutating func isConsistent(_ context: Int) -> Bool {
    constraints[context].isEmpty || leaves(of: .yes, context) == 1 << 1
  }

  /// Takes over what is known of diagrams from the same case on another day, or presuming
  /// otherwise, which then has nothing left of it.
  mutating func inherit(from other: inout Evaluation) {
    swap(&rests, &other.rests)
    forgetDay()
  }

  /// Forgets what was read from diagrams about the day, readings and what follows from them.
  mutating func forgetDay() {
    refined = []
    for context in answers.indices { rests[context].forgetDay() }
  }
}

extension Answer {
  /// Whether it cannot be the value that the fact has where it is not asked.
  package func excludes(_ otherwise: Value) -> Bool {
    switch said {
    case .value(let value): return value != otherwise
    case .partly(let has, let hasNot):
      guard case .members(let members) = otherwise else { return false }
      return has.contains { !members.contains($0) } || hasNot.contains(where: members.contains)
    case .unknown, .unsayable: return false
    }
  }
}
