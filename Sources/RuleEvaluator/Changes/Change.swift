package import RuleCompiler

/// Something that is made otherwise: a fact set to another cell, or a member put into a set or
/// taken out of it.
package struct Change: Hashable, Sendable {
  package let lever: Lever
  /// The place of the option, where the fact is a set; its cells are then 0 for out and 1 for in.
  package let member: Int?
  /// Cells that all do.
  package internal(set) var cells: CellSet
  /// Its place among what could be set.
  let slot: Int
}

/// Changes that only do together.
package struct ChangeSet: Hashable, Sendable {
  /// In the order of uses and the vocabulary.
  package internal(set) var changes: [Change]

  /// What is changed, each fact once.
  package var levers: [Lever] { changes.map(\.lever).uniqued() }
}

/// The minimal sets of changes that turn a finding.
package struct MinimalSets: Sendable {
  /// The fewest facts first.
  package let sets: [ChangeSet]
  /// There are no others of so few changes.
  package let isWhole: Bool
  /// Some changes turn it, if more than are tried.
  package let isPossible: Bool
}

/// What slots are set to.
struct Assignment: Hashable {
  /// Cells by slot, in order of slots.
  private(set) var cells: [(slot: Int, cell: Int)] = []

  subscript(_ slot: Int) -> Int? { cells.first { $0.slot == slot }?.cell }

  var dictionary: [Int: Int] {
    Dictionary(uniqueKeysWithValues: cells.map { ($0.slot, $0.cell) })
  }

  func setting(_ slot: Int, _ cell: Int) -> Assignment {
    var other = self
    other.cells.removeAll { $0.slot == slot }
    let place = other.cells.firstIndex { $0.slot > slot } ?? other.cells.count
    other.cells.insert((slot, cell), at: place)
    return other
  }

  func leaving(_ slot: Int) -> Assignment {
    var other = self
    other.cells.removeAll { $0.slot == slot }
    return other
  }

  func isSubset(of other: Assignment) -> Bool {
    cells.allSatisfy { other[$0.slot] == $0.cell }
  }

  func levers(_ all: Levers) -> Set<Lever> { Set(cells.map { all.slots[$0.slot].lever }) }

  static func == (left: Assignment, right: Assignment) -> Bool {
    left.cells.elementsEqual(right.cells, by: ==)
  }

  func hash(into hasher: inout Hasher) {
    for (slot, cell) in cells {
      hasher.combine(slot)
      hasher.combine(cell)
    }
  }
}

extension Levers {
  /// An assignment as changes.
  func changes(_ assignment: Assignment) -> ChangeSet {
    ChangeSet(
      changes: assignment.cells.map { index, cell in
        Change(
          lever: slots[index].lever, member: slots[index].member, cells: CellSet([cell]),
          slot: index)
      })
  }
}

extension [ChangeSet] {
  /// Sets that differ in the cell of one change alone, as one.
  var merged: [ChangeSet] {
    var result = self
    let slots = Set(flatMap { $0.changes.map(\.slot) }).sorted()
    for slot in slots {
      var known: [ChangeSet: Int] = [:]
      var next: [ChangeSet] = []
      for set in result {
        guard let place = set.changes.firstIndex(where: { $0.slot == slot }) else {
          next.append(set)
          continue
        }
        var key = set
        key.changes[place].cells = CellSet()
        if let index = known[key] {
          let other = next[index].changes[place].cells
          next[index].changes[place].cells = other.union(set.changes[place].cells)
        } else {
          known[key] = next.count
          next.append(set)
        }
      }
      result = next
    }
    return result
  }
}
