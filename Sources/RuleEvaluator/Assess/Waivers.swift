package import RuleCompiler

extension UseCase {
  /// The waiver that names a finding, and whether it counts; of several one that does.
  func waiver(
    for id: RuleID, _ hash: HashFunction?, use: String?, _ verdict: Verdict, of kind: RuleKind,
    on day: Day, _ evaluation: Evaluation, _ context: Int
  ) -> WaiverState? {
    let rule = evaluation.rules.fullName(id)
    let states = waivers.filter { $0.names(rule, use: use) }.map { waiver in
      WaiverState(
        reason: waiver.reason, approvedBy: waiver.approvedBy, expires: waiver.expires,
        standing: evaluation.standing(of: waiver, for: id, hash, verdict, kind, day, context))
    }
    return states.first { $0.standing == .counts } ?? states.first
  }
}

extension Waiver {
  /// Whether it is about a rule, by its full name, and a use.
  func names(_ rule: String, use: String?) -> Bool {
    (self.rule == rule || rule.hasSuffix("/" + self.rule)) && (self.use == nil || self.use == use)
  }

  /// Whether another one says the same; where it stands does not matter.
  package func isLike(_ other: Waiver) -> Bool {
    rule == other.rule && use == other.use && reason == other.reason
      && approvedBy == other.approvedBy && expires == other.expires && verdict == other.verdict
      && ruleDigest == other.ruleDigest && facts.map(\.name) == other.facts.map(\.name)
      && facts.map(\.words) == other.facts.map(\.words)
  }
}

extension Assessment {
  /// The findings that a waiver names, each with how the waiver stands to it.
  package func standings(
    of waiver: Waiver, hashing hash: HashFunction?
  ) -> [(finding: Finding, standing: WaiverState.Standing)] {
    let uses = useCase.uses
    return findings.filter { finding in
      let use = uses.isEmpty ? nil : uses[finding.context].name
      return waiver.names(rulebook.rules.fullName(finding.rule), use: use)
    }.map { finding in
      let kind = rulebook.rules[finding.rule].kind
      return (
        finding,
        evaluation.standing(
          of: waiver, for: finding.rule, hash, finding.verdict, kind, day, finding.context)
      )
    }
  }
}

extension Evaluation {
  fileprivate func standing(
    of waiver: Waiver, for id: RuleID, _ hash: HashFunction?, _ verdict: Verdict,
    _ kind: RuleKind, _ day: Day, _ context: Int
  ) -> WaiverState.Standing {
    if let stale = staleness(of: waiver, id, hash) { return stale }
    if waiver.expires < day { return .expired }
    if waiver.verdict != verdict.word(of: kind) { return .otherVerdict }
    let changed = waiver.facts.filter { name, words in self.words(of: name, context) != words }
    if !changed.isEmpty { return .otherFacts(changed.map(\.name)) }
    return waiver.isSelfGranted ? .selfGranted : .counts
  }

  /// Whether the rule is another one by now; nil where it is not, or where nobody asks.
  private func staleness(
    of waiver: Waiver, _ id: RuleID, _ hash: HashFunction?
  ) -> WaiverState.Standing? {
    guard let wanted = waiver.ruleDigest else { return nil }
    guard let hash else { return .ruleUnchecked }
    return rules.digest(of: id, by: hash) == wanted ? nil : .ruleChanged
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
