import Testing

@testable import LocatedYAML

private let narrow = Limits(
  bytes: 100, depth: 3, nodes: 8, scalarBytes: 10, keyBytes: 5, aliases: 2, expandedNodes: 6,
  expansion: 2, mistakes: 3)

@Test(arguments: [
  (text: String(repeating: "x", count: 101), code: "file-too-large", place: "1:1"),
  (text: "[[[[1]]]]", code: "too-deep", place: "1:4"),
  (text: "- - - - 1", code: "too-deep", place: "1:7"),
  (text: "[1,2,3,4,5,6,7,8]", code: "too-many-nodes", place: "1:16"),
  (text: "a: 12345678901", code: "value-too-long", place: "1:4"),
  (text: "abcdef: 1", code: "key-too-long", place: "1:1"),
  (text: "[&a 1, *a, *a, *a]", code: "too-many-aliases", place: "1:16"),
  (text: "[&a [1, 2, 3, 4], *a, *a]", code: "expands-too-much", place: "1:23"),
  (text: "{a: &a [[1]], b: [*a]}", code: "too-deep", place: "1:19"),
  (text: "[!a b, !a b, !a b, c]", code: "tag", place: "1:2"),
])
func `a limit that is passed is named where it is passed`(text: String, code: String, place: String)
{
  let reading = Reading(yaml: text, limits: narrow)
  #expect(reading.diagnostics.first?.code == code)
  #expect(reading.diagnostics.first?.span.start.description == place)
}

@Test(arguments: [
  String(repeating: "x", count: 10), "[[[1]]]", "[1,2,3,4,5,6,7]", "a: 1234567890", "abcde: 1",
  "[&a 1, *a, *a]", "[&a [1], *a]",
])
func `a limit that is reached is no mistake`(text: String) {
  #expect(Reading(yaml: text, limits: narrow).codes == [])
}

@Test(arguments: [
  (text: "[[[[1]]]]", code: "too-deep", place: "1:4"),
  (text: "[1,2,3,4,5,6,7,8]", code: "too-many-nodes", place: "1:16"),
  (text: #"{"a": "12345678901"}"#, code: "value-too-long", place: "1:7"),
  (text: #"{"abcdef": 1}"#, code: "key-too-long", place: "1:2"),
])
func `JSON has the same limits`(text: String, code: String, place: String) {
  let reading = Reading(json: text, limits: narrow)
  #expect(reading.codes == [code])
  #expect(reading.diagnostics.first?.span.start.description == place)
}

@Test func `reading ends after so many mistakes that nobody reads on`() {
  let reading = Reading(yaml: "[!a b, !a b, !a b, !a b, c]", limits: narrow)
  #expect(reading.codes == ["tag", "tag", "tag", "too-many-mistakes"])
  #expect(reading.node == nil)
}

@Test func `every limit can be raised`() {
  var limits = Limits.useCase
  limits.depth = 200
  let text = String(repeating: "[", count: 150) + String(repeating: "]", count: 150)
  #expect(Reading(yaml: text, limits: limits).codes == [])
  #expect(Reading(json: text, limits: limits).codes == [])
  #expect(Reading(yaml: text).codes == ["too-deep"])
}

@Test func `no limit lets a tree grow so deep that releasing it overflows the stack`() {
  var limits = Limits.useCase
  limits.depth = .max
  let text = String(repeating: "[", count: 100_000)
  #expect(Reading(json: text, limits: limits).codes == ["too-deep"])
  #expect(Reading(yaml: text, limits: limits).codes == ["too-deep"])
}

@Test(arguments: [
  (text: "a: &x [1, 2]\nb: *x", outline: "{a: [1, 2], b: [1, 2]}"),
  (text: "&k a: 1\nb: *k", outline: "{a: 1, b: a}"),
  (text: "- &x {a: &y 1}\n- [*x, *y]", outline: "[{a: 1}, [{a: 1}, 1]]"),
])
func `an alias in a rule file is what its anchor was`(text: String, outline: String) {
  let reading = Reading(yaml: text, limits: .rules)
  #expect(reading.diagnostics == [])
  #expect(reading.node?.outline == outline)
}

@Test(arguments: [
  (text: "a: *x", code: "unknown-anchor", place: "1:4"),
  (text: "a: &x [*x]", code: "alias-in-itself", place: "1:8"),
  (text: "a: &x 1\nb: &x 2", code: "repeated-anchor", place: "2:4"),
])
func `an alias needs one anchor that stands before it`(text: String, code: String, place: String) {
  let reading = Reading(yaml: text, limits: .rules)
  #expect(reading.codes == [code])
  #expect(reading.diagnostics.first?.span.start.description == place)
}

@Test func `a tree may not grow much beyond its source`() {
  let list = "- &x [1, 2, 3, 4, 5, 6, 7, 8, 9]\n"
  var limits = Limits.rules
  limits.expansion = 3
  let short = list + String(repeating: "- *x\n", count: 3)
  #expect(Reading(yaml: short, limits: limits).codes == [])
  let long = list + String(repeating: "- *x\n", count: 5)
  #expect(Reading(yaml: long, limits: limits).codes == ["expands-too-much"])
}

/// Nine aliases of nine aliases of nine…, in as many levels.
private func bomb(levels: Int) -> String {
  var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
  for level in 1...levels {
    let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
    text += "a\(level): &a\(level) [\(aliases)]\n"
  }
  return text
}

@Test func `nine times nine aliases end in a remark`() {
  let reading = Reading(yaml: bomb(levels: 8), limits: .rules)
  #expect(reading.codes == ["expands-too-much"])
  #expect(reading.node == nil)
}

@Test func `no limit is so high that counting overflows`() {
  let limits = Limits(
    bytes: .max, depth: .max, nodes: .max, scalarBytes: .max, keyBytes: .max, aliases: .max,
    expandedNodes: .max, expansion: .max, mistakes: .max)
  #expect(Reading(yaml: bomb(levels: 30), limits: limits).codes == ["expands-too-much"])
}
