import LocatedYAML

/// Where a condition stands.
struct ClauseContext {
  let level: Level
  /// Whether it is about an item of a list, whose facts have no variables.
  var isAboutItem = false
}

extension Compiler {
  /// Compiles a condition; its clauses keep their places and the steps that compute them.
  mutating func compile(_ condition: Condition<Atom>, as context: ClauseContext) -> Clause {
    switch condition.shape {
    case .always:
      return Clause(step: builder.constant(true), span: condition.span, shape: .always)
    case .atom(let atom):
      return Clause(
        step: step(of: atom, as: context), span: condition.span, shape: .atom(atom))
    case .not(let part):
      let inner = compile(part, as: context)
      return Clause(
        step: inner.step.map { builder.not($0) }, span: condition.span, shape: .not(inner))
    case .all(let parts):
      let inner = parts.map { compile($0, as: context) }
      let steps = inner.compactMap(\.step)
      return Clause(
        step: steps.count == inner.count ? builder.all(steps) : nil, span: condition.span,
        shape: .all(inner))
    case .any(let parts):
      let inner = parts.map { compile($0, as: context) }
      let steps = inner.compactMap(\.step)
      return Clause(
        step: steps.count == inner.count ? builder.any(steps) : nil, span: condition.span,
        shape: .any(inner))
    }
  }

  /// The step of an atom; nil where it is about an item of a list.
  private mutating func step(of atom: Atom, as context: ClauseContext) -> StepID? {
    switch atom {
    case .fact(let id, let test):
      if test.facts(with: id).contains(where: { rules.vocabulary[$0].level == .item }) {
        for fact in test.facts(with: id) { _ = guardStep(of: fact) }
        return nil
      }
      return step(of: test, on: id, as: context)
    case .assessmentDay(let test):
      guard let day = layout[.day] else { preconditionFailure("the day is a variable") }
      return self.test(day, layout.variables[day.index].cells.cells(of: test), .system)
    case .measure(let id, let test):
      return step(of: test, on: id)
    case .rule(let id):
      return truth(of: id, seenFrom: context.level)
    case .reached(let id, let path):
      return lift(reached(id, path), to: context.level)
    case .reading(let id, let index):
      return lift(reading(id, index), to: context.level)
    case .scheme(let scheme, let ranks):
      return step(of: scheme, among: ranks, as: context)
    case .items(let quantity, let list, let filter, let demand):
      return step(of: quantity, list, filter, demand, as: context)
    case .uses(let quantity, let filter, let demand):
      return uses(quantity, filter, demand)
    }
  }

  private mutating func step(
    of test: Test, on id: FactID, as context: ClauseContext
  ) -> StepID {
    let fact = rules.vocabulary[id]
    switch test {
    case .lessThan(let other):
      _ = guardStep(of: id)
      _ = guardStep(of: other)
      let level = max(fact.level, rules.vocabulary[other].level)
      return self.test(layout.variable(.fewer(id, other), Layout.yesNo, level), CellSet([1]), level)
    case .includesAll(let places):
      return builder.all(places.map { member($0, of: fact) })
    case .only(let places):
      let others = fact.options.indices.filter { !places.contains($0) }
      return builder.not(builder.any(others.map { member($0, of: fact) }))
    case .present where fact.isSet:
      return builder.any(fact.options.indices.map { member($0, of: fact) })
    case .among(let values) where fact.isSet:
      return builder.any(
        values.map { value in
          guard case .option(let place) = value else { return builder.constant(false) }
          return member(place, of: fact)
        })
    case .among, .present, .atLeast, .atMost, .before, .onOrAfter:
      let variable = layout.factVariables[id.index][0]
      let cells = layout.variables[variable.index].cells
      return guarded(
        variable, cells.cells(of: test), fact,
        otherwise: fact.guarding.map { cells.cell(of: $0.otherwise) })
    }
  }

  private mutating func member(_ place: Int, of fact: Fact) -> StepID {
    guarded(
      layout.factVariables[fact.id.index][place], CellSet([1]), fact,
      otherwise: fact.cell(ofMember: place))
  }

  private mutating func guarded(
    _ variable: VariableID, _ cells: CellSet, _ fact: Fact, otherwise: Int?
  ) -> StepID {
    guard let otherwise, let guarding = guardStep(of: fact.id) else {
      return test(variable, cells, fact.level)
    }
    return builder.add(
      .guarded(variable, cells, guard: guarding, closed: cells.contains(otherwise)), fact.level)
  }

  private mutating func step(of test: Test, on id: MeasureID) -> StepID? {
    let measure = rules[id]
    prepare(measure)
    let level = rules.level(of: measure)
    guard level != .item, let variable = layout[.measure(id)] else { return nil }
    let cells = layout.variables[variable.index].cells
    return self.test(variable, cells.cells(of: measure.scaled(test)), level)
  }

  /// Makes the steps that must be known before a measure can be computed.
  private mutating func prepare(_ measure: Measure<Atom>) {
    for fact in measure.facts { _ = guardStep(of: fact) }
    guard case .adjusted(let adjustment) = measure.form else { return }
    prepare(rules[adjustment.base])
    if adjustments[measure.id.index] == nil {
      adjustments[measure.id.index] =
        compile(adjustment.when, as: ClauseContext(level: .use)).step
    }
  }

  private mutating func reached(_ id: RuleID, _ path: [Int]) -> StepID {
    let steps = rule(id).versions.compactMap { version -> StepID? in
      var level = version.derogations
      for place in path.dropLast() {
        guard place < level.count else { return nil }
        level = level[place].unless
      }
      guard let last = path.last, last < level.count else { return nil }
      return level[last].reached
    }
    return builder.any(steps)
  }

  /// One reading of a contested rule, on the days on which the rule and the reading are law.
  private mutating func reading(_ id: RuleID, _ index: Int) -> StepID {
    let compiled = rule(id).versions
    var steps: [StepID] = []
    for (version, written) in zip(compiled, rules[id].versions) {
      guard case .readings(let readings) = written.body, index < readings.count,
        let step = version.clauses[index].step
      else { continue }
      steps.append(builder.all([version.applies, self.step(of: readings[index].period), step]))
    }
    return builder.any(steps)
  }

  private mutating func step(
    of scheme: SchemeID, among ranks: [Int], as context: ClauseContext
  ) -> StepID {
    let atLeast = classes(of: scheme).map { lift($0, to: context.level) }
    // Neighbours are asked for together: "at least" a class must not hang on which one it is.
    let firsts = ranks.filter { !ranks.contains($0 - 1) }
    let lasts = ranks.filter { !ranks.contains($0 + 1) }
    return builder.any(
      zip(firsts, lasts).map { first, last in
        first == 0
          ? atLeast[last] : builder.all([atLeast[last], builder.not(atLeast[first - 1])])
      })
  }

  private mutating func step(
    of quantity: Quantity, _ list: ListID, _ filter: Condition<Atom>?,
    _ demand: Condition<Atom>?, as context: ClauseContext
  ) -> StepID {
    let inner = ClauseContext(level: context.level, isAboutItem: true)
    let query = ItemsQuery(
      quantity: quantity, list: list, filter: filter.map { compile($0, as: inner) },
      demand: demand.map { compile($0, as: inner) })
    let level = [query.filter, query.demand].compactMap { $0 }.map { self.level(of: $0) }.max()
    items.append(query)
    let variable = layout.variable(.items(items.count - 1), Layout.yesNo, level ?? .system)
    return test(variable, CellSet([1]), level ?? .system)
  }

  /// What a clause about an item is about apart from the item: the steps in it, and the wider
  /// facts that tests, measures and guards of the item's facts read.
  private func level(of clause: Clause) -> Level {
    if let step = clause.step { return builder.level(of: step) }
    switch clause.shape {
    case .always: return .system
    case .not(let part): return level(of: part)
    case .all(let parts), .any(let parts): return parts.map { level(of: $0) }.max() ?? .system
    case .atom(.fact(let id, let test)): return level(ofItem: test.facts(with: id))
    case .atom(.measure(let id, _)): return level(ofItem: rules[id].facts)
    case .atom: return .system
    }
  }

  private func level(ofItem facts: [FactID]) -> Level {
    facts.map { id in
      let fact = rules.vocabulary[id]
      guard fact.level == .item else { return fact.level }
      let atoms = fact.guarding?.condition.atoms ?? []
      return level(
        ofItem: atoms.flatMap { atom -> [FactID] in
          if case .fact(let other, let test) = atom { test.facts(with: other) } else { [] }
        })
    }.max() ?? .system
  }

  /// `every: uses` is "not some use that fails".
  private mutating func uses(
    _ quantity: Quantity, _ filter: Condition<Atom>?, _ demand: Condition<Atom>?
  ) -> StepID {
    let context = ClauseContext(level: .use)
    let counted = filter.flatMap { compile($0, as: context).step } ?? builder.constant(true)
    let has = demand.flatMap { compile($0, as: context).step } ?? builder.constant(true)
    let isEvery = quantity == .every
    let found = builder.all([counted, isEvery ? builder.not(has) : has])
    let some =
      builder.level(of: found) == .use
      ? lift(found, to: .system)
      : test(layout.variable(.someUse(found), Layout.yesNo, .system), CellSet([1]), .system)
    return isEvery ? builder.not(some) : some
  }
}

extension Clause {
  /// The steps of the outermost clauses that have one.
  package var steps: [StepID] {
    if let step { return [step] }
    return switch shape {
    case .atom, .always: []
    case .not(let part): part.steps
    case .all(let parts), .any(let parts): parts.flatMap(\.steps)
    }
  }
}

extension Fact {
  /// Whether a member belongs to the set where nobody is asked, as a cell of its variable; nil where
  /// the set is always asked.
  func cell(ofMember place: Int) -> Int? {
    guard case .members(let members)? = guarding?.otherwise else { return nil }
    return members.contains(place) ? 1 : 0
  }
}
