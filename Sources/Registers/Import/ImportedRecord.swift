package import LocatedYAML
package import RuleEvaluator

/// A record of a register as a use case.
package struct ImportedRecord: Sendable {
  /// Its answers say where the register has them.
  package let useCase: UseCase
  /// Of a table the row, the head being the first; of other files the record, counted from 1.
  package let row: Int
  /// Remarks on this record; none of them keeps it from being used.
  package let diagnostics: [Diagnostic]
  /// How many facts its columns answer.
  package let factCount: Int
}

/// What became of the cells of a register, column by column.
package struct ImportTally: Sendable, Hashable {
  /// Of one column.
  package struct Column: Sendable, Hashable {
    package let name: String
    /// Whether facts or a label follow from it, or else nothing but text for people.
    package let holdsFacts: Bool
    /// Facts follow from it.
    package var mapped = 0
    /// Silent, or said not to be published.
    package var silent = 0
    /// Known values from which no fact follows.
    package var open = 0
    /// Values that the preset does not know: kept as text.
    package var unmapped = 0
    /// Kept as text for people.
    package var text = 0
  }

  package internal(set) var columns: [Column] = []
  package internal(set) var records = 0
  /// Rows that could not be read.
  package internal(set) var refused = 0
  package internal(set) var facts = 0
}
