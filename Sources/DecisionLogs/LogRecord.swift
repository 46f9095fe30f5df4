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
        let tile =
          switch form {
          case .json: reader.readJSON(rest, isLast: true)
          case .csv(let separator): reader.readCSV(rest, isLast: true, separator: separator)
          }
        guard tile.bytes > 0 else { break }
        for row in 0..<tile.rows {
          found.append((tile.id(row), answers(of: row, tile)))
        }
        place += tile.bytes
      }
      return found
    }
  }

  private func answers(of row: Int, _ tile: log_tile) -> Answers {
    var answers = plan.mapping.useCase.answers
    for (place, column) in plan.mapping.columns.enumerated() {
      let field = layout.fieldOfColumn[place]
      let value = said(column, field, row, tile) ?? column.absent
      answers[column.fact] = value.map { Answer(said: .value($0), place: column.place) }
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
    let base = plan.mapping.useCase
    let record = UseCase(
      name: base.name, title: base.title, operatorName: base.operatorName,
      jurisdictions: base.jurisdictions, asIf: base.asIf, day: base.day, file: base.file,
      answers: answers, uses: [], lists: base.lists, evidence: base.evidence, waivers: [],
      judgements: base.judgements, readings: base.readings, expectations: [], asks: [])
    return Evaluation(record, Setting(of: record, on: day, plan.rulebook.rules), plan.rulebook)
  }
}
