package import LocatedYAML

/// The entries of a mapping, taken one by one; what nobody takes is a mistake.
package struct Fields {
  package let file: String
  package let span: SourceSpan
  private var entries: [Entry]
  private var known: [String] = []

  package init(_ entries: [Entry], at span: SourceSpan, in file: String) {
    self.entries = entries
    self.span = span
    self.file = file
  }

  /// The entries of a node that must be a mapping.
  package init?(
    _ node: Node, of what: String, in file: String, noting diagnostics: inout [Diagnostic]
  ) {
    guard case .mapping(let entries) = node.shape else {
      diagnostics.append(.mappingExpected(what, in: file, at: node.span))
      return nil
    }
    self.init(entries, at: node.span, in: file)
  }

  /// Whether an entry stands there, untaken.
  package func has(_ key: String) -> Bool {
    entries.contains { $0.key.text == key }
  }

  package mutating func take(_ key: String) -> Entry? {
    known.append(key)
    guard let index = entries.firstIndex(where: { $0.key.text == key }) else { return nil }
    return entries.remove(at: index)
  }

  /// A field that must be a single word or sentence.
  package mutating func text(
    _ key: String, noting diagnostics: inout [Diagnostic]
  ) -> Key? {
    guard let entry = take(key) else { return nil }
    return Fields.text(entry.value, of: key, in: file, noting: &diagnostics)
  }

  package static func text(
    _ node: Node, of key: String, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> Key? {
    guard case .scalar(let scalar) = node.shape, !(scalar.isPlain && scalar.isNull) else {
      diagnostics.append(.textExpected(key, in: file, at: node.span))
      return nil
    }
    return Key(text: scalar.text, span: node.span)
  }

  /// A field that is one word or a list of words.
  package mutating func words(
    _ key: String, noting diagnostics: inout [Diagnostic]
  ) -> [Key] {
    guard let entry = take(key) else { return [] }
    let nodes: [Node] =
      if case .sequence(let items) = entry.value.shape { items } else { [entry.value] }
    return nodes.compactMap { Fields.text($0, of: key, in: file, noting: &diagnostics) }
  }

  /// A field that is one of few words.
  package mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, noting diagnostics: inout [Diagnostic]
  ) -> Choice? {
    guard let word = text(key, noting: &diagnostics) else { return nil }
    guard let choice = Choice(rawValue: word.text) else {
      diagnostics.append(
        .unknownChoice(word, of: key, among: Choice.allCases.map(\.rawValue), in: file))
      return nil
    }
    return choice
  }

  /// A field that is `yes` or `no`; absent is nil.
  package mutating func flag(
    _ key: String, noting diagnostics: inout [Diagnostic]
  ) -> Bool? {
    guard let word = text(key, noting: &diagnostics) else { return nil }
    switch word.text {
    case "yes", "true": return true
    case "no", "false": return false
    default:
      diagnostics.append(.unknownChoice(word, of: key, among: ["yes", "no"], in: file))
      return nil
    }
  }

  package mutating func day(
    _ key: String, noting diagnostics: inout [Diagnostic]
  ) -> Day? {
    guard let word = text(key, noting: &diagnostics) else { return nil }
    guard let day = Day(word.text) else {
      diagnostics.append(.notADay(word, in: file))
      return nil
    }
    return day
  }

  /// The entries of a field that must be a mapping; absent is empty.
  package mutating func mapping(
    _ key: String, noting diagnostics: inout [Diagnostic]
  ) -> [Entry] {
    guard let entry = take(key) else { return [] }
    guard case .mapping(let entries) = entry.value.shape else {
      diagnostics.append(.mappingExpected(key, in: file, at: entry.value.span))
      return []
    }
    return entries
  }

  /// The items of a field that must be a list; absent is empty.
  package mutating func list(
    _ key: String, noting diagnostics: inout [Diagnostic]
  ) -> [Node] {
    guard let entry = take(key) else { return [] }
    guard case .sequence(let items) = entry.value.shape else {
      diagnostics.append(.sequenceExpected(key, in: file, at: entry.value.span))
      return []
    }
    return items
  }

  /// Notes every entry that was not taken, with the nearest key that could have been.
  package func finish(noting diagnostics: inout [Diagnostic]) {
    for entry in entries {
      diagnostics.append(
        .unknownKey(entry.key, nearest: nearest(to: entry.key.text, among: known), in: file))
    }
  }
}

extension Scalar {
  /// What YAML calls null: `~`, `null`, or nothing at all.
  package var isNull: Bool {
    isPlain && ["", "~", "null", "Null", "NULL"].contains(text)
  }
}

extension Diagnostic {
  package static func mappingExpected(
    _ what: String, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "mapping-expected", severity: .error, message: "`\(what)` takes pairs of key and value",
      file: file, span: span)
  }

  package static func sequenceExpected(
    _ what: String, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "list-of-items-expected", severity: .error, message: "`\(what)` takes a list",
      file: file, span: span)
  }

  package static func textExpected(
    _ what: String, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "text-expected", severity: .error, message: "`\(what)` takes a word or a sentence",
      file: file, span: span)
  }

  package static func unknownChoice(
    _ word: Key, of what: String, among choices: [String], in file: String
  ) -> Diagnostic {
    let suggestion = nearest(to: word.text, among: choices)
    return Diagnostic(
      code: "unknown-choice", severity: .error,
      message: "`\(what)` cannot be `\(word.text)`", file: file, span: word.span,
      suggestion: suggestion,
      hint: suggestion == nil ? "one of " + choices.map { "`\($0)`" }.joined(separator: ", ") : nil)
  }

  package static func notADay(_ word: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "not-a-day", severity: .error,
      message: "`\(word.text)` is not a day of the calendar", file: file, span: word.span,
      hint: "a day is written YYYY-MM-DD, from 1900 to 2200")
  }

  package static func unknownKey(_ key: Key, nearest: String?, in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-key", severity: .error, message: "no key `\(key.text)` belongs here",
      file: file, span: key.span, suggestion: nearest)
  }

  package static func missingKey(
    _ key: String, of what: String, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "missing-key", severity: .error, message: "\(what) needs `\(key)`", file: file,
      span: span)
  }
}
