import RuleCompiler

/// Schemas of what files have in common, in JSON Schema 2020-12.
///
/// A file is read by YAML 1.2: `yes` is text and `true` is not, a day is text, `12` is a number.
extension JSONValue {
  static let dialect = JSONValue.string("https://json-schema.org/draft/2020-12/schema")

  static func reference(_ name: String) -> JSONValue {
    .object([("$ref", .string("#/$defs/" + name))])
  }

  static func anyOf(_ schemas: [JSONValue]) -> JSONValue {
    schemas.count == 1 ? schemas[0] : .object([("anyOf", .array(schemas))])
  }

  static func choice(_ words: some Sequence<String>) -> JSONValue {
    .object([("enum", .strings(words))])
  }

  static func pattern(_ pattern: String) -> JSONValue {
    .object([("type", .string("string")), ("pattern", .string(pattern))])
  }

  /// A mapping of exactly these keys.
  static func mapping(
    _ properties: [(String, JSONValue?)], required: [String] = [], most: Int? = nil,
    describedBy description: String? = nil
  ) -> JSONValue {
    .object([
      ("description", description.map(JSONValue.string)), ("type", .string("object")),
      ("properties", .object(properties)), ("additionalProperties", .bool(false)),
      ("required", required.isEmpty ? nil : .strings(required)),
      ("maxProperties", most.map(JSONValue.number)),
    ])
  }

  /// A mapping from names of the author's own.
  static func named(_ value: JSONValue, names: JSONValue? = nil) -> JSONValue {
    .object([
      ("type", .string("object")), ("propertyNames", names), ("additionalProperties", value),
    ])
  }

  static func list(_ items: JSONValue, least: Int? = nil, unique: Bool = false) -> JSONValue {
    .object([
      ("type", .string("array")), ("items", items), ("minItems", least.map(JSONValue.number)),
      ("uniqueItems", unique ? .bool(true) : nil),
    ])
  }

  /// One word, or a list of words.
  static func words(_ word: JSONValue, unique: Bool = false) -> JSONValue {
    anyOf([word, list(word, unique: unique)])
  }

  /// The schema with a description, which editors show.
  func described(_ description: String?) -> JSONValue {
    guard let description else { return self }
    let added = Member(key: "description", value: .string(description))
    if case .members(let members) = self, !members.contains(where: { $0.key == "$ref" }) {
      return .members([added] + members)
    }
    return .members([added, Member(key: "allOf", value: .array([self]))])
  }

  /// Definitions that both schemas refer to.
  static let commonDefinitions: [(String, JSONValue?)] = [
    ("text", .object([("type", .strings(["string", "number", "boolean"]))])),
    ("flag", .object([("enum", .array([.string("yes"), .string("no")] + truths))])),
    ("language", .object([("enum", .array([.number(1), .string("1")]))])),
    ("day", .pattern("^(?:19[0-9]{2}|20[0-9]{2}|21[0-9]{2}|2200)-(?:\(monthsAndDays))$")),
    ("time", .pattern(timePattern)),
    ("number", .anyOf([.object([("type", .string("number"))]), .pattern(numberPattern)])),
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
    .bool(true), .bool(false), .string("true"), .string("false"),
  ]

  private static let monthsAndDays =
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    + "|02-(?:0[1-9]|[12][0-9])"
  private static let timePattern =
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,6})?)?"
    + "(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])$"
  private static let numberPattern = "^-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,6})?$"
}
