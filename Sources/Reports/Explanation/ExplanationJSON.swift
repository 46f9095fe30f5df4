import RuleCompiler
import RuleEvaluator

/// An explanation as JSON, in the format `clearance-explanation`.
struct ExplanationJSON {
  let explanation: Explanation
  private let parts: JSONParts
  private let rule: Rule<Atom>
  private let conditions: ConditionJSON

  /// Raised when a reader of the last format would misunderstand.
  static let version = 1

  init(_ explanation: Explanation) {
    self.explanation = explanation
    let rules = explanation.rulebook.rules
    rule = rules[explanation.rule]
    parts = JSONParts(rules: rules, useCase: explanation.assessment?.useCase)
    conditions = ConditionJSON(rules: rules)
  }

  private var rules: CheckedRules { parts.rules }

  var value: JSONValue {
    .object(
      [
        .init("format", .text("clearance-explanation")),
        .init("version", .integer(ExplanationJSON.version)),
      ] + head + [.init("versions", .list(rule.versions.map(version)))] + relations + [
        .init("day", .optional(explanation.assessment?.day)),
        .init("use_case", .optional(explanation.assessment?.useCase.file)),
        .init(
          "warnings", .list((explanation.assessment?.useCase.warnings ?? []).map(\.json))),
        .init("outcomes", .list(explanation.proofs.map(proof))),
      ])
  }

  private var head: [JSONValue.Member] {
    let act = rules[rule.act]
    let scheme = rule.membership.map { membership -> JSONValue in
      let scheme = rules[membership.scheme]
      return .object([
        .init("scheme", .text(scheme.name)), .init("class", .text(scheme.classes[membership.rank])),
      ])
    }
    let bearers = rule.bearers.map { bearer -> JSONValue in
      let definition = rules.bearers[rule.act.index][bearer]
      return .object([
        .init("bearer", .text(bearer)),
        .init("definition", .optional(definition.map { rules.fullName($0) })),
      ])
    }
    return [
      .init("rule", .text(rules.fullName(rule.id))), .init("act", .text(act.name)),
      .init("title", JSONValue(act.title)), .init("number", .optional(act.number)),
      .init("url", .optional(act.url)), .init("kind", .text(rule.kind.rawValue)),
      .init("about", .text(rule.level.rawValue)), .init("helper", .flag(rule.isHelper)),
      .init("topic", .optional(rule.topic)), .init("holder", .optional(rule.holder)),
      .init("bearers", .list(bearers)), .init("class", scheme ?? .null),
    ] + [JSONValue.Member](rule.place)
  }

  private var relations: [JSONValue.Member] {
    [
      .init("names", .texts(explanation.names.map { rules.fullName($0) })),
      .init("named_by", .texts(explanation.namedBy.map { rules.fullName($0) })),
      .init("examples", .texts(explanation.examples)),
    ]
  }

  private func version(_ version: Version<Atom>) -> JSONValue {
    .object(
      period(version.period) + [.init("note", .optional(version.note))]
        + citation(version.citation) + [
          .init("status", .text(version.status.rawValue)),
          .init("verified", .text(version.verified.rawValue)),
          .init(
            "severity", rule.kind.isDuty ? .text(version.severity.rawValue) : .null),
        ] + body(version.body) + [
          .init("unless", .list(version.unless.map(derogation))),
          .init("requires", version.requires.map(conditions.value) ?? .null),
          .init("evidence", .texts(version.evidence)),
          .init("remedy", .optional(version.remedy)),
        ] + [JSONValue.Member](version.place))
  }

  private func period(_ period: Period) -> [JSONValue.Member] {
    [.init("law_from", .optional(period.from)), .init("law_until", .optional(period.until))]
  }

  private func citation(_ citation: Citation?) -> [JSONValue.Member] {
    [
      .init("provisions", .texts(citation?.provisions ?? [])),
      .init("cite", .optional(citation?.cite)), .init("says", .optional(citation?.says)),
    ]
  }

  private func body(_ body: Body<Atom>) -> [JSONValue.Member] {
    var when: JSONValue = .null
    var readings: [JSONValue] = []
    var untranslatable: JSONValue = .null
    switch body {
    case .when(let condition): when = conditions.value(condition)
    case .readings(let several): readings = several.map(reading)
    case .untranslatable(let why, _): untranslatable = .text(why)
    }
    return [
      .init("when", when), .init("readings", .list(readings)),
      .init("untranslatable", untranslatable),
    ]
  }

  private func reading(_ reading: Reading<Atom>) -> JSONValue {
    .object(
      [
        .init("reading", .text(reading.name)), .init("says", JSONValue(reading.says)),
        .init("source", .text(reading.source)),
      ] + period(reading.period) + [.init("when", conditions.value(reading.when))]
        + [JSONValue.Member](reading.place))
  }

  private func derogation(_ derogation: Derogation<Atom>) -> JSONValue {
    .object(
      [.init("derogation", .text(derogation.name))] + citation(derogation.citation)
        + period(derogation.period) + [
          .init("must_be_shown", .flag(derogation.mustBeShown)),
          .init("verified", .text(derogation.verified.rawValue)),
        ] + body(derogation.body) + [
          .init("unless", .list(derogation.unless.map(self.derogation)))
        ] + [JSONValue.Member](derogation.place))
  }

  private func proof(_ proof: Proof) -> JSONValue {
    let writer = FindingJSON(
      parts: parts, day: explanation.assessment?.day ?? Day(number: 0))
    return .object([
      .init("use", .optional(proof.use)), .init("bearer", .optional(proof.bearer)),
      .init("verdict", parts.verdict(proof.verdict, of: rule.kind)),
      .init("reasons", .list(proof.reasons.map { parts.statement($0, home: rule.act) })),
      .init("because", .list(proof.because.map(writer.cited))),
      .init("questions", .list(proof.questions.map(parts.question))),
      .init("way", proof.way.map(parts.way) ?? .null),
      .init("whatever", .list(proof.idleQuestions.map(parts.question))),
      .init("readings", .list(proof.readings.map { writer.reading($0, of: rule.kind) })),
    ])
  }
}
