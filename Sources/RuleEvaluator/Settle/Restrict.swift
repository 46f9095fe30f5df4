package import RuleCompiler

/// What is left of a diagram when the answers are known: a diagram of its own, in which each
/// variable matters.
package struct Residue: Sendable {
  package internal(set) var diagrams = Diagrams()
  package internal(set) var root: NodeID = .no

  package init(diagrams: Diagrams = Diagrams(), root: NodeID = .no) {
    self.diagrams = diagrams
    self.root = root
  }

  /// A diagram among others, by itself.
  init(_ root: NodeID, of others: Diagrams) {
    var builder = DiagramBuilder()
    self.root = builder.adopt(others, root)
    diagrams = builder.diagrams
  }
}

extension Evaluation {
  /// The rest of a diagram under the answers of a use, by itself.
  package mutating func residue(of node: NodeID, _ context: Int) -> Residue {
    Residue(rest(of: node, context), of: rests[context].builder.diagrams)
  }

  /// The rest of a verdict under the answers of a use: one diagram, whose leaves are finals; nil
  /// where that is too large.
  package mutating func residue(of diagram: VerdictDiagram, _ context: Int) -> Residue? {
    rest(of: diagram, context).map { Residue($0, of: rests[context].builder.diagrams) }
  }

  /// The same where what other answers rule out leads to the impossible leaf, on which answers
  /// can be tried; nil where that is too large.
  mutating func trial(of diagram: VerdictDiagram, _ context: Int) -> Residue? {
    untidied(diagram, context).map { Residue($0, of: rests[context].builder.diagrams) }
  }

  /// The variables on which a verdict still depends under the answers of a use, in order.
  mutating func support(of diagram: VerdictDiagram, _ context: Int) -> [VariableID] {
    if let rest = rest(of: diagram, context) { return rests[context].support(of: rest).variables }
    var support = VariableSet()
    for node in [diagram.owed, diagram.required] {
      let rest = rest(of: node, context)
      support.formUnion(rests[context].support(of: rest))
    }
    return support.variables
  }
}

extension Residue {
  /// The variables that matter, in order.
  package var support: [VariableID] {
    var found = VariableSet()
    visit { found.insert(diagrams.variable(of: $0)) }
    return found.variables
  }

  /// The leaves that can be reached.
  package var finals: Finals {
    var finals: UInt16 = root.isLeaf ? 1 << UInt16(root.index) : 0
    visit { node in
      for child in diagrams.children(of: node) where child.isLeaf {
        finals |= 1 << UInt16(child.index)
      }
    }
    return Finals(rawValue: finals & ~(1 << UInt16(NodeID.impossible.index)))
  }

  /// Each inner node once.
  private func visit(_ body: (NodeID) -> Void) {
    guard !root.isLeaf else { return }
    var isSeen = [Bool](repeating: false, count: diagrams.count)
    var rest = [root]
    while let node = rest.popLast() {
      let place = Int(node.index - NodeID.leafCount)
      guard !isSeen[place] else { continue }
      isSeen[place] = true
      body(node)
      for child in diagrams.children(of: node) where !child.isLeaf { rest.append(child) }
    }
  }

  /// The residue where a variable has one cell.
  package func fixing(_ variable: VariableID, _ cell: Int) -> Residue {
    var result = Residue()
    var moved: [NodeID: NodeID] = [:]
    result.root = fix(root, variable, cell, &moved, &result.diagrams)
    return result
  }

  private func fix(
    _ node: NodeID, _ variable: VariableID, _ cell: Int, _ moved: inout [NodeID: NodeID],
    _ kept: inout Diagrams
  ) -> NodeID {
    if node.isLeaf { return node }
    if let known = moved[node] { return known }
    let own = diagrams.variable(of: node)
    let children = diagrams.children(of: node)
    let result: NodeID
    if own == variable {
      result = fix(children[children.startIndex + cell], variable, cell, &moved, &kept)
    } else {
      result = kept.node(own, children.map { fix($0, variable, cell, &moved, &kept) })
    }
    moved[node] = result
    return result
  }
}
