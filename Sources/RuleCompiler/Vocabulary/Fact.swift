package import LocatedYAML

/// Where a file says something.
package struct Place: Hashable, Sendable {
  package let file: String
  package let span: SourceSpan
  /// Where a register has it, from which the file was written.
  package let origin: Origin?

  package init(file: String, span: SourceSpan, origin: Origin? = nil) {
    self.file = file
    self.span = span
    self.origin = origin
  }
}

/// What a fact, a rule or a condition is about. Wider levels come first: what is said of a
/// system holds for each of its uses.
package enum Level: String, Sendable, CaseIterable, Comparable {
  case system, use, decision, item

  package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .system: 0
    case .use: 1
    case .decision: 2
    case .item: 3
    }
  }
}

/// One of the answers that a fact offers.
package struct Option: Hashable, Sendable {
  package let name: String
  package let words: Text
}

/// What kind of answer a fact takes.
package enum FactType: Hashable, Sendable {
  case yesNo
  /// One of these; an ordered one runs from the least to the most.
  case oneOf([Option], ordered: Bool)
  case someOf([Option])
  /// An exact decimal; the unit is a word such as `month`.
  case number(unit: String?)
  case date
  case time
  /// ISO 3166-1 alpha-2.
  case country
  case text
}

/// What is the case, or what somebody can change.
package enum FactNature: String, Sendable, CaseIterable {
  case circumstance, measure
}

/// Who can usually answer.
package enum Respondent: String, Sendable, CaseIterable {
  case programme, engineer, legal, vendor
}

/// An answer, or the value that a fact has where its guard is no.
package enum Value: Hashable, Sendable {
  /// It is known that there is none.
  case none
  /// An option by its place; for `yes_no`, 0 is no and 1 is yes.
  case option(Int)
  case number(Number)
  case day(Day)
  case instant(Instant)
  /// A country's code, or a text.
  case word(String)
  /// The whole set, as places of options in rising order.
  case members([Int])

  package static let yes = Value.option(1)
  package static let no = Value.option(0)
}

/// When a fact can be anything at all, and what it is otherwise.
package struct Guard: Sendable {
  package let condition: Condition<Atom>
  package let otherwise: Value
}

/// A question of the vocabulary: something an officer knows about a system.
///
/// A class of constants: it is handed around at every turn, as one reference.
@usableFromInline package final class Fact: Sendable {
  package let id: FactID
  /// `group.name`.
  package let name: String
  package let level: Level
  /// For a fact about an item: the list it belongs to, by its group.
  package let list: ListID?
  package let type: FactType
  package let question: Text
  package let help: Text?
  package let nature: FactNature
  /// The only role that can change a measure; nil when every operator can.
  package let measureOf: String?
  package let respondent: Respondent
  /// Provisions that the term comes from.
  package let sources: [String]
  package let allowsNone: Bool
  /// Withheld when a use case is shared.
  package let isOperational: Bool
  package let place: Place
  package let guarding: Guard?

  init(
    id: FactID, name: String, level: Level, list: ListID?, type: FactType, question: Text,
    help: Text?, nature: FactNature, measureOf: String?, respondent: Respondent, sources: [String],
    allowsNone: Bool, isOperational: Bool, place: Place, guarding: Guard?
  ) {
    self.id = id
    self.name = name
    self.level = level
    self.list = list
    self.type = type
    self.question = question
    self.help = help
    self.nature = nature
    self.measureOf = measureOf
    self.respondent = respondent
    self.sources = sources
    self.allowsNone = allowsNone
    self.isOperational = isOperational
    self.place = place
    self.guarding = guarding
  }
}

extension Fact {
  /// The same fact behind a guard.
  func guarded(by guarding: Guard) -> Fact {
    Fact(
      id: id, name: name, level: level, list: list, type: type, question: question, help: help,
      nature: nature, measureOf: measureOf, respondent: respondent, sources: sources,
      allowsNone: allowsNone, isOperational: isOperational, place: place, guarding: guarding)
  }
}

extension Fact {
  package var options: [Option] {
    switch type {
    case .oneOf(let options, _), .someOf(let options): options
    case .yesNo, .number, .date, .time, .country, .text: []
    }
  }

  package var isSet: Bool {
    if case .someOf = type { true } else { false }
  }
}

/// A list that a system may have: its criteria, its data sets.
@usableFromInline package struct FactList: Sendable {
  package let id: ListID
  package let name: String
  /// The group of the facts of one item.
  package let item: String
  package let question: Text
}
