import LocatedYAML
package import RuleCompiler

/// What an author expects a score to be, under the answers of a case.
package enum ExpectedScore: Sendable, Hashable {
  /// The least and the most that it can still be; an end that is not named is not looked at.
  case between(least: Number?, most: Number?)
  /// It can still be one number or another.
  case open

  package static func exactly(_ number: Number) -> ExpectedScore {
    .between(least: number, most: number)
  }

  /// Whether the values that a score can still have are those.
  package func holds(of found: Interval) -> Bool {
    switch self {
    case .between(let least, let most):
      (least ?? found.low) == found.low && (most ?? found.high) == found.high
    case .open: found.low != found.high
    }
  }
}

extension CaseReader {
  /// Reads `41`, `open` or `{at_least: 30, at_most: 45}`.
  func readScore(
    _ target: MeasureID, _ node: Node, _ name: Key, noting diagnostics: inout [Diagnostic]
  ) -> Expectation? {
    let score: ExpectedScore?
    switch node.shape {
    case .scalar(let scalar) where scalar.text == ExpectedScore.openWord: score = .open
    case .scalar(let scalar):
      score = Number(scalar.text).map(ExpectedScore.exactly)
      if score == nil {
        let word = Key(text: scalar.text, span: node.span)
        diagnostics.append(.noSuchScore(word, of: name, in: file))
      }
    case .mapping, .sequence: score = readEnds(node, of: name, noting: &diagnostics)
    }
    return score.map {
      Expectation(
        target: .score(target), outcome: Key(text: node.words, span: node.span), score: $0,
        file: file, name: name)
    }
  }

  private func readEnds(
    _ node: Node, of name: Key, noting diagnostics: inout [Diagnostic]
  ) -> ExpectedScore? {
    guard var fields = Fields(node, of: name.text, in: file, noting: &diagnostics) else {
      return nil
    }
    let words = ["at_least", "at_most"].map { fields.text($0, noting: &diagnostics) }
    fields.finish(noting: &diagnostics)
    let ends = words.map { $0.flatMap { Number($0.text) } }
    for (word, end) in zip(words, ends) {
      if let word, end == nil { diagnostics.append(.noSuchScore(word, of: name, in: file)) }
    }
    if words.allSatisfy({ $0 == nil }) {
      diagnostics.append(
        .missingKey("at_least", of: "`\(name.text)`", in: file, at: node.span.first))
    }
    if let least = ends[0], let most = ends[1], most < least, let word = words[1] {
      diagnostics.append(.lessThanLeast(word, least, of: name, in: file))
    }
    return .between(least: ends[0], most: ends[1])
  }
}

extension ExpectedScore {
  fileprivate static let openWord = "open"
}

extension CheckedRules {
  /// The score of a name: of the act where one is given or written, else the only one of it.
  ///
  /// - Parameter isOwn: only a score of that act, not one of another.
  package func score(named name: String, within act: ActID?, isOwn: Bool = false) -> MeasureID? {
    var home = act
    var rest = name[...]
    if let slash = name.lastIndex(of: "/") {
      guard let named = acts.first(where: { $0.name == name[..<slash] }) else { return nil }
      home = named.id
      rest = name[name.index(after: slash)...]
    }
    let alike = measures.filter { measure in
      if case .elapsed = measure.form { false } else { measure.name == rest }
    }
    if let home, let own = alike.first(where: { $0.act == home }) { return own.id }
    guard !isOwn, !name.contains("/"), alike.count == 1 else { return nil }
    return alike.first?.id
  }
}

extension Diagnostic {
  static func noSuchScore(_ word: Key, of name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-outcome", severity: .error,
      message: "`\(name.text)` is a score, and cannot come out as `\(word.text)`", file: file,
      span: word.span,
      hint: "a number, `open`, or the ends of what it can be, `{at_least: 30, at_most: 45}`")
  }

  static func lessThanLeast(
    _ most: Key, _ least: Number, of name: Key, in file: String
  ) -> Diagnostic {
    Diagnostic(
      code: "unknown-outcome", severity: .error,
      message: "`\(name.text)` cannot be at most `\(most.text)` and at least `\(least)`",
      file: file, span: most.span)
  }
}
