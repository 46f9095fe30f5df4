package import RuleCompiler
import Synchronization

/// Verdicts by what they were read from, shared by the use cases of one rulebook: what hangs on
/// the same answers in many of them is settled once.
///
/// What is found is the same with it and without, only sooner. It never grows beyond a bound, and
/// what is not in it is found anew.
package final class VerdictMemory: Sendable {
  /// What is known of a verdict under some answers.
  struct Known: Sendable {
    var verdict: Verdict?
    /// The variables on which it still hangs.
    var support: [VariableID]?
  }

  /// Which bearer, and the cells of every variable that can matter.
  typealias Key = [UInt64]

  /// Verdicts at most, over all rules: some tens of megabytes.
  private static let most = 65_536

  private let rulebook: Rulebook
  private let shelves: [Shelf]
  private let count = Atomic(0)
  private let frames = Mutex<[Extent: Frame]>([:])
  private let guards = Mutex<[NodeID: [VariableID]?]>([:])

  /// A memory without verdicts.
  ///
  /// - Parameter rulebook: the one whose rules the use cases are put before.
  package init(of rulebook: Rulebook) {
    self.rulebook = rulebook
    shelves = rulebook.rules.rules.indices.map { _ in Shelf() }
  }

  /// How many verdicts are remembered.
  var verdictCount: Int { count.load(ordering: .relaxed) }

  /// What is run when so much is asked.
  func frame(for extent: Extent) -> Frame {
    if let known = frames.withLock({ $0[extent] }) { return known }
    let frame = Frame(extent, rulebook.rules, rulebook.program)
    frames.withLock { $0[extent] = frame }
    return frame
  }

  subscript(rule: RuleID, key: Key) -> Known? {
    shelves[rule.index].known.withLock { $0[key] }
  }

  /// Keeps what was found, besides what is known already.
  func keep(_ known: Known, of rule: RuleID, for key: Key) {
    let isNew = shelves[rule.index].known.withLock { entries in
      guard let before = entries[key] else {
        guard count.load(ordering: .relaxed) < VerdictMemory.most else { return false }
        entries[key] = known
        return true
      }
      entries[key] = Known(
        verdict: known.verdict ?? before.verdict, support: known.support ?? before.support)
      return false
    }
    if isNew { count.wrappingAdd(1, ordering: .relaxed) }
  }

  /// The variables of a verdict; nil where it hangs on what holds of some use, which other
  /// diagrams tell.
  func variables(of rule: RuleID, bearer place: Int, _ evaluation: Evaluation) -> [VariableID]? {
    if let known = shelves[rule.index].variables.withLock({ $0[place] }) { return known }
    var found: [VariableID]?
    if let root = rulebook.program[rule].verdicts[place], !evaluation.hangsOnUses(rule) {
      found = plainVariables(of: [root.owed, root.required])
    }
    shelves[rule.index].variables.withLock { $0[place] = .some(found) }
    return found
  }

  /// The variables of a guard; nil as above.
  func variables(ofGuard root: NodeID) -> [VariableID]? {
    if let known = guards.withLock({ $0[root] }) { return known }
    let found = plainVariables(of: [root])
    guards.withLock { $0[root] = .some(found) }
    return found
  }

  private func plainVariables(of roots: [NodeID]) -> [VariableID]? {
    let support = rulebook.program.diagrams.support(of: roots)
    let hangsOnUses = support.contains {
      if case .someUse = rulebook.program[$0].kind { true } else { false }
    }
    return hangsOnUses ? nil : support
  }

  /// The verdicts on one rule.
  private final class Shelf: Sendable {
    let known = Mutex<[Key: Known]>([:])
    /// By bearer, the variables of its diagrams.
    let variables = Mutex<[Int: [VariableID]?]>([:])
  }
}

extension Evaluation {
  /// Under what a verdict is remembered; nil where it is not.
  private func key(
    of rule: RuleID, bearer place: Int, _ context: Int, in memory: VerdictMemory
  ) -> VerdictMemory.Key? {
    guard let own = memory.variables(of: rule, bearer: place, self) else { return nil }
    var key: VerdictMemory.Key = []
    key.reserveCapacity(own.count + 2)
    key.append(UInt64(place))
    states[context].append(own, to: &key)
    key.append(UInt64(constraints[context].count))
    for root in constraints[context] {
      guard let variables = memory.variables(ofGuard: root) else { return nil }
      key.append(UInt64(UInt32(bitPattern: root.index)))
      states[context].append(variables, to: &key)
    }
    return key
  }

  /// A verdict that is remembered, or else is found and then remembered.
  mutating func remembered(
    _ rule: RuleID, bearer place: Int, _ context: Int,
    or find: (inout Evaluation) -> Verdict
  ) -> Verdict {
    guard let memory, let key = key(of: rule, bearer: place, context, in: memory) else {
      return find(&self)
    }
    if let known = memory[rule, key]?.verdict { return known }
    let verdict = find(&self)
    memory.keep(VerdictMemory.Known(verdict: verdict), of: rule, for: key)
    return verdict
  }

  /// The variables on which a verdict still hangs, remembered in the same way.
  mutating func rememberedSupport(
    _ rule: RuleID, bearer place: Int, _ context: Int,
    or find: (inout Evaluation) -> [VariableID]
  ) -> [VariableID] {
    guard let memory, let key = key(of: rule, bearer: place, context, in: memory) else {
      return find(&self)
    }
    if let known = memory[rule, key]?.support { return known }
    let support = find(&self)
    memory.keep(VerdictMemory.Known(support: support), of: rule, for: key)
    return support
  }
}
