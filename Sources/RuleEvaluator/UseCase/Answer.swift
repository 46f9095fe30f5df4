import LocatedYAML
package import RuleCompiler

/// What a use case says of a fact, and where.
package struct Answer: Sendable, Hashable {
  package let said: Said
  package let place: Place
  /// The source is silent, and this is our reading of it.
  package var isAssumed: Bool

  package init(said: Said, place: Place, isAssumed: Bool = false) {
    self.said = said
    self.place = place
    self.isAssumed = isAssumed
  }

  package enum Said: Sendable, Hashable {
    case value(Value)
    /// A set of which only some members are known, in or out.
    case partly(has: [Int], hasNot: [Int])
    /// Nobody has said yet.
    case unknown
    /// Asked, and cannot be said: why.
    case unsayable(String)
  }

  /// The value, where it is wholly known.
  package var value: Value? {
    if case .value(let value) = said { value } else { nil }
  }
}

/// Answers by fact.
package typealias Answers = [FactID: Answer]

/// One item of a list, and what is said of it.
package struct Item: Sendable {
  package let name: String
  package let answers: Answers
  package let place: Place
}

/// A list as a use case gives it.
package struct ItemList: Sendable {
  package let items: [Item]
  /// There are no others.
  package let isComplete: Bool
  package let place: Place
}

/// One purpose for which a system is used.
package struct Use: Sendable {
  package let name: String
  package let title: String?
  /// What is said of the use, with what the case says of every use.
  package let answers: Answers
  package let place: Place
}

/// What a person has judged where the language of rules cannot.
package struct Judgement: Sendable {
  package let verdict: Bool
  package let by: String
  package let on: Day
  package let reason: String
  package let place: Place
}

/// A document that supports answers.
package struct Evidence: Sendable {
  /// The name by which rules ask for it.
  package let name: String
  package let file: String
  package let digest: String?
  package let validUntil: Day?
  /// Full ids of rules that it supports; empty for every rule that asks for it.
  package let supports: [String]
  package let place: Place
}

/// A finding that somebody has accepted for a time. It never hides a verdict.
package struct Waiver: Sendable {
  package let rule: String
  package let use: String?
  package let reason: String
  package let approvedBy: String
  /// Its last day.
  package let expires: Day
  package let verdict: String
  package let facts: [(name: String, words: String)]
  package let ruleDigest: String?
  package let place: Place
  /// It was added, or altered, in the very change that is under review, and so does not count.
  package var isSelfGranted = false
}
