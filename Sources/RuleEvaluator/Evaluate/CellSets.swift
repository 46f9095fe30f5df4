package import RuleCompiler

/// Of each variable of a program, the cells in which it may still be.
///
/// A word for each variable, so that a copy for another day is one copy of memory; the few
/// variables with more than 64 cells have the others apart.
package struct CellSets: Sendable {
  private var low: [UInt64]
  /// Of each variable, whether it has more than 64 cells.
  private let isWide: [Bool]
  private var high: [Int: [UInt64]] = [:]

  /// Every cell of each variable.
  init(all variables: [Variable]) {
    let all = variables.map { CellSet(all: $0.cells.count) }
    low = all.map(\.low)
    isWide = all.map { !$0.high.isEmpty }
    for (index, cells) in all.enumerated() where !cells.high.isEmpty { high[index] = cells.high }
  }

  /// By the place of a variable. None of the cells set may be one that the variable has not.
  package subscript(index: Int) -> CellSet {
    get { CellSet(low: low[index], high: isWide[index] ? high[index] ?? [] : []) }
    set {
      low[index] = newValue.low
      if isWide[index] { high[index] = newValue.high }
    }
  }

  /// Adds the words of some variables to others, from which they can be told again.
  func append(_ variables: [VariableID], to words: inout [UInt64]) {
    for variable in variables {
      words.append(low[variable.index])
      if isWide[variable.index] {
        let more = high[variable.index] ?? []
        words.append(UInt64(more.count))
        words += more
      }
    }
  }

  /// Whether some variable has lost cells of all those it has, and still has several.
  func isPartly(of all: CellSets) -> Bool {
    for index in low.indices where low[index] != all.low[index] {
      if low[index] & (low[index] &- 1) != 0 || isWide[index] && self[index].count > 1 {
        return true
      }
    }
    return high.contains { index, _ in self[index] != all[index] && self[index].count > 1 }
  }
}
