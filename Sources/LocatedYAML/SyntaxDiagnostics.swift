extension Diagnostic {
  /// A mistake of syntax in our words; libyaml's tell of tokens and productions.
  static func syntax(
    _ problem: EventStream.Problem, inside bracket: Bracket?, in source: SourceFile,
    limits: Limits
  ) -> Diagnostic {
    let mistake = SyntaxMistake(problem, inside: bracket, in: source, limits: limits)
    return mistake.diagnostic ?? mistake.noted("syntax", mistake.libraryWords, at: mistake.here)
  }
}

/// A bracket that opens.
struct Bracket {
  let sign: String
  let position: SourcePosition
}

/// A problem of libyaml beside the text it is about.
struct SyntaxMistake {
  let problem: EventStream.Problem
  /// The innermost bracket that is open.
  let bracket: Bracket?
  let source: SourceFile
  let limits: Limits
  /// The line of the problem.
  let line: [Unicode.Scalar]

  init(
    _ problem: EventStream.Problem, inside bracket: Bracket?, in source: SourceFile, limits: Limits
  ) {
    self.problem = problem
    self.bracket = bracket
    self.source = source
    self.limits = limits
    line = SyntaxMistake.line(of: problem.position, in: source)
  }

  /// In the order of libyaml's scanner, then of its parser.
  var diagnostic: Diagnostic? {
    switch problem.words {
    case "mapping values are not allowed in this context": secondKey
    case "block sequence entries are not allowed in this context": listInValue
    case "mapping keys are not allowed in this context": questionMark
    case "could not find expected ':'": missingColon
    case "found character that cannot start any token": strangeBeginning
    case "found unexpected ':'": unspacedColon
    case let words where words.hasPrefix("found a tab character"): tab
    case let words where words.hasPrefix("did not find expected alphabetic"): anchorOrAlias
    case _ where problem.context.hasSuffix("tag"), "found undefined tag handle":
      tag
    case "found unexpected end of stream", "found unexpected document indicator":
      .unclosedQuote(in: source.path, at: SourceSpan(at: problem.contextPosition))
    case "found unknown escape character":
      .unknownEscape(
        String(scalar(1) ?? " "), in: source.path, at: SourceSpan(at: problem.position, length: 2))
    case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
      .escapeOfNothing(in: source.path, at: SourceSpan(at: problem.position, length: 2))
    case _ where problem.context == "while scanning a block scalar": blockHeader
    case "did not find expected <document start>":
      .contentAfterEnd(in: source.path, at: restOfLine(from: problem.position))
    case "did not find expected key": noKey
    case "did not find expected '-' indicator": keyInList
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'": flow
    case "did not find expected node content": missingValue
    case _ where problem.isMemory: noted("out-of-memory", "memory ran out", at: here)
    default: nil
    }
  }

  var libraryWords: String {
    let words = [problem.words, problem.context].filter { !$0.isEmpty }
    return words.isEmpty ? "this is not YAML" : words.joined(separator: " ")
  }

  var here: SourceSpan { SourceSpan(at: problem.position) }

  func noted(
    _ code: String, _ message: String, at span: SourceSpan, suggestion: String? = nil,
    hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code: code, severity: .error, message: message, file: source.path, span: span,
      suggestion: suggestion, hint: hint)
  }
}

// Those that the JSON reader notes too.
extension Diagnostic {
  static func unclosedQuote(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "unclosed-quote", severity: .error, message: "this quote is never closed", file: file,
      span: span)
  }

  static func unknownEscape(_ letter: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "unknown-escape", severity: .error, message: "`\\\(letter)` means nothing", file: file,
      span: span, hint: "a backslash is written twice")
  }

  static func escapeOfNothing(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "unknown-escape", severity: .error, message: "this escape is no character", file: file,
      span: span, hint: "write the character itself")
  }

  static func contentAfterEnd(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "content-after-end", severity: .error, message: "the document has ended before this",
      file: file, span: span)
  }

  static func unclosedBracket(_ open: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "unclosed-bracket", severity: .error, message: "`\(open)` is never closed", file: file,
      span: span)
  }

  static func unopenedBracket(_ close: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "unopened-bracket", severity: .error, message: "`\(close)` closes nothing", file: file,
      span: span)
  }

  static func missingComma(
    _ close: String, opening: SourcePosition, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "missing-comma", severity: .error, message: "`,` or `\(close)` was expected here",
      file: file, span: span, hint: "the bracket opens at \(opening)")
  }

  static func missingEntry(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "missing-value", severity: .error, message: "nothing stands before this comma",
      file: file, span: span)
  }
}
