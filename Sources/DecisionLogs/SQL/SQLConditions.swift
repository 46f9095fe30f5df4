import RuleCompiler
import RuleEvaluator

/// The steps of a plan as conditions over the view of answers: the same steps, the same cells and
/// the same values as `TileEvaluator` has.
struct SQLConditions {
  let plan: LogPlan
  let dialect: SQLDialect
  /// Of each column of the mapping.
  let columns: [SQLColumn]
  /// Conditions of steps that have a column of their own.
  var named: [StepID: String] = [:]
  private var known: [StepID: SQLTruth] = [:]

  init(_ plan: LogPlan, _ dialect: SQLDialect, _ columns: [SQLColumn]) {
    self.plan = plan
    self.dialect = dialect
    self.columns = columns
  }

  private var program: Program { plan.program }

  /// A step, by the name of its column where it has one.
  mutating func truth(_ id: StepID) -> SQLTruth {
    guard plan.hangs[id.index] else { return plan.base.truth(id, 0).written }
    if let name = named[id] { return .text(dialect.name(name)) }
    if let truth = known[id] { return truth }
    let truth = condition(id)
    known[id] = truth
    return truth
  }

  /// Forgets what was written before some steps got columns of their own.
  mutating func name(_ steps: [StepID: String]) {
    named.merge(steps) { $1 }
    known = [:]
  }

  mutating func condition(_ id: StepID) -> SQLTruth {
    switch program[id] {
    case .constant(let value): return SQLTruth(value)
    case .test(let variable, let cells): return test(variable, cells)
    case .guarded(let variable, let cells, let guarding, let closed):
      let open = test(variable, cells)
      return truth(guarding).whereNo(SQLTruth(closed), otherwise: open)
    case .all(let parts): return .all(parts.map { truth($0) })
    case .any(let parts): return .any(parts.map { truth($0) })
    case .not(let part): return !truth(part)
    case .shown(_, let part): return truth(part)
    case .readings(let variable, let readings, let available):
      // A plan refuses rules of which several readings may be taken.
      let possible = plan.base.possibleReadings(variable, available)
      return possible.first.map { truth(readings[$0]) } ?? .no
    }
  }

  private mutating func test(_ id: VariableID, _ cells: CellSet) -> SQLTruth {
    let variable = program[id]
    guard plan.varies[id.index] else {
      return plan.base.states[0][id.index].truth(of: cells).written
    }
    if cells.count == variable.cells.count { return .yes }
    if cells.isEmpty { return .no }
    switch variable.kind {
    case .day:
      return line(dialect.name("day"), none: .no, cells, variable.cells, as: .day)
    case .fact(let fact):
      guard let place = plan.columns[fact] else { return .unknown }
      let column = columns[place]
      let none: SQLTruth =
        column.maySayNone ? .text(dialect.name(column.name + " none")) : .no
      let value = dialect.name(column.name)
      switch variable.cells.form {
      case .line:
        return line(value, none: none, cells, variable.cells, as: .init(column.fact))
      case .options, .words:
        return among(value, column.fact, none: none, cells, variable.cells)
      }
    case .member(let fact, let place):
      guard let column = plan.columns[fact] else { return .unknown }
      let inside = member(columns[column], place)
      return cells.contains(1) ? inside : !inside
    case .fewer(let left, let right):
      let (first, second) = (end(left), end(right))
      let none = SQLTruth.any([first.none, second.none])
      let fewer = "(\(first.value) < \(second.value))"
      let truth: SQLTruth =
        switch none {
        case .yes: .no
        case .no: .text(fewer)
        case .unknown: .text(fewer)
        case .text(let text): .text("(CASE WHEN \(text) THEN FALSE ELSE \(fewer) END)")
        }
      return cells.contains(1) ? truth : !truth
    case .measure(let measure):
      guard case .elapsed(let elapsed) = plan.rulebook.rules[measure].form else { return .unknown }
      return self.elapsed(elapsed, cells, variable.cells)
    case .jurisdiction:
      return asked(plan.asked[id] ?? [], cells)
    case .presumption, .reading, .asIf, .judgement, .items, .someUse:
      return .unknown
    }
  }

  /// Whether the law of a union is asked, by the day of each record.
  private func asked(_ spans: [AskedSpan], _ cells: CellSet) -> SQLTruth {
    let day = dialect.name("day")
    let cases = spans.map { span in
      let truth =
        span.truth == .unknown ? .unknown : SQLTruth(cells.contains(span.truth == .yes ? 1 : 0))
      let isThen =
        span.end == .max
        ? "\(day) IS NOT NULL" : "\(day) < DATE '\(Day(number: Int32(clamping: span.end)))'"
      return "WHEN \(isThen) THEN \(truth.written)"
    }
    return cases.isEmpty ? .unknown : .text("(CASE \(cases.joined(separator: " ")) END)")
  }

  // MARK: Words

  private func among(
    _ value: String, _ fact: Fact, none: SQLTruth, _ set: CellSet, _ cells: Cells
  ) -> SQLTruth {
    let inside = (0..<cells.valueCount).filter(set.contains)
    let outside = (0..<cells.valueCount).filter { !set.contains($0) }
    let truth: SQLTruth
    if fact.type == .yesNo {
      truth =
        switch inside {
        case [1]: .text(value)
        case [0]: .text("(NOT \(value))")
        default: SQLTruth(!inside.isEmpty)
        }
    } else if inside.isEmpty {
      truth = .no
    } else if outside.isEmpty {
      truth = .yes
    } else {
      var names: (Int) -> String = { fact.options[$0].name }
      var isOther = false
      if case .words(let words) = cells.form {
        names = { words[$0] }
        isOther = set.contains(words.count)
      }
      let isNegative = isOther || inside.count > outside.count && cells.form.hasNoOthers
      let words = (isNegative ? outside : inside).map(names)
      let list =
        words.count == 1
        ? "\(isNegative ? "<>" : "=") \(dialect.texts(words))"
        : "\(isNegative ? "NOT IN" : "IN") (\(dialect.texts(words)))"
      truth = .text("(\(dialect.exact(value)) \(list))")
    }
    return joined(truth, value, none, set, cells)
  }

  /// With what holds where there is none: `none` is NULL where nobody knows whether there is one.
  private func joined(
    _ truth: SQLTruth, _ value: String, _ none: SQLTruth, _ set: CellSet, _ cells: Cells
  ) -> SQLTruth {
    let holdsOfNone = cells.noneCell.map(set.contains) ?? false
    switch truth {
    // Nothing but whether there is a value counts.
    case .yes where none == .no: return .text("(CASE WHEN \(value) IS NOT NULL THEN TRUE END)")
    case .no where none == .no: return .text("(CASE WHEN \(value) IS NOT NULL THEN FALSE END)")
    default: break
    }
    return holdsOfNone ? .any([none, truth]) : .all([!none, truth])
  }

  private func member(_ column: SQLColumn, _ place: Int) -> SQLTruth {
    let list = dialect.name(column.name)
    guard case .value(_, let others, _) = column.column.reading else { return .unknown }
    let words = column.words.filter { $0.value == .option(place) }.map(\.word)
    var parts: [SQLTruth] = []
    if !words.isEmpty { parts.append(.text("(\(dialect.hasAny(list, words)))")) }
    if others == .option(place) {
      let known = column.words.map(\.word) + column.column.missing
      parts.append(.text("(\(dialect.hasOthers(list, known)))"))
    }
    let inside =
      parts.isEmpty
      ? "(CASE WHEN \(list) IS NOT NULL THEN FALSE END)" : SQLTruth.any(parts).written
    guard case .members(let members)? = column.column.absent else { return .text(inside) }
    return .text("coalesce(\(inside), \(members.contains(place) ? "TRUE" : "FALSE"))")
  }

  // MARK: Lines

  /// What stands for a value of a line.
  enum Line {
    case number, day, moment
    /// Whole numbers that count these.
    case days, microseconds

    init(_ fact: Fact) {
      self =
        switch fact.type {
        case .date: .day
        case .time: .moment
        default: .number
        }
    }
  }

  private func line(
    _ value: String, none: SQLTruth, _ set: CellSet, _ cells: Cells, as line: Line
  ) -> SQLTruth {
    guard case .line(let boundaries) = cells.form else { return .unknown }
    var runs: [ClosedRange<Int>] = []
    for cell in 0..<cells.valueCount where set.contains(cell) {
      if let last = runs.last, last.upperBound == cell - 1 {
        runs[runs.count - 1] = last.lowerBound...cell
      } else {
        runs.append(cell...cell)
      }
    }
    let parts = runs.map { run -> SQLTruth in
      let low = run.lowerBound == 0 ? nil : boundaries[run.lowerBound - 1]
      let high = run.upperBound == boundaries.count ? nil : boundaries[run.upperBound]
      if let low, let high, low.point == high.point, line == .number || line == .day {
        return .text("(\(value) = \(point(low, line)))")
      }
      return .all(
        [
          low.map { .text("\(value) \(comparison($0, line, isLow: true))") },
          high.map { .text("\(value) \(comparison($0, line, isLow: false))") },
        ].compactMap(\.self))
    }
    return joined(.any(parts), value, none, set, cells)
  }

  private func comparison(_ boundary: Boundary, _ line: Line, isLow: Bool) -> String {
    switch line {
    case .number, .day:
      let sign = isLow ? (boundary.isAfter ? ">" : ">=") : (boundary.isAfter ? "<=" : "<")
      return "\(sign) \(point(boundary, line))"
    case .moment, .days, .microseconds:
      let unit: TileEvaluator.Unit = line == .days ? .day : .microsecond
      return "\(isLow ? ">=" : "<") \(unit.limit(boundary))"
    }
  }

  private func point(_ boundary: Boundary, _ line: Line) -> String {
    switch boundary.point {
    case .number(let number): dialect.literal(number)
    case .day(let day): "DATE '\(day)'"
    case .instant(let instant): String(instant.microseconds)
    }
  }

  // MARK: Two facts

  /// A number, a day or a moment: its value, and whether there is none.
  private struct End {
    var value: String
    var none: SQLTruth
  }

  private mutating func end(_ id: FactID) -> End {
    let fact = plan.rulebook.rules.vocabulary[id]
    let null = "CAST(NULL AS \(dialect.type(of: fact)))"
    var end: End
    if let place = plan.columns[id] {
      let column = columns[place]
      end = End(
        value: dialect.name(column.name),
        none: column.maySayNone ? .text(dialect.name(column.name + " none")) : .no)
    } else if let value = plan.base.answers[0][id]?.value {
      end = End(value: dialect.literal(value) ?? null, none: SQLTruth(value == .none))
    } else {
      end = End(value: null, none: fact.allowsNone ? .unknown : .no)
    }
    guard let step = program.guards[id], let otherwise = fact.guarding?.otherwise else {
      return end
    }
    let closed = End(
      value: dialect.literal(otherwise) ?? null, none: SQLTruth(otherwise == .none))
    switch truth(step) {
    case .no: return closed
    case .yes, .unknown: return end
    case .text(let text):
      return End(
        value: "(CASE WHEN NOT \(text) THEN \(closed.value) ELSE \(end.value) END)",
        none: SQLTruth.text(text).whereNo(closed.none, otherwise: end.none))
    }
  }

  private mutating func elapsed(_ elapsed: Elapsed, _ set: CellSet, _ cells: Cells) -> SQLTruth {
    let isInDays = [elapsed.from, elapsed.to].contains { $0.isDay(plan.rulebook.rules.vocabulary) }
    let (first, second) = (end(elapsed.from), end(elapsed.to))
    func number(_ end: End) -> String {
      isInDays ? dialect.number(ofDay: end.value) : end.value
    }
    let extra = elapsed.countsBothEnds && isInDays ? " + 1" : ""
    let value = "(\(number(second)) - \(number(first))\(extra))"
    return line(
      value, none: .any([first.none, second.none]), set, cells,
      as: isInDays ? .days : .microseconds)
  }

  private mutating func end(_ endpoint: Elapsed.Endpoint) -> End {
    switch endpoint {
    case .fact(let fact): end(fact)
    case .assessmentDay:
      End(
        value: plan.mapping.day == nil ? "DATE '\(plan.day)'" : dialect.name("day"), none: .no)
    }
  }
}

extension SQLDialect {
  func literal(_ value: Value) -> String? {
    switch value {
    case .number(let number): literal(number)
    case .day(let day): "DATE '\(day)'"
    case .instant(let instant): "CAST(\(instant.microseconds) AS BIGINT)"
    case .none, .option, .word, .members: nil
    }
  }

  func type(of fact: Fact) -> String {
    switch fact.type {
    case .yesNo: "BOOLEAN"
    case .date: "DATE"
    case .time: "BIGINT"
    case .number: SQLDialect.numberType
    case .oneOf, .country, .text: textType
    case .someOf:
      switch self {
      case .duckdb: "VARCHAR[]"
      case .postgres: "text[]"
      case .spark: "ARRAY<STRING>"
      }
    }
  }
}

extension Cells.Form {
  /// Whether every value has a cell of its own.
  fileprivate var hasNoOthers: Bool {
    if case .options = self { true } else { false }
  }
}

extension Truth {
  var written: SQLTruth {
    switch self {
    case .yes: .yes
    case .no: .no
    case .unknown: .unknown
    }
  }
}
