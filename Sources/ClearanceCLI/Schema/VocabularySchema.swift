import Reports
import RuleCompiler

/// Schemas of the files that declare facts and memberships.
enum VocabularySchema {
  static var file: JSONValue {
    .mapping(
      [
        ("language", .reference("language")), ("vocabulary", .reference("text")),
        ("groups", .named(.reference("sentence"))), ("countries", .named(.reference("sentence"))),
        ("parties", .named(.reference("sentence"))), ("classes", .named(.reference("sentence"))),
        ("topics", .named(.reference("sentence"))),
        ("lists", .named(list)),
        ("models", .named(.array(of: .reference("text"), least: 1, unique: true))),
        ("facts", .named(fact, names: .pattern("^[a-z0-9_]+\\.[a-z0-9_]+$"))),
      ], required: ["language", "vocabulary"])
  }

  private static var list: JSONValue {
    .mapping(
      [("item", .reference("text")), ("ask", .reference("sentence"))], required: ["item", "ask"])
  }

  private static var fact: JSONValue {
    let types = ["yes_no", "one_of", "some_of", "number", "date", "time", "country", "text"]
    let options = JSONValue.anyOf([
      .named(.reference("sentence")), .array(of: .reference("text"), least: 1, unique: true),
    ])
    return .mapping(
      [
        ("ask", .reference("sentence")), ("help", .reference("sentence")),
        ("type", .choice(types)), ("of", .choice(Level.allCases.map(\.rawValue))),
        ("is", .choice(FactNature.allCases.map(\.rawValue))),
        ("measure_of", .reference("text")),
        ("answered_by", .choice(Respondent.allCases.map(\.rawValue))),
        ("source", .words(.reference("text"))), ("none", .reference("flag")),
        ("operational", .reference("flag")), ("unit", .reference("text")),
        ("ordered", .reference("flag")), ("options", options),
        ("only_if", .reference("condition")), ("else", elseValue),
      ], required: ["ask", "type", "of"])
  }

  /// The value that a fact has where it is not asked: its type is the fact's own.
  private static var elseValue: JSONValue {
    .anyOf([.reference("text"), .array(of: .reference("text"))])
  }

  static var memberships: JSONValue {
    let member = JSONValue.anyOf([
      .reference("text"),
      .mapping(
        [
          ("code", .reference("text")), ("from", .reference("day")), ("until", .reference("day")),
        ], required: ["code"]),
    ])
    let body = JSONValue.mapping([
      ("title", .reference("sentence")), ("complete", .reference("flag")),
      ("source", .flag(true)), ("verified", .flag(true)), ("members", .array(of: member)),
    ])
    return .mapping(
      [("language", .reference("language")), ("memberships", .named(body))],
      required: ["language", "memberships"])
  }
}
