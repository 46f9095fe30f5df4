package import LocatedYAML

/// A variable of the program, by its place in the order of decision diagrams.
@usableFromInline package struct VariableID: Hashable, Sendable, Comparable {
  @usableFromInline package let index: Int

  @inlinable package init(index: Int) {
    self.index = index
  }

  @inlinable package static func < (left: VariableID, right: VariableID) -> Bool {
    left.index < right.index
  }
}

/// Something a verdict may depend on, with the cells of its values.
@usableFromInline package struct Variable: Sendable {
  package let kind: Kind
  package let cells: Cells
  package let level: Level

  package enum Kind: Hashable, Sendable {
    /// The day for which the case is assessed.
    case day
    /// Whether a derogation that must be shown is presumed not to count.
    case presumption(RuleID, path: [Int])
    /// Which reading of a contested rule is taken.
    case reading(RuleID)
    /// Whether the law of a jurisdiction is asked.
    case jurisdiction(String)
    /// Whether it is asked `as_if`, so that its territory is presumed.
    case asIf(String)
    /// The answer to a fact.
    case fact(FactID)
    /// Whether an option belongs to the answer.
    case member(FactID, Int)
    /// What a person has judged, of a rule or of a derogation.
    case judgement(RuleID, path: [Int])
    /// Whether one number is smaller than another.
    case fewer(FactID, FactID)
    case measure(MeasureID)
    /// Whether a list has such items, by its place in the program.
    case items(Int)
    /// Whether a step holds of some use.
    case someUse(StepID)
  }
}

/// A step of the program.
@usableFromInline package struct StepID: Hashable, Sendable, Comparable {
  @usableFromInline package let index: Int

  @inlinable package init(index: Int) {
    self.index = index
  }

  @inlinable package static func < (left: StepID, right: StepID) -> Bool {
    left.index < right.index
  }
}

/// One step of the flat program. Invariant: a step refers to earlier steps only.
@usableFromInline package enum Step: Hashable, Sendable {
  case constant(Bool)
  /// The variable has one of these cells.
  case test(VariableID, CellSet)
  /// As `test`, of a fact with a guard: where the guard is no, the truth is `closed`; where it
  /// is unknown an answer stands, and silence is unknown.
  case guarded(VariableID, CellSet, guard: StepID, closed: Bool)
  case all([StepID])
  case any([StepID])
  case not(StepID)
  /// A contested rule: each reading, and whether it is one on the day.
  case readings(VariableID, [StepID], available: [StepID])
  /// A derogation that must be shown; under presumption, unknown is no.
  case shown(VariableID, StepID)
}

/// A condition over the items of a list.
package struct ItemsQuery: Sendable {
  package let quantity: Quantity
  package let list: ListID
  package let filter: Clause?
  package let demand: Clause?
}

/// A condition of a rule with the step that computes it, to read reasons back from the values.
package struct Clause: Sendable {
  /// Nil for a clause about an item of a list, whose truth is another one for each item.
  package let step: StepID?
  package let span: SourceSpan
  package let shape: Shape

  package indirect enum Shape: Sendable {
    case atom(Atom)
    case all([Clause])
    case any([Clause])
    case not(Clause)
    case always
  }
}
