package import LocatedYAML
package import RuleCompiler

/// What a made-up log looks like: its columns, the stories that its records tell, and what each
/// story violates. It is a file of its own among the rules, so that no law stands in the program.
package struct SampleKind: Sendable {
  /// As `clearance audit --sample-kind` names it.
  package let name: String
  package let title: Text
  /// A file that says which column answers which fact.
  package let mapping: SourceFile
  package let columns: [Column]
  package let stories: [Story]

  /// A column, with what stands in it where a story says nothing else.
  package struct Column: Sendable {
    package let name: String
    let source: Source
    /// In how many of a thousand records that violate nothing its value is missing.
    let missing: Int
  }

  /// A kind of record.
  package struct Story: Sendable {
    package let name: String
    /// How often it comes up, beside the others.
    package let weight: Int
    /// Rules that such a record violates, by their full names.
    package let violates: [String]
    /// Of each column, where its value comes from.
    let sources: [Source]
  }

  /// Where a value comes from.
  indirect enum Source: Sendable {
    /// There is none.
    case nothing
    case text([TextPart])
    /// One of several, by weight.
    case pick([(source: Source, weight: Int)])
    /// A number with so many digits after the point, from one to the other.
    case number(from: Int, to: Int, places: Int)
    /// A moment that goes on from record to record, and begins anew at the end.
    case time(from: Int, until: Int, every: Int)
    /// So many seconds after the moment in another column that stands before this one.
    case after(column: Int, from: Int, to: Int)
  }

  /// A part of a text.
  enum TextPart: Sendable {
    case text([UInt8])
    case digits(Int)
    case choice([[UInt8]])
    /// The number of the record, with zeros before it.
    case number(Int)
  }
}

extension SampleKind {
  /// The kinds among rule files, in the order of their names.
  package static func read(
    _ files: [SourceFile], of rulebook: CheckedRules, noting diagnostics: inout [Diagnostic]
  ) -> [SampleKind] {
    let known = Set(rulebook.rules.map { rulebook.fullName($0.id) })
    var kinds: [SampleKind] = []
    for file in files.sorted(by: { $0.path < $1.path }) where file.mayBeSample {
      // What is wrong with it as YAML was said where all rule files were read.
      var said: [Diagnostic] = []
      guard let node = Node.read(file, limits: .rules, noting: &said),
        case .mapping(let entries) = node.shape,
        entries.contains(where: { $0.key.text == "sample" })
      else { continue }
      var reader = SampleReader(file: file.path, rules: known)
      if let kind = reader.read(entries, at: node.span, noting: &diagnostics) { kinds.append(kind) }
    }
    return kinds.sorted { $0.name < $1.name }
  }
}

extension SourceFile {
  /// Whether a line of it begins with `sample`, told without reading it as YAML or JSON.
  fileprivate var mayBeSample: Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let line = rest.drop { " {\"".utf8.contains($0) }
      if line.starts(with: "sample".utf8) { return true }
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return false }
      rest = rest[(end + 1)...]
    }
    return false
  }
}
