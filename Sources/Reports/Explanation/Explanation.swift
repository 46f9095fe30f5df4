public import RuleCompiler
public import RuleEvaluator

/// One rule, explained: what it says and hangs on and, for a described system, how it comes out.
public struct Explanation: Sendable {
  package let rulebook: Rulebook
  package let rule: RuleID
  /// Nil where no system is described.
  package let assessment: Assessment?
  /// One for each use and bearer of the described system.
  package let proofs: [Proof]
  /// Rules that it names, in the order of naming.
  package let names: [RuleID]
  /// Rules that name it, in the order of the rulebook.
  package let namedBy: [RuleID]
  /// Examples of the rule files that expect something of it.
  package let examples: [String]

  /// Explains a rule by itself.
  ///
  /// - Parameter name: `rule` where only one act has it, or `act/rule`; a derogation or a reading
  ///   stands for its rule.
  public init(of name: String, in rulebook: Rulebook) throws(UnknownRule) {
    try self.init(name, rulebook, nil)
  }

  /// Explains a rule for the system of an assessment, on its day.
  public init(of name: String, in assessment: Assessment) throws(UnknownRule) {
    try self.init(name, assessment.rulebook, assessment)
  }

  private init(
    _ name: String, _ rulebook: Rulebook, _ assessment: Assessment?
  ) throws(UnknownRule) {
    let rules = rulebook.rules
    let id = try rules.rule(meant: name)
    let relations = Relations(of: rules)
    self.rulebook = rulebook
    self.assessment = assessment
    rule = id
    names = relations.names[id.index]
    namedBy = relations.namedBy(id)
    examples = rulebook.namesOfExamples(about: id)
    proofs = assessment.map { Proof.all(of: id, in: $0) } ?? []
  }
}

/// A name that no rule has.
public struct UnknownRule: Error, Sendable, Hashable {
  public let name: String
  /// A name that is close; nil where none is.
  public let nearest: String?
  /// Full ids of the rules that the name could mean, where there are several.
  public let candidates: [String]
}

extension CheckedRules {
  /// The rule that somebody means.
  func rule(meant name: String) throws(UnknownRule) -> RuleID {
    switch target(named: name, within: nil) {
    case .rule(let id, _)?, .reached(let id, _)?, .reading(let id, _)?: return id
    case .scheme?, .score?, nil: break
    }
    let short = name.prefix { $0 != "." }
    let candidates = rules.filter { $0.name == short }.map {
      fullName($0.id) + name.dropFirst(short.count)
    }.filter { target(named: $0, within: nil) != nil }
    throw UnknownRule(
      name: name, nearest: candidates.isEmpty ? nearestRule(to: name) : nil,
      candidates: candidates)
  }
}
