public import LocatedYAML

/// Rules that have been read, checked and compiled, ready to assess any number of use cases.
public struct Rulebook: Sendable {
  package let rules: CheckedRules
  package let program: Program
  package let examples: [Example]
  /// What no rule says, and why.
  package let omissions: [Omission]
  /// What names these very rules, such as the SHA-256 of their files; empty where nobody gave one.
  public let digest: String
  /// How many files it was read from.
  package let fileCount: Int
  /// Remarks that do not keep the rulebook from being used.
  public let warnings: [Diagnostic]

  /// Compiles rule files into a rulebook. The order in which files are given has no meaning.
  ///
  /// Every mistake in every file is reported at once.
  ///
  /// - Throws: `RulebookError` when at least one diagnostic is an error.
  public init(_ files: [SourceFile], digest: String = "") throws(RulebookError) {
    var diagnostics: [Diagnostic] = []
    let read = RulebookReader.read(files.sorted { $0.path < $1.path }, noting: &diagnostics)
    guard let read, !diagnostics.containsError else {
      throw RulebookError(diagnostics: diagnostics.inOrder)
    }
    rules = read.rules
    examples = read.examples
    omissions = read.omissions
    program = Program.compile(read.rules)
    self.digest = digest
    fileCount = files.count
    warnings = (diagnostics + program.entangled(read.rules)).inOrder
  }

  package init(
    rules: CheckedRules, program: Program, examples: [Example] = [], omissions: [Omission] = [],
    digest: String, fileCount: Int = 0, warnings: [Diagnostic]
  ) {
    self.rules = rules
    self.program = program
    self.examples = examples
    self.omissions = omissions
    self.digest = digest
    self.fileCount = fileCount
    self.warnings = warnings
  }
}

extension Rulebook {
  /// The same rulebook with the examples and omissions of its files, which are not stored.
  package func withExamples(of files: [SourceFile]) -> Rulebook {
    var diagnostics: [Diagnostic] = []
    let read = RulebookReader.read(files.sorted { $0.path < $1.path }, noting: &diagnostics)
    return Rulebook(
      rules: rules, program: program, examples: read?.examples ?? [],
      omissions: read?.omissions ?? [], digest: digest, fileCount: fileCount,
      warnings: warnings)
  }
}

/// Why files are no rulebook: every remark, of which at least one is an error.
public struct RulebookError: Error, Sendable {
  public let diagnostics: [Diagnostic]

  package init(diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }
}

extension Array where Element == Diagnostic {
  /// By file, then by place; each only once.
  package var inOrder: [Diagnostic] {
    uniqued().enumerated().sorted { left, right in
      (left.element.file, left.element.span.start, left.offset)
        < (right.element.file, right.element.span.start, right.offset)
    }.map(\.element)
  }
}

extension Program {
  /// A warning for each rule whose verdict has no diagram.
  fileprivate func entangled(_ rules: CheckedRules) -> [Diagnostic] {
    rules.rules.filter { self[$0.id].verdicts.contains(nil) }.map { rule in
      Diagnostic(
        code: "entangled", severity: .warning,
        message: "`\(rule.name)` hangs on too much at once; what is open is not settled further",
        file: rule.place.file, span: rule.place.span)
    }
  }
}
