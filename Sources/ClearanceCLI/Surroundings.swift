package import RuleCompiler

/// What a run finds around it. Verbs read the world through this and `Files` alone, so that a test
/// can stand in for it.
package struct Surroundings: Sendable {
  /// The folder that relative paths start from, absolute.
  package var directory: String
  var environment: [String: String] = [:]
  /// The day on the clock, in UTC.
  package var today: Day
  /// The file of this very program, absolute; nil where the system does not say.
  package var program: String?
  /// Whether a person looks at standard output.
  var outputIsTerminal = false
  /// Whether a person looks at standard error.
  var remarksAreTerminal = false
  /// Columns of the terminal; nil where there is none.
  var columns: Int?
  /// What stands on standard input; nil to read the stream itself.
  package var input: [UInt8]?

  package var files: Files { Files(directory: directory) }

  /// The value of a variable of the environment that is set and not empty.
  package func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
