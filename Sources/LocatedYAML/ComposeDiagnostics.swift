extension Diagnostic {
  static func emptyDocument(in file: String) -> Diagnostic {
    Diagnostic(
      code: "empty-document", severity: .error, message: "the file says nothing", file: file,
      span: SourceSpan(at: .start, length: 0))
  }

  static func secondDocument(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "second-document", severity: .error, message: "a second document begins here",
      file: file, span: span, hint: "put it in a file of its own")
  }

  static func tooDeep(limit: Int, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "too-deep", severity: .error,
      message: "more than \(limit) lists and mappings lie inside one another", file: file,
      span: span)
  }

  static func tooManyNodes(limit: Int, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "too-many-nodes", severity: .error,
      message: "the file has more than \(limit) keys and values", file: file, span: span)
  }

  static func anchorRefused(_ name: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "anchor", severity: .error, message: "anchors such as `&\(name)` are not read here",
      file: file, span: span, hint: "put text that begins with `&` in quotes")
  }

  static func aliasRefused(_ name: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "alias", severity: .error, message: "aliases such as `*\(name)` are not read here",
      file: file, span: span, hint: "put text that begins with `*` in quotes")
  }

  static func repeatedAnchor(_ name: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "repeated-anchor", severity: .error, message: "`&\(name)` is already taken",
      file: file, span: span)
  }

  static func unknownAnchor(
    _ name: String, nearest: String?, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "unknown-anchor", severity: .error, message: "no `&\(name)` stands before this alias",
      file: file, span: span, suggestion: nearest.map { "*" + $0 },
      hint: "put text that begins with `*` in quotes")
  }

  static func aliasInItself(_ name: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "alias-in-itself", severity: .error, message: "`*\(name)` stands inside `&\(name)`",
      file: file, span: span)
  }

  static func tooManyAliases(limit: Int, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "too-many-aliases", severity: .error,
      message: "the file has more than \(limit) aliases", file: file, span: span)
  }

  static func expandsTooMuch(limit: Int, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "expands-too-much", severity: .error,
      message: "aliases repeat more than \(limit) keys and values", file: file, span: span)
  }

  static func expandsTooFar(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "expands-too-much", severity: .error,
      message: "aliases repeat more than the file allows", file: file, span: span)
  }
}
