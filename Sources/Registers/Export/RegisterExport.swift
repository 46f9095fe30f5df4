import LocatedYAML
package import RuleCompiler
package import RuleEvaluator

/// Records of a register, written from use cases, and what is missing in them.
package struct RegisterExport: Sendable {
  /// In the form of the register.
  package let text: String
  /// What the register asks for, or does not take, by the name of the use case.
  package let remarks: [Remark]

  /// What keeps a record from being entered as it is.
  package struct Remark: Sendable, Hashable {
    package let useCase: String
    package let column: String
    package let problem: Problem

    package enum Problem: Sendable, Hashable {
      /// The register takes no record without it, and nothing is known.
      case missing
      /// It has more characters than the register takes: how many that is.
      case tooLong(most: Int)
    }
  }
}

/// Writes use cases as records of a register: its preset, read backwards.
package func exportRegister(
  _ useCases: [UseCase], by preset: RegisterPreset, of rulebook: Rulebook
) -> RegisterExport {
  let records = useCases.map { RecordText($0, preset, of: rulebook) }
  var remarks: [RegisterExport.Remark] = []
  for (useCase, record) in zip(useCases, records) {
    for (column, text) in zip(preset.columns, record.columns) {
      if text == nil, column.isRequired {
        remarks.append(.init(useCase: useCase.name, column: column.name.label, problem: .missing))
      }
      if let text, let most = column.longest, text.count > most {
        remarks.append(
          .init(
            useCase: useCase.name, column: column.name.label, problem: .tooLong(most: most)))
      }
    }
  }
  let text: String =
    switch preset.format {
    case .csv: tableText(records, useCases, preset, rulebook)
    case .json: RegisterExport.json(records, preset)
    case .frontMatter: records.map { RegisterExport.frontMatter($0, preset) }.joined()
    }
  return RegisterExport(text: text, remarks: remarks)
}

private func tableText(
  _ records: [RecordText], _ useCases: [UseCase], _ preset: RegisterPreset, _ rulebook: Rulebook
) -> String {
  let own = preset.columns.map(\.name)
  var heads: [RegisterPreset.Column.Name] = []
  let all =
    preset.titles.prefix(1) + preset.operators.prefix(1) + preset.naming
    + [preset.jurisdictionColumn].compactMap(\.self)
  for name in all where !own.contains(name) && !heads.contains(name) { heads.append(name) }
  let vocabulary = rulebook.rules.vocabulary
  let facts: [FactID] =
    preset.factsByName ? Set(records.flatMap(\.answers.keys)).sorted() : []
  let known = Set(preset.columns.compactMap(\.note))
  var notes: [String] = []
  if preset.factsByName {
    for note in useCases.flatMap(\.notes) where !known.contains(note.name) {
      if !notes.contains(note.name) { notes.append(note.name) }
    }
  }
  let first = heads.map(\.text) + own.map(\.text) + facts.map { vocabulary[$0].name } + notes
  var rows = [first]
  for (useCase, record) in zip(useCases, records) {
    let said = facts.map { id in
      record.answers[id].map { vocabulary[id].cell($0.said) } ?? ""
    }
    let texts = notes.map { name in useCase.notes.first { $0.name == name }?.text ?? "" }
    rows.append(
      heads.map { record.head($0) ?? "" } + record.columns.map { $0 ?? "" } + said
        + texts)
  }
  return CSVText.table(rows)
}

extension Fact {
  /// An answer as a use case writes it; a text as it is.
  fileprivate func cell(_ said: Answer.Said) -> String {
    if case .value(.word(let word)) = said { return word }
    return written(said).written(inJSON: false)
  }
}
