import LocatedYAML

@testable import RuleCompiler
@testable import RuleEvaluator

extension PlainWalk {
  // MARK: Conditions

  mutating func truth(of condition: Condition<Atom>, _ place: Place) -> Truth {
    switch condition.shape {
    case .always: return .yes
    case .not(let part): return !truth(of: part, place)
    case .all(let parts):
      var result = Truth.yes
      for part in parts { result = min(result, truth(of: part, place)) }
      return result
    case .any(let parts):
      var result = Truth.no
      for part in parts { result = max(result, truth(of: part, place)) }
      return result
    case .atom(let atom): return truth(of: atom, place)
    }
  }

  private mutating func truth(of atom: Atom, _ place: Place) -> Truth {
    switch atom {
    case .fact(let fact, let test): return truth(of: test, on: fact, place)
    case .assessmentDay(.before(let bound)): return Truth(.day(day) != bound && !isPast(bound))
    case .assessmentDay(let test): return Truth(test == .onOrAfter(.day(day)) || isPast(test))
    case .measure(let measure, let test): return truth(of: test, on: measure, place)
    case .rule(let rule): return truth(of: rule, seenFrom: place.level, place.context)
    case .reached(let rule, let path):
      let names = derogationNames(rule, path)
      return some(rule, place) { walk, context in walk.reached(rule, names, context) }
    case .reading(let rule, let index):
      return some(rule, place) { walk, context in walk.reading(rule, index, context) }
    case .scheme(let scheme, let ranks):
      return truth(ofClassIn: scheme, among: ranks, place)
    case .items(let quantity, let list, let filter, let demand):
      return items(quantity, list, filter, demand, place)
    case .uses(let quantity, let filter, let demand):
      return uses(quantity, filter, demand)
    }
  }

  private func isPast(_ bound: Value) -> Bool {
    if case .day(let bound) = bound { bound < day } else { false }
  }

  private func isPast(_ test: Test) -> Bool {
    if case .onOrAfter(let bound) = test { isPast(bound) } else { false }
  }

  /// The names along a path, as the checker found them in the last version.
  private func derogationNames(_ id: RuleID, _ path: [Int]) -> [String] {
    var level = rules[id].versions[rules[id].versions.count - 1].unless
    return path.map { place in
      let found = level[place]
      level = found.unless
      return found.name
    }
  }

  /// Of the use at hand; seen from the system, of some use.
  private mutating func some(
    _ rule: RuleID, _ place: Place, _ look: (inout PlainWalk, Int) -> Truth
  ) -> Truth {
    guard place.level == .system, rules[rule].level == .use else {
      return look(&self, place.context)
    }
    var result = Truth.no
    for context in contexts { result = max(result, look(&self, context)) }
    return result
  }

  // MARK: Schemes

  /// The highest class that may hold, and the highest that surely does.
  mutating func classes(in scheme: SchemeID, _ context: Int) -> ClosedRange<Int> {
    let last = rules[scheme].classes.count - 1
    var highest = last
    var sure = last
    for rule in rules.rules {
      guard let membership = rule.membership, membership.scheme == scheme else { continue }
      switch truth(of: rule.id, context) {
      case .no: break
      case .unknown: highest = min(highest, membership.rank)
      case .yes:
        highest = min(highest, membership.rank)
        sure = min(sure, membership.rank)
      }
    }
    return highest...sure
  }

  private mutating func truth(
    ofClassIn scheme: SchemeID, among ranks: [Int], _ place: Place
  ) -> Truth {
    var interval = classes(in: scheme, place.context)
    if place.level == .system {
      for context in contexts {
        let other = classes(in: scheme, context)
        interval =
          min(interval.lowerBound, other.lowerBound)...min(interval.upperBound, other.upperBound)
      }
      // A member about the system counts once; the uses cannot lower it.
    }
    if interval.allSatisfy(ranks.contains) { return .yes }
    return interval.contains(where: ranks.contains) ? .unknown : .no
  }

  // MARK: Lists and uses

  private mutating func items(
    _ quantity: Quantity, _ list: ListID, _ filter: Condition<Atom>?,
    _ demand: Condition<Atom>?, _ place: Place
  ) -> Truth {
    guard let given = useCase.lists[list] else { return .unknown }
    var some = given.isComplete ? Truth.no : .unknown
    for item in given.items {
      let inner = Place(level: place.level, context: place.context, item: item)
      some = max(some, sought(quantity, filter, demand, inner))
    }
    return quantity == .some ? some : !some
  }

  private mutating func uses(
    _ quantity: Quantity, _ filter: Condition<Atom>?, _ demand: Condition<Atom>?
  ) -> Truth {
    var some = Truth.no
    for context in contexts {
      some = max(some, sought(quantity, filter, demand, Place(level: .use, context: context)))
    }
    return quantity == .some ? some : !some
  }

  /// One that `some` looks for, or one by which `every` fails.
  private mutating func sought(
    _ quantity: Quantity, _ filter: Condition<Atom>?, _ demand: Condition<Atom>?,
    _ place: Place
  ) -> Truth {
    let first = filter.map { truth(of: $0, place) } ?? .yes
    let second = demand.map { truth(of: $0, place) } ?? .yes
    return min(first, quantity == .some ? second : !second)
  }
}
