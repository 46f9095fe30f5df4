extension Program {
  /// Whether the parts of a stored program fit one another and the rules that it was compiled
  /// from: every place that the evaluator takes for granted is there.
  func isWhole(_ rules: CheckedRules) -> Bool {
    haveTheirLengths(rules) && variables.allSatisfy { fits($0, rules) }
      && steps.allSatisfy(fits) && factsHaveVariables(rules)
      && items.allSatisfy { query in
        [query.filter, query.demand].allSatisfy { $0?.fits(rules) ?? true }
      }
      && rules.rules.allSatisfy { fits(self[$0.id], $0, rules) }
  }

  private func haveTheirLengths(_ rules: CheckedRules) -> Bool {
    levels.count == steps.count && self.rules.count == rules.rules.count
      && adjustments.count == rules.measures.count && classes.count == rules.schemes.count
      && rules.schemes.allSatisfy { classes[$0.id.index].count == $0.classes.count }
      && factVariables.count == rules.vocabulary.facts.count
  }

  private func fits(_ variable: Variable, _ rules: CheckedRules) -> Bool {
    let cells = variable.cells
    guard cells.count > 0 else { return false }
    switch variable.kind {
    case .presumption, .asIf, .jurisdiction, .judgement, .fewer, .items, .someUse:
      return cells == Layout.yesNo
    case .reading: return !cells.hasNone && cells.isOptions
    case .day: return !cells.hasNone && cells.isLine
    case .measure: return cells.isLine
    case .member(let fact, let place):
      let fact = rules.vocabulary[fact]
      return cells == Layout.yesNo && fact.isSet && place < fact.options.count
    case .fact(let id):
      let fact = rules.vocabulary[id]
      return cells.hasNone == fact.allowsNone && cells.hold(fact)
    }
  }

  private func factsHaveVariables(_ rules: CheckedRules) -> Bool {
    rules.vocabulary.facts.allSatisfy { fact in
      let own = factVariables[fact.id.index]
      return own.isEmpty || own.count == (fact.isSet ? fact.options.count : 1)
    }
  }

  private func fits(_ step: Step) -> Bool {
    switch step {
    case .constant, .all, .any, .not, .shown: true
    case .test(let variable, let cells), .guarded(let variable, let cells, _, _):
      cells.isSubset(of: CellSet(all: self[variable].cells.count))
    case .readings(let variable, let readings, let available):
      readings.count == available.count && readings.count <= self[variable].cells.count
    }
  }

  private func fits(
    _ compiled: CompiledRule, _ rule: Rule<Atom>, _ rules: CheckedRules
  ) -> Bool {
    let bearers = max(rule.bearers.count, 1)
    guard compiled.versions.count == rule.versions.count, compiled.verdicts.count == bearers else {
      return false
    }
    return zip(compiled.versions, rule.versions).allSatisfy { compiled, version in
      compiled.bindings.count == bearers && compiled.clauses.count == version.body.conditions.count
        && compiled.clauses.allSatisfy { $0.fits(rules) }
        && compiled.requires?.fits(rules) ?? true
        && fit(compiled.derogations, version.unless, rules)
    }
  }

  private func fit(
    _ compiled: [CompiledDerogation], _ derogations: [Derogation<Atom>], _ rules: CheckedRules
  ) -> Bool {
    compiled.count == derogations.count
      && zip(compiled, derogations).allSatisfy { compiled, derogation in
        compiled.when?.fits(rules) ?? true && fit(compiled.unless, derogation.unless, rules)
      }
  }
}

extension Clause {
  /// Whether its atoms can be looked up; about an item, only facts and measures can.
  fileprivate func fits(_ rules: CheckedRules) -> Bool {
    switch shape {
    case .always: true
    case .not(let part): part.fits(rules)
    case .all(let parts), .any(let parts): parts.allSatisfy { $0.fits(rules) }
    case .atom(.fact(let id, let test)): rules.fits(.fact(id, test))
    case .atom(.measure(let id, let test)): rules.fits(.measure(id, test))
    case .atom(let atom): step != nil && rules.fits(atom)
    }
  }
}

extension Cells {
  fileprivate var isOptions: Bool { if case .options = form { true } else { false } }

  fileprivate var isLine: Bool { if case .line = form { true } else { false } }

  /// Whether every value of a fact has a cell.
  fileprivate func hold(_ fact: Fact) -> Bool {
    switch fact.type {
    case .yesNo: form == .options(2)
    case .oneOf(let options, _): form == .options(options.count)
    case .number, .date, .time: isLine
    case .country, .text: if case .words = form { true } else { false }
    case .someOf: false
    }
  }
}
