package import LocatedYAML
package import RuleCompiler
package import RuleEvaluator

/// Reads a register as use cases, one record at a time.
///
/// What it does not say stays unknown; what nobody has mapped is a remark, and text.
///
/// - Parameters:
///   - encoding: how the bytes are text, where the caller knows better than the preset.
/// - Throws: `UseCaseError` where the file is no such register.
package func importRegister(
  _ file: SourceFile, by preset: RegisterPreset, for rulebook: Rulebook,
  encoding: TextEncoding? = nil
) throws(UseCaseError) -> RegisterImport {
  var diagnostics: [Diagnostic] = []
  let source = RecordSource(
    file, by: preset, encoding: encoding,
    isFact: { rulebook.rules.vocabulary.fact(named: $0) != nil }, noting: &diagnostics)
  guard let source, !diagnostics.containsError else {
    throw UseCaseError(diagnostics: diagnostics.inOrder)
  }
  return RegisterImport(
    file: file, preset: preset, rulebook: rulebook, source: source, diagnostics: diagnostics)
}

/// An import under way: a sequence of the records of a register, each once.
package struct RegisterImport: Sequence, IteratorProtocol, Sendable {
  let file: SourceFile
  package let preset: RegisterPreset
  let rulebook: Rulebook
  var source: RecordSource
  /// Remarks on the file as a whole, and on rows that could not be read.
  package internal(set) var diagnostics: [Diagnostic]
  /// What became of the cells so far.
  package internal(set) var tally = ImportTally()
  var names = RecordNames()
  /// Facts that do not fit the others, by what is said: many records say the same.
  private var misfits: [[FactID: Answer.Said]: [FactID]] = [:]
  private let memory: VerdictMemory
  /// Places of columns that the preset does not know.
  let unknown: [Int]
  /// What values of columns say, so that each is looked up once.
  var known: [[String: RegisterPreset.Effect?]]

  init(
    file: SourceFile, preset: RegisterPreset, rulebook: Rulebook, source: RecordSource,
    diagnostics: [Diagnostic]
  ) {
    self.file = file
    self.preset = preset
    self.rulebook = rulebook
    memory = VerdictMemory(of: rulebook)
    self.source = source
    self.diagnostics = diagnostics
    unknown = if case .table(_, let table) = source { table.unknown(to: preset) } else { [] }
    known = Array(repeating: [:], count: preset.columns.count)
    tally.columns = preset.columns.map {
      ImportTally.Column(
        name: $0.name.label, holdsFacts: $0.fact != nil || $0.values != nil || $0.label != nil)
    }
  }

  /// The next record; rows that cannot be read are noted and passed over.
  package mutating func next() -> ImportedRecord? {
    while true {
      switch source {
      case .table(var reader, var table):
        let before = diagnostics.count
        let isThere = reader.next(into: &table.cells, noting: &diagnostics)
        source = .table(reader, table)
        guard isThere else { return nil }
        if diagnostics[before...].containsError || !fits(table, reader) {
          tally.refused += 1
          continue
        }
        return record(nil, row: reader.row)
      case .tree(let records, let next):
        guard next < records.count else { return nil }
        source = .tree(records: records, next: next + 1)
        guard case .mapping = records[next].shape else {
          diagnostics.append(.noRecord(next + 1, in: file.path, at: records[next].span.first))
          tally.refused += 1
          continue
        }
        return record(records[next], row: next + 1)
      }
    }
  }

  /// A row with cells that are missing or too many may have lost its order: it is not read.
  private mutating func fits(_ table: RecordSource.CSVTable, _ reader: CSVReader) -> Bool {
    let (found, wanted) = (table.cells.count, table.head.count)
    let isWell =
      found == wanted || found > wanted && table.cells[wanted...].allSatisfy(\.bytes.isEmpty)
    if !isWell, let first = table.cells.first {
      diagnostics.append(
        .raggedRow(reader.row, found, wanted, in: file.path, at: reader.span(of: first).first))
    }
    return isWell
  }

  private mutating func record(_ node: Node?, row: Int) -> ImportedRecord {
    let isOne = if case .tree(let records, _) = source { records.count == 1 } else { false }
    var builder = RecordBuilder(
      entry: RegisterEntry(
        register: preset.name, file: file.path.lastComponent, row: isOne ? nil : row,
        isTable: preset.isTable))
    for place in preset.columns.indices { read(column: place, node, into: &builder) }
    readNamedFacts(into: &builder)
    keepRest(of: node, in: &builder)
    func text(_ names: [RegisterPreset.Column.Name]) -> String? {
      for name in names {
        let texts = source.cell(name, of: node)?.texts ?? []
        if let said = texts.first(where: { !preset.isSilent($0) }) { return said }
      }
      return nil
    }
    let title = text(preset.titles)
    let words = preset.naming.compactMap { text([$0]) }
    let name = names.name(words.isEmpty ? title : words.joined(separator: " "), row: row)
    var answers = builder.answers(rulebook.rules.vocabulary, preset.name, given: preset.facts)
    var useCase: UseCase
    while true {
      useCase = UseCase(
        name: name, title: title, operatorName: text(preset.operators),
        jurisdictions: jurisdictions(of: node) ?? preset.jurisdictions, file: file.path,
        answers: answers,
        notes: builder.notes, entry: builder.entry)
      let misfits = misfits(of: useCase, answers)
      if misfits.isEmpty { break }
      for fact in misfits {
        if let place = answers[fact]?.place {
          builder.diagnostics.append(.doesNotFit(rulebook.rules.vocabulary[fact], at: place))
        }
        answers[fact] = nil
        builder.entry.columns[fact] = nil
      }
    }
    let count = answers.count { builder.entry.columns[$0.key] != nil }
    tally.records += 1
    tally.facts += count
    return ImportedRecord(
      useCase: useCase, row: row, diagnostics: builder.diagnostics, factCount: count)
  }

  /// Whose law a record asks; nil where it does not say.
  private func jurisdictions(of node: Node?) -> [String]? {
    guard let column = preset.jurisdictionColumn,
      let texts = source.cell(column, of: node)?.texts, texts != [""]
    else { return nil }
    let codes = texts.flatMap { $0.split { ", ;[]".contains($0) } }.map(String.init)
    return codes.isEmpty ? nil : codes
  }

  private mutating func misfits(of useCase: UseCase, _ answers: Answers) -> [FactID] {
    let said = answers.mapValues(\.said)
    if let known = misfits[said] { return known }
    let found = useCase.misfits(rulebook, remembering: memory)
    misfits[said] = found
    return found
  }
}

extension RegisterPreset.Column.Name {
  /// As people tell it apart.
  package var label: String { occurrence == 0 ? text : "\(text) [\(occurrence + 1)]" }
}

extension Diagnostic {
  static func raggedRow(
    _ row: Int, _ found: Int, _ wanted: Int, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "ragged-row", severity: .error,
      message: "row \(row) has \(found) \(found == 1 ? "cell" : "cells"), and the head \(wanted)",
      file: file, span: span, hint: "a cell that holds the separator stands in quotes")
  }

  static func noRecord(_ record: Int, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "not-a-record", severity: .error,
      message: "record \(record) is no pairs of key and value", file: file, span: span)
  }

  static func doesNotFit(_ fact: Fact, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "does-not-fit", severity: .warning,
      message: "\(place.rowWords)`\(fact.name)` cannot have this answer along with the others; "
        + "it is left out", file: place.file, span: place.span)
  }
}
