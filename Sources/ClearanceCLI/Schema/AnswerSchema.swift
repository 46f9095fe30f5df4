import Reports
import RuleCompiler

/// Schemas of answers to facts.
struct AnswerSchema {
  let vocabulary: Vocabulary
  let language: Language

  /// Whatever may stand as the answer to a fact: a value, that it is unknown, or why.
  func answer(to fact: Fact) -> JSONValue {
    var forms = [value(of: fact)]
    if fact.isSet { forms.append(partly(fact)) }
    forms.append(.reference("unknown"))
    return JSONValue.anyOf(forms).described(description(of: fact))
  }

  /// A value as an answer has it; `none` only where the vocabulary allows it.
  func value(of fact: Fact) -> JSONValue {
    guard fact.allowsNone, !fact.isSet else { return plainValue(of: fact) }
    return .anyOf([plainValue(of: fact), .choice(["none"])])
  }

  private func plainValue(of fact: Fact) -> JSONValue {
    switch fact.type {
    case .yesNo: .reference("flag")
    case .oneOf(let options, _): .choice(options.map(\.name))
    case .someOf(let options): .words(.choice(options.map(\.name)), unique: true)
    case .number: .reference("number")
    case .date: .reference("day")
    case .time: .reference("time")
    case .country: .reference("country")
    case .text: .reference("words")
    }
  }

  /// A set of which only some members are known.
  private func partly(_ fact: Fact) -> JSONValue {
    let members = JSONValue.words(.choice(fact.options.map(\.name)), unique: true)
    return .mapping([("has", members), ("has_not", members)])
  }

  /// The question, its help, and what the options mean.
  private func description(of fact: Fact) -> String {
    var lines = [fact.question.in(language)]
    if let help = fact.help { lines.append(help.in(language)) }
    for option in fact.options where option.words.in(language) != option.name {
      lines.append("- \(option.name): \(option.words.in(language))")
    }
    return lines.joined(separator: "\n")
  }

  /// Groups of facts, each a mapping from fact to answer.
  func groups(of facts: [Fact]) -> JSONValue {
    let names = facts.groups
    let properties = names.map { name -> (String, JSONValue?) in
      let own = facts.filter { $0.group == name }
      return (
        name,
        .mapping(
          own.map { ($0.shortName, .reference("fact." + $0.name)) },
          describedBy: vocabulary.groups[name]?.in(language))
      )
    }
    // A group that has no such fact may stand there all the same, as long as it says nothing.
    let silent = vocabulary.groups.keys.filter { !names.contains($0) }.sorted()
    return .mapping(properties + silent.map { ($0, .mapping([])) })
  }

  /// Definitions of all facts, and of the words that their answers share.
  var definitions: [(String, JSONValue?)] {
    let countries = vocabulary.countries.keys.sorted()
    let reason = JSONValue.mapping([("unknown", .reference("text"))], required: ["unknown"])
    let reserved = "^(?!(?:none|unknown|present)$)[\\s\\S]+$"
    return [
      ("unknown", .anyOf([.choice(["unknown"]), reason])),
      ("country", countries.isEmpty ? .pattern("^[A-Z]{2}$") : .choice(countries)),
      (
        "words",
        .anyOf([.pattern(reserved), .members([("type", .texts(["number", "boolean"]))])])
      ),
    ] + vocabulary.facts.map { ("fact." + $0.name, answer(to: $0)) }
  }
}

extension Fact {
  var group: String { String(name.prefix { $0 != "." }) }
  var shortName: String { String(name.drop { $0 != "." }.dropFirst()) }
}

extension [Fact] {
  /// The names of their groups, each once, in vocabulary order.
  var groups: [String] {
    var names: [String] = []
    for fact in self where !names.contains(fact.group) { names.append(fact.group) }
    return names
  }
}
