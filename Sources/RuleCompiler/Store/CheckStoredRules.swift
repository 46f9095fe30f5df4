extension CheckedRules {
  /// Whether the parts of stored rules fit one another, as those of checked rules do: every place
  /// that the evaluator takes for granted is there.
  var isWhole: Bool {
    standInPlace && vocabulary.facts.allSatisfy(fits) && measures.allSatisfy(fits)
      && schemes.allSatisfy { (2..<Int(NodeID.impossible.index)).contains($0.classes.count) }
      && rules.allSatisfy(fits)
  }

  /// Everything stands at the place of its id, and each act has an entry in each table of acts.
  private var standInPlace: Bool {
    func stand<Element>(_ elements: [Element], _ index: (Element) -> Int) -> Bool {
      elements.indices.allSatisfy { index(elements[$0]) == $0 }
    }
    return stand(vocabulary.facts) { $0.id.index } && stand(vocabulary.lists) { $0.id.index }
      && stand(acts) { $0.id.index } && stand(schemes) { $0.id.index }
      && stand(rules) { $0.id.index } && stand(measures) { $0.id.index }
      && [scopes.count, territories.count, bearers.count].allSatisfy { $0 == acts.count }
  }

  private func fits(_ fact: Fact) -> Bool {
    guard (fact.level == .item) == (fact.list != nil) else { return false }
    guard let guarding = fact.guarding else { return true }
    return fact.takes(guarding.otherwise)
      && guarding.condition.atoms.allSatisfy { atom in
        // A guard names facts that are declared earlier.
        if case .fact(let id, _) = atom, id >= fact.id { return false }
        return fits(atom)
      }
  }

  private func fits(_ measure: Measure<Atom>) -> Bool {
    switch measure.form {
    case .score(let points):
      return points.allSatisfy { part in
        let fact = vocabulary[part.fact]
        return part.options.count == (fact.type == .yesNo ? 2 : fact.options.count)
      }
    case .adjusted(let adjustment):
      return adjustment.when.atoms.allSatisfy(fits) && isScore(adjustment.base)
    case .elapsed(let elapsed):
      let readsDay = elapsed.from == .assessmentDay || elapsed.to == .assessmentDay
      return (elapsed.isBetweenDays || !readsDay)
        && measure.facts.allSatisfy {
          vocabulary[$0].type == (elapsed.isBetweenDays ? .date : .time)
        }
    }
  }

  /// Whether what is adjusted is, in the end, a score.
  private func isScore(_ measure: MeasureID) -> Bool {
    var next = measure
    for _ in measures {
      switch self[next].form {
      case .score: return true
      case .elapsed: return false
      case .adjusted(let adjustment): next = adjustment.base
      }
    }
    return false
  }

  private func fits(_ rule: Rule<Atom>) -> Bool {
    guard !rule.versions.isEmpty,
      rule.membership.map({ $0.rank < self[$0.scheme].classes.count }) ?? true
    else { return false }
    return rule.versions.allSatisfy { version in
      version.conditions.allSatisfy { $0.atoms.allSatisfy(fits) }
    }
  }

  /// Whether the test of an atom can be made.
  func fits(_ atom: Atom) -> Bool {
    switch atom {
    case .fact(let fact, let test): vocabulary[fact].takes(test)
    case .measure(_, let test):
      test.values.allSatisfy { if case .number = $0 { true } else { false } }
    case .assessmentDay(let test):
      test.values.allSatisfy { if case .day = $0 { true } else { false } }
    case .scheme(let scheme, let places):
      places.allSatisfy { $0 < self[scheme].classes.count }
    case .items(_, _, let filter, let demand), .uses(_, let filter, let demand):
      [filter, demand].allSatisfy { $0?.atoms.allSatisfy(fits) ?? true }
    case .rule, .reached, .reading: true
    }
  }
}

extension Fact {
  /// Whether a value is one of its type.
  func takes(_ value: Value) -> Bool {
    switch (value, type) {
    case (.none, _): allowsNone && !isSet
    case (.option(let place), .yesNo): place < 2
    case (.option(let place), .oneOf(let options, _)): place < options.count
    case (.members(let places), .someOf(let options)): places.allSatisfy { $0 < options.count }
    case (.number, .number), (.day, .date), (.instant, .time), (.word, .country), (.word, .text):
      true
    case (.option, _), (.members, _), (.number, _), (.day, _), (.instant, _), (.word, _): false
    }
  }

  /// Whether a test is one of its type.
  func takes(_ test: Test) -> Bool {
    switch test {
    case .among(let values) where isSet:
      values.allSatisfy { if case .option(let place) = $0 { place < options.count } else { false } }
    case .includesAll(let places), .only(let places):
      isSet && places.allSatisfy { $0 < options.count }
    case .present: true
    case .lessThan:
      if case .number = type { true } else { false }
    case .among, .atLeast, .atMost, .before, .onOrAfter:
      !isSet && test.values.allSatisfy(takes)
    }
  }
}

extension Test {
  /// The values that it names, apart from places of options.
  fileprivate var values: [Value] {
    switch self {
    case .among(let values): values
    case .atLeast(let value), .atMost(let value), .before(let value), .onOrAfter(let value):
      [value]
    case .includesAll, .only, .present, .lessThan: []
    }
  }
}
