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
  /// Of each rule of the plan, and behind them of each indicator two.
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
  static let told = 10
  private static let badTold = 50

  /// - Parameter groups: columns by whose values counts are told apart.
  package init(_ plan: LogPlan, by groups: [String] = []) {
    self.plan = plan
    values = Array(repeating: 0, count: plan.mapping.columns.count)
    layout = LogLayout(plan.mapping, plan.rulebook.rules, plan.program, by: groups)
    counts = Array(repeating: LogCount(), count: plan.demands.count)
    examples = Array(repeating: [], count: plan.rules.count)
  }

  /// Says that the lines that follow are of another log, by its number.
  package mutating func begin(file: Int) {
    self.file = file
    linesOfFile = 0
  }

  /// Adds what came of the lines that follow those that were added before.
  package mutating func add(_ part: LogPart) {
    for place in counts.indices { counts[place].add(part.counts[place]) }
    for place in examples.indices {
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
    let first = log_count_bits(outcome.violated, rows)
    let second = log_count_bits(outcome.satisfied, rows)
    let third = log_count_bits(outcome.notApplicable, rows)
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
  package internal(set) var records = 0
  package internal(set) var lines = 0
  package internal(set) var counts: [LogCount]
  var examples: [[LogExample]]
  var groups: [LogGroup] = []
  var bad: [BadLine] = []
  var badCount = 0
  var values: [Int]
  var hasTooManyGroups = false
  /// A line for each violation, `rule`, tab, `id`: in the order of records, then of rules.
  package internal(set) var ids: [UInt8] = []
}
