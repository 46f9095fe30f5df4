/// A JSON Schema of 2020-12, as far as our formats need one.
indirect enum Schema: Sendable {
  case text, integer, flag
  /// A calendar day, YYYY-MM-DD.
  case day
  /// One of these words, or exactly this number.
  case words([String])
  case number(Int)
  case list(Schema)
  /// Every member must be there, and there is no other.
  case object([(name: String, schema: Schema)])
  case optional(Schema)
  /// A definition by its name.
  case named(String)
  /// What is said of a fact: whatever form its type has.
  case anything
}

extension Schema {
  var value: JSONValue {
    switch self {
    case .text: type("string")
    case .integer: type("integer")
    case .flag: type("boolean")
    case .day: .object([.init("type", .text("string")), .init("format", .text("date"))])
    case .words(let words): .object([.init("enum", .texts(words))])
    case .number(let number): .object([.init("const", .integer(number))])
    case .list(let items):
      .object([.init("type", .text("array")), .init("items", items.value)])
    case .object(let members):
      .object([
        .init("type", .text("object")),
        .init("properties", .object(members.map { .init($0.name, $0.schema.value) })),
        .init("required", .texts(members.map(\.name))),
        .init("additionalProperties", .flag(false)),
      ])
    case .optional(let schema):
      .object([.init("anyOf", .list([schema.value, type("null")]))])
    case .named(let name): .object([.init("$ref", .text("#/$defs/\(name)"))])
    case .anything: .flag(true)
    }
  }

  /// The schema of an object as a document of its own.
  func document(
    titled title: String, _ definitions: [(name: String, schema: Schema)]
  ) -> JSONValue {
    guard case .object(let members) = value else {
      preconditionFailure("the schema of an object is an object")
    }
    return .object(
      [
        .init("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
        .init("title", .text(title)),
      ] + members + [
        .init("$defs", .object(definitions.map { .init($0.name, $0.schema.value) }))
      ])
  }

  private func type(_ name: String) -> JSONValue { .object([.init("type", .text(name))]) }

  static func optionalText() -> Schema { .optional(.text) }
}
