package import LocatedYAML
package import RuleCompiler
import RuleEvaluator

extension RegisterPreset {
  /// The presets of registers among rule files, in the order of their names.
  package static func read(
    _ files: [SourceFile], of rulebook: Rulebook, noting diagnostics: inout [Diagnostic]
  ) -> [RegisterPreset] {
    var presets: [RegisterPreset] = []
    for file in files.sorted(by: { $0.path < $1.path }) where file.mayBePreset {
      guard let (name, preset) = read(file, of: rulebook, noting: &diagnostics) else { continue }
      if presets.contains(where: { $0.name == preset.name }) {
        diagnostics.append(.repeatedMember(name, in: file.path))
      } else {
        presets.append(preset)
      }
    }
    return presets.sorted { $0.name < $1.name }
  }

  /// A preset of the user's own, such as the mapping of an inventory; nil, with remarks, where it
  /// is none.
  package static func read(
    mapping file: SourceFile, of rulebook: Rulebook, noting diagnostics: inout [Diagnostic]
  ) -> RegisterPreset? {
    guard let node = Node.read(file, limits: .rules, noting: &diagnostics) else { return nil }
    guard case .mapping(let entries) = node.shape else {
      diagnostics.append(.mappingExpected("the file", in: file.path, at: node.span.first))
      return nil
    }
    guard entries.contains(where: { $0.key.text == "format" }) else {
      diagnostics.append(.missingKey("format", of: "the file", in: file.path, at: node.span.first))
      return nil
    }
    let reader = PresetReader(cases: CaseReader(rulebook: rulebook, file: file.path))
    return reader.read(entries, at: node.span, noting: &diagnostics)?.1
  }

  private static func read(
    _ file: SourceFile, of rulebook: Rulebook, noting diagnostics: inout [Diagnostic]
  ) -> (Key, RegisterPreset)? {
    // What is wrong with it as YAML was said where all rule files were read.
    var said: [Diagnostic] = []
    guard let node = Node.read(file, limits: .rules, noting: &said),
      case .mapping(let entries) = node.shape,
      ["import", "format"].allSatisfy({ key in entries.contains { $0.key.text == key } })
    else { return nil }
    let reader = PresetReader(cases: CaseReader(rulebook: rulebook, file: file.path))
    return reader.read(entries, at: node.span, noting: &diagnostics)
  }
}

extension SourceFile {
  /// Whether it may be a preset of a register, told without reading it as YAML or JSON.
  fileprivate var mayBePreset: Bool {
    var rest = bytes[...]
    var found: Set<Bool> = []
    while !rest.isEmpty {
      let line = rest.drop { " {\"".utf8.contains($0) }
      if line.starts(with: "import".utf8) { found.insert(true) }
      if line.starts(with: "format".utf8) { found.insert(false) }
      guard found.count < 2, let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { break }
      rest = rest[(end + 1)...]
    }
    return found.count == 2
  }
}

/// Reads one preset.
struct PresetReader {
  let cases: CaseReader

  var file: String { cases.file }
  var rules: CheckedRules { cases.rulebook.rules }
  var vocabulary: Vocabulary { cases.rulebook.rules.vocabulary }

  func read(
    _ entries: [Entry], at span: SourceSpan, noting diagnostics: inout [Diagnostic]
  ) -> (Key, RegisterPreset)? {
    var fields = Fields(entries, at: span, in: file)
    RuleCompiler.Language.check(&fields, noting: &diagnostics)
    let name = fields.text("import", noting: &diagnostics)
    let title = fields.sentence("title", noting: &diagnostics)
    let format = readFormat(&fields, noting: &diagnostics)
    let naming = readNames("name", &fields, noting: &diagnostics)
    let titles = readNames("use_case_title", &fields, noting: &diagnostics)
    let operators = readNames("operator", &fields, noting: &diagnostics)
    let jurisdictions = fields.words("jurisdictions", noting: &diagnostics)
    let facts = cases.readGiven(&fields, noting: &diagnostics)
    let silent = fields.words("not_published", noting: &diagnostics)
    let unread = fields.words("not_read", noting: &diagnostics)
    let factsByName = fields.flag("facts_by_name", noting: &diagnostics) ?? false
    let jurisdictionColumn = fields.text("jurisdiction_column", noting: &diagnostics)
    let days = readDays("dates", &fields, noting: &diagnostics)
    var columns: [RegisterPreset.Column] = []
    for entry in fields.mapping("columns", noting: &diagnostics) {
      let reader = ColumnReader(preset: self, days: days ?? [])
      if let column = reader.read(entry, noting: &diagnostics) { columns.append(column) }
    }
    fields.finish(noting: &diagnostics)
    guard let name, let format, !jurisdictions.isEmpty else {
      let missing = name == nil ? "import" : format == nil ? "format" : "jurisdictions"
      if format != nil || missing != "format" {
        diagnostics.append(.missingKey(missing, of: "the file", in: file, at: span.first))
      }
      return nil
    }
    let silence = Set(silent.map(\.text.comparable) + [""])
    return (
      name,
      RegisterPreset(
        name: name.text, title: title ?? Text(name.text), file: file, format: format,
        naming: naming, titles: titles, operators: operators,
        jurisdictions: jurisdictions.map(\.text), facts: facts,
        silent: silence, longestSilent: 4 + (silence.map(\.utf8.count).max() ?? 0),
        columns: columns,
        unread: Set(unread.map(\.text.comparable)), factsByName: factsByName,
        jurisdictionColumn: jurisdictionColumn.map { RegisterPreset.Column.Name($0.text) })
    )
  }

  private enum FormatName: String, CaseIterable {
    case csv, json
    case frontMatter = "front_matter"
  }

  private func readFormat(
    _ fields: inout Fields, noting diagnostics: inout [Diagnostic]
  ) -> RegisterPreset.Format? {
    let name: FormatName? = fields.choice("format", noting: &diagnostics)
    let encoding: TextEncoding? = fields.choice("encoding", noting: &diagnostics)
    let separator = fields.text("separator", noting: &diagnostics)
    let records = fields.text("records", noting: &diagnostics)
    if let separator, !["\t", ",", ";", "|"].contains(separator.text) {
      diagnostics.append(.notASeparator(separator, in: file))
    }
    switch name {
    case nil: return nil
    case .csv:
      let byte = separator?.text.utf8.first ?? UInt8(ascii: ",")
      return .csv(encoding: encoding ?? .utf8, separator: byte)
    case .json: return .json(records: [RegisterPreset.Step](path: records?.text ?? ""))
    case .frontMatter: return .frontMatter
    }
  }

  private func readNames(
    _ key: String, _ fields: inout Fields, noting diagnostics: inout [Diagnostic]
  ) -> [RegisterPreset.Column.Name] {
    fields.words(key, noting: &diagnostics).map { RegisterPreset.Column.Name($0.text) }
  }

  /// Nil where the key is absent.
  func readDays(
    _ key: String, _ fields: inout Fields, noting diagnostics: inout [Diagnostic]
  ) -> [DayPattern]? {
    guard fields.has(key) else { return nil }
    return fields.words(key, noting: &diagnostics).compactMap { word in
      let pattern = DayPattern(word.text)
      if pattern == nil { diagnostics.append(.notADayPattern(word, in: file)) }
      return pattern
    }
  }
}

extension Diagnostic {
  static func notASeparator(_ word: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "not-a-separator", severity: .error, message: "cells cannot be parted by this",
      file: file, span: word.span, hint: "one of `,`, `;`, `|`, and a tab, written \"\\t\"")
  }

  static func notADayPattern(_ word: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "not-a-day-pattern", severity: .error,
      message: "`\(word.text)` does not say how a day is written", file: file, span: word.span,
      hint: "such as `YYYY-MM-DD`, `M/D/YYYY` or `DD.MM.YYYY`; a star at the end for the rest")
  }
}
