import RuleCompiler
import RuleEvaluator

/// One way in which a class could be given: a rule, or an entry of a list of alternatives in it.
struct ClassWay {
  let rule: RuleID
  /// What must hold, all of it.
  var conjuncts: [Clause]
  /// Derogations of the rules on the way.
  var derogations: [(rule: RuleID, path: [Int])]
}

extension Evaluation {
  /// The ways in which a rule gives its class. Lists of alternatives in classifications are taken
  /// apart as long as each alternative is a rule of its own; a prohibition is one way.
  func ways(of id: RuleID, _ context: Int) -> [ClassWay] {
    let start = ClassWay(rule: id, conjuncts: [], derogations: derogations(of: id, context))
    guard let body = body(of: id, context) else { return [start] }
    guard rules[id].kind == .classification else {
      return [ClassWay(rule: id, conjuncts: [body], derogations: start.derogations)]
    }
    return split(body, start, context)
  }

  private func split(_ clause: Clause, _ way: ClassWay, _ context: Int) -> [ClassWay] {
    var single = way
    single.conjuncts.append(clause)
    switch clause.shape {
    case .all(let parts):
      guard let place = parts.firstIndex(where: { isList($0, context) }) else { return [single] }
      var rest = way
      rest.conjuncts += parts[..<place] + parts[(place + 1)...]
      return split(parts[place], rest, context)
    case .any(let parts) where isList(clause, context):
      return parts.flatMap { part -> [ClassWay] in
        guard case .atom(.rule(let id)) = part.shape else { return [single] }
        let entry = ClassWay(
          rule: id, conjuncts: way.conjuncts,
          derogations: way.derogations + derogations(of: id, context))
        if let body = body(of: id, context), isList(body, context) {
          return split(body, entry, context)
        }
        return [
          ClassWay(
            rule: id, conjuncts: way.conjuncts + [part], derogations: entry.derogations)
        ]
      }
    case .atom(.rule(let id)):
      guard let body = body(of: id, context), isList(body, context) else { return [single] }
      var inner = way
      inner.derogations += derogations(of: id, context)
      return split(body, inner, context)
    case .atom, .any, .not, .always: return [single]
    }
  }

  /// Whether a clause is a list of alternatives that are rules.
  private func isList(_ clause: Clause, _ context: Int) -> Bool {
    switch clause.shape {
    case .any(let parts):
      return parts.allSatisfy { if case .atom(.rule) = $0.shape { true } else { false } }
    case .atom(.rule(let id)): return body(of: id, context).map { isList($0, context) } ?? false
    case .all, .atom, .not, .always: return false
    }
  }

  /// The one condition of a rule on the day; nil where it has readings or only a person can judge.
  func body(of id: RuleID, _ context: Int) -> Clause? {
    guard let index = lawIndex(of: id, context), case .when = rules[id].versions[index].body else {
      return nil
    }
    return program[id].versions[index].clauses.first
  }

  private func derogations(of id: RuleID, _ context: Int) -> [(rule: RuleID, path: [Int])] {
    guard let index = lawIndex(of: id, context) else { return [] }
    return program[id].versions[index].derogations.indices.map { (id, [$0]) }
  }
}
