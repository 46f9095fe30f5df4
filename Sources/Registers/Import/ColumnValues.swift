import LocatedYAML
import RuleCompiler
import RuleEvaluator

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
