import LocatedYAML

/// Why a job could not be done, or not all of it, where no place in a file can be named.
struct Problem: Error, Hashable, Sendable {
  /// A stable word in kebab case.
  let code: String
  /// One clause: lower case, no full stop.
  let message: String
  /// The path it is about, as given.
  var file: String?
  /// What to do.
  var hint: String?

  /// For a terminal, on one line or two.
  var rendered: String {
    let place = file.map { $0.printable + ": " } ?? ""
    let head = "clearance: \(place)error: \(message.printable) [\(code)]"
    return hint.map { "\(head)\n  \($0.printable)" } ?? head
  }

  /// For a program, as a diagnostic of which no place is known.
  var json: JSONValue {
    .object([
      (
        "error",
        .object([
          ("code", .string(code)), ("message", .string(message)), ("file", .optional(file)),
          ("line", .null), ("column", .null), ("end_line", .null), ("end_column", .null),
          ("suggestion", .null), ("hint", .optional(hint)),
        ])
      )
    ])
  }
}

/// Everything that kept a job from being done: problems, and diagnostics with the files they are
/// about.
struct Failure: Error, Sendable {
  var problems: [Problem] = []
  var diagnostics: [Diagnostic] = []
  var sources: [SourceFile] = []

  init(_ problem: Problem) {
    problems = [problem]
  }

  init(_ diagnostics: [Diagnostic], in sources: [SourceFile]) {
    self.diagnostics = diagnostics
    self.sources = sources
  }

  /// Adds another one.
  mutating func add(_ other: Failure) {
    problems += other.problems
    diagnostics += other.diagnostics
    sources += other.sources
  }

  /// The files it is about.
  var files: [String] { problems.compactMap(\.file) + diagnostics.map(\.file) }

  /// For a terminal, what is nearest to the reader's command last.
  var rendered: String {
    ([diagnostics.rendered(in: sources)] + problems.map(\.rendered))
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// For a program.
  var json: [JSONValue] { diagnostics.map(\.json) + problems.map(\.json) }
}

extension Diagnostic {
  /// For a program, as `{error: …}` or `{warning: …}`: positions count from 1, columns in Unicode
  /// scalars, the end is after the last.
  var json: JSONValue {
    .object([
      (
        severity.rawValue,
        .object([
          ("code", .string(code)), ("message", .string(message)), ("file", .string(file)),
          ("line", .number(span.start.line)), ("column", .number(span.start.column)),
          ("end_line", .number(span.end.line)), ("end_column", .number(span.end.column)),
          ("suggestion", .optional(suggestion)), ("hint", .optional(hint)),
        ])
      )
    ])
  }
}
