import LocatedYAML
package import RuleCompiler

/// Text for people, which no rule reads.
package struct Note: Sendable, Hashable {
  package let name: String
  package let text: String

  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

/// The entry of a public register that a use case was taken from.
package struct RegisterEntry: Sendable, Hashable {
  /// The preset by which it was read.
  package var register: String
  package var file: String
  /// Of a table the row, the head being the first; of other files the record, counted from 1. Nil
  /// where the file is one record.
  package var row: Int?
  package var isTable: Bool
  /// Which columns each answer was taken from.
  package var columns: [FactID: [String]]
  /// In which class the register puts the system.
  package var label: Label?
  /// What no fact and no note holds: values that nobody has mapped, and columns that no preset knows.
  package var kept: [Kept]

  /// What a register itself says of the class of a system.
  package struct Label: Sendable, Hashable {
    package var scheme: String
    package var name: String
    package var column: String
    package var text: String

    package init(scheme: String, name: String, column: String, text: String) {
      self.scheme = scheme
      self.name = name
      self.column = column
      self.text = text
    }
  }

  /// Text of a column as it stands there.
  package struct Kept: Sendable, Hashable {
    package var column: String
    package var text: String

    package init(column: String, text: String) {
      self.column = column
      self.text = text
    }
  }

  package init(
    register: String, file: String, row: Int?, isTable: Bool, columns: [FactID: [String]] = [:],
    label: Label? = nil, kept: [Kept] = []
  ) {
    self.register = register
    self.file = file
    self.row = row
    self.isTable = isTable
    self.columns = columns
    self.label = label
    self.kept = kept
  }
}

extension RegisterEntry {
  /// Where the register has what is said in columns.
  package func origin(of columns: [String]) -> Origin {
    let name = columns.joined(separator: " + ")
    return isTable
      ? .cell(file: file, row: row ?? 1, column: name) : .value(file: file, record: row, key: name)
  }

  var origins: [FactID: Origin] { columns.mapValues(origin) }
}

extension CaseReader {
  /// `notes: {name: text}`.
  func readNotes(_ fields: inout Fields, noting diagnostics: inout [Diagnostic]) -> [Note] {
    fields.mapping("notes", noting: &diagnostics).compactMap { entry in
      Fields.text(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
        .map { Note(name: entry.key.text, text: $0.text) }
    }
  }

  /// `origin: {register, file, row, columns, label, kept}`.
  func readEntry(
    _ fields: inout Fields, noting diagnostics: inout [Diagnostic]
  ) -> RegisterEntry? {
    guard let entry = fields.take("origin"),
      var own = Fields(entry.value, of: "origin", in: file, noting: &diagnostics)
    else { return nil }
    let register = own.text("register", noting: &diagnostics)
    let source = own.text("file", noting: &diagnostics)
    let row = number("row", &own, noting: &diagnostics)
    let record = number("record", &own, noting: &diagnostics)
    var columns: [FactID: [String]] = [:]
    if let entry = own.take("columns") {
      columns = readColumns(entry, noting: &diagnostics)
    }
    let label = own.take("label").flatMap { readLabel($0, noting: &diagnostics) }
    let kept = own.list("kept", noting: &diagnostics).compactMap {
      readKept($0, noting: &diagnostics)
    }
    own.finish(noting: &diagnostics)
    guard let register, let source else {
      let missing = register == nil ? "register" : "file"
      diagnostics.append(.missingKey(missing, of: "`origin`", in: file, at: entry.key.span))
      return nil
    }
    return RegisterEntry(
      register: register.text, file: source.text, row: row ?? record, isTable: row != nil,
      columns: columns, label: label, kept: kept)
  }

  private func number(
    _ key: String, _ fields: inout Fields, noting diagnostics: inout [Diagnostic]
  ) -> Int? {
    guard let word = fields.text(key, noting: &diagnostics) else { return nil }
    guard let number = Int(word.text), number > 0 else {
      diagnostics.append(.notARow(word, in: file))
      return nil
    }
    return number
  }

  private func readColumns(
    _ entry: Entry, noting diagnostics: inout [Diagnostic]
  ) -> [FactID: [String]] {
    guard case .mapping(let entries) = entry.value.shape else {
      diagnostics.append(.mappingExpected("columns", in: file, at: entry.value.span))
      return [:]
    }
    var columns: [FactID: [String]] = [:]
    for entry in entries {
      guard let fact = vocabulary.fact(named: entry.key.text) else {
        diagnostics.append(.unknownFact(entry.key, vocabulary, in: file))
        continue
      }
      let nodes: [Node] =
        if case .sequence(let items) = entry.value.shape { items } else { [entry.value] }
      columns[fact] = nodes.compactMap {
        Fields.text($0, of: entry.key.text, in: file, noting: &diagnostics)?.text
      }
    }
    return columns
  }

  private func readLabel(
    _ entry: Entry, noting diagnostics: inout [Diagnostic]
  ) -> RegisterEntry.Label? {
    guard var own = Fields(entry.value, of: "label", in: file, noting: &diagnostics) else {
      return nil
    }
    let words = ["scheme", "class", "column", "text"].map {
      own.text($0, noting: &diagnostics)?.text
    }
    own.finish(noting: &diagnostics)
    guard let scheme = words[0], let name = words[1] else {
      diagnostics.append(
        .missingKey(
          words[0] == nil ? "scheme" : "class", of: "`label`", in: file, at: entry.key.span))
      return nil
    }
    return RegisterEntry.Label(
      scheme: scheme, name: name, column: words[2] ?? "", text: words[3] ?? "")
  }

  private func readKept(
    _ node: Node, noting diagnostics: inout [Diagnostic]
  ) -> RegisterEntry.Kept? {
    guard var own = Fields(node, of: "kept", in: file, noting: &diagnostics) else { return nil }
    let column = own.text("column", noting: &diagnostics)
    let text = own.text("text", noting: &diagnostics)
    own.finish(noting: &diagnostics)
    return column.flatMap { column in
      text.map { RegisterEntry.Kept(column: column.text, text: $0.text) }
    }
  }
}

extension Diagnostic {
  static func notARow(_ word: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "not-a-row", severity: .error, message: "`\(word.text)` is no number of a row",
      file: file, span: word.span, hint: "rows and records are counted from 1")
  }
}
