extension KeptDiagrams {
  func store(into writer: inout StoreWriter) {
    writer.write(flat: variables)
    writer.write(flat: starts)
    writer.write(flat: children)
  }
}

extension StoreReader {
  /// The diagrams over variables. How many children a node has follows from its variable.
  mutating func diagrams(
    over variables: [Variable]
  ) throws(StoredRulebookError) -> KeptDiagrams {
    let diagrams = KeptDiagrams(
      variables: try numbers(), starts: try numbers(), children: try numbers())
    guard diagrams.count == sizes.nodes, diagrams.fit(variables.map(\.cells.count)) else {
      throw .impossible
    }
    return diagrams
  }
}

extension KeptDiagrams {
  /// Whether every node has a child for each cell of its variable, and every child is a leaf, or
  /// an earlier node that branches on a later variable.
  ///
  /// Invariant: no way through a diagram asks a variable twice, nor goes on for ever.
  fileprivate func fit(_ widths: [Int]) -> Bool {
    guard starts.count == count + 1, starts[0] == 0, starts[count] == children.count else {
      return false
    }
    for place in 0..<count {
      let variable = variables[place]
      let (start, end) = (Int(starts[place]), Int(starts[place + 1]))
      guard variable >= 0, variable < widths.count, end - start == widths[Int(variable)],
        end <= children.count
      else { return false }
      for index in start..<end {
        let child = NodeID(index: children[index])
        guard child.index >= 0 else { return false }
        guard !child.isLeaf else { continue }
        let other = Int(child.index - NodeID.leafCount)
        guard other < place, variables[other] > variable else { return false }
      }
    }
    return true
  }
}
