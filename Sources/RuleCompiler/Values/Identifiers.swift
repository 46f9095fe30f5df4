/// A fact of the vocabulary, by its place in vocabulary order.
@usableFromInline package struct FactID: Hashable, Sendable, Comparable {
  @usableFromInline package let index: Int

  @inlinable package init(index: Int) {
    self.index = index
  }

  @inlinable package static func < (left: FactID, right: FactID) -> Bool {
    left.index < right.index
  }
}

/// A rule of the rulebook, by its place in the order of files.
@usableFromInline package struct RuleID: Hashable, Sendable, Comparable {
  @usableFromInline package let index: Int

  @inlinable package init(index: Int) {
    self.index = index
  }

  @inlinable package static func < (left: RuleID, right: RuleID) -> Bool {
    left.index < right.index
  }
}

/// An act of the rulebook.
@usableFromInline package struct ActID: Hashable, Sendable {
  @usableFromInline package let index: Int

  @inlinable package init(index: Int) {
    self.index = index
  }

}

/// A list of the vocabulary.
@usableFromInline package struct ListID: Hashable, Sendable {
  @usableFromInline package let index: Int

  @inlinable package init(index: Int) {
    self.index = index
  }

}

/// A scheme of classes.
@usableFromInline package struct SchemeID: Hashable, Sendable {
  @usableFromInline package let index: Int

  @inlinable package init(index: Int) {
    self.index = index
  }

}

/// A score or an elapsed time.
@usableFromInline package struct MeasureID: Hashable, Sendable {
  @usableFromInline package let index: Int

  @inlinable package init(index: Int) {
    self.index = index
  }

}
