import LocatedYAML
import RuleCompiler

/// A use-case file in which nothing has been answered yet.
struct BlankUseCase {
  /// The file of the schema, beside a use case.
  static let schemaName = "use-case.schema.json"

  let text: String
  /// How many questions it asks.
  let count: Int

  init(name: String, rulebook: Rulebook, language: Language) {
    let vocabulary = rulebook.rules.vocabulary
    var writer = BlankWriter(vocabulary: vocabulary, language: language)
    writer.head(name: name, jurisdiction: rulebook.firstJurisdiction)
    writer.line("facts:")
    writer.groups(of: vocabulary.facts.filter { $0.level == .system }, indent: "  ")
    writer.gap()
    writer.words("", BlankWords.uses)
    writer.line("uses:")
    writer.line("  first_use:")
    writer.line("    title: \(BlankWords.useTitle.in(language))")
    writer.line("    facts:")
    writer.groups(of: vocabulary.facts.filter { $0.level == .use }, indent: "      ")
    writer.lists()
    text = writer.text
    count = writer.count
  }
}

extension Rulebook {
  /// A jurisdiction of which there are rules: that of the first act that is not asked of all.
  fileprivate var firstJurisdiction: String? {
    rules.acts.map(\.jurisdiction).first { $0 != Act.worldwide }
      ?? rules.memberships.bodies.first?.members.first?.code
  }
}

/// Puts a blank use case together, line by line.
private struct BlankWriter {
  let vocabulary: Vocabulary
  let language: Language
  private(set) var text = ""
  private(set) var count = 0

  init(vocabulary: Vocabulary, language: Language) {
    self.vocabulary = vocabulary
    self.language = language
  }

  mutating func line(_ line: String) { text += line + "\n" }

  mutating func gap() { text += "\n" }

  /// Words as comments, as many lines as they need.
  mutating func words(_ indent: String, _ words: Text, mark: String = "# ") {
    comment(indent, words.in(language), mark: mark)
  }

  mutating func comment(_ indent: String, _ words: String, mark: String = "# ") {
    let room = 100 - indent.count - mark.count
    var current = ""
    var mark = mark
    for word in words.split(whereSeparator: { $0.isWhitespace && $0 != "\u{A0}" }) {
      if !current.isEmpty, current.count + word.count + 1 > room {
        line(indent + mark + current)
        mark = "#" + String(repeating: " ", count: mark.count - 1)
        current = ""
      }
      current += (current.isEmpty ? "" : " ") + word
    }
    line(indent + mark + current)
  }

  mutating func head(name: String, jurisdiction: String?) {
    line("# yaml-language-server: $schema=\(BlankUseCase.schemaName)")
    words("", BlankWords.head)
    words("", BlankWords.answers)
    line("language: 1")
    line("use_case: \(name)")
    line("title: \(BlankWords.title.in(language))")
    line("operator: \(BlankWords.operatorName.in(language))")
    words("", BlankWords.jurisdictions)
    line("jurisdictions: [\(jurisdiction ?? "NL")]")
    gap()
  }

  /// Facts under their groups, in vocabulary order, each with its question.
  mutating func groups(of facts: [Fact], indent: String) {
    for group in facts.groups {
      if let words = vocabulary.groups[group] { self.words(indent, words, mark: "# ── ") }
      line("\(indent)\(group):")
      for fact in facts where fact.group == group { question(fact, indent: indent + "  ") }
    }
  }

  private mutating func question(_ fact: Fact, indent: String) {
    words(indent, fact.question)
    if let help = fact.help { words(indent, help, mark: "#   ") }
    comment(indent, BlankWords.form(of: fact).in(language), mark: "#   ")
    for option in fact.options {
      let words = option.words.in(language)
      let line = words == option.name ? option.name : option.name + ": " + words
      comment(indent, line, mark: "#   - ")
    }
    line("\(indent)\(fact.shortName): unknown")
    count += 1
  }

  /// Lists stand as comments: an item that nobody has would be a wrong answer.
  mutating func lists() {
    guard !vocabulary.lists.isEmpty else { return }
    gap()
    words("", BlankWords.lists)
    line("# lists:")
    for list in vocabulary.lists {
      comment("", list.question.in(language), mark: "#   # ")
      line("#   \(list.name):")
      line("#     complete: no")
      line("#     items:")
      line("#       first_\(list.item):")
      for fact in vocabulary.facts where fact.list == list.id {
        comment("", fact.question.in(language), mark: "#         # ")
        let names = fact.options.map(\.name).joined(separator: ", ")
        let form = BlankWords.form(of: fact).in(language)
        comment("", names.isEmpty ? form : form + " " + names, mark: "#         #   ")
        line("#         \(fact.shortName): unknown")
      }
    }
  }
}
