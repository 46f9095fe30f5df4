import Testing

@testable import LocatedYAML

@Test(arguments: [("a.yaml", Limits.rules), ("a.json", .useCase)])
func `a hostile shape ends in a tree or a remark`(path: String, limits: Limits) {
  for (name, text) in HostileShapes.all(bytes: 1 << 18) {
    let file = SourceFile(path: path, text: text)
    let reading = Reading(file, limits: limits)
    #expect(reading.node != nil || reading.diagnostics.containsError, "\(name)")
    #expect(reading.diagnostics.count <= limits.mistakes + 1, "\(name)")
    #expect(reading.diagnostics.prefix(2).rendered(in: [file]).utf8.count < 2_000, "\(name)")
  }
}

@Test(arguments: 0..<400 as Range<UInt64>)
func `a mutated file ends in a tree or a remark`(seed: UInt64) {
  var numbers = SeededNumbers(seed: seed)
  for (path, text) in [("a.yaml", yamlSeed), ("a.json", jsonSeed)] {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &numbers) { mutate(&bytes, &numbers) }
    expectAnEnd(SourceFile(path: path, bytes: bytes))
  }
}

@Test(arguments: 0..<400 as Range<UInt64>)
func `random bytes end in a tree or a remark`(seed: UInt64) {
  var numbers = SeededNumbers(seed: seed)
  let signs = Array("[]{}:,-?&*!|>'\"%@`#\\\n\t  abc0129~<.\u{85}é日\u{FEFF}".utf8)
  for path in ["a.yaml", "a.json"] {
    let count = Int.random(in: 0...60, using: &numbers)
    let bytes = (0..<count).map { _ in
      Int.random(in: 0..<20, using: &numbers) == 0
        ? UInt8.random(in: .min ... .max, using: &numbers)
        : signs.randomElement(using: &numbers) ?? 0
    }
    expectAnEnd(SourceFile(path: path, bytes: bytes))
  }
}

/// There is a tree or an error, and whatever is said lies inside the file and can be shown.
private func expectAnEnd(_ file: SourceFile) {
  for limits in [Limits.useCase, .rules] {
    let reading = Reading(file, limits: limits)
    #expect(reading.node != nil || reading.diagnostics.containsError)
    let lines = file.bytes.count { $0 == 0x0A } + 1
    for diagnostic in reading.diagnostics {
      let span = diagnostic.span
      #expect(diagnostic.code != "syntax", "\(diagnostic.message)")
      #expect(span.start <= span.end && span.start >= .start)
      #expect(span.start.line <= lines + 1)
      #expect(!diagnostic.rendered(in: file).contains("\u{1B}"))
    }
  }
}

private func mutate(_ bytes: inout [UInt8], _ numbers: inout SeededNumbers) {
  let index = Int.random(in: 0..<bytes.count, using: &numbers)
  let end = min(bytes.count, index + Int.random(in: 1...8, using: &numbers))
  switch Int.random(in: 0..<5, using: &numbers) {
  case 0: bytes[index] = UInt8.random(in: .min ... .max, using: &numbers)
  case 1: bytes.removeSubrange(index..<min(end, bytes.count - 1))
  case 2:
    bytes.insert(
      contentsOf: bytes[index..<end], at: bytes.indices.randomElement(using: &numbers) ?? 0)
  case 3: bytes.insert("[]{}:,-\n \t\"'#&*!|".utf8.randomElement(using: &numbers) ?? 0, at: index)
  default: bytes.removeSubrange(index...)
  }
  if bytes.isEmpty { bytes = [0x61] }
}

private let yamlSeed = """
  language: 1
  # a comment
  facts:
    use: {area: border, task: [assess, "select\\t\\u00e9"], profiles: yes}
  says: |
    Two lines
    of text
  remedy: 'it''s
    folded'
  list:
    - &a x
    - [*a, ~]
    - key: value
      other: "façade"
  """

private let jsonSeed = """
  {"language": 1, "facts": {"use": {"task": ["assess", "\\u00e9\\ud83d\\ude00"], "yes": true}},
   "numbers": [0, -1.5e+3, 12], "empty": {}, "none": null, "é": "日本"}
  """
