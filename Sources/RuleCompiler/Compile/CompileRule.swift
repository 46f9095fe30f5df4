extension Compiler {
  mutating func compile(_ rule: Rule<Atom>) -> CompiledRule {
    let versions = rule.versions.map { compile($0, of: rule) }
    let truths = versions.flatMap { version in
      version.bindings.map { binding in
        rule.kind == .prohibition
          ? builder.all([binding.holds, builder.not(binding.required)]) : binding.holds
      }
    }
    return CompiledRule(truth: builder.any(truths), versions: Lazily { versions })
  }

  private mutating func compile(
    _ version: Version<Atom>, of rule: Rule<Atom>
  ) -> CompiledVersion {
    let context = ClauseContext(level: rule.level)
    let applies = step(of: version.period)
    let (clauses, when) = compile(version.body, of: rule, applies: applies, context)
    let derogations = version.unless.enumerated().map { index, derogation in
      compile(
        derogation, of: rule, path: [index], applies: applies, above: [applies, when], context)
    }
    let counts = derogations.map(\.counts)
    let body = builder.all([when, builder.not(builder.any(counts))])
    let scope = rule.kind == .definition ? builder.constant(true) : self.scope(of: rule)
    let requires = version.requires.map { compile($0, as: context) }
    let bearers: [String?] = rule.bearers.isEmpty ? [nil] : rule.bearers
    let bindings = bearers.map { bearer in
      bind(bearer, rule, applies: applies, scope: scope, body: body, requires: requires)
    }
    return CompiledVersion(
      applies: applies, clauses: clauses, when: when, derogations: derogations, body: body,
      scope: scope, requires: requires, bindings: bindings)
  }

  private mutating func bind(
    _ bearer: String?, _ rule: Rule<Atom>, applies: StepID, scope: StepID, body: StepID,
    requires: Clause?
  ) -> CompiledVersion.Binding {
    let definition = bearer.flatMap { rules.bearers[rule.act.index][$0] }
    let hasRole = definition.map { truth(of: $0, seenFrom: rule.level) } ?? builder.constant(true)
    let always = [applies, scope, hasRole]
    if rule.kind == .prohibition {
      return CompiledVersion.Binding(
        bearer: bearer, hasRole: hasRole, holds: builder.all(always),
        required: builder.not(body))
    }
    return CompiledVersion.Binding(
      bearer: bearer, hasRole: hasRole, holds: builder.all(always + [body]),
      required: requires?.step ?? builder.constant(true))
  }

  /// The act's jurisdiction is asked, its scope holds, and it reaches the operator.
  private mutating func scope(of rule: Rule<Atom>) -> StepID {
    let act = rules[rule.act]
    var parts: [StepID] = []
    if act.jurisdiction != Act.worldwide, let asked = layout[.jurisdiction(act.jurisdiction)] {
      parts.append(test(asked, CellSet([1]), .system))
    }
    if let scope = rules.scopes[rule.act.index] {
      parts.append(truth(of: scope, seenFrom: rule.level))
    }
    if let territory = rules.territories[rule.act.index],
      let asIf = layout[.asIf(act.jurisdiction)]
    {
      parts.append(
        builder.any([
          test(asIf, CellSet([1]), .system), truth(of: territory, seenFrom: rule.level),
        ]))
    }
    return builder.all(parts)
  }

  /// The step of a body's truth, and a clause for its condition or for each reading.
  private mutating func compile(
    _ body: Body<Atom>, of rule: Rule<Atom>, applies: StepID, _ context: ClauseContext
  ) -> ([Clause], StepID) {
    switch body {
    case .when(let condition):
      let clause = compile(condition, as: context)
      return ([clause], clause.step ?? builder.constant(true))
    case .untranslatable:
      return ([], judged(rule.id, path: [], rule.level))
    case .readings(let readings):
      let clauses = readings.map { compile($0.when, as: context) }
      let available = readings.map { builder.all([applies, step(of: $0.period)]) }
      let steps = zip(available, clauses).map { available, clause in
        builder.all([available, clause.step ?? builder.constant(true)])
      }
      guard let choice = layout[.reading(rule.id)] else {
        preconditionFailure("a contested rule has a variable")
      }
      let level = builder.widest(steps)
      return (
        clauses, builder.add(.readings(choice, steps, available: available), level)
      )
    }
  }

  private mutating func judged(_ rule: RuleID, path: [Int], _ level: Level) -> StepID {
    test(layout.variable(.judgement(rule, path: path), Layout.yesNo, level), CellSet([1]), level)
  }

  private mutating func compile(
    _ derogation: Derogation<Atom>, of rule: Rule<Atom>, path: [Int], applies: StepID,
    above: [StepID], _ context: ClauseContext
  ) -> CompiledDerogation {
    let clause: Clause? =
      if case .when(let condition) = derogation.body { compile(condition, as: context) } else {
        nil
      }
    let condition = clause?.step ?? judged(rule.id, path: path, rule.level)
    var own = builder.all([applies, step(of: derogation.period), condition])
    let presumption =
      derogation.mustBeShown ? layout[.presumption(rule.id, path: path)] : nil
    if let presumption { own = builder.add(.shown(presumption, own), builder.level(of: own)) }
    let unless = derogation.unless.enumerated().map { index, inner in
      compile(
        inner, of: rule, path: path + [index], applies: applies, above: above + [own], context)
    }
    let counts = builder.all([own, builder.not(builder.any(unless.map(\.counts)))])
    return CompiledDerogation(
      when: clause, own: own, counts: counts, reached: builder.all(above + [counts]),
      presumption: presumption, unless: unless)
  }

  /// The days on which an entry is law.
  mutating func step(of period: Period) -> StepID {
    guard period != .always, let day = layout[.day] else { return builder.constant(true) }
    let cells = layout.variables[day.index].cells
    let first = period.from.map { cells.cell(of: .day($0)) } ?? 0
    let last = period.until.map { cells.cell(of: .day($0)) } ?? cells.valueCount - 1
    return test(day, CellSet(first...max(first, last)), .system)
  }

  mutating func test(_ variable: VariableID, _ cells: CellSet, _ level: Level) -> StepID {
    builder.add(.test(variable, cells), level)
  }

  /// What a rule's name means: for a rule about the system, that it holds in some use.
  mutating func truth(of rule: RuleID, seenFrom level: Level) -> StepID {
    lift(self.rule(rule).truth, to: level)
  }

  /// A step as it is seen from a rule: from one about the system, what is about a use means
  /// "in some use".
  mutating func lift(_ step: StepID, to level: Level) -> StepID {
    guard level == .system, builder.level(of: step) == .use else { return step }
    let variable = layout.variable(.someUse(step), Layout.yesNo, .system)
    return test(variable, CellSet([1]), .system)
  }
}
