import LocatedYAML

// What a file says of itself reaches terminals, browsers, spreadsheets and build servers. Each of
// these obeys some characters; here these are taken their power, one function a sink.

extension String {
  /// For a message of SARIF, which may hold places for arguments and links: `{`, `}` and `](`
  /// lose their meaning.
  var sarif: String {
    let text = onOneLine.printable
    let isPlain = text.utf8.allSatisfy { byte in
      byte != UInt8(ascii: "{") && byte != UInt8(ascii: "}") && byte != UInt8(ascii: "]")
    }
    if isPlain { return text }
    var last: Unicode.Scalar = " "
    return text.escaped { scalar in
      defer { last = scalar }
      switch scalar {
      case "{": return "("
      case "}": return ")"
      case "(" where last == "]": return " ("
      default: return nil
      }
    }
  }

  /// A path as a relative reference of RFC 3986; an absolute one becomes a `file:` URI.
  var uriReference: String {
    var bytes: [UInt8] = []
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        bytes.append(byte)
      case _ where "-._~/+,=@!$'()*;".utf8.contains(byte): bytes.append(byte)
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        bytes += ("%" + (digits.count < 2 ? "0" : "") + digits).utf8
      }
    }
    let path = String(decoding: bytes, as: UTF8.self)
    return path.hasPrefix("/") ? "file://" + path : path
  }

  /// Whether it is an address of the web that can stand where a URI is asked for.
  var isWebAddress: Bool {
    guard hasPrefix("https://") || hasPrefix("http://") else { return false }
    return utf8.allSatisfy { byte in
      (0x21...0x7E).contains(byte) && !#"<>"{}|\^`"#.utf8.contains(byte)
    }
  }

  /// For the text of XML, or an attribute in double quotes. What XML 1.0 forbids is escaped as
  /// `\u{…}`, line breaks too.
  var xml: String {
    printable.escaped { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "'": "&apos;"
      case "\u{FFFE}", "\u{FFFF}": "\u{FFFD}"
      default: nil
      }
    }
  }

  /// For the message of a workflow command.
  var commandData: String {
    var result = ""
    for scalar in onOneLine.printable.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// For a property of a workflow command, where `:` and `,` part what stands there.
  var commandProperty: String {
    var result = ""
    for scalar in commandData.unicodeScalars {
      switch scalar {
      case ":": result += "%3A"
      case ",": result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// For a field of CSV, with its quotes. What a spreadsheet would run as a formula begins with an
  /// apostrophe, by which it knows text.
  var csvField: String {
    let text = onOneLine.printable
    let start = text.unicodeScalars.first { $0 != " " && $0 != "\u{A0}" }
    let isFormula = start.map { "=+-@|%＝＋－＠".unicodeScalars.contains($0) } ?? false
    let escaped = text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    return "\"" + (isFormula ? "'" : "") + escaped + "\""
  }

  /// For running text of Markdown: nothing in it is markup, a mention, a reference or a link.
  var markdown: String {
    var result = ""
    for scalar in onOneLine.printable.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "|", "~", "!":
        result += "\\"
        result.unicodeScalars.append(scalar)
      // No backslash keeps GitHub from reading `@name`, `#1` and `https://…`; a space without
      // width does.
      case "@", "#": result += "\(scalar)&#8203;"
      case "/" where result.unicodeScalars.last == ":": result += "&#8203;/"
      case "." where result.suffix(3).lowercased() == "www": result += "&#8203;."
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "$": result += "&#36;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// As code of Markdown, also in a table; backticks and bars in it become their likenesses.
  var markdownCode: String {
    let text = onOneLine.printable.unicodeScalars.map { scalar in
      switch scalar {
      case "`": "'"
      case "|": "¦"
      default: String(scalar)
      }
    }.joined()
    return text.isEmpty ? "" : "`" + text + "`"
  }

  /// For a value of the type TEXT of iCalendar; a line break may stand in it.
  var calendarText: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case ";": result += "\\;"
      case ",": result += "\\,"
      case "\n": result += "\\n"
      case "\r": break
      default: result.append(contentsOf: String(scalar).printable.escapedBackslashes)
      }
    }
    return result
  }
}

extension String {
  /// The escape `\u{…}` of a character that is not printable, as it is written in iCalendar.
  fileprivate var escapedBackslashes: String {
    unicodeScalars.map { $0 == "\\" ? "\\\\" : String($0) }.joined()
  }
}

extension String {
  /// For a line of OSCAL's markup, which is Markdown that also inserts parameters: nothing in it
  /// is markup.
  var oscal: String {
    let scalars = Array(oscalWord.unicodeScalars)
    let mark = scalars.placeOfBlockMark
    var result = ""
    for (place, scalar) in scalars.enumerated() {
      switch scalar {
      case "_" where scalars.isInsideWord(place): result += "_"
      case "\\", "`", "*", "_", "[", "]", "{", "}", "~", "^", "!", "|", "#":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default:
        if place == mark { result += "\\" }
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// For a string of OSCAL: one line, with no space at either end. Empty text, which OSCAL does
  /// not take, is a dash.
  var oscalWord: String {
    let scalars = Array(onOneLine.printable.unicodeScalars)
    let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.endIndex
    let end = scalars.lastIndex { !$0.properties.isWhitespace } ?? start
    guard start < scalars.endIndex else { return "–" }
    return String(String.UnicodeScalarView(scalars[start...end]))
  }
}

extension [Unicode.Scalar] {
  /// The mark at the beginning that would make an item of a list, a line or a heading of a text.
  fileprivate var placeOfBlockMark: Int? {
    let digits = prefix { "0123456789".unicodeScalars.contains($0) }.count
    guard let mark = dropFirst(digits).first else { return nil }
    let next = dropFirst(digits + 1).first
    let marks = digits > 0 ? ".)" : "+-="
    guard marks.unicodeScalars.contains(mark), next == nil || next == " " || next == mark else {
      return nil
    }
    return digits
  }

  /// Whether a letter or a digit stands on either side, so that an underscore is no markup.
  fileprivate func isInsideWord(_ place: Int) -> Bool {
    func isWord(_ place: Int) -> Bool {
      guard indices.contains(place) else { return false }
      let character = Character(self[place])
      return character.isLetter || character.isNumber
    }
    return isWord(place - 1) && isWord(place + 1)
  }
}
