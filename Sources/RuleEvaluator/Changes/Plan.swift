package import RuleCompiler

/// What a verdict is about: a rule, for a bearer and a use.
package struct ChangedMatter: Hashable, Sendable {
  package let rule: RuleID
  package let bearer: Int
  package let context: Int

  package init(rule: RuleID, bearer: Int, context: Int) {
    self.rule = rule
    self.bearer = bearer
    self.context = context
  }
}

/// The fewest changes that turn several findings together, and make none violated that is not.
package struct Plan: Sendable {
  package let outcome: Outcome
  /// What no change can turn.
  package let stuck: [ChangedMatter]
  /// What is too large to be told.
  package let untold: [ChangedMatter]

  package enum Outcome: Sendable {
    /// There is nothing to turn.
    case nothing
    /// Each change with the findings that would not be turned without it.
    case changes(ChangeSet, serving: [[ChangedMatter]])
    /// These findings cannot be turned together, or not without making one of them violated that
    /// is not so now; each part of them can.
    case conflict([ChangedMatter], isSmallest: Bool)
    /// None was found within the bound.
    case notFound
  }
}

extension Changes {
  /// How often a plan is mended that makes something else violated.
  private static let mostMendings = 64

  /// The smallest plan.
  ///
  /// - Parameters:
  ///   - targets: findings to be turned.
  ///   - others: findings that must not be violated afterwards.
  package mutating func plan(turning targets: [ChangedMatter], sparing others: [ChangedMatter])
    -> Plan
  {
    var stuck: [ChangedMatter] = []
    var untold: [ChangedMatter] = []
    var wishes: [Wish] = []
    for target in targets {
      guard let turning = turning(target.rule, bearer: target.bearer, target.context) else {
        untold.append(target)
        continue
      }
      if turning.isTurned == .no {
        stuck.append(target)
      } else {
        wishes.append(Wish(matter: target, node: turning.isTurned, isTarget: true))
      }
    }
    let outcome = wishes.isEmpty ? Plan.Outcome.nothing : fulfil(wishes, sparing: others)
    return Plan(outcome: outcome, stuck: stuck, untold: untold)
  }

  private mutating func fulfil(_ first: [Wish], sparing others: [ChangedMatter]) -> Plan.Outcome {
    var wishes = first
    for _ in 0..<Changes.mostMendings {
      var whole = Assignment()
      for group in groups(of: wishes) {
        guard let joint = builder.all(group.map(\.node)) else { return .notFound }
        if joint == .no { return conflict(in: group) }
        guard let found = cheapest(joint) else { return .notFound }
        for (slot, cell) in found.assignment.cells { whole = whole.setting(slot, cell) }
      }
      let harmed = harmed(by: whole, others)
      if harmed.isEmpty { return told(whole, wishes) }
      let before = wishes.count
      for matter in harmed {
        guard let turning = turning(matter.rule, bearer: matter.bearer, matter.context),
          let spared = builder.not(turning.isViolated)
        else { return .notFound }
        // Several findings may be spared by the same.
        if !wishes.contains(where: { $0.node == spared }) {
          wishes.append(Wish(matter: matter, node: spared, isTarget: false))
        }
      }
      if wishes.count == before { return .notFound }
    }
    return .notFound
  }

  /// Findings that changes make violated, whatever is asked then.
  private mutating func harmed(by whole: Assignment, _ others: [ChangedMatter]) -> [ChangedMatter] {
    let opening = opening(without: [])
    var plain = opening.trial(whole.dictionary, presuming: false)
    var presuming =
      base.canPresume ? opening.trial(whole.dictionary, presuming: true) : nil
    return others.filter { matter in
      guard let root = base.program[matter.rule].verdicts[matter.bearer] else { return false }
      let first = plain.finals(of: root, matter.context)
      if first.isSettled { return first == .violated }
      return first.contains(.violated)
        && presuming?.finals(of: root, matter.context) == .violated
    }
  }

  /// Wishes that hang on something in common, together.
  private func groups(of wishes: [Wish]) -> [[Wish]] {
    var groups: [(slots: Set<Int>, wishes: [Wish])] = []
    for wish in wishes {
      var slots = Set(support(of: wish.node))
      var own = [wish]
      groups.removeAll { group in
        guard !group.slots.isDisjoint(with: slots) else { return false }
        slots.formUnion(group.slots)
        own = group.wishes + own
        return true
      }
      groups.append((slots, own))
    }
    return groups.map(\.wishes)
  }

  private func support(of root: NodeID) -> [Int] {
    Residue(diagrams: builder.diagrams, root: root).support.map(\.index)
  }

  /// The plan with what else each change could be, and what it is for.
  private func told(_ whole: Assignment, _ wishes: [Wish]) -> Plan.Outcome {
    var set = levers.changes(whole)
    for place in set.changes.indices {
      let slot = set.changes[place].slot
      for cell in levers.slots[slot].choices
      where wishes.allSatisfy({ holds($0.node, whole.setting(slot, cell)) }) {
        set.changes[place].cells.insert(cell)
      }
    }
    let serving = set.changes.map { change in
      wishes.filter { $0.isTarget && !holds($0.node, whole.leaving(change.slot)) }.map(\.matter)
    }
    return .changes(set, serving: serving)
  }
}

/// A finding that shall be turned, or spared, and the diagram that says when it is.
private struct Wish {
  let matter: ChangedMatter
  let node: NodeID
  let isTarget: Bool
}

extension Changes {
  // MARK: What cannot be met together

  /// More findings than this are not tried in every two and three of them.
  private static let mostTogether = 60

  private mutating func conflict(in group: [Wish]) -> Plan.Outcome {
    if group.count <= Changes.mostTogether {
      for size in 2...3 {
        if let found = clash(among: group[...], size, .yes, []) {
          return .conflict(found.map(\.matter), isSmallest: true)
        }
      }
    }
    var kept = group
    for wish in group {
      let rest = kept.filter { $0.matter != wish.matter }
      if builder.all(rest.map(\.node)) == .no { kept = rest }
    }
    return .conflict(kept.map(\.matter), isSmallest: kept.count <= 4)
  }

  private mutating func clash(
    among rest: ArraySlice<Wish>, _ size: Int, _ joint: NodeID, _ chosen: [Wish]
  ) -> [Wish]? {
    if size == 0 { return joint == .no ? chosen : nil }
    var rest = rest
    while let wish = rest.popFirst() {
      guard rest.count >= size - 1, let next = builder.choose(wish.node, joint, .no) else {
        continue
      }
      if let found = clash(among: rest, size - 1, next, chosen + [wish]) { return found }
    }
    return nil
  }
}
