import LocatedYAML
import RuleCompiler

/// The records of a register, one after the other.
enum RecordSource: Sendable {
  case table(CSVReader, CSVTable)
  case tree(records: [Node], next: Int)

  /// Where columns stand in a table.
  struct CSVTable: Sendable {
    let head: [String]
    /// The place of a head, as it compares, by how many of its like came before.
    let places: [String: [Int]]
    var cells: [CSVReader.Cell] = []

    func place(of name: RegisterPreset.Column.Name) -> Int? {
      places[name.text.comparable].flatMap {
        $0.indices.contains(name.occurrence) ? $0[name.occurrence] : nil
      }
    }
  }
}

extension RecordSource {
  /// What the record that was read last says in a column; nil where it has none.
  func cell(_ name: RegisterPreset.Column.Name, of record: Node?) -> RegisterCell? {
    switch self {
    case .table(let reader, let table):
      guard let place = table.place(of: name), table.cells.indices.contains(place) else {
        return nil
      }
      return RecordSource.cell(table.cells[place], reader)
    case .tree:
      guard let record else { return nil }
      let nodes = record.values(at: name.path)
      guard let first = nodes.first else { return nil }
      return RegisterCell(
        texts: nodes.flatMap(\.texts), span: first.span,
        isList: nodes.count > 1 || first.isSequence)
    }
  }

  static func cell(_ cell: CSVReader.Cell, _ reader: CSVReader) -> RegisterCell {
    RegisterCell(
      texts: [CSVText.read(reader.text(of: cell)).trimmed], span: reader.span(of: cell))
  }
}

extension Node {
  /// Everything that a path leads to; lists on the way are walked through.
  func values(at path: [RegisterPreset.Step]) -> [Node] {
    guard let step = path.first else { return [self] }
    switch shape {
    case .scalar: return []
    case .sequence(let items): return items.flatMap { $0.values(at: path) }
    case .mapping(let entries):
      guard let value = entries.first(where: { $0.key.text == step.key })?.value else { return [] }
      guard let filter = step.filter else { return value.values(at: Array(path.dropFirst())) }
      let items: [Node] = if case .sequence(let items) = value.shape { items } else { [value] }
      return items.filter { $0.says(filter.value, of: filter.key) }
        .flatMap { $0.values(at: Array(path.dropFirst())) }
    }
  }

  private func says(_ text: String, of key: String) -> Bool {
    guard case .mapping(let entries) = shape,
      case .scalar(let scalar)? = entries.first(where: { $0.key.text == key })?.value.shape
    else { return false }
    return scalar.text == text
  }

  var isSequence: Bool { if case .sequence = shape { true } else { false } }

  /// Its words; of a mapping that something stands there. Null is silence.
  fileprivate var texts: [String] {
    switch shape {
    case .scalar(let scalar): scalar.isNull ? [] : [scalar.text.trimmed]
    case .sequence(let items): items.flatMap(\.texts)
    case .mapping(let entries):
      entries.isEmpty ? [] : [entries.flatMap(\.value.texts).joined(separator: "; ")]
    }
  }
}
