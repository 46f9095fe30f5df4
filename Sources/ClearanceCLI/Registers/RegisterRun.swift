import LocatedYAML
import Registers
import Reports
import RuleCompiler
import RuleEvaluator

/// A register read whole: a file for each of its records, and what is still needed.
struct RegisterRun: Sendable {
  let preset: RegisterPreset
  private(set) var outputs: [(name: String, text: String)] = []
  private(set) var remarks: [Diagnostic] = []
  private(set) var tally: ImportTally
  /// Questions that are worth asking, over all use cases.
  private(set) var needed = 0
  private(set) var useCases: [(name: String, row: Int, facts: Int, needed: Int)] = []

  /// Reads a register; with anything wrong there is no result.
  init(
    _ source: SourceFile, by preset: RegisterPreset, for rulebook: Rulebook, on day: Day,
    encoding: TextEncoding?, jurisdictions: [String]
  ) throws(Failure) {
    self.preset = preset
    var reading: RegisterImport
    do {
      reading = try importRegister(
        source, by: preset.asking(jurisdictions), for: rulebook, encoding: encoding)
    } catch { throw Failure(error.diagnostics, in: [source]) }
    var records: [ImportedRecord] = []
    while let record = reading.next() { records.append(record) }
    guard !reading.diagnostics.containsError else {
      throw Failure(reading.diagnostics, in: [source])
    }
    tally = reading.tally
    remarks = reading.diagnostics + records.flatMap(\.diagnostics)
    let memory = VerdictMemory(of: rulebook)
    let written = records.mapInParallel { Written($0, rulebook, remembering: memory) }
    // Records that say the same need the same, and in a register many do.
    let said = records.map { Said(answers: $0.useCase.answers, asked: $0.useCase.jurisdictions) }
    let distinct = said.uniqued()
    let firsts = Dictionary(zip(said, records)) { first, _ in first }
    let examples = distinct.compactMap { firsts[$0]?.useCase }
    let counts = examples.mapInParallel {
      rulebook.assessBriefly($0, on: day, remembering: memory).neededCount
    }
    let needs = Dictionary(uniqueKeysWithValues: zip(distinct, counts))
    for (place, record) in records.enumerated() {
      if let failure = written[place].failure { throw failure }
      outputs.append((record.useCase.name + ".yaml", written[place].text))
      let count = needs[said[place]] ?? 0
      needed += count
      useCases.append((record.useCase.name, record.row, record.factCount, count))
    }
  }

  /// All that what is needed hangs on.
  private struct Said: Hashable, Sendable {
    let answers: [FactID: Answer.Said]
    let asked: [String]

    init(answers: Answers, asked: [String]) {
      self.answers = answers.mapValues(\.said)
      self.asked = asked
    }
  }

  /// One use case as a file, read back as anyone would read it.
  private struct Written: Sendable {
    let text: String
    private(set) var failure: Failure?

    init(_ record: ImportedRecord, _ rulebook: Rulebook, remembering memory: VerdictMemory) {
      text = UseCaseFile(record.useCase, of: rulebook).text
      let file = SourceFile(path: record.useCase.name + ".yaml", text: text)
      do { _ = try UseCase(file, answering: rulebook, remembering: memory) } catch {
        failure = Failure(error.diagnostics, in: [file])
      }
    }
  }
}

extension RegisterRun {
  /// Remarks for people: of each kind the first.
  func remarkLines(in source: SourceFile, _ language: Language) -> [String] {
    let most = 5
    var lines: [String] = []
    var counts: [String: Int] = [:]
    for remark in remarks.inOrder {
      counts[remark.code, default: 0] += 1
      if counts[remark.code, default: 0] <= most {
        lines.append(remark.oneLine)
      }
    }
    for (code, count) in counts.sorted(by: { $0.key < $1.key }) where count > most {
      lines.append(RegisterWords.moreRemarks(count - most, code).in(language))
    }
    return lines
  }

  /// What became of the cells of columns that answer facts, and how many others there are.
  func table(in language: Language, width: Int) -> [String] {
    typealias Words = RegisterWords
    let heads = [Words.mapped, Words.open, Words.unmapped, Words.silent]
      .map { $0.in(language) }
    let columns = tally.columns.filter(\.holdsFacts)
    let rows = columns.map { column in
      [column.mapped, column.open, column.unmapped, column.silent].map {
        $0 == 0 ? "·" : String($0)
      }
    }
    let widths = heads.indices.map { place in
      ([heads[place]] + rows.map { $0[place] }).map(\.count).max() ?? 0
    }
    let room = max(20, width - widths.reduce(0) { $0 + $1 + 2 })
    let names = columns.map { $0.name.oneLine.shortened(to: room) }
    let first = max(Words.column.in(language).count, names.map(\.count).max() ?? 0)
    func line(_ name: String, _ cells: [String]) -> String {
      name + String(repeating: " ", count: max(0, first - name.count))
        + zip(cells, widths).map { "  " + String(repeating: " ", count: $1 - $0.count) + $0 }
        .joined()
    }
    var lines: [String] = []
    if !columns.isEmpty {
      lines = [line(Words.column.in(language), heads)] + zip(names, rows).map { line($0, $1) }
    }
    let others = tally.columns.count - columns.count
    if others > 0 { lines.append(Words.keptAsText(others).in(language)) }
    return lines
  }

  /// The whole for a program.
  func json(_ loaded: LoadedRules, folder: String?) -> JSONValue {
    .members([
      ("format", .text("clearance-import")), ("version", .integer(1)),
      ("preset", .text(preset.name)),
      ("rulebook", loaded.json), ("out", .optional(folder)),
      ("use_cases", .integer(tally.records)), ("facts_read", .integer(tally.facts)),
      ("still_needed", .integer(needed)),
      (
        "columns",
        .list(
          tally.columns.map { column in
            .members([
              ("name", .text(column.name)), ("mapped", .integer(column.mapped)),
              ("no_fact", .integer(column.open)), ("not_published", .integer(column.silent)),
              ("unmapped", .integer(column.unmapped)), ("text", .integer(column.text)),
              ("holds_facts", .flag(column.holdsFacts)),
            ])
          })
      ),
      (
        "records",
        .list(
          useCases.map { useCase in
            .members([
              ("use_case", .text(useCase.name)), ("row", .integer(useCase.row)),
              ("facts_read", .integer(useCase.facts)),
              ("still_needed", .integer(useCase.needed)),
            ])
          })
      ),
      ("diagnostics", .list(remarks.inOrder.map(\.json))),
    ])
  }
}

extension Diagnostic {
  /// Without the line of the file, which in a table is a whole record.
  fileprivate var oneLine: String {
    let hint = suggestion.map { " (did you mean `\($0)`?)" } ?? hint.map { " (\($0))" } ?? ""
    return "\(file):\(span.start): \(severity.rawValue): \(message) [\(code)]\(hint)".printable
  }
}

extension String {
  fileprivate var oneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  fileprivate func shortened(to width: Int) -> String {
    count > width ? prefix(width - 1) + "…" : self
  }
}
