import RuleCompiler
import RuleEvaluator

/// Writes as JSON why a system does not have a class.
struct RefusalJSON {
  let parts: JSONParts

  private var rules: CheckedRules { parts.rules }

  func value(_ refusal: ClassRefusal) -> JSONValue {
    let scheme = rules[refusal.scheme]
    func statements(_ statements: [Statement]) -> JSONValue {
      .list(statements.map { parts.statement($0, home: scheme.act) })
    }
    return .object([
      .init("class", .text(scheme.classes[refusal.rank])), .init("use", .optional(refusal.use)),
      .init("law_from", .optional(refusal.lawFrom)), .init("cases", names(refusal.ways)),
      .init(
        "grounds",
        .list(
          refusal.grounds.map { ground in
            .object([
              .init("rules_out", names(ground.ways)),
              .init("through", .optional(ground.through.map { rules.fullName($0) })),
              .init("reasons", statements(ground.statements)),
            ])
          })),
      .init(
        "closest",
        .list(
          refusal.closest.map { way in
            .object([
              .init("rule", .text(rules.fullName(way.rule))),
              .init("missing", statements(way.missing)),
              .init("besides", .texts(way.besides.map { rules.fullName($0.rule, $0.path) })),
            ])
          })),
    ])
  }

  private func names(_ ids: [RuleID]) -> JSONValue { .texts(ids.map { rules.fullName($0) }) }
}
