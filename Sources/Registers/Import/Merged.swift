import RuleCompiler
import RuleEvaluator

/// What the columns of one record say of one fact together.
struct Merged: Sendable {
  private(set) var columns: [RegisterPreset.Column.Name] = []
  private(set) var place: Place
  private var value: Value?
  private var has: Set<Int> = []
  private var hasNot: Set<Int> = []
  private var unsayable: String?
  /// Columns do not agree.
  private(set) var isContradicted = false

  init(place: Place) { self.place = place }

  mutating func add(_ said: RegisterPreset.Effect.Said, from column: RegisterPreset.Column.Name) {
    if !columns.contains(column) { columns.append(column) }
    switch said {
    case .value(let new):
      if let value, value != new { isContradicted = true }
      value = new
    case .partly(let inside, let outside):
      has.formUnion(inside)
      hasNot.formUnion(outside)
      if !has.isDisjoint(with: hasNot) { isContradicted = true }
    case .unsayable(let why): unsayable = why
    }
  }

  /// Nothing where columns do not agree.
  func said(of fact: Fact) -> Answer.Said? {
    if isContradicted { return nil }
    if let value {
      guard fact.isSet, case .members(let members) = value else { return .value(value) }
      let agrees = has.isSubset(of: members) && hasNot.isDisjoint(with: members)
      return agrees ? .value(value) : nil
    }
    if has.isEmpty, hasNot.isEmpty { return unsayable.map { .unsayable($0) } }
    if has.count + hasNot.count == fact.options.count { return .value(.members(has.sorted())) }
    return .partly(has: has.sorted(), hasNot: hasNot.sorted())
  }
}
