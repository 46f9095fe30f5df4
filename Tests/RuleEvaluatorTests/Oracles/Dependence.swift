@testable import RuleCompiler
@testable import RuleEvaluator

/// What a rule can hang on, read from the checked trees.
struct Dependence {
  private(set) var facts: Set<FactID> = []
  private(set) var contested: Set<RuleID> = []
  /// Full names of what persons judge.
  private(set) var judged: Set<String> = []
  /// It hangs on scores, durations, comparisons, lists or other uses, whose variables hang on one
  /// another: a verdict set may then be too wide.
  private(set) var isCorrelated = false
  private var seen: Set<RuleID> = []

  init(of rule: RuleID, _ rules: CheckedRules) {
    add(rule, seenFrom: rules[rule].level, rules)
    // A guard can rule out what its fact does not touch, so every guard counts.
    for fact in rules.vocabulary.facts {
      guard let guarding = fact.guarding, fact.level != .item else { continue }
      facts.insert(fact.id)
      add(guarding.condition, .use, rules)
    }
  }

  private mutating func add(_ id: RuleID, seenFrom level: Level, _ rules: CheckedRules) {
    let rule = rules[id]
    if level == .system, rule.level == .use { isCorrelated = true }
    guard seen.insert(id).inserted else { return }
    for version in rule.versions {
      if case .readings = version.body { contested.insert(id) }
      if case .untranslatable = version.body { judged.insert(rules.fullName(id)) }
      version.unless.visit { derogation, path in
        if case .untranslatable = derogation.body { judged.insert(rules.fullName(id, path)) }
      }
      for condition in version.conditions { add(condition, rule.level, rules) }
    }
    guard rule.kind != .definition else { return }
    let act = rule.act.index
    for other in [rules.scopes[act], rules.territories[act]].compactMap({ $0 }) {
      add(other, seenFrom: rule.level, rules)
    }
    for bearer in rule.bearers {
      if let definition = rules.bearers[act][bearer] {
        add(definition, seenFrom: rule.level, rules)
      }
    }
  }

  private mutating func add(_ condition: Condition<Atom>, _ level: Level, _ rules: CheckedRules) {
    for atom in condition.atoms {
      switch atom {
      case .fact(let id, let test):
        facts.insert(id)
        if case .lessThan = test { isCorrelated = true }
      case .assessmentDay: break
      case .measure, .items, .uses: isCorrelated = true
      case .rule(let id), .reached(let id, _), .reading(let id, _):
        add(id, seenFrom: level, rules)
      case .scheme(let scheme, _):
        for member in rules.rules where member.membership?.scheme == scheme {
          add(member.id, seenFrom: level, rules)
        }
      }
    }
  }
}
