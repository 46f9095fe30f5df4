import Testing

@testable import LocatedYAML

private func remark(
  _ start: (Int, Int), _ end: (Int, Int), message: String = "no", file: String = "a.yaml",
  suggestion: String? = nil, hint: String? = nil
) -> Diagnostic {
  Diagnostic(
    code: "x", severity: .error, message: message, file: file,
    span: SourceSpan(
      start: SourcePosition(line: start.0, column: start.1),
      end: SourcePosition(line: end.0, column: end.1)), suggestion: suggestion, hint: hint)
}

@Test func `a diagnostic looks as the style guide shows`() {
  let text = "# 1\n# 2\n# 3\nwhen: system.profile_persons\n"
  let diagnostic = Diagnostic(
    code: "unknown-fact", severity: .error, message: "no fact is named `system.profile_persons`",
    file: "unknown-fact.yaml", span: SourceSpan(at: SourcePosition(line: 4, column: 7), length: 22),
    suggestion: "system.profiles_persons")
  #expect(
    diagnostic.rendered(in: SourceFile(path: "unknown-fact.yaml", text: text)) == """
      unknown-fact.yaml:4:7: error: no fact is named `system.profile_persons` [unknown-fact]
      4 | when: system.profile_persons
        |       ^~~~~~~~~~~~~~~~~~~~~~ did you mean `system.profiles_persons`?
      """)
}

@Test(arguments: [
  (line: "a: bc", start: 4, end: 6, shown: "a: bc", mark: "   ^~"),
  (line: "\ta:\tb", start: 5, end: 6, shown: " a: b", mark: "    ^"),
  (line: "日本: x", start: 5, end: 6, shown: "日本: x", mark: "      ^"),
  (line: "a: 日本", start: 4, end: 6, shown: "a: 日本", mark: "   ^~~~"),
  (line: "e\u{301}: x", start: 5, end: 6, shown: "e\u{301}: x", mark: "   ^"),
  (line: "a: 😀b", start: 5, end: 6, shown: "a: 😀b", mark: "     ^"),
  (line: "\u{1B}[31m: x", start: 8, end: 9, shown: "\\u{1B}[31m: x", mark: "            ^"),
  (line: "a\u{202E}b", start: 2, end: 3, shown: "a\\u{202E}b", mark: " ^~~~~~~~"),
  (line: "a", start: 2, end: 2, shown: "a", mark: " ^"),
  (line: "a", start: 9, end: 12, shown: "a", mark: " ^"),
  (line: "abc", start: 3, end: 1, shown: "abc", mark: "  ^"),
])
func `the mark stands under the text`(
  line: String, start: Int, end: Int, shown: String, mark: String
) {
  let rendered = remark((1, start), (1, end)).rendered(in: SourceFile(path: "a", text: line))
  #expect(rendered.split(separator: "\n").dropFirst() == ["1 | \(shown)", "  | \(mark)"])
}

@Test func `a span over several lines is marked to the end of its first`() {
  let source = SourceFile(path: "a", text: "a: [1,\n2]\n")
  #expect(remark((1, 4), (2, 3)).rendered(in: source).hasSuffix("1 | a: [1,\n  |    ^~~"))
}

@Test func `a long line is shown around its mark`() {
  let line = String(repeating: "x", count: 100_000) + "!" + String(repeating: "y", count: 100_000)
  let source = SourceFile(path: "a", text: line)
  let rendered = remark((1, 100_001), (1, 100_002)).rendered(in: source)
  let x = String(repeating: "x", count: 40)
  let y = String(repeating: "y", count: 59)
  let blank = String(repeating: " ", count: 41)
  #expect(rendered == "a.yaml:1:100001: error: no [x]\n1 | …\(x)!\(y)…\n  | \(blank)^")
}

@Test(arguments: [
  "\u{1B}[2J", "\n", "\r", "\u{9B}", "\u{202E}", "\u{200B}", "\u{2028}", "\u{7F}", "\u{0}",
])
func `nothing that a terminal obeys gets through`(evil: String) {
  let diagnostic = remark(
    (1, 1), (1, 2), message: evil, file: "a\(evil).yaml", suggestion: evil, hint: evil)
  let sources = [nil, SourceFile(path: "a", text: "x\(evil)y")]
  for source in sources {
    let rendered = diagnostic.rendered(in: source)
    #expect(rendered.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isRefused && !$0.isInvisible })
    #expect(rendered.split(separator: "\n").count <= 3)
  }
}

@Test func `without its source a diagnostic is one line and its advice`() {
  #expect(remark((3, 4), (3, 5)).rendered(in: nil) == "a.yaml:3:4: error: no [x]")
  #expect(
    remark((3, 4), (3, 5), hint: "try").rendered(in: nil) == "a.yaml:3:4: error: no [x]\n  try")
  #expect(
    remark((3, 4), (3, 5), hint: "try").rendered(in: SourceFile(path: "a", text: ""))
      == "a.yaml:3:4: error: no [x]\n  try")
}

@Test func `a whole file in a word does not fill the screen`() {
  let message = String(repeating: "x", count: 100_000)
  #expect(remark((1, 1), (1, 2), message: message).rendered(in: nil).count < 300)
}

@Test func `the first of each file are kept and the others counted`() {
  let diagnostics = (1...5).flatMap {
    [remark(($0, 1), ($0, 2), file: "a"), remark(($0, 1), ($0, 2), file: "b")]
  }
  let capped = (diagnostics + [remark((1, 1), (1, 2), file: "c")]).capped(perFile: 4)
  #expect(capped.kept.count == 9)
  #expect(capped.dropped == ["a": 1, "b": 1])
  #expect(capped.countLine(of: "a") == "and 1 more in this file")
  #expect(capped.countLine(of: "c") == nil)
}

@Test func `a list of diagnostics is told file by file`() {
  let diagnostics = [
    remark((1, 1), (1, 2), file: "a"), remark((1, 1), (1, 2), file: "b"),
    remark((2, 1), (2, 2), file: "a"),
  ]
  #expect(
    diagnostics.rendered(in: [SourceFile(path: "b", text: "x")], perFile: 1) == """
      a:1:1: error: no [x]
      and 1 more in this file
      b:1:1: error: no [x]
      1 | x
        | ^
      """)
}

@Test func `a warning is no error`() {
  var diagnostic = remark((1, 1), (1, 2))
  #expect([diagnostic].containsError)
  diagnostic.severity = .warning
  #expect(![diagnostic].containsError)
  #expect(diagnostic.rendered(in: nil) == "a.yaml:1:1: warning: no [x]")
}
