package import RuleCompiler

extension Evaluation {
  /// The truth of a condition over the items of a list.
  ///
  /// `some` is *any* over the items listed, and unknown besides unless the list is complete;
  /// `every` is not some that fails. A list that was not given is unknown.
  func truth(of query: ItemsQuery, _ context: Int) -> Truth {
    guard let list = useCase.lists[query.list] else { return .unknown }
    let found = list.items.map { item in truth(of: query, item, context) }
    let some = Truth.any(found + (list.isComplete ? [] : [.unknown]))
    return query.quantity == .some ? some : !some
  }

  /// Whether an item is one that is looked for: for `every`, one that fails.
  package func truth(of query: ItemsQuery, _ item: Item, _ context: Int) -> Truth {
    let filter = query.filter.map { truth(of: $0, item, context) } ?? .yes
    let demand = query.demand.map { truth(of: $0, item, context) } ?? .yes
    return min(filter, query.quantity == .some ? demand : !demand)
  }

  /// The truth of a clause about an item.
  package func truth(of clause: Clause, _ item: Item, _ context: Int) -> Truth {
    if let step = clause.step { return truths[context][step.index] }
    switch clause.shape {
    case .always: return .yes
    case .not(let part): return !truth(of: part, item, context)
    case .all(let parts): return Truth.all(parts.map { truth(of: $0, item, context) })
    case .any(let parts): return Truth.any(parts.map { truth(of: $0, item, context) })
    case .atom(.fact(let id, let test)): return truth(of: test, on: id, item, context)
    case .atom(.measure(let id, let test)): return truth(of: test, on: id, item, context)
    case .atom: preconditionFailure("only facts of an item have no step")
    }
  }

  /// The truth of a test on a fact of an item, or on a wider one.
  private func truth(
    of test: Test, on id: FactID, _ item: Item, _ context: Int
  ) -> Truth {
    let fact = rules.vocabulary[id]
    if fact.isSet {
      let closed = closedValue(of: fact, item, context)
      return test.truth(options: fact.options.count) { place in
        if case .members(let members)? = closed { return members.contains(place) }
        return (fact.level == .item ? item.answers[id] : answers[context][id])?.has(place)
      }
    }
    let value = value(of: id, item, context)
    if case .lessThan(let other) = test {
      let second = self.value(of: other, item, context)
      if value == Value.none || second == Value.none { return .no }
      return value.flatMap { first in second.map { Truth(first.isFewer(than: $0)) } } ?? .unknown
    }
    return value.map { Truth(test.holds(of: $0)) } ?? .unknown
  }

  /// A measure of dates or points that an item has.
  private func truth(
    of test: Test, on id: MeasureID, _ item: Item, _ context: Int
  ) -> Truth {
    let measure = rules[id]
    guard case .elapsed(let elapsed) = measure.form else { return .unknown }
    let ends = [elapsed.from, elapsed.to].map { end -> Value? in
      switch end {
      case .assessmentDay: .day(setting.day)
      case .fact(let fact): value(of: fact, item, context)
      }
    }
    if ends.contains(Value.none) { return .no }
    guard let from = ends[0], let to = ends[1] else { return .unknown }
    return Truth(measure.scaled(test).holds(of: .number(elapsed.time(from, to))))
  }

  /// What a fact of an item, or a wider one, is.
  package func value(of id: FactID, _ item: Item, _ context: Int) -> Value? {
    let fact = rules.vocabulary[id]
    guard fact.level == .item else { return value(of: id, context) }
    return closedValue(of: fact, item, context) ?? item.answers[id]?.value
  }

  func closedValue(of fact: Fact, _ item: Item, _ context: Int) -> Value? {
    guard let guarding = fact.guarding, truth(of: guarding.condition, item, context) == .no
    else { return nil }
    return guarding.otherwise
  }

  /// The truth of a guard, which names nothing but facts.
  private func truth(
    of condition: Condition<Atom>, _ item: Item, _ context: Int
  ) -> Truth {
    switch condition.shape {
    case .always: return .yes
    case .not(let part): return !truth(of: part, item, context)
    case .all(let parts): return Truth.all(parts.map { truth(of: $0, item, context) })
    case .any(let parts): return Truth.any(parts.map { truth(of: $0, item, context) })
    case .atom(.fact(let id, let test)): return truth(of: test, on: id, item, context)
    case .atom: preconditionFailure("a guard names nothing but facts")
    }
  }
}

extension Test {
  /// Whether a test that is neither on a set nor between two facts holds of a value.
  package func holds(of value: Value) -> Bool {
    switch self {
    case .among(let values): values.contains(value)
    case .present: value != .none
    case .atLeast(let bound), .onOrAfter(let bound): value.isAtLeast(bound)
    case .atMost(let bound): value == bound || (value != .none && !value.isAtLeast(bound))
    case .before(let bound): value != .none && !value.isAtLeast(bound)
    case .includesAll, .only, .lessThan: false
    }
  }

  /// The truth of a test on a set, of which each member may be in, out or unknown.
  package func truth(options count: Int, _ has: (Int) -> Bool?) -> Truth {
    func member(_ place: Int) -> Truth { has(place).map { Truth($0) } ?? .unknown }
    switch self {
    case .among(let values):
      return Truth.any(
        values.map { if case .option(let place) = $0 { member(place) } else { .no } })
    case .includesAll(let places): return Truth.all(places.map(member))
    case .only(let places):
      return !Truth.any((0..<count).filter { !places.contains($0) }.map(member))
    case .present: return Truth.any((0..<count).map(member))
    case .atLeast, .atMost, .before, .onOrAfter, .lessThan:
      preconditionFailure("this test is not one of sets")
    }
  }
}

extension Value {
  /// Order within one type; `none` is below nothing and above nothing.
  func isAtLeast(_ bound: Value) -> Bool {
    switch (self, bound) {
    case (.option(let left), .option(let right)): left >= right
    case (.number(let left), .number(let right)): left >= right
    case (.day(let left), .day(let right)): left >= right
    case (.instant(let left), .instant(let right)): left >= right
    default: false
    }
  }

  func isFewer(than other: Value) -> Bool {
    if case .number(let left) = self, case .number(let right) = other { return left < right }
    return false
  }
}
