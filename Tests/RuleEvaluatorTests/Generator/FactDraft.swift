/// A fact of a made-up vocabulary, and the words in which it is declared, tested and answered.
struct FactDraft {
  enum Kind {
    case yesNo
    case oneOf(ordered: Bool)
    case someOf
    case number, date, time, country, text
  }

  /// `group.name`; the groups are `sys`, `use` and, for an item of the list `parts`, `part`.
  let name: String
  let kind: Kind
  let allowsNone: Bool
  /// `only_if` and `else`, written out; empty without a guard.
  var guardText = ""

  var group: String { String(name.prefix { $0 != "." }) }
  var word: String { String(name.drop { $0 != "." }.dropFirst()) }
  var isOfItem: Bool { group == "part" }
  var isOfUse: Bool { group == "use" }
  var isGuarded: Bool { !guardText.isEmpty }
}

extension FactDraft {
  static let options = ["red", "green", "blue"]

  /// Values as they are written; for a set, its members.
  var values: [String] {
    switch kind {
    case .yesNo: ["yes", "no"]
    case .oneOf, .someOf: FactDraft.options
    case .number: ["0", "1", "1.5", "2", "-3"]
    case .date: ["2020-01-01", "2024-02-29", "2024-03-01", "2026-05-01"]
    case .time:
      ["'2026-03-01T10:00:00Z'", "'2026-03-01T12:30:00+01:00'", "'2026-03-03T09:15:30.5Z'"]
    case .country: ["NL", "NO", "BE"]
    case .text: ["alpha", "beta", "gamma"]
    }
  }

  var declaration: String {
    let level = isOfItem ? "item" : isOfUse ? "use" : "system"
    let type: String =
      switch kind {
      case .yesNo: "type: yes_no"
      case .oneOf(let ordered):
        "type: one_of, ordered: \(ordered ? "yes" : "no"), options: [red, green, blue]"
      case .someOf: "type: some_of, options: [red, green, blue]"
      case .number: "type: number, unit: day"
      case .date: "type: date"
      case .time: "type: time"
      case .country: "type: country"
      case .text: "type: text"
      }
    return "  \(name): {of: \(level), \(type), none: \(allowsNone ? "yes" : "no"), "
      + "ask: {en: q, fr: q}\(guardText)}"
  }

  /// A value that the fact can have.
  func value(_ numbers: inout SeededNumbers) -> String {
    if case .someOf = kind {
      return "[" + values.filter { _ in numbers.chance(50) }.joined(separator: ", ") + "]"
    }
    return allowsNone && numbers.chance(25) ? "none" : numbers.pick(values)
  }

  /// What a case may say of it: a value, part of a set, or one of the two ways of saying nothing.
  func answer(_ numbers: inout SeededNumbers) -> String {
    if numbers.chance(6) { return "{unknown: nobody measured it}" }
    if numbers.chance(4) { return "unknown" }
    guard case .someOf = kind, numbers.chance(40) else { return value(&numbers) }
    let inside = values.filter { _ in numbers.chance(30) }
    let outside = values.filter { !inside.contains($0) && numbers.chance(40) }
    return
      "{has: [\(inside.joined(separator: ", "))], has_not: [\(outside.joined(separator: ", "))]}"
  }
}

extension FactDraft {
  /// A condition that tests the fact; `others` are numbers with which it may be compared.
  func test(_ numbers: inout SeededNumbers, others: [FactDraft]) -> String {
    if allowsNone, numbers.chance(15) { return "{\(name): none}" }
    if allowsNone, numbers.chance(15) { return "{\(name): present}" }
    switch kind {
    case .yesNo: return name
    case .oneOf(let ordered): return "{\(name): \(optionTest(ordered, &numbers))}"
    case .someOf: return "{\(name): \(setTest(&numbers))}"
    case .number:
      if let other = others.first(where: { $0.name != name }), numbers.chance(30) {
        return "{\(name): {less_than: {fact: \(other.name)}}}"
      }
      return "{\(name): \(lineTest("at_least", "at_most", &numbers))}"
    case .date, .time: return "{\(name): \(lineTest("on_or_after", "before", &numbers))}"
    case .country, .text: return "{\(name): \(valueTest(&numbers))}"
    }
  }

  private func valueTest(_ numbers: inout SeededNumbers) -> String {
    numbers.chance(60)
      ? numbers.pick(values) : "[\(values[0]), \(values[1 + numbers.below(values.count - 1)])]"
  }

  private func optionTest(_ ordered: Bool, _ numbers: inout SeededNumbers) -> String {
    guard ordered, numbers.chance(60) else { return valueTest(&numbers) }
    return numbers.chance(50)
      ? "{at_least: \(numbers.pick(["green", "blue"]))}"
      : "{at_most: \(numbers.pick(["red", "green"]))}"
  }

  private func setTest(_ numbers: inout SeededNumbers) -> String {
    switch numbers.below(5) {
    case 0: return "{includes_all: [\(numbers.someOf(values).joined(separator: ", "))]}"
    case 1: return "{only: [\(numbers.properSubset(of: values).joined(separator: ", "))]}"
    case 2: return "present"
    default: return valueTest(&numbers)
    }
  }

  private func lineTest(
    _ upward: String, _ downward: String, _ numbers: inout SeededNumbers
  ) -> String {
    numbers.chance(25)
      ? valueTest(&numbers)
      : "{\(numbers.chance(50) ? upward : downward): \(numbers.pick(values))}"
  }
}
