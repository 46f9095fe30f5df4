package import RuleCompiler

extension Evaluation {
  /// The leaves that a diagram can still lead to, a bit a leaf: exact over its variables.
  mutating func reach(_ node: NodeID, _ context: Int) -> UInt16 {
    if node == .impossible { return 0 }
    if node.isLeaf { return 1 << UInt16(node.index) }
    let place = Int(node.index - NodeID.leafCount)
    if reached[context].isEmpty {
      reached[context] = Array(repeating: 0, count: builder.diagrams.count)
    }
    if place < reached[context].count, reached[context][place] != 0 {
      return reached[context][place] & ~Evaluation.visited
    }
    let variable = builder.diagrams.variable(of: node)
    refine(variable)
    let cells = states[context][variable.index]
    var leaves: UInt16 = 0
    for (cell, child) in builder.diagrams.children(of: node).enumerated()
    where cells.contains(cell) {
      leaves |= reach(child, context)
    }
    while reached[context].count <= place { reached[context].append(0) }
    reached[context][place] = leaves | Evaluation.visited
    return leaves
  }

  /// The bit of the impossible leaf, which is never reached, marks what is known.
  private static let visited: UInt16 = 1 << 15

  /// Learns from diagrams whether something holds of some use.
  private mutating func refine(_ variable: VariableID) {
    guard case .someUse(let step) = program[variable].kind,
      refined.insert(variable).inserted, states[0][variable.index].count > 1,
      let root = program.roots[step]
    else { return }
    var some = false
    var every = true
    for context in answers.indices {
      let leaves = reach(constrained(root, context), context)
      if leaves == 1 << 1 { some = true }
      if leaves != 1 { every = false }
    }
    guard some || every else { return }
    for context in answers.indices { states[context][variable.index] = CellSet([some ? 1 : 0]) }
  }

  // MARK: Answers that say something of their guards

  /// A fact that is answered otherwise than it would be if its guard were no tells that the
  /// guard is not no.
  func findConstraints(_ context: Int) -> [NodeID] {
    program.guards.sorted { $0.key < $1.key }.compactMap { fact, step in
      guard truths[context][step.index] == .unknown, let answer = answers[context][fact],
        let otherwise = rules.vocabulary[fact].guarding?.otherwise, answer.excludes(otherwise)
      else { return nil }
      return program.roots[step]
    }
  }

  /// A diagram under what answers say of their guards.
  mutating func constrained(_ node: NodeID, _ context: Int) -> NodeID {
    var result = node
    for constraint in constraints[context] {
      guard let next = builder.choose(constraint, result, .impossible) else { return node }
      result = next
    }
    return result
  }

  /// Whether the answers of a use can all be true at once.
  package mutating func isConsistent(_ context: Int) -> Bool {
    reach(constrained(.yes, context), context) != 0
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
