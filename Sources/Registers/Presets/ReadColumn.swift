import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// Reads one column of a preset.
struct ColumnReader {
  let preset: PresetReader
  /// How days are written where a column does not say so.
  let days: [DayPattern]

  private var file: String { preset.file }

  func read(
    _ entry: Entry, noting diagnostics: inout [Diagnostic]
  ) -> RegisterPreset.Column? {
    guard var fields = Fields(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
    else { return nil }
    let fact = fields.text("fact", noting: &diagnostics).flatMap {
      self.fact($0, noting: &diagnostics)
    }
    let companion = fields.text("with", noting: &diagnostics)
    let values = fields.take("values").map {
      readValues($0, of: fact, noting: &diagnostics)
    }
    let others = fields.text("others", noting: &diagnostics)
    if let others, others.text != "open" {
      diagnostics.append(.unknownChoice(others, of: "others", among: ["open"], in: file))
    }
    let splits = fields.words("split", noting: &diagnostics).map { word in
      word.text == "list" ? RegisterPreset.Split.list : .text(word.text)
    }
    let isWhole = fields.flag("whole", noting: &diagnostics) ?? false
    let days = preset.readDays("dates", &fields, noting: &diagnostics)
    let note = fields.text("note", noting: &diagnostics)
    let isWritten = fields.flag("write", noting: &diagnostics) ?? true
    let isList = fields.flag("list", noting: &diagnostics) ?? false
    let isRequired = fields.flag("required", noting: &diagnostics) ?? false
    let longest = fields.text("longest", noting: &diagnostics).flatMap { Int($0.text) }
    let otherwise = fields.text("otherwise", noting: &diagnostics)
    let label = fields.take("label").flatMap { readLabel($0, noting: &diagnostics) }
    fields.finish(noting: &diagnostics)
    if fact == nil, values == nil, note == nil, label == nil {
      diagnostics.append(.columnSaysNothing(entry.key, in: file))
      return nil
    }
    return RegisterPreset.Column(
      name: RegisterPreset.Column.Name(entry.key.text),
      companion: companion.map { RegisterPreset.Column.Name($0.text) }, fact: fact?.id,
      values: values, isOpen: others?.text == "open", splits: splits, isWhole: isWhole,
      days: days ?? self.days, note: note?.text, label: label,
      isWritten: isWritten, isList: isList, isRequired: isRequired, longest: longest,
      otherwise: otherwise?.text,
      place: Place(file: file, span: entry.key.span))
  }

  private func fact(_ word: Key, noting diagnostics: inout [Diagnostic]) -> Fact? {
    guard let id = preset.vocabulary.fact(named: word.text) else {
      diagnostics.append(.unknownFact(word, preset.vocabulary, in: file))
      return nil
    }
    let fact = preset.vocabulary[id]
    guard fact.level == .system || fact.level == .use else {
      diagnostics.append(.notOfARegister(word, in: file))
      return nil
    }
    return fact
  }

  private func readValues(
    _ entry: Entry, of fact: Fact?, noting diagnostics: inout [Diagnostic]
  ) -> [(value: RegisterPreset.Pattern, effect: RegisterPreset.Effect)] {
    guard case .mapping(let entries) = entry.value.shape else {
      diagnostics.append(.mappingExpected("values", in: file, at: entry.value.span))
      return []
    }
    var found: [(value: RegisterPreset.Pattern, effect: RegisterPreset.Effect)] = []
    for entry in entries {
      let pattern = RegisterPreset.Pattern(entry.key.text)
      if found.contains(where: {
        $0.value.comparable == pattern.comparable && $0.value.isBeginning == pattern.isBeginning
      }) {
        diagnostics.append(.repeatedMember(entry.key, in: file))
      }
      found.append((pattern, readEffect(entry, of: fact, noting: &diagnostics)))
    }
    // What is written out comes before what only begins so, and the longer beginning first.
    return found.enumerated().sorted { one, other in
      let (left, right) = (one.element.value, other.element.value)
      if left.isBeginning != right.isBeginning { return !left.isBeginning }
      let (long, short) = (left.comparable.utf8.count, right.comparable.utf8.count)
      return left.isBeginning && long != short ? long > short : one.offset < other.offset
    }.map(\.element)
  }

  /// An answer to the fact of the column; else a mapping of facts to answers. `unknown` says
  /// nothing.
  private func readEffect(
    _ entry: Entry, of fact: Fact?, noting diagnostics: inout [Diagnostic]
  ) -> RegisterPreset.Effect {
    if case .scalar(let scalar) = entry.value.shape, scalar.text == "unknown" {
      return RegisterPreset.Effect(answers: [])
    }
    if let fact {
      let said = readSaid(entry.value, of: fact, noting: &diagnostics)
      return RegisterPreset.Effect(answers: said.map { [(fact.id, $0)] } ?? [])
    }
    guard case .mapping(let entries) = entry.value.shape else {
      diagnostics.append(.mappingExpected(entry.key.text, in: file, at: entry.value.span))
      return RegisterPreset.Effect(answers: [])
    }
    return RegisterPreset.Effect(
      answers: entries.compactMap { entry in
        self.fact(entry.key, noting: &diagnostics).flatMap { fact in
          readSaid(entry.value, of: fact, noting: &diagnostics).map { (fact.id, $0) }
        }
      })
  }

  /// Of a set, options that are named are in it, and of the others nothing is said; `[]` is none.
  private func readSaid(
    _ node: Node, of fact: Fact, noting diagnostics: inout [Diagnostic]
  ) -> RegisterPreset.Effect.Said? {
    switch preset.cases.readSaid(node, of: fact, noting: &diagnostics) {
    case nil, .unknown: nil
    case .value(.members(let members)) where !members.isEmpty: .partly(has: members, hasNot: [])
    case .value(let value): .value(value)
    case .partly(let has, let hasNot): .partly(has: has, hasNot: hasNot)
    case .unsayable(let why): .unsayable(why)
    }
  }

  private func readLabel(
    _ entry: Entry, noting diagnostics: inout [Diagnostic]
  ) -> RegisterPreset.Label? {
    guard var fields = Fields(entry.value, of: "label", in: file, noting: &diagnostics) else {
      return nil
    }
    let scheme = fields.text("scheme", noting: &diagnostics)
    let classes = fields.mapping("classes", noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    guard let scheme else {
      diagnostics.append(.missingKey("scheme", of: "`label`", in: file, at: entry.key.span))
      return nil
    }
    guard let known = preset.rules.schemes.first(where: { $0.name == scheme.text }) else {
      let names = preset.rules.schemes.map(\.name)
      diagnostics.append(.noSuchScheme(scheme, among: names, in: file))
      return nil
    }
    let found = classes.compactMap { entry -> (value: RegisterPreset.Pattern, name: String)? in
      guard
        let name = Fields.text(
          entry.value, of: entry.key.text, in: file, noting: &diagnostics)
      else { return nil }
      guard known.classes.contains(name.text) else {
        diagnostics.append(
          .unknownChoice(name, of: known.name, among: known.classes, in: file))
        return nil
      }
      return (RegisterPreset.Pattern(entry.key.text), name.text)
    }
    return RegisterPreset.Label(scheme: known.name, classes: found)
  }
}

extension Diagnostic {
  static func columnSaysNothing(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "column-says-nothing", severity: .error,
      message: "nothing is read from the column `\(name.text)`", file: file, span: name.span,
      hint: "give it a `fact`, `values`, a `label` or a `note`, or list it under `not_read`")
  }

  static func notOfARegister(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "not-of-a-register", severity: .error,
      message: "`\(name.text)` is about an item or a decision, and a record is about a system",
      file: file, span: name.span)
  }

  static func noSuchScheme(_ name: Key, among names: [String], in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-scheme", severity: .error, message: "no act has a scheme `\(name.text)`",
      file: file, span: name.span, suggestion: nearest(to: name.text, among: names))
  }
}
