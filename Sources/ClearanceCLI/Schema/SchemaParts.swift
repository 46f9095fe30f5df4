import Reports
import RuleCompiler

/// Schemas of what files have in common, in JSON Schema 2020-12.
///
/// A file is read by YAML 1.2: `yes` is text and `true` is not, a day is text, `12` is a number.
extension JSONValue {
  static let dialect = JSONValue.text("https://json-schema.org/draft/2020-12/schema")

  static func reference(_ name: String) -> JSONValue {
    .members([("$ref", .text("#/$defs/" + name))])
  }

  static func anyOf(_ schemas: [JSONValue]) -> JSONValue {
    schemas.count == 1 ? schemas[0] : .members([("anyOf", .list(schemas))])
  }

  static func choice(_ words: some Sequence<String>) -> JSONValue {
    .members([("enum", .texts(words))])
  }

  static func pattern(_ pattern: String) -> JSONValue {
    .members([("type", .text("string")), ("pattern", .text(pattern))])
  }

  /// A mapping of exactly these keys.
  static func mapping(
    _ properties: [(String, JSONValue?)], required: [String] = [], most: Int? = nil,
    describedBy description: String? = nil
  ) -> JSONValue {
    .members([
      ("description", description.map(JSONValue.text)), ("type", .text("object")),
      ("properties", .members(properties)), ("additionalProperties", .flag(false)),
      ("required", required.isEmpty ? nil : .texts(required)),
      ("maxProperties", most.map(JSONValue.integer)),
    ])
  }

  /// A mapping from names of the author's own.
  static func named(_ value: JSONValue, names: JSONValue? = nil) -> JSONValue {
    .members([
      ("type", .text("object")), ("propertyNames", names), ("additionalProperties", value),
    ])
  }

  static func array(of items: JSONValue, least: Int? = nil, unique: Bool = false) -> JSONValue {
    .members([
      ("type", .text("array")), ("items", items), ("minItems", least.map(JSONValue.integer)),
      ("uniqueItems", unique ? .flag(true) : nil),
    ])
  }

  /// One word, or a list of words.
  static func words(_ word: JSONValue, unique: Bool = false) -> JSONValue {
    anyOf([word, array(of: word, unique: unique)])
  }

  /// The schema with a description, which editors show.
  func described(_ description: String?) -> JSONValue {
    guard let description else { return self }
    let added = Member("description", .text(description))
    if case .object(let members) = self, !members.contains(where: { $0.name == "$ref" }) {
      return .object([added] + members)
    }
    return .object([added, Member("allOf", .list([self]))])
  }

  /// Definitions that both schemas refer to.
  static let commonDefinitions: [(String, JSONValue?)] = [
    ("text", .members([("type", .texts(["string", "number", "boolean"]))])),
    ("flag", .members([("enum", .list([.text("yes"), .text("no")] + truths))])),
    ("language", .members([("enum", .list([.integer(1), .text("1")]))])),
    ("day", .pattern("^(?:19[0-9]{2}|20[0-9]{2}|21[0-9]{2}|2200)-(?:\(monthsAndDays))$")),
    ("time", .pattern(timePattern)),
    ("number", .anyOf([.members([("type", .text("number"))]), .pattern(numberPattern)])),
    (
      "sentence",
      .anyOf([
        .reference("text"),
        .mapping(
          [("en", .reference("text")), ("fr", .reference("text"))], required: ["en"]),
      ])
    ),
  ]

  /// `true` and `false` as JSON has them and as text, which YAML 1.2 reads in quotes.
  static let truths: [JSONValue] = [
    .flag(true), .flag(false), .text("true"), .text("false"),
  ]

  private static let monthsAndDays =
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    + "|02-(?:0[1-9]|[12][0-9])"
  private static let timePattern =
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,6})?)?"
    + "(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])$"
  private static let numberPattern = "^-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,6})?$"
}
