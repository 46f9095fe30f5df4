package import LocatedYAML
package import Reports
package import RuleCompiler

/// Why a job could not be done, or not all of it, where no place in a file can be named.
package struct Problem: Error, Hashable, Sendable {
  /// A stable word in kebab case.
  package let code: String
  /// One clause: lower case, no full stop.
  package let message: Text
  /// The path it is about, as given.
  package var file: String?
  /// What to do.
  package var hint: Text?

  /// - Parameters:
  ///   - french: the message in French.
  ///   - frenchHint: the hint in French.
  package init(
    code: String, message: String, french: String? = nil, file: String? = nil,
    hint: String? = nil, frenchHint: String? = nil
  ) {
    self.code = code
    self.message = Text(message, french: french)
    self.file = file
    self.hint = hint.map { Text($0, french: frenchHint) }
  }

  /// For a terminal, on one line or two.
  package func rendered(in language: Language) -> String {
    let place = file.map { $0.printable + ": " } ?? ""
    let word = language == .french ? "erreur :" : "error:"
    let head = "clearance: \(place)\(word) \(message.in(language).printable) [\(code)]"
    return hint.map { "\(head)\n  \($0.in(language).printable)" } ?? head
  }

  /// For a program, as a diagnostic of which no place is known.
  package var json: JSONValue {
    .members([
      (
        "error",
        .members([
          ("code", .text(code)), ("message", .text(message.english)), ("file", .optional(file)),
          ("line", .null), ("column", .null), ("end_line", .null), ("end_column", .null),
          ("suggestion", .null), ("hint", .optional(hint?.english)),
        ])
      )
    ])
  }
}

/// Everything that kept a job from being done: problems, and diagnostics with the files they are
/// about.
package struct Failure: Error, Sendable {
  package var problems: [Problem] = []
  var diagnostics: [Diagnostic] = []
  var sources: [SourceFile] = []

  package init(_ problem: Problem) {
    problems = [problem]
  }

  package init(_ diagnostics: [Diagnostic], in sources: [SourceFile]) {
    self.diagnostics = diagnostics
    self.sources = sources
  }

  /// Adds another one.
  package mutating func add(_ other: Failure) {
    problems += other.problems
    diagnostics += other.diagnostics
    sources += other.sources
  }

  /// The files it is about.
  var files: [String] { problems.compactMap(\.file) + diagnostics.map(\.file) }

  /// For a terminal, what is nearest to the reader's command last.
  package func rendered(in language: Language) -> String {
    ([diagnostics.rendered(in: sources)] + problems.map { $0.rendered(in: language) })
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// For a program.
  package var json: [JSONValue] { diagnostics.map(\.json) + problems.map(\.json) }
}
