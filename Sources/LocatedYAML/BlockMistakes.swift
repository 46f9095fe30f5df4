// Mistakes of indentation and of text that YAML reads otherwise than its author.

extension SyntaxMistake {
  /// `when: use.task: [a]`, a colon in a sentence, or a key that is indented under text.
  var secondKey: Diagnostic {
    let colon = min(column, line.count)
    let before = line.prefix(colon)
    guard let outer = lastColon(in: before) else { return keyUnderText }
    let start = line[(outer + 1)...].firstIndex { $0 != " " } ?? colon
    let value = value(from: start)
    let (key, rest) = (
      text(line[start..<max(start, colon)]), value.dropFirst(max(0, colon - start + 1))
    )
    let span = SourceSpan(
      at: SourcePosition(line: problem.position.line, column: start + 1), length: value.count)
    guard rest.contains(where: { $0 != " " }) else {
      return noted(
        "second-key", "`\(key):` is a second key in this line", at: span,
        hint: "begin it in the next line, indented")
    }
    let isEntry = !key.contains(" ") && isOneValue(rest.drop { $0 == " " })
    return noted(
      "second-key", "`\(key):` is a second key in this line", at: span,
      suggestion: isEntry ? "{\(text(value[...]))}" : quoted(text(value[...])))
  }

  /// Whether a text is a word, or begins with a bracket or a quote.
  private func isOneValue(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard lastColon(in: text) == nil, let first = text.first else { return false }
    return ["[", "{", "\"", "'"].contains(first) || !text.contains(" ")
  }

  var keyUnderText: Diagnostic {
    let start = line.firstIndex { $0 != " " } ?? 0
    let colon = max(start, min(column, line.count))
    let length = text(line[start..<colon]).utf8.count
    guard length <= limits.keyBytes else {
      let span = SourceSpan(
        at: SourcePosition(line: problem.position.line, column: start + 1), length: colon - start)
      return .keyTooLong(length, limit: limits.keyBytes, in: source.path, at: span)
    }
    return noted(
      "key-under-text", "`\(text(line[start..<colon])):` is a key inside the text above it",
      at: SourceSpan(
        at: SourcePosition(line: problem.position.line, column: start + 1),
        length: max(1, colon - start)),
      hint: "check its indentation, and whether the line above lacks a colon")
  }

  var listInValue: Diagnostic {
    noted(
      "list-in-value", "a list with dashes cannot begin in the line of its key", at: here,
      hint: "begin it in the next line, or write `[a, b]`")
  }

  var questionMark: Diagnostic {
    noted(
      "complex-key", "`?` does not begin a key here", at: here,
      hint: "put text that begins with `?` in quotes")
  }

  var missingColon: Diagnostic {
    noted(
      "missing-colon", "a key without a colon", at: restOfLine(from: problem.contextPosition),
      hint: "if the text above goes on here, indent it")
  }

  var strangeBeginning: Diagnostic {
    guard let scalar = scalar(0), scalar != "\t" else { return tab }
    return noted(
      "reserved-character", "text cannot begin with `\(scalar)`", at: here,
      hint: "put it in quotes")
  }

  var tab: Diagnostic {
    let start = line.firstIndex(of: "\t") ?? 0
    let count = line[start...].prefix { $0 == "\t" }.count
    return noted(
      "tab", "a tab cannot indent a line",
      at: SourceSpan(
        at: SourcePosition(line: problem.position.line, column: start + 1), length: max(1, count)),
      hint: "indent with spaces")
  }

  var anchorOrAlias: Diagnostic {
    let isAlias = problem.context.hasSuffix("alias")
    let sign = isAlias ? "*" : "&"
    return noted(
      isAlias ? "alias" : "anchor",
      "`\(sign)` begins \(isAlias ? "an alias" : "an anchor"), whose name is missing or strange",
      at: SourceSpan(at: problem.contextPosition),
      hint: "put text that begins with `\(sign)` in quotes")
  }

  var tag: Diagnostic {
    let isOfParser = problem.words == "found undefined tag handle"
    let place = isOfParser ? problem.position : problem.contextPosition
    let tag = word(at: place)
    return .tag(
      tag, in: source.path, at: SourceSpan(at: place, length: max(1, tag.unicodeScalars.count)))
  }

  var blockHeader: Diagnostic {
    noted(
      "block-header", "only a digit from 1, `+` or `-` may follow `|` and `>`", at: here,
      hint: "begin the text in the next line")
  }

  var noKey: Diagnostic {
    switch scalar(0) {
    case ":": return .emptyKey(in: source.path, at: here)
    case "]", "}": return .unopenedBracket(String(line[column]), in: source.path, at: here)
    case "-" where isFirstInLine:
      return noted(
        "indentation", "this dash lines up with no list above it", at: here,
        hint: "indent it under its key")
    case _ where isFirstInLine:
      return noted(
        "indentation", "this line is indented like no line above it", at: word,
        hint:
          "keys of one mapping begin in one column, here column \(problem.contextPosition.column)"
      )
    default:
      return noted(
        "text-after-value", "the value has ended before this",
        at: restOfLine(from: problem.position),
        hint: "put the whole value in quotes")
    }
  }

  var keyInList: Diagnostic {
    noted(
      "indentation", "something that is no entry stands in a list", at: word,
      hint: "entries of one list begin with `- ` in one column, here column "
        + "\(problem.contextPosition.column)")
  }
}
