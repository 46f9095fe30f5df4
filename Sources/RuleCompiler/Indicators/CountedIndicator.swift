import LocatedYAML

/// An indicator about decisions as steps of a program.
package struct CountedIndicator: Sendable {
  package let indicator: Indicator
  package let numerator: StepID
  package let denominator: StepID
  /// What is always so.
  package let always: StepID
}

extension Rulebook {
  /// The same rulebook with steps for what indicators count of decisions, behind its own.
  package func counting(
    _ indicators: [Indicator]
  ) -> (rulebook: Rulebook, counted: [CountedIndicator]) {
    guard !indicators.isEmpty else { return (self, []) }
    var steps = IndicatorSteps(rules, program)
    let always = steps.always()
    let counted = indicators.compactMap { indicator -> CountedIndicator? in
      guard let numerator = steps.step(of: indicator.numerator),
        let denominator = steps.step(of: indicator.denominator)
      else { return nil }
      return CountedIndicator(
        indicator: indicator, numerator: numerator, denominator: denominator, always: always)
    }
    let rulebook = Rulebook(
      rules: rules, program: program.adding(steps.added, steps.levels), examples: examples,
      omissions: omissions, digest: digest, warnings: warnings)
    return (rulebook, counted)
  }
}

extension Program {
  fileprivate func adding(_ more: [Step], _ itsLevels: [Level]) -> Program {
    var parts = ProgramParts()
    parts.variables = variables
    parts.steps = steps + more
    parts.levels = levels + itsLevels
    parts.items = items
    parts.rules = rules
    parts.adjustments = adjustments
    parts.guards = guards
    parts.classes = classes
    parts.factVariables = factVariables
    parts.diagrams = diagrams
    parts.roots = roots
    return Program(parts)
  }
}

/// Makes steps of an indicator's conditions, from variables and rules that a program has already.
///
/// Values that no rule tells apart have one cell: an indicator cannot tell them apart either, and
/// such a condition has no step.
struct IndicatorSteps {
  private let rules: CheckedRules
  private let program: Program
  private(set) var added: [Step] = []
  private(set) var levels: [Level] = []
  /// Facts and bodies of which no rule tells apart what conditions do.
  private(set) var untold: [String] = []

  init(_ rules: CheckedRules, _ program: Program) {
    self.rules = rules
    self.program = program
  }

  mutating func always() -> StepID { add(.constant(true)) }

  /// Nil where the program cannot tell what the condition asks.
  mutating func step(of condition: Condition<IndicatorAtom>) -> StepID? {
    switch condition.shape {
    case .always: return always()
    case .not(let part): return step(of: part).map { add(.not($0)) }
    case .all(let parts): return steps(of: parts).map { add(.all($0)) }
    case .any(let parts): return steps(of: parts).map { add(.any($0)) }
    case .atom(let atom): return step(of: atom)
    }
  }

  private mutating func steps(of parts: [Condition<IndicatorAtom>]) -> [StepID]? {
    let found = parts.map { step(of: $0) }
    let steps = found.compactMap(\.self)
    return steps.count == found.count ? steps : nil
  }

  private mutating func add(_ step: Step) -> StepID {
    added.append(step)
    levels.append(.decision)
    return StepID(index: program.steps.count + added.count - 1)
  }

  private mutating func step(of atom: IndicatorAtom) -> StepID? {
    switch atom {
    case .fact(let id, let test):
      let step = step(of: test, on: id)
      if step == nil { untold.append(rules.vocabulary[id].name) }
      return step
    case .rule(let id):
      // Of law that is not asked nothing holds.
      let isAsked = asked(rules[rules[id].act].jurisdiction)
      return add(.all([program[id].truth] + [isAsked].compactMap(\.self)))
    case .verdict(let id, let outcomes): return step(ofVerdictOn: id, among: outcomes)
    case .lawAsked(let code):
      if code == Act.worldwide { return always() }
      let step = asked(code)
      if step == nil { untold.append(code) }
      return step
    case .scheme, .result, .items:
      preconditionFailure("an indicator about decisions has no such condition")
    }
  }

  /// The law of a jurisdiction is asked; nil where no act is of it, or acts of it always are.
  private mutating func asked(_ code: String) -> StepID? {
    program.variables.firstIndex { $0.kind == .jurisdiction(code) }.flatMap { index in
      code == Act.worldwide ? nil : add(.test(VariableID(index: index), CellSet([1])))
    }
  }

  private mutating func step(
    ofVerdictOn id: RuleID, among outcomes: [IndicatorAtom.Outcome]
  ) -> StepID {
    let bindings = program[id].versions.flatMap(\.bindings)
    // What is left out says more than what is named: met or outside is known to be so where it is
    // known not to be violated, though nobody knows which of the two.
    switch (
      outcomes.contains(.satisfied), outcomes.contains(.violated),
      outcomes.contains(.notApplicable)
    ) {
    case (true, false, false): return satisfied(bindings)
    case (false, true, false): return violated(bindings)
    case (true, true, false): return add(.any(bindings.map(\.holds)))
    case (false, false, true):
      let isOwed = add(.any(bindings.map(\.holds)))
      return add(.not(isOwed))
    case (true, false, true):
      let isViolated = violated(bindings)
      return add(.not(isViolated))
    case (false, true, true):
      let isSatisfied = satisfied(bindings)
      return add(.not(isSatisfied))
    case (true, true, true): return always()
    case (false, false, false): return add(.constant(false))
    }
  }

  private mutating func satisfied(_ bindings: [CompiledVersion.Binding]) -> StepID {
    let parts = bindings.map { add(.all([$0.holds, $0.required])) }
    return add(.any(parts))
  }

  private mutating func violated(_ bindings: [CompiledVersion.Binding]) -> StepID {
    let parts = bindings.map { binding in
      let fails = add(.not(binding.required))
      return add(.all([binding.holds, fails]))
    }
    return add(.any(parts))
  }

  // MARK: Facts

  private mutating func step(of test: Test, on id: FactID) -> StepID? {
    let fact = rules.vocabulary[id]
    let variables = program.factVariables[id.index]
    switch test {
    case .lessThan(let other):
      return program.variables.firstIndex { $0.kind == .fewer(id, other) }.map {
        add(.test(VariableID(index: $0), CellSet([1])))
      }
    case .includesAll(let places) where !variables.isEmpty:
      let parts = places.map { member($0, of: fact) }
      return add(.all(parts))
    case .only(let places) where !variables.isEmpty:
      let others = fact.options.indices.filter { !places.contains($0) }
        .map { member($0, of: fact) }
      let some = add(.any(others))
      return add(.not(some))
    case .present where fact.isSet && !variables.isEmpty:
      let parts = fact.options.indices.map { member($0, of: fact) }
      return add(.any(parts))
    case .among(let values) where fact.isSet && !variables.isEmpty:
      let parts = values.compactMap { value -> StepID? in
        guard case .option(let place) = value else { return nil }
        return member(place, of: fact)
      }
      return add(.any(parts))
    case .among, .present, .atLeast, .atMost, .before, .onOrAfter:
      guard let variable = variables.first, !fact.isSet else { return nil }
      let cells = program[variable].cells
      guard cells.tell(test) else { return nil }
      return guarded(
        variable, cells.cells(of: test), fact,
        otherwise: fact.guarding.map { cells.cell(of: $0.otherwise) })
    case .includesAll, .only: return nil
    }
  }

  private mutating func member(_ place: Int, of fact: Fact) -> StepID {
    guarded(
      program.factVariables[fact.id.index][place], CellSet([1]), fact,
      otherwise: fact.cell(ofMember: place))
  }

  private mutating func guarded(
    _ variable: VariableID, _ cells: CellSet, _ fact: Fact, otherwise: Int?
  ) -> StepID {
    guard let otherwise, let guarding = program.guards[fact.id] else {
      return add(.test(variable, cells))
    }
    return add(
      .guarded(variable, cells, guard: guarding, closed: cells.contains(otherwise)))
  }
}

extension Cells {
  /// Whether a test never cuts through a cell.
  fileprivate func tell(_ test: Test) -> Bool {
    if case .among(let values) = test, !hasNone, values.contains(.none) { return false }
    return switch form {
    case .options: true
    case .line(let known): test.boundaries.allSatisfy(known.contains)
    case .words(let known): test.words.allSatisfy(known.contains)
    }
  }
}
