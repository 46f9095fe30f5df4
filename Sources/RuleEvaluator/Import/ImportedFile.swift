package import LocatedYAML
package import RuleCompiler

/// What a file of another tool says, as answers to facts.
package struct ImportedFile: Sendable {
  package let preset: Preset
  /// The file.
  package let path: String
  /// How the file names the system; nil where it does not.
  package let title: String?
  /// What the tool's questions that it still shows were answered, in vocabulary order.
  package let shown: [ImportedAnswer]
  /// Answers that stayed behind when their questions were no longer shown, in vocabulary order.
  package let hidden: [ImportedAnswer]
  /// How many answers in words ask for no fact, and were left out.
  package let wordCount: Int
  /// Remarks that do not keep the file from being used.
  package let warnings: [Diagnostic]
  let rulebook: Rulebook
}

/// An answer, and where the file has it.
package struct ImportedAnswer: Sendable {
  package let fact: FactID
  package let value: Value
  /// The keys that lead there, joined with points.
  package let path: String
  /// As the tool writes it.
  package let written: String
  let place: Place
}

extension ImportedFile {
  /// Reads a file; every mistake is reported at once.
  ///
  /// - Throws: `UseCaseError` when at least one diagnostic is an error.
  package init(
    _ file: SourceFile, by preset: Preset, for rulebook: Rulebook, limits: Limits = .useCase
  ) throws(UseCaseError) {
    var diagnostics: [Diagnostic] = []
    let node = Node.read(file, limits: limits, noting: &diagnostics)
    var reader = SavedFileReader(preset: preset, rulebook: rulebook, file: file.path)
    if let node { reader.read(node, noting: &diagnostics) }
    guard !diagnostics.containsError else {
      throw UseCaseError(diagnostics: diagnostics.inOrder)
    }
    self.preset = preset
    self.rulebook = rulebook
    path = file.path
    title = reader.title
    wordCount = reader.wordCount
    warnings = diagnostics.inOrder
    let all = reader.found.sorted { $0.fact < $1.fact }
    let closed = ImportedFile.hidden(all, preset, rulebook)
    shown = all.filter { !closed.contains($0.fact) }
    hidden = all.filter { closed.contains($0.fact) }
  }

  /// Facts that are not asked, or not as far as is said. A question hangs on others that may
  /// themselves be hidden, so this is done until nothing changes.
  private static func hidden(
    _ all: [ImportedAnswer], _ preset: Preset, _ rulebook: Rulebook
  ) -> Set<FactID> {
    var hidden: Set<FactID> = []
    while true {
      let rest = all.filter { !hidden.contains($0.fact) }
      let useCase = UseCase(rest, by: preset)
      let setting = Setting(day: Day(number: 0), asked: [:], asIf: [])
      let evaluation = Evaluation(useCase, setting, rulebook, .guards)
      let closed = rest.filter { answer in
        evaluation.program.guards[answer.fact].map { evaluation.truth($0, 0) != .yes } ?? false
      }
      if closed.isEmpty { return hidden }
      hidden.formUnion(closed.map(\.fact))
    }
  }
}

extension UseCase {
  /// Answers of another tool, with what is so of all its files.
  init(_ answers: [ImportedAnswer], by preset: Preset) {
    var facts = preset.facts
    for answer in answers {
      facts[answer.fact] = Answer(said: .value(answer.value), place: answer.place)
    }
    self.init(
      name: preset.name, title: nil, operatorName: nil, jurisdictions: preset.jurisdictions,
      asIf: [], day: nil, file: preset.file, answers: facts, uses: [], lists: [:], evidence: [],
      waivers: [], judgements: [:], readings: [:], expectations: [], asks: [])
  }
}

/// Reads the tree of a saved file.
private struct SavedFileReader {
  let preset: Preset
  let rulebook: Rulebook
  let file: String
  private(set) var found: [ImportedAnswer] = []
  private(set) var title: String?
  private(set) var wordCount = 0

  init(preset: Preset, rulebook: Rulebook, file: String) {
    self.preset = preset
    self.rulebook = rulebook
    self.file = file
  }

  mutating func read(_ node: Node, noting diagnostics: inout [Diagnostic]) {
    guard var fields = Fields(node, of: "the file", in: file, noting: &diagnostics) else { return }
    if let (key, known) = preset.version {
      let written = fields.text(key, noting: &diagnostics)
      if written?.text != known {
        let place = written?.span ?? node.span.first
        diagnostics.append(.otherVersion(written?.text, than: known, in: file, at: place))
      }
    }
    guard fields.has(preset.answers) else {
      let key = preset.answers
      diagnostics.append(.missingKey(key, of: "the file", in: file, at: node.span.first))
      return
    }
    let errors = diagnostics.count { $0.severity == .error }
    for entry in fields.mapping(preset.answers, noting: &diagnostics) {
      read(entry, noting: &diagnostics)
    }
    if found.isEmpty, diagnostics.count(where: { $0.severity == .error }) == errors {
      diagnostics.append(.nothingAnswered(preset, in: file, at: node.span.first))
    }
  }

  private mutating func read(_ entry: Entry, noting diagnostics: inout [Diagnostic]) {
    let key = entry.key
    if key.text == preset.useCaseTitle, case .scalar(let scalar) = entry.value.shape {
      title = scalar.text
      return
    }
    guard let question = preset.questions[key.text] else {
      if looksLikeItems(entry.value) {
        let names = preset.questions.keys.sorted()
        diagnostics.append(.unknownQuestion(key, preset, among: names, in: file))
      } else {
        wordCount += 1
      }
      return
    }
    let fact = rulebook.rules.vocabulary[question.fact]
    guard let value = read(entry, question, fact, noting: &diagnostics) else { return }
    found.append(
      ImportedAnswer(
        fact: fact.id, value: value, path: preset.answers + "." + key.text,
        written: entry.value.words, place: Place(file: file, span: entry.value.span)))
  }

  private func read(
    _ entry: Entry, _ question: Preset.Question, _ fact: Fact,
    noting diagnostics: inout [Diagnostic]
  ) -> Value? {
    if question.items.isEmpty {
      let countries = rulebook.rules.vocabulary.countries
      return fact.readValue(entry.value, in: file, countries: countries, noting: &diagnostics)
    }
    var words: [Key] = []
    var isWhole = true
    switch (entry.value.shape, fact.isSet) {
    case (.scalar(let scalar), false) where !scalar.isPlain:
      words = [Key(text: scalar.text, span: entry.value.span)]
    case (.sequence(let items), true):
      for item in items {
        if case .scalar(let scalar) = item.shape, !scalar.isPlain {
          words.append(Key(text: scalar.text, span: item.span))
        } else {
          diagnostics.append(.itemExpected(entry.key, in: file, at: item.span))
          isWhole = false
        }
      }
    case (.scalar, _), (.sequence, _), (.mapping, _):
      let span = entry.value.span
      diagnostics.append(
        fact.isSet
          ? .itemsExpected(entry.key, in: file, at: span)
          : .itemExpected(entry.key, in: file, at: span))
      return nil
    }
    let places = places(of: words, question, entry.key, &isWhole, noting: &diagnostics)
    guard isWhole else { return nil }
    return fact.isSet ? .members(places.sorted()) : places.first.map(Value.option)
  }

  private func places(
    of words: [Key], _ question: Preset.Question, _ name: Key, _ isWhole: inout Bool,
    noting diagnostics: inout [Diagnostic]
  ) -> [Int] {
    var places: [Int] = []
    for word in words {
      guard let item = question.items.first(where: { $0.name == word.text }) else {
        diagnostics.append(.unknownItem(word, of: name, question.items.map(\.name), in: file))
        isWhole = false
        continue
      }
      if places.contains(item.value) {
        diagnostics.append(.repeatedMember(word, in: file))
      } else {
        places.append(item.value)
      }
    }
    return places
  }

  /// Whether an answer to a question that nobody knows is one of the tool's items, or several.
  private func looksLikeItems(_ node: Node) -> Bool {
    guard let prefix = preset.itemPrefix else { return false }
    switch node.shape {
    case .scalar(let scalar): return scalar.text.hasPrefix(prefix) && !scalar.text.contains(" ")
    case .sequence(let items): return items.contains(where: looksLikeItems)
    case .mapping: return true
    }
  }
}

extension Diagnostic {
  static func otherVersion(
    _ written: String?, than known: String, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    let message =
      written.map { "the file is of version `\($0)`, and the questions known are of `\(known)`" }
      ?? "the file does not say of which version it is; the questions known are of `\(known)`"
    return Diagnostic(
      code: "other-version", severity: .warning, message: message, file: file, span: span,
      hint: "points differ between versions: score it again in a tool of `\(known)`")
  }

  static func nothingAnswered(
    _ preset: Preset, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "nothing-answered", severity: .error,
      message: "no question of `\(preset.name)` is answered in this file", file: file, span: span)
  }

  static func unknownQuestion(
    _ name: Key, _ preset: Preset, among names: [String], in file: String
  ) -> Diagnostic {
    Diagnostic(
      code: "unknown-question", severity: .warning,
      message: "`\(preset.name)` has no question `\(name.text)`; its answer is left out",
      file: file, span: name.span, suggestion: nearest(to: name.text, among: names))
  }

  static func itemExpected(_ name: Key, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "item-expected", severity: .error,
      message: "`\(name.text)` takes the name of an item, as text", file: file, span: span)
  }

  static func itemsExpected(_ name: Key, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "item-expected", severity: .error,
      message: "`\(name.text)` takes a list of names of items", file: file, span: span)
  }

  static func unknownItem(
    _ word: Key, of name: Key, _ items: [String], in file: String
  ) -> Diagnostic {
    Diagnostic(
      code: "unknown-item", severity: .error,
      message: "`\(name.text)` has no item `\(word.text)`", file: file, span: word.span,
      hint: "one of " + items.map { "`\($0)`" }.joined(separator: ", "))
  }
}
