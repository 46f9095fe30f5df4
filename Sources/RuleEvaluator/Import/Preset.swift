package import LocatedYAML
package import RuleCompiler

/// How the file of another tool is read as a use case: which of its questions is which fact, and
/// which of its items which answer. It is a file of its own among the rules.
package struct Preset: Sendable {
  /// As `clearance import` names it.
  package let name: String
  package let title: Text
  /// The file that says so.
  package let file: String
  /// The key of the saved file under which its answers stand.
  let answers: String
  /// The key under which it says its version, and the version whose questions these are.
  let version: (key: String, known: String)?
  /// The question whose answer names the system.
  let useCaseTitle: String?
  package let jurisdictions: [String]
  /// What is so of every file of that tool.
  package let facts: Answers
  package let score: Score?
  /// How an answer begins that is one of the tool's items, and no text.
  let itemPrefix: String?
  let questions: [String: Question]

  /// Which fact a question asks for, and the answer that each of its items is; without items the
  /// answer is taken as it is.
  struct Question: Sendable {
    let fact: FactID
    let items: [(name: String, value: Int)]
  }

  /// The score that the tool makes of its answers.
  package struct Score: Sendable {
    /// Sums of points, in the order in which they are told.
    package let sums: [MeasureID]
    /// What follows from them.
    package let total: MeasureID
    /// The classes that hang on it.
    package let scheme: SchemeID
  }
}

extension Preset {
  /// The presets among rule files, in the order of their names.
  package static func read(
    _ files: [SourceFile], of rulebook: Rulebook, noting diagnostics: inout [Diagnostic]
  ) -> [Preset] {
    var presets: [Preset] = []
    for file in files.sorted(by: { $0.path < $1.path }) where file.mayBePreset {
      // What is wrong with it as YAML was said where all rule files were read.
      var said: [Diagnostic] = []
      guard let node = Node.read(file, limits: .rules, noting: &said),
        case .mapping(let entries) = node.shape,
        entries.contains(where: { $0.key.text == "import" }),
        // Those with a `format` are of registers, and read there.
        !entries.contains(where: { $0.key.text == "format" })
      else { continue }
      let reader = PresetReader(cases: CaseReader(rulebook: rulebook, file: file.path))
      guard let (name, preset) = reader.read(entries, at: node.span, noting: &diagnostics) else {
        continue
      }
      if presets.contains(where: { $0.name == preset.name }) {
        diagnostics.append(.repeatedMember(name, in: file.path))
      } else {
        presets.append(preset)
      }
    }
    return presets.sorted { $0.name < $1.name }
  }
}

extension SourceFile {
  /// Whether a line of it begins with `import`, told without reading it as YAML or JSON.
  fileprivate var mayBePreset: Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let line = rest.drop { " {\"".utf8.contains($0) }
      if line.starts(with: "import".utf8) { return true }
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return false }
      rest = rest[(end + 1)...]
    }
    return false
  }
}

/// Reads one preset.
private struct PresetReader {
  let cases: CaseReader

  private var file: String { cases.file }
  private var rules: CheckedRules { cases.rulebook.rules }

  func read(
    _ entries: [Entry], at span: SourceSpan, noting diagnostics: inout [Diagnostic]
  ) -> (Key, Preset)? {
    var fields = Fields(entries, at: span, in: file)
    RuleCompiler.Language.check(&fields, noting: &diagnostics)
    let name = fields.text("import", noting: &diagnostics)
    let title = fields.sentence("title", noting: &diagnostics)
    let version = fields.take("version").flatMap { readVersion($0, noting: &diagnostics) }
    let answers = fields.text("answers", noting: &diagnostics)
    let useCaseTitle = fields.text("use_case_title", noting: &diagnostics)
    let jurisdictions = fields.words("jurisdictions", noting: &diagnostics)
    let (facts, _) = AnswerReader(reader: cases, assumed: [])
      .read(&fields, useName: "", noting: &diagnostics)
    let score = fields.take("score").flatMap { readScore($0, noting: &diagnostics) }
    let prefix = fields.text("item_prefix", noting: &diagnostics)
    let questions = readQuestions(&fields, noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    guard let name, let title, let answers else {
      let missing = title == nil ? "title" : "answers"
      diagnostics.append(.missingKey(missing, of: "the file", in: file, at: span.first))
      return nil
    }
    return (
      name,
      Preset(
        name: name.text, title: title, file: file, answers: answers.text, version: version,
        useCaseTitle: useCaseTitle?.text, jurisdictions: jurisdictions.map(\.text), facts: facts,
        score: score, itemPrefix: prefix?.text, questions: questions)
    )
  }

  private func readVersion(
    _ entry: Entry, noting diagnostics: inout [Diagnostic]
  ) -> (key: String, known: String)? {
    guard var fields = Fields(entry.value, of: "version", in: file, noting: &diagnostics) else {
      return nil
    }
    let key = fields.text("key", noting: &diagnostics)
    let known = fields.text("is", noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    guard let key, let known else {
      let missing = key == nil ? "key" : "is"
      diagnostics.append(.missingKey(missing, of: "`version`", in: file, at: entry.key.span))
      return nil
    }
    return (key.text, known.text)
  }

  private func readScore(
    _ entry: Entry, noting diagnostics: inout [Diagnostic]
  ) -> Preset.Score? {
    guard var fields = Fields(entry.value, of: "score", in: file, noting: &diagnostics) else {
      return nil
    }
    let act = fields.text("act", noting: &diagnostics)
    let sums = fields.words("sums", noting: &diagnostics)
    let total = fields.text("total", noting: &diagnostics)
    let scheme = fields.text("scheme", noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    guard let act, let total, let scheme else {
      let missing = act == nil ? "act" : total == nil ? "total" : "scheme"
      diagnostics.append(.missingKey(missing, of: "`score`", in: file, at: entry.key.span))
      return nil
    }
    func measure(_ name: Key) -> MeasureID? {
      let found = rules.score(named: act.text + "/" + name.text, within: nil)
      if found == nil { diagnostics.append(.unknownScore(name, of: act, in: file)) }
      return found
    }
    let found = sums.compactMap(measure)
    let result = measure(total)
    let classes = rules.schemes.first { $0.name == scheme.text }
    if classes == nil {
      diagnostics.append(.unknownScheme(scheme, among: rules.schemes.map(\.name), in: file))
    }
    return result.flatMap { total in
      classes.map { Preset.Score(sums: found, total: total, scheme: $0.id) }
    }
  }

  private func readQuestions(
    _ fields: inout Fields, noting diagnostics: inout [Diagnostic]
  ) -> [String: Preset.Question] {
    var questions: [String: Preset.Question] = [:]
    var taken: Set<FactID> = []
    for entry in fields.mapping("questions", noting: &diagnostics) {
      guard
        var own = Fields(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
      else { continue }
      let word = own.text("fact", noting: &diagnostics)
      let items = own.mapping("items", noting: &diagnostics)
      own.finish(noting: &diagnostics)
      guard let word else {
        diagnostics.append(
          .missingKey("fact", of: "`\(entry.key.text)`", in: file, at: entry.key.span))
        continue
      }
      guard let id = rules.vocabulary.fact(named: word.text) else {
        diagnostics.append(.unknownFact(word, rules.vocabulary, in: file))
        continue
      }
      if !taken.insert(id).inserted { diagnostics.append(.repeatedMember(word, in: file)) }
      let fact = rules.vocabulary[id]
      questions[entry.key.text] = Preset.Question(
        fact: id, items: items.compactMap { read($0, of: fact, noting: &diagnostics) })
    }
    return questions
  }

  private func read(
    _ item: Entry, of fact: Fact, noting diagnostics: inout [Diagnostic]
  ) -> (name: String, value: Int)? {
    if fact.isSet {
      return fact.readOptions(item.value, in: file, noting: &diagnostics)?.first
        .map { (item.key.text, $0) }
    }
    let value = fact.readValue(item.value, in: file, countries: [:], noting: &diagnostics)
    guard case .option(let place)? = value else { return nil }
    return (item.key.text, place)
  }
}

extension Diagnostic {
  static func unknownScore(_ name: Key, of act: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-score", severity: .error,
      message: "`\(act.text)` has no score `\(name.text)`", file: file, span: name.span)
  }

  static func unknownScheme(_ name: Key, among names: [String], in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-scheme", severity: .error, message: "no act has a scheme `\(name.text)`",
      file: file, span: name.span, suggestion: nearest(to: name.text, among: names))
  }
}
