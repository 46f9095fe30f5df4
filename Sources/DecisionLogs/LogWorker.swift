import CLogReader
import RuleCompiler

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
  let reader: LogReader
  private let evaluator: TileEvaluator
  private let form: LogForm
  let wantsIDs: Bool
  let lines: LineBuffer
  /// Of each record of a word and each 64 rules, in which of them it is violated.
  let violated: UnsafeMutableBufferPointer<UInt64>
  let groupFields: [Int]

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
    violated = .allocate(capacity: (audit.plan.rules.count + 63) / 64 * 64)
    violated.initialize(repeating: 0)
  }

  deinit { violated.deallocate() }

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
    LogPart(
      counts: Array(repeating: LogCount(), count: audit.plan.demands.count),
      examples: Array(repeating: [], count: audit.plan.rules.count),
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
      let tile = reader.read(rest, as: form, isLast: isLast)
      guard tile.bytes > 0 else { break }
      add(tile, to: &part, &groups)
      place += tile.bytes
    }
    finish(&part, groups)
    return part
  }

  /// What is told when all tiles of a part were added.
  func finish(_ part: inout LogPart, _ groups: Groups) {
    part.ids = lines.take()
    part.groups = groups.all.map { names, place in
      LogGroup(names: names, records: groups.records[place], counts: groups.counts[place])
    }
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
    let outcomes = audit.plan.demands.indices.map(evaluator.outcome)
    for place in outcomes.indices { part.counts[place].add(outcomes[place], rows: tile.rows) }
    if !groupFields.isEmpty {
      let members = groupsOfRows(tile, outcomes.count, &groups, &part)
      for word in 0..<(tile.rows + 63) / 64 {
        addGroups(members, outcomes, word, LogWorker.mask(word, of: tile.rows), &groups)
      }
    }
    let ofRules = outcomes.prefix(audit.plan.rules.count)
    addExamples(ofRules, tile, line, &part)
    if wantsIDs { addIDs(ofRules, tile) }
  }

  /// The bits of a word that stand for rows.
  static func mask(_ word: Int, of rows: Int) -> UInt64 {
    let left = rows - word * 64
    return left >= 64 ? .max : (1 << UInt64(left)) - 1
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
}
