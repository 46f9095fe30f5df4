/// What an author wrote, before anyone asks what it means: a tree of text with its places.
package struct Node: Sendable {
  /// A word, a list or a mapping.
  package indirect enum Shape: Sendable {
    case scalar(Scalar)
    case sequence([Node])
    case mapping([Entry])
  }

  /// What it is.
  package let shape: Shape
  /// Where the author wrote it; where an alias stands, the place of the alias.
  package let span: SourceSpan

  package init(shape: Shape, span: SourceSpan) {
    self.shape = shape
    self.span = span
  }
}

/// A key and its value, in the order of the file.
package struct Entry: Sendable {
  package let key: Key
  package let value: Node

  package init(key: Key, value: Node) {
    self.key = key
    self.value = value
  }
}

/// A word with its place; as the key of a mapping it is unique there and never empty.
package struct Key: Hashable, Sendable {
  package let text: String
  package let span: SourceSpan

  package init(text: String, span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

/// Text whose type nobody has decided yet: `no`, `1.10` and `2026-02-30` are still what was typed.
package struct Scalar: Hashable, Sendable {
  /// Quotes, escapes and folding are undone; what an absent value leaves is empty and plain.
  package let text: String
  /// False where the author quoted the text or wrote a block, and so meant text whatever it says.
  package let isPlain: Bool

  package init(text: String, isPlain: Bool) {
    self.text = text
    self.isPlain = isPlain
  }
}
