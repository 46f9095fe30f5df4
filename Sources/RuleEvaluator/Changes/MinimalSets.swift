import RuleCompiler

extension Changes {
  /// So many facts are changed at most.
  package static let mostChanges = 4
  /// So many sets are told at most.
  package static let mostSets = 100
  private static let mostFound = 2000
  private static let mostTried = 20_000

  /// The minimal sets of changes after which a diagram over slots is yes.
  ///
  /// Whatever turns it must leave the way that it goes now: it sets something along that way to
  /// another cell. So these are tried one after the other, the smallest sets first, as long as
  /// enough may still come of them.
  func minimalSets(of root: NodeID) -> MinimalSets {
    var tried: Set<Assignment> = [Assignment()]
    var level = [Assignment()]
    var found: [Assignment] = []
    var isWhole = true
    while !level.isEmpty {
      var next: [Assignment] = []
      for one in level where !found.contains(where: { $0.isSubset(of: one) }) {
        let walk = walk(root, one)
        if walk.end == .yes {
          found.append(one)
          continue
        }
        for way in more(than: one, along: walk.way, root) where tried.insert(way).inserted {
          next.append(way)
        }
      }
      level = next
      if found.count > Changes.mostFound || tried.count > Changes.mostTried {
        isWhole = false
        break
      }
    }
    let sets = found.filter(isAccepted).map(levers.changes).merged.sortedBySize
    return MinimalSets(
      sets: Array(sets.prefix(Changes.mostSets)),
      isWhole: isWhole && sets.count <= Changes.mostSets, isPossible: root != .no)
  }

  /// Whether a reader would take a case with these changes.
  func isAccepted(_ assignment: Assignment) -> Bool {
    let changed = useCase(after: levers.changes(assignment))
    var evaluation = base.taking(changed)
    return evaluation.idleAnswers.isEmpty
      && evaluation.answers.indices.allSatisfy { evaluation.isConsistent($0) }
  }

  /// One change more along a way, where what is left may still lead to yes with few enough.
  private func more(
    than one: Assignment, along way: [(slot: Int, cell: Int)], _ root: NodeID
  ) -> [Assignment] {
    way.filter { one[$0.slot] == nil }.flatMap { slot, cell in
      levers.slots[slot].choices.filter { $0 != cell }.compactMap { choice -> Assignment? in
        let next = one.setting(slot, choice)
        let count = next.levers(levers).count
        guard count <= Changes.mostChanges,
          let rest = cheapest(root, next), count + rest.cost.levers <= Changes.mostChanges
        else { return nil }
        return next
      }
    }
  }

  /// The one way through a diagram when these are set and nothing else is.
  func walk(
    _ root: NodeID, _ assignment: Assignment
  ) -> (way: [(slot: Int, cell: Int)], end: NodeID) {
    var way: [(slot: Int, cell: Int)] = []
    var node = root
    while !node.isLeaf {
      let slot = builder.diagrams.variable(of: node).index
      let cell = assignment[slot] ?? levers.slots[slot].unchanged
      way.append((slot, cell))
      let children = builder.diagrams.children(of: node)
      node = children[children.startIndex + cell]
    }
    return (way, node)
  }

  /// Whether a diagram is yes when these are set and nothing else is.
  func holds(_ root: NodeID, _ assignment: Assignment) -> Bool {
    walk(root, assignment).end == .yes
  }
}

extension [ChangeSet] {
  /// The fewest facts first, then the fewest changes, then as found.
  fileprivate var sortedBySize: [ChangeSet] {
    enumerated().sorted { left, right in
      (left.element.levers.count, left.element.changes.count, left.offset)
        < (right.element.levers.count, right.element.changes.count, right.offset)
    }.map(\.element)
  }
}
