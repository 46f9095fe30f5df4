import LocatedYAML

extension Diagnostic {
  static func unknownName(_ name: Key, nearest: String?, in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-name", severity: .error, message: "no rule or fact is named `\(name.text)`",
      file: file, span: name.span, suggestion: nearest)
  }

  static func unknownAct(_ name: Key, nearest: String?, in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-act", severity: .error,
      message: "`\(name.text)` names an act that is not here",
      file: file, span: name.span, hint: nearest.map { "the nearest act is `\($0)`" })
  }

  static func unknownDerogation(
    _ part: String, of rule: String, nearest: String?, _ name: Key, in file: String
  ) -> Diagnostic {
    Diagnostic(
      code: "unknown-derogation", severity: .error,
      message: "`\(rule)` has no derogation or reading `\(part)`", file: file, span: name.span,
      hint: nearest.map { "the nearest is `\($0)`" })
  }

  static func unknownList(_ name: Key, nearest: String?, in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-list", severity: .error, message: "no list is named `\(name.text)`",
      file: file, span: name.span, suggestion: nearest)
  }

  static func testNeeded(_ fact: Fact, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "test-needed", severity: .error,
      message: "`\(fact.name)` is not yes or no; it needs a test", file: file, span: span,
      hint: "such as `{\(fact.name): \(fact.options.first?.name ?? "present")}`")
  }

  static func classTestNeeded(_ scheme: Scheme, in file: String, at span: SourceSpan) -> Diagnostic
  {
    Diagnostic(
      code: "test-needed", severity: .error,
      message: "scheme `\(scheme.name)` is not yes or no; it needs a test", file: file, span: span,
      hint: "such as `{\(scheme.name): \(scheme.classes[0])}`")
  }

  static func ruleTested(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "rule-tested", severity: .error,
      message: "`\(name.text)` is yes or no already", file: file, span: name.span,
      hint: "write the bare name, or `not: \(name.text)`")
  }

  static func wrongLevel(
    _ name: String, _ level: Level, _ rule: Level, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "wrong-level", severity: .error,
      message: "`\(name)` is about a \(level.rawValue), and this rule about a \(rule.rawValue)",
      file: file, span: span,
      hint: rule == .system && level == .use ? "ask `some: uses` or `every: uses`" : nil)
  }

  static func itemOutsideList(_ fact: Fact, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "item-outside-list", severity: .error,
      message: "`\(fact.name)` belongs to an item of a list", file: file, span: span,
      hint: "it stands inside `some:` or `every:` over that list")
  }

  static func usesOutsideSystem(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "uses-outside-system", severity: .error,
      message: "`uses` can be asked only in a rule `about: system`", file: file, span: span)
  }

  static func listInDecision(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "list-in-decision", severity: .error,
      message: "a rule about a decision cannot look into the list `\(name.text)`", file: file,
      span: name.span)
  }

  static func listInList(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "list-in-list", severity: .error, message: "lists cannot be asked inside a list",
      file: file, span: name.span)
  }

  static func guardLooksAhead(
    _ fact: Fact, _ guarded: Fact, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "guard-looks-ahead", severity: .error,
      message: "`\(fact.name)` is declared after `\(guarded.name)`, which it guards", file: file,
      span: span)
  }

  static func guardNamesRule(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "guard-names-rule", severity: .error,
      message: "`only_if` names facts, and `\(name.text)` is none", file: file, span: name.span)
  }

  static func noneUnderNot(_ fact: Fact, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "none-under-not", severity: .warning,
      message: "under `not` this holds where `\(fact.name)` is `none`", file: file, span: span,
      hint: "add `{\(fact.name): present}` if it should not")
  }
}
