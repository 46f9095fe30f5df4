import LocatedYAML

/// A record of JSON while it is written: columns by their paths.
private indirect enum Tree {
  case text(String)
  case list([Tree])
  case members([(String, Tree)])

  mutating func set(_ value: Tree, at path: ArraySlice<String>) {
    guard let key = path.first else {
      self = value
      return
    }
    var members: [(String, Tree)] = if case .members(let members) = self { members } else { [] }
    let place = members.firstIndex { $0.0 == key }
    var inner: Tree = place.map { members[$0].1 } ?? .members([])
    inner.set(value, at: path.dropFirst())
    if let place { members[place].1 = inner } else { members.append((key, inner)) }
    self = .members(members)
  }

  /// Sets a column of a list of mappings: the first text in the first of them.
  mutating func set(_ texts: [String], at path: ArraySlice<String>) {
    guard path.count == 2, let key = path.first, let inner = path.last else {
      set(.list(texts.map(Tree.text)), at: path)
      return
    }
    var items: [Tree] = []
    if case .members(let members) = self,
      case .list(let known)? = members.first(where: { $0.0 == key })?.1
    {
      items = known
    }
    for (place, text) in texts.enumerated() {
      if place >= items.count { items.append(.members([])) }
      items[place].set(.text(text), at: [inner])
    }
    set(.list(items), at: [key])
  }

  func write(into text: inout String, indent: Int) {
    let margin = "\n" + String(repeating: " ", count: indent)
    switch self {
    case .text(let words): text += NewValue.text(words.admissible).written(inJSON: true)
    case .list(let items):
      text += "["
      for (place, item) in items.enumerated() {
        text += (place > 0 ? "," : "") + margin + "  "
        item.write(into: &text, indent: indent + 2)
      }
      text += (items.isEmpty ? "" : margin) + "]"
    case .members(let members):
      text += "{"
      for (place, member) in members.enumerated() {
        text += (place > 0 ? "," : "") + margin + "  "
        text += NewValue.text(member.0).written(inJSON: true) + ": "
        member.1.write(into: &text, indent: indent + 2)
      }
      text += (members.isEmpty ? "" : margin) + "}"
    }
  }
}

extension RegisterExport {
  /// One record as an object, several as a list of them.
  static func json(_ records: [RecordText], _ preset: RegisterPreset) -> String {
    let trees = records.map { tree($0, preset) }
    var text = ""
    (trees.count == 1 ? trees[0] : Tree.list(trees)).write(into: &text, indent: 0)
    return text + "\n"
  }

  private static func tree(_ record: RecordText, _ preset: RegisterPreset) -> Tree {
    var tree = Tree.members([])
    let own = preset.columns.map(\.name)
    for name in preset.titles.prefix(1) + preset.operators.prefix(1) where !own.contains(name) {
      if let text = record.head(name) { tree.set(.text(text), at: name.keys[...]) }
    }
    for (column, text) in zip(preset.columns, record.columns) {
      guard let text else { continue }
      let keys = column.name.keys[...]
      if column.isList {
        tree.set(text.pieces(at: "\n"), at: keys)
      } else {
        tree.set(.text(text), at: keys)
      }
    }
    return tree
  }

  /// The head of a page of Markdown.
  static func frontMatter(_ record: RecordText, _ preset: RegisterPreset) -> String {
    var text = "---\n"
    for (column, words) in zip(preset.columns, record.columns) where column.name.path.count == 1 {
      guard let words else { continue }
      let items = words.pieces(at: "\n").map { NewValue.text($0.admissible).written(inJSON: false) }
      text += column.name.text + ": "
      text += items.count == 1 ? items[0] : "[" + items.joined(separator: ", ") + "]"
      text += "\n"
    }
    return text + "---\n"
  }
}

extension RegisterPreset.Column.Name {
  fileprivate var keys: [String] { path.map(\.key) }
}
