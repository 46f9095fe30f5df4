import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

/// A use-case file with the answers of another tool, each with its place in that tool's file.
struct ImportedUseCase {
  private(set) var text = ""
  private let vocabulary: Vocabulary

  init(
    _ imported: ImportedFile, name: String, vocabulary: Vocabulary, keepsHidden: Bool,
    language: Language
  ) {
    self.vocabulary = vocabulary
    let source = imported.path.printable
    line("# " + ImportWords.head(source, imported.preset.name).in(language))
    line("language: 1")
    line("use_case: \(name)")
    if let title = imported.title { line("title: \(quoted(title))") }
    line("jurisdictions: [\(imported.preset.jurisdictions.joined(separator: ", "))]")
    line("")
    line("facts:")
    let given = imported.preset.facts.keys.sorted()
    let facts = (given + imported.shown.map(\.fact) + imported.hidden.map(\.fact)).sorted()
      .map { vocabulary[$0] }
    for group in facts.groups {
      line("  \(group):")
      for id in given where vocabulary[id].group == group {
        guard let value = imported.preset.facts[id]?.value else { continue }
        answer(id, value, origin: ImportWords.given(imported.preset.name).in(language))
      }
      for answer in imported.shown where vocabulary[answer.fact].group == group {
        self.answer(answer.fact, answer.value, origin: answer.origin)
      }
      let hidden = imported.hidden.filter { vocabulary[$0.fact].group == group }
      guard keepsHidden, !hidden.isEmpty else { continue }
      line("    # " + ImportWords.hidden.in(language))
      for answer in hidden {
        self.answer(answer.fact, answer.value, origin: answer.origin, mark: "# ")
      }
    }
  }

  private mutating func line(_ line: String) { text += line + "\n" }

  private mutating func answer(
    _ id: FactID, _ value: Value, origin: String, mark: String = ""
  ) {
    let fact = vocabulary[id]
    line("    \(mark)\(fact.shortName): \(words(for: value, of: fact))  # \(origin)")
  }

  private func words(for value: Value, of fact: Fact) -> String {
    if case .word(let word) = value, fact.type == .text { return quoted(word) }
    return fact.words(for: value)
  }

  private func quoted(_ text: String) -> String {
    JSONValue.text(text).written.filter { $0 != "\n" }
  }
}

extension ImportedAnswer {
  /// Where the file says so, and what it says there.
  fileprivate var origin: String { "\(path): \(written)".printable }
}

/// What is said of an import.
struct ImportReport {
  private let imported: ImportedFile
  private let rules: CheckedRules
  private let language: Language

  init(_ imported: ImportedFile, _ rules: CheckedRules, _ language: Language) {
    self.imported = imported
    self.rules = rules
    self.language = language
  }

  /// Which scores the answers give, and what was left out.
  func lines(on day: Day, wrote path: String?) -> [String] {
    var lines: [String] = []
    if let path { lines.append(ImportWords.wrote(path.printable).in(language)) }
    if let score = imported.preset.score, let scores = imported.scores(on: day) {
      lines += self.lines(score, scores)
    }
    if imported.wordCount > 0 {
      lines.append(ImportWords.leftOut(imported.wordCount).in(language))
    }
    return lines
  }

  /// The line that stands last.
  func lastLine(needed: Int) -> String {
    ImportWords.counts(read: imported.shown.count, needed: needed).in(language)
  }

  private func lines(_ score: Preset.Score, _ scores: ImportedScores) -> [String] {
    let classes = rules[score.scheme].classes
    func words(_ found: ImportedScore) -> String {
      let names = (score.sums + [score.total]).map { rules[$0].name }
      let numbers = zip(names, found.sums + [found.total]).map { "\($0) \($1)" }
      return numbers.joined(separator: ", ") + " · " + classes[found.place]
    }
    var lines = [
      ImportWords.asTool(words(scores.ofTool)).in(language),
      ImportWords.asShown(words(scores.ofShown)).in(language),
    ]
    if !imported.hidden.isEmpty { lines.append(hidden(scores)) }
    let (low, high) = (scores.possible.low, scores.possible.high)
    if low != high {
      let (first, last) = (scores.possiblePlaces.low, scores.possiblePlaces.high)
      lines.append(
        ImportWords.open(
          rules[score.total].name, "\(low)", "\(high)", classes[first], classes[last]
        ).in(language))
    }
    return lines
  }

  /// Whether answers that stayed behind make a difference, and which they are: the first of them.
  private func hidden(_ scores: ImportedScores) -> String {
    let count = imported.hidden.count
    let named = imported.hidden.prefix(4).map(\.path.printable).joined(separator: ", ")
    let places = named + (count > 4 ? ", …" : "")
    let effect: ImportWords.Effect =
      scores.ofTool == scores.ofShown
      ? .none : scores.ofTool.place == scores.ofShown.place ? .onScore : .onClass
    return ImportWords.hidden(count, places, effect).in(language)
  }
}
