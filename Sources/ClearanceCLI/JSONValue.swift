/// A value of JSON that is going to be written; the keys of an object stay in the order given.
indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSONValue])
  case members([Member])
  /// A text of JSON that is written already.
  case raw(String)

  /// A key and its value.
  struct Member: Hashable, Sendable {
    let key: String
    let value: JSONValue
  }

  /// An object; keys without a value are left out.
  static func object(_ pairs: [(String, JSONValue?)]) -> JSONValue {
    .members(pairs.compactMap { key, value in value.map { Member(key: key, value: $0) } })
  }

  /// Null where there is no text.
  static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  static func strings(_ words: some Sequence<String>) -> JSONValue {
    .array(words.map(JSONValue.string))
  }
}

extension JSONValue {
  /// The text, indented by two spaces, with a line break at the end.
  var text: String {
    var text = ""
    write(to: &text, indent: "")
    return text + "\n"
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let value): text += String(value)
    case .string(let value): value.writeQuoted(to: &text)
    case .raw(let json):
      // No string of JSON holds a line break, so that every one is a place to indent.
      text += json.split(separator: "\n").joined(separator: "\n" + indent)
    case .array(let values) where values.allSatisfy(\.isSmall) && values.count <= 8:
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += ", " }
        value.write(to: &text, indent: indent)
      }
      text += "]"
    case .array(let values):
      let inner = indent + "  "
      for (index, value) in values.enumerated() {
        text += (index == 0 ? "[\n" : ",\n") + inner
        value.write(to: &text, indent: inner)
      }
      text += "\n\(indent)]"
    case .members(let members):
      guard !members.isEmpty else {
        text += "{}"
        return
      }
      let inner = indent + "  "
      for (index, member) in members.enumerated() {
        text += (index == 0 ? "{\n" : ",\n") + inner
        member.key.writeQuoted(to: &text)
        text += ": "
        member.value.write(to: &text, indent: inner)
      }
      text += "\n\(indent)}"
    }
  }

  private var isSmall: Bool {
    switch self {
    case .null, .bool, .number: true
    case .string(let word): word.utf8.count <= 40
    case .array, .members, .raw: false
    }
  }
}

extension String {
  /// As RFC 8259 quotes it; line separators are escaped too, for whoever pastes it into a script.
  fileprivate func writeQuoted(to text: inout String) {
    text += "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _
      where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        || scalar.value == 0x2028 || scalar.value == 0x2029:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
