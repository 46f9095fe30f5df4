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
}

extension Evaluation {
  /// The rest of a diagram under the answers of a use.
  package mutating func residue(of node: NodeID, _ context: Int) -> Residue {
    var residue = Residue()
    var moved: [NodeID: NodeID] = [:]
    _ = reach(node, context)
    residue.root = move(node, context, &moved, &residue.diagrams)
    return residue
  }

  /// The rest of a verdict under the answers of a use: one diagram, whose leaves are finals.
  package mutating func residue(of diagram: VerdictDiagram, _ context: Int) -> Residue {
    var moved: [NodeID: NodeID] = [:]
    var rest = Diagrams()
    let met = move(diagram.met, context, &moved, &rest)
    let broken = move(diagram.broken, context, &moved, &rest)
    var joining = DiagramBuilder(rest)
    guard diagram.broken != .no else { return Residue(diagrams: rest, root: met) }
    let isMet = joining.choose(met, .yes, .no) ?? met
    let root = joining.choose(broken, .violated, isMet) ?? isMet
    return Residue(diagrams: joining.diagrams, root: root)
  }

  private func move(
    _ node: NodeID, _ context: Int, _ moved: inout [NodeID: NodeID], _ diagrams: inout Diagrams
  ) -> NodeID {
    if node.isLeaf { return node }
    if let known = moved[node] { return known }
    let variable = builder.diagrams.variable(of: node)
    let cells = states[context][variable.index]
    let children = builder.diagrams.children(of: node).enumerated().map { cell, child in
      cells.contains(cell) ? move(child, context, &moved, &diagrams) : .impossible
    }
    let result = diagrams.possible(variable, children)
    moved[node] = result
    return result
  }
}

extension Diagrams {
  /// A node in which impossible children do not count: where all others are alike, that one.
  package mutating func possible(_ variable: VariableID, _ children: [NodeID]) -> NodeID {
    let others = Set(children.filter { $0 != .impossible })
    if others.isEmpty { return .impossible }
    if others.count == 1, let only = others.first { return only }
    return node(variable, children)
  }
}

extension Residue {
  /// The variables that matter, in order.
  package var support: [VariableID] {
    var seen: Set<NodeID> = []
    var found: Set<VariableID> = []
    var rest = [root]
    while let node = rest.popLast() {
      guard !node.isLeaf, seen.insert(node).inserted else { continue }
      found.insert(diagrams.variable(of: node))
      rest += diagrams.children(of: node)
    }
    return found.sorted()
  }

  /// The leaves that can be reached.
  package var finals: Finals {
    var seen: Set<NodeID> = []
    var finals: Finals = []
    var rest = [root]
    while let node = rest.popLast() {
      guard node != .impossible, seen.insert(node).inserted else { continue }
      if node.isLeaf {
        finals.insert(Finals(rawValue: 1 << UInt16(node.index)))
      } else {
        rest += diagrams.children(of: node)
      }
    }
    return finals
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
      result = kept.possible(own, children.map { fix($0, variable, cell, &moved, &kept) })
    }
    moved[node] = result
    return result
  }
}
