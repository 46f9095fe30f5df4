import LocatedYAML
package import RuleCompiler

/// Why something is so: a statement with its truth, and the reasons behind it.
package struct Reason: Sendable {
  package let about: Subject
  package let truth: Truth
  /// Where the answer, or the rule, is written.
  package let place: Place?
  package let parts: [Reason]

  /// What a reason speaks of.
  package enum Subject: Sendable {
    /// A test on a fact, and what is said of the fact; nil where nothing is.
    case fact(FactID, Test, Answer.Said?)
    /// The fact is not asked, for its guard is no.
    case closedFact(FactID, Test)
    /// A test on a number that follows from facts.
    case measure(MeasureID, Test, Interval?)
    case day(Test)
    case rule(RuleID)
    case derogation(RuleID, path: [Int])
    case reading(RuleID, Int)
    case scheme(SchemeID, among: [Int])
    /// Items of a list, with the names of those that decide.
    case items(Quantity, ListID, names: [String])
    case uses(Quantity)
    case judgement(String)
    /// The jurisdiction of an act is asked, or not.
    case jurisdiction(String)
    case scope(ActID)
    case role(String)
    case notYetLaw(Day)
    case noLongerLaw(Day)
    /// What a duty requires.
    case requirement
  }
}

extension Evaluation {
  /// Why a rule comes out as it does for a bearer: scope, role, condition, derogations, what is
  /// required. `depth` says how far to look into rules that it names.
  package func reasons(
    for id: RuleID, bearer place: Int, _ context: Int, depth: Int
  ) -> [Reason] {
    let rule = rules[id]
    let compiled = program[id]
    guard let index = lawIndex(of: id, context) else { return [timing(of: rule)] }
    let version = compiled.versions[index]
    let binding = version.bindings[min(place, version.bindings.count - 1)]
    var found: [Reason] = []
    if rule.kind != .definition {
      found += scopeReasons(rule, version, context, depth)
      found += roleReason(rule, binding, context, depth)
      if let blocking = found.first(where: { $0.truth == .no }) { return [blocking] }
      found = found.filter { $0.truth != .yes }
    }
    found += bodyReasons(rule, index, context, depth)
    if let requires = version.requires,
      truths[context][binding.holds.index] != .no
    {
      let parts = reasons(for: requires, context, depth)
      found.append(
        Reason(
          about: .requirement, truth: truths[context][binding.required.index],
          place: Place(file: rule.versions[index].place.file, span: requires.span), parts: parts))
    }
    return found
  }

  /// The version of a rule that is law on the day.
  package func lawIndex(of id: RuleID, _ context: Int) -> Int? {
    // Read where they lie: a version in hand is a copy of all its parts.
    let versions = program.rules[id.index].versions
    for index in versions.indices
    where truths[context][versions[index].applies.index] == .yes {
      return index
    }
    return nil
  }

  private func timing(of rule: Rule<Atom>) -> Reason {
    let later = rule.versions.compactMap(\.period.from).filter { $0 > setting.day }.min()
    let ended = rule.versions.compactMap(\.period.until).filter { $0 < setting.day }.max()
    let about: Reason.Subject =
      if let later { .notYetLaw(later) } else { .noLongerLaw(ended ?? setting.day) }
    return Reason(about: about, truth: .no, place: rule.place, parts: [])
  }

  private func scopeReasons(
    _ rule: Rule<Atom>, _ version: CompiledVersion, _ context: Int, _ depth: Int
  ) -> [Reason] {
    let act = rules[rule.act]
    var found: [Reason] = []
    if act.jurisdiction != Act.worldwide {
      found.append(
        Reason(
          about: .jurisdiction(act.jurisdiction), truth: setting.asked[act.jurisdiction] ?? .no,
          place: nil, parts: []))
    }
    if let scope = rules.scopes[rule.act.index] {
      let truth = truths[context][program[scope].truth.index]
      found.append(
        Reason(
          about: .scope(act.id), truth: truth, place: rules[scope].place,
          parts: depth > 0 ? truthReasons(of: scope, context, depth - 1) : []))
    }
    return found
  }

  private func roleReason(
    _ rule: Rule<Atom>, _ binding: CompiledVersion.Binding, _ context: Int, _ depth: Int
  ) -> [Reason] {
    guard let bearer = binding.bearer else { return [] }
    let definition = rules.bearers[rule.act.index][bearer]
    return [
      Reason(
        about: .role(bearer), truth: truths[context][binding.hasRole.index],
        place: definition.map { rules[$0].place },
        parts: depth > 0
          ? definition.map { truthReasons(of: $0, context, depth - 1) } ?? [] : [])
    ]
  }

  /// Why the name of a rule is yes, no or open in a condition.
  package func truthReasons(of id: RuleID, _ context: Int, _ depth: Int) -> [Reason] {
    guard let index = lawIndex(of: id, context) else { return [timing(of: rules[id])] }
    var found: [Reason] = []
    if rules[id].kind != .definition {
      let version = program[id].versions[index]
      found = scopeReasons(rules[id], version, context, depth)
      if let blocking = found.first(where: { $0.truth == .no }) { return [blocking] }
      found = found.filter { $0.truth != .yes }
    }
    return found + bodyReasons(rules[id], index, context, depth)
  }

  private func bodyReasons(
    _ rule: Rule<Atom>, _ index: Int, _ context: Int, _ depth: Int
  ) -> [Reason] {
    let version = program[rule.id].versions[index]
    let when = truths[context][version.when.index]
    var found: [Reason] = []
    switch rule.versions[index].body {
    case .when:
      found = version.clauses.flatMap { reasons(for: $0, context, depth) }
    case .untranslatable:
      let name = rules.fullName(rule.id)
      found = [
        Reason(
          about: .judgement(name), truth: when,
          place: useCase.judgements[name]?.place ?? rule.place,
          parts: [])
      ]
    case .readings(let readings):
      found = zip(readings.indices, version.clauses).map { reading, clause in
        Reason(
          about: .reading(rule.id, reading),
          truth: clause.step.map { truths[context][$0.index] } ?? .unknown,
          place: readings[reading].place,
          parts: depth > 0 ? reasons(for: clause, context, depth - 1) : [])
      }
      // What is named counts where it is law on the day; another version may have fewer.
      if let named = useCase.readings[rule.id]?.index, named < readings.count,
        readings[named].period.contains(setting.day)
      {
        found = [found[named]]
      }
    }
    if when == .no { return found }
    for (place, derogation) in version.derogations.enumerated() {
      let reason = reason(for: derogation, of: rule, path: [place], context, depth)
      if reason.truth == .yes, when == .yes { return [reason] }
      found.append(reason)
    }
    return found
  }

  /// Whether a derogation counts, and what takes it back.
  private func reason(
    for derogation: CompiledDerogation, of rule: Rule<Atom>, path: [Int], _ context: Int,
    _ depth: Int
  ) -> Reason {
    let own = truths[context][derogation.own.index]
    var parts = derogation.when.map { reasons(for: $0, context, depth) } ?? []
    if own != .no {
      parts += derogation.unless.enumerated().compactMap { place, inner in
        let taken = reason(for: inner, of: rule, path: path + [place], context, depth)
        return taken.truth == .no && depth == 0 ? nil : taken
      }
    }
    return Reason(
      about: .derogation(rule.id, path: path),
      truth: truths[context][derogation.counts.index],
      place: lastVersion(of: rule, path)?.place, parts: parts)
  }

  private func lastVersion(of rule: Rule<Atom>, _ path: [Int]) -> Derogation<Atom>? {
    for version in rule.versions.reversed() {
      if let found = version.derogation(at: path) { return found }
    }
    return nil
  }
}
