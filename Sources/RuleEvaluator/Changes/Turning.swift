package import RuleCompiler

/// Diagrams about one finding over what can be set.
package struct Turning: Sendable {
  /// It is then settled and not violated, whatever is unknown.
  package let isTurned: NodeID
  /// It is then violated.
  package let isViolated: NodeID
  /// Levers that were left as they are, for too much is counted with them.
  package let held: [Lever]
}

extension Changes {
  /// When a finding is turned, and when it is violated; nil where that is too large to be told.
  mutating func turning(
    _ rule: RuleID, bearer place: Int, _ context: Int
  ) -> Turning? {
    guard let root = base.program[rule].verdicts[place] else { return nil }
    var opening = opening(for: root, context)
    defer { keep(opening) }
    guard let plain = opening.leads(root, context, presuming: false, &builder) else { return nil }
    var turned: [NodeID] = [plain.surely[0], plain.surely[1]]
    var violated: [NodeID] = [plain.surely[2]]
    if opening.presumes(root) {
      guard let second = opening.leads(root, context, presuming: true, &builder) else { return nil }
      for final in 0...2 {
        guard let presumed = builder.all([second.surely[final], plain.perhaps[final]]) else {
          return nil
        }
        if final == 2 { violated.append(presumed) } else { turned.append(presumed) }
      }
    }
    guard let isTurned = builder.any(turned), let isViolated = builder.any(violated) else {
      return nil
    }
    return Turning(isTurned: isTurned, isViolated: isViolated, held: opening.held.sorted())
  }
}

/// Of each final, whether it surely or perhaps comes out.
private struct Leads {
  var surely: [NodeID] = []
  var perhaps: [NodeID] = []
}

extension Opening {
  /// Whether a verdict may hang on a derogation that must be shown: by itself, or through what
  /// holds of some use.
  fileprivate func presumes(_ root: VerdictDiagram) -> Bool {
    presuming != nil
      && open.program.diagrams.support(of: [root.owed, root.required]).contains {
        switch open.program[$0].kind {
        case .presumption, .someUse: true
        case .day, .reading, .jurisdiction, .asIf, .fact, .member, .judgement, .fewer, .measure,
          .items:
          false
        }
      }
  }

  fileprivate mutating func leads(
    _ root: VerdictDiagram, _ context: Int, presuming isPresuming: Bool,
    _ builder: inout DiagramBuilder
  ) -> Leads? {
    let residue: Residue?
    if isPresuming {
      residue = presuming?.trial(of: root, context)
    } else {
      residue = open.trial(of: root, context)
    }
    guard let residue else { return nil }
    var leads = Leads()
    for final in 0...2 {
      for isSure in [true, false] {
        var projection = Projection(
          diagrams: residue.diagrams, context: context, isPresuming: isPresuming,
          goal: .leaf(final), isSure: isSure)
        guard let made = projection.made(residue.root, &self, &builder) else { return nil }
        if isSure { leads.surely.append(made) } else { leads.perhaps.append(made) }
      }
    }
    return leads
  }
}

/// Makes a diagram over slots out of one over everything: whether a goal is reached in all that
/// is otherwise possible, or in some of it.
private struct Projection {
  let diagrams: Diagrams
  let context: Int
  let isPresuming: Bool
  let goal: NodeID
  /// In all of it.
  let isSure: Bool
  private var known: [NodeID: NodeID] = [:]

  init(diagrams: Diagrams, context: Int, isPresuming: Bool, goal: NodeID, isSure: Bool) {
    self.diagrams = diagrams
    self.context = context
    self.isPresuming = isPresuming
    self.goal = goal
    self.isSure = isSure
  }

  /// Nil where it grows too large.
  mutating func made(
    _ node: NodeID, _ opening: inout Opening, _ builder: inout DiagramBuilder
  ) -> NodeID? {
    if node == .impossible { return isSure ? .yes : .no }
    if node.isLeaf { return node == goal ? .yes : .no }
    if let done = known[node] { return done }
    var children: [NodeID] = []
    for child in diagrams.children(of: node) {
      guard let made = made(child, &opening, &builder) else { return nil }
      children.append(made)
    }
    let variable = diagrams.variable(of: node)
    let result: NodeID?
    if let cell = opening.pinned[context][variable] {
      result = children[cell]
    } else if let slot = opening.slot(of: variable, context) {
      result = choose(opening.levers.slots[slot], slot, children, &builder)
    } else if let cells = opening.possibleCells(
      of: variable, context, presuming: isPresuming, &builder)
    {
      result = follow(cells, children, &builder)
    } else {
      result = join(children, &builder)
    }
    known[node] = result
    return result
  }

  private func join(_ children: [NodeID], _ builder: inout DiagramBuilder) -> NodeID? {
    isSure ? builder.all(children) : builder.any(children)
  }

  /// What can be set decides; what is left as it is, and unknown, may be anything.
  private func choose(
    _ slot: Slot, _ index: Int, _ children: [NodeID], _ builder: inout DiagramBuilder
  ) -> NodeID? {
    var ways = children
    if slot.current == nil {
      guard let left = join(children, &builder) else { return nil }
      ways.append(left)
    }
    var result = ways[ways.count - 1]
    for cell in (0..<ways.count - 1).reversed() {
      let test = builder.test(VariableID(index: index), CellSet([cell]), of: ways.count)
      guard let next = builder.choose(test, ways[cell], result) else { return nil }
      result = next
    }
    return result
  }

  /// A variable that follows may be in any of the cells that what is set leaves possible.
  private func follow(
    _ cells: [NodeID], _ children: [NodeID], _ builder: inout DiagramBuilder
  ) -> NodeID? {
    var parts: [NodeID] = []
    for (cell, child) in zip(cells, children) {
      guard let part = builder.choose(cell, child, isSure ? .yes : .no) else { return nil }
      parts.append(part)
    }
    return join(parts, &builder)
  }
}
