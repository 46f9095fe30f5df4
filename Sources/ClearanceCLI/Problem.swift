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

  /// For a program, in the shape of a diagnostic.
  var json: JSONValue {
    .object([
      ("code", .string(code)), ("severity", .string("error")), ("message", .string(message)),
      ("file", file.map(JSONValue.string)), ("hint", hint.map(JSONValue.string)),
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

  /// The files it is about.
  var files: [String] { problems.compactMap(\.file) + diagnostics.map(\.file) }

  /// For a terminal.
  var rendered: String {
    (problems.map(\.rendered) + [diagnostics.rendered(in: sources)])
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// For a program: problems, then diagnostics.
  var json: [JSONValue] { problems.map(\.json) + diagnostics.map(\.json) }
}

extension Diagnostic {
  /// For a program: positions count from 1, columns in Unicode scalars, the end is after the last.
  var json: JSONValue {
    .object([
      ("code", .string(code)), ("severity", .string(severity.rawValue)),
      ("message", .string(message)), ("file", .string(file)),
      ("line", .number(span.start.line)), ("column", .number(span.start.column)),
      ("endLine", .number(span.end.line)), ("endColumn", .number(span.end.column)),
      ("suggestion", suggestion.map(JSONValue.string)), ("hint", hint.map(JSONValue.string)),
    ])
  }
}
