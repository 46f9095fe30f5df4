extension NodeID: BitwiseCopyable {}

extension Diagrams {
  func store(into writer: inout StoreWriter) {
    writer.write(flat: variables)
    writer.write(flat: children)
  }
}

extension StoreReader {
  /// The diagrams over variables. How many children a node has follows from its variable.
  mutating func diagrams(
    over variables: [Variable]
  ) throws(StoredRulebookError) -> Diagrams {
    let widths = variables.map { Int32(clamping: $0.cells.count) }
    let places = try flat(Int32.self)
    let children = try flat(NodeID.self)
    guard places.count == sizes.nodes, children.count <= Int(Int32.max) else { throw .impossible }
    var starts: [Int32] = [0]
    starts.reserveCapacity(places.count + 1)
    var end: Int32 = 0
    for place in places {
      guard place >= 0, place < widths.count else { throw .impossible }
      end = end.addingReportingOverflow(widths[Int(place)]).partialValue
      guard end >= 0, end <= children.count else { throw .impossible }
      starts.append(end)
    }
    guard end == children.count else { throw .impossible }
    let diagrams = Diagrams(variables: places, starts: starts, children: children)
    guard diagrams.isOrdered else { throw .impossible }
    return diagrams
  }
}

extension Diagrams {
  /// Whether every child is a leaf, or an earlier node that branches on a later variable.
  ///
  /// Invariant: no way through a diagram asks a variable twice, nor goes on for ever.
  fileprivate var isOrdered: Bool {
    for place in variables.indices {
      for child in children[Int(starts[place])..<Int(starts[place + 1])] {
        guard child.index >= 0 else { return false }
        guard !child.isLeaf else { continue }
        let other = Int(child.index - NodeID.leafCount)
        guard other < place, variables[other] > variables[place] else { return false }
      }
    }
    return true
  }
}
