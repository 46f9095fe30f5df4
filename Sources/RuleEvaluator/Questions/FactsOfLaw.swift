package import RuleCompiler

/// The facts and lists that the law of some jurisdictions can ever ask for.
package struct FactsOfLaw: Sendable {
  package private(set) var facts: Set<FactID> = []
  package private(set) var lists: Set<ListID> = []
  private var seen: Set<RuleID> = []
  private var measures: Set<MeasureID> = []
  private let rules: CheckedRules

  /// Of jurisdictions, of the bodies that they belong to on a day, and of what is asked of all.
  package init(of jurisdictions: [String], on day: Day, _ rules: CheckedRules) {
    self.rules = rules
    let bodies = rules.memberships.bodies.filter { body in
      jurisdictions.contains { body.has($0, on: day) != false }
    }
    let asked = Set(jurisdictions + bodies.map(\.code) + [Act.worldwide])
    let acts = Set(rules.acts.filter { asked.contains($0.jurisdiction) }.map(\.id))
    for rule in rules.rules where acts.contains(rule.act) && rule.kind != .definition {
      add(rule.id)
    }
    for scheme in rules.schemes where acts.contains(scheme.act) {
      for member in rules.members(of: scheme.id) { add(member) }
    }
    addGuards()
  }

  private mutating func add(_ id: RuleID) {
    guard seen.insert(id).inserted else { return }
    let rule = rules[id]
    let act = rule.act.index
    if rule.kind != .definition {
      for frame in [rules.scopes[act], rules.territories[act]] { frame.map { add($0) } }
    }
    for bearer in rule.bearers { rules.bearers[act][bearer].map { add($0) } }
    for condition in rule.versions.flatMap(\.conditions) { add(condition) }
  }

  private mutating func add(_ condition: Condition<Atom>) {
    for atom in condition.atoms {
      switch atom {
      case .fact(let fact, let test): facts.formUnion(test.facts(with: fact))
      case .measure(let measure, _): add(measure)
      case .assessmentDay: break
      case .rule(let id), .reached(let id, _), .reading(let id, _): add(id)
      case .scheme(let scheme, _): for member in rules.members(of: scheme) { add(member) }
      case .items(_, let list, let filter, let demand):
        lists.insert(list)
        for part in [filter, demand].compactMap(\.self) { add(part) }
      case .uses(_, let filter, let demand):
        for part in [filter, demand].compactMap(\.self) { add(part) }
      }
    }
  }

  private mutating func add(_ id: MeasureID) {
    guard measures.insert(id).inserted else { return }
    facts.formUnion(rules[id].facts)
    guard case .adjusted(let adjustment) = rules[id].form else { return }
    add(adjustment.base)
    add(adjustment.when)
  }

  /// What the questions of facts hang on is asked too.
  private mutating func addGuards() {
    var rest = facts
    while !rest.isEmpty {
      let known = facts
      for fact in rest {
        if let guarding = rules.vocabulary[fact].guarding { add(guarding.condition) }
      }
      rest = facts.subtracting(known)
    }
  }
}
