import LocatedYAML
import RuleCompiler
import RuleEvaluator

extension RegisterImport {
  /// Reads what one column says of a record.
  mutating func read(column place: Int, _ node: Node?, into builder: inout RecordBuilder) {
    let column = preset.columns[place]
    let cell = source.cell(column.name, of: node)
    let isSilent = cell?.texts.allSatisfy(preset.isSilent) ?? true
    guard let cell, !isSilent else {
      tally.columns[place].silent += 1
      return
    }
    let whole = cell.texts.joined(separator: "\n")
    if let note = column.note { builder.note(note, whole) }
    let isLabel = readLabel(column, whole, &builder)
    guard column.fact != nil || column.values != nil else {
      tally.columns[place].text += isLabel == nil ? 1 : 0
      tally.columns[place].mapped += isLabel == true ? 1 : 0
      tally.columns[place].unmapped += isLabel == false ? 1 : 0
      return
    }
    let found = Place(
      file: file.path, span: cell.span, origin: builder.entry.origin(of: [column.name.label]))
    var parts = column.parts(of: cell)
    if let companion = column.companion {
      let before = source.cell(companion, of: node)?.texts.first ?? ""
      parts = parts.map { before + "/" + $0 }
    }
    var unmapped: [String] = []
    var isMapped = false
    var named: Set<Int> = []
    for part in parts where !preset.isSilent(part) {
      guard let effect = effect(of: part, column: place) else {
        unmapped.append(part)
        continue
      }
      isMapped = isMapped || !effect.answers.isEmpty
      for case (_, .partly(let has, _)) in effect.answers { named.formUnion(has) }
      builder.add(effect, from: column.name, at: found)
    }
    if column.isWhole, unmapped.isEmpty, let fact = column.fact {
      let rest = Set(rulebook.rules.vocabulary[fact].options.indices).subtracting(named)
      builder.add(
        RegisterPreset.Effect(answers: [(fact, .partly(has: [], hasNot: rest.sorted()))]),
        from: column.name, at: found)
    }
    if !unmapped.isEmpty, !column.isOpen {
      tally.columns[place].unmapped += 1
      if column.note == nil { builder.keep(column.name.label, whole) }
      for part in unmapped {
        builder.diagnostics.append(
          .unmappedValue(
            part, column.name.label, column.near(part, rulebook.rules.vocabulary), at: found))
      }
    } else if isMapped {
      tally.columns[place].mapped += 1
    } else {
      tally.columns[place].open += 1
    }
  }

  /// Nil where the column is no label; else whether its value is known.
  private func readLabel(
    _ column: RegisterPreset.Column, _ text: String, _ builder: inout RecordBuilder
  ) -> Bool? {
    guard let label = column.label else { return nil }
    let comparable = text.comparable
    guard let found = label.classes.first(where: { $0.value.matches(comparable) }) else {
      if column.note == nil, column.fact == nil, column.values == nil {
        builder.keep(column.name.label, text)
      }
      return false
    }
    builder.entry.label = RegisterEntry.Label(
      scheme: label.scheme, name: found.name, column: column.name.label, text: text)
    return true
  }

  /// What a value of a column says; nil where nobody has mapped it.
  private mutating func effect(of text: String, column place: Int) -> RegisterPreset.Effect? {
    if let known = known[place][text] { return known }
    let found = preset.columns[place].effect(of: text, rulebook)
    known[place][text] = .some(found)
    return found
  }

  /// Reads columns whose heads are names of facts.
  mutating func readNamedFacts(into builder: inout RecordBuilder) {
    guard preset.factsByName, case .table(let reader, let table) = source else { return }
    let vocabulary = rulebook.rules.vocabulary
    for (place, head) in table.head.enumerated() where table.cells.indices.contains(place) {
      let name = RegisterPreset.Column.Name(head)
      let cell = RecordSource.cell(table.cells[place], reader)
      guard let id = vocabulary.fact(named: head), let text = cell.texts.first,
        !preset.isSilent(text)
      else { continue }
      let found = Place(
        file: file.path, span: cell.span, origin: builder.entry.origin(of: [head]))
      var said: [Diagnostic] = []
      switch vocabulary[id].answer(text, in: rulebook, noting: &said) {
      case .unknown?: continue
      case .value(let value)?:
        builder.add(.init(answers: [(id, .value(value))]), from: name, at: found)
      case .partly(let has, let hasNot)?:
        builder.add(
          .init(answers: [(id, .partly(has: has, hasNot: hasNot))]), from: name, at: found)
      case .unsayable(let why)?:
        builder.add(.init(answers: [(id, .unsayable(why))]), from: name, at: found)
      case nil:
        builder.keep(head, text)
        builder.diagnostics.append(
          .unmappedValue(
            text, head, nearest(to: text, among: vocabulary[id].options.map(\.name)), at: found))
      }
    }
  }

  /// Keeps what stands in columns that the preset does not know.
  func keepRest(of node: Node?, in builder: inout RecordBuilder) {
    guard case .table(let reader, let table) = source else { return }
    for place in unknown where table.cells.indices.contains(place) {
      if preset.factsByName, rulebook.rules.vocabulary.fact(named: table.head[place]) != nil {
        continue
      }
      let text = RecordSource.cell(table.cells[place], reader).texts[0]
      guard !preset.isSilent(text) else { continue }
      if preset.factsByName, !table.head[place].isEmpty {
        builder.note(table.head[place], text)
        continue
      }
      builder.keep(table.head[place].isEmpty ? "#\(place + 1)" : table.head[place], text)
    }
  }
}

extension Place {
  /// `row 17, column "Stage": `, for a remark that stands beside the name of the file.
  var rowWords: String {
    switch origin {
    case .cell(_, let row, let column)?: "row \(row), column `\(column)`: "
    case .value(_, let record?, let key)?: "record \(record), `\(key)`: "
    case .value(_, nil, let key)?: "`\(key)`: "
    case nil: ""
    }
  }
}

extension Diagnostic {
  static func unmappedValue(
    _ text: String, _ column: String, _ nearest: String?, at place: Place
  ) -> Diagnostic {
    let shown = text.unicodeScalars.count > 80 ? String(text.prefix(79)) + "…" : text
    return Diagnostic(
      code: "unmapped-value", severity: .warning,
      message: "\(place.rowWords)`\(shown)` is no value that the preset knows; it is kept as text",
      file: place.file, span: place.span, suggestion: nearest)
  }

  static func columnsDisagree(_ fact: Fact, _ columns: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      code: "columns-disagree", severity: .warning,
      message: "\(place.rowWords)what is said of `\(fact.name)` does not agree; it stays unknown",
      file: place.file, span: place.span)
  }
}
