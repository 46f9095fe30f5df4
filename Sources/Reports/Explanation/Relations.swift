import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// Which rule names which.
struct Relations {
  let rules: [Rule<Atom>]
  /// Of each rule, those that it names, in the order of naming.
  let names: [[RuleID]]

  init(of rules: CheckedRules) {
    self.rules = rules.rules
    names = rules.rules.map { rule in
      rule.versions.flatMap(\.conditions).flatMap(\.names).uniqued().filter { $0 != rule.id }
    }
  }

  func namedBy(_ id: RuleID) -> [RuleID] {
    rules.map(\.id).filter { names[$0.index].contains(id) }
  }
}

extension Version<Atom> {
  /// Every condition that stands in it.
  var conditions: [Condition<Atom>] {
    body.conditions + unless.flatMap(\.conditions) + [requires].compactMap(\.self)
  }
}

extension Body<Atom> {
  var conditions: [Condition<Atom>] {
    switch self {
    case .when(let condition): [condition]
    case .readings(let readings): readings.map(\.when)
    case .untranslatable: []
    }
  }
}

extension Derogation<Atom> {
  var conditions: [Condition<Atom>] {
    body.conditions + unless.flatMap(\.conditions)
  }
}

extension Condition<Atom> {
  /// Rules that are named in it, inside lists and uses too.
  fileprivate var names: [RuleID] {
    atoms.flatMap { atom -> [RuleID] in
      switch atom {
      case .rule(let id), .reached(let id, _), .reading(let id, _): [id]
      case .items(_, _, let filter, let demand), .uses(_, let filter, let demand):
        (filter?.names ?? []) + (demand?.names ?? [])
      case .fact, .measure, .assessmentDay, .scheme: []
      }
    }
  }
}

extension Rulebook {
  /// Names of the examples that expect something of a rule.
  func namesOfExamples(about id: RuleID) -> [String] {
    examples.compactMap { example in
      guard case .mapping(let entries) = example.node.shape,
        case .mapping(let expected)? = entries.value(of: "expect"),
        expected.contains(where: { isAbout(id, $0.key.text, within: example.act) }),
        case .scalar(let name)? = entries.value(of: "name")
      else { return nil }
      return name.text.onOneLine
    }
  }

  private func isAbout(_ id: RuleID, _ name: String, within act: ActID) -> Bool {
    switch rules.target(named: name, within: act) {
    case .rule(let found, _)?, .reached(let found, _)?, .reading(let found, _)?: found == id
    case .scheme?, .score?, nil: false
    }
  }
}

extension [Entry] {
  fileprivate func value(of key: String) -> Node.Shape? {
    first { $0.key.text == key }?.value.shape
  }
}

extension CheckedRules {
  /// The name of a rule that is closest to what was written.
  func nearestRule(to name: String) -> String? {
    let names = rules.map { fullName($0.id) } + rules.map(\.name)
    return nearest(to: name, among: names)
  }
}
