/// Turns checked rules into a program: steps in the order in which they need one another.
struct Compiler {
  let rules: CheckedRules
  var layout: Layout
  var builder = StepBuilder()
  var items: [ItemsQuery] = []
  var guards: [FactID: StepID] = [:]
  var adjustments: [StepID?]
  private var compiled: [CompiledRule?]
  private var classSteps: [[StepID]?]

  init(_ rules: CheckedRules) {
    self.rules = rules
    layout = Layout(rules, Demands(rules))
    adjustments = Array(repeating: nil, count: rules.measures.count)
    compiled = Array(repeating: nil, count: rules.rules.count)
    classSteps = Array(repeating: nil, count: rules.schemes.count)
  }

  /// The compiled rule; what it hangs on is compiled first.
  mutating func rule(_ id: RuleID) -> CompiledRule {
    if let done = compiled[id.index] { return done }
    let done = compile(rules[id])
    compiled[id.index] = done
    return done
  }

  /// Steps that say that the class of a scheme is at least that of each place.
  mutating func classes(of scheme: SchemeID) -> [StepID] {
    if let done = classSteps[scheme.index] { return done }
    let members = rules.members(of: scheme)
    let count = rules[scheme].classes.count
    let steps = (0..<count).map { rank in
      guard rank < count - 1 else { return builder.constant(true) }
      let holding = members.filter { (rules[$0].membership?.rank ?? count) <= rank }
        .map { rule($0).truth }
      return builder.any(holding)
    }
    classSteps[scheme.index] = steps
    return steps
  }

  /// The step of a guard, where a fact has one.
  mutating func guardStep(of fact: FactID) -> StepID? {
    if let done = guards[fact] { return done }
    guard let guarding = rules.vocabulary[fact].guarding else { return nil }
    let level = rules.vocabulary[fact].level
    let clause = compile(
      guarding.condition, as: ClauseContext(level: level == .item ? .use : level))
    guards[fact] = clause.step
    return clause.step
  }
}

extension Program {
  /// Compiles checked rules.
  static func compile(_ rules: CheckedRules) -> Program {
    var compiler = Compiler(rules)
    var parts = ProgramParts()
    parts.rules = rules.rules.map { compiler.rule($0.id) }
    parts.classes = rules.schemes.map { compiler.classes(of: $0.id) }
    for fact in rules.vocabulary.facts where fact.level != .item {
      _ = compiler.guardStep(of: fact.id)
    }
    parts.variables = compiler.layout.variables
    parts.steps = compiler.builder.steps
    parts.levels = compiler.builder.levels
    parts.items = compiler.items
    parts.adjustments = compiler.adjustments
    parts.guards = compiler.guards
    parts.factVariables = compiler.layout.factVariables
    parts.buildDiagrams(rules)
    return Program(parts)
  }
}
