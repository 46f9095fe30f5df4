import LocatedYAML

@testable import RuleCompiler
@testable import RuleEvaluator

/// The meaning of rules, read aloud: a walk of the checked trees, without steps and diagrams.
///
/// It is written from the page on semantics and not from the evaluator, so that either may find
/// the other wrong. One walk is about one case on one day.
struct PlainWalk {
  let rules: CheckedRules
  let useCase: UseCase
  let day: Day
  /// Use by use, what is said; one entry without uses.
  let said: [Answers]
  /// Readings tried instead of those that the case names.
  var choice: [RuleID: Int] = [:]
  /// What must be shown and is not counts as absent; apart from what is shown already.
  var isPresuming = false
  private var shown: Set<Shown> = []
  private var known: [Visit: Truth] = [:]

  init(_ rules: CheckedRules, _ useCase: UseCase, on day: Day) {
    self.rules = rules
    self.useCase = useCase
    self.day = day
    said = PlainWalk.answers(useCase, rules)
  }

  private struct Visit: Hashable {
    let rule: RuleID
    let context: Int
  }

  struct Shown: Hashable {
    let rule: RuleID
    let path: [String]
    let version: Int
    let context: Int
  }

  /// What is said of each use; a judgement on a fact speaks where nothing else does.
  private static func answers(_ useCase: UseCase, _ rules: CheckedRules) -> [Answers] {
    var uses = useCase.uses.map(\.answers)
    if uses.isEmpty { uses = [useCase.answers] }
    for (name, judgement) in useCase.judgements {
      guard let fact = rules.vocabulary.fact(named: name) else { continue }
      for index in uses.indices
      where uses[index][fact] == nil || uses[index][fact]?.said == .unknown {
        uses[index][fact] = Answer(
          said: .value(judgement.verdict ? .yes : .no), place: judgement.place)
      }
    }
    return uses
  }

  var contexts: Range<Int> { said.indices }
}

extension PlainWalk {
  // MARK: Rules

  /// What the name of a rule says, in a rule of some level: seen from the system, of some use.
  mutating func truth(of id: RuleID, seenFrom level: Level, _ context: Int) -> Truth {
    guard level == .system, rules[id].level == .use else { return truth(of: id, context) }
    var found: [Truth] = []
    for other in contexts { found.append(truth(of: id, other)) }
    return found.max() ?? .no
  }

  /// What the name of a rule says of one use.
  mutating func truth(of id: RuleID, _ context: Int) -> Truth {
    let visit = Visit(rule: id, context: context)
    if let truth = known[visit] { return truth }
    var truth = Truth.no
    for version in rules[id].versions.indices {
      for bearer in bearers(of: id) {
        let holds = holds(id, version, bearer, context)
        let named =
          rules[id].kind == .prohibition ? min(holds, body(id, version, context)) : holds
        truth = max(truth, named)
      }
    }
    known[visit] = truth
    return truth
  }

  func bearers(of id: RuleID) -> [String?] {
    rules[id].bearers.isEmpty ? [nil] : rules[id].bearers
  }

  /// The rule applies to the case: it is law, in scope, the role is there, and its body is so.
  mutating func holds(
    _ id: RuleID, _ version: Int, _ bearer: String?, _ context: Int
  ) -> Truth {
    let rule = rules[id]
    guard rule.versions[version].period.contains(day) else { return .no }
    var parts: [Truth] = []
    if rule.kind != .definition { parts.append(scope(of: rule, context)) }
    if let bearer, let definition = rules.bearers[rule.act.index][bearer] {
      parts.append(truth(of: definition, seenFrom: rule.level, context))
    }
    if rule.kind != .prohibition { parts.append(body(id, version, context)) }
    return parts.min() ?? .yes
  }

  /// What a duty asks; of a prohibition, that the forbidden thing is not so.
  mutating func required(_ id: RuleID, _ version: Int, _ context: Int) -> Truth {
    let rule = rules[id]
    if rule.kind == .prohibition { return !body(id, version, context) }
    guard let requires = rule.versions[version].requires else { return .yes }
    return truth(of: requires, Place(level: rule.level, context: context))
  }

  private mutating func scope(of rule: Rule<Atom>, _ context: Int) -> Truth {
    let act = rules[rule.act]
    var result = asked(act.jurisdiction)
    if let scope = rules.scopes[rule.act.index] {
      result = min(result, truth(of: scope, seenFrom: rule.level, context))
    }
    if let territory = rules.territories[rule.act.index],
      !useCase.asIf.contains(act.jurisdiction)
    {
      result = min(result, truth(of: territory, seenFrom: rule.level, context))
    }
    return result
  }

  /// Whether the law of a jurisdiction is asked: it is named, or what is named belongs to it.
  private func asked(_ code: String) -> Truth {
    if code == Act.worldwide || (useCase.jurisdictions + useCase.asIf).contains(code) {
      return .yes
    }
    guard let body = rules.memberships.body(code) else { return .no }
    return useCase.jurisdictions.map { named in
      let entries = body.members.filter { $0.code == named }
      if entries.contains(where: { $0.period.contains(day) }) { return Truth.yes }
      return entries.isEmpty && !body.isComplete ? .unknown : .no
    }.max() ?? .no
  }

  /// The rule's `when`, and no derogation counts.
  mutating func body(_ id: RuleID, _ version: Int, _ context: Int) -> Truth {
    var result = when(id, version, context)
    for derogation in rules[id].versions[version].unless {
      result = min(result, !counts([derogation], id, version, context))
    }
    return result
  }

  private mutating func when(_ id: RuleID, _ version: Int, _ context: Int) -> Truth {
    let rule = rules[id]
    switch rule.versions[version].body {
    case .when(let condition):
      return truth(of: condition, Place(level: rule.level, context: context))
    case .untranslatable: return judgement(rules.fullName(id))
    case .readings(let readings):
      var inForce = readings.indices.filter { readings[$0].period.contains(day) }
      let named = choice[id] ?? useCase.readings[id]?.index
      if let named, inForce.contains(named) { inForce = [named] }
      var found: Set<Truth> = []
      for index in inForce {
        found.insert(
          truth(of: readings[index].when, Place(level: rule.level, context: context)))
      }
      return found.isEmpty ? .no : found.count == 1 ? found.first ?? .no : .unknown
    }
  }

  private func judgement(_ name: String) -> Truth {
    useCase.judgements[name].map { $0.verdict ? .yes : .no } ?? .unknown
  }

  // MARK: Derogations

  /// A derogation at the end of a path counts: its own condition, and nothing takes it back.
  private mutating func counts(
    _ path: [Derogation<Atom>], _ id: RuleID, _ version: Int, _ context: Int
  ) -> Truth {
    var result = own(path, id, version, context)
    for inner in path[path.count - 1].unless {
      result = min(result, !counts(path + [inner], id, version, context))
    }
    return result
  }

  private mutating func own(
    _ path: [Derogation<Atom>], _ id: RuleID, _ version: Int, _ context: Int
  ) -> Truth {
    let derogation = path[path.count - 1]
    guard derogation.period.contains(day) else { return .no }
    let names = path.map(\.name)
    let truth: Truth
    switch derogation.body {
    case .when(let condition):
      truth = self.truth(of: condition, Place(level: rules[id].level, context: context))
    case .untranslatable:
      truth = judgement(([rules.fullName(id)] + names).joined(separator: "."))
    case .readings: preconditionFailure("a derogation has no readings")
    }
    guard derogation.mustBeShown else { return truth }
    let key = Shown(rule: id, path: names, version: version, context: context)
    if isPresuming { return shown.contains(key) ? truth : .no }
    if truth == .yes { shown.insert(key) }
    return truth
  }

  /// `rule.derogation` as a name: the rule's `when`, each enclosing derogation's, and it counts.
  mutating func reached(_ id: RuleID, _ names: [String], _ context: Int) -> Truth {
    var result = Truth.no
    for (index, version) in rules[id].versions.enumerated() where version.period.contains(day) {
      var path: [Derogation<Atom>] = []
      var parts = [when(id, index, context)]
      for name in names {
        let level = path.last?.unless ?? version.unless
        guard let next = level.first(where: { $0.name == name }) else { break }
        path.append(next)
        if path.count < names.count { parts.append(own(path, id, index, context)) }
      }
      guard path.count == names.count else { continue }
      parts.append(counts(path, id, index, context))
      result = max(result, parts.min() ?? .yes)
    }
    return result
  }

  /// One reading of a contested rule, by its name.
  mutating func reading(_ id: RuleID, _ index: Int, _ context: Int) -> Truth {
    var result = Truth.no
    for version in rules[id].versions where version.period.contains(day) {
      guard case .readings(let readings) = version.body, index < readings.count,
        readings[index].period.contains(day)
      else { continue }
      let place = Place(level: rules[id].level, context: context)
      result = max(result, truth(of: readings[index].when, place))
    }
    return result
  }

  /// The same walk in which what is not shown yet is presumed not to be.
  func presuming() -> PlainWalk {
    var first = self
    for rule in rules.rules {
      for context in contexts { _ = first.truth(of: rule.id, context) }
      // Derogations of a rule that is out of scope are looked at too.
      for version in rule.versions.indices {
        for context in contexts { _ = first.body(rule.id, version, context) }
      }
    }
    var second = PlainWalk(rules, useCase, on: day)
    second.choice = choice
    second.isPresuming = true
    second.shown = first.shown
    return second
  }
}

extension PlainWalk {
  /// Where a condition is read.
  struct Place {
    let level: Level
    let context: Int
    var item: Item?
  }
}
