import RuleCompiler
import RuleEvaluator

/// What was checked at all, and how it came out: a mark for each rule of one system, or for each
/// rule in each of several systems.
struct Matrix {
  let page: HTMLDocument

  private static let width = 960
  private static let left = 330
  private static let mostColumns = 24
  private static let mostRows = 40

  private var wording: Wording { page.wording }

  /// A rule with its mark, the gravest over uses and bearers.
  private struct Cell {
    let act: Act
    let name: String
    let label: String
    let mark: PageMark
  }

  /// Rules of a system in the order of the rulebook.
  private func cells(of part: CaseEntries) -> [Cell] {
    var places: [RuleID: Int] = [:]
    var cells: [Cell] = []
    for entry in part.entries {
      let mark = PageMark(entry)
      let cite = entry.report.version.citation.map { wording.cite($0.cite) }
      let cell = Cell(
        act: entry.report.act, name: entry.name, label: cite ?? entry.report.rule.name, mark: mark)
      if let place = places[entry.report.rule.id] {
        if mark.rank < cells[place].mark.rank { cells[place] = cell }
      } else {
        places[entry.report.rule.id] = cells.count
        cells.append(cell)
      }
    }
    return cells
  }

  func put(on main: inout Markup) {
    main.put(.section) { section in
      section.put(.h2, .id("checked"), words: page.say(PageWords.matrix))
      section.put(
        .p, .style("lead"),
        words: page.say(page.isOne ? PageWords.matrixOne : PageWords.matrixMany))
      if page.isOne { putOne(on: &section) } else { putMany(on: &section) }
    }
  }

  // MARK: One system

  private func putOne(on section: inout Markup) {
    let cells = self.cells(of: page.cases[0])
    let acts = cells.map(\.act.id).uniqued().sorted { $0.index < $1.index }
    let groups = acts.map { act in
      cells.filter { $0.act.id == act }.enumerated().sorted { left, right in
        (left.element.mark.rank, left.offset) < (right.element.mark.rank, right.offset)
      }.map(\.element)
    }
    let marks = PageMark.allCases.filter { mark in cells.contains { $0.mark == mark } }
    section.legend(marks, in: page.language)
    section.figure(
      drawing(groups), id: "checked", title: page.say(PageWords.matrix),
      description: marks.map { mark in
        wording.say(
          .sepSays, mark.word(in: page.language), String(cells.count { $0.mark == mark }))
      }.joined(separator: ", "), caption: "", data: page.say(PageWords.data),
      region: page.say(PageWords.picture, page.say(PageWords.matrix))
    ) { figure in
      figure.table(
        page.say(PageWords.matrix),
        [page.say(PageWords.act)] + marks.map { $0.word(in: page.language) }
      ) { body in
        for group in groups {
          body.put(.tr) { row in
            row.put(.th, .ofRow, words: wording.sentence(group[0].act.title))
            for mark in marks {
              let count = group.count { $0.mark == mark }
              row.put(.td, .style("number"), words: count == 0 ? "–" : String(count))
            }
          }
        }
      }
    }
  }

  private func drawing(_ groups: [[Cell]]) -> Drawing {
    var drawing = Drawing(width: Matrix.width)
    let size = 20
    let columns = (Matrix.width - Matrix.left - 12) / (size + 4)
    var y = 14
    for group in groups {
      let words = wording.sentence(group[0].act.title)
      let lines = TextWidth.lines(words, to: Matrix.left - 28, size: 13, most: 2)
      for (number, line) in lines.enumerated() {
        drawing.text(line, 12, y + 15 + number * 16, size: 13)
      }
      for start in stride(from: 0, to: group.count, by: columns) {
        let line = group[start..<min(start + columns, group.count)].map(\.mark)
        put(line, y + start / columns * (size + 4), size, on: &drawing)
      }
      let rows = (group.count + columns - 1) / columns
      y += max(rows * (size + 4), lines.count * 16 + 8) + 8
    }
    drawing.height = y + 4
    return drawing
  }

  /// A line of marks, those that are alike in one stroke.
  private func put(_ line: [PageMark], _ y: Int, _ size: Int, on drawing: inout Drawing) {
    for mark in line.uniqued() {
      let places = line.indices.filter { line[$0] == mark }.map {
        Matrix.left + $0 * (size + 4)
      }
      if isBoxed(mark) {
        for x in places { drawing.box(x, y, size, size, style: "c-\(mark.style)", rounded: 3) }
      }
      drawing.glyphs(
        mark.glyph, places.map { $0 + size / 2 }, y + size / 2 + 4, size: 12, style: ink(mark))
    }
  }

  private func isBoxed(_ mark: PageMark) -> Bool {
    mark.rank < PageMark.open.rank || mark == .satisfied
  }

  private func ink(_ mark: PageMark) -> String {
    mark == .violated ? "on-bad" : "f-\(mark.style)"
  }

  private func put(
    _ mark: PageMark, _ x: Int, _ y: Int, _ size: Int, on drawing: inout Drawing
  ) {
    if isBoxed(mark) {
      drawing.box(x, y, size, size, style: "c-\(mark.style)", rounded: 3)
    }
    drawing.text(
      mark.glyph, x + size / 2, y + size / 2 + 4, size: 12, anchor: .middle, style: ink(mark))
  }

  // MARK: Several systems

  private func putMany(on section: inout Markup) {
    let order = Array(page.order.prefix(Matrix.mostColumns))
    let columns = order.map { cells(of: page.cases[$0]) }
    let marks = columns.map { column in
      Dictionary(column.map { ($0.name, $0.mark) }) { first, _ in first }
    }
    var rows: [String: Cell] = [:]
    for cell in columns.joined() where cell.mark.rank < PageMark.waived.rank {
      if let known = rows[cell.name], known.mark.rank <= cell.mark.rank { continue }
      rows[cell.name] = cell
    }
    func weight(_ name: String) -> Int { marks.count { ($0[name]?.rank ?? 9) < 3 } }
    let names = rows.values.sorted { left, right in
      let (one, two) = (weight(left.name), weight(right.name))
      if left.mark.rank != right.mark.rank { return left.mark.rank < right.mark.rank }
      return one == two ? left.name < right.name : one > two
    }
    guard !names.isEmpty else {
      return section.put(.p, words: wording.say(.leadNothing))
    }
    let shown = Array(names.prefix(Matrix.mostRows))
    let systems = order.enumerated().map {
      "\($0.offset + 1) " + page.title(of: page.cases[$0.element])
    }.joined(separator: " · ")
    let cut =
      order.count < page.cases.count
      ? page.say(PageWords.matrixCut, String(order.count), String(page.cases.count)) : ""
    section.legend(
      marks.flatMap { column in shown.compactMap { column[$0.name] } }.uniqued(), in: page.language)
    section.figure(
      drawing(shown, marks), id: "checked", title: page.say(PageWords.matrix),
      description: shown.prefix(5).map { "\($0.label): \(weight($0.name))" }
        .joined(separator: "; "),
      caption: [cut, systems].filter { !$0.isEmpty }.joined(separator: " "),
      data: page.say(PageWords.data),
      region: page.say(PageWords.picture, page.say(PageWords.matrix))
    ) { figure in
      figure.table(
        page.say(PageWords.matrix),
        [page.say(PageWords.rule)]
          + order.enumerated().map { "\($0.offset + 1). " + page.title(of: page.cases[$0.element]) }
      ) { body in
        for row in names {
          body.row(
            [wording.sentence(row.act.title) + ", " + row.label]
              + marks.map { column in
                column[row.name].map { $0.glyph + " " + $0.word(in: page.language) } ?? "–"
              })
        }
      }
    }
  }

  private func drawing(_ rows: [Cell], _ marks: [[String: PageMark]]) -> Drawing {
    var drawing = Drawing(width: Matrix.width)
    let step = min(44, (Matrix.width - Matrix.left - 12) / max(marks.count, 1))
    for number in marks.indices {
      drawing.text(
        String(number + 1), Matrix.left + number * step + step / 2 - 2, 26, size: 12,
        anchor: .middle, style: "strong soft")
    }
    var y = 38
    for row in rows {
      let room = Matrix.left - 28
      drawing.text(row.label, 12, y + 14, size: 13, room: room)
      drawing.text(
        wording.sentence(row.act.title), 12, y + 28, size: 11, style: "soft", room: room)
      for (number, column) in marks.enumerated() {
        guard let mark = column[row.name] else { continue }
        put(mark, Matrix.left + number * step + (step - 22) / 2 - 2, y + 6, 22, on: &drawing)
      }
      y += 36
    }
    drawing.height = y + 6
    return drawing
  }
}
