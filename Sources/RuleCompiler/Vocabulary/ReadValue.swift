package import LocatedYAML

extension Fact {
  /// Reads an answer to this fact, or a value in a test on it.
  ///
  /// `none` is a value where the vocabulary allows it. `unknown` and null are not values: the
  /// reader of a use case deals with them first.
  package func readValue(
    _ node: Node, in file: String, countries: [String: Text],
    noting diagnostics: inout [Diagnostic]
  ) -> Value? {
    if case .someOf(let options) = type {
      return readMembers(node, options, in: file, noting: &diagnostics)
    }
    guard case .scalar(let scalar) = node.shape else {
      diagnostics.append(.wrongShape(self, in: file, at: node.span))
      return nil
    }
    return readScalar(
      Key(text: scalar.text, span: node.span), in: file, countries: countries,
      noting: &diagnostics)
  }

  private func readScalar(
    _ word: Key, in file: String, countries: [String: Text],
    noting diagnostics: inout [Diagnostic]
  ) -> Value? {
    if word.text == "none" {
      if !allowsNone { diagnostics.append(.noneNotAllowed(self, in: file, at: word.span)) }
      return allowsNone ? Value.none : nil
    }
    let value: Value? =
      switch type {
      case .yesNo: ["no": Value.no, "false": .no, "yes": .yes, "true": .yes][word.text]
      case .oneOf(let options, _), .someOf(let options):
        options.firstIndex { $0.name == word.text }.map(Value.option)
      case .number: Number(word.text).map(Value.number)
      case .date: Day(word.text).map(Value.day)
      case .time: Instant(word.text).map(Value.instant)
      case .country: isCountry(word.text, countries) ? .word(word.text) : nil
      case .text: reservedWords.contains(word.text) || word.text.isEmpty ? nil : .word(word.text)
      }
    if value == nil { diagnostics.append(.wrongValue(word, for: self, in: file)) }
    return value
  }

  private func isCountry(_ code: String, _ countries: [String: Text]) -> Bool {
    countries.isEmpty
      ? code.utf8.count == 2 && code.utf8.allSatisfy { (65...90).contains($0) }
      : countries[code] != nil
  }

  /// A whole set: a list of options, or one alone.
  private func readMembers(
    _ node: Node, _ options: [Option], in file: String, noting diagnostics: inout [Diagnostic]
  ) -> Value? {
    if case .scalar(let scalar) = node.shape, scalar.text == "none" {
      diagnostics.append(.noneOfSet(self, in: file, at: node.span))
      return nil
    }
    return readOptions(node, in: file, noting: &diagnostics).map(Value.members)
  }

  /// Options named by a list or a single word, as places in rising order.
  package func readOptions(
    _ node: Node, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> [Int]? {
    let nodes: [Node]
    switch node.shape {
    case .sequence(let items): nodes = items
    case .scalar: nodes = [node]
    case .mapping:
      diagnostics.append(.wrongShape(self, in: file, at: node.span))
      return nil
    }
    var places: Set<Int> = []
    var complete = true
    for item in nodes {
      guard case .scalar(let scalar) = item.shape else {
        diagnostics.append(.wrongShape(self, in: file, at: item.span))
        return nil
      }
      let word = Key(text: scalar.text, span: item.span)
      guard let place = options.firstIndex(where: { $0.name == word.text }) else {
        diagnostics.append(.wrongValue(word, for: self, in: file))
        complete = false
        continue
      }
      if !places.insert(place).inserted {
        diagnostics.append(.repeatedMember(word, in: file))
      }
    }
    return complete ? places.sorted() : nil
  }
}

extension Diagnostic {
  static func wrongShape(_ fact: Fact, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "wrong-shape", severity: .error,
      message: "`\(fact.name)` takes \(fact.expectation)", file: file, span: span)
  }

  static func noneNotAllowed(_ fact: Fact, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "none-not-allowed", severity: .error,
      message: "`\(fact.name)` cannot be `none`", file: file, span: span,
      hint: "write `unknown`, or leave it out, if nobody has said")
  }

  static func noneOfSet(_ fact: Fact, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "none-of-set", severity: .error,
      message: "`\(fact.name)` takes a list; none of them is `[]`", file: file, span: span,
      suggestion: "[]")
  }

  package static func repeatedMember(_ word: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "repeated-member", severity: .error, message: "`\(word.text)` stands here twice",
      file: file, span: word.span)
  }

  /// A value that the fact's type does not have, with what would be one.
  static func wrongValue(_ word: Key, for fact: Fact, in file: String) -> Diagnostic {
    let names = fact.options.map(\.name)
    let choices = fact.type == .yesNo ? [] : names
    let suggestion = nearest(to: word.text, among: choices)
    let hint: String? =
      if suggestion != nil { nil } else if fact.type == .yesNo {
        ["on", "off", "y", "n", "Yes", "No", "YES", "NO", "True", "False"].contains(word.text)
          ? "write `yes` or `no`" : "it takes `yes` or `no`"
      } else if !names.isEmpty && names.count <= 8 {
        "one of " + names.map { "`\($0)`" }.joined(separator: ", ")
      } else { fact.trap(word.text) ?? "it takes \(fact.expectation)" }
    return Diagnostic(
      code: names.isEmpty ? "wrong-value" : "unknown-option", severity: .error,
      message: names.isEmpty
        ? "`\(word.text)` is no answer to `\(fact.name)`"
        : "`\(fact.name)` has no option `\(word.text)`",
      file: file, span: word.span, suggestion: suggestion, hint: hint)
  }
}

extension Fact {
  /// What the fact takes, in words.
  package var expectation: String {
    switch type {
    case .yesNo: "`yes` or `no`"
    case .oneOf: "one of its options"
    case .someOf: "a list of its options"
    case .number(let unit): "a decimal number" + (unit.map { " (\($0))" } ?? "")
    case .date: "a day, YYYY-MM-DD"
    case .time: "a time with its offset, such as 2026-03-01T10:15:00+01:00"
    case .country: "a country's code of ISO 3166-1, two capital letters"
    case .text: "a text"
    }
  }

  /// Why a number was refused, where YAML 1.1 would have read another one.
  fileprivate func trap(_ text: String) -> String? {
    guard case .number = type else { return nil }
    if text.contains("_") { return "write the number without `_`" }
    if text.contains(":") { return "write the number without `:`" }
    if text.hasPrefix("+") { return "write the number without `+`" }
    if text.first == "0", text.count > 1 { return "write the number without a leading zero" }
    if text.contains(where: { "eE".contains($0) }) { return "write the number without an exponent" }
    return nil
  }
}
