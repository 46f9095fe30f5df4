import CLogReader
import LocatedYAML
package import RuleCompiler
package import RuleEvaluator

extension log_tile {
  /// The bytes of a record's id.
  func idBytes(_ row: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: id_texts[row], count: Int(id_lengths[row]))
  }

  func id(_ row: Int) -> String { String(decoding: idBytes(row), as: UTF8.self) }
}

extension LogAudit {
  /// The records of some lines as answers, for the evaluator of single records: what the mapping
  /// says of all of them, and what each says itself.
  package func answers(
    _ bytes: [UInt8], _ form: LogForm, header: [String] = []
  ) -> [(id: String, answers: Answers)] {
    let reader = LogReader(layout)
    if case .csv = form { _ = reader.setHeader(header) }
    let padded = bytes + Array(repeating: 0, count: LogReader.padding)
    return padded.withUnsafeBytes { all -> [(id: String, answers: Answers)] in
      var found: [(id: String, answers: Answers)] = []
      var place = 0
      while place < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: all[place..<bytes.count])
        let tile = reader.read(rest, as: form, isLast: true)
        guard tile.bytes > 0 else { break }
        for row in 0..<tile.rows {
          found.append((tile.id(row), answers(of: row, tile)))
        }
        place += tile.bytes
      }
      return found
    }
  }

  /// - Parameter source: where the record stands; nil to name the column of the mapping.
  fileprivate func answers(of row: Int, _ tile: log_tile, from source: Place? = nil) -> Answers {
    var answers = plan.mapping.useCase.answers
    for (place, column) in plan.mapping.columns.enumerated() {
      let field = layout.fieldOfColumn[place]
      let value = said(column, field, row, tile) ?? column.absent
      answers[column.fact] = value.map { Answer(said: .value($0), place: source ?? column.place) }
    }
    return answers
  }

  private func said(
    _ column: LogColumn, _ field: Int, _ row: Int, _ tile: log_tile
  ) -> Value? {
    let fact = plan.rulebook.rules.vocabulary[column.fact]
    if let codes = tile.codes[field] {
      let code = Int(codes[row])
      if code == Int(LOG_MISSING) { return nil }
      if code == LogLayout.noneCode { return Value.none }
      switch fact.type {
      case .country, .text: return .word(word(code, fact))
      default: return .option(code)
      }
    }
    guard tile.there[field]?[row] == 1, let number = tile.numbers[field]?[row] else { return nil }
    switch fact.type {
    case .number:
      // A number between two millionths stands for all of them: no test can tell them apart.
      return number & 1 == 0
        ? .number(Number(digits: number / 2, places: 6))
        : .number(Number(digits: number.quotient(by: 2) * 10 + 5, places: 7))
    case .date: return .day(Day(number: Int32(clamping: number)))
    case .time: return .instant(Instant(microseconds: number))
    case .someOf(let options):
      return .members(options.indices.filter { number >> Int64($0) & 1 == 1 })
    case .yesNo, .oneOf, .country, .text: return nil
    }
  }

  /// A word of a code; of a word that no test names, one that no test names.
  private func word(_ code: Int, _ fact: Fact) -> String {
    guard let variable = plan.program.factVariables[fact.id.index].first,
      case .words(let words) = plan.program[variable].cells.form, code < words.count
    else { return "?" }
    return words[code]
  }

  /// How the rules of the plan come out for one record, by the evaluator of single records:
  /// linear truths, as columns have them.
  package func outcomes(of answers: Answers, on day: Day) -> [Finals] {
    let evaluation = evaluation(of: answers, on: day)
    return plan.rules.map { evaluation.linearFinals(of: $0.rule, bearer: $0.bearer, 0) }
  }

  /// A record as a case of its own.
  package func evaluation(of answers: Answers, on day: Day) -> Evaluation {
    let record = useCase(of: answers)
    return Evaluation(record, Setting(of: record, on: day, plan.rulebook.rules), plan.rulebook)
  }

  /// A record as a use case.
  package func useCase(of answers: Answers, named name: String? = nil) -> UseCase {
    let base = plan.mapping.useCase
    return UseCase(
      name: name ?? base.name, title: name ?? base.title, operatorName: base.operatorName,
      jurisdictions: base.jurisdictions, asIf: base.asIf, day: base.day, file: base.file,
      answers: answers, uses: [], lists: base.lists, evidence: base.evidence, waivers: [],
      judgements: base.judgements, readings: base.readings, expectations: [], asks: [])
  }
}

/// A record that was looked for.
package struct FoundRecord: Sendable {
  package let answers: Answers
  /// The day that it says itself.
  package let day: Day?
  package let line: Int
}

/// Looks for records by their id, line by line.
package final class LogFinder {
  private let audit: LogAudit
  private let reader: LogReader
  private let form: LogForm
  private let id: [UInt8]

  package init(_ audit: LogAudit, _ form: LogForm, id: String) {
    self.audit = audit
    self.form = form
    self.id = Array(id.utf8)
    reader = LogReader(audit.layout)
  }

  package func setHeader(_ names: [String]) { _ = reader.setHeader(names) }

  /// Records of some lines that have the id, and how many lines they are.
  package func find(
    in bytes: UnsafeRawBufferPointer, of file: String, isLast: Bool, linesBefore: Int
  ) -> (records: [FoundRecord], lines: Int) {
    var found: [FoundRecord] = []
    var lines = 0
    var place = 0
    while place < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[place...])
      let tile = reader.read(rest, as: form, isLast: isLast)
      guard tile.bytes > 0 else { break }
      for row in 0..<tile.rows where tile.idBytes(row).elementsEqual(id) {
        let line = linesBefore + lines + Int(tile.row_lines[row]) + 1
        let start = SourcePosition(line: line, column: 1)
        let answers = audit.answers(
          of: row, tile, from: Place(file: file, span: SourceSpan(start: start, end: start)))
        var day: Day?
        if let field = audit.layout.day, tile.there[field]?[row] == 1,
          let number = tile.numbers[field]?[row]
        {
          day = Day(number: Int32(clamping: number))
        }
        found.append(FoundRecord(answers: answers, day: day, line: line))
      }
      lines += Int(tile.lines)
      place += tile.bytes
    }
    return (found, lines)
  }
}
