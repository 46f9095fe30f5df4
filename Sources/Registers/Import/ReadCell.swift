import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A record while it is read.
struct RecordBuilder: Sendable {
  var entry: RegisterEntry
  private(set) var notes: [Note] = []
  /// Where each note is among them.
  private var places: [String: Int] = [:]
  var diagnostics: [Diagnostic] = []
  private(set) var merged: [FactID: Merged] = [:]

  init(entry: RegisterEntry) { self.entry = entry }

  mutating func add(
    _ effect: RegisterPreset.Effect, from column: RegisterPreset.Column.Name, at place: Place
  ) {
    for (fact, said) in effect.answers {
      merged[fact, default: Merged(place: place)].add(said, from: column)
    }
  }

  mutating func note(_ name: String, _ text: String) {
    if let place = places[name] {
      guard notes[place].text != text else { return }
      notes[place] = Note(name: name, text: notes[place].text + "\n" + text)
    } else {
      places[name] = notes.count
      notes.append(Note(name: name, text: text))
    }
  }

  mutating func keep(_ column: String, _ text: String) {
    entry.kept.append(RegisterEntry.Kept(column: column, text: text))
  }

  /// What the columns say, with what is so of every record.
  mutating func answers(
    _ vocabulary: Vocabulary, _ register: String, given: Answers
  ) -> Answers {
    var answers = given
    for (id, found) in merged.sorted(by: { $0.key < $1.key }) {
      let names = found.columns.map(\.label)
      let place = Place(
        file: found.place.file, span: found.place.span, origin: entry.origin(of: names))
      guard let said = found.said(of: vocabulary[id]) else {
        diagnostics.append(.columnsDisagree(vocabulary[id], names, at: place))
        continue
      }
      if let first = given[id], first.said != said, !first.said.isWidened(by: said) {
        diagnostics.append(.columnsDisagree(vocabulary[id], names, at: place))
        continue
      }
      answers[id] = Answer(said: said.joined(with: given[id]?.said), place: place)
      entry.columns[id] = names
    }
    return answers
  }
}

extension Answer.Said {
  /// Whether another answer says more of the same set, or the same.
  fileprivate func isWidened(by other: Answer.Said) -> Bool {
    switch (self, other) {
    case (.unknown, _), (.unsayable, _): return true
    case (.partly(let has, let hasNot), .partly(let more, let less)):
      return Set(has).isDisjoint(with: less) && Set(hasNot).isDisjoint(with: more)
    case (.partly(let has, let hasNot), .value(.members(let members))):
      return Set(has).isSubset(of: members) && Set(hasNot).isDisjoint(with: members)
    default: return false
    }
  }

  fileprivate func joined(with other: Answer.Said?) -> Answer.Said {
    guard case .partly(let has, let hasNot) = self, case .partly(let more, let less)? = other
    else { return self }
    return .partly(
      has: Set(has).union(more).sorted(), hasNot: Set(hasNot).union(less).sorted())
  }
}

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

extension RegisterPreset.Column {
  /// The values of a cell.
  func parts(of cell: RegisterCell) -> [String] {
    if cell.isList { return cell.texts }
    var parts = cell.texts
    for split in splits {
      switch split {
      case .list:
        if parts.count == 1, let items = parts[0].bracketedItems { return items.map(\.trimmed) }
      case .text(let separator):
        parts = parts.flatMap { $0.pieces(at: separator) }.map(\.trimmed)
      }
    }
    return parts.filter { !$0.isEmpty }
  }

  /// What a value says; nil where nobody has mapped it.
  func effect(of text: String, _ rulebook: Rulebook) -> RegisterPreset.Effect? {
    if let values {
      let comparable = text.comparable
      return values.first { $0.value.matches(comparable) }?.effect
    }
    guard let id = fact else { return nil }
    let fact = rulebook.rules.vocabulary[id]
    if fact.type == .date, !days.isEmpty {
      return days.lazy.compactMap { $0.day(text) }.first
        .map { RegisterPreset.Effect(answers: [(id, .value(.day($0)))]) }
    }
    if fact.type == .text { return RegisterPreset.Effect(answers: [(id, .value(.word(text)))]) }
    var said: [Diagnostic] = []
    let node = Node(shape: .scalar(Scalar(text: text, isPlain: false)), span: place.span)
    let cases = CaseReader(rulebook: rulebook, file: place.file)
    switch cases.readSaid(node, of: fact, noting: &said) {
    case nil: return nil
    case .unknown, .unsayable: return RegisterPreset.Effect(answers: [])
    case .value(.members(let members)):
      return RegisterPreset.Effect(answers: [(id, .partly(has: members, hasNot: []))])
    case .value(let value): return RegisterPreset.Effect(answers: [(id, .value(value))])
    case .partly(let has, let hasNot):
      return RegisterPreset.Effect(answers: [(id, .partly(has: has, hasNot: hasNot))])
    }
  }

  /// The value that was perhaps meant.
  func near(_ text: String, _ vocabulary: Vocabulary) -> String? {
    nearest(
      to: text,
      among: values?.map(\.value.text) ?? fact.map { vocabulary[$0].options.map(\.name) } ?? [])
  }
}

extension RecordSource.CSVTable {
  /// Places of columns that no part of a preset names.
  func unknown(to preset: RegisterPreset) -> [Int] {
    let names = preset.columns.map(\.name) + preset.naming + preset.titles + preset.operators
    let known = Set((names + [preset.jurisdictionColumn].compactMap(\.self)).compactMap(place))
    return head.indices.filter {
      !known.contains($0) && !preset.unread.contains(head[$0].comparable)
    }
  }
}

extension String {
  /// The parts between separators.
  func pieces(at separator: String) -> [String] {
    guard !separator.isEmpty else { return [self] }
    var parts: [String] = []
    var part = String.UnicodeScalarView()
    var rest = unicodeScalars[...]
    let wanted = Array(separator.unicodeScalars)
    while let first = rest.first {
      if rest.starts(with: wanted) {
        parts.append(String(part))
        part = String.UnicodeScalarView()
        rest = rest.dropFirst(wanted.count)
      } else {
        part.append(first)
        rest.removeFirst()
      }
    }
    return parts + [String(part)]
  }

  /// The items of a list as JSON or Python writes it; nil where this is none.
  var bracketedItems: [String]? {
    guard utf8.first == UInt8(ascii: "["), utf8.last == UInt8(ascii: "]") else { return nil }
    var rest = unicodeScalars.dropFirst().dropLast()
    var items: [String] = []
    while true {
      while let first = rest.first, first == " " || first == "," { rest.removeFirst() }
      guard let quote = rest.first else { return items }
      guard quote == "\"" || quote == "'" else { return nil }
      rest.removeFirst()
      var item = String.UnicodeScalarView()
      while let scalar = rest.first, scalar != quote {
        rest.removeFirst()
        if scalar == "\\", let escaped = rest.first {
          item.append(escaped)
          rest.removeFirst()
        } else {
          item.append(scalar)
        }
      }
      guard !rest.isEmpty else { return nil }
      rest.removeFirst()
      items.append(String(item))
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
