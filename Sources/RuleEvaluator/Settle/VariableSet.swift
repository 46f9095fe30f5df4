import RuleCompiler

/// A set of variables.
struct VariableSet: Hashable, Sendable {
  private var words: [UInt64] = []

  mutating func insert(_ variable: VariableID) {
    while words.count <= variable.index / 64 { words.append(0) }
    words[variable.index / 64] |= 1 << UInt64(variable.index % 64)
  }

  mutating func formUnion(_ other: VariableSet) {
    while words.count < other.words.count { words.append(0) }
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  /// In order.
  var variables: [VariableID] {
    words.enumerated().flatMap { index, word in
      var rest = word
      var found: [VariableID] = []
      while rest != 0 {
        found.append(VariableID(index: index * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
      return found
    }
  }
}
