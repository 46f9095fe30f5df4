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

  /// What a verdict can hang on.
  struct Grounds: Sendable {
    /// The variables of its own diagrams.
    let own: [VariableID]
    /// Those of the diagrams that tell what holds of some use.
    let everywhere: [VariableID]
    /// Whether other uses matter.
    let hangsOnUses: Bool
  }

  /// Which bearer, and the cells of every variable that can matter.
  typealias Key = [UInt64]

  /// Verdicts at most, over all rules: some tens of megabytes.
  private static let most = 65_536

  private let rulebook: Rulebook
  private let shelves: [Shelf]
  private let count = Atomic(0)
  private let frames = Mutex<[Extent: Frame]>([:])
  private let guards = Mutex<[NodeID: Grounds?]>([:])

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

  /// What a verdict can hang on; nil where it is entangled.
  func grounds(of rule: RuleID, bearer place: Int, _ evaluation: Evaluation) -> Grounds? {
    if let known = shelves[rule.index].grounds.withLock({ $0[place] }) { return known }
    let found = rulebook.program[rule].verdicts[place].flatMap {
      grounds(of: [$0.owed, $0.required], readings: evaluation.hangsOnUses(rule))
    }
    shelves[rule.index].grounds.withLock { $0[place] = .some(found) }
    return found
  }

  /// What a guard can hang on; nil as above.
  func grounds(ofGuard root: NodeID) -> Grounds? {
    if let known = guards.withLock({ $0[root] }) { return known }
    let found = grounds(of: [root], readings: false)
    guards.withLock { $0[root] = .some(found) }
    return found
  }

  /// What holds of some use is read from diagrams of its own, in every use.
  private func grounds(of roots: [NodeID], readings: Bool) -> Grounds? {
    let program = rulebook.program
    let support = program.diagrams.support(of: roots)
    var rest = support
    var inner: Set<NodeID> = []
    while let variable = rest.popLast() {
      guard case .someUse(let step) = program[variable].kind else { continue }
      guard let root = program.roots[step] else { return nil }
      if inner.insert(root).inserted { rest += program.diagrams.support(of: [root]) }
    }
    func plain(_ variables: [VariableID]) -> [VariableID] {
      variables.filter { if case .someUse = program[$0].kind { false } else { true } }
    }
    return Grounds(
      own: plain(support), everywhere: plain(program.diagrams.support(of: Array(inner))),
      hangsOnUses: readings || !inner.isEmpty)
  }

  /// The verdicts on one rule.
  private final class Shelf: Sendable {
    let known = Mutex<[Key: Known]>([:])
    let grounds = Mutex<[Int: Grounds?]>([:])
  }
}

extension Evaluation {
  /// Under what a verdict is remembered; nil where it is not.
  private func key(
    of rule: RuleID, bearer place: Int, _ context: Int, in memory: VerdictMemory
  ) -> VerdictMemory.Key? {
    guard let grounds = memory.grounds(of: rule, bearer: place, self) else { return nil }
    var key: VerdictMemory.Key = []
    key.reserveCapacity(grounds.own.count + grounds.everywhere.count * answers.count + 4)
    key.append(UInt64(place))
    append(grounds, context, to: &key)
    key.append(UInt64(constraints[context].count))
    var isOfUses = grounds.hangsOnUses
    for root in constraints[context] {
      guard let grounds = memory.grounds(ofGuard: root) else { return nil }
      isOfUses = isOfUses || grounds.hangsOnUses
      key.append(UInt64(UInt32(bitPattern: root.index)))
      append(grounds, context, to: &key)
    }
    guard isOfUses else { return key }
    // Guards of other uses matter too: of these cases there are few.
    guard answers.count == 1 || constraints.allSatisfy(\.isEmpty) else { return nil }
    key += openReadings(of: rule).map { UInt64($0.index) }
    return key
  }

  private func append(
    _ grounds: VerdictMemory.Grounds, _ context: Int, to key: inout VerdictMemory.Key
  ) {
    states[context].append(grounds.own, to: &key)
    guard !grounds.everywhere.isEmpty else { return }
    key.append(UInt64(answers.count))
    for other in answers.indices { states[other].append(grounds.everywhere, to: &key) }
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
