import RuleCompiler
import RuleEvaluator

extension TileEvaluator {
  /// Where a step is yes and no.
  func truth(_ id: StepID) -> TileTruth {
    if let known = steps[id] { return known }
    let truth = plan.hangs[id.index] ? made(id) : constant(plan.base.truth(id, 0))
    steps[id] = truth
    return truth
  }

  private func constant(_ truth: Truth) -> TileTruth {
    TileTruth(
      yes: truth == .yes ? planes.ones : planes.zeros,
      no: truth == .no ? planes.ones : planes.zeros)
  }

  private func made(_ id: StepID) -> TileTruth {
    switch plan.program[id] {
    case .constant(let value): return constant(value ? .yes : .no)
    case .test(let variable, let cells): return test(variable, cells)
    case .guarded(let variable, let cells, let guarding, let closed):
      let open = test(variable, cells)
      let closing = truth(guarding).no
      return closed
        ? TileTruth(yes: planes.any([open.yes, closing]), no: planes.but(open.no, closing))
        : TileTruth(yes: planes.but(open.yes, closing), no: planes.any([open.no, closing]))
    case .all(let parts):
      let truths = parts.map(truth)
      return TileTruth(yes: planes.all(truths.map(\.yes)), no: planes.any(truths.map(\.no)))
    case .any(let parts):
      let truths = parts.map(truth)
      return TileTruth(yes: planes.any(truths.map(\.yes)), no: planes.all(truths.map(\.no)))
    case .not(let part):
      let truth = truth(part)
      return TileTruth(yes: truth.no, no: truth.yes)
    case .shown(_, let part): return truth(part)
    case .readings(let variable, let readings, let available):
      let possible = plan.base.possibleReadings(variable, available)
      guard !possible.isEmpty else { return constant(.no) }
      let truths = possible.map { truth(readings[$0]) }
      return TileTruth(yes: planes.all(truths.map(\.yes)), no: planes.all(truths.map(\.no)))
    }
  }

  /// Where a variable is in some cells, and where it is known to be in none of them.
  private func test(_ id: VariableID, _ cells: CellSet) -> TileTruth {
    guard plan.varies[id.index] else {
      return constant(plan.base.states[0][id.index].truth(of: cells))
    }
    let variable = variable(id)
    let yes = planes.any(variable.planes(of: cells, planes))
    return TileTruth(yes: yes, no: planes.but(variable.known, yes))
  }
}
