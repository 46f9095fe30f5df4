package import RuleCompiler

/// What can still come out of a diagram once some variables have a cell each.
///
/// Children stand before parents in a diagram, so one pass over its nodes says of each node which
/// leaves it reaches, and one pass back which of them each variable decides.
package struct Prospects: Sendable {
  private let diagrams: Diagrams
  private let root: NodeID
  /// The variables that matter, in order.
  private let support: [VariableID]
  /// Of each node, the place of its variable among them.
  private var levels: [Int] = []
  /// Of each node, the leaves it reaches.
  private var reached: [UInt16] = []
  /// Of each variable, the leaves that are left by each of its cells.
  private var byCell: [[UInt16]] = []

  package init(_ residue: Residue) {
    diagrams = residue.diagrams
    root = residue.root
    support = residue.support
    let places = Dictionary(uniqueKeysWithValues: support.enumerated().map { ($1, $0) })
    levels = (0..<diagrams.count).map { place in
      places[diagrams.variable(of: Prospects.node(at: place))] ?? support.count
    }
    reached = reach(fixing: Array(repeating: nil, count: support.count + 1))
    findByCell()
  }

  /// What can come out where a variable has a cell; all that can, where it does not matter.
  package func finals(_ variable: VariableID, _ cell: Int) -> Finals {
    let level = support.firstIndex(of: variable)
    return Finals(rawValue: level.map { byCell[$0][cell] } ?? leaves(of: root, reached))
  }

  /// What can come out where several variables have a cell each.
  package func finals(_ fixed: [(VariableID, Int)]) -> Finals {
    if fixed.count == 1 { return finals(fixed[0].0, fixed[0].1) }
    var cells = [Int?](repeating: nil, count: support.count + 1)
    for (variable, cell) in fixed {
      if let level = support.firstIndex(of: variable) { cells[level] = cell }
    }
    return Finals(rawValue: leaves(of: root, reach(fixing: cells)))
  }

  private static func node(at place: Int) -> NodeID {
    NodeID(index: NodeID.leafCount + Int32(place))
  }

  private func leaves(of node: NodeID, _ reached: [UInt16]) -> UInt16 {
    if node == .impossible { return 0 }
    return node.isLeaf ? 1 << UInt16(node.index) : reached[Int(node.index - NodeID.leafCount)]
  }

  private func reach(fixing cells: [Int?]) -> [UInt16] {
    var reached: [UInt16] = []
    reached.reserveCapacity(levels.count)
    for place in levels.indices {
      let children = diagrams.children(of: Prospects.node(at: place))
      if let cell = cells[levels[place]] {
        reached.append(leaves(of: children[children.startIndex + cell], reached))
        continue
      }
      var leaves: UInt16 = 0
      for child in children { leaves |= self.leaves(of: child, reached) }
      reached.append(leaves)
    }
    return reached
  }

  /// A way that meets a variable goes on from the child of the cell; one that passes it by leads
  /// wherever it leads.
  private mutating func findByCell() {
    byCell = support.map { _ in [] }
    guard !root.isLeaf else { return }
    var isMet = [Bool](repeating: false, count: diagrams.count)
    isMet[Int(root.index - NodeID.leafCount)] = true
    var passed = [PassingBy](repeating: PassingBy(), count: support.count + 2)
    for place in isMet.indices.reversed() where isMet[place] {
      let level = levels[place]
      let children = diagrams.children(of: Prospects.node(at: place))
      if byCell[level].isEmpty { byCell[level] = Array(repeating: 0, count: children.count) }
      for (cell, child) in children.enumerated() {
        let leaves = leaves(of: child, reached)
        byCell[level][cell] |= leaves
        passed[level + 1].begin(leaves)
        if child.isLeaf {
          passed[support.count].end(leaves)
        } else {
          let place = Int(child.index - NodeID.leafCount)
          passed[levels[place]].end(leaves)
          isMet[place] = true
        }
      }
    }
    var passing = PassingBy()
    for level in support.indices {
      passing.add(passed[level])
      let leaves = passing.leaves
      for cell in byCell[level].indices { byCell[level][cell] |= leaves }
    }
  }
}

/// How many ways lead to each leaf past a variable without meeting it.
private struct PassingBy {
  private var counts = SIMD16<Int32>(repeating: 0)

  /// The leaves to which any does.
  var leaves: UInt16 {
    (0..<16).reduce(0) { counts[$1] > 0 ? $0 | 1 << UInt16($1) : $0 }
  }

  mutating func begin(_ leaves: UInt16) { add(1, leaves) }
  mutating func end(_ leaves: UInt16) { add(-1, leaves) }
  mutating func add(_ other: PassingBy) { counts &+= other.counts }

  private mutating func add(_ number: Int32, _ leaves: UInt16) {
    for leaf in 0..<16 where leaves & (1 << UInt16(leaf)) != 0 { counts[leaf] &+= number }
  }
}
