package import RuleCompiler

extension UseCase {
  /// The waiver that names a finding, and whether it counts; of several one that does.
  func waiver(
    for id: RuleID, _ hash: HashFunction?, use: String?, _ verdict: Verdict, of kind: RuleKind,
    on day: Day, _ evaluation: Evaluation, _ context: Int
  ) -> WaiverState? {
    let rule = evaluation.rules.fullName(id)
    let states = waivers.filter { waiver in
      let isRule = waiver.rule == rule || rule.hasSuffix("/" + waiver.rule)
      return isRule && (waiver.use == nil || waiver.use == use)
    }.map { waiver in
      WaiverState(
        reason: waiver.reason, approvedBy: waiver.approvedBy, expires: waiver.expires,
        standing: staleness(of: waiver, id, hash, evaluation.rules)
          ?? standing(of: waiver, verdict, kind, day, evaluation, context))
    }
    return states.first { $0.standing == .counts } ?? states.first
  }

  /// Whether the rule is another one by now; nil where it is not, or where nobody asks.
  private func staleness(
    of waiver: Waiver, _ id: RuleID, _ hash: HashFunction?, _ rules: CheckedRules
  ) -> WaiverState.Standing? {
    guard let wanted = waiver.ruleDigest else { return nil }
    guard let hash else { return .ruleUnchecked }
    return rules.digest(of: id, by: hash) == wanted ? nil : .ruleChanged
  }

  private func standing(
    of waiver: Waiver, _ verdict: Verdict, _ kind: RuleKind, _ day: Day,
    _ evaluation: Evaluation, _ context: Int
  ) -> WaiverState.Standing {
    if waiver.expires < day { return .expired }
    if waiver.verdict != verdict.word(of: kind) { return .otherVerdict }
    let changed = waiver.facts.filter { name, words in
      evaluation.words(of: name, context) != words
    }
    return changed.isEmpty ? .counts : .otherFacts(changed.map(\.name))
  }
}

extension Verdict {
  /// The word by which use cases, examples and waivers name it.
  package func word(of kind: RuleKind) -> String {
    if isContested { return "contested" }
    guard possible.isSettled else { return "open" }
    switch (possible, kind.isDuty) {
    case (.no, false): return "no"
    case (.yes, false): return "yes"
    case (.notApplicable, true): return "not_applicable"
    case (.satisfied, true): return "satisfied"
    default: return "violated"
    }
  }
}

extension Evaluation {
  /// A fact's answer as it would be written; nil where there is none.
  func words(of name: String, _ context: Int) -> String? {
    guard let id = rules.vocabulary.fact(named: name) else { return nil }
    return answers[context][id].map { rules.vocabulary[id].words(for: $0.said) }
  }
}

extension Fact {
  /// An answer as a use case would write it.
  package func words(for said: Answer.Said) -> String {
    switch said {
    case .unknown: "unknown"
    case .unsayable(let why): "{unknown: \(why)}"
    case .value(let value): words(for: value)
    case .partly(let has, let hasNot):
      "{has: \(list(has)), has_not: \(list(hasNot))}"
    }
  }

  /// A value as a use case would write it.
  package func words(for value: Value) -> String {
    switch value {
    case .none: "none"
    case .option(let place): type == .yesNo ? (place == 1 ? "yes" : "no") : options[place].name
    case .number(let number): number.description
    case .day(let day): day.description
    case .instant(let instant): instant.description
    case .word(let word): word
    case .members(let places): list(places)
    }
  }

  private func list(_ places: [Int]) -> String {
    "[" + places.map { options[$0].name }.joined(separator: ", ") + "]"
  }
}
