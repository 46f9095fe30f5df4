import Reports
import RuleCompiler
import RuleEvaluator

/// Every name by which a use case may speak of a rule, a derogation, a reading or a scheme.
struct RuleNames {
  let rules: CheckedRules
  /// In the examples of an act a rule of its own needs no act before it, whatever others have.
  let isWithinAct: Bool
  /// How many rules have a name; one that several have needs its act before it.
  private let counts: [String: Int]

  init(rules: CheckedRules, isWithinAct: Bool) {
    self.rules = rules
    self.isWithinAct = isWithinAct
    counts = Dictionary(rules.rules.map { ($0.name, 1) }, uniquingKeysWith: +)
  }

  /// `act/rule`, and `rule` where that is enough.
  func names(of rule: Rule<Atom>) -> [String] {
    let isEnough = isWithinAct || counts[rule.name] == 1
    return [rules.fullName(rule.id)] + (isEnough ? [rule.name] : [])
  }

  /// All names of all rules.
  var all: [String] { rules.rules.flatMap(names).uniqued() }

  /// Each contested rule with the names of its readings.
  var readings: [(String, JSONValue?)] {
    RuleNames.merged(
      rules.rules.filter { !$0.readingNames.isEmpty }.flatMap { rule in
        names(of: rule).map { ($0, .choice(rule.readingNames)) }
      })
  }

  /// What may be judged by a person: facts that are yes or no, and what the language cannot say.
  var judged: [String] {
    rules.vocabulary.facts.filter { $0.type == .yesNo }.map(\.name)
      + rules.rules.flatMap { rule in
        (rule.isJudged ? names(of: rule) : [])
          + paths(of: rule).filter { rule.derogationIsJudged($0.path) }
          .flatMap { path in names(of: rule).map { $0 + "." + path.name } }
      }.uniqued()
  }

  /// Each name with the outcomes that can be expected of it.
  var outcomes: [(String, JSONValue?)] {
    var found: [(String, JSONValue)] = rules.schemes.map {
      ($0.name, .choice($0.classes + ["open", "contested"]))
    }
    let truths = JSONValue.choice(Expectation.outcomesOfTruth)
    let finals = JSONValue.choice(Expectation.outcomesOfDuty)
    for rule in rules.rules {
      let outcome = rule.kind.isDuty ? finals : truths
      let byBearer = rule.bearers.map { ($0, Optional(outcome)) }
      let whole: JSONValue = rule.bearers.isEmpty ? outcome : .anyOf([outcome, .mapping(byBearer)])
      let parts = rule.readingNames + paths(of: rule).map(\.name)
      for name in names(of: rule) {
        found.append((name, whole))
        found += parts.map { (name + "." + $0, truths) }
      }
    }
    return RuleNames.merged(found + scores)
  }

  /// Each score with what can be expected of it: a number, its ends, or that it is open.
  private var scores: [(String, JSONValue)] {
    let measures = rules.measures.filter { measure in
      if case .elapsed = measure.form { false } else { true }
    }
    let ends = JSONValue.members([
      ("type", .text("object")), ("minProperties", .integer(1)),
      (
        "properties",
        .members([("at_least", .reference("number")), ("at_most", .reference("number"))])
      ), ("additionalProperties", .flag(false)),
    ])
    let score = JSONValue.anyOf([.reference("number"), .choice(["open"]), ends])
    return measures.flatMap { measure -> [(String, JSONValue)] in
      let isEnough = isWithinAct || measures.count { $0.name == measure.name } == 1
      let full = rules[measure.act].name + "/" + measure.name
      return ([full] + (isEnough ? [measure.name] : [])).map { ($0, score) }
    }
  }

  /// A name that several rules have takes what any of them takes.
  private static func merged(_ pairs: [(String, JSONValue)]) -> [(String, JSONValue?)] {
    let forms = Dictionary(pairs.map { ($0.0, [$0.1]) }, uniquingKeysWith: +)
    return pairs.map(\.0).uniqued().map { ($0, .anyOf((forms[$0] ?? []).uniqued())) }
  }

  /// Derogations of all versions, by their names joined with points, each once.
  private func paths(of rule: Rule<Atom>) -> [(name: String, path: [Int])] {
    var found: [(name: String, path: [Int])] = []
    func add(_ level: [Derogation<Atom>], _ name: String, _ path: [Int]) {
      for (place, derogation) in level.enumerated() {
        let own = name.isEmpty ? derogation.name : name + "." + derogation.name
        if !found.contains(where: { $0.name == own }) { found.append((own, path + [place])) }
        add(derogation.unless, own, path + [place])
      }
    }
    for version in rule.versions.reversed() { add(version.unless, "", []) }
    return found
  }
}
