// Mistakes of brackets, and of what stands between them or after them.

extension SyntaxMistake {
  var flow: Diagnostic {
    let isList = problem.words.hasSuffix("']'")
    let (open, close) = isList ? ("[", "]") : ("{", "}")
    let opening = problem.contextPosition
    if scalar(0) == ":", isFirstInLine {
      return noted("missing-colon", "this colon is not in the line of its key", at: here)
    }
    if isAtEnd || scalar(0) == ":" && problem.position.line > opening.line {
      return .unclosedBracket(open, in: source.path, at: SourceSpan(at: opening))
    }
    if scalar(0) == (isList ? "}" : "]") {
      return noted(
        "unopened-bracket", "`\(line[column])` does not close the `\(open)` of \(opening)", at: here
      )
    }
    return .missingComma(close, opening: opening, in: source.path, at: here)
  }

  /// `{a:[b]}`
  var unspacedColon: Diagnostic {
    noted(
      "missing-space", "no space follows this colon", at: here,
      hint: "write `key: value`, or put text with a colon in quotes")
  }

  var missingValue: Diagnostic {
    if isAtEnd, let bracket {
      return .unclosedBracket(
        bracket.sign, in: source.path, at: SourceSpan(at: bracket.position))
    }
    switch scalar(0) {
    case ":": return .emptyKey(in: source.path, at: here)
    case ",": return .missingEntry(in: source.path, at: here)
    case "]", "}": return .unopenedBracket(String(line[column]), in: source.path, at: here)
    default: return noted("missing-value", "a value was expected here", at: here)
    }
  }
}
