import LocatedYAML
package import RuleCompiler
package import RuleEvaluator

/// What two cases say otherwise, by the names of what they speak of.
package struct CaseChanges: Sendable {
  /// In the order of the vocabulary before, then what only the one after has.
  package let answers: [AnswerChange]
  /// Lists whose items, or what is said of these, differ.
  package let lists: [String]
  /// What persons have judged otherwise, or one of them not at all.
  package let judgements: [String]
  /// Rules of which another reading is taken.
  package let readings: [String]
  package let uses: [Presence]
  /// Frameworks that only one side asks, or whose standing differs.
  package let frameworks: [Presence]

  /// Something that only one side has; or, where it is neither, that both have otherwise.
  package struct Presence: Sendable, Equatable {
    package let name: String
    package let isBefore: Bool
    package let isAfter: Bool
  }

  init(_ before: Assessment, _ after: Assessment) {
    let (old, new) = (before.useCase, after.useCase)
    let (oldRules, newRules) = (before.rulebook.rules, after.rulebook.rules)
    answers = AnswerChange.all(old, oldRules, new, newRules)
    func changed<Value: Equatable>(_ old: [String: Value], _ new: [String: Value]) -> [String] {
      Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }
    }
    lists = changed(old.itemsByName(oldRules), new.itemsByName(newRules))
    judgements = changed(
      old.judgements.mapValues { $0.verdict }, new.judgements.mapValues { $0.verdict })
    readings = changed(old.readingsByName(oldRules), new.readingsByName(newRules))
    func presences<Value: Equatable>(
      _ old: [String: Value], _ new: [String: Value]
    ) -> [Presence] {
      changed(old, new).map {
        Presence(name: $0, isBefore: old[$0] != nil, isAfter: new[$0] != nil)
      }
    }
    func names(_ uses: [Use]) -> [String: Bool] {
      Dictionary(uses.map { ($0.name, true) }) { first, _ in first }
    }
    uses = presences(names(old.uses), names(new.uses))
    func standings(_ frameworks: [Framework]) -> [String: Framework.Standing] {
      Dictionary(frameworks.map { ($0.code, $0.standing) }) { first, _ in first }
    }
    frameworks = presences(standings(before.frameworks), standings(after.frameworks))
  }
}

/// What is said of a fact on both sides.
package struct AnswerChange: Sendable {
  package let key: Key
  /// Nil where nothing is said.
  package let before: Side?
  package let after: Side?

  /// A fact as said of a use, or of the system.
  package struct Key: Hashable, Sendable {
    package let fact: String
    /// Nil where it is said of the system, or where the case names no uses.
    package let use: String?
  }

  package struct Side: Sendable {
    package let fact: FactID
    package let said: Answer.Said
    package let isAssumed: Bool
    package let place: Place
  }

  fileprivate static func all(
    _ old: UseCase, _ oldRules: CheckedRules, _ new: UseCase, _ newRules: CheckedRules
  ) -> [AnswerChange] {
    let (before, after) = (old.sides(oldRules), new.sides(newRules))
    func words(_ side: Side?, _ rules: CheckedRules) -> JSONValue? {
      side.map { rules.vocabulary[$0.fact].json(for: $0.said) }
    }
    let keys = before.map(\.key) + after.map(\.key)
    let (olds, news) = (
      Dictionary(before) { first, _ in first }, Dictionary(after) { first, _ in first }
    )
    return keys.uniqued().compactMap { key in
      words(olds[key], oldRules) == words(news[key], newRules)
        ? nil : AnswerChange(key: key, before: olds[key], after: news[key])
    }
  }
}

extension UseCase {
  /// Everything said, in the order of the vocabulary.
  fileprivate func sides(
    _ rules: CheckedRules
  ) -> [(key: AnswerChange.Key, value: AnswerChange.Side)] {
    let ofUses = uses.flatMap { use in
      use.answers.filter { rules.vocabulary[$0.key].level != .system }.map {
        (use.name as String?, $0.key, $0.value)
      }
    }
    let ofSystem = answers.filter { uses.isEmpty || rules.vocabulary[$0.key].level == .system }
      .map { (nil as String?, $0.key, $0.value) }
    return (ofSystem + ofUses).sorted { ($0.1.index, $0.0 ?? "") < ($1.1.index, $1.0 ?? "") }
      .map { use, fact, answer in
        (
          AnswerChange.Key(fact: rules.vocabulary[fact].name, use: use),
          AnswerChange.Side(
            fact: fact, said: answer.said, isAssumed: answer.isAssumed, place: answer.place)
        )
      }
  }

  /// Lists by name, with all that is said of their items.
  fileprivate func itemsByName(_ rules: CheckedRules) -> [String: JSONValue] {
    var found: [String: JSONValue] = [:]
    for (id, list) in lists {
      found[rules.vocabulary[id].name] = .object([
        .init("complete", .flag(list.isComplete)),
        .init(
          "items",
          .object(
            list.items.map { item in
              .init(
                item.name,
                .object(
                  item.answers.sorted { $0.key < $1.key }.map { fact, answer in
                    .init(
                      rules.vocabulary[fact].name, rules.vocabulary[fact].json(for: answer.said))
                  }))
            })),
      ])
    }
    return found
  }

  fileprivate func readingsByName(_ rules: CheckedRules) -> [String: String] {
    var found: [String: String] = [:]
    for (rule, taken) in readings {
      found[rules.fullName(rule)] = rules[rule].readingNames[taken.index]
    }
    return found
  }
}
