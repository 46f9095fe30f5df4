/// The entries of a mapping that is being read, by either reader.
struct EntryList {
  private(set) var entries: [Entry] = []
  private var places: [String: SourcePosition] = [:]

  /// Takes an entry whose key can be a key; of two with one key the first stays.
  ///
  /// Keys are the same when they are canonically equivalent (`é` in one scalar or in two), however
  /// they are quoted.
  mutating func add(_ key: Node, _ value: Node, noting remarks: inout Remarks) {
    guard let key = remarks.key(key) else { return }
    if let first = places[key.text] {
      remarks.note(.duplicateKey(key, first: first, in: remarks.file))
      return
    }
    places[key.text] = key.span.start
    entries.append(Entry(key: key, value: value))
  }
}

extension Remarks {
  /// The key that a node is, or nil with a remark where it cannot be one.
  ///
  /// A key is its text: `NO`, `1` and `true` are the words they look like.
  fileprivate mutating func key(_ node: Node) -> Key? {
    guard case .scalar(let scalar) = node.shape else {
      note(.complexKey(in: file, at: node.span))
      return nil
    }
    let length = scalar.text.utf8.count
    if length > limits.keyBytes {
      note(.keyTooLong(length, limit: limits.keyBytes, in: file, at: node.span))
    } else if scalar.text.isEmpty || scalar.isPlain && ["~", "null"].contains(scalar.text) {
      note(.emptyKey(in: file, at: node.span))
    } else if scalar.isPlain && scalar.text == "<<" {
      note(.mergeKey(in: file, at: node.span))
    } else if let hidden = scalar.text.unicodeScalars.first(where: \.isInvisible) {
      note(.invisibleInKey(hidden, in: file, at: node.span))
    } else {
      return Key(text: scalar.text, span: node.span)
    }
    return nil
  }
}

extension Diagnostic {
  static func duplicateKey(_ key: Key, first: SourcePosition, in file: String) -> Diagnostic {
    Diagnostic(
      code: "duplicate-key", severity: .error,
      message: "`\(key.text)` is written twice; the first is in line \(first.line)", file: file,
      span: key.span)
  }

  static func complexKey(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "complex-key", severity: .error, message: "a list or a mapping cannot be a key",
      file: file, span: span)
  }

  static func keyTooLong(
    _ length: Int, limit: Int, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "key-too-long", severity: .error,
      message: "this key has \(length) bytes, \(limit) are allowed", file: file, span: span,
      hint: "if it is a sentence with a colon, put it in quotes")
  }

  static func emptyKey(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "empty-key", severity: .error, message: "a key is missing before the colon",
      file: file, span: span)
  }

  static func mergeKey(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "merge-key", severity: .error, message: "`<<` does not merge here", file: file,
      span: span, hint: "write the entries out")
  }

  static func invisibleInKey(
    _ scalar: Unicode.Scalar, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "invisible-in-key", severity: .error,
      message: "this key contains \(scalar.codePoint), which cannot be seen", file: file,
      span: span)
  }
}
