/// A value as it is to be written into a file, in YAML or in JSON.
package indirect enum NewValue: Hashable, Sendable {
  case flag(Bool)
  /// Digits, and at most a sign and a point.
  case number(String)
  /// A name or a day: quoted only where it must be.
  case word(String)
  /// What people say, always quoted.
  case text(String)
  case list([NewValue])
  case mapping([Pair])

  /// A key and its value.
  package struct Pair: Hashable, Sendable {
    let key: String
    let value: NewValue

    package init(_ key: String, _ value: NewValue) {
      self.key = key
      self.value = value
    }
  }
}

extension NewValue {
  /// On one line, in the style of a file.
  package func written(inJSON isJSON: Bool) -> String {
    switch self {
    case .flag(let flag): isJSON ? (flag ? "true" : "false") : flag ? "yes" : "no"
    case .number(let digits): digits
    case .word(let word): isJSON || !word.isPlainWord ? word.inDoubleQuotes : word
    case .text(let text): text.inDoubleQuotes
    case .list(let items):
      "[" + items.map { $0.written(inJSON: isJSON) }.joined(separator: ", ") + "]"
    case .mapping(let pairs):
      "{"
        + pairs.map { pair in
          NewValue.writtenKey(pair.key, quoted: isJSON) + ": " + pair.value.written(inJSON: isJSON)
        }.joined(separator: ", ") + "}"
    }
  }

  /// A key, in quotes where the file or the word needs them.
  package static func writtenKey(_ key: String, quoted isQuoted: Bool) -> String {
    isQuoted || !key.isPlainWord ? key.inDoubleQuotes : key
  }
}

extension String {
  /// Whether YAML reads it as itself without quotes, wherever it stands, and nobody takes it for
  /// a null.
  fileprivate var isPlainWord: Bool {
    guard let first = utf8.first, first.isLetterOrDigit else { return false }
    return utf8.allSatisfy { $0.isLetterOrDigit || "_-./".utf8.contains($0) }
      && lowercased() != "null"
  }

  /// In double quotes, with escapes that YAML and JSON share.
  fileprivate var inDoubleQuotes: String {
    var result = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.isRefused || scalar == "\r":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }
}
