/// What is being said about one file while it is read.
struct Remarks {
  let source: SourceFile
  let limits: Limits
  private(set) var diagnostics: [Diagnostic] = []
  var file: String { source.path }

  init(on source: SourceFile, limits: Limits) {
    self.source = source
    self.limits = limits
  }

  /// True once there are so many mistakes that nobody would read on.
  var isFull: Bool { diagnostics.count >= limits.mistakes }

  mutating func note(_ diagnostic: Diagnostic) {
    guard !isFull else { return }
    diagnostics.append(diagnostic)
    guard isFull else { return }
    diagnostics.append(.tooManyMistakes(limits.mistakes, in: file, at: diagnostic.span))
  }
}

extension Diagnostic {
  static func tooManyMistakes(_ limit: Int, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "too-many-mistakes", severity: .error,
      message: "reading ended here, after \(limit) mistakes", file: file, span: span)
  }
}
