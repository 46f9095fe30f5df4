/// Reads a JSON text, RFC 8259 to the letter: no trailing commas, no comments, no other numbers.
///
/// Numbers, `true`, `false` and `null` are plain scalars of their source text, strings are not
/// plain. A key may be written only once.
func readJSON(_ text: ArraySlice<UInt8>, noting remarks: inout Remarks) -> Node? {
  var reader = JSONReader(cursor: TextCursor(text), remarks: remarks)
  defer { remarks = reader.remarks }
  return reader.document()
}

/// A recursive descent, no deeper than the limit of depth.
///
/// Its functions return nil when reading has ended, with a remark that says why.
struct JSONReader {
  var cursor: TextCursor
  var remarks: Remarks
  private var nodes = 0

  init(cursor: TextCursor, remarks: Remarks) {
    self.cursor = cursor
    self.remarks = remarks
  }

  fileprivate mutating func document() -> Node? {
    skipSpace()
    guard !cursor.isAtEnd else { return fail(.emptyDocument(in: remarks.file)) }
    guard let root = value(depth: 0) else { return nil }
    skipSpace()
    guard cursor.isAtEnd else { return fail(.contentAfterEnd(in: remarks.file, at: here())) }
    return root
  }

  private mutating func value(depth: Int) -> Node? {
    guard !remarks.isFull else { return nil }
    nodes += 1
    let limit = remarks.limits.nodes
    guard nodes <= limit else {
      return fail(.tooManyNodes(limit: limit, in: remarks.file, at: here()))
    }
    switch cursor.byte.map({ Unicode.Scalar($0) }) {
    case "{": return isTooDeep(depth + 1) ? nil : mapping(depth: depth + 1)
    case "[": return isTooDeep(depth + 1) ? nil : sequence(depth: depth + 1)
    case "\"": return checked(string())
    default: return checked(word())
    }
  }

  private mutating func checked(_ node: Node?) -> Node? {
    if let node, case .scalar(let scalar) = node.shape {
      remarks.checkLength(of: scalar, at: node.span)
    }
    return node
  }

  private mutating func isTooDeep(_ depth: Int) -> Bool {
    let limit = remarks.limits.deepest
    guard depth > limit else { return false }
    remarks.note(.tooDeep(limit: limit, in: remarks.file, at: here()))
    return true
  }

  private mutating func sequence(depth: Int) -> Node? {
    let start = cursor.position
    var items: [Node] = []
    while let isLast = advance(to: "]", isFirst: items.isEmpty, from: start) {
      if isLast { return Node(shape: .sequence(items), span: span(from: start)) }
      guard let item = value(depth: depth) else { return nil }
      items.append(item)
    }
    return nil
  }

  private mutating func mapping(depth: Int) -> Node? {
    let start = cursor.position
    var list = EntryList()
    var isFirst = true
    while let isLast = advance(to: "}", isFirst: isFirst, from: start) {
      if isLast { return Node(shape: .mapping(list.entries), span: span(from: start)) }
      nodes += 1
      guard let key = key(), advanceOverColon(), let value = value(depth: depth) else {
        return nil
      }
      list.add(key, value, noting: &remarks)
      isFirst = false
    }
    return nil
  }

  private mutating func key() -> Node? {
    cursor.byte == UInt8(ascii: "\"") ? string() : noKey()
  }

  private mutating func advanceOverColon() -> Bool {
    skipSpace()
    guard cursor.byte == UInt8(ascii: ":") else {
      remarks.note(.missingColon(in: remarks.file, at: here()))
      return false
    }
    _ = cursor.next()
    skipSpace()
    return true
  }

  /// Steps to the next entry of a collection, or over its end: then true.
  private mutating func advance(
    to close: Unicode.Scalar, isFirst: Bool, from start: SourcePosition
  ) -> Bool? {
    if isFirst { _ = cursor.next() }
    skipSpace()
    let comma = cursor.position
    if !isFirst, cursor.byte == UInt8(ascii: ",") {
      _ = cursor.next()
      skipSpace()
      if cursor.byte == UInt8(ascii: close) {
        return fail(.trailingComma(in: remarks.file, at: SourceSpan(at: comma)))
      }
    } else if cursor.byte == UInt8(ascii: close) {
      _ = cursor.next()
      return true
    } else if !isFirst, !cursor.isAtEnd {
      return fail(.missingComma(String(close), opening: start, in: remarks.file, at: here()))
    }
    guard !cursor.isAtEnd else {
      let open = close == "]" ? "[" : "{"
      return fail(.unclosedBracket(open, in: remarks.file, at: SourceSpan(at: start)))
    }
    return false
  }
}

extension JSONReader {
  func here(_ length: Int = 1) -> SourceSpan { SourceSpan(at: cursor.position, length: length) }

  func span(from start: SourcePosition) -> SourceSpan {
    SourceSpan(start: start, end: cursor.position)
  }

  mutating func fail<Read>(_ diagnostic: Diagnostic) -> Read? {
    remarks.note(diagnostic)
    return nil
  }

  private mutating func skipSpace() {
    while let byte = cursor.byte, byte == 0x20 || (0x09...0x0D).contains(byte) {
      _ = cursor.next()
    }
  }
}
