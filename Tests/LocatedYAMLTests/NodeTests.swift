import Testing

@testable import LocatedYAML

@Test func `every word knows its place, counted in Unicode scalars`() {
  let text = """
    # a comment
    façade: 日本   # another
    list:
      - "x\\ty"
      - |
        block

    # far from the list
    flow: {a: [1, e\u{301}], b: }
    empty:
    """
  let reading = Reading(yaml: text)
  #expect(reading.diagnostics == [])
  #expect(
    reading.node?.places == [
      "{}@2:1-10:7", "façade@2:1-2:7", "日本@2:9-2:11", "list@3:1-3:5", "[]@4:3-6:10",
      "x\ty@4:5-4:11", "block\n@5:5-6:10", "flow@9:1-9:5", "{}@9:7-9:24", "a@9:8-9:9",
      "[]@9:11-9:18", "1@9:12-9:13", "e\u{301}@9:15-9:17", "b@9:20-9:21", "@9:23-9:23",
      "empty@10:1-10:6", "@10:7-10:7",
    ])
}

@Test func `a block collection ends with its last child, not at the next token`() {
  let reading = Reading(yaml: "a:\n  b:\n    - 1\n\n# comment\n\nc: 2\n")
  #expect(reading.node?.places.contains("[]@3:5-3:8") == true)
  #expect(reading.node?.places.contains("{}@2:3-3:8") == true)
}

@Test(arguments: [
  "no", "NO", "1.10", "017", "1_000", "12:30:45", "2026-02-30", "0x1F", "~", "=", ".inf",
])
func `text keeps the spelling of its author`(word: String) {
  #expect(Reading(yaml: "a: \(word)").node?.outline == "{a: \(word)}")
  #expect(Reading(yaml: "a: '\(word)'").node?.outline == "{a: '\(word)'}")
}

@Test func `text in quotes or in a block is not plain`() {
  let reading = Reading(yaml: "- a\n- 'a'\n- \"a\"\n- |-\n  a\n- >-\n  a\n-\n")
  #expect(reading.node?.outline == "[a, 'a', 'a', 'a', 'a', ]")
}

@Test func `of two entries with one key the first stays, and reading goes on`() {
  let reading = Reading(yaml: "a: 1\na: {b: 2, b: 3}\nc: !t 4\n<<: 5\nd: 6")
  #expect(reading.codes == ["duplicate-key", "duplicate-key", "tag", "merge-key"])
  #expect(reading.node?.outline == "{a: 1, c: 4, d: 6}")
}

@Test func `bad syntax leaves no tree, but the remarks before it stay`() {
  let reading = Reading(yaml: "a: {b: 1, b: 2}\nc: [")
  #expect(reading.codes == ["duplicate-key", "unclosed-bracket"])
  #expect(reading.node == nil)
}

@Test func `the ending of the path chooses the reader`() {
  #expect(Reading(SourceFile(path: "A.JSON", text: "a: 1")).codes == ["json-word"])
  #expect(Reading(SourceFile(path: "json", text: "a: 1")).codes == [])
}

@Test func `a line of a file is found without its break`() {
  let file = SourceFile(path: "a", text: "\u{FEFF}one\r\ntwo\n\nfour\r")
  #expect((0...6).map { file.line($0) } == [nil, "one", "two", "", "four\r", nil, nil])
  #expect(SourceFile(path: "a", text: "").line(1) == "")
}
