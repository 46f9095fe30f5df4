import LocatedYAML

/// A made-up use case, before it is written out; answers stand as they would in the file.
struct CaseDraft {
  struct List {
    var isComplete: Bool
    /// Items by name, with their answers by the word of the fact.
    var items: [(name: String, answers: [String: String])]
  }

  var jurisdictions: [String]
  var asIf: [String]
  var day: String
  /// Answers by full name.
  var common: [String: String] = [:]
  var uses: [(name: String, answers: [String: String])] = []
  var parts: List?
  var readings: [String: String] = [:]
  var judgements: [String: Bool] = [:]

  static let days = ["2024-05-05", "2025-12-31", "2026-06-01", "2027-01-01", "2028-01-01"]
}

extension CaseDraft {
  /// A case of a rulebook; `names` are what may be judged and what may be read in several ways.
  init(
    _ vocabulary: VocabularyDraft, judged: [String], contested: [String: [String]],
    _ numbers: inout SeededNumbers
  ) {
    jurisdictions = numbers.pick([["AA"], ["AA"], ["AA", "BB"], ["CC"], ["DD"]])
    asIf = numbers.chance(15) ? ["UN"] : []
    day = numbers.pick(CaseDraft.days)
    let silence = numbers.pick([15, 35, 60, 85])
    let useCount = numbers.pick([0, 0, 1, 2, 2, 3])
    for index in 0..<useCount { uses.append(("u\(index)", [:])) }
    for fact in vocabulary.facts where !fact.isOfItem {
      // Guarded facts are answered less often: many such answers contradict their guards.
      guard !numbers.chance(fact.isGuarded ? max(silence, 60) : silence) else { continue }
      if fact.isOfUse, useCount > 0, !numbers.chance(25) {
        for index in uses.indices where !numbers.chance(silence) {
          uses[index].answers[fact.name] = fact.answer(&numbers)
        }
      } else {
        common[fact.name] = fact.answer(&numbers)
      }
    }
    if vocabulary.hasList, numbers.chance(70) {
      parts = CaseDraft.list(vocabulary, silence, &numbers)
    }
    for name in judged where numbers.chance(50) { judgements[name] = numbers.chance(50) }
    for (name, words) in contested.sorted(by: { $0.key < $1.key }) where numbers.chance(35) {
      readings[name] = numbers.pick(words)
    }
  }

  private static func list(
    _ vocabulary: VocabularyDraft, _ silence: Int, _ numbers: inout SeededNumbers
  ) -> List {
    var list = List(isComplete: numbers.chance(60), items: [])
    for index in 0..<numbers.below(3) {
      var answers: [String: String] = [:]
      for fact in vocabulary.facts where fact.isOfItem && !numbers.chance(silence / 2) {
        answers[fact.word] = fact.answer(&numbers)
      }
      list.items.append(("i\(index)", answers))
    }
    return list
  }

  /// Leaves out the answers to facts that have a guard.
  mutating func dropGuarded(_ vocabulary: VocabularyDraft) {
    for fact in vocabulary.facts where fact.isGuarded {
      common[fact.name] = nil
      for index in uses.indices { uses[index].answers[fact.name] = nil }
      guard fact.isOfItem, var list = parts else { continue }
      for index in list.items.indices { list.items[index].answers[fact.word] = nil }
      parts = list
    }
  }
}

extension CaseDraft {
  var file: SourceFile {
    var lines = ["language: 1", "use_case: made_up"]
    lines.append("jurisdictions: [\(jurisdictions.joined(separator: ", "))]")
    if !asIf.isEmpty { lines.append("as_if: [\(asIf.joined(separator: ", "))]") }
    if !common.isEmpty { lines += ["facts:"] + CaseDraft.groups(common, indent: "  ") }
    if !uses.isEmpty {
      lines.append("uses:")
      for use in uses {
        lines.append("  \(use.name):")
        lines.append("    title: t")
        if !use.answers.isEmpty {
          lines += ["    facts:"] + CaseDraft.groups(use.answers, indent: "      ")
        }
      }
    }
    if let parts {
      let items = parts.items.map { "\($0.name): {\(CaseDraft.pairs($0.answers))}" }
      lines.append(
        "lists: {parts: {complete: \(parts.isComplete ? "yes" : "no"), "
          + "items: {\(items.joined(separator: ", "))}}}")
    }
    if !readings.isEmpty { lines.append("readings: {\(CaseDraft.pairs(readings))}") }
    if !judgements.isEmpty {
      let words = judgements.mapValues {
        "{verdict: \($0 ? "yes" : "no"), by: b, on: 2026-01-01, reason: r}"
      }
      lines.append("judgements: {\(CaseDraft.pairs(words))}")
    }
    return SourceFile(path: "case.yaml", text: lines.joined(separator: "\n") + "\n")
  }

  private static func pairs(_ words: [String: String]) -> String {
    words.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
  }

  private static func groups(_ answers: [String: String], indent: String) -> [String] {
    ["sys", "use"].compactMap { group in
      let own = answers.filter { $0.key.hasPrefix(group + ".") }
      guard !own.isEmpty else { return nil }
      let words = own.map { (String($0.key.dropFirst(group.count + 1)), $0.value) }
      return "\(indent)\(group): {\(pairs(Dictionary(uniqueKeysWithValues: words)))}"
    }
  }
}

extension CaseDraft {
  /// Says one thing more: an answer where there was none, a reading, a judgement, more of a list.
  mutating func sayMore(
    _ vocabulary: VocabularyDraft, judged: [String], contested: [String: [String]],
    _ numbers: inout SeededNumbers
  ) {
    switch numbers.below(10) {
    case 0:
      let open = contested.keys.sorted().filter { readings[$0] == nil }
      if let words = open.first.flatMap({ contested[$0] }) {
        readings[open[0]] = numbers.pick(words)
      }
    case 1:
      let open = judged.filter { judgements[$0] == nil }
      if !open.isEmpty { judgements[numbers.pick(open)] = numbers.chance(50) }
    case 2, 3:
      if vocabulary.hasList { sayMoreOfList(vocabulary, &numbers) }
    default: answerMore(vocabulary, &numbers)
    }
  }

  private mutating func sayMoreOfList(
    _ vocabulary: VocabularyDraft, _ numbers: inout SeededNumbers
  ) {
    guard var list = parts else {
      parts = CaseDraft.list(vocabulary, 40, &numbers)
      return
    }
    let facts = vocabulary.facts.filter(\.isOfItem)
    if numbers.chance(60), !list.items.isEmpty {
      let index = numbers.below(list.items.count)
      let fact = numbers.pick(facts)
      if CaseDraft.saysNothing(list.items[index].answers[fact.word]) {
        list.items[index].answers[fact.word] = fact.value(&numbers)
      }
    } else if !list.isComplete {
      if numbers.chance(50) {
        list.items.append(("more", [facts[0].word: facts[0].value(&numbers)]))
      }
      list.isComplete = numbers.chance(50)
    }
    parts = list
  }

  private mutating func answerMore(
    _ vocabulary: VocabularyDraft, _ numbers: inout SeededNumbers
  ) {
    let fact = numbers.pick(vocabulary.facts.filter { !$0.isOfItem })
    let value = fact.value(&numbers)
    if fact.isOfUse, !uses.isEmpty, CaseDraft.saysNothing(common[fact.name]) {
      let index = numbers.below(uses.count)
      uses[index].answers[fact.name] = CaseDraft.extended(uses[index].answers[fact.name], to: value)
    } else {
      common[fact.name] = CaseDraft.extended(common[fact.name], to: value)
    }
  }

  private static func saysNothing(_ answer: String?) -> Bool {
    answer == nil || answer == "unknown" || answer?.hasPrefix("{unknown") == true
  }

  /// The new answer where nothing was said; a set of which part was known gains the rest.
  private static func extended(_ answer: String?, to value: String) -> String? {
    if saysNothing(answer) { return value }
    guard let answer, answer.hasPrefix("{has: [") else { return answer }
    let inside = answer.dropFirst(7).prefix { $0 != "]" }
    return inside.isEmpty ? "[]" : "[\(inside)]"
  }
}
