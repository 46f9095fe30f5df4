/// Cells on their way into a table, and back out of it.
package enum CSVText {
  /// Signs with which a spreadsheet takes a cell for a formula (ASVS 1.2.10), full-width ones too.
  private static let formulaSigns: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠",
  ]

  /// Whether a spreadsheet would run a text, had it no apostrophe, or fewer of them, before it.
  private static func wouldRun(_ text: String) -> Bool {
    let rest = text.unicodeScalars.drop { $0 == "'" }
      .drop { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
    return rest.first.map(formulaSigns.contains) ?? false
  }

  /// A field of RFC 4180, in quotes where it needs them. What a spreadsheet would run begins with an
  /// apostrophe, by which it knows text.
  package static func field(_ text: String) -> String {
    let safe = wouldRun(text) ? "'" + text : text
    let isPlain = safe.utf8.allSatisfy { byte in
      byte != UInt8(ascii: "\"") && byte != UInt8(ascii: ",") && byte >= 0x20
    }
    if isPlain, safe.utf8.first != 0x20, safe.utf8.last != 0x20 { return safe }
    // By scalars: a mark that joins a quote would hide it.
    var result = "\""
    for scalar in safe.unicodeScalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  /// Rows as a table.
  package static func table(_ rows: [[String]]) -> String {
    rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A cell as it was before a writer put an apostrophe before it.
  package static func read(_ text: String) -> String {
    text.utf8.first == UInt8(ascii: "'") && wouldRun(text)
      ? String(text.unicodeScalars.dropFirst()) : text
  }
}
