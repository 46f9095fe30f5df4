/// A rule that a condition may name.
struct NamedRule {
  let name: String
  let isAboutSystem: Bool
  /// Full names of its derogations and readings, as a condition would write them.
  var parts: [String] = []
}

/// A measure that a condition may test.
struct NamedMeasure {
  let name: String
  /// Whether it reads a fact about a use, and one about an item.
  let isOfUse: Bool
  let isOfItem: Bool
  let bounds: [String]
}

/// Writes random conditions out of what may be named at a place.
struct ConditionWriter {
  let vocabulary: VocabularyDraft
  var rules: [NamedRule] = []
  var measures: [NamedMeasure] = []
  /// A scheme with its classes; nil where it must not be tested.
  var scheme: [String]?
  var isAboutSystem = false
  var isAboutItem = false
  var mayLookIntoLists = true
  /// Whether what is about the system may say "in some use".
  var knowsUses = true

  func condition(_ numbers: inout SeededNumbers, depth: Int = 2) -> String {
    guard depth > 0, !numbers.chance(35) else { return atom(&numbers) }
    let part = { (numbers: inout SeededNumbers) in condition(&numbers, depth: depth - 1) }
    switch numbers.below(5) {
    case 0: return "{not: \(part(&numbers))}"
    case 1, 2: return "{all: [\(part(&numbers)), \(part(&numbers))]}"
    case 3: return "{any: [\(part(&numbers)), \(part(&numbers))]}"
    default: return "{any: [\(part(&numbers)), \(part(&numbers)), \(atom(&numbers))]}"
    }
  }

  private func atom(_ numbers: inout SeededNumbers) -> String {
    for _ in 0..<4 {
      if let text = tryAtom(&numbers) { return text }
    }
    return factTest(&numbers) ?? "always"
  }

  private func tryAtom(_ numbers: inout SeededNumbers) -> String? {
    switch numbers.below(isAboutSystem ? 15 : 12) {
    case 0...5: factTest(&numbers)
    case 6...8: ruleName(&numbers)
    case 9: measureTest(&numbers)
    case 10: schemeTest(&numbers)
    case 11:
      if numbers.chance(20) {
        "{assessment.day: {\(numbers.pick(["before", "on_or_after"])): 2026-06-01}}"
      } else {
        listTest(&numbers)
      }
    default: usesTest(&numbers)
    }
  }

  private func factTest(_ numbers: inout SeededNumbers) -> String? {
    let seen = vocabulary.facts.filter { fact in
      fact.isOfItem ? isAboutItem : !(isAboutSystem && fact.isOfUse)
    }
    let preferred = isAboutItem && numbers.chance(70) ? seen.filter(\.isOfItem) : seen
    guard !preferred.isEmpty else { return nil }
    let others = seen.filter { if case .number = $0.kind { true } else { false } }
    return numbers.pick(preferred).test(&numbers, others: others)
  }

  private func ruleName(_ numbers: inout SeededNumbers) -> String? {
    let seen = rules.filter {
      isAboutSystem
        ? knowsUses || $0.isAboutSystem : !$0.isAboutSystem || numbers.chance(50)
    }
    guard !seen.isEmpty else { return nil }
    let rule = numbers.pick(seen)
    return rule.parts.isEmpty || numbers.chance(50) ? rule.name : numbers.pick(rule.parts)
  }

  private func measureTest(_ numbers: inout SeededNumbers) -> String? {
    let seen = measures.filter { measure in
      (!measure.isOfUse || !isAboutSystem) && (!measure.isOfItem || isAboutItem)
    }
    guard !seen.isEmpty else { return nil }
    let measure = numbers.pick(seen)
    let test = numbers.pick(["at_least", "at_most"])
    return "{\(measure.name): {\(test): \(numbers.pick(measure.bounds))}}"
  }

  private func schemeTest(_ numbers: inout SeededNumbers) -> String? {
    guard let scheme else { return nil }
    return switch numbers.below(4) {
    case 0: "{risk: [\(scheme[0]), \(scheme[2])]}"
    case 1: "{risk: {at_least: \(scheme[1])}}"
    case 2: "{risk: {at_most: \(scheme[1])}}"
    default: "{risk: \(numbers.pick(scheme))}"
    }
  }

  private func listTest(_ numbers: inout SeededNumbers) -> String? {
    guard vocabulary.hasList, mayLookIntoLists, !isAboutItem else { return nil }
    var inner = self
    inner.isAboutItem = true
    inner.mayLookIntoLists = false
    return quantified("parts", inner, &numbers)
  }

  private func usesTest(_ numbers: inout SeededNumbers) -> String? {
    guard isAboutSystem, !isAboutItem, knowsUses else { return nil }
    var inner = self
    inner.isAboutSystem = false
    return quantified("uses", inner, &numbers)
  }

  private func quantified(
    _ list: String, _ inner: ConditionWriter, _ numbers: inout SeededNumbers
  ) -> String {
    let quantity = numbers.pick(["some", "every"])
    var parts = ["\(quantity): \(list)"]
    let hasFilter = numbers.chance(45)
    if hasFilter { parts.append("where: \(inner.condition(&numbers, depth: 1))") }
    if !hasFilter || numbers.chance(60) {
      parts.append("has: \(inner.condition(&numbers, depth: 1))")
    }
    return "{\(parts.joined(separator: ", "))}"
  }
}
