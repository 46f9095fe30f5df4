import LocatedYAML

/// A JSON value whose members are written in the order in which they stand.
enum JSONValue: Equatable {
  case null
  case flag(Bool)
  case integer(Int)
  /// A decimal number as its digits, exactly.
  case decimal(String)
  case text(String)
  case list([JSONValue])
  case object([Member])

  /// A name and its value.
  struct Member: Equatable {
    let name: String
    let value: JSONValue

    init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// Null where there is no text.
  static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.text) ?? .null }

  static func texts(_ texts: [String]) -> JSONValue { .list(texts.map(JSONValue.text)) }
}

extension JSONValue {
  /// The value as JSON of RFC 8259, indented by two spaces, with a line break at the end.
  var written: String {
    var text = ""
    write(into: &text, indent: "")
    return text + "\n"
  }

  private func write(into text: inout String, indent: String) {
    switch self {
    case .null: text += "null"
    case .flag(let flag): text += flag ? "true" : "false"
    case .integer(let number): text += String(number)
    case .decimal(let digits): text += digits
    case .text(let words): text += JSONValue.quoted(words)
    case .list(let items) where items.allSatisfy(\.isScalar):
      text += "["
      for (place, item) in items.enumerated() {
        if place > 0 { text += ", " }
        item.write(into: &text, indent: "")
      }
      text += "]"
    case .list(let items):
      write(items.map { (nil, $0) }, between: ("[", "]"), into: &text, indent)
    case .object(let members):
      write(members.map { ($0.name, $0.value) }, between: ("{", "}"), into: &text, indent)
    }
  }

  private func write(
    _ items: [(name: String?, value: JSONValue)], between brackets: (String, String),
    into text: inout String, _ indent: String
  ) {
    guard !items.isEmpty else {
      text += brackets.0 + brackets.1
      return
    }
    let inner = indent + "  "
    text += brackets.0
    for (place, item) in items.enumerated() {
      text += (place > 0 ? ",\n" : "\n") + inner
      if let name = item.name { text += JSONValue.quoted(name) + ": " }
      item.value.write(into: &text, indent: inner)
    }
    text += "\n" + indent + brackets.1
  }

  private var isScalar: Bool {
    switch self {
    case .null, .flag, .integer, .decimal, .text: true
    case .list, .object: false
    }
  }

  /// A string in quotes; what a terminal would obey or hide is escaped too.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        let plain = String(scalar)
        if scalar.isASCII ? scalar.value >= 0x20 && scalar.value < 0x7F : plain.printable == plain {
          result.unicodeScalars.append(scalar)
        } else {
          for unit in plain.utf16 { result += escaped(unit) }
        }
      }
    }
    return result + "\""
  }

  private static func escaped(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
