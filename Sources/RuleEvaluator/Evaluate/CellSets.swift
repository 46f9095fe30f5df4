package import RuleCompiler

/// Of each variable of a program, the cells in which it may still be.
///
/// A word for each variable, so that a copy for another day is one copy of memory; the few
/// variables with more than 64 cells have the others apart.
package struct CellSets: Sendable {
  private var low: [UInt64]
  /// Of each variable, where its other cells are kept, one more than the place; 0 for none.
  private let places: [Int32]
  private var high: [[UInt64]] = []

  /// Every cell of each variable.
  init(all variables: [Variable]) {
    let all = variables.map { CellSet(all: $0.cells.count) }
    low = all.map(\.low)
    var places = [Int32](repeating: 0, count: all.count)
    for (index, cells) in all.enumerated() where !cells.high.isEmpty {
      high.append(cells.high)
      places[index] = Int32(high.count)
    }
    self.places = places
  }

  /// By the place of a variable. None of the cells set may be one that the variable has not.
  package subscript(index: Int) -> CellSet {
    get {
      let place = Int(places[index])
      return CellSet(low: low[index], high: place == 0 ? [] : high[place - 1])
    }
    set {
      low[index] = newValue.low
      let place = Int(places[index])
      if place > 0 { high[place - 1] = newValue.high }
    }
  }

  /// Adds the words of some variables to others, from which they can be told again.
  func append(_ variables: [VariableID], to words: inout [UInt64]) {
    for variable in variables {
      words.append(low[variable.index])
      let place = Int(places[variable.index])
      if place > 0 {
        words.append(UInt64(high[place - 1].count))
        words += high[place - 1]
      }
    }
  }

  /// Whether some variable has lost cells of all those it has, and still has several.
  func isPartly(of all: CellSets) -> Bool {
    for index in low.indices where low[index] != all.low[index] {
      if low[index] & (low[index] &- 1) != 0 || places[index] > 0 && self[index].count > 1 {
        return true
      }
    }
    return places.indices.contains { index in
      places[index] > 0 && self[index] != all[index] && self[index].count > 1
    }
  }
}
