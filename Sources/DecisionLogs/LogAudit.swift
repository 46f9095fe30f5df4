import CLogReader
import RuleCompiler

/// What came of a log: of each rule how many decisions it was violated in, satisfied in, left
/// open in, and not applicable to.
package struct LogAudit: Sendable {
  package let plan: LogPlan
  let layout: LogLayout
  /// Records that were counted.
  package private(set) var records = 0
  /// Lines that were read of all logs, blank ones and those that are no records too.
  package private(set) var lines = 0
  /// Of each column of the mapping, in how many records it has a value.
  package private(set) var values: [Int]
  /// The log that is being read, and how many of its lines were.
  private var file = 0
  private var linesOfFile = 0
  /// Of each rule of the plan.
  package private(set) var counts: [LogCount]
  /// The first records in which each rule is violated, with their lines.
  package private(set) var examples: [[LogExample]]
  /// Of each group, the same counts; in the order in which groups came up.
  package private(set) var groups: [LogGroup] = []
  private var groupPlaces: [[String]: Int] = [:]
  /// Whether counts were to be told apart by more values than can be.
  package private(set) var hasTooManyGroups = false
  /// How many lines are no records, and the first of them.
  package private(set) var badCount = 0
  package private(set) var bad: [BadLine] = []

  /// So many examples and bad lines are told.
  private static let told = 10
  private static let badTold = 50

  /// - Parameter groups: columns by whose values counts are told apart.
  package init(_ plan: LogPlan, by groups: [String] = []) {
    self.plan = plan
    values = Array(repeating: 0, count: plan.mapping.columns.count)
    layout = LogLayout(plan.mapping, plan.rulebook.rules, plan.program, by: groups)
    counts = Array(repeating: LogCount(), count: plan.rules.count)
    examples = Array(repeating: [], count: plan.rules.count)
  }

  /// Says that the lines that follow are of another log, by its number.
  package mutating func begin(file: Int) {
    self.file = file
    linesOfFile = 0
  }

  /// Adds what came of the lines that follow those that were added before.
  package mutating func add(_ part: LogPart) {
    for place in counts.indices {
      counts[place].add(part.counts[place])
      let left = LogAudit.told - examples[place].count
      examples[place] += part.examples[place].prefix(left).map {
        LogExample(id: $0.id, file: file, line: $0.line + linesOfFile)
      }
    }
    for group in part.groups {
      if let place = groupPlaces[group.names] {
        for rule in counts.indices { groups[place].counts[rule].add(group.counts[rule]) }
        groups[place].records += group.records
      } else if groups.count < Int(LOG_MOST_GROUPS) {
        groupPlaces[group.names] = groups.count
        groups.append(group)
      } else {
        hasTooManyGroups = true
      }
    }
    hasTooManyGroups = hasTooManyGroups || part.hasTooManyGroups
    bad += part.bad.prefix(LogAudit.badTold - bad.count).map {
      BadLine(
        file: file, line: $0.line + linesOfFile, mistake: $0.mistake, column: $0.column)
    }
    badCount += part.badCount
    records += part.records
    lines += part.lines
    linesOfFile += part.lines
    for place in values.indices { values[place] += part.values[place] }
  }
}

/// Of a rule, how many decisions it came out how in.
package struct LogCount: Sendable, Hashable {
  package var violated = 0
  package var satisfied = 0
  package var open = 0
  package var notApplicable = 0

  package init() {}

  /// Adds how the records of a tile came out.
  mutating func add(_ outcome: TileEvaluator.Outcome, rows: Int) {
    var (first, second, third) = (0, 0, 0)
    let last = rows / 64
    for word in 0..<last {
      first += outcome.violated[word].nonzeroBitCount
      second += outcome.satisfied[word].nonzeroBitCount
      third += outcome.notApplicable[word].nonzeroBitCount
    }
    if rows % 64 > 0 {
      let mask = LogWorker.mask(last, of: rows)
      first += (outcome.violated[last] & mask).nonzeroBitCount
      second += (outcome.satisfied[last] & mask).nonzeroBitCount
      third += (outcome.notApplicable[last] & mask).nonzeroBitCount
    }
    violated += first
    satisfied += second
    notApplicable += third
    open += rows - first - second - third
  }

  mutating func add(_ other: LogCount) {
    violated += other.violated
    satisfied += other.satisfied
    open += other.open
    notApplicable += other.notApplicable
  }
}

/// A record, by its id and the line where it stands, the first being 1.
package struct LogExample: Sendable, Hashable {
  package let id: String
  /// The number of its log.
  package let file: Int
  package let line: Int
}

/// Counts of the records that have the same values in some columns; an empty text where a value
/// is missing.
package struct LogGroup: Sendable, Hashable {
  package let names: [String]
  package var records: Int
  package var counts: [LogCount]
}

/// A line that is no record.
package struct BadLine: Sendable, Hashable {
  package let file: Int
  package let line: Int
  package let mistake: Mistake
  /// The column it is about, where there is one.
  package let column: String?

  package enum Mistake: UInt32, Sendable, CaseIterable {
    case notJSON = 1
    case notAnObject, repeatedKey, wrongType, unknownValue, badNumber, badTime, notUTF8, cutOff
    case wrongWidth, noID, badID, tooLong, tooLarge, notANumber, loneSurrogate, tooDeep, badQuotes
  }
}

/// What came of some lines of a log; lines count from the first of them.
package struct LogPart: Sendable {
  package fileprivate(set) var records = 0
  package fileprivate(set) var lines = 0
  package fileprivate(set) var counts: [LogCount]
  fileprivate(set) var examples: [[LogExample]]
  fileprivate(set) var groups: [LogGroup] = []
  fileprivate(set) var bad: [BadLine] = []
  fileprivate(set) var badCount = 0
  fileprivate(set) var values: [Int]
  fileprivate(set) var hasTooManyGroups = false
  /// A line for each violation, `rule`, tab, `id`: in the order of records, then of rules.
  package fileprivate(set) var ids: [UInt8] = []
}

/// The form of a log.
package enum LogForm: Sendable, Hashable {
  /// A JSON object a line.
  case json
  /// RFC 4180, with a header; the separator in ASCII.
  case csv(separator: UInt8)
}

/// Reads and counts lines of a log. One for each thread.
package final class LogWorker {
  let audit: LogAudit
  private let reader: LogReader
  private let evaluator: TileEvaluator
  private let form: LogForm
  private let wantsIDs: Bool
  private let lines: LineBuffer
  private let groupFields: [Int]

  /// - Parameter header: names of columns, of CSV.
  package init(_ audit: LogAudit, _ form: LogForm, wantsIDs: Bool) {
    self.audit = audit
    self.form = form
    self.wantsIDs = wantsIDs
    reader = LogReader(audit.layout)
    evaluator = TileEvaluator(audit.plan, audit.layout)
    groupFields = audit.layout.groups
    let rules = audit.plan.rulebook.rules
    lines = LineBuffer(audit.plan.rules.map { Array((rules.fullName($0.rule) + "\t").utf8) })
  }

  /// Names the columns of CSV from here on; the place of a name that is read and stands there
  /// twice, else nil.
  package func setHeader(_ names: [String]) -> Int? { reader.setHeader(names) }

  /// What a line comes to that is longer than any may be, or a part of one.
  package func tooLong(isFirst: Bool, isLast: Bool) -> LogPart {
    var part = emptyPart
    if isFirst {
      part.badCount = 1
      part.bad = [BadLine(file: 0, line: 1, mistake: .tooLong, column: nil)]
    }
    part.lines = isLast ? 1 : 0
    return part
  }

  var emptyPart: LogPart {
    let rules = audit.plan.rules.count
    return LogPart(
      counts: Array(repeating: LogCount(), count: rules),
      examples: Array(repeating: [], count: rules),
      values: Array(repeating: 0, count: audit.plan.mapping.columns.count))
  }

  /// How many bytes must be readable behind lines.
  package static var padding: Int { LogReader.padding }

  /// Counts whole lines, and where `isLast` what follows the last line break.
  ///
  /// - Parameter linesBefore: lines in front of them that are no records, as a header.
  package func count(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool, linesBefore: Int = 0
  ) -> LogPart {
    var part = emptyPart
    part.lines = linesBefore
    var groups = Groups()
    var place = 0
    while place < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[place...])
      let tile =
        switch form {
        case .json: reader.readJSON(rest, isLast: isLast)
        case .csv(let separator): reader.readCSV(rest, isLast: isLast, separator: separator)
        }
      guard tile.bytes > 0 else { break }
      add(tile, to: &part, &groups)
      place += tile.bytes
    }
    part.groups = groups.all.map { names, place in
      LogGroup(names: names, records: groups.records[place], counts: groups.counts[place])
    }
    return part
  }

  struct Groups {
    var all: [(names: [String], place: Int)] = []
    var places: [[Int64]: Int] = [:]
    var records: [Int] = []
    var counts: [[LogCount]] = []
  }

  func add(
    _ tile: log_tile, to part: inout LogPart, _ groups: inout Groups
  ) {
    let line = part.lines
    for place in 0..<tile.bad_count {
      let bad = tile.bad[place]
      part.badCount += 1
      guard part.bad.count < 50, let mistake = BadLine.Mistake(rawValue: bad.mistake) else {
        continue
      }
      let column = bad.field >= 0 ? audit.layout.fields[Int(bad.field)].key : nil
      part.bad.append(
        BadLine(file: 0, line: line + Int(bad.line) + 1, mistake: mistake, column: column))
    }
    part.lines += Int(tile.lines)
    part.records += tile.rows
    guard tile.rows > 0 else { return }
    countValues(tile, &part)
    evaluator.evaluate(tile)
    let outcomes = audit.plan.rules.indices.map(evaluator.outcome)
    for place in outcomes.indices { part.counts[place].add(outcomes[place], rows: tile.rows) }
    if !groupFields.isEmpty {
      let members = groupsOfRows(tile, outcomes.count, &groups, &part)
      for word in 0..<(tile.rows + 63) / 64 {
        addGroups(members, outcomes, word, LogWorker.mask(word, of: tile.rows), &groups)
      }
    }
    addViolations(outcomes, tile, line, &part)
  }

  /// The bits of a word that stand for rows.
  static func mask(_ word: Int, of rows: Int) -> UInt64 {
    let left = rows - word * 64
    return left >= 64 ? .max : (1 << UInt64(left)) - 1
  }

  /// The first examples of each rule, and the ids: record by record, then rule by rule.
  private func addViolations(
    _ outcomes: [TileEvaluator.Outcome], _ tile: log_tile, _ line: Int, _ part: inout LogPart
  ) {
    var room = part.examples.map { 10 - $0.count }
    var found: [(place: Int, bits: UInt64)] = []
    found.reserveCapacity(outcomes.count)
    for word in 0..<(tile.rows + 63) / 64 {
      let mask = LogWorker.mask(word, of: tile.rows)
      found.removeAll(keepingCapacity: true)
      var any: UInt64 = 0
      for place in outcomes.indices {
        let bits = outcomes[place].violated[word] & mask
        guard bits != 0, wantsIDs || room[place] > 0 else { continue }
        found.append((place, bits))
        any |= bits
      }
      while any != 0 {
        let bit = any.trailingZeroBitCount
        any &= any - 1
        let row = word * 64 + bit
        for (place, bits) in found where bits >> UInt64(bit) & 1 == 1 {
          if room[place] > 0 {
            room[place] -= 1
            part.examples[place].append(
              LogExample(id: tile.id(row), file: 0, line: line + Int(tile.row_lines[row]) + 1))
          }
          guard wantsIDs, let text = tile.id_texts[row] else { continue }
          lines.add(place, text, Int(tile.id_lengths[row]))
        }
      }
    }
    lines.move(to: &part.ids)
  }

  /// In how many records each column of the mapping has a value.
  private func countValues(_ tile: log_tile, _ part: inout LogPart) {
    for (column, field) in audit.layout.fieldOfColumn.enumerated() {
      if let there = tile.there[field] {
        part.values[column] += log_count_code(there, tile.rows, 1)
      } else if let codes = tile.codes[field] {
        let isPresence = audit.layout.fields[field].kind == LOG_PRESENCE
        part.values[column] +=
          tile.rows - log_count_code(codes, tile.rows, isPresence ? 0 : UInt8(LOG_MISSING))
      }
    }
  }

  // MARK: Groups

  private func groupsOfRows(
    _ tile: log_tile, _ rules: Int, _ groups: inout Groups, _ part: inout LogPart
  ) -> [Int] {
    (0..<tile.rows).map { row in
      let codes = groupFields.map { field -> Int64 in
        tile.there[field]?[row] == 1 ? tile.numbers[field]?[row] ?? -1 : -1
      }
      if let known = groups.places[codes] { return known }
      if codes.contains(-2) { part.hasTooManyGroups = true }
      let place = groups.counts.count
      groups.places[codes] = place
      groups.counts.append(Array(repeating: LogCount(), count: rules))
      groups.records.append(0)
      let names = zip(groupFields, codes).map { field, code in
        code < 0 ? "" : reader.group(field, Int(code))
      }
      groups.all.append((names, place))
      return place
    }
  }

  private func addGroups(
    _ members: [Int], _ outcomes: [TileEvaluator.Outcome], _ word: Int, _ mask: UInt64,
    _ groups: inout Groups
  ) {
    for bit in 0..<64 where mask >> UInt64(bit) & 1 == 1 {
      let group = members[word * 64 + bit]
      groups.records[group] += 1
      for place in outcomes.indices {
        let outcome = outcomes[place]
        if outcome.violated[word] >> UInt64(bit) & 1 == 1 {
          groups.counts[group][place].violated += 1
        } else if outcome.satisfied[word] >> UInt64(bit) & 1 == 1 {
          groups.counts[group][place].satisfied += 1
        } else if outcome.notApplicable[word] >> UInt64(bit) & 1 == 1 {
          groups.counts[group][place].notApplicable += 1
        } else {
          groups.counts[group][place].open += 1
        }
      }
    }
  }
}
