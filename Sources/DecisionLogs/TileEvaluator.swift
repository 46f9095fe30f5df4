import CLogReader
import RuleCompiler
import RuleEvaluator

/// Computes the truths of a plan's steps for a tile of records: of each step two planes of bits,
/// in which records it is yes, and in which it is no. 64 records a word.
final class TileEvaluator {
  typealias Plane = UnsafeMutablePointer<UInt64>

  private let plan: LogPlan
  private let layout: LogLayout
  private static let words = LogReader.rowsOfTile / 64
  /// Of each step of the plan, the place of its two planes; of each variable, that of its cells
  /// and of whether it is known.
  private var placeOfStep: [Int]
  private var placeOfVariable: [Int]
  private var variables: [VariableID] = []
  private let storage: Plane
  private let scratch: Plane
  /// Of each rule of the plan three planes: in which records it is violated, satisfied, and not
  /// applicable.
  private let outcomes: Plane
  /// Of each rule of the plan, the planes of its versions.
  private var versions: [[Version]] = []
  /// Numbers that are computed from others.
  private let numbers: UnsafeMutablePointer<Int64>
  private var count = 0
  private var isSet: [Bool]

  init(_ plan: LogPlan, _ layout: LogLayout) {
    self.plan = plan
    self.layout = layout
    let program = plan.program
    placeOfStep = Array(repeating: -1, count: program.steps.count)
    placeOfVariable = Array(repeating: -1, count: program.variables.count)
    isSet = Array(repeating: false, count: program.variables.count)
    // What is so of all records: planes of ones, zeros, zeros and ones. Yes begins at the first,
    // unknown at the second, no at the third.
    var size = 4 * TileEvaluator.words
    for step in plan.steps {
      placeOfStep[step.index] = size
      size += 2 * TileEvaluator.words
      switch program[step] {
      case .test(let variable, _), .guarded(let variable, _, _, _):
        guard plan.varies[variable.index], placeOfVariable[variable.index] < 0 else { break }
        placeOfVariable[variable.index] = size
        size += (program[variable].cells.count + 1) * TileEvaluator.words
        variables.append(variable)
      case .constant, .all, .any, .not, .readings, .shown: break
      }
    }
    storage = .allocate(capacity: max(size, 1))
    scratch = .allocate(capacity: 4 * TileEvaluator.words)
    numbers = .allocate(capacity: 2 * LogReader.rowsOfTile)
    storage.initialize(repeating: 0, count: max(size, 1))
    scratch.initialize(repeating: 0, count: 4 * TileEvaluator.words)
    numbers.initialize(repeating: 0, count: 2 * LogReader.rowsOfTile)
    outcomes = .allocate(capacity: 3 * TileEvaluator.words * max(plan.rules.count, 1))
    outcomes.initialize(
      repeating: 0, count: 3 * TileEvaluator.words * max(plan.rules.count, 1))
    for word in 0..<TileEvaluator.words {
      storage[word] = .max
      storage[3 * TileEvaluator.words + word] = .max
    }
    versions = plan.rules.map { rule in
      program[rule.rule].versions.map { version in
        let binding = version.bindings[rule.bearer]
        return Version(holds: plane(binding.holds), required: plane(binding.required))
      }
    }
  }

  deinit {
    outcomes.deallocate()
    storage.deallocate()
    scratch.deallocate()
    numbers.deallocate()
  }

  /// A version of a rule: where it may be owed, and where what it asks for is done; yes first, and
  /// no behind it.
  private struct Version {
    let holds: Plane
    let required: Plane
  }

  /// How a rule comes out for the records of a tile: a bit each, in at most one of these planes; in
  /// none where it is open.
  struct Outcome {
    let violated: UnsafePointer<UInt64>
    let satisfied: UnsafePointer<UInt64>
    let notApplicable: UnsafePointer<UInt64>
  }

  func evaluate(_ tile: log_tile) {
    count = (tile.rows + 63) / 64
    for variable in variables { isSet[variable.index] = false }
    for step in plan.steps { compute(step, tile) }
    for place in versions.indices { setOutcome(place) }
  }

  /// How the rule at this place of the plan came out.
  func outcome(_ place: Int) -> Outcome {
    let violated = outcomes + 3 * TileEvaluator.words * place
    return Outcome(
      violated: UnsafePointer(violated),
      satisfied: UnsafePointer(violated + TileEvaluator.words),
      notApplicable: UnsafePointer(violated + 2 * TileEvaluator.words))
  }

  /// As the single-record evaluator has it: the last version that may be owed decides.
  private func setOutcome(_ place: Int) {
    let violated = outcomes + 3 * TileEvaluator.words * place
    let satisfied = violated + TileEvaluator.words
    let notApplicable = satisfied + TileEvaluator.words
    for word in 0..<count {
      (violated[word], satisfied[word], notApplicable[word]) = (0, 0, .max)
    }
    for version in versions[place] {
      let (holds, holdsNot) = (version.holds, version.holds + TileEvaluator.words)
      let (required, requiredNot) = (version.required, version.required + TileEvaluator.words)
      for word in 0..<count {
        violated[word] = (violated[word] & holdsNot[word]) | (holds[word] & requiredNot[word])
        satisfied[word] = (satisfied[word] & holdsNot[word]) | (holds[word] & required[word])
        notApplicable[word] &= holdsNot[word]
      }
    }
  }

  /// The plane in which a step is yes; that in which it is no stands behind it.
  private func plane(_ id: StepID) -> Plane {
    if placeOfStep[id.index] < 0 {
      let place = [Truth.yes: 0, .unknown: 1, .no: 2][plan.base.truth(id, 0)] ?? 1
      placeOfStep[id.index] = place * TileEvaluator.words
    }
    return storage + placeOfStep[id.index]
  }

  private func compute(_ id: StepID, _ tile: log_tile) {
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

  private func planes(_ id: StepID) -> (yes: Plane, no: Plane) {
    let yes = plane(id)
    return (yes, yes + TileEvaluator.words)
  }

  /// Where a variable is in some cells, and where it is known to be in none of them.
  private func test(
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

extension TileEvaluator {
  // MARK: Variables

  /// Sets the planes of a variable: first where it is known, then one for each cell.
  private func set(_ id: VariableID, _ tile: log_tile) {
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
  private func setAsked(
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

  private func setCodes(_ tile: log_tile, _ field: Int, _ cells: Cells, _ known: Plane) {
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

  private func findThere(_ tile: log_tile, _ field: Int, _ plane: Plane) {
    guard let there = tile.there[field] else { return }
    log_find_code(there, tile.rows, 1, plane)
  }

  /// A number of each record, or one of all: where it is, and where there is none for sure.
  struct Line {
    var numbers: UnsafePointer<Int64>?
    var constant: Int64?
    var there: UnsafePointer<UInt8>?

    init() {}

    init(_ tile: log_tile, _ field: Int) {
      numbers = UnsafePointer(tile.numbers[field])
      there = UnsafePointer(tile.there[field])
    }
  }

  /// What the numbers of a line count.
  enum Unit {
    /// Half millionths, as `LOG_NUMBER` has them.
    case number
    case day, microsecond

    init(_ plan: LogPlan, _ fact: FactID) {
      self =
        switch plan.rulebook.rules.vocabulary[fact].type {
        case .date: .day
        case .time: .microsecond
        default: .number
        }
    }

    /// The least number that lies beyond a boundary.
    func limit(_ boundary: Boundary) -> Int64 {
      let after: Int64 = boundary.isAfter ? 1 : 0
      switch boundary.point {
      case .day(let day): return Int64(day.number) + after
      case .instant(let instant): return instant.microseconds + after
      case .number(let number):
        let millionths = number.millionths
        switch self {
        case .number: return millionths * 2 + after
        case .microsecond: return millionths + after
        case .day:
          let whole = millionths.quotient(by: 1_000_000)
          let isWhole = whole * 1_000_000 == millionths
          return isWhole ? whole + after : whole + 1
        }
      }
    }
  }

  private func setLine(_ line: Line, _ cells: Cells, _ known: Plane, unit: Unit) {
    guard case .line(let boundaries) = cells.form, let numbers = line.numbers,
      let there = line.there
    else { return }
    let rows = count * 64
    log_find_code(there, rows, 1, known)
    cut(numbers, rows, boundaries, known, unit)
  }

  /// Sets the planes of cells from numbers, where they are known already.
  private func cut(
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

  // MARK: Two facts

  /// The numbers of a fact into a buffer; planes of where it is known to be one, and known to be
  /// `none`. A guard that is no gives it the value that it has then.
  private func fill(
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

  private func put(
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

  private func setFewer(_ left: FactID, _ right: FactID, _ tile: log_tile, _ known: Plane) {
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

  private func setElapsed(
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

  private func fill(
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

extension Value {
  /// As columns have it; nil of `none` and of what is no number.
  var asNumber: Int64? {
    switch self {
    case .number(let number): number.millionths * 2
    case .day(let day): Int64(day.number)
    case .instant(let instant): instant.microseconds
    case .none, .option, .word, .members: nil
    }
  }
}

extension Number {
  /// Rounded down; numbers of rules have six places at most. What is too large for columns is as
  /// large as they go: a plan refuses rules with such a number.
  var millionths: Int64 {
    var digits = digits
    var places = Int(places)
    while places < 6 {
      let (product, isTooLarge) = digits.multipliedReportingOverflow(by: 10)
      if isTooLarge { return digits < 0 ? -Number.most : Number.most }
      digits = product
      places += 1
    }
    while places > 6 {
      digits = digits.quotient(by: 10)
      places -= 1
    }
    return Swift.min(Swift.max(digits, -Number.most), Number.most)
  }

  /// As many millionths as columns count.
  static let most: Int64 = 4_000_000_000_000_000_000

  var isTooLargeForColumns: Bool { abs(millionths) == Number.most }
}

extension Int64 {
  /// Rounded down.
  func quotient(by other: Int64) -> Int64 {
    let (whole, rest) = quotientAndRemainder(dividingBy: other)
    return rest < 0 ? whole - 1 : whole
  }
}
