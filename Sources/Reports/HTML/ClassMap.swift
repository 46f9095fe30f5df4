import RuleCompiler
import RuleEvaluator

/// The class in each framework: of one system which it is and which it may be, of several how
/// many have which.
struct ClassMap {
  let page: HTMLDocument

  struct Cell {
    let name: String
    /// Systems of which it is the class.
    var systems = 0
    /// It is settled, or one of several that are left.
    var isPossible = false
    var later: Day?
  }

  struct Row {
    let scheme: ClassResult
    let label: String
    var cells: [Cell]
    /// Systems of which it is not settled.
    var unclear = 0
  }

  private static let width = 960
  private static let left = 300
  private static let height = 68

  private var wording: Wording { page.wording }

  func put(on main: inout Markup) {
    let rows = self.rows
    guard !rows.isEmpty else { return }
    let title = page.say(PageWords.classes)
    main.put(.section) { section in
      section.put(.h2, .id("classes"), words: title)
      section.put(
        .p, .style("lead"),
        words: page.say(page.isOne ? PageWords.classesLead : PageWords.classesOfMany))
      section.figure(
        drawing(rows), id: "classes", title: title,
        description: rows.map(sentence).joined(separator: "; "), caption: "",
        data: page.say(PageWords.data), region: page.say(PageWords.picture, title)
      ) { putTable(rows, on: &$0) }
      if page.isOne { putRefusals(on: &section) }
    }
  }

  // MARK: Rows

  /// A row for each scheme, and for each use where one system has several.
  var rows: [Row] {
    var rows: [Row] = []
    for part in page.cases {
      for scheme in part.report.assessment.classes {
        if page.isOne, scheme.uses.count > 1 {
          for use in scheme.uses {
            rows.append(
              row(
                scheme, page.label(of: scheme) + " · " + (use.title ?? use.use), use.lowest,
                use.highest))
          }
          continue
        }
        let label = page.label(of: scheme)
        if let place = rows.firstIndex(where: { $0.scheme.scheme == scheme.scheme }) {
          count(scheme, into: &rows[place])
        } else {
          var new = row(scheme, label, scheme.lowest, scheme.highest)
          if !page.isOne {
            for place in new.cells.indices { new.cells[place].isPossible = false }
            count(scheme, into: &new)
          }
          rows.append(new)
        }
      }
    }
    return rows
  }

  private func row(
    _ scheme: ClassResult, _ label: String, _ lowest: String, _ highest: String
  ) -> Row {
    let first = scheme.classes.firstIndex(of: highest) ?? 0
    let last = scheme.classes.firstIndex(of: lowest) ?? first
    let cells = scheme.classes.enumerated().map { rank, name in
      let change = scheme.later.first { later in
        guard let high = scheme.classes.firstIndex(of: later.highest),
          let low = scheme.classes.firstIndex(of: later.lowest)
        else { return false }
        return high <= rank && rank <= low
      }
      let isPossible = first <= rank && rank <= last
      return Cell(
        name: page.className(name), systems: isPossible && first == last ? 1 : 0,
        isPossible: isPossible,
        later: page.isOne && !isPossible && scheme.uses.count < 2 ? change?.day : nil)
    }
    return Row(scheme: scheme, label: label, cells: cells)
  }

  private func count(_ scheme: ClassResult, into row: inout Row) {
    guard scheme.lowest == scheme.highest, !scheme.isContested,
      let place = scheme.classes.firstIndex(of: scheme.highest)
    else {
      row.unclear += 1
      return
    }
    if row.cells[place].isPossible {
      row.cells[place].systems += 1
    } else {
      row.cells[place].isPossible = true
      row.cells[place].systems = 1
    }
  }

  private func sentence(_ row: Row) -> String {
    let cells = row.cells.filter(\.isPossible).map { cell in
      page.isOne
        ? cell.name + " (" + page.say(cell.systems > 0 ? PageWords.isClass : PageWords.mayBe) + ")"
        : wording.say(.sepSays, cell.name, String(cell.systems))
    }
    let unclear =
      row.unclear > 0
      ? [wording.say(.sepSays, page.say(PageWords.unclear), String(row.unclear))] : []
    return wording.say(.sepSays, row.label, (cells + unclear).joined(separator: ", "))
  }

  // MARK: The picture

  private func drawing(_ rows: [Row]) -> Drawing {
    var drawing = Drawing(width: ClassMap.width)
    let most = rows.map(\.cells.count).max() ?? 1
    let columns = most + (page.isOne ? 0 : 1)
    let step = (ClassMap.width - ClassMap.left - 12) / columns
    let greatest = rows.flatMap { $0.cells.map(\.systems) }.max() ?? 1
    var y = 12
    for row in rows {
      let lines = TextWidth.lines(row.label, to: ClassMap.left - 28, size: 13, most: 3)
      for (place, line) in lines.enumerated() {
        drawing.text(line, 12, y + 39 + place * 17 - lines.count * 8, size: 13)
      }
      for (place, cell) in row.cells.enumerated() {
        put(cell, ClassMap.left + place * step, y, step - 8, greatest, on: &drawing)
      }
      if !page.isOne {
        let x = ClassMap.left + most * step
        putUnclear(row.unclear, x, y, step - 8, on: &drawing)
      }
      y += ClassMap.height + 8
    }
    drawing.height = y + 4
    return drawing
  }

  private func put(
    _ cell: Cell, _ x: Int, _ y: Int, _ width: Int, _ greatest: Int, on drawing: inout Drawing
  ) {
    let isSettled = cell.isPossible && cell.systems > 0
    let ramp = page.isOne ? 4 : min(4, max(1, (cell.systems * 4 + greatest - 1) / max(greatest, 1)))
    let style = isSettled ? "r\(ramp)" : cell.isPossible ? "may" : "r0"
    drawing.box(x, y, width, ClassMap.height, style: style, rounded: 6)
    let words = isSettled && ramp >= 3 ? "on-ramp" : cell.isPossible ? "" : "soft"
    let below: String =
      if !page.isOne {
        cell.systems == 0 ? "–" : String(cell.systems)
      } else if isSettled {
        "● " + page.say(PageWords.isClass)
      } else if cell.isPossible {
        "? " + page.say(PageWords.mayBe)
      } else if let day = cell.later {
        "◇ " + page.say(PageWords.fromShort, day.description)
      } else {
        "–"
      }
    let middle = x + width / 2
    let lines = TextWidth.lines(
      cell.name, to: width - 12, size: 13, most: 2, isBold: cell.isPossible)
    for (number, line) in lines.enumerated() {
      drawing.text(
        line, middle, y + (lines.count > 1 ? 21 : 29) + number * 16, size: 13, anchor: .middle,
        style: (cell.isPossible ? "strong " : "") + words)
    }
    drawing.text(
      below, middle, y + 57, size: page.isOne ? 11 : 15, anchor: .middle,
      style: (page.isOne ? "" : "strong ") + words, room: width - 8)
  }

  private func putUnclear(
    _ count: Int, _ x: Int, _ y: Int, _ width: Int, on drawing: inout Drawing
  ) {
    drawing.box(x, y, width, ClassMap.height, style: count > 0 ? "may" : "r0", rounded: 6)
    let style = count > 0 ? "" : "soft"
    drawing.text(
      page.say(PageWords.unclear), x + width / 2, y + 29, size: 13, anchor: .middle, style: style,
      room: width - 12)
    drawing.text(
      count > 0 ? "? \(count)" : "–", x + width / 2, y + 57, size: 15, anchor: .middle,
      style: "strong " + style)
  }

  // MARK: The table

  private func putTable(_ rows: [Row], on page: inout Markup) {
    let document = self.page
    page.table(
      document.say(PageWords.classes),
      [
        document.say(PageWords.framework), document.say(PageWords.classWord),
        document.say(PageWords.todayWord), document.say(PageWords.later),
      ]
    ) { body in
      for row in rows {
        for cell in row.cells {
          let today =
            document.isOne
            ? document.say(
              cell.systems > 0
                ? PageWords.isClass : cell.isPossible ? PageWords.mayBe : PageWords.excluded)
            : String(cell.systems)
          body.row(
            row.label, cell.name, today,
            cell.later.map { document.say(PageWords.fromDay, wording.date($0)) } ?? "")
        }
        if !document.isOne {
          body.row(row.label, document.say(PageWords.unclear), String(row.unclear), "")
        }
      }
    }
  }

  /// Why the class is no higher one.
  private func putRefusals(on section: inout Markup) {
    let refusals = page.cases[0].report.refusals
    guard !refusals.isEmpty else { return }
    let text = RefusalText(wording: wording)
    section.put(.details, .style("group")) { details in
      details.put(.summary) { $0.put(.h3, words: wording.say(.noHigherClass)) }
      for refusal in refusals {
        let head = text.head(of: refusal)
        details.put(.h4, words: head.prefix(1).uppercased() + head.dropFirst())
        let words = ReasonWording(wording: wording, home: wording.rules[refusal.scheme].act)
        details.put(.ul, .style("proof")) { list in
          for ground in refusal.grounds {
            for (place, statement) in ground.statements.enumerated() {
              list.put(.li) { item in
                let line = words.words(for: statement)
                item.text(
                  place == 0 ? text.lead(ground, of: refusal, line) : line)
                item.text(" ")
                item.put(.span, .style("place"), words: page.short(statement.place))
              }
            }
          }
        }
      }
    }
  }
}
