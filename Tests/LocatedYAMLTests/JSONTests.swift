import Testing

@testable import LocatedYAML

@Test(arguments: [
  (
    text: #"{"a": [1, -0.5e+3, true, false, null, "x"]}"#,
    outline: "{a: [1, -0.5e+3, true, false, null, 'x']}"
  ),
  (text: "[]", outline: "[]"),
  (text: " {} \r\n", outline: "{}"),
  (text: "\u{FEFF}\"a\"", outline: "'a'"),
  (text: "[0, -0, 10, 1E5, 0.0, 1e-2]", outline: "[0, -0, 10, 1E5, 0.0, 1e-2]"),
  (text: #"["\"\\\/\n\r\t"]"#, outline: "['\"\\/\n\r\t']"),
  (text: #"["\u00e9\u20AC\ud83d\uDE00"]"#, outline: "['é€😀']"),
  (text: "{\"a\"\n:\t1\n,\"b\":2}", outline: "{a: 1, b: 2}"),
  (text: #"{"<<": "1", "null": null}"#, outline: "{<<: '1', null: null}"),
  (text: "[123456789012345678901234567890.123]", outline: "[123456789012345678901234567890.123]"),
])
func `JSON is read to the letter`(text: String, outline: String) {
  let reading = Reading(json: text)
  #expect(reading.diagnostics == [])
  #expect(reading.node?.outline == outline)
}

@Test(arguments: [
  ("", "empty-document", "1:1"), (" \n", "empty-document", "1:1"),
  ("[1,]", "trailing-comma", "1:3"), ("{\"a\": 1,\n}", "trailing-comma", "1:8"),
  ("[,1]", "missing-value", "1:2"), ("[1,,2]", "missing-value", "1:4"),
  ("[1", "unclosed-bracket", "1:1"), ("[1,", "unclosed-bracket", "1:1"),
  ("{\"a\": {", "unclosed-bracket", "1:7"), ("[", "unclosed-bracket", "1:1"),
  ("[1 2]", "missing-comma", "1:4"), ("{\"a\": 1 \"b\": 2}", "missing-comma", "1:9"),
  ("[1}", "missing-comma", "1:3"), ("]", "missing-value", "1:1"),
  ("{\"a\" 1}", "missing-colon", "1:6"), ("{\"a\"}", "missing-colon", "1:5"),
  ("{\"a\":}", "missing-value", "1:6"), ("{a: 1}", "json-key", "1:2"),
  ("{1: 1}", "json-key", "1:2"),
  ("{,}", "json-key", "1:2"), ("[1] 2", "content-after-end", "1:5"),
  ("{}{}", "content-after-end", "1:3"), ("[True]", "json-word", "1:2"),
  ("[nul]", "json-word", "1:2"),
  ("yes", "json-word", "1:1"), ("[NaN]", "json-word", "1:2"), ("['a']", "json-quote", "1:2"),
  ("// a\n1", "json-comment", "1:1"), ("{# a\n}", "json-comment", "1:2"),
  ("{'a': 1}", "json-quote", "1:2"), ("[1, # b\n2]", "json-comment", "1:5"),
  ("01", "json-number", "1:1"), ("+1", "json-number", "1:1"), ("1.", "json-number", "1:1"),
  (".5", "json-number", "1:1"), ("-", "json-number", "1:1"), ("1e", "json-number", "1:1"),
  ("1e+", "json-number", "1:1"), ("0x1F", "json-number", "1:1"), ("1_000", "json-number", "1:1"),
  ("-Infinity", "json-number", "1:1"), ("1.5.2", "json-number", "1:1"), ("٣", "json-word", "1:1"),
  ("\"a", "unclosed-quote", "1:1"), ("\"a\nb\"", "unclosed-quote", "1:1"),
  ("\"\\\"", "unclosed-quote", "1:1"), ("\"a\tb\"", "json-tab", "1:3"),
  (#""\x41""#, "unknown-escape", "1:2"), (#""\u12G4""#, "unknown-escape", "1:2"),
  (#""\u12"#, "unknown-escape", "1:2"), ("\"\\", "unknown-escape", "1:2"),
  (#""a\ud83d""#, "lone-surrogate", "1:3"), (#""\ud83dx""#, "lone-surrogate", "1:2"),
  (#""\ude00\ud83d""#, "lone-surrogate", "1:2"), (#""\ud83d\u0041""#, "lone-surrogate", "1:2"),
  (#""\u0000""#, "control-character", "1:2"), (#""é\u001b""#, "control-character", "1:3"),
  (#""\b""#, "control-character", "1:2"), (#""\u202E""#, "bidi-control", "1:2"),
  ("\"\u{2028}\"", "strange-line-break", "1:2"), ("\"\u{1B}\"", "control-character", "1:2"),
  (#"{"a": 1, "a": 2}"#, "duplicate-key", "1:10"),
  (#"{"a": 1, "\u0061": 2}"#, "duplicate-key", "1:10"),
  ("{\"é\": 1, \"e\u{301}\": 2}", "duplicate-key", "1:10"), (#"{"": 1}"#, "empty-key", "1:2"),
  (#"{"\u200b": 1}"#, "invisible-in-key", "1:2"),
])
func `what JSON is not has a name and a place`(text: String, code: String, place: String) {
  let reading = Reading(json: text)
  #expect(reading.diagnostics.first?.code == code)
  #expect(reading.diagnostics.first?.span.start.description == place)
}

@Test func `JSON knows its places`() {
  let reading = Reading(json: "{\"é\": [1,\n  \"\\u0041b\"]}")
  #expect(
    reading.node?.places == [
      "{}@1:1-2:14", "é@1:2-1:5", "[]@1:7-2:13", "1@1:8-1:9", "Ab@2:3-2:12",
    ])
}

@Test func `JSON goes on after a mistake of shape`() {
  let reading = Reading(json: #"{"a": "\ud800", "a": 2, "": 3, "b": "\u0007"}"#)
  #expect(reading.codes == ["lone-surrogate", "duplicate-key", "empty-key", "control-character"])
}

/// Texts that are both JSON and YAML.
@Test(arguments: [
  #"{"a": [1, -0.5e+3, true, false, null, "x"], "b": {"c": {}, "d": []}}"#,
  "[\"a\\nb\", \"\\u00e9\", \"\\\"\\\\\\/\", \" x \", \"\", \"#\", \"a: b\", \"- c\"]",
  "{\n  \"a\": 1,\n  \"日本\": [\n    2,\n    {\"é\": null}\n  ]\n}\n",
  #""only text""#, "12", "null", "[[[[]]]]", #"{"a": 1, "a": 2}"#, #"{"a": {"": 1}}"#,
  #"["\u202e", "\u0000"]"#, "\u{FEFF}{}", "[\"\u{1}\"]", "[\"x\u{85}y\"]",
])
func `both readers agree on what is JSON and YAML`(text: String) {
  let (json, yaml) = (Reading(json: text), Reading(yaml: text))
  #expect(json.node?.outline == yaml.node?.outline)
  #expect(json.node?.places == yaml.node?.places)
  #expect(json.diagnostics.map(\.message) == yaml.diagnostics.map(\.message))
  #expect(json.diagnostics.map(\.span) == yaml.diagnostics.map(\.span))
}

@Test(arguments: 0..<200 as Range<UInt64>)
func `both readers agree on random documents`(seed: UInt64) {
  var numbers = SeededNumbers(seed: seed)
  let text = randomJSON(depth: 4, &numbers)
  let (json, yaml) = (Reading(json: text), Reading(yaml: text))
  #expect(json.diagnostics == [])
  #expect(json.node?.outline == yaml.node?.outline)
  #expect(json.node?.places == yaml.node?.places)
}

private func randomJSON(depth: Int, _ numbers: inout SeededNumbers) -> String {
  let space = ["", " ", "\n  "].randomElement(using: &numbers) ?? ""
  let count = Int.random(in: 0...4, using: &numbers)
  switch Int.random(in: 0...(depth > 0 ? 5 : 3), using: &numbers) {
  case 0: return ["0", "-12.50", "1e9", "true", "null"].randomElement(using: &numbers) ?? "0"
  case 1...3:
    let parts = ["a", "é", "日", "😀", "\\n", "\\u0041", "\\\"", " ", ":", "#", "- ", "\\\\", "/"]
    return "\"\((0..<count).map { _ in parts.randomElement(using: &numbers) ?? "" }.joined())\""
  case 4:
    let items = (0..<count).map { _ in space + randomJSON(depth: depth - 1, &numbers) }
    return "[\(items.joined(separator: ","))]"
  default:
    let entries = (0..<count).map {
      "\(space)\"k\($0)\": \(randomJSON(depth: depth - 1, &numbers))"
    }
    return "{\(entries.joined(separator: ", "))}"
  }
}
