import CLogReader
import RuleCompiler
import RuleEvaluator

extension TileEvaluator {
  /// The plane in which a step is yes; that in which it is no stands behind it.
  func plane(_ id: StepID) -> Plane {
    if placeOfStep[id.index] < 0 {
      let place = [Truth.yes: 0, .unknown: 1, .no: 2][plan.base.truth(id, 0)] ?? 1
      placeOfStep[id.index] = place * TileEvaluator.words
    }
    return storage + placeOfStep[id.index]
  }

  func compute(_ id: StepID, _ tile: log_tile) {
    let yes = storage + placeOfStep[id.index]
    let no = yes + TileEvaluator.words
    switch plan.program[id] {
    case .constant(let value):
      for word in 0..<count { (yes[word], no[word]) = value ? (.max, 0) : (0, .max) }
    case .test(let variable, let cells):
      test(variable, cells, tile, yes, no)
    case .guarded(let variable, let cells, let guarding, let closed):
      test(variable, cells, tile, yes, no)
      let closing = plane(guarding) + TileEvaluator.words
      for word in 0..<count {
        let isClosed = closing[word]
        yes[word] = (yes[word] & ~isClosed) | (closed ? isClosed : 0)
        no[word] = (no[word] & ~isClosed) | (closed ? 0 : isClosed)
      }
    case .all(let parts):
      for word in 0..<count { (yes[word], no[word]) = (.max, 0) }
      for part in parts {
        let (holds, holdsNot) = planes(part)
        for word in 0..<count {
          yes[word] &= holds[word]
          no[word] |= holdsNot[word]
        }
      }
    case .any(let parts):
      for word in 0..<count { (yes[word], no[word]) = (0, .max) }
      for part in parts {
        let (holds, holdsNot) = planes(part)
        for word in 0..<count {
          yes[word] |= holds[word]
          no[word] &= holdsNot[word]
        }
      }
    case .not(let part):
      let (holds, holdsNot) = planes(part)
      for word in 0..<count { (yes[word], no[word]) = (holdsNot[word], holds[word]) }
    case .shown(_, let part):
      let (holds, holdsNot) = planes(part)
      for word in 0..<count { (yes[word], no[word]) = (holds[word], holdsNot[word]) }
    case .readings(let variable, let readings, let available):
      let possible = plan.base.possibleReadings(variable, available)
      let isAny = !possible.isEmpty
      for word in 0..<count { (yes[word], no[word]) = isAny ? (.max, .max) : (0, .max) }
      for reading in possible {
        let (holds, holdsNot) = planes(readings[reading])
        for word in 0..<count {
          yes[word] &= holds[word]
          no[word] &= holdsNot[word]
        }
      }
    }
  }

  func planes(_ id: StepID) -> (yes: Plane, no: Plane) {
    let yes = plane(id)
    return (yes, yes + TileEvaluator.words)
  }

  /// Where a variable is in some cells, and where it is known to be in none of them.
  func test(
    _ id: VariableID, _ cells: CellSet, _ tile: log_tile, _ yes: Plane, _ no: Plane
  ) {
    guard plan.varies[id.index] else {
      let truth = plan.base.states[0][id.index].truth(of: cells)
      for word in 0..<count {
        (yes[word], no[word]) = (truth == .yes ? .max : 0, truth == .no ? .max : 0)
      }
      return
    }
    if !isSet[id.index] {
      set(id, tile)
      isSet[id.index] = true
    }
    let known = storage + placeOfVariable[id.index]
    for word in 0..<count { yes[word] = 0 }
    for cell in cells.cells {
      let plane = known + (cell + 1) * TileEvaluator.words
      for word in 0..<count { yes[word] |= plane[word] }
    }
    for word in 0..<count { no[word] = known[word] & ~yes[word] }
  }
}
