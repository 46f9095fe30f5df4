// What the source says around a problem.

extension SyntaxMistake {
  var column: Int { problem.position.column - 1 }

  var isFirstInLine: Bool { line.prefix(column).allSatisfy { $0 == " " } }

  var isAtEnd: Bool {
    column >= line.count && source.line(problem.position.line + 1) == nil
  }

  /// A character of the problem's line, counted from the problem.
  func scalar(_ distance: Int) -> Unicode.Scalar? {
    column + distance < line.count ? line[column + distance] : nil
  }

  var word: SourceSpan {
    let length = line.dropFirst(column).prefix { $0 != " " && $0 != ":" }.count
    return SourceSpan(at: problem.position, length: max(1, length))
  }

  func word(at position: SourcePosition) -> String {
    text(
      SyntaxMistake.line(of: position, in: source).dropFirst(position.column - 1).prefix {
        $0 != " "
      })
  }

  func restOfLine(from position: SourcePosition) -> SourceSpan {
    let line = SyntaxMistake.line(of: position, in: source)
    return SourceSpan(
      at: position, length: max(1, trimmed(line.dropFirst(position.column - 1)).count))
  }

  /// The value that begins at an index: to the end of its line, without a comment.
  func value(from start: Int) -> [Unicode.Scalar] {
    let rest = line[start...]
    let comment = rest.indices.first { $0 > start && rest[$0] == "#" && rest[$0 - 1] == " " }
    return Array(trimmed(rest[..<(comment ?? rest.endIndex)]))
  }

  func trimmed(_ part: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    part.lastIndex { $0 != " " && $0 != "\t" }.map { part[...$0] } ?? part.prefix(0)
  }

  /// The index of the last colon that a space follows.
  func lastColon(in part: ArraySlice<Unicode.Scalar>) -> Int? {
    part.indices.dropLast().last { part[$0] == ":" && part[$0 + 1] == " " }
  }

  func quoted(_ text: String) -> String {
    text.contains("\"") || text.contains("\\")
      ? "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
      : "\"\(text)\""
  }

  func text(_ part: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(part))
  }

  static func line(of position: SourcePosition, in source: SourceFile) -> [Unicode.Scalar] {
    Array((source.line(position.line) ?? "").unicodeScalars)
  }
}
