import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// Writes conditions as JSON: trees of the words of rule files, each clause with its line.
struct ConditionJSON {
  let rules: CheckedRules

  func value(_ condition: Condition<Atom>) -> JSONValue {
    switch condition.shape {
    case .always: .object([.init("always", .flag(true))])
    case .all(let parts): .object([.init("all", .list(parts.map(value)))])
    case .any(let parts): .object([.init("any", .list(parts.map(value)))])
    case .not(let part): .object([.init("not", value(part))])
    case .atom(let atom):
      .object(
        members(of: atom) + [
          .init("line", .integer(condition.span.start.line)),
          .init("column", .integer(condition.span.start.column)),
        ])
    }
  }

  private func members(of atom: Atom) -> [JSONValue.Member] {
    switch atom {
    case .fact(let id, let test):
      let fact = rules.vocabulary[id]
      return [
        .init("fact", .text(fact.name)),
        self.test(test) { fact.json(for: .value($0)) },
      ]
    case .measure(let id, let test):
      return [.init("measure", .text(rules[id].name)), self.test(test, plain)]
    case .assessmentDay(let test):
      return [.init("fact", .text(assessmentDayName)), self.test(test, plain)]
    case .rule(let id): return [.init("rule", .text(rules.fullName(id)))]
    case .reached(let id, let path):
      return [.init("derogation", .text(rules.fullName(id, path)))]
    case .reading(let id, let index):
      let name = rules.fullName(id) + "." + rules[id].readingNames[index]
      return [.init("reading", .text(name))]
    case .scheme(let id, let among):
      let classes = JSONValue.texts(among.map { rules[id].classes[$0] })
      return [.init("scheme", .text(rules[id].name)), .init("among", classes)]
    case .items(let quantity, let list, let filter, let demand):
      return quantified(quantity, rules.vocabulary[list].name, filter, demand)
    case .uses(let quantity, let filter, let demand):
      return quantified(quantity, "uses", filter, demand)
    }
  }

  private func quantified(
    _ quantity: Quantity, _ name: String, _ filter: Condition<Atom>?, _ demand: Condition<Atom>?
  ) -> [JSONValue.Member] {
    [
      .init(quantity.rawValue, .text(name)), .init("where", filter.map(value) ?? .null),
      .init("has", demand.map(value) ?? .null),
    ]
  }

  private func test(_ test: Test, _ json: (Value) -> JSONValue) -> JSONValue.Member {
    switch test {
    case .among(let values): .init("among", .list(values.map(json)))
    case .includesAll(let places): .init("includes_all", json(.members(places)))
    case .only(let places): .init("only", json(.members(places)))
    case .present: .init("present", .flag(true))
    case .atLeast(let value): .init("at_least", json(value))
    case .atMost(let value): .init("at_most", json(value))
    case .before(let value): .init("before", json(value))
    case .onOrAfter(let value): .init("on_or_after", json(value))
    case .lessThan(let fact): .init("less_than", .text(rules.vocabulary[fact].name))
    }
  }

  /// A value of something that no fact declares.
  private func plain(_ value: Value) -> JSONValue {
    switch value {
    case .number(let number): .decimal(number.description)
    case .day(let day): .text(day.description)
    case .none, .option, .instant, .word, .members: .null
    }
  }
}
