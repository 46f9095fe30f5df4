import CLogReader
import RuleCompiler
import RuleEvaluator

/// The planes of a variable: where it is known, and what tells its cells apart.
struct TileVariable {
  var known: Plane
  var cells: Cells

  enum Cells {
    /// A plane for each cell.
    case planes([Plane])
    /// The codes of a field that stand for each cell.
    case codes(field: Int, [Set<UInt8>])
    /// Along a line, where a number that is there lies before each boundary.
    case line(there: Plane, before: [Plane])
  }
  /// A cell in which it is besides, and where.
  var besides: (cell: Int, plane: Plane)?

  /// Planes any of which is where the variable is in one of the cells.
  func planes(of wanted: CellSet, _ planes: TilePlanes) -> [Plane] {
    var found: [Plane] = []
    if let besides, wanted.contains(besides.cell) { found.append(besides.plane) }
    switch cells {
    case .planes(let all): return found + all.indices.filter(wanted.contains).map { all[$0] }
    case .codes(let field, let ofCells):
      let codes = ofCells.indices.filter(wanted.contains).reduce(into: Set<UInt8>()) {
        $0.formUnion(ofCells[$1])
      }
      return found + [planes.codes(field, codes)]
    case .line(let there, let before):
      // Cells that follow one another are one piece of the line.
      var cell = 0
      while cell <= before.count {
        let first = cell
        while cell <= before.count, wanted.contains(cell) { cell += 1 }
        if cell > first {
          let piece = cell - 1 < before.count ? planes.all([there, before[cell - 1]]) : there
          found.append(first == 0 ? piece : planes.but(piece, before[first - 1]))
        }
        cell += 1
      }
      return found
    }
  }
}

extension TileEvaluator {
  func variable(_ id: VariableID) -> TileVariable {
    if let known = variables[id] { return known }
    let variable = made(id)
    variables[id] = variable
    return variable
  }

  /// One of which nothing is known.
  private var unknown: TileVariable { TileVariable(known: planes.zeros, cells: .planes([])) }

  private func made(_ id: VariableID) -> TileVariable {
    let variable = plan.program[id]
    switch variable.kind {
    case .day:
      guard let field = layout.day else { return unknown }
      return line(field, variable.cells, unit: .day)
    case .fact(let fact):
      guard let column = plan.columns[fact] else { return unknown }
      let field = layout.fieldOfColumn[column]
      var made =
        switch variable.cells.form {
        case .line: line(field, variable.cells, unit: Unit(plan, fact))
        case .options, .words: codes(field, variable.cells)
        }
      if let absent = plan.mapping.columns[column].absent {
        made.besides = (variable.cells.cell(of: absent), planes.but(planes.ones, made.known))
        made.known = planes.ones
      }
      return made
    case .member(let fact, let place):
      guard let column = plan.columns[fact] else { return unknown }
      let field = layout.fieldOfColumn[column]
      let absent: [Int]? =
        if case .members(let members)? = plan.mapping.columns[column].absent { members } else {
          nil
        }
      guard layout.fields[field].hasNumbers else { return unknown }
      var known = planes.there(field)
      var inside = planes.all([known, planes.bit(.field(field), place)])
      if let absent {
        if absent.contains(place) {
          inside = planes.any([inside, planes.but(planes.ones, known)])
        }
        known = planes.ones
      }
      return TileVariable(known: known, cells: .planes([planes.but(known, inside), inside]))
    case .fewer(let left, let right): return fewer(left, right)
    case .measure(let measure):
      guard case .elapsed(let elapsed) = plan.rulebook.rules[measure].form else { return unknown }
      return gone(elapsed, variable.cells)
    case .jurisdiction:
      guard let field = layout.day, let spans = plan.asked[id] else { return unknown }
      return asked(spans, field)
    case .presumption, .reading, .asIf, .judgement, .items, .someUse: return unknown
    }
  }

  /// Whether the law of a union is asked, by the day of each record.
  private func asked(_ spans: [AskedSpan], _ field: Int) -> TileVariable {
    var rest = planes.there(field)
    var (no, yes) = (planes.zeros, planes.zeros)
    for span in spans {
      let before = planes.less(.field(field), than: span.end)
      let bits = planes.all([rest, before])
      rest = planes.but(rest, before)
      switch span.truth {
      case .yes: yes = planes.any([yes, bits])
      case .no: no = planes.any([no, bits])
      case .unknown: break
      }
    }
    return TileVariable(known: planes.any([no, yes]), cells: .planes([no, yes]))
  }

  private func codes(_ field: Int, _ cells: Cells) -> TileVariable {
    guard !layout.fields[field].hasNumbers else { return unknown }
    var said = Set(layout.fields[field].words.map(\.code))
    said.insert(layout.fields[field].other)
    if layout.fields[field].kind == LOG_PRESENCE { said = [0, 1] }
    var ofCells = Array(repeating: Set<UInt8>(), count: cells.count)
    for code in said where code >= 0 && code != Int(LOG_MISSING) {
      let cell =
        code == LogLayout.noneCode
        ? cells.noneCell : code == LogLayout.otherWord ? cells.valueCount - 1 : code
      guard let cell, cell < cells.count else { continue }
      ofCells[cell].insert(UInt8(code))
    }
    let known =
      layout.fields[field].kind == LOG_PRESENCE
      ? planes.ones : planes.codes(field, ofCells.reduce(into: []) { $0.formUnion($1) })
    return TileVariable(known: known, cells: .codes(field: field, ofCells))
  }

  private func line(_ field: Int, _ cells: Cells, unit: Unit) -> TileVariable {
    guard case .line(let boundaries) = cells.form, layout.fields[field].hasNumbers else {
      return unknown
    }
    let there = planes.there(field)
    return TileVariable(
      known: there,
      cells: .line(
        there: there,
        before: boundaries.map { planes.less(.field(field), than: unit.limit($0)) }))
  }
}

extension LogLayout.Field {
  /// Whether its column has numbers; else it has codes.
  var hasNumbers: Bool { kind != LOG_CODE && kind != LOG_PRESENCE }
}
