import LocatedYAML
import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

/// More ways to set what can be changed are not tried in the daily suite.
private let most = 48

@Suite struct ChangeTests {
  @Test(arguments: Worlds.blocks)
  func `minimal sets are those that brute force over cells finds`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      guard var tried = Tried(pair, law: 21) else { return }
      for matter in tried.broken.prefix(3) {
        let name = pair.name(matter)
        guard let (sets, held) = tried.changes.minimalSets(turning: matter) else { continue }
        breach.expect(held.isEmpty && sets.isWhole, "\(name) is told in part")
        let found = sets.sets.flatMap(\.ways)
        let minimal = tried.every.minimal(matter) { tried.isTaken($0) }
        breach.expect(
          Set(found) == minimal && found.count == minimal.count,
          "\(name) \(found), by force \(minimal); \(tried.names)")
      }
    }
  }

  @Test(arguments: Worlds.blocks)
  func `a set that turns a finding turns it in the file that is then read and assessed`(
    block: Int
  ) throws {
    try expectLaw(block) { pair, breach in
      guard var tried = Tried(pair, law: 22) else { return }
      for matter in tried.broken.prefix(3) {
        guard let (sets, _) = tried.changes.minimalSets(turning: matter) else { continue }
        for set in sets.sets.prefix(4) {
          let name = "\(pair.name(matter)) by \(set.ways[0]); \(tried.names)"
          let changed = tried.changes.useCase(after: set)
          var diagnostics: [Diagnostic] = []
          changed.checkGuards(pair.world.rulebook, noting: &diagnostics)
          breach.expect(!diagnostics.containsError, "\(name) is refused: \(diagnostics)")
          let verdict = pair.assessed(changed, matter)
          breach.expect(
            verdict == .satisfied || verdict == .notApplicable, "\(name) leaves \(verdict.places)")
        }
      }
    }
  }

  @Test(arguments: Worlds.blocks)
  func `the plan is the smallest, and what conflicts cannot be met together`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      guard var tried = Tried(pair, law: 23) else { return }
      let others = tried.duties.filter { !tried.every.ways[0].violates($0) }
      let targets = tried.duties.filter { tried.every.ways[0].violates($0) }
      let plan = tried.changes.plan(turning: targets, sparing: others)
      breach.expect(plan.untold.isEmpty, "something is not told")
      let ways = tried.every.ways
      let stuck = targets.filter { target in !ways.contains { $0.turns(target) } }
      breach.expect(Set(plan.stuck) == Set(stuck), "stuck \(plan.stuck), by force \(stuck)")
      let wanted = targets.filter { !stuck.contains($0) }
      func isGood(_ way: EveryChange.Way, _ matters: [ChangedMatter]) -> Bool {
        matters.allSatisfy { targets.contains($0) ? way.turns($0) : !way.violates($0) }
      }
      let sizes = ways.filter { isGood($0, wanted + others) }.map { $0.size(tried.every.levers) }
      switch plan.outcome {
      case .nothing: breach.expect(wanted.isEmpty, "nothing is turned of \(wanted.count)")
      case .notFound: breach.expect(false, "no plan was found; \(tried.names)")
      case .changes(let set, _):
        breach.expect(set.levers.count == sizes.min(), "\(set), by force \(sizes)")
        for cells in set.ways where set.ways.count <= 8 {
          let way = ways.first { $0.cells == cells }
          // Each change may be another one by itself.
          let isOne = cells == set.ways[0]
          breach.expect(
            !isOne || way.map { isGood($0, wanted + others) } ?? false, "\(set) is no plan")
        }
      case .conflict(let matters, _):
        breach.expect(sizes.isEmpty, "there is a plan of \(sizes)")
        breach.expect(!ways.contains { isGood($0, matters) }, "\(matters.count) can be met")
        for matter in matters {
          let rest = matters.filter { $0 != matter }
          breach.expect(
            ways.contains { isGood($0, rest) }, "without \(pair.name(matter)) they cannot either")
        }
      }
    }
  }
}

/// A few facts of a pair that may be changed, and every way to do so.
private struct Tried {
  let pair: Pair
  var changes: Changes
  let every: EveryChange
  let duties: [ChangedMatter]

  /// Nil where there are too many ways, or nothing to turn.
  init?(_ pair: Pair, law: Int) {
    var numbers = pair.numbers(for: law)
    let evaluation = pair.evaluation()
    let duties = pair.matters.filter { pair.rules[$0.rule].kind.isDuty }.map {
      ChangedMatter(rule: $0.rule, bearer: $0.bearer, context: $0.context)
    }
    var before = evaluation
    let isBroken = duties.contains { matter in
      before.verdict(on: matter.rule, bearer: matter.bearer, matter.context).possible
        .contains(.violated)
    }
    guard isBroken else { return nil }
    let facts = pair.rules.vocabulary.facts.map(\.id).shuffled(using: &numbers)
    for count in [3, 2, 1] {
      let chosen = Set(facts.prefix(count))
      let changes = Changes(pair.world.rulebook, evaluation) { chosen.contains($0.id) }
      guard !changes.levers.slots.isEmpty,
        let every = EveryChange(pair, changes, duties, limit: most)
      else { continue }
      self.pair = pair
      self.changes = changes
      self.every = every
      self.duties = duties
      return
    }
    return nil
  }

  /// Findings that may be violated.
  var broken: [ChangedMatter] {
    duties.filter { pair.assessed(pair.useCase, $0).contains(.violated) }
  }

  /// Whether a reader takes the case with slots set to cells.
  func isTaken(_ cells: [Int: Int]) -> Bool {
    var diagnostics: [Diagnostic] = []
    pair.useCase.changed(changes.said(cells), pair.evaluation())
      .checkGuards(pair.world.rulebook, noting: &diagnostics)
    return !diagnostics.containsError
  }

  var names: String {
    changes.levers.slots.map { slot in
      pair.rules.vocabulary[slot.lever.fact].name + "@\(slot.lever.context)"
        + (slot.member.map { ".\($0)" } ?? "") + " \(slot.values.count) cells"
    }.joined(separator: ", ")
  }
}

extension Pair {
  fileprivate func name(_ matter: ChangedMatter) -> String {
    "\(rules[matter.rule].name) bearer \(matter.bearer) use \(matter.context)"
  }

  /// The outcome in a case as a reader would give it.
  fileprivate func assessed(_ changed: UseCase, _ matter: ChangedMatter) -> Finals {
    var evaluation = Evaluation(
      changed, Setting(of: changed, on: day, rules), world.rulebook)
    let first = evaluation.verdict(on: matter.rule, bearer: matter.bearer, matter.context)
    guard !first.possible.isSettled else { return first.possible }
    var presuming = evaluation.presuming()
    let second = presuming.verdict(on: matter.rule, bearer: matter.bearer, matter.context)
    return second.isPresumption(under: first) ? second.possible : first.possible
  }
}
