import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A use-case file in which nothing has been answered yet.
struct BlankUseCase {
  /// The file of the schema, beside a use case.
  static let schemaName = "use-case.schema.json"

  let text: String
  /// How many questions it asks.
  let count: Int

  /// - Parameter jurisdictions: whose law it asks; where none is named, every question stands in it.
  init(
    name: String, rulebook: Rulebook, jurisdictions: [String], on day: Day, language: Language
  ) {
    let vocabulary = rulebook.rules.vocabulary
    let law = jurisdictions.isEmpty ? nil : FactsOfLaw(of: jurisdictions, on: day, rulebook.rules)
    let facts = vocabulary.facts.filter { law?.facts.contains($0.id) ?? true }
    var writer = BlankWriter(vocabulary: vocabulary, language: language)
    writer.head(
      name: name,
      jurisdictions: jurisdictions.isEmpty
        ? [rulebook.firstJurisdiction ?? "NL"] : jurisdictions.uniqued())
    let ofSystem = facts.filter { $0.level == .system }
    if !ofSystem.isEmpty { writer.line("facts:") }
    writer.groups(of: ofSystem, indent: "  ")
    writer.gap()
    writer.words("", BlankWords.uses)
    writer.line("uses:")
    writer.line("  first_use:")
    writer.line("    title: \(BlankWords.useTitle.in(language))")
    let ofUses = facts.filter { $0.level == .use }
    if !ofUses.isEmpty { writer.line("    facts:") }
    writer.groups(of: ofUses, indent: "      ")
    writer.lists(vocabulary.lists.filter { law?.lists.contains($0.id) ?? true }, facts)
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

  mutating func head(name: String, jurisdictions: [String]) {
    line("# yaml-language-server: $schema=\(BlankUseCase.schemaName)")
    words("", BlankWords.head)
    words("", BlankWords.answers)
    line("language: 1")
    line("use_case: \(name)")
    line("title: \(BlankWords.title.in(language))")
    line("operator: \(BlankWords.operatorName.in(language))")
    words("", BlankWords.jurisdictions)
    line("jurisdictions: [\(jurisdictions.joined(separator: ", "))]")
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
  mutating func lists(_ lists: [FactList], _ facts: [Fact]) {
    guard !lists.isEmpty else { return }
    gap()
    words("", BlankWords.lists)
    line("# lists:")
    for list in lists {
      comment("", list.question.in(language), mark: "#   # ")
      line("#   \(list.name):")
      line("#     complete: no")
      line("#     items:")
      line("#       first_\(list.item):")
      for fact in facts where fact.list == list.id {
        comment("", fact.question.in(language), mark: "#         # ")
        let names = fact.options.map(\.name).joined(separator: ", ")
        let form = BlankWords.form(of: fact).in(language)
        comment("", names.isEmpty ? form : form + " " + names, mark: "#         #   ")
        line("#         \(fact.shortName): unknown")
      }
    }
  }
}
