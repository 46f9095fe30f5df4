/// A fact of the vocabulary, by its place in vocabulary order.
package struct FactID: Hashable, Sendable, Comparable {
  package let index: Int

  package init(index: Int) {
    self.index = index
  }

  package static func < (left: FactID, right: FactID) -> Bool { left.index < right.index }
}

/// A rule of the rulebook, by its place in the order of files.
package struct RuleID: Hashable, Sendable, Comparable {
  package let index: Int

  package init(index: Int) {
    self.index = index
  }

  package static func < (left: RuleID, right: RuleID) -> Bool { left.index < right.index }
}

/// An act of the rulebook.
package struct ActID: Hashable, Sendable {
  package let index: Int

  package init(index: Int) {
    self.index = index
  }

}

/// A list of the vocabulary.
package struct ListID: Hashable, Sendable {
  package let index: Int

  package init(index: Int) {
    self.index = index
  }

}

/// A scheme of classes.
package struct SchemeID: Hashable, Sendable {
  package let index: Int

  package init(index: Int) {
    self.index = index
  }

}

/// A score or an elapsed time.
package struct MeasureID: Hashable, Sendable {
  package let index: Int

  package init(index: Int) {
    self.index = index
  }

}
