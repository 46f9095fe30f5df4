import Testing

@testable import LocatedYAML

/// A text that is refused, and its neighbour that is not.
struct Refusal: Sendable, CustomTestStringConvertible {
  let code: String
  let place: String
  let bad: String
  let good: String
  var testDescription: String { "\(code) \(bad.debugDescription)" }

  init(_ code: String, at place: String, bad: String, good: String) {
    (self.code, self.place, self.bad, self.good) = (code, place, bad, good)
  }
}

@Test(arguments: [
  Refusal("stray-byte-order-mark", at: "1:4", bad: "a: \u{FEFF}1", good: "\u{FEFF}a: 1"),
  Refusal("control-character", at: "1:5", bad: "a: x\u{0}", good: "a: x\t"),
  Refusal("control-character", at: "2:4", bad: "a: 1\nb: \u{1B}[31m", good: "a: 1\r\nb: [31m]"),
  Refusal("control-character", at: "1:4", bad: "a: \u{7F}", good: "a: ~"),
  Refusal("control-character", at: "1:4", bad: "a: \u{9B}31m", good: "a: \u{A0}31m"),
  Refusal("control-character", at: "1:5", bad: "a: é\u{FFFE}", good: "a: é\u{FFFD}"),
  Refusal("bare-return", at: "1:5", bad: "a: 1\rb: 2", good: "a: 1\r\nb: 2"),
  Refusal("bare-return", at: "1:5", bad: "a: 1\r", good: "a: 1\r\n"),
  Refusal("strange-line-break", at: "1:5", bad: "a: x\u{85}b: y", good: "a: x\nb: y"),
  Refusal("strange-line-break", at: "1:5", bad: "a: x\u{2028}", good: "a: x\u{2027}"),
  Refusal("strange-line-break", at: "1:5", bad: "a: x\u{2029}", good: "a: x\u{202F}"),
  Refusal("bidi-control", at: "1:4", bad: "a: \u{202E}x", good: "a: \u{200F}x"),
  Refusal("bidi-control", at: "1:5", bad: "a: x\u{2066}", good: "a: x\u{2065}"),
  Refusal("bidi-control", at: "1:5", bad: "a: x\u{2069}", good: "a: x\u{206A}"),
])
func `a character that deceives is refused where it stands`(_ refusal: Refusal) {
  expect(refusal)
}

@Test(arguments: [
  Refusal("control-character", at: "1:5", bad: #"a: "\e[31m""#, good: #"a: '\e[31m'"#),
  Refusal("control-character", at: "1:6", bad: #"a: "x\0""#, good: #"a: "x\t""#),
  Refusal("control-character", at: "1:5", bad: #"a: "\a""#, good: #"a: "\n""#),
  Refusal("control-character", at: "1:5", bad: #"a: "\x1b""#, good: #"a: "\x41""#),
  Refusal("control-character", at: "1:5", bad: #"a: "\u007f""#, good: #"a: "\u007e""#),
  Refusal("control-character", at: "2:8", bad: "a:\n  \"x \\\\\\b\"", good: "a:\n  \"x \\\\b\""),
  Refusal("strange-line-break", at: "1:5", bad: #"a: "\N""#, good: #"a: "\_""#),
  Refusal("strange-line-break", at: "1:5", bad: #"a: "\L""#, good: #"a: "\\L""#),
  Refusal("bidi-control", at: "1:7", bad: #"a: "x,\u202e""#, good: #"a: "x,\u202f""#),
  Refusal("stray-byte-order-mark", at: "1:5", bad: #"a: "\ufeff""#, good: #"a: "\ufefe""#),
  Refusal("bidi-control", at: "1:5", bad: #"a: "\U0000202e""#, good: #"a: "\U0001F600""#),
])
func `an escape cannot smuggle a character in`(_ refusal: Refusal) {
  expect(refusal)
}

@Test(arguments: [
  Refusal("invisible-in-key", at: "1:1", bad: "a\u{200B}: 1", good: "a: 1\u{200B}"),
  Refusal("invisible-in-key", at: "1:1", bad: "\"a\\u00ad\": 1", good: "a: \"\\u00ad\""),
  Refusal("invisible-in-key", at: "1:1", bad: "\"a\\tb\": 1", good: "a b: 1"),
  Refusal("complex-key", at: "1:3", bad: "? [a, b]\n: 1", good: "? a\n: 1"),
  Refusal("complex-key", at: "1:3", bad: "? {a: 1}\n: 1", good: "'? {a: 1}': 1"),
  Refusal("complex-key", at: "1:2", bad: "{[a]: 1}", good: "{a: 1}"),
  Refusal("complex-key", at: "1:4", bad: "a: ? b", good: "a: '? b'"),
  Refusal("empty-key", at: "1:1", bad: ": 1", good: "': 1'"),
  Refusal("empty-key", at: "1:2", bad: "{: 1}", good: "{' ': 1}"),
  Refusal("empty-key", at: "1:1", bad: "'': 1", good: "'a': 1"),
  Refusal("empty-key", at: "1:1", bad: "~: 1", good: "'~': 1"),
  Refusal("empty-key", at: "1:1", bad: "null: 1", good: "NO: 1"),
  Refusal("merge-key", at: "2:3", bad: "a:\n  <<: {b: 1}", good: "a:\n  '<<': {b: 1}"),
  Refusal("duplicate-key", at: "2:1", bad: "a: 1\na: 2", good: "a: 1\nA: 2"),
  Refusal("duplicate-key", at: "1:8", bad: "{a: 1, \"a\": 2}", good: "{a: {b: 1}, b: 2}"),
  Refusal("duplicate-key", at: "2:1", bad: "1: a\n'1': b", good: "1: a\n01: b"),
  Refusal("duplicate-key", at: "2:1", bad: "\u{E9}: 1\ne\u{301}: 2", good: "\u{E9}: 1\ne: 2"),
])
func `a key is one visible word that is there once`(_ refusal: Refusal) {
  expect(refusal)
}

@Test(arguments: [
  Refusal("directive", at: "1:1", bad: "%TAG ! tag:x\n--- a", good: "--- '%TAG'"),
  Refusal("directive", at: "1:1", bad: "%YAML 1.2\n--- a", good: "--- a"),
  Refusal("directive", at: "3:1", bad: "a: 1\n...\n%YAML 1.1\n---\n", good: "a: 1\n...\n"),
  Refusal("tag", at: "1:4", bad: "a: !foo b", good: "a: '!foo b'"),
  Refusal("tag", at: "1:4", bad: "a: !!python/object:os.system [x]", good: "a: b !!c"),
  Refusal("tag", at: "1:4", bad: "a: !!binary aGk=", good: "a: aGk="),
  Refusal("tag", at: "1:4", bad: "a: ! b", good: "a: b!"),
  Refusal("tag", at: "1:4", bad: "a: !x!y b", good: "a: x!y"),
  Refusal("tag", at: "1:4", bad: "a: !<x", good: "a: <x>"),
  Refusal("tag", at: "1:1", bad: "!x {a: 1}", good: "{a: 1}"),
  Refusal("anchor", at: "1:4", bad: "a: &x 1", good: "a: x&y"),
  Refusal("anchor", at: "1:4", bad: "a: & b", good: "a: '& b'"),
  Refusal("alias", at: "2:4", bad: "a: 1\nb: *a", good: "a: 1\nb: '*a'"),
  Refusal("alias", at: "1:4", bad: "a: *", good: "a: x*"),
  Refusal("second-document", at: "2:1", bad: "a: 1\n---\nb: 2", good: "---\na: 1\n"),
  Refusal("content-after-end", at: "3:1", bad: "a: 1\n...\nb: 2", good: "a: 1\n...\n# b: 2\n"),
  Refusal("content-after-end", at: "1:5", bad: "'a' 'b'", good: "'a' # 'b'"),
  Refusal("empty-document", at: "1:1", bad: "", good: "a"),
  Refusal("empty-document", at: "1:1", bad: "# nothing\n", good: "''"),
  Refusal("empty-document", at: "1:1", bad: "---\n...\n", good: "--- ~\n"),
])
func `what a use case does not need is not read`(_ refusal: Refusal) {
  expect(refusal)
}

@Test(arguments: [
  Refusal("tab", at: "2:1", bad: "a:\n\tb: 1", good: "a:\n  b:\t1"),
  Refusal("tab", at: "2:3", bad: "a:\n  \tb: 1", good: "a:\n   b: 1"),
  Refusal("tab", at: "3:1", bad: "a:\n - b\n\t- c", good: "a:\n - b\n - c"),
  Refusal("tab", at: "2:1", bad: "a: |\n\tx", good: "a: |\n x\n \ty"),
  Refusal("second-key", at: "1:7", bad: "when: use.task: [a]", good: "when: {use.task: [a]}"),
  Refusal("second-key", at: "1:7", bad: "says: He said: no", good: "says: He said:no"),
  Refusal("second-key", at: "2:8", bad: "a:\n  all: any:\n", good: "a:\n  all:\n    any:\n"),
  Refusal("key-under-text", at: "2:2", bad: "a: 1\n b: 2", good: "a: 1\nb: 2"),
  Refusal("list-in-value", at: "1:4", bad: "a: - b", good: "a: -b"),
  Refusal("missing-colon", at: "2:1", bad: "a: b\nc\nd: e", good: "a: b\n c\nd: e"),
  Refusal("indentation", at: "3:3", bad: "a:\n    b: 1\n  c: 2", good: "a:\n    b: 1\n    c: 2"),
  Refusal("indentation", at: "2:1", bad: "- a\nb: 1", good: "- a\n- b: 1"),
  Refusal("indentation", at: "2:1", bad: "a: 1\n- b", good: "a:\n- b"),
  Refusal("text-after-value", at: "1:8", bad: "a: 'b' c", good: "a: \"'b' c\""),
  Refusal("reserved-character", at: "1:4", bad: "a: @b", good: "a: b@c"),
  Refusal("reserved-character", at: "1:4", bad: "a: `b`", good: "a: '`b`'"),
  Refusal("unclosed-bracket", at: "1:4", bad: "a: [1, 2\n", good: "a: [1, 2\n ]"),
  Refusal("unclosed-bracket", at: "1:4", bad: "a: [1, 2\nb: 3", good: "a: [1, 2]\nb: 3"),
  Refusal("unclosed-bracket", at: "1:4", bad: "a: {b: 1", good: "a: {b: 1}"),
  Refusal("unopened-bracket", at: "1:6", bad: "[a, b}", good: "[a, b]"),
  Refusal("unopened-bracket", at: "2:1", bad: "a: 1\n}", good: "a: '}'"),
  Refusal("unclosed-bracket", at: "2:5", bad: "a:\n b: [", good: "a:\n b: []"),
  Refusal("unclosed-bracket", at: "1:5", bad: "a: [{b: 1,\n", good: "a: [{b: 1,\n }]"),
  Refusal("missing-colon", at: "2:2", bad: "{'a'\n :1}", good: "{'a':\n 1}"),
  Refusal("missing-space", at: "1:6", bad: "a: {b:[c]}", good: "a: {b: [c]}"),
  Refusal("missing-comma", at: "1:6", bad: "['a' 'b']", good: "['a', 'b']"),
  Refusal("missing-value", at: "1:8", bad: "a: [a, , b]", good: "a: [a, '', b]"),
  Refusal("unclosed-quote", at: "1:4", bad: "a: \"x", good: "a: \"x\""),
  Refusal("unclosed-quote", at: "1:4", bad: "a: 'x\n---\n", good: "a: 'x\n ---'\n"),
  Refusal("unknown-escape", at: "1:6", bad: #"a: "x\q""#, good: #"a: "x\\q""#),
  Refusal("block-header", at: "1:5", bad: "a: |x\n x", good: "a: |-\n x"),
])
func `broken syntax is told in words of an author`(_ refusal: Refusal) {
  expect(refusal)
}

/// The bad text is refused with that code first, at that place; the good one has no remark.
private func expect(_ refusal: Refusal) {
  let bad = Reading(yaml: refusal.bad)
  #expect(bad.diagnostics.first?.code == refusal.code)
  #expect(bad.diagnostics.first?.span.start.description == refusal.place)
  #expect(bad.diagnostics.containsError)
  let good = Reading(yaml: refusal.good)
  #expect(good.diagnostics == [])
  #expect(good.node != nil)
}
