import RuleCompiler
import RuleEvaluator

/// When each duty begins, and what it comes to from day to day: a bar for each.
struct Timeline {
  let page: HTMLDocument

  /// A duty with its days, for everybody and every system of whom the same is so.
  struct Row {
    let act: Act
    let cite: String
    let says: String
    /// Nil where it was always law.
    let from: Day?
    let today: PageMark
    let later: [(day: Day, mark: PageMark)]
    var bearers: [String]
    var systems: [String]
    let severity: Severity
    /// The day of the assessment.
    let day: Day
  }

  private static let mostRows = 14
  private static let leastRows = 6
  private static let width = 960
  private static let left = 372
  private static let rowHeight = 40

  private var wording: Wording { page.wording }
  /// Days on which systems were assessed, in order.
  private var days: [Day] { page.cases.map(\.day).uniqued().sorted() }

  func put(on main: inout Markup) {
    let rows = self.rows
    guard !rows.isEmpty else { return }
    main.put(.section) { section in
      section.put(.h2, .id("timeline"), words: page.say(PageWords.timeline))
      section.put(.p, .style("lead"), words: page.say(PageWords.timelineLead))
      // What is met and stays so is drawn only where there is little else.
      let moving = rows.prefix { $0.today != .satisfied || !$0.later.isEmpty }
      let shown = rows.prefix(min(max(moving.count, Timeline.leastRows), Timeline.mostRows))
      let more = rows.count - shown.count
      section.figure(
        drawing(Array(shown)), id: "timeline", title: page.say(PageWords.timeline),
        description: description(of: rows),
        caption: more > 0 ? page.say(PageWords.more, String(more)) : "",
        data: page.say(PageWords.data),
        region: page.say(PageWords.picture, page.say(PageWords.timeline))
      ) { putTable(rows, on: &$0) }
      section.legend(
        shown.flatMap { row in [row.today] + row.later.map(\.mark) }.uniqued(), in: page.language)
    }
  }

  private func description(of rows: [Row]) -> String {
    let violated = rows.count { $0.today == .violated }
    let undecided = rows.count { $0.today == .undecided }
    let numbers = [String(rows.count), String(violated), String(undecided)]
    guard let next = rows.flatMap({ $0.later.map(\.day) }).min() else {
      return page.say(PageWords.timelineSaysNone, numbers[0], numbers[1], numbers[2])
    }
    return page.say(
      PageWords.timelineSays, numbers[0], numbers[1], numbers[2], wording.date(next))
  }

  // MARK: Rows

  /// Duties that count: what stands against a system, then what will change, then what is met.
  var rows: [Row] {
    var rows: [Row] = []
    var places: [String: Int] = [:]
    for part in page.cases {
      for entry in part.entries where entry.report.rule.kind.isDuty && entry.gates {
        let later = changes(of: entry)
        let today = PageMark(entry)
        guard today.rank < PageMark.open.rank || today == .satisfied || !later.isEmpty else {
          continue
        }
        let key =
          "\(part.day) \(entry.name) \(today.rank) "
          + later.map { "\($0.day) \($0.mark.rank)" }.joined(separator: " ")
        let bearer = entry.report.finding.bearer.map(wording.party)
        let use = part.useCase.uses.count > 1 ? entry.report.finding.use : nil
        let system = page.isOne ? use : page.title(of: part)
        if let place = places[key] {
          if let bearer { rows[place].bearers.append(bearer) }
          if let system { rows[place].systems.append(system) }
        } else {
          places[key] = rows.count
          rows.append(row(entry, today, later, bearer, system, part))
        }
      }
    }
    return rows.enumerated().sorted { left, right in
      let (one, two) = (order(left.element), order(right.element))
      return one == two ? left.offset < right.offset : one.lexicographicallyPrecedes(two)
    }.map(\.element)
  }

  private func row(
    _ entry: DocumentEntry, _ today: PageMark, _ later: [(day: Day, mark: PageMark)],
    _ bearer: String?, _ system: String?, _ part: CaseEntries
  ) -> Row {
    Row(
      act: entry.report.act,
      cite: entry.report.version.citation.map { wording.cite($0.cite) } ?? entry.report.rule.name,
      says: part.words.says(entry), from: entry.report.version.period.from, today: today,
      later: later, bearers: [bearer].compactMap(\.self), systems: [system].compactMap(\.self),
      severity: entry.report.version.severity, day: part.day)
  }

  private func order(_ row: Row) -> [Int] {
    let isProblem = row.today.rank < PageMark.waived.rank
    let next = row.later.first.map { row.day.days(until: $0.day) } ?? 0
    let kind = isProblem ? 0 : row.later.isEmpty ? 2 : 1
    let severity = Severity.allCases.firstIndex(of: row.severity) ?? 0
    return isProblem
      ? [kind, row.today.rank, -severity, next] : [kind, next, row.today.rank, -severity]
  }

  private func changes(of entry: DocumentEntry) -> [(day: Day, mark: PageMark)] {
    entry.later.filter { $0.force == .binding && $0.isChangeTold }.map { change in
      let mark: PageMark =
        switch change.standing {
        case .violated, .presumedViolated: .violated
        case .contested: .contested
        case .undecided: .undecided
        case .open, .presumedSatisfied, .presumedNotApplicable, .others: .open
        case .yes, .presumedYes, .satisfied: .satisfied
        case .no, .presumedNo, .notApplicable: .notApplicable
        }
      return (change.day, mark)
    }
  }

  // MARK: The picture

  /// The years that are shown: from the first of January two years back.
  private func years(_ rows: [Row]) -> ClosedRange<Int> {
    let days = rows.map(\.day)
    let last = rows.flatMap { $0.later.map(\.day.civil.year) }.max() ?? 0
    let first = (days.min()?.civil.year ?? last) - 2
    let latest = days.max()?.civil.year ?? last
    return first...min(max(last + 2, latest + 3), first + 16)
  }

  private struct Scale {
    let start: Day
    let days: Int
    func x(_ day: Day) -> Int {
      let reach = Timeline.width - 16 - Timeline.left
      return Timeline.left + max(0, min(start.days(until: day), days)) * reach / max(days, 1)
    }
  }

  private func drawing(_ rows: [Row]) -> Drawing {
    var drawing = Drawing(width: Timeline.width)
    let years = years(rows)
    guard let start = Day(years.lowerBound, 1, 1), let end = Day(years.upperBound, 1, 1) else {
      return drawing
    }
    let scale = Scale(start: start, days: start.days(until: end))
    let acts = rows.map(\.act.id).uniqued()
    let bottom = 46 + acts.count * 30 + rows.count * Timeline.rowHeight
    putAxis(years, scale, bottom, on: &drawing)
    var y = 46
    for act in acts {
      let own = rows.filter { $0.act.id == act }
      drawing.text(
        wording.sentence(own[0].act.title), 12, y + 20, size: 13, style: "strong accent",
        room: Timeline.left - 28)
      y += 30
      for row in own {
        put(row, scale, y, on: &drawing)
        y += Timeline.rowHeight
      }
    }
    drawing.height = bottom + 10
    return drawing
  }

  private func putAxis(
    _ years: ClosedRange<Int>, _ scale: Scale, _ bottom: Int, on drawing: inout Drawing
  ) {
    for year in years {
      guard let first = Day(year, 1, 1) else { continue }
      let x = scale.x(first)
      drawing.line("M\(x) 40V\(bottom)", "grid")
      let step = years.count > 9 ? 2 : 1
      guard (year - years.lowerBound).isMultiple(of: step), year < years.upperBound else {
        continue
      }
      drawing.text(String(year), x + 4, 34, size: 12, style: "soft")
    }
    for day in days { drawing.line("M\(scale.x(day)) 20V\(bottom)", "today") }
    guard days.count == 1 else { return }
    let words = page.say(PageWords.onDay, wording.date(days[0]))
    drawing.text(words, scale.x(days[0]), 14, size: 12, anchor: .middle, style: "strong accent")
  }

  private func put(_ row: Row, _ scale: Scale, _ y: Int, on drawing: inout Drawing) {
    let room = Timeline.left - 28
    drawing.text(row.cite + who(row), 12, y + 15, size: 13, room: room)
    drawing.text(row.says, 12, y + 31, size: 11, style: "soft", room: room)
    let bar = y + 9
    let middle = bar + 11
    let end = Timeline.width - 16
    let applies = row.today != .notApplicable
    var from = applies ? row.from.map(scale.x) ?? Timeline.left : scale.x(row.day)
    if applies {
      let until = row.later.first.map { scale.x($0.day) } ?? end
      drawing.box(from, bar, until - from, 22, style: "bar-\(row.today.style)", rounded: 3)
      from = until
    }
    for (place, change) in row.later.enumerated() {
      let x = scale.x(change.day)
      let next = place + 1 < row.later.count ? scale.x(row.later[place + 1].day) : end
      if change.mark != .notApplicable {
        drawing.box(x, bar, next - x, 22, style: "bar-next", rounded: 3)
      }
    }
    put(row.today, at: scale.x(row.day), middle, isLater: false, on: &drawing)
    putChanges(row, scale, middle, on: &drawing)
  }

  /// Diamonds, and the day of the first beside its own, where there is room.
  private func putChanges(
    _ row: Row, _ scale: Scale, _ middle: Int, on drawing: inout Drawing
  ) {
    var last = scale.x(row.day)
    for (place, change) in row.later.enumerated() {
      let x = scale.x(change.day)
      // One that lies under another is in the table.
      guard x - last >= 22 || place == 0 else { continue }
      let shown = max(x, last + 20)
      put(change.mark, at: shown, middle, isLater: true, on: &drawing)
      last = shown
      let next = place + 1 < row.later.count ? scale.x(row.later[place + 1].day) - 12 : 944
      let words = change.day.description
      if shown + 14 + TextWidth.of(words, size: 11) < next {
        drawing.text(words, shown + 14, middle + 4, size: 11, style: "soft")
      }
    }
  }

  private func who(_ row: Row) -> String {
    let names = page.isOne ? row.bearers.uniqued() : []
    let count = row.systems.uniqued().count
    let words = names + (!page.isOne && count > 1 ? ["× \(count)"] : [])
    return words.isEmpty ? "" : " · " + words.joined(separator: ", ")
  }

  private func put(
    _ mark: PageMark, at x: Int, _ y: Int, isLater: Bool, on drawing: inout Drawing
  ) {
    if isLater {
      drawing.diamond(x, y, radius: 11, style: "c-\(mark.style)")
    } else {
      drawing.circle(x, y, radius: 9, style: "c-\(mark.style)")
    }
    drawing.text(
      mark.glyph, x, y + 4, size: 11, anchor: .middle,
      style: mark == .violated ? "strong on-bad" : "strong f-\(mark.style)")
  }

  // MARK: The table

  private func putTable(_ rows: [Row], on page: inout Markup) {
    let document = self.page
    page.table(
      document.say(PageWords.timeline),
      [
        document.say(PageWords.duty), document.say(PageWords.who),
        document.say(PageWords.since), document.say(PageWords.todayWord),
        document.say(PageWords.later),
      ]
    ) { body in
      for row in rows {
        body.row(
          wording.say(
            .sepSays, wording.sentence(row.act.title) + ", " + row.cite, row.says),
          (row.bearers.uniqued() + some(of: row.systems.uniqued())).joined(separator: ", "),
          row.from.map(wording.date) ?? document.say(PageWords.always),
          row.today.glyph + " " + row.today.word(in: document.language),
          row.later.map { change in
            wording.date(change.day) + " " + change.mark.glyph + " "
              + change.mark.word(in: document.language)
          }.joined(separator: ", "))
      }
    }
  }

  /// Names of systems, of many the first three.
  private func some(of names: [String]) -> [String] {
    guard names.count > 4 else { return names }
    return names.prefix(3) + [DocumentWords.more(names.count - 3).in(page.language)]
  }
}
