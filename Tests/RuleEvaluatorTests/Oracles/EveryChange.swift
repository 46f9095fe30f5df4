@testable import RuleCompiler
@testable import RuleEvaluator

/// Every way to set what can be changed of a case, each assessed afresh.
struct EveryChange {
  /// One way: the cells that are changed, by slot, and what each finding is then.
  struct Way {
    let cells: [Int: Int]
    let verdicts: [ChangedMatter: Finals]
  }

  let ways: [Way]
  let levers: Levers

  /// Nil where there are more ways than the limit.
  init?(_ pair: Pair, _ changes: Changes, _ matters: [ChangedMatter], limit: Int) {
    levers = changes.levers
    let slots = levers.slots
    var ways: [[Int: Int]] = [[:]]
    for (index, slot) in slots.enumerated() {
      ways = ways.flatMap { way in
        [way]
          + slot.choices.map { cell in
            var next = way
            next[index] = cell
            return next
          }
      }
      guard ways.count <= limit else { return nil }
    }
    let facts = Set(slots.map(\.lever.fact))
    self.ways = ways.map { cells in
      let said = changes.said(cells)
      let changed = pair.useCase.saying(said, pair.rules.vocabulary)
      return Way(
        cells: cells,
        verdicts: EveryChange.verdicts(of: matters, pair, changed, changeable: facts))
    }
  }

  /// What is presumed counts like a verdict. An answer that is tried tells nothing of whether it
  /// is asked: where that is unknown, the finding must come out alike whether it is or not.
  private static func verdicts(
    of matters: [ChangedMatter], _ pair: Pair, _ changed: UseCase, changeable: Set<FactID>
  ) -> [ChangedMatter: Finals] {
    let before = pair.evaluation()
    let told = before.answers.indices.map { context in
      before.toldGuards(context).filter { told in
        !changeable.contains(told.by.fact)
          && pair.rules.facts(underGuardOf: told.by.fact).isDisjoint(with: changeable)
      }.map(\.root)
    }
    let setting = Setting(of: changed, on: pair.day, pair.rules)
    var evaluation = Evaluation(changed, setting, pair.world.rulebook)
    evaluation.constraints = told
    var presuming = evaluation.presuming()
    presuming.constraints = told
    var found: [ChangedMatter: Finals] = [:]
    for matter in matters {
      guard let root = evaluation.program[matter.rule].verdicts[matter.bearer] else { continue }
      let first = evaluation.finals(of: root, matter.context)
      found[matter] = first
      guard !first.isSettled else { continue }
      let second = presuming.finals(of: root, matter.context)
      if second.isSettled, second.isSubset(of: first) { found[matter] = second }
    }
    return found
  }
}

extension EveryChange.Way {
  /// A finding is settled and not violated.
  func turns(_ matter: ChangedMatter) -> Bool {
    verdicts[matter] == .satisfied || verdicts[matter] == .notApplicable
  }

  func violates(_ matter: ChangedMatter) -> Bool { verdicts[matter] == .violated }

  func isWithin(_ other: EveryChange.Way) -> Bool {
    cells.allSatisfy { other.cells[$0.key] == $0.value }
  }

  /// How many facts it changes.
  func size(_ levers: Levers) -> Int { Set(cells.keys.map { levers.slots[$0].lever }).count }
}

extension EveryChange {
  /// The ways of so few facts that turn a finding, of which no part does, and that a reader takes.
  func minimal(_ matter: ChangedMatter, _ isTaken: ([Int: Int]) -> Bool) -> Set<[Int: Int]> {
    let turning = ways.filter { $0.turns(matter) && $0.size(levers) <= Changes.mostChanges }
    return Set(
      turning.filter { way in
        !turning.contains { $0.cells != way.cells && $0.isWithin(way) }
      }.map(\.cells).filter(isTaken))
  }
}

extension ChangeSet {
  /// Every way that it stands for.
  var ways: [[Int: Int]] {
    changes.reduce([[:]]) { ways, change in
      ways.flatMap { way in
        change.cells.cells.map { cell in
          var next = way
          next[change.slot] = cell
          return next
        }
      }
    }
  }
}

extension CheckedRules {
  /// The facts that the guard of a fact names, and those that their guards name.
  fileprivate func facts(underGuardOf id: FactID) -> Set<FactID> {
    var found: Set<FactID> = []
    for atom in vocabulary[id].guarding?.condition.atoms ?? [] {
      guard case .fact(let fact, let test) = atom else { continue }
      for one in test.facts(with: fact) {
        found.insert(one)
        found.formUnion(facts(underGuardOf: one))
      }
    }
    return found
  }
}
