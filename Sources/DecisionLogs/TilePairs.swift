import CLogReader
import RuleCompiler
import RuleEvaluator

extension TileEvaluator {
  /// The numbers of a fact into a buffer; planes of where it is known to be one, and known to be
  /// `none`. A guard that is no gives it the value that it has then.
  func fill(
    _ fact: FactID, _ tile: log_tile, _ into: UnsafeMutablePointer<Int64>, _ known: Plane,
    _ none: Plane
  ) {
    for word in 0..<count { (known[word], none[word]) = (0, 0) }
    if let column = plan.columns[fact] {
      let field = layout.fieldOfColumn[column]
      if let numbers = tile.numbers[field] {
        into.update(from: numbers, count: tile.rows)
        findThere(tile, field, known)
      }
      if plan.mapping.columns[column].absent == Value.none {
        for word in 0..<count { none[word] = ~known[word] }
      }
    } else if let value = plan.base.answers[0][fact]?.value {
      put(value, into, known, none, mask: nil)
    }
    guard let guarding = plan.program.guards[fact],
      let otherwise = plan.rulebook.rules.vocabulary[fact].guarding?.otherwise
    else { return }
    put(otherwise, into, known, none, mask: guarding)
  }

  func put(
    _ value: Value, _ into: UnsafeMutablePointer<Int64>, _ known: Plane, _ none: Plane,
    mask: StepID?
  ) {
    let number = value.asNumber
    let closing = mask.map { planes($0).no }
    for word in 0..<count {
      let bits = closing?[word] ?? .max
      guard bits != 0 else { continue }
      known[word] = number == nil ? known[word] & ~bits : known[word] | bits
      none[word] = number == nil ? none[word] | bits : none[word] & ~bits
      guard let number else { continue }
      for bit in 0..<64 where bits & (1 << UInt64(bit)) != 0 { into[word * 64 + bit] = number }
    }
  }

  func setFewer(_ left: FactID, _ right: FactID, _ tile: log_tile, _ known: Plane) {
    let (first, second) = (numbers, numbers + LogReader.rowsOfTile)
    let (knownLeft, noneLeft) = (scratch, scratch + TileEvaluator.words)
    let (knownRight, noneRight) = (
      scratch + 2 * TileEvaluator.words, scratch + 3 * TileEvaluator.words
    )
    fill(left, tile, first, knownLeft, noneLeft)
    fill(right, tile, second, knownRight, noneRight)
    let isFewer = known + 2 * TileEvaluator.words
    log_find_fewer(first, second, count * 64, isFewer)
    for word in 0..<count {
      let both = knownLeft[word] & knownRight[word]
      let none = noneLeft[word] | noneRight[word]
      isFewer[word] &= both
      known[word] = both | none
      known[TileEvaluator.words + word] = known[word] & ~isFewer[word]
    }
  }

  func setElapsed(
    _ elapsed: Elapsed, _ cells: Cells, _ tile: log_tile, _ known: Plane
  ) {
    guard case .line(let boundaries) = cells.form else { return }
    let (first, second) = (numbers, numbers + LogReader.rowsOfTile)
    let (knownFirst, noneFirst) = (scratch, scratch + TileEvaluator.words)
    let (knownSecond, noneSecond) = (
      scratch + 2 * TileEvaluator.words, scratch + 3 * TileEvaluator.words
    )
    fill(elapsed.from, tile, first, knownFirst, noneFirst)
    fill(elapsed.to, tile, second, knownSecond, noneSecond)
    let isInDays = [elapsed.from, elapsed.to].contains { $0.isDay(plan.rulebook.rules.vocabulary) }
    let extra: Int64 = elapsed.countsBothEnds && isInDays ? 1 : 0
    let rows = count * 64
    for row in 0..<rows { first[row] = second[row] &- first[row] &+ extra }
    var none = [UInt64](repeating: 0, count: count)
    for word in 0..<count {
      none[word] = noneFirst[word] | noneSecond[word]
      known[word] = knownFirst[word] & knownSecond[word]
    }
    cut(first, rows, boundaries, known, isInDays ? .day : .microsecond)
    if let cell = cells.noneCell {
      let plane = known + (cell + 1) * TileEvaluator.words
      for word in 0..<count {
        plane[word] = none[word]
        known[word] |= none[word]
      }
    }
  }

  func fill(
    _ end: Elapsed.Endpoint, _ tile: log_tile, _ into: UnsafeMutablePointer<Int64>,
    _ known: Plane, _ none: Plane
  ) {
    switch end {
    case .fact(let fact): fill(fact, tile, into, known, none)
    case .assessmentDay:
      for word in 0..<count { (known[word], none[word]) = (0, 0) }
      guard let field = layout.day else {
        put(.day(plan.day), into, known, none, mask: nil)
        return
      }
      guard let numbers = tile.numbers[field] else { return }
      into.update(from: numbers, count: tile.rows)
      findThere(tile, field, known)
    }
  }
}

extension Elapsed.Endpoint {
  func isDay(_ vocabulary: Vocabulary) -> Bool {
    switch self {
    case .assessmentDay: true
    case .fact(let fact): vocabulary[fact].type == .date
    }
  }
}
