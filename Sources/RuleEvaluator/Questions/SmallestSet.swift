import RuleCompiler

/// The fewest questions of which some answers settle a finding.
package struct QuestionSet: Hashable, Sendable {
  package let questions: [Question]
  /// Otherwise there may be a smaller one.
  package let isExact: Bool
}

extension OpenMatter {
  /// Up to so many questions the set is the smallest there is.
  private static let exactSize = 4
  /// Among so many relevant ones.
  private static let exactRelevant = 40

  /// The smallest set; nil where every set needs something that cannot be said.
  package var smallestSet: QuestionSet? {
    if relevant.count <= OpenMatter.exactRelevant {
      for size in 1...OpenMatter.exactSize {
        for goal in residue.finals.places {
          if let found = search(residue, .leaf(goal), chosen: [], size) {
            return QuestionSet(questions: sorted(found), isExact: true)
          }
        }
      }
    }
    return shortestPath.map { QuestionSet(questions: sorted($0), isExact: false) }
  }

  /// Whether some answer to a single question settles it.
  package var isDecidedByOne: Bool {
    residue.finals.places.contains { search(residue, .leaf($0), chosen: [], 1) != nil }
  }

  private func sorted(_ questions: [Question]) -> [Question] {
    questions.sorted { $0.isBefore($1) }
  }

  /// Whoever would settle on a goal must contradict any one way to another leaf somewhere along
  /// it; so only the variables of one such way need be tried.
  private func search(
    _ residue: Residue, _ goal: NodeID, chosen: [Question], _ size: Int
  ) -> [Question]? {
    guard let way = residue.way(besides: goal) else {
      return residue.root == .impossible ? nil : chosen
    }
    for (variable, taken) in way {
      guard let asked = questions[variable], !asked.isEmpty else { continue }
      let added = asked.filter { !chosen.contains($0) }
      guard chosen.count + added.count <= size else { continue }
      for cell in residue.cells(of: variable) where cell != taken {
        let next = residue.fixing(variable, cell)
        if let found = search(next, goal, chosen: chosen + added, size) { return found }
      }
    }
    return nil
  }

  /// The way from the root to a leaf that asks least.
  private var shortestPath: [Question]? {
    var best: [NodeID: [Question]] = [:]
    func shortest(_ node: NodeID) -> [Question]? {
      if node == .impossible { return nil }
      if node.isLeaf { return [] }
      if let known = best[node] { return known }
      guard let asked = questions[residue.diagrams.variable(of: node)], !asked.isEmpty else {
        return nil
      }
      let ways = residue.diagrams.children(of: node).compactMap(shortest)
        .map { ($0 + asked).uniqued() }
      let found = ways.min { $0.count < $1.count }
      best[node] = found
      return found
    }
    return shortest(residue.root)
  }
}

extension Residue {
  /// Cells of a variable, as many as its nodes have children.
  func cells(of variable: VariableID) -> Range<Int> {
    for place in 0..<diagrams.count {
      let node = NodeID(index: NodeID.leafCount + Int32(place))
      if diagrams.variable(of: node) == variable { return 0..<diagrams.children(of: node).count }
    }
    return 0..<0
  }

  /// One way to a leaf other than the goal: variables with the cells taken; nil where there is
  /// none.
  func way(besides goal: NodeID) -> [(VariableID, Int)]? {
    var dead: Set<NodeID> = []
    func find(_ node: NodeID) -> [(VariableID, Int)]? {
      if node == goal || node == .impossible { return nil }
      if node.isLeaf { return [] }
      if dead.contains(node) { return nil }
      for (cell, child) in diagrams.children(of: node).enumerated() {
        if let rest = find(child) { return [(diagrams.variable(of: node), cell)] + rest }
      }
      dead.insert(node)
      return nil
    }
    return find(root)
  }
}
