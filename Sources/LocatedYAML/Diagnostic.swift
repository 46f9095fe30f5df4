/// A remark about a file: where, what, and perhaps the text that would mend it.
public struct Diagnostic: Sendable, Hashable {
  /// Whether the file can be used all the same.
  public enum Severity: String, Sendable, Hashable {
    case error, warning
  }

  /// A stable word in kebab case, by which documentation and tools know the mistake.
  public var code: String
  public var severity: Severity
  /// One clause in the language of the author: lower case, no full stop.
  public var message: String
  public var file: String
  /// The smallest text that is wrong.
  public var span: SourceSpan
  /// Text that could stand in place of the span.
  public var suggestion: String?
  /// What to do, where no replacement can be offered.
  public var hint: String?

  /// A remark; most are made by a static function in the file of the stage that notes them.
  public init(
    code: String, severity: Severity, message: String, file: String, span: SourceSpan,
    suggestion: String? = nil, hint: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.file = file
    self.span = span
    self.suggestion = suggestion
    self.hint = hint
  }
}

extension Sequence<Diagnostic> {
  /// Whether anything was said that forbids to use the file.
  public var containsError: Bool { contains { $0.severity == .error } }
}
