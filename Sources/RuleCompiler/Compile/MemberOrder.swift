/// In which order the members of a set become variables.
///
/// Of the rules that test a set, those matter on which the largest of all hangs: there a member
/// that decides a rule together with few other facts comes first, for once it is known that rule
/// is done with, and a diagram need not carry it along. Members that only other rules test come
/// last. Order has no meaning; it only keeps diagrams small.
struct MemberOrder {
  private let rules: CheckedRules
  private var closures: [RuleID: Closure] = [:]
  /// Of each fact that is a set, and each of its options, the order in which it is tested.
  private var weights: [FactID: [Int]] = [:]

  /// What a rule hangs on, through whatever it names.
  private struct Closure {
    var facts: Set<FactID> = []
    var rules: Set<RuleID> = []
  }

  init(_ rules: CheckedRules) {
    self.rules = rules
    for rule in rules.rules { _ = closure(of: rule.id) }
    let testing = testingRules
    for (fact, tests) in testing { weights[fact] = weigh(fact, tests) }
  }

  /// Places of a set's options in the order of their variables.
  func order(of fact: Fact) -> [Int] {
    guard let weights = weights[fact.id] else { return Array(fact.options.indices) }
    return fact.options.indices.sorted { (weights[$0], $0) < (weights[$1], $1) }
  }

  /// Of each set, the rules that test it, with the options that each tests.
  private var testingRules: [FactID: [RuleID: Set<Int>]] {
    var found: [FactID: [RuleID: Set<Int>]] = [:]
    for rule in rules.rules {
      for atom in rule.versions.flatMap(\.conditions).flatMap(\.atomsWithin) {
        guard case .fact(let id, let test) = atom, rules.vocabulary[id].isSet else { continue }
        found[id, default: [:]][rule.id, default: []]
          .formUnion(test.members(of: rules.vocabulary[id]))
      }
    }
    return found
  }

  private func weigh(_ fact: FactID, _ tests: [RuleID: Set<Int>]) -> [Int] {
    let largest = rules.rules.map(\.id).filter { id in
      tests.keys.contains { $0 == id || closures[id]?.rules.contains($0) == true }
    }.max { (size(of: $0), $1.index) < (size(of: $1), $0.index) }
    var weights = rules.vocabulary[fact].options.map { _ in Int.max }
    for (rule, places) in tests {
      let isWithin =
        largest == rule || largest.flatMap { closures[$0] }?.rules.contains(rule) == true
      let weight = size(of: rule) + (isWithin ? 0 : rules.vocabulary.facts.count)
      for place in places { weights[place] = min(weights[place], weight) }
    }
    return weights
  }

  private func size(of rule: RuleID) -> Int { closures[rule]?.facts.count ?? 0 }

  private mutating func closure(of id: RuleID) -> Closure {
    if let known = closures[id] { return known }
    var found = Closure()
    for atom in rules[id].versions.flatMap(\.conditions).flatMap(\.atomsWithin) {
      if case .fact(let fact, _) = atom { found.facts.insert(fact) }
    }
    for case .rule(let next) in rules.dependencies(of: .rule(id)) {
      let inner = closure(of: next)
      found.facts.formUnion(inner.facts)
      found.rules.formUnion(inner.rules)
      found.rules.insert(next)
    }
    closures[id] = found
    return found
  }
}

extension Condition where Atom == RuleCompiler.Atom {
  /// Every atom, with those asked of the items of lists and of uses.
  fileprivate var atomsWithin: [Atom] {
    atoms.flatMap { atom -> [Atom] in
      switch atom {
      case .items(_, _, let filter, let demand), .uses(_, let filter, let demand):
        [filter, demand].compactMap { $0 }.flatMap(\.atomsWithin)
      case .fact, .measure, .assessmentDay, .rule, .reached, .reading, .scheme: [atom]
      }
    }
  }
}

extension Test {
  /// The options of a set whose membership it asks for.
  fileprivate func members(of fact: Fact) -> [Int] {
    guard fact.isSet else { return [] }
    switch self {
    case .among(let values):
      return values.compactMap { if case .option(let place) = $0 { place } else { nil } }
    case .includesAll(let places): return places
    case .only(let places): return fact.options.indices.filter { !places.contains($0) }
    case .present: return []
    case .atLeast, .atMost, .before, .onOrAfter, .lessThan: return []
    }
  }
}
