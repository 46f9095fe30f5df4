import RuleCompiler
import RuleEvaluator

/// What the findings of a report name, each once: of a rule what the law says, where, and since
/// when; of a fact its question.
struct NamedJSON {
  let day: Day
  let parts: JSONParts
  private var named: Set<RuleID> = []
  private var asked: Set<FactID> = []

  private var rules: CheckedRules { parts.rules }

  init(of report: AssessmentReport, _ parts: JSONParts) {
    day = report.assessment.day
    self.parts = parts
    for finding in report.today.filter(\.isInFull) + report.upcoming {
      named.insert(finding.rule.id)
      add(finding.reasons)
      asked.formUnion(finding.because.map(\.fact))
      named.formUnion(finding.readings.map(\.rule) + finding.openReadings)
      named.formUnion(finding.takenReadings.map(\.rule))
    }
    for refusal in report.refusals {
      named.formUnion(refusal.ways + refusal.grounds.compactMap(\.through))
      named.formUnion(refusal.closest.flatMap { $0.besides.map(\.rule) })
      add(refusal.grounds.flatMap(\.statements) + refusal.closest.flatMap(\.missing))
    }
  }

  private mutating func add(_ statements: [Statement]) {
    for statement in statements {
      switch statement.subject {
      case .rule(let id), .derogation(let id, _), .reading(let id, _): named.insert(id)
      case .fact(let id, _, _), .closedFact(let id, _): asked.insert(id)
      case .measure, .day, .scheme, .items, .uses, .judgement, .jurisdiction,
        .scope, .role, .notYetLaw, .noLongerLaw, .requirement:
        break
      }
      add(statement.parts)
    }
  }

  /// In the order of the rulebook.
  var laws: [JSONValue] { named.sorted().map { value(rules[$0]) } }

  /// In the order of the vocabulary.
  var questions: [JSONValue] {
    asked.sorted().map { id in
      let fact = rules.vocabulary[id]
      return .object([
        .init("fact", .text(fact.name)), .init("ask", JSONValue(fact.question)),
      ])
    }
  }

  private func value(_ rule: Rule<Atom>) -> JSONValue {
    let version = rule.version(on: day)
    let citation = version.citation
    return .object(
      [
        .init("rule", .text(rules.fullName(rule.id))), .init("act", .text(rules[rule.act].name)),
        .init("name", .text(rule.name)), .init("kind", .text(rule.kind.rawValue)),
        .init("topic", .optional(rule.topic)), .init("holder", .optional(rule.holder)),
        .init("provisions", .texts(citation?.provisions ?? [])),
        .init("cite", .optional(citation?.cite)), .init("says", .optional(citation?.says)),
        .init("status", .text(version.status.rawValue)),
        .init("verified", .text(version.verified.rawValue)),
        .init("law_from", .optional(version.period.from)),
        .init("law_until", .optional(version.period.until)),
        .init("note", .optional(version.note)), .init("remedy", .optional(version.remedy)),
        .init("derogations", .list(derogations(version.unless, of: rule.id, []))),
      ] + [JSONValue.Member](rule.place))
  }

  private func derogations(
    _ level: [Derogation<Atom>], of id: RuleID, _ path: [Int]
  ) -> [JSONValue] {
    level.enumerated().flatMap { place, derogation -> [JSONValue] in
      [
        .object([
          .init("name", .text(rules.fullName(id, path + [place]))),
          .init("cite", .text(derogation.citation.cite)),
          .init("says", JSONValue(derogation.citation.says)),
        ])
      ] + derogations(derogation.unless, of: id, path + [place])
    }
  }
}
