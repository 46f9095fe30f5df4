import RuleCompiler

/// How much of a program an evaluation is asked for.
enum Extent: Hashable, Sendable {
  /// All of it, as far as anything may be asked.
  case everything
  /// Whether facts are asked at all.
  case guards
  /// What is said of the rules of some acts, with all that these name.
  case acts(Set<ActID>)
}

/// The steps and variables that an extent hangs on, marked backwards from what it asks for.
struct Marks {
  private let rules: CheckedRules
  private let program: Program
  private(set) var steps: [Bool]
  private(set) var variables: [Bool]
  private var seen: [Bool]
  private var rest: [RuleID] = []

  init(_ extent: Extent, _ rules: CheckedRules, _ program: Program) {
    self.rules = rules
    self.program = program
    let isWhole = if case .everything = extent { true } else { false }
    steps = Array(repeating: isWhole, count: program.steps.count)
    variables = Array(repeating: isWhole, count: program.variables.count)
    seen = Array(repeating: isWhole, count: program.rules.count)
    guard !isWhole else { return }
    for step in program.guards.values { mark(step) }
    if case .acts(let acts) = extent { mark(acts) }
    // Invariant: a step refers to earlier steps only.
    for index in program.steps.indices.reversed() where steps[index] {
      markParts(of: program.steps[index])
    }
  }

  private mutating func mark(_ step: StepID) { steps[step.index] = true }

  private mutating func mark(_ several: [StepID]) {
    for step in several { steps[step.index] = true }
  }

  // MARK: Rules

  private mutating func mark(_ acts: Set<ActID>) {
    for act in acts {
      for rule in [rules.scopes[act.index], rules.territories[act.index]] { mark(rule) }
      for rule in rules.bearers[act.index].values { mark(rule) }
    }
    for rule in rules.rules.indices where acts.contains(rules.rules[rule].act) {
      mark(RuleID(index: rule))
    }
    for scheme in rules.schemes where acts.contains(scheme.act) {
      mark(program.classes[scheme.id.index])
      for member in rules.members(of: scheme.id) { mark(member) }
    }
    while let rule = rest.popLast() { markSteps(of: program.rules[rule.index]) }
  }

  private mutating func mark(_ rule: RuleID?) {
    guard let rule, !seen[rule.index] else { return }
    seen[rule.index] = true
    rest.append(rule)
    let act = rules.rules[rule.index].act.index
    mark(rules.scopes[act])
    for bearer in rules.rules[rule.index].bearers { mark(rules.bearers[act][bearer]) }
  }

  /// All that reasons are read from.
  private mutating func markSteps(of rule: CompiledRule) {
    mark(rule.truth)
    for version in rule.versions {
      mark([version.applies, version.when, version.body, version.scope])
      for clause in version.clauses { mark(clause) }
      if let requires = version.requires { mark(requires) }
      for derogation in version.derogations { mark(derogation) }
      for binding in version.bindings { mark([binding.hasRole, binding.holds, binding.required]) }
    }
  }

  private mutating func mark(_ derogation: CompiledDerogation) {
    if let when = derogation.when { mark(when) }
    mark([derogation.own, derogation.counts, derogation.reached])
    for inner in derogation.unless { mark(inner) }
  }

  private mutating func mark(_ clause: Clause) {
    if let step = clause.step { mark(step) }
    switch clause.shape {
    case .always: break
    case .not(let part): mark(part)
    case .all(let parts), .any(let parts): for part in parts { mark(part) }
    case .atom(.rule(let id)), .atom(.reached(let id, _)), .atom(.reading(let id, _)): mark(id)
    case .atom: break
    }
  }

  // MARK: Steps

  private mutating func markParts(of step: Step) {
    switch step {
    case .constant: break
    case .test(let variable, _): mark(variable)
    case .guarded(let variable, _, let guarding, _):
      mark(variable)
      mark(guarding)
    case .all(let parts), .any(let parts): mark(parts)
    case .not(let part): mark(part)
    case .readings(let variable, let readings, let available):
      mark(variable)
      mark(readings)
      mark(available)
    case .shown(let variable, let part):
      mark(variable)
      mark(part)
    }
  }

  private mutating func mark(_ id: VariableID) {
    guard !variables[id.index] else { return }
    variables[id.index] = true
    switch program.variables[id.index].kind {
    case .measure(let measure): mark(measure)
    case .items(let query):
      for clause in [program.items[query].filter, program.items[query].demand] {
        if let clause { mark(clause) }
      }
    case .someUse(let step): mark(step)
    case .day, .presumption, .reading, .jurisdiction, .asIf, .fact, .member, .judgement, .fewer:
      break
    }
  }

  private mutating func mark(_ measure: MeasureID) {
    guard case .adjusted(let adjustment) = rules[measure].form else { return }
    if let step = program.adjustments[measure.index] { mark(step) }
    mark(adjustment.base)
  }
}
