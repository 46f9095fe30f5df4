/// In which order the members of a set become variables.
///
/// A member that decides a rule together with few other facts comes first: once it is known the
/// rule is soon done with, and a diagram need not carry it along. Order has no meaning; it only
/// keeps diagrams small.
struct MemberOrder {
  private let rules: CheckedRules
  /// Of each fact that is a set, and each of its options: how many facts the smallest rule that
  /// tests it hangs on.
  private var weights: [FactID: [Int]] = [:]
  private var reach: [RuleID: Set<FactID>] = [:]

  init(_ rules: CheckedRules) {
    self.rules = rules
    for rule in rules.rules {
      let weight = facts(of: rule.id).count
      for version in rule.versions {
        for condition in version.conditions { weigh(condition, weight) }
      }
    }
  }

  /// Places of a set's options in the order of their variables.
  func order(of fact: Fact) -> [Int] {
    let weights = weights[fact.id] ?? fact.options.map { _ in Int.max }
    return fact.options.indices.sorted { (weights[$0], $0) < (weights[$1], $1) }
  }

  private mutating func weigh(_ condition: Condition<Atom>, _ weight: Int) {
    for atom in condition.atoms {
      switch atom {
      case .fact(let id, let test):
        for place in test.members(of: rules.vocabulary[id]) {
          let count = rules.vocabulary[id].options.count
          weights[id, default: Array(repeating: Int.max, count: count)][place].lower(to: weight)
        }
      case .items(_, _, let filter, let demand), .uses(_, let filter, let demand):
        for part in [filter, demand] { if let part { weigh(part, weight) } }
      case .measure, .assessmentDay, .rule, .reached, .reading, .scheme: break
      }
    }
  }

  /// Every fact on which a rule hangs, through whatever it names.
  private mutating func facts(of id: RuleID) -> Set<FactID> {
    if let known = reach[id] { return known }
    var found: Set<FactID> = []
    for condition in rules[id].versions.flatMap(\.conditions) {
      for atom in condition.atoms { if case .fact(let fact, _) = atom { found.insert(fact) } }
    }
    for next in rules.dependencies(of: .rule(id)) {
      if case .rule(let other) = next { found.formUnion(facts(of: other)) }
    }
    reach[id] = found
    return found
  }
}

extension Int {
  fileprivate mutating func lower(to bound: Int) { self = Swift.min(self, bound) }
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
