import LocatedYAML
import RuleCompiler

/// The records of a register, one after the other.
enum RecordSource: Sendable {
  case table(CSVReader, CSVTable)
  case tree(records: [Node], next: Int)

  /// Where columns stand in a table.
  struct CSVTable: Sendable {
    let head: [String]
    private let places: [RegisterPreset.Column.Name: Int]
    var cells: [CSVReader.Cell] = []

    /// - Parameter names: every name by which columns are asked for.
    init(head: [String], names: [RegisterPreset.Column.Name]) {
      self.head = head
      var byHead: [String: [Int]] = [:]
      for (place, name) in head.enumerated() {
        byHead[name.comparable, default: []].append(place)
      }
      var places: [RegisterPreset.Column.Name: Int] = [:]
      for name in names {
        let found = byHead[name.text.comparable] ?? []
        if found.indices.contains(name.occurrence) { places[name] = found[name.occurrence] }
      }
      self.places = places
    }

    func place(of name: RegisterPreset.Column.Name) -> Int? { places[name] }
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
