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
  /// The value as JSON of RFC 8259: indented by two spaces, what is short on one line, with a line
  /// break at the end.
  package var written: String {
    var writer = JSONWriter()
    writer.put(self, indent: 0)
    writer.put("\n")
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

private struct JSONWriter {
  /// Columns within which a list or an object stands on one line.
  private static let width = 96

  private(set) var bytes: [UInt8] = []

  mutating func put(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func put(_ value: JSONValue, indent: Int) {
    switch value {
    case .list(let items):
      if putOnOneLine(value, indent) { return }
      put("[")
      for place in items.indices {
        putBreak(before: place, indent)
        put(items[place], indent: indent + 2)
      }
      putEnd("]", indent)
    case .object(let members):
      if putOnOneLine(value, indent) { return }
      put("{")
      for place in members.indices {
        putBreak(before: place, indent)
        putQuoted(members[place].name)
        put(": ")
        put(members[place].value, indent: indent + 2)
      }
      putEnd("}", indent)
    case .null, .flag, .integer, .decimal, .text: _ = put(value, upTo: .max)
    }
  }

  private mutating func putBreak(before place: Int, _ indent: Int) {
    put(place > 0 ? ",\n" : "\n")
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent + 2))
  }

  private mutating func putEnd(_ closing: StaticString, _ indent: Int) {
    put("\n")
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
    put(closing)
  }

  /// Puts a value on one line if that is short enough, else nothing.
  private mutating func putOnOneLine(_ value: JSONValue, _ indent: Int) -> Bool {
    let start = bytes.count
    if put(value, upTo: start + JSONWriter.width - indent) { return true }
    bytes.removeLast(bytes.count - start)
    return false
  }

  /// Puts a value on one line; no when that goes beyond the end, and then not all of it is put.
  private mutating func put(_ value: JSONValue, upTo end: Int) -> Bool {
    switch value {
    case .null: put("null")
    case .flag(let flag): put(flag ? "true" : "false")
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .decimal(let digits): bytes.append(contentsOf: digits.utf8)
    case .text(let words):
      // Quoted it is longer still.
      guard end == .max || bytes.count + words.utf8.count < end else { return false }
      putQuoted(words)
    case .list(let items):
      put("[")
      for place in items.indices {
        if place > 0 { put(", ") }
        guard put(items[place], upTo: end) else { return false }
      }
      put("]")
    case .object(let members):
      put("{")
      for place in members.indices {
        if place > 0 { put(", ") }
        putQuoted(members[place].name)
        put(": ")
        guard put(members[place].value, upTo: end) else { return false }
      }
      put("}")
    }
    return bytes.count <= end
  }

  /// A string in quotes; what a terminal would obey or hide is escaped too.
  private mutating func putQuoted(_ text: String) {
    put("\"")
    let isPlain = text.utf8.allSatisfy { byte in
      (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
    if isPlain {
      bytes.append(contentsOf: text.utf8)
    } else {
      bytes.append(contentsOf: JSONWriter.escaped(text).utf8)
    }
    put("\"")
  }

  private static func escaped(_ text: String) -> String {
    text.escaped { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      case _ where scalar.isPrintable: nil
      default: scalar.utf16.map(escaped).joined()
      }
    }
  }

  private static func escaped(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
