extension KeptDiagrams {
  func store(into writer: inout StoreWriter) {
    writer.write(flat: variables)
    writer.write(flat: starts)
    writer.write(flat: children)
  }
}

extension StoreReader {
  /// The diagrams over variables. How many children a node has follows from its variable.
  func diagrams(
    over variables: [Variable]
  ) throws(StoredRulebookError) -> KeptDiagrams {
    var part = self.diagrams
    let diagrams = KeptDiagrams(
      variables: try part.numbers(), starts: try part.numbers(), children: try part.numbers())
    guard part.isAtEnd else { throw .incomplete }
    guard diagrams.count == sizes.nodes,
      !isSuspicious || diagrams.fit(variables.map(\.cells.count))
    else { throw .impossible }
    return diagrams
  }
}

extension KeptDiagrams {
  /// Whether every node has a child for each cell of its variable, and every child is a leaf, or
  /// an earlier node that branches on a later variable.
  ///
  /// Invariant: no way through a diagram asks a variable twice, nor goes on for ever.
  fileprivate func fit(_ widths: [Int]) -> Bool {
    let count = count
    guard starts.count == count + 1, starts[0] == 0, starts[count] == children.count else {
      return false
    }
    let (variables, starts, children) = (variables.block, starts.block, children.block)
    func number(_ place: Int, _ block: UnsafeRawBufferPointer) -> Int {
      Int(block.loadUnaligned(fromByteOffset: 4 * place, as: Int32.self))
    }
    var start = 0
    for place in 0..<count {
      let variable = number(place, variables)
      let end = number(place + 1, starts)
      guard variable >= 0, variable < widths.count, end - start == widths[variable],
        end * 4 <= children.count
      else { return false }
      for index in start..<end {
        let child = number(index, children)
        let other = child - Int(NodeID.leafCount)
        guard child >= 0, other < place, other < 0 || number(other, variables) > variable else {
          return false
        }
      }
      start = end
    }
    return true
  }
}
