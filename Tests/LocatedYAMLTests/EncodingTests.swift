import Testing

@testable import LocatedYAML

@Test(arguments: [
  (bytes: [0x61, 0x3A, 0x20, 0xC3, 0x28], place: "1:4"),  // a lead without its tail
  (bytes: [0x61, 0x0A, 0xC3, 0xA9, 0x80], place: "2:2"),  // a tail without a lead
  (bytes: [0xC0, 0xAF], place: "1:1"),  // overlong
  (bytes: [0xE0, 0x80, 0xAF], place: "1:1"),  // overlong
  (bytes: [0xF0, 0x80, 0x80, 0xAF], place: "1:1"),  // overlong
  (bytes: [0x61, 0xED, 0xA0, 0x80], place: "1:2"),  // a surrogate
  (bytes: [0xF4, 0x90, 0x80, 0x80], place: "1:1"),  // beyond U+10FFFF
  (bytes: [0x61, 0xE2, 0x82], place: "1:2"),  // the file ends too soon
  (bytes: [0xEF, 0xBB, 0xBF, 0x61, 0xFF], place: "1:2"),  // the mark at the start has no column
])
func `the first byte that is not UTF-8 is named`(bytes: [UInt8], place: String) {
  for path in ["a.yaml", "a.json"] {
    let reading = Reading(SourceFile(path: path, bytes: bytes))
    #expect(reading.codes == ["malformed-utf8"])
    #expect(reading.diagnostics.first?.span.start.description == place)
    #expect(reading.node == nil)
  }
}

@Test(
  arguments: [
    [0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61], [0x61, 0x00, 0x3A, 0x00],
    [0x00, 0x61, 0x00, 0x3A], [0xFF, 0xFE, 0x00, 0x00], [0x00, 0x00, 0xFE, 0xFF],
    [0x61, 0x00, 0x00, 0x00], [0x00, 0x00, 0x00, 0x61], [0xFF, 0xFE],
  ] as [[UInt8]])
func `UTF-16 and UTF-32 are called by their name`(bytes: [UInt8]) {
  for path in ["a.yaml", "a.json"] {
    let reading = Reading(SourceFile(path: path, bytes: bytes))
    #expect(reading.codes == ["not-utf8"])
  }
}

@Test func `every malformed character is noted, not only the first`() {
  #expect(Reading(yaml: "a: \u{1}\nb: \u{202E}").codes == ["control-character", "bidi-control"])
}

@Test func `a byte order mark at the start moves no column`() {
  let reading = Reading(yaml: "\u{FEFF}a: 1\na: 2")
  #expect(reading.node?.places == ["{}@1:1-2:5", "a@1:1-1:2", "1@1:4-1:5"])
}
