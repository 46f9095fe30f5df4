package import LocatedYAML

extension Condition where Atom == Written {
  /// Reads a condition: a bare name, or a mapping of one pair.
  ///
  /// Mistakes are noted; nil means that nothing of it could be read.
  package static func read(
    _ node: Node, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> Condition? {
    switch node.shape {
    case .scalar(let scalar) where scalar.text == "always":
      return Condition(shape: .always, span: node.span)
    case .scalar(let scalar):
      guard isName(scalar.text) else {
        diagnostics.append(.notACondition(in: file, at: node.span))
        return nil
      }
      return Condition(shape: .atom(.name(scalar.text)), span: node.span)
    case .sequence:
      diagnostics.append(.listAsCondition(in: file, at: node.span))
      return nil
    case .mapping(let entries):
      return read(entries, at: node.span, in: file, noting: &diagnostics)
    }
  }

  private static func read(
    _ entries: [Entry], at span: SourceSpan, in file: String,
    noting diagnostics: inout [Diagnostic]
  ) -> Condition? {
    if let first = entries.first(where: { Quantity(rawValue: $0.key.text) != nil }) {
      return readQuantified(first, entries, at: span, in: file, noting: &diagnostics)
    }
    guard let entry = entries.first, entries.count == 1 else {
      diagnostics.append(.severalInOne(entries.map(\.key.text), in: file, at: span))
      return nil
    }
    switch entry.key.text {
    case "all", "any":
      guard let parts = readParts(entry, in: file, noting: &diagnostics) else { return nil }
      return Condition(shape: entry.key.text == "all" ? .all(parts) : .any(parts), span: span)
    case "not":
      return read(entry.value, in: file, noting: &diagnostics)
        .map { Condition(shape: .not($0), span: span) }
    default:
      return Condition(shape: .atom(.test(entry.key, entry.value)), span: span)
    }
  }

  private static func readParts(
    _ entry: Entry, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> [Condition]? {
    guard case .sequence(let nodes) = entry.value.shape, !nodes.isEmpty else {
      diagnostics.append(.partsExpected(entry.key.text, in: file, at: entry.value.span))
      return nil
    }
    let parts = nodes.map { read($0, in: file, noting: &diagnostics) }
    let whole = parts.compactMap { $0 }
    return whole.count == parts.count ? whole : nil
  }

  private static func readQuantified(
    _ first: Entry, _ entries: [Entry], at span: SourceSpan, in file: String,
    noting diagnostics: inout [Diagnostic]
  ) -> Condition? {
    guard let quantity = Quantity(rawValue: first.key.text) else { return nil }
    var fields = Fields(entries, at: span, in: file)
    guard let list = fields.take(first.key.text), case .scalar(let name) = list.value.shape,
      isName(name.text)
    else {
      diagnostics.append(.listExpected(first.key.text, in: file, at: first.value.span))
      return nil
    }
    let filter = fields.take("where").map { read($0.value, in: file, noting: &diagnostics) }
    let demand = fields.take("has").map { read($0.value, in: file, noting: &diagnostics) }
    fields.finish(noting: &diagnostics)
    if case .some(.none) = filter { return nil }
    if case .some(.none) = demand { return nil }
    if filter == nil, demand == nil, quantity == .every {
      diagnostics.append(.emptyQuantifier(quantity, in: file, at: span))
      return nil
    }
    let key = Key(text: name.text, span: list.value.span)
    return Condition(
      shape: .atom(.quantified(quantity, of: key, where: filter ?? nil, has: demand ?? nil)),
      span: span)
  }

  /// Names are lower-case words, `_` and digits; parts are joined by `.`, an act's by `/`.
  static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/")
          || $0 == UInt8(ascii: "-")
      }
  }
}

extension Diagnostic {
  static func notACondition(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "not-a-condition", severity: .error,
      message: "a condition is a name, or one pair such as `fact: test`", file: file, span: span)
  }

  static func listAsCondition(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "list-as-condition", severity: .error,
      message: "a list of conditions needs `all` or `any` before it", file: file, span: span)
  }

  static func severalInOne(
    _ keys: [String], in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "several-in-one", severity: .error,
      message: keys.isEmpty
        ? "an empty condition" : "one condition is one pair; join several under `all` or `any`",
      file: file, span: span)
  }

  static func partsExpected(_ key: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "parts-expected", severity: .error,
      message: "`\(key)` takes a list of at least one condition", file: file, span: span)
  }

  static func listExpected(_ key: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "list-expected", severity: .error, message: "`\(key)` takes the name of a list",
      file: file, span: span)
  }

  static func emptyQuantifier(
    _ quantity: Quantity, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "empty-quantifier", severity: .error,
      message: "`\(quantity.rawValue)` says nothing without `has` or `where`", file: file,
      span: span)
  }
}
