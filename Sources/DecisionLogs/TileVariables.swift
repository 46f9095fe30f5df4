import CLogReader
import RuleCompiler
import RuleEvaluator

extension TileEvaluator {
  /// Sets the planes of a variable: first where it is known, then one for each cell.
  func set(_ id: VariableID, _ tile: log_tile) {
    let known = storage + placeOfVariable[id.index]
    let variable = plan.program[id]
    for word in 0..<(variable.cells.count + 1) * TileEvaluator.words { known[word] = 0 }
    switch variable.kind {
    case .day:
      guard let field = layout.day else { return }
      setLine(Line(tile, field), variable.cells, known, unit: .day)
    case .fact(let fact):
      guard let column = plan.columns[fact] else { return }
      let field = layout.fieldOfColumn[column]
      switch variable.cells.form {
      case .line: setLine(Line(tile, field), variable.cells, known, unit: Unit(plan, fact))
      case .options, .words: setCodes(tile, field, variable.cells, known)
      }
      guard let absent = plan.mapping.columns[column].absent else { return }
      let plane = known + (variable.cells.cell(of: absent) + 1) * TileEvaluator.words
      for word in 0..<count {
        plane[word] |= ~known[word]
        known[word] = .max
      }
    case .member(let fact, let place):
      guard let column = plan.columns[fact] else { return }
      let field = layout.fieldOfColumn[column]
      findThere(tile, field, known)
      guard let numbers = tile.numbers[field] else { return }
      let inside = known + 2 * TileEvaluator.words
      log_find_bit(numbers, tile.rows, Int32(place), inside)
      let absent: [Int]? =
        if case .members(let members)? = plan.mapping.columns[column].absent { members } else {
          nil
        }
      for word in 0..<count {
        inside[word] &= known[word]
        if let absent {
          if absent.contains(place) { inside[word] |= ~known[word] }
          known[word] = .max
        }
        known[TileEvaluator.words + word] = known[word] & ~inside[word]
      }
    case .fewer(let left, let right): setFewer(left, right, tile, known)
    case .measure(let measure):
      guard case .elapsed(let elapsed) = plan.rulebook.rules[measure].form else { return }
      setElapsed(elapsed, variable.cells, tile, known)
    case .jurisdiction:
      guard let field = layout.day, let numbers = tile.numbers[field],
        let spans = plan.asked[id]
      else { return }
      setAsked(spans, numbers, tile, field, known)
    case .presumption, .reading, .asIf, .judgement, .items, .someUse: return
    }
  }

  /// Whether the law of a union is asked, by the day of each record.
  func setAsked(
    _ spans: [AskedSpan], _ numbers: UnsafePointer<Int64>, _ tile: log_tile, _ field: Int,
    _ known: Plane
  ) {
    let (rest, before) = (scratch + TileEvaluator.words, scratch)
    findThere(tile, field, rest)
    for span in spans {
      log_find_less(numbers, count * 64, span.end, before)
      for word in 0..<count {
        let bits = rest[word] & before[word]
        rest[word] &= ~before[word]
        guard span.truth != .unknown else { continue }
        known[word] |= bits
        known[(span.truth == .yes ? 2 : 1) * TileEvaluator.words + word] |= bits
      }
    }
  }

  func setCodes(_ tile: log_tile, _ field: Int, _ cells: Cells, _ known: Plane) {
    guard let codes = tile.codes[field] else { return }
    var said = Set(layout.fields[field].words.map(\.code))
    said.insert(layout.fields[field].other)
    if layout.fields[field].kind == LOG_PRESENCE { said = [0, 1] }
    for code in said where code >= 0 && code != Int(LOG_MISSING) {
      let cell =
        code == LogLayout.noneCode
        ? cells.noneCell : code == LogLayout.otherWord ? cells.valueCount - 1 : code
      guard let cell, cell < cells.count else { continue }
      log_find_code(codes, tile.rows, UInt8(code), scratch)
      let plane = known + (cell + 1) * TileEvaluator.words
      for word in 0..<count {
        plane[word] |= scratch[word]
        known[word] |= scratch[word]
      }
    }
  }

  func findThere(_ tile: log_tile, _ field: Int, _ plane: Plane) {
    guard let there = tile.there[field] else { return }
    log_find_code(there, tile.rows, 1, plane)
  }

  func setLine(_ line: Line, _ cells: Cells, _ known: Plane, unit: Unit) {
    guard case .line(let boundaries) = cells.form, let numbers = line.numbers,
      let there = line.there
    else { return }
    let rows = count * 64
    log_find_code(there, rows, 1, known)
    cut(numbers, rows, boundaries, known, unit)
  }

  /// Sets the planes of cells from numbers, where they are known already.
  func cut(
    _ numbers: UnsafePointer<Int64>, _ rows: Int, _ boundaries: [Boundary], _ known: Plane,
    _ unit: Unit
  ) {
    // What is left: not yet in a cell.
    let rest = scratch + TileEvaluator.words
    for word in 0..<count { rest[word] = known[word] }
    for (cell, boundary) in boundaries.enumerated() {
      log_find_less(numbers, rows, unit.limit(boundary), scratch)
      let plane = known + (cell + 1) * TileEvaluator.words
      for word in 0..<count {
        plane[word] = rest[word] & scratch[word]
        rest[word] &= ~scratch[word]
      }
    }
    let last = known + (boundaries.count + 1) * TileEvaluator.words
    for word in 0..<count { last[word] = rest[word] }
  }
}
