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

  /// Whether a single thing can come out where some variables have some cells, whatever else is
  /// so.
  func isSettledBySomeCells(of variables: [VariableID]) -> Bool {
    let own = support.indices.filter { variables.contains(support[$0]) }
    if own.count == 1 { return byCell[own[0]].contains { Finals(rawValue: $0).isSettled } }
    var cells = [Int?](repeating: nil, count: support.count + 1)
    return isSettled(bySomeCellsOf: own[...], &cells)
  }

  /// Where the ways that meet none of the variables lead to several leaves, no cells of theirs
  /// settle anything; and those that no way meets need not be tried.
  private func isSettled(bySomeCellsOf open: ArraySlice<Int>, _ cells: inout [Int?]) -> Bool {
    if Finals(rawValue: leaves(of: root, reach(fixing: cells))).isSettled { return true }
    for level in open { cells[level] = Prospects.nowhere }
    let others = Finals(rawValue: leaves(of: root, reach(fixing: cells)))
    for level in open { cells[level] = nil }
    guard others.places.count < 2 else { return false }
    let met = levelsMet(fixing: cells)
    guard let place = open.firstIndex(where: { met[$0] }) else { return false }
    defer { cells[open[place]] = nil }
    for cell in byCell[open[place]].indices {
      cells[open[place]] = cell
      if isSettled(bySomeCellsOf: open[(place + 1)...], &cells) { return true }
    }
    return false
  }

  /// No cell: a way that comes there ends.
  private static let nowhere = -1

  private static func node(at place: Int) -> NodeID {
    NodeID(index: NodeID.leafCount + Int32(place))
  }

  private func leaves(of node: NodeID, _ reached: [UInt16]) -> UInt16 {
    if node == .impossible { return 0 }
    return node.isLeaf ? 1 << UInt16(node.index) : reached[Int(node.index - NodeID.leafCount)]
  }

  private static func leaves(
    of node: NodeID, _ reached: UnsafeMutableBufferPointer<UInt16>
  ) -> UInt16 {
    if node == .impossible { return 0 }
    return node.isLeaf ? 1 << UInt16(node.index) : reached[Int(node.index - NodeID.leafCount)]
  }

  private func reach(fixing cells: [Int?]) -> [UInt16] {
    // Below the last variable that has a cell all is as it is without.
    let last = cells.lastIndex { $0 != nil } ?? -1
    let isFirst = reached.isEmpty
    var found = isFirst ? [UInt16](repeating: 0, count: levels.count) : reached
    found.withUnsafeMutableBufferPointer { found in
      for place in levels.indices where isFirst || levels[place] <= last {
        let own = Int(diagrams.starts[place])..<Int(diagrams.starts[place + 1])
        var leaves: UInt16 = 0
        if let cell = cells[levels[place]] {
          if cell != Prospects.nowhere {
            leaves = Prospects.leaves(of: diagrams.children[own.lowerBound + cell], found)
          }
        } else {
          for child in own { leaves |= Prospects.leaves(of: diagrams.children[child], found) }
        }
        found[place] = leaves
      }
    }
    return found
  }

  /// Of each variable, whether some way meets it.
  private func levelsMet(fixing cells: [Int?]) -> [Bool] {
    var found = [Bool](repeating: false, count: support.count + 1)
    guard !root.isLeaf else { return found }
    var isMet = [Bool](repeating: false, count: diagrams.count)
    isMet[Int(root.index - NodeID.leafCount)] = true
    for place in isMet.indices.reversed() where isMet[place] {
      found[levels[place]] = true
      let children = diagrams.children(of: Prospects.node(at: place))
      for (cell, child) in children.enumerated() where !child.isLeaf {
        guard cells[levels[place]].map({ $0 == cell }) ?? true else { continue }
        isMet[Int(child.index - NodeID.leafCount)] = true
      }
    }
    return found
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
