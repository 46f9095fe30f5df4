import RuleCompiler

/// What is left of diagrams under the answers of one use, shared by all that is asked about it.
struct Rests: Sendable {
  var builder = DiagramBuilder(budget: 50_000)
  /// Of each node of the program, its rest.
  var moved: [NodeID: NodeID] = [:]
  /// Of each rest, the same under what answers say of guards.
  var constrained: [NodeID: NodeID] = [:]
  private var known: [NodeID: UInt16] = [:]
  private var supports: [NodeID: VariableSet] = [:]

  /// The leaves that can be reached, a bit a leaf; none for answers that contradict one another.
  mutating func leaves(of node: NodeID) -> UInt16 {
    if node == .impossible { return 0 }
    if node.isLeaf { return 1 << UInt16(node.index) }
    if let leaves = known[node] { return leaves }
    var leaves: UInt16 = 0
    for child in builder.diagrams.children(of: node) { leaves |= self.leaves(of: child) }
    known[node] = leaves
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
}

/// A set of variables.
struct VariableSet: Hashable, Sendable {
  private var words: [UInt64] = []

  mutating func insert(_ variable: VariableID) {
    while words.count <= variable.index / 64 { words.append(0) }
    words[variable.index / 64] |= 1 << UInt64(variable.index % 64)
  }

  mutating func formUnion(_ other: VariableSet) {
    while words.count < other.words.count { words.append(0) }
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  /// In order.
  var variables: [VariableID] {
    words.enumerated().flatMap { index, word in
      var rest = word
      var found: [VariableID] = []
      while rest != 0 {
        found.append(VariableID(index: index * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
      return found
    }
  }
}

extension Evaluation {
  /// What is left of a diagram under the answers of a use: each variable in it matters.
  mutating func rest(of node: NodeID, _ context: Int) -> NodeID {
    let moved = move(node, context)
    guard !constraints[context].isEmpty else { return moved }
    if let known = rests[context].constrained[moved] { return known }
    var result = moved
    for constraint in constraints[context] {
      let guarding = move(constraint, context)
      result = rests[context].builder.choose(guarding, result, .impossible) ?? result
    }
    let clean = rests[context].clean(result)
    rests[context].constrained[moved] = clean
    return clean
  }

  private mutating func move(_ node: NodeID, _ context: Int) -> NodeID {
    if node.isLeaf { return node }
    if let known = rests[context].moved[node] { return known }
    let variable = program.diagrams.variable(of: node)
    refine(variable)
    var children: [NodeID] = []
    for (cell, child) in program.diagrams.children(of: node).enumerated() {
      children.append(
        states[context][variable.index].contains(cell) ? move(child, context) : .impossible)
    }
    let result = rests[context].builder.possible(variable, children)
    rests[context].moved[node] = result
    return result
  }
}

extension Rests {
  /// The same diagram without variables that only tell what is impossible.
  mutating func clean(_ root: NodeID) -> NodeID {
    var cleaned: [NodeID: NodeID] = [:]
    return clean(root, &cleaned)
  }

  private mutating func clean(_ node: NodeID, _ cleaned: inout [NodeID: NodeID]) -> NodeID {
    if node.isLeaf { return node }
    if let known = cleaned[node] { return known }
    var children: [NodeID] = []
    for child in builder.diagrams.children(of: node) { children.append(clean(child, &cleaned)) }
    let result = builder.possible(builder.diagrams.variable(of: node), children)
    cleaned[node] = result
    return result
  }
}
