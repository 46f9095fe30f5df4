@testable import LocatedYAML

/// What a file read into, and what was said about it.
struct Reading {
  let node: Node?
  let diagnostics: [Diagnostic]
  var codes: [String] { diagnostics.map(\.code) }

  init(_ file: SourceFile, limits: Limits = .useCase) {
    var diagnostics: [Diagnostic] = []
    node = Node.read(file, limits: limits, noting: &diagnostics)
    self.diagnostics = diagnostics
  }

  init(yaml: String, limits: Limits = .useCase) {
    self.init(SourceFile(path: "a.yaml", text: yaml), limits: limits)
  }

  init(json: String, limits: Limits = .useCase) {
    self.init(SourceFile(path: "a.json", text: json), limits: limits)
  }
}

extension Node {
  /// The tree without its places, for comparison: text that is not plain stands in quotes.
  var outline: String {
    switch shape {
    case .scalar(let scalar): scalar.isPlain ? scalar.text : "'\(scalar.text)'"
    case .sequence(let items): "[" + items.map(\.outline).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.key.text): \($0.value.outline)" }.joined(separator: ", ") + "}"
    }
  }

  /// Each key and scalar with its span, as `a@1:1-1:2`, in the order of the file.
  var places: [String] {
    switch shape {
    case .scalar(let scalar): ["\(scalar.text)@\(span.start)-\(span.end)"]
    case .sequence(let items): ["[]@\(span.start)-\(span.end)"] + items.flatMap(\.places)
    case .mapping(let entries):
      ["{}@\(span.start)-\(span.end)"]
        + entries.flatMap {
          ["\($0.key.text)@\($0.key.span.start)-\($0.key.span.end)"] + $0.value.places
        }
    }
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
