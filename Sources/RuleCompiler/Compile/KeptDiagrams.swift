/// The diagrams of a program, only to be read.
///
/// They lie in memory as they do in a stored rulebook, so that those of a mapped file are used
/// where they stand.
@usableFromInline package final class KeptDiagrams: Sendable {
  /// Of each inner node, its variable.
  @usableFromInline let variables: StoredNumbers
  /// Of each inner node, where its children begin; one more at the end.
  @usableFromInline let starts: StoredNumbers
  @usableFromInline let children: StoredNumbers

  package convenience init(_ diagrams: Diagrams = Diagrams()) {
    self.init(
      variables: StoredNumbers(copying: diagrams.variables),
      starts: StoredNumbers(copying: diagrams.starts),
      children: StoredNumbers(copying: diagrams.children.map(\.index)))
  }

  init(variables: StoredNumbers, starts: StoredNumbers, children: StoredNumbers) {
    self.variables = variables
    self.starts = starts
    self.children = children
  }

  @inlinable package var count: Int { variables.count }

  @inlinable package func variable(of node: NodeID) -> VariableID {
    VariableID(index: Int(variables[Int(node.index - NodeID.leafCount)]))
  }

  /// How many children a node has, one for each cell of its variable.
  @inlinable package func width(of node: NodeID) -> Int {
    let place = Int(node.index - NodeID.leafCount)
    return Int(starts[place + 1] - starts[place])
  }

  @inlinable package func child(of node: NodeID, _ cell: Int) -> NodeID {
    NodeID(index: children[Int(starts[Int(node.index - NodeID.leafCount)]) + cell])
  }

  /// The variables that nodes depend on, in order.
  package func support(of roots: [NodeID]) -> [VariableID] {
    var seen: Set<NodeID> = []
    var found: Set<VariableID> = []
    var rest = roots
    while let node = rest.popLast() {
      guard !node.isLeaf, seen.insert(node).inserted else { continue }
      found.insert(variable(of: node))
      rest += (0..<width(of: node)).map { child(of: node, $0) }
    }
    return found.sorted()
  }
}
