import RuleCompiler

/// What changes cost: facts first, then members of sets.
struct ChangeCost: Comparable {
  var levers = 0
  var slots = 0

  static func < (left: ChangeCost, right: ChangeCost) -> Bool {
    (left.levers, left.slots) < (right.levers, right.slots)
  }
}

extension Changes {
  /// The fewest changes after which a diagram is yes, with those that are set already; nil where
  /// none are. What it costs is only what is added.
  func cheapest(
    _ root: NodeID, _ fixed: Assignment = Assignment()
  ) -> (assignment: Assignment, cost: ChangeCost)? {
    var search = Cheapest(
      diagrams: builder.diagrams, levers: levers, fixed: fixed.dictionary,
      paid: fixed.levers(levers))
    guard let cost = search.cost(root, nil) else { return nil }
    return (search.way(from: root, fixed), cost)
  }
}

/// The shortest way to yes: what belongs to one fact stands together, and is paid for once.
private struct Cheapest {
  let diagrams: Diagrams
  let levers: Levers
  let fixed: [Int: Int]
  let paid: Set<Lever>
  private var known: [Key: Known] = [:]

  private struct Key: Hashable {
    let node: NodeID
    let isPaid: Bool
  }

  private struct Known {
    var cost: ChangeCost?
    var cell: Int
  }

  init(diagrams: Diagrams, levers: Levers, fixed: [Int: Int], paid: Set<Lever>) {
    self.diagrams = diagrams
    self.levers = levers
    self.fixed = fixed
    self.paid = paid
  }

  /// - Parameter last: the fact that was changed last on the way.
  mutating func cost(_ node: NodeID, _ last: Lever?) -> ChangeCost? {
    if node.isLeaf { return node == .yes ? ChangeCost() : nil }
    return look(node, last).cost
  }

  private mutating func look(_ node: NodeID, _ last: Lever?) -> Known {
    let index = diagrams.variable(of: node).index
    let slot = levers.slots[index]
    let isPaid = last == slot.lever || paid.contains(slot.lever)
    let key = Key(node: node, isPaid: isPaid)
    if let known = known[key] { return known }
    let children = Array(diagrams.children(of: node))
    var best = Known(cost: nil, cell: slot.unchanged)
    if let cell = fixed[index] {
      best = Known(cost: cost(children[cell], slot.lever), cell: cell)
    } else {
      best.cost = cost(children[slot.unchanged], isPaid ? slot.lever : nil)
      for cell in slot.choices {
        guard var cost = cost(children[cell], slot.lever) else { continue }
        cost.levers += isPaid ? 0 : 1
        cost.slots += 1
        if best.cost.map({ cost < $0 }) ?? true { best = Known(cost: cost, cell: cell) }
      }
    }
    known[key] = best
    return best
  }

  mutating func way(from root: NodeID, _ fixed: Assignment) -> Assignment {
    var assignment = fixed
    var node = root
    var last: Lever?
    while !node.isLeaf {
      let index = diagrams.variable(of: node).index
      let slot = levers.slots[index]
      let isPaid = last == slot.lever || paid.contains(slot.lever)
      let cell = look(node, last).cell
      last = cell != slot.unchanged || isPaid ? slot.lever : nil
      if cell != slot.unchanged { assignment = assignment.setting(index, cell) }
      let children = diagrams.children(of: node)
      node = children[children.startIndex + cell]
    }
    return assignment
  }
}
