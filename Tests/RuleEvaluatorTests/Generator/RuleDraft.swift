/// Writes random rules of every kind, each entry on a line of its own.
struct RuleWriter {
  var conditions: ConditionWriter

  static let days = ["2024-01-01", "2025-06-01", "2026-01-01", "2026-12-02", "2027-08-02"]

  private static let citation = "provision: [one/1], cite: Art. 1, says: s"

  /// The line of a rule, with the name under which others may refer to it.
  func rule(
    _ name: String, _ numbers: inout SeededNumbers, extra: String, requires: String?
  ) -> (line: String, named: NamedRule) {
    var named = NamedRule(name: name, isAboutSystem: conditions.isAboutSystem)
    var head = conditions.isAboutSystem ? "about: system" : "about: use"
    if !extra.isEmpty { head += ", \(extra)" }
    let tree = tree(&numbers)
    guard numbers.chance(20) else {
      let applies = numbers.chance(15) ? ", applies: \(period(&numbers))" : ""
      let body = version(name, tree, &numbers, requires, &named)
      return ("  \(name): {\(head)\(applies), \(body)}", named)
    }
    let change = numbers.pick(RuleWriter.days)
    let first = version(name, tree, &numbers, requires, &named)
    named.parts = []
    let second = version(name, tree, &numbers, requires, &named)
    // The first ends some days before the second begins, so that there may be a gap.
    let versions =
      "{applies: {until: 2025-12-31}, \(first)}, {applies: {from: "
      + "\(change < "2026" ? "2026-01-01" : change)}, \(second)}"
    return ("  \(name): {\(head), versions: [\(versions)]}", named)
  }

  /// Names of derogations, which all versions of a rule share.
  private struct Tree {
    let word: String
    let inner: [Tree]
  }

  private func tree(_ numbers: inout SeededNumbers, depth: Int = 2) -> [Tree] {
    guard numbers.chance(depth == 2 ? 40 : 35) else { return [] }
    let words = ["small", "old", "urgent"].filter { _ in numbers.chance(45) }
    return (words.isEmpty ? ["small"] : words).map { word in
      Tree(word: word, inner: depth > 1 ? tree(&numbers, depth: depth - 1) : [])
    }
  }

  private func version(
    _ name: String, _ tree: [Tree], _ numbers: inout SeededNumbers, _ requires: String?,
    _ named: inout NamedRule
  ) -> String {
    var parts = [RuleWriter.citation, body(name, &numbers, &named)]
    if !tree.isEmpty {
      parts.append("unless: \(derogations(tree, of: name, &numbers, &named))")
    }
    if let requires {
      parts.append("\(requires): \(conditions.condition(&numbers, depth: 1))")
    }
    return parts.joined(separator: ", ")
  }

  private func body(
    _ name: String, _ numbers: inout SeededNumbers, _ named: inout NamedRule
  ) -> String {
    if numbers.chance(6) { return "untranslatable: a weighing" }
    guard numbers.chance(16) else { return "when: \(conditions.condition(&numbers))" }
    let readings = ["wide", "narrow", "strict"].prefix(2 + numbers.below(2)).map { word in
      named.parts.append("\(name).\(word)")
      let applies = numbers.chance(15) ? ", applies: \(period(&numbers))" : ""
      let when = conditions.condition(&numbers, depth: 1)
      return "\(word): {says: s, source: t, when: \(when)\(applies)}"
    }
    return "readings: {\(readings.joined(separator: ", "))}"
  }

  private func derogations(
    _ trees: [Tree], of path: String, _ numbers: inout SeededNumbers, _ named: inout NamedRule
  ) -> String {
    let entries = trees.map { tree in
      let word = tree.word
      named.parts.append("\(path).\(word)")
      var parts = [RuleWriter.citation]
      if numbers.chance(25) { parts.append("must_be_shown: yes") }
      if numbers.chance(12) { parts.append("applies: \(period(&numbers))") }
      parts.append(
        numbers.chance(8)
          ? "untranslatable: a weighing" : "when: \(conditions.condition(&numbers, depth: 1))")
      if !tree.inner.isEmpty {
        let inner = derogations(tree.inner, of: "\(path).\(word)", &numbers, &named)
        parts.append("unless: \(inner)")
      }
      return "\(word): {\(parts.joined(separator: ", "))}"
    }
    return "{\(entries.joined(separator: ", "))}"
  }

  private func period(_ numbers: inout SeededNumbers) -> String {
    let first = numbers.pick(RuleWriter.days)
    switch numbers.below(3) {
    case 0: return "{from: \(first)}"
    case 1: return "{until: \(first)}"
    default: return "{from: \(first), until: 2027-12-31}"
    }
  }
}
