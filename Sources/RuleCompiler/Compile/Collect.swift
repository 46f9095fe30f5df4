import LocatedYAML

/// What the tests of a rulebook ask of each fact, gathered before variables are laid out.
struct Demands {
  /// Boundaries on the line of a fact.
  var boundaries: [Set<Boundary>]
  /// Words that tests on a fact name.
  var words: [Set<String>]
  /// Facts that steps test, with their guards' facts.
  var tested: [Bool]
  /// Facts on which it hangs whether something is owed.
  private var deciding: Set<FactID> = []
  /// Facts that only the items of a list have, or that only measures read, have no variable.
  var days: Set<Boundary> = []
  var measures: [Set<Boundary>]

  init(_ rules: CheckedRules) {
    let count = rules.vocabulary.facts.count
    boundaries = Array(repeating: [], count: count)
    words = Array(repeating: [], count: count)
    tested = Array(repeating: false, count: count)
    measures = Array(repeating: [], count: rules.measures.count)
    for rule in rules.rules {
      for version in rule.versions { add(version, rules) }
    }
    for measure in rules.measures {
      if case .adjusted(let adjustment) = measure.form { add(adjustment.when, rules) }
    }
    // Every guard, tested or not: an answer to a fact that is not asked is a mistake.
    for fact in rules.vocabulary.facts {
      guard let guarding = fact.guarding else { continue }
      add(guarding.condition, rules)
      for atom in guarding.condition.atoms {
        if case .fact(let id, _) = atom { deciding.insert(id) }
      }
    }
  }

  private mutating func add(_ version: Version<Atom>, _ rules: CheckedRules) {
    add(version.period)
    addDerogations(version.unless)
    if case .readings(let readings) = version.body {
      for reading in readings { add(reading.period) }
    }
    for condition in version.conditions { add(condition, rules) }
    for condition in version.deciding {
      for atom in condition.atoms { if case .fact(let id, _) = atom { deciding.insert(id) } }
    }
  }

  /// Whether a fact is only ever required, and never decides whether something is.
  func isOnlyRequired(_ fact: FactID) -> Bool { !deciding.contains(fact) }

  private mutating func addDerogations(_ derogations: [Derogation<Atom>]) {
    for derogation in derogations {
      add(derogation.period)
      addDerogations(derogation.unless)
    }
  }

  private mutating func add(_ period: Period) {
    if let from = period.from { days.insert(Boundary(point: .day(from), isAfter: false)) }
    if let until = period.until {
      days.insert(Boundary(point: .day(until.adding(days: 1)), isAfter: false))
    }
  }

  private mutating func add(_ condition: Condition<Atom>, _ rules: CheckedRules) {
    for atom in condition.atoms {
      switch atom {
      case .fact(let id, let test): add(test, on: id, rules)
      case .assessmentDay(let test): days.formUnion(test.boundaries)
      case .measure(let id, let test):
        measures[id.index].formUnion(rules[id].scaled(test).boundaries)
      case .rule, .reached, .reading, .scheme: break
      case .items(_, _, let filter, let demand), .uses(_, let filter, let demand):
        for part in [filter, demand] { if let part { add(part, rules) } }
      }
    }
  }

  private mutating func add(_ test: Test, on id: FactID, _ rules: CheckedRules) {
    boundaries[id.index].formUnion(test.boundaries)
    words[id.index].formUnion(test.words)
    if case .lessThan = test { return }
    tested[id.index] = true
  }
}

extension Measure where Atom == RuleCompiler.Atom {
  /// The facts that it reads.
  package var facts: [FactID] {
    switch form {
    case .score(let points): points.map(\.fact)
    case .adjusted: []
    case .elapsed(let elapsed):
      [elapsed.from, elapsed.to].compactMap { if case .fact(let id) = $0 { id } else { nil } }
    }
  }

  /// A test with its bound in the unit in which the measure is kept: days between dates, and
  /// seconds between times.
  package func scaled(_ test: Test) -> Test {
    guard case .elapsed(let elapsed) = form, !elapsed.isBetweenDays else { return test }
    let factor = Number(elapsed.unit.seconds)
    func scale(_ value: Value) -> Value {
      guard case .number(let number) = value else { return value }
      return .number(number.multiplied(by: factor, rounding: nil) ?? number)
    }
    return switch test {
    case .atLeast(let value): .atLeast(scale(value))
    case .atMost(let value): .atMost(scale(value))
    case .among, .includesAll, .only, .present, .before, .onOrAfter, .lessThan: test
    }
  }
}
