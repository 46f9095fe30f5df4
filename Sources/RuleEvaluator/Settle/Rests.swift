import RuleCompiler

/// What is left of diagrams under the answers of one use, shared by all that is asked about it,
/// on whatever day.
struct Rests: Sendable {
  var builder = DiagramBuilder(budget: 50_000)
  /// The rests of nodes below which nothing changes from day to day.
  private(set) var lasting = NodeMap()
  /// The rests of other nodes, as they are now.
  private(set) var passing = NodeMap()
  /// Of each rest, the same under what answers say of guards.
  private var constrained = NodeMap()
  /// The rests of the guards under which these are.
  private var guards: [NodeID] = []
  private var cleaned = NodeMap()
  /// Of each node, the leaves that can be reached; 0 where nobody has asked.
  private var reached: [UInt16] = []
  private var supports: [NodeID: VariableSet] = [:]
}

extension Rests {
  /// The leaves that can be reached, a bit a leaf; none for answers that contradict one another.
  mutating func leaves(of node: NodeID) -> UInt16 {
    while reached.count < builder.diagrams.count { reached.append(0) }
    return reach(node)
  }

  private mutating func reach(_ node: NodeID) -> UInt16 {
    if node == .impossible { return 0 }
    if node.isLeaf { return 1 << UInt16(node.index) }
    let place = Int(node.index - NodeID.leafCount)
    if reached[place] != 0 { return reached[place] }
    var leaves: UInt16 = 0
    for child in builder.diagrams.children(of: node) { leaves |= reach(child) }
    reached[place] = leaves
    return leaves
  }

  /// The variables that matter.
  mutating func support(of node: NodeID) -> VariableSet {
    if node.isLeaf { return VariableSet() }
    if let support = supports[node] { return support }
    var support = VariableSet()
    support.insert(builder.diagrams.variable(of: node))
    for child in builder.diagrams.children(of: node) { support.formUnion(self.support(of: child)) }
    supports[node] = support
    return support
  }

  /// The same diagram without variables that only tell what is impossible.
  mutating func clean(_ node: NodeID) -> NodeID {
    if node.isLeaf { return node }
    if let known = cleaned[node] { return known }
    let children = builder.diagrams.children(of: node).map { clean($0) }
    let result = builder.possible(builder.diagrams.variable(of: node), children)
    cleaned.insert(result, for: node)
    return result
  }

  /// The same diagram where none of the guards is no.
  fileprivate mutating func constrain(_ node: NodeID, by guards: [NodeID]) -> NodeID {
    if guards != self.guards {
      self.guards = guards
      constrained.removeAll()
    }
    if let known = constrained[node] { return known }
    var result = node
    for guarding in guards { result = builder.choose(guarding, result, .impossible) ?? result }
    result = clean(result)
    if !node.isLeaf { constrained.insert(result, for: node) }
    return result
  }
}

extension Rests {
  fileprivate mutating func remember(_ rest: NodeID, of node: NodeID, lasts: Bool) {
    if lasts { lasting.insert(rest, for: node) } else { passing.insert(rest, for: node) }
  }

  /// Forgets what may be otherwise on another day.
  mutating func forgetDay() { passing.removeAll() }

  /// Forgets what follows from answers.
  mutating func forgetAnswers() {
    passing.removeAll()
    lasting.removeAll()
  }
}

extension Evaluation {
  /// What is left of a diagram under the answers of a use: each variable in it matters.
  mutating func rest(of node: NodeID, _ context: Int) -> NodeID {
    var lasts = true
    let moved = move(node, context, &lasts)
    guard !constraints[context].isEmpty else { return moved }
    let guards = constraints[context].map { move($0, context, &lasts) }
    return rests[context].constrain(moved, by: guards)
  }

  private mutating func move(_ node: NodeID, _ context: Int, _ lasts: inout Bool) -> NodeID {
    if node.isLeaf { return node }
    if let rest = rests[context].lasting[node] { return rest }
    if let rest = rests[context].passing[node] {
      lasts = false
      return rest
    }
    let variable = program.diagrams.variable(of: node)
    let standing = frame.standings[variable.index]
    if standing == .someUse { refine(variable) }
    var ownLasts = standing == .lasting
    var children: [NodeID] = []
    for cell in 0..<program.diagrams.width(of: node) {
      children.append(
        states[context][variable.index].contains(cell)
          ? move(program.diagrams.child(of: node, cell), context, &ownLasts) : .impossible)
    }
    let result = rests[context].builder.possible(variable, children)
    rests[context].remember(result, of: node, lasts: ownLasts)
    lasts = lasts && ownLasts
    return result
  }

  /// What is left of a verdict: one diagram, whose leaves are finals; nil where that is too large.
  mutating func rest(of diagram: VerdictDiagram, _ context: Int) -> NodeID? {
    let owed = rest(of: diagram.owed, context)
    if diagram.required == .yes || owed == .no { return owed }
    let required = rest(of: diagram.required, context)
    guard let met = rests[context].builder.choose(required, .yes, .violated),
      let joined = rests[context].builder.choose(owed, met, .no)
    else { return nil }
    return tidied(joined, context)
  }

  /// What is left of a verdict, with all that guards rule out still in it.
  mutating func untidied(_ diagram: VerdictDiagram, _ context: Int) -> NodeID? {
    var lasts = true
    let owed = move(diagram.owed, context, &lasts)
    let required = move(diagram.required, context, &lasts)
    let guards = constraints[context].map { move($0, context, &lasts) }
    guard let met = rests[context].builder.choose(required, .yes, .violated) else { return nil }
    var result = rests[context].builder.choose(owed, met, .no)
    for guarding in guards {
      result = result.flatMap { rests[context].builder.choose(guarding, $0, .impossible) }
    }
    return result
  }

  /// Rests that were joined, without variables that no longer matter.
  mutating func tidied(_ node: NodeID, _ context: Int) -> NodeID {
    guard isPartlyKnown[context] else { return rests[context].clean(node) }
    var done = NodeMap()
    return tidied(node, context, &done)
  }

  /// Where a variable has lost some of its cells, what was joined may say something of them again.
  private mutating func tidied(
    _ node: NodeID, _ context: Int, _ done: inout NodeMap
  ) -> NodeID {
    if node.isLeaf { return node }
    if let known = done[node] { return known }
    let variable = rests[context].builder.diagrams.variable(of: node)
    var children: [NodeID] = []
    for (cell, child) in rests[context].builder.diagrams.children(of: node).enumerated() {
      children.append(
        states[context][variable.index].contains(cell)
          ? tidied(child, context, &done) : .impossible)
    }
    let result = rests[context].builder.possible(variable, children)
    done.insert(result, for: node)
    return result
  }
}
