package import LocatedYAML

extension IndicatorRegistry {
  /// The indicators and dimensions among rule files.
  package static func read(
    _ files: [SourceFile], of rulebook: Rulebook, noting diagnostics: inout [Diagnostic]
  ) -> IndicatorRegistry {
    var reader = IndicatorReader(rulebook: rulebook)
    for file in files.sorted(by: { $0.path < $1.path }) where file.mayHaveIndicators {
      // What is wrong with it as YAML was said where all rule files were read.
      var said: [Diagnostic] = []
      guard let node = Node.read(file, limits: .rules, noting: &said),
        let fields = Fields(node, of: "a rule file", in: file.path, noting: &said),
        fields.has("indicators") || fields.has("dimensions"), !fields.has("vocabulary")
      else { continue }
      reader.read(fields, noting: &diagnostics)
    }
    return reader.registry
  }
}

extension SourceFile {
  /// Whether a line of it begins with one of the keys, told without reading it as YAML or JSON.
  package var mayHaveIndicators: Bool {
    let keys = [Array("indicators".utf8), Array("dimensions".utf8)]
    var rest = bytes[...]
    while !rest.isEmpty {
      let line = rest.drop { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "{") }
      if keys.contains(where: { line.starts(with: $0) }) { return true }
      if path.hasSuffix(".json") { return true }
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return false }
      rest = rest[(end + 1)...]
    }
    return false
  }
}

/// Reads files of indicators one after the other.
private struct IndicatorReader {
  let rulebook: Rulebook
  var registry = IndicatorRegistry()
  private var places: [String: Place] = [:]

  init(rulebook: Rulebook) { self.rulebook = rulebook }

  private var rules: CheckedRules { rulebook.rules }

  mutating func read(_ fields: Fields, noting diagnostics: inout [Diagnostic]) {
    var fields = fields
    // The version of the language was checked where all rule files were read.
    _ = fields.take("language")
    for entry in fields.mapping("dimensions", noting: &diagnostics) {
      if let dimension = dimension(entry, in: fields.file, noting: &diagnostics) {
        registry.dimensions.append(dimension)
      }
    }
    for entry in fields.mapping("indicators", noting: &diagnostics) {
      if let indicator = indicator(entry, in: fields.file, noting: &diagnostics) {
        registry.indicators.append(indicator)
      }
    }
    fields.finish(noting: &diagnostics)
  }

  /// Whether the name is new, and if not where it was given before.
  private mutating func isNew(
    _ key: Key, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> Bool {
    if let first = places[key.text] {
      diagnostics.append(.repeatedName(key, first: first, in: file))
      return false
    }
    places[key.text] = Place(file: file, span: key.span)
    return true
  }

  private mutating func dimension(
    _ entry: Entry, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> Dimension? {
    guard
      var fields = Fields(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
    else { return nil }
    let term = fields.sentence("term", noting: &diagnostics)
    let word = fields.text("fact", noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    guard isNew(entry.key, in: file, noting: &diagnostics) else { return nil }
    guard let term, let word else {
      diagnostics.append(
        .missingKey(
          term == nil ? "term" : "fact", of: "`\(entry.key.text)`", in: file,
          at: entry.key.span))
      return nil
    }
    guard let id = rules.vocabulary.fact(named: word.text) else {
      diagnostics.append(.unknownFact(word, rules.vocabulary, in: file))
      return nil
    }
    let fact = rules.vocabulary[id]
    guard fact.level == .system || fact.level == .use,
      fact.type == .yesNo || !fact.options.isEmpty
    else {
      diagnostics.append(.noDimension(word, in: file))
      return nil
    }
    return Dimension(
      name: entry.key.text, term: term, fact: id, place: Place(file: file, span: entry.key.span))
  }

  private mutating func indicator(
    _ entry: Entry, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> Indicator? {
    guard
      var fields = Fields(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
    else { return nil }
    let about = subject(
      fields.text("about", noting: &diagnostics), in: fields.file, noting: &diagnostics)
    let term = fields.sentence("term", noting: &diagnostics)
    let definition = fields.sentence("definition", noting: &diagnostics)
    let numerator = fields.take("numerator")
    let denominator = fields.take("denominator")
    let unit = fields.sentence("unit", noting: &diagnostics)
    let source = fields.sentence("source", noting: &diagnostics)
    let version = fields.text("version", noting: &diagnostics)
    let validFrom = fields.day("valid_from", noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    if denominator == nil {
      diagnostics.append(.noDenominator(entry.key, in: file))
    }
    var missing: [String] = []
    for (name, isThere) in [
      ("term", term != nil), ("definition", definition != nil), ("numerator", numerator != nil),
      ("unit", unit != nil), ("source", source != nil), ("version", version != nil),
      ("valid_from", validFrom != nil),
    ] where !isThere { missing.append(name) }
    for name in missing where name != "valid_from" || !diagnostics.containsDay(in: file) {
      diagnostics.append(
        .missingKey(name, of: "`\(entry.key.text)`", in: file, at: entry.key.span))
    }
    let counted = numerator.flatMap { condition($0, about, in: file, noting: &diagnostics) }
    let among = denominator.flatMap { condition($0, about, in: file, noting: &diagnostics) }
    guard isNew(entry.key, in: file, noting: &diagnostics), missing.isEmpty, let about, let term,
      let definition, let counted, let among, let unit, let source, let version, let validFrom,
      let numerator, let denominator
    else { return nil }
    return Indicator(
      name: entry.key.text, about: about, term: term, definition: definition, numerator: counted,
      denominator: among, unit: unit, source: source, version: version.text,
      validFrom: validFrom, place: Place(file: file, span: entry.key.span),
      // Systems were counted before decisions were, and their digests stay.
      canonical: (about == .system ? "" : "about \(about.rawValue)\n")
        + "definition \(definition.english.onOneSpace)\n"
        + "numerator \(numerator.value.canonical)\n"
        + "denominator \(denominator.value.canonical)\nunit \(unit.english)\n")
  }

  /// What is counted; systems where nothing is said, nil where it is another word.
  private func subject(
    _ word: Key?, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> Indicator.Subject? {
    guard let word else { return .system }
    let subject = Indicator.Subject(rawValue: word.text)
    if subject == nil {
      diagnostics.append(
        .unknownChoice(
          word, of: "about", among: Indicator.Subject.allCases.map(\.rawValue), in: file))
    }
    return subject
  }

  private func condition(
    _ entry: Entry, _ subject: Indicator.Subject?, in file: String,
    noting diagnostics: inout [Diagnostic]
  ) -> Condition<IndicatorAtom>? {
    guard let subject,
      let written = Condition<Written>.read(entry.value, in: file, noting: &diagnostics)
    else { return nil }
    let resolver = IndicatorResolver(rules: rules, file: file, subject: subject)
    let condition = resolver.resolve(written, noting: &diagnostics)
    guard subject == .decision, let condition else { return condition }
    var steps = IndicatorSteps(rules, rulebook.program)
    if steps.step(of: condition) != nil { return condition }
    for name in steps.untold {
      diagnostics.append(.notToldApart(name, in: file, at: condition.span))
    }
    return nil
  }
}

extension [Diagnostic] {
  /// Whether a day of the file was refused already, so that it is not missing.
  fileprivate func containsDay(in file: String) -> Bool {
    contains { $0.code == "not-a-day" && $0.file == file }
  }
}

extension String {
  /// Words with one space between them.
  fileprivate var onOneSpace: String {
    split { $0 == " " || $0.isNewline }.joined(separator: " ")
  }
}

extension Node {
  /// What is written, whatever its layout: the same for two files that say the same.
  fileprivate var canonical: String {
    switch shape {
    case .scalar(let scalar): "\"" + scalar.text + "\""
    case .sequence(let items): "[" + items.map(\.canonical).joined(separator: ",") + "]"
    case .mapping(let entries):
      "{"
        + entries.sorted { $0.key.text < $1.key.text }
        .map { "\"" + $0.key.text + "\":" + $0.value.canonical }.joined(separator: ",") + "}"
    }
  }
}

extension Diagnostic {
  static func noDenominator(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "no-denominator", severity: .error,
      message: "`\(name.text)` has no denominator, and without one its figures mean nothing",
      file: file, span: name.span,
      hint: "`denominator: always` counts among all systems")
  }

  static func notToldApart(_ name: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "not-told-apart", severity: .error,
      message: "no rule asks of `\(name)` what this condition does", file: file,
      span: span,
      hint: "decisions are counted by what rules tell apart: name a rule, or test as one does")
  }

  static func noDimension(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "no-dimension", severity: .error,
      message: "systems cannot be grouped by `\(name.text)`", file: file, span: name.span,
      hint: "a fact of the system or of a use with options, or yes or no")
  }
}
