import LocatedYAML

/// A JSON value whose members are written in the order in which they stand.
package enum JSONValue: Hashable, Sendable {
  case null
  case flag(Bool)
  case integer(Int)
  /// A decimal number as its digits, exactly.
  case decimal(String)
  case text(String)
  case list([JSONValue])
  case object([Member])

  /// A name and its value.
  package struct Member: Hashable, Sendable {
    package let name: String
    package let value: JSONValue

    package init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// Null where there is no text.
  package static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.text) ?? .null }

  package static func texts(_ texts: some Sequence<String>) -> JSONValue {
    .list(texts.map(JSONValue.text))
  }

  /// An object; names without a value are left out.
  package static func members(_ pairs: [(String, JSONValue?)]) -> JSONValue {
    .object(pairs.compactMap { name, value in value.map { Member(name, $0) } })
  }
}

extension JSONValue {
  /// Columns within which a list or an object stands on one line.
  private static let width = 96

  /// The value as JSON of RFC 8259: indented by two spaces, what is short on one line, with a line
  /// break at the end.
  package var written: String {
    var text = ""
    write(into: &text, indent: 0)
    return text + "\n"
  }

  private func write(into text: inout String, indent: Int) {
    switch self {
    case .list(let items): write(items.map { (nil, $0) }, "[", "]", into: &text, indent)
    case .object(let members):
      write(members.map { ($0.name, $0.value) }, "{", "}", into: &text, indent)
    case .null, .flag, .integer, .decimal, .text:
      var room = Int.max
      text += onOneLine(within: &room) ?? ""
    }
  }

  private func write(
    _ items: [(name: String?, value: JSONValue)], _ opening: String, _ closing: String,
    into text: inout String, _ indent: Int
  ) {
    var room = JSONValue.width - indent
    if let line = onOneLine(within: &room) {
      text += line
      return
    }
    let margin = "\n" + String(repeating: " ", count: indent)
    text += opening
    for (place, item) in items.enumerated() {
      text += (place > 0 ? "," : "") + margin + "  "
      if let name = item.name { text += JSONValue.quoted(name) + ": " }
      item.value.write(into: &text, indent: indent + 2)
    }
    text += margin + closing
  }

  /// The value on one line; nil where it takes more than the room, of which it takes its part.
  private func onOneLine(within room: inout Int) -> String? {
    let text: String
    switch self {
    case .null: text = "null"
    case .flag(let flag): text = flag ? "true" : "false"
    case .integer(let number): text = String(number)
    case .decimal(let digits): text = digits
    case .text(let words):
      // Quoted it is longer still.
      guard words.utf8.count < room || room == .max else { return nil }
      text = JSONValue.quoted(words)
    case .list(let items):
      return JSONValue.join(items.map { (nil, $0) }, "[", "]", within: &room)
    case .object(let members):
      return JSONValue.join(members.map { ($0.name, $0.value) }, "{", "}", within: &room)
    }
    room -= text.utf8.count
    return room >= 0 ? text : nil
  }

  private static func join(
    _ items: [(name: String?, value: JSONValue)], _ opening: String, _ closing: String,
    within room: inout Int
  ) -> String? {
    var text = opening
    room -= 2
    for (place, item) in items.enumerated() {
      let name = item.name.map { quoted($0) + ": " } ?? ""
      room -= name.utf8.count + (place > 0 ? 2 : 0)
      guard let value = item.value.onOneLine(within: &room) else { return nil }
      text += (place > 0 ? ", " : "") + name + value
    }
    return room >= 0 ? text + closing : nil
  }

  /// A string in quotes; what a terminal would obey or hide is escaped too.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
    if isPlain { return "\"" + text + "\"" }
    return "\""
      + text.escaped { scalar in
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case _ where scalar.isPrintable: nil
        default: scalar.utf16.map(escaped).joined()
        }
      } + "\""
  }

  private static func escaped(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
