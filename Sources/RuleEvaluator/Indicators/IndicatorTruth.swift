package import RuleCompiler

/// Says of an assessed system whether indicators count it.
package struct IndicatorReader {
  private let assessment: Assessment
  private var evaluation: Evaluation
  /// What the assessment as a whole comes to.
  private let results: [IndicatorAtom.Result: Truth]
  /// Findings by rule.
  private let findings: [RuleID: [Int]]

  /// - Parameter results: of those that are missing it is `no`.
  package init(_ assessment: Assessment, results: [IndicatorAtom.Result: Truth]) {
    self.assessment = assessment
    self.results = results
    evaluation = assessment.evaluation
    findings = Dictionary(grouping: assessment.findings.indices) {
      assessment.findings[$0].rule
    }
  }

  private var rulebook: Rulebook { assessment.rulebook }

  /// Whether the system belongs to the denominator, and whether it belongs to the numerator.
  package mutating func standing(
    of indicator: Indicator
  ) -> (numerator: Truth, denominator: Truth) {
    let denominator = truth(of: indicator.denominator)
    guard denominator != .no else { return (.no, .no) }
    return (truth(of: indicator.numerator), denominator)
  }

  private mutating func truth(of condition: Condition<IndicatorAtom>) -> Truth {
    switch condition.shape {
    case .always: return .yes
    case .not(let part): return !truth(of: part)
    case .all(let parts):
      var result = Truth.yes
      for part in parts where result != .no { result = min(result, truth(of: part)) }
      return result
    case .any(let parts):
      var result = Truth.no
      for part in parts where result != .yes { result = max(result, truth(of: part)) }
      return result
    case .atom(let atom): return truth(of: atom)
    }
  }

  private mutating func truth(of atom: IndicatorAtom) -> Truth {
    switch atom {
    case .fact(let fact, let test): return truth(of: test, on: fact)
    case .rule(let rule): return truth(of: rule)
    case .scheme(let scheme, let ranks): return truth(ofClassIn: scheme, among: ranks)
    case .verdict(let rule, let outcomes): return truth(ofVerdictOn: rule, among: outcomes)
    case .lawAsked(let code): return evaluation.setting.asked[code] ?? .no
    case .result(let result): return results[result] ?? .no
    case .items(let quantity, let list, let filter, let demand):
      return truth(quantity, list, filter, demand)
    }
  }

  // MARK: Facts

  /// Of some use.
  private func truth(of test: Test, on id: FactID) -> Truth {
    let contexts =
      rulebook.rules.vocabulary[id].level == .system
      ? evaluation.answers.indices.prefix(1) : evaluation.answers.indices[...]
    return Truth.any(contexts.map { truth(of: test, on: id, $0) })
  }

  private func truth(of test: Test, on id: FactID, _ context: Int) -> Truth {
    let fact = rulebook.rules.vocabulary[id]
    let isClosed = evaluation.isClosed(id, context)
    if fact.isSet {
      return test.truth(options: fact.options.count) { place in
        if isClosed {
          guard case .members(let members)? = fact.guarding?.otherwise else { return nil }
          return members.contains(place)
        }
        return evaluation.answers[context][id]?.has(place)
      }
    }
    guard let value = evaluation.value(of: id, context) else { return .unknown }
    guard case .lessThan(let other) = test else { return Truth(test.holds(of: value)) }
    guard let second = evaluation.value(of: other, context) else { return .unknown }
    if value == Value.none || second == Value.none { return .no }
    return Truth(value.isFewer(than: second))
  }

  // MARK: Rules

  private mutating func truth(of id: RuleID) -> Truth {
    let rule = rulebook.rules[id]
    guard rulebook.asks(rule.act, evaluation.setting) else { return .no }
    guard let places = findings[id] else {
      guard rule.kind == .definition else { return .no }
      let contexts = rule.level == .system ? 0..<1 : evaluation.answers.indices
      var result = Truth.no
      for context in contexts {
        result = max(
          result, evaluation.verdict(on: id, bearer: 0, context).possible.truth(of: .yes))
      }
      return result
    }
    return Truth.any(
      places.map { place in
        let finals = assessment.findings[place].verdict.effective
        switch rule.kind {
        case .definition, .classification: return finals.truth(of: .yes)
        case .prohibition: return finals.truth(of: .violated)
        case .obligation, .right: return !finals.truth(of: .notApplicable)
        }
      })
  }

  private func truth(
    ofVerdictOn id: RuleID, among outcomes: [IndicatorAtom.Outcome]
  ) -> Truth {
    let wanted = outcomes.reduce(into: Finals()) { $0.formUnion(Finals($1)) }
    return Truth.any(
      (findings[id] ?? []).lazy.map { self.assessment.findings[$0] }.filter { !$0.isOthers }
        .map { $0.verdict.effective.truth(of: wanted) })
  }

  private func truth(ofClassIn scheme: SchemeID, among ranks: [Int]) -> Truth {
    let name = rulebook.rules[scheme].name
    guard let found = assessment.classes.first(where: { $0.scheme == name }) else { return .no }
    return found.places.truth(
      of: ranks.reduce(into: Finals()) { $0.insert(Finals(rawValue: 1 << UInt16($1))) })
  }

  // MARK: Lists

  private func truth(
    _ quantity: Quantity, _ id: ListID, _ filter: Condition<IndicatorAtom>?,
    _ demand: Condition<IndicatorAtom>?
  ) -> Truth {
    guard let list = assessment.useCase.lists[id] else { return .unknown }
    let found = list.items.map { item in
      let first = filter.map { truth(of: $0, item) } ?? .yes
      let second = demand.map { truth(of: $0, item) } ?? .yes
      return min(first, quantity == .some ? second : !second)
    }
    let some = Truth.any(found + (list.isComplete ? [] : [.unknown]))
    return quantity == .some ? some : !some
  }

  private func truth(of condition: Condition<IndicatorAtom>, _ item: Item) -> Truth {
    switch condition.shape {
    case .always: return .yes
    case .not(let part): return !truth(of: part, item)
    case .all(let parts): return Truth.all(parts.map { truth(of: $0, item) })
    case .any(let parts): return Truth.any(parts.map { truth(of: $0, item) })
    case .atom(.fact(let id, let test)):
      guard rulebook.rules.vocabulary[id].level == .item else { return truth(of: test, on: id) }
      return truth(of: test, on: id, item)
    case .atom: return .unknown
    }
  }

  private func truth(of test: Test, on id: FactID, _ item: Item) -> Truth {
    let fact = rulebook.rules.vocabulary[id]
    let closed = evaluation.closedValue(of: fact, item, 0)
    if fact.isSet {
      return test.truth(options: fact.options.count) { place in
        if case .members(let members)? = closed { return members.contains(place) }
        return item.answers[id]?.has(place)
      }
    }
    guard let value = closed ?? item.answers[id]?.value else { return .unknown }
    guard case .lessThan(let other) = test else { return Truth(test.holds(of: value)) }
    guard let second = evaluation.value(of: other, item, 0) else { return .unknown }
    if value == Value.none || second == Value.none { return .no }
    return Truth(value.isFewer(than: second))
  }
}

extension Finals {
  /// Whether what is possible lies among others.
  fileprivate func truth(of wanted: Finals) -> Truth {
    isSubset(of: wanted) ? .yes : isDisjoint(with: wanted) ? .no : .unknown
  }

  fileprivate init(_ outcome: IndicatorAtom.Outcome) {
    switch outcome {
    case .satisfied: self = .satisfied
    case .violated: self = .violated
    case .notApplicable: self = .notApplicable
    }
  }
}
