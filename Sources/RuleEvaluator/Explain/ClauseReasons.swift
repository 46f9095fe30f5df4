import LocatedYAML
package import RuleCompiler

extension Evaluation {
  /// The parts of a clause that decided its truth: of *all* that is yes every part, of one that
  /// is no the first that is no, of an open one what is open.
  package func reasons(for clause: Clause, _ context: Int, _ depth: Int) -> [Reason] {
    let truth = clause.step.map { truths[context][$0.index] } ?? .unknown
    switch clause.shape {
    case .always: return []
    case .not(let part): return reasons(for: part, context, depth)
    case .all(let parts):
      return decide(parts, truth, decidedBy: .no, context).flatMap {
        reasons(for: $0, context, depth)
      }
    case .any(let parts):
      return decide(parts, truth, decidedBy: .yes, context).flatMap {
        reasons(for: $0, context, depth)
      }
    case .atom(let atom):
      return [reason(for: atom, truth, clause.step, context, depth)]
    }
  }

  private func decide(
    _ parts: [Clause], _ truth: Truth, decidedBy deciding: Truth, _ context: Int
  ) -> [Clause] {
    func known(_ clause: Clause) -> Truth {
      clause.step.map { truths[context][$0.index] } ?? .unknown
    }
    if truth == deciding {
      return parts.first { known($0) == deciding }.map { [$0] } ?? parts
    }
    return truth == .unknown ? parts.filter { known($0) == .unknown } : parts
  }

  /// Of "in some use", a use in which it is so, or is not.
  private func use(deciding step: StepID?, _ truth: Truth) -> Int? {
    guard let step, case .test(let variable, _) = program[step],
      case .someUse(let inner) = program[variable].kind
    else { return nil }
    return answers.indices.first { truths[$0][inner.index] == truth }
  }

  private func reason(
    for atom: Atom, _ truth: Truth, _ step: StepID?, _ context: Int, _ depth: Int
  ) -> Reason {
    func parts(_ id: RuleID) -> [Reason] {
      depth > 0 ? truthReasons(of: id, use(deciding: step, truth) ?? context, depth - 1) : []
    }
    switch atom {
    case .fact(let id, let test):
      return factReason(id, test, truth, context)
    case .measure(let id, let test):
      let facts = rules[id].facts.compactMap { answers[context][$0]?.place }
      return Reason(
        about: .measure(id, test, interval(of: id, context)), truth: truth, place: facts.first,
        parts: [])
    case .assessmentDay(let test):
      return Reason(about: .day(test), truth: truth, place: nil, parts: [])
    case .rule(let id):
      return Reason(about: .rule(id), truth: truth, place: rules[id].place, parts: parts(id))
    case .reached(let id, let path):
      return Reason(
        about: .derogation(id, path: path), truth: truth, place: rules[id].place,
        parts: parts(id))
    case .reading(let id, let index):
      return Reason(
        about: .reading(id, index), truth: truth, place: rules[id].place, parts: parts(id))
    case .scheme(let id, let ranks):
      return Reason(
        about: .scheme(id, among: ranks), truth: truth, place: rules[id].place, parts: [])
    case .items(let quantity, let list, _, _):
      return itemsReason(quantity, list, truth, step, context)
    case .uses(let quantity, _, _):
      return Reason(about: .uses(quantity), truth: truth, place: nil, parts: [])
    }
  }

  private func factReason(
    _ id: FactID, _ test: Test, _ truth: Truth, _ context: Int
  ) -> Reason {
    let answer = answers[context][id]
    if isClosed(id, context) {
      return Reason(
        about: .closedFact(id, test), truth: truth, place: answer?.place, parts: [])
    }
    return Reason(
      about: .fact(id, test, answer?.said), truth: truth, place: answer?.place, parts: [])
  }

  /// Names the items that decide: those found, those that fail, or those that are open.
  private func itemsReason(
    _ quantity: Quantity, _ list: ListID, _ truth: Truth, _ step: StepID?, _ context: Int
  ) -> Reason {
    let given = useCase.lists[list]
    var query: ItemsQuery?
    if let step, case .test(let variable, _) = program[step],
      case .items(let index) = program[variable].kind
    {
      query = program.items[index]
    }
    let wanted: Truth = truth == .unknown ? .unknown : .yes
    let deciding = (given?.items ?? []).filter { item in
      query.map { self.truth(of: $0, item, context) == wanted } ?? false
    }
    return Reason(
      about: .items(quantity, list, names: deciding.map(\.name)), truth: truth,
      place: deciding.first?.place ?? given?.place, parts: [])
  }
}
