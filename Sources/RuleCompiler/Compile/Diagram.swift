/// A node of the diagrams: a leaf below 16, an inner node from there on.
@usableFromInline package struct NodeID: Hashable, Sendable, Comparable {
  @usableFromInline package let index: Int32

  @inlinable package init(index: Int32) {
    self.index = index
  }

  /// How many leaves there can be.
  @inlinable package static var leafCount: Int32 { 16 }
  /// A truth of no; a duty that is not applicable.
  @inlinable package static var no: NodeID { NodeID(index: 0) }
  /// A truth of yes; a duty that is satisfied.
  @inlinable package static var yes: NodeID { NodeID(index: 1) }
  /// A duty that is violated.
  @inlinable package static var violated: NodeID { NodeID(index: 2) }
  /// Answers that contradict one another.
  @inlinable package static var impossible: NodeID { NodeID(index: 15) }

  /// The leaf of a rank, 0 the highest class.
  @inlinable package static func leaf(_ value: Int) -> NodeID { NodeID(index: Int32(value)) }

  @inlinable package var isLeaf: Bool { index < NodeID.leafCount }

  @inlinable package static func < (left: NodeID, right: NodeID) -> Bool {
    left.index < right.index
  }
}

/// Ordered decision diagrams over variables with cells, sharing their nodes.
///
/// Reduced: no node has all its children alike, and no two nodes are alike, so that one function
/// has one node. After Bryant (1986), and Miller and Drechsler (1998) for many-valued variables.
@usableFromInline package struct Diagrams: Sendable {
  /// Of each inner node, its variable.
  @usableFromInline package private(set) var variables: [Int32] = []
  /// Of each inner node, where its children begin; one more at the end.
  @usableFromInline package private(set) var starts: [Int32] = [0]
  @usableFromInline package private(set) var children: [NodeID] = []
  /// Nodes by their hash, one more than their place; 0 is free.
  private var slots: [Int32] = []

  package init() {}

  @inlinable package var count: Int { variables.count }

  @inlinable package func variable(of node: NodeID) -> VariableID {
    VariableID(index: Int(variables[Int(node.index - NodeID.leafCount)]))
  }

  @inlinable package func children(of node: NodeID) -> ArraySlice<NodeID> {
    let place = Int(node.index - NodeID.leafCount)
    return children[Int(starts[place])..<Int(starts[place + 1])]
  }

  /// The node that branches on a variable, made when there is none yet.
  package mutating func node(_ variable: VariableID, _ children: [NodeID]) -> NodeID {
    if let first = children.first, children.allSatisfy({ $0 == first }) { return first }
    if slots.count < (variables.count + 1) * 2 { grow() }
    let slot = slot(of: Int32(variable.index), children[...])
    if slots[slot] != 0 { return NodeID(index: NodeID.leafCount + slots[slot] - 1) }
    let id = NodeID(index: NodeID.leafCount + Int32(variables.count))
    variables.append(Int32(variable.index))
    self.children += children
    starts.append(Int32(self.children.count))
    slots[slot] = Int32(variables.count)
    return id
  }

  /// Where a node stands, or would: open addressing, the next slot when one is taken.
  private func slot(of variable: Int32, _ children: ArraySlice<NodeID>) -> Int {
    var hash = UInt64(UInt32(bitPattern: variable)) &* 0x9E37_79B9_7F4A_7C15
    for child in children {
      hash = (hash ^ UInt64(UInt32(bitPattern: child.index))) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
    }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let place = Int(slots[slot] - 1)
      if variables[place] == variable,
        self.children[Int(starts[place])..<Int(starts[place + 1])].elementsEqual(children)
      {
        return slot
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    var size = 64
    while size < (variables.count + 1) * 4 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for place in variables.indices {
      let own = children[Int(starts[place])..<Int(starts[place + 1])]
      slots[slot(of: variables[place], own)] = Int32(place + 1)
    }
  }

  /// A node in which impossible children do not count: where all others are alike, that one.
  package mutating func possible(_ variable: VariableID, _ children: [NodeID]) -> NodeID {
    var only: NodeID?
    for child in children where child != .impossible {
      if let only, only != child { return node(variable, children) }
      only = child
    }
    return only ?? .impossible
  }

  /// How many inner nodes hang on a node, itself included.
  package func size(of root: NodeID) -> Int {
    var seen: Set<NodeID> = []
    var rest = [root]
    while let node = rest.popLast() {
      guard !node.isLeaf, seen.insert(node).inserted else { continue }
      rest += children(of: node)
    }
    return seen.count
  }
}

/// Builds diagrams from diagrams, remembering what was built.
package struct DiagramBuilder {
  package private(set) var diagrams: Diagrams
  /// More new nodes than this in one operation, and it is given up.
  private let budget: Int
  private var left = 0
  /// What was built lately, by the hash of what from: a place holds the last that fell there.
  private var choices: [Choice] = []

  private struct Choice {
    var condition = NodeID.no
    var then = NodeID.no
    var otherwise = NodeID.no
    var result = NodeID.no
  }

  package init(_ diagrams: Diagrams = Diagrams(), budget: Int = 400_000) {
    self.diagrams = diagrams
    self.budget = budget
  }

  /// The diagram of a test on one variable.
  package mutating func test(
    _ variable: VariableID, _ cells: CellSet, of count: Int
  ) -> NodeID {
    diagrams.node(variable, (0..<count).map { cells.contains($0) ? .yes : .no })
  }

  /// `then` where a condition is yes, `otherwise` where it is no; nil where that grows too big.
  package mutating func choose(
    _ condition: NodeID, _ then: NodeID, _ otherwise: NodeID
  ) -> NodeID? {
    left = budget
    return build(condition, then, otherwise)
  }

  package mutating func all(_ parts: [NodeID]) -> NodeID? {
    var result: NodeID? = .yes
    for part in parts {
      guard let left = result else { return nil }
      result = choose(left, part, .no)
    }
    return result
  }

  package mutating func any(_ parts: [NodeID]) -> NodeID? {
    var result: NodeID? = .no
    for part in parts {
      guard let left = result else { return nil }
      result = choose(left, .yes, part)
    }
    return result
  }

  package mutating func not(_ part: NodeID) -> NodeID? { choose(part, .no, .yes) }

  /// A node in which impossible children do not count: where all others are alike, that one.
  package mutating func possible(_ variable: VariableID, _ children: [NodeID]) -> NodeID {
    diagrams.possible(variable, children)
  }

  /// A diagram made elsewhere, as one of these.
  package mutating func adopt(_ others: Diagrams, _ root: NodeID) -> NodeID {
    if root.isLeaf { return root }
    // Of each inner node what it has become, one more than its index; 0 for none yet.
    var moved = [Int32](repeating: 0, count: others.count)
    return adopt(others, root, &moved)
  }

  private mutating func adopt(
    _ others: Diagrams, _ node: NodeID, _ moved: inout [Int32]
  ) -> NodeID {
    if node.isLeaf { return node }
    let place = Int(node.index - NodeID.leafCount)
    if moved[place] > 0 { return NodeID(index: moved[place] - 1) }
    let old = others.children(of: node)
    var children: [NodeID] = []
    children.reserveCapacity(old.count)
    for child in old { children.append(adopt(others, child, &moved)) }
    let new = diagrams.node(others.variable(of: node), children)
    moved[place] = new.index + 1
    return new
  }

  private mutating func build(
    _ condition: NodeID, _ then: NodeID, _ otherwise: NodeID
  ) -> NodeID? {
    if condition == .yes { return then }
    if condition == .no { return otherwise }
    if condition == .impossible { return .impossible }
    if then == otherwise { return then }
    if then == .yes, otherwise == .no { return condition }
    let place = place(condition, then, otherwise)
    let known = choices[place]
    if known.condition == condition, known.then == then, known.otherwise == otherwise {
      return known.result
    }
    guard left > 0 else { return nil }
    left -= 1
    let variable = [condition, then, otherwise].filter { !$0.isLeaf }
      .map { diagrams.variable(of: $0) }.min()
    guard let variable else { preconditionFailure("a condition is yes, no or a node") }
    let width = [condition, then, otherwise].compactMap { branches($0, on: variable)?.count }.max()
    var built: [NodeID] = []
    for cell in 0..<(width ?? 0) {
      guard
        let child = build(
          branch(condition, on: variable, cell), branch(then, on: variable, cell),
          branch(otherwise, on: variable, cell))
      else { return nil }
      built.append(child)
    }
    let result = diagrams.node(variable, built)
    choices[place] = Choice(
      condition: condition, then: then, otherwise: otherwise, result: result)
    return result
  }

  /// Where a choice is remembered. The condition is never a leaf here, so a fresh place is none.
  private mutating func place(
    _ condition: NodeID, _ then: NodeID, _ otherwise: NodeID
  ) -> Int {
    let wanted = max(1024, min(diagrams.count * 2, 1 << 18))
    if choices.count < wanted / 2 || choices.isEmpty {
      var size = 1024
      while size < wanted { size *= 2 }
      choices = Array(repeating: Choice(), count: size)
    }
    var hash = UInt64(UInt32(bitPattern: condition.index)) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ UInt64(UInt32(bitPattern: then.index))) &* 0xFF51_AFD7_ED55_8CCD
    hash =
      (hash ^ (hash >> 32) ^ UInt64(UInt32(bitPattern: otherwise.index))) &* 0xC4CE_B9FE_1A85_EC53
    return Int(truncatingIfNeeded: hash >> 20) & (choices.count - 1)
  }

  private func branches(_ node: NodeID, on variable: VariableID) -> ArraySlice<NodeID>? {
    guard !node.isLeaf, diagrams.variable(of: node) == variable else { return nil }
    return diagrams.children(of: node)
  }

  private func branch(_ node: NodeID, on variable: VariableID, _ cell: Int) -> NodeID {
    guard let branches = branches(node, on: variable) else { return node }
    return branches[branches.startIndex + cell]
  }
}
