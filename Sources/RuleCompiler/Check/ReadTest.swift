package import LocatedYAML

/// Reads the right-hand side of `name: test`.
struct TestReader {
  let vocabulary: Vocabulary
  let file: String

  /// A test on a fact, or nil with the mistake noted.
  func read(
    _ node: Node, on fact: Fact, noting diagnostics: inout [Diagnostic]
  ) -> Test? {
    if case .scalar(let scalar) = node.shape, scalar.text == "present" {
      if !fact.isSet && !fact.allowsNone {
        diagnostics.append(.alwaysPresent(fact, in: file, at: node.span))
      }
      return .present
    }
    if fact.type == .yesNo, let written = Self.text(node), written != "none" {
      diagnostics.append(.yesNoTested(fact, written, in: file, at: node.span))
      return nil
    }
    guard case .mapping(let entries) = node.shape else {
      return readAmong(node, on: fact, noting: &diagnostics)
    }
    guard let entry = entries.first, entries.count == 1 else {
      diagnostics.append(.testForm(fact.name, in: file, at: node.span))
      return nil
    }
    return readOperator(entry, on: fact, noting: &diagnostics)
  }

  private static func text(_ node: Node) -> String? {
    if case .scalar(let scalar) = node.shape { scalar.text } else { nil }
  }

  private func readAmong(
    _ node: Node, on fact: Fact, noting diagnostics: inout [Diagnostic]
  ) -> Test? {
    if fact.isSet {
      guard let places = fact.readOptions(node, in: file, noting: &diagnostics) else { return nil }
      guard !places.isEmpty else {
        diagnostics.append(.neverHolds(fact.name, in: file, at: node.span))
        return nil
      }
      return .among(places.map(Value.option))
    }
    let nodes: [Node] = if case .sequence(let items) = node.shape { items } else { [node] }
    let values = nodes.map {
      fact.readValue($0, in: file, countries: vocabulary.countries, noting: &diagnostics)
    }
    let whole = values.compactMap { $0 }
    guard whole.count == values.count else { return nil }
    guard !whole.isEmpty else {
      diagnostics.append(.neverHolds(fact.name, in: file, at: node.span))
      return nil
    }
    for (index, value) in whole.enumerated() where whole[..<index].contains(value) {
      if let word = Self.text(nodes[index]) {
        diagnostics.append(
          .repeatedMember(Key(text: word, span: nodes[index].span), in: file))
      }
    }
    return .among(whole)
  }

  private func readOperator(
    _ entry: Entry, on fact: Fact, noting diagnostics: inout [Diagnostic]
  ) -> Test? {
    switch (entry.key.text, fact.type) {
    case ("includes_all", .someOf), ("only", .someOf):
      guard let places = fact.readOptions(entry.value, in: file, noting: &diagnostics) else {
        return nil
      }
      if entry.key.text == "only" {
        if places.count == fact.options.count {
          diagnostics.append(.alwaysHolds(fact.name, in: file, at: entry.value.span))
        }
        return .only(places)
      }
      guard !places.isEmpty else {
        diagnostics.append(.alwaysHolds(fact.name, in: file, at: entry.value.span))
        return nil
      }
      return .includesAll(places)
    case ("at_least", .oneOf(_, ordered: true)), ("at_most", .oneOf(_, ordered: true)),
      ("at_least", .number), ("at_most", .number), ("before", .date), ("before", .time),
      ("on_or_after", .date), ("on_or_after", .time):
      return readBound(entry, on: fact, noting: &diagnostics)
    case ("less_than", .number):
      return readOther(entry, on: fact, noting: &diagnostics)
    default:
      diagnostics.append(
        .testDoesNotFit(entry.key, fact, among: Self.operators(of: fact.type), in: file))
      return nil
    }
  }

  private func readBound(
    _ entry: Entry, on fact: Fact, noting diagnostics: inout [Diagnostic]
  ) -> Test? {
    guard
      let value = fact.readValue(
        entry.value, in: file, countries: vocabulary.countries, noting: &diagnostics)
    else { return nil }
    if value == .none {
      diagnostics.append(.neverHolds(fact.name, in: file, at: entry.value.span))
      return nil
    }
    if case .option(let place) = value {
      let last = fact.options.count - 1
      if !fact.allowsNone, entry.key.text == "at_least" ? place == 0 : place == last {
        diagnostics.append(.alwaysHolds(fact.name, in: file, at: entry.value.span))
      }
    }
    return switch entry.key.text {
    case "at_least": .atLeast(value)
    case "at_most": .atMost(value)
    case "before": .before(value)
    default: .onOrAfter(value)
    }
  }

  private func readOther(
    _ entry: Entry, on fact: Fact, noting diagnostics: inout [Diagnostic]
  ) -> Test? {
    guard
      var fields = Fields(entry.value, of: "less_than", in: file, noting: &diagnostics)
    else { return nil }
    let name = fields.text("fact", noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    guard let name else { return nil }
    guard let other = vocabulary.fact(named: name.text) else {
      diagnostics.append(.unknownFact(name, vocabulary, in: file))
      return nil
    }
    guard case .number = vocabulary[other].type, other != fact.id else {
      diagnostics.append(.neverHolds(fact.name, in: file, at: name.span))
      return nil
    }
    return .lessThan(other)
  }

  /// A test on a number that follows from facts.
  func readNumberTest(
    _ node: Node, of name: String, noting diagnostics: inout [Diagnostic]
  ) -> Test? {
    guard case .mapping(let entries) = node.shape, let entry = entries.first, entries.count == 1,
      entry.key.text == "at_least" || entry.key.text == "at_most"
    else {
      diagnostics.append(.numberTestExpected(name, in: file, at: node.span))
      return nil
    }
    guard let word = Fields.text(entry.value, of: name, in: file, noting: &diagnostics) else {
      return nil
    }
    guard let number = Number(word.text) else {
      diagnostics.append(.notANumber(word, in: file))
      return nil
    }
    return entry.key.text == "at_least" ? .atLeast(.number(number)) : .atMost(.number(number))
  }

  /// A test on the day of the assessment.
  func readDayTest(_ node: Node, noting diagnostics: inout [Diagnostic]) -> Test? {
    guard case .mapping(let entries) = node.shape, let entry = entries.first, entries.count == 1,
      entry.key.text == "before" || entry.key.text == "on_or_after"
    else {
      diagnostics.append(.testForm(assessmentDayName, in: file, at: node.span))
      return nil
    }
    guard
      let word = Fields.text(entry.value, of: assessmentDayName, in: file, noting: &diagnostics)
    else { return nil }
    guard let day = Day(word.text) else {
      diagnostics.append(.notADay(word, in: file))
      return nil
    }
    return entry.key.text == "before" ? .before(.day(day)) : .onOrAfter(.day(day))
  }

  private static func operators(of type: FactType) -> [String] {
    switch type {
    case .yesNo, .country, .text: []
    case .oneOf(_, let ordered): ordered ? ["at_least", "at_most"] : []
    case .someOf: ["includes_all", "only"]
    case .number: ["at_least", "at_most", "less_than"]
    case .date, .time: ["before", "on_or_after"]
    }
  }
}

extension Diagnostic {
  static func alwaysPresent(_ fact: Fact, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "always-holds", severity: .error,
      message: "`\(fact.name)` is never `none`, so it is always `present`", file: file, span: span)
  }

  static func yesNoTested(
    _ fact: Fact, _ written: String, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "yes-no-tested", severity: .error,
      message: "`\(fact.name)` is yes or no already", file: file, span: span,
      hint: written == "no" || written == "false"
        ? "write `not: \(fact.name)`" : "write the bare name `\(fact.name)`")
  }

  static func testForm(_ name: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "test-form", severity: .error,
      message: "a test on `\(name)` is a value, a list of values, or one pair such as "
        + "`{before: 2027-12-02}`", file: file, span: span)
  }

  static func neverHolds(_ name: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "never-holds", severity: .error, message: "this test on `\(name)` can never hold",
      file: file, span: span)
  }

  static func alwaysHolds(_ name: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "always-holds", severity: .error, message: "this test on `\(name)` always holds",
      file: file, span: span)
  }

  static func testDoesNotFit(
    _ key: Key, _ fact: Fact, among tests: [String], in file: String
  ) -> Diagnostic {
    let suggestion = nearest(to: key.text, among: tests)
    let ordered: Bool =
      if case .oneOf(_, ordered: false) = fact.type {
        key.text == "at_least" || key.text == "at_most"
      } else { false }
    let others = tests.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      code: "test-does-not-fit", severity: .error,
      message: "a `\(fact.type.name)` fact has no test `\(key.text)`", file: file, span: key.span,
      suggestion: suggestion,
      hint: suggestion != nil
        ? nil
        : ordered
          ? "`\(fact.name)` is not `ordered: yes`"
          : tests.isEmpty ? "it takes a value or a list of values" : "it has \(others)")
  }

  static func numberTestExpected(_ name: String, in file: String, at span: SourceSpan) -> Diagnostic
  {
    Diagnostic(
      code: "number-test-expected", severity: .error,
      message: "`\(name)` is a number: test it with `at_least` or `at_most`", file: file,
      span: span)
  }

  package static func unknownFact(_ name: Key, _ vocabulary: Vocabulary, in file: String)
    -> Diagnostic
  {
    Diagnostic(
      code: "unknown-fact", severity: .error, message: "no fact is named `\(name.text)`",
      file: file, span: name.span,
      suggestion: nearest(to: name.text, among: vocabulary.facts.map(\.name)))
  }
}
