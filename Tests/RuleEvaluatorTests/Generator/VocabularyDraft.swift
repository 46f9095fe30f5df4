import LocatedYAML

/// A made-up vocabulary of a few facts of every type, perhaps with a list.
struct VocabularyDraft {
  private(set) var facts: [FactDraft] = []
  let hasList: Bool

  init(_ numbers: inout SeededNumbers) {
    hasList = numbers.chance(55)
    let count = 4 + numbers.below(4)
    for index in 0..<count {
      let group = numbers.chance(45) ? "sys" : "use"
      add("\(group).f\(index)", &numbers)
    }
    guard hasList else { return }
    for index in 0..<(2 + numbers.below(2)) { add("part.p\(index)", &numbers) }
  }

  private mutating func add(_ name: String, _ numbers: inout SeededNumbers) {
    let kind: FactDraft.Kind =
      switch numbers.below(16) {
      case 0...5: .yesNo
      case 6, 7: .oneOf(ordered: numbers.chance(60))
      case 8, 9: .someOf
      case 10, 11: .number
      case 12, 13: .date
      case 14: numbers.chance(50) ? .time : .date
      default: numbers.chance(50) ? .country : .text
      }
    var isSet = false
    if case .someOf = kind { isSet = true }
    var fact = FactDraft(name: name, kind: kind, allowsNone: !isSet && numbers.chance(30))
    if numbers.chance(40), let condition = guardCondition(of: fact, &numbers) {
      fact.guardText = ", only_if: \(condition), else: \(fact.value(&numbers))"
    }
    facts.append(fact)
  }

  /// Guards name facts declared earlier, of the same or a wider level.
  private func guardCondition(
    of fact: FactDraft, _ numbers: inout SeededNumbers
  ) -> String? {
    let earlier = facts.filter { fact.isOfItem || !$0.isOfUse || fact.isOfUse }
    guard !earlier.isEmpty else { return nil }
    let comparable = earlier.filter { if case .number = $0.kind { !$0.isOfItem } else { false } }
    func part(_ numbers: inout SeededNumbers) -> String {
      let test = numbers.pick(earlier).test(&numbers, others: comparable)
      return numbers.chance(25) ? "{not: \(test)}" : test
    }
    if numbers.chance(65) { return part(&numbers) }
    return "{\(numbers.pick(["all", "any"])): [\(part(&numbers)), \(part(&numbers))]}"
  }

  var file: SourceFile {
    var lines = ["language: 1", "vocabulary: made_up"]
    if hasList { lines.append("lists: {parts: {item: part, ask: {en: q, fr: q}}}") }
    lines.append("groups: {sys: s, use: u, part: p}")
    lines.append("facts:")
    lines += facts.map(\.declaration)
    return SourceFile(path: "vocabulary.yaml", text: lines.joined(separator: "\n") + "\n")
  }
}
