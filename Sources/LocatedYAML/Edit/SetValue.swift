extension SourceFile {
  /// What must change for a value to stand at a path of keys; all other bytes stay as they are.
  ///
  /// Where a key is missing it is added at the end of its mapping, with the indentation and the
  /// style of what stands there. Comments that stand in an old value are kept beside the new one.
  ///
  /// - Parameter root: the tree of this very file, read without aliases.
  /// - Returns: nil where something on the path is no mapping.
  package func edits(setting path: [String], to value: NewValue, in root: Node) -> [TextEdit]? {
    ValueSetter(text: EditedText(self), root: root).edits(setting: path, to: value)
  }
}

/// Finds the edits that set one value.
private struct ValueSetter {
  let text: EditedText
  let root: Node

  func edits(setting path: [String], to value: NewValue) -> [TextEdit]? {
    var node = root
    var key: Key?
    for (depth, name) in path.enumerated() {
      guard case .mapping(let entries) = node.shape else { return nil }
      guard let entry = entries.first(where: { $0.key.text == name }) else {
        let rest = Array(path[depth...])
        return isFlow(node)
          ? insert(rest, value, into: entries, flow: node)
          : insert(rest, value, into: entries)
      }
      (key, node) = (entry.key, entry.value)
    }
    return key.map { replace(node, of: $0, by: value) }
  }

  /// A collection in brackets.
  private func isFlow(_ node: Node) -> Bool {
    let start = text.offset(of: node.span.start)
    return start < text.bytes.count && [0x5B, 0x7B].contains(text.bytes[start])
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }

  // MARK: A value that is there

  private func replace(_ node: Node, of key: Key, by value: NewValue) -> [TextEdit] {
    let written = value.written(inJSON: text.isJSON)
    var range = text.range(of: node.span)
    let comments = text.isJSON ? [] : text.comments(in: node)
    if range.isEmpty { return [TextEdit(range, " " + written)] }
    guard isBlockCollection(node) else {
      guard !comments.isEmpty else { return [TextEdit(range, written)] }
      return [TextEdit(range, written + after(comments, node, of: key))]
    }
    let colon = text.skippingSpace(from: text.range(of: key.span).upperBound)
    let isAlone = text.bytes[(colon + 1)..<range.lowerBound].allSatisfy { $0 <= 0x20 }
    if comments.isEmpty, isAlone {
      range = (colon + 1)..<range.upperBound
      return [TextEdit(range, " " + written)]
    }
    // A list may stand as far left as its key; a value may not.
    let column = node.span.start.column - 1
    let indent = max(column, key.span.start.column - 1 + step)
    let lines = (comments + [written]).joined(separator: text.lineEnding + spaces(indent))
    return [TextEdit(range, spaces(indent - column) + lines)]
  }

  /// Comments of an old value behind the new one, each at the end of a line.
  private func after(_ comments: [String], _ node: Node, of key: Key) -> String {
    let indent = text.lineEnding + spaces(key.span.start.column - 1 + step)
    let words = comments.map { "  " + $0 }.joined(separator: indent)
    let end = text.range(of: node.span).upperBound
    let next = text.skippingSpace(from: end)
    let isLast = next == text.bytes.count || [0x0A, 0x0D].contains(text.bytes[next])
    return isLast ? words : words + indent
  }

  private func isBlockCollection(_ node: Node) -> Bool {
    switch node.shape {
    case .scalar: false
    case .sequence, .mapping: !isFlow(node)
    }
  }

  // MARK: A key that is missing, between brackets

  private func insert(
    _ path: [String], _ value: NewValue, into entries: [Entry], flow node: Node
  ) -> [TextEdit] {
    let quotes = text.isJSON || isQuoted(entries.last?.key)
    let new = inline(path, value, quotes: quotes)
    guard let last = entries.last else {
      let start = text.offset(of: node.span.start) + 1
      return [TextEdit(start..<start, new)]
    }
    let end = text.range(of: last.value.span).upperBound
    guard last.key.span.start.line > node.span.start.line, text.isFirstOnLine(last.key.span.start)
    else { return [insert(new, after: end, in: node)] }
    let indent = spaces(last.key.span.start.column - 1)
    let next = text.skippingSpace(from: end)
    let hasComma = next < text.bytes.count && text.bytes[next] == UInt8(ascii: ",")
    guard text.isEndOfLine(hasComma ? next + 1 : end) else {
      return [TextEdit(end..<end, "," + text.lineEnding + indent + new)]
    }
    let endOfLine = text.endOfLine(from: end)
    let line = text.lineEnding + indent + new
    if hasComma { return [TextEdit(endOfLine..<endOfLine, line + ",")] }
    if endOfLine == end { return [TextEdit(end..<end, "," + line)] }
    return [TextEdit(end..<end, ","), TextEdit(endOfLine..<endOfLine, line)]
  }

  /// Behind the last entry, or on a line of its own where the line would be too long.
  private func insert(_ new: String, after end: Int, in node: Node) -> TextEdit {
    let isLong = text.lineLength(at: end) + new.utf8.count > 110
    let indent = text.lineEnding + spaces(node.span.start.column)
    return TextEdit(end..<end, isLong && !text.isJSON ? "," + indent + new : ", " + new)
  }

  private func isQuoted(_ key: Key?) -> Bool {
    key.map { text.bytes[text.offset(of: $0.span.start)] == UInt8(ascii: "\"") } ?? false
  }

  /// The rest of a path as mappings in brackets.
  private func inline(_ path: [String], _ value: NewValue, quotes: Bool) -> String {
    let inner = path.dropFirst().reversed().reduce(value) { .mapping([NewValue.Pair($1, $0)]) }
    return NewValue.writtenKey(path[0], quoted: quotes) + ": " + inner.written(inJSON: text.isJSON)
  }

  // MARK: A key that is missing, among lines

  private func insert(_ path: [String], _ value: NewValue, into entries: [Entry]) -> [TextEdit]? {
    guard let first = entries.first, let last = entries.last else { return nil }
    let indent = first.key.span.start.column - 1
    let lines =
      path.count > 1 && isFlow(last.value) && indent > 0
      ? [spaces(indent) + inline(path, value, quotes: false)]
      : self.lines(path, value, indent: indent)
    let end = endOfLines(of: last.value)
    guard end < text.bytes.count || text.bytes.last == 0x0A else {
      return [TextEdit(end..<end, lines.map { text.lineEnding + $0 }.joined())]
    }
    return [TextEdit(end..<end, lines.map { $0 + text.lineEnding }.joined())]
  }

  /// The rest of a path as lines, each further to the right.
  private func lines(_ path: [String], _ value: NewValue, indent: Int) -> [String] {
    path.enumerated().map { depth, name in
      let head = spaces(indent + depth * step) + NewValue.writtenKey(name, quoted: false) + ":"
      return depth == path.count - 1 ? head + " " + value.written(inJSON: false) : head
    }
  }

  /// Where the line after a value begins; behind the empty lines of a block of text, which may be
  /// part of it.
  private func endOfLines(of node: Node) -> Int {
    var end = text.nextLine(after: text.range(of: node.span).upperBound) ?? text.bytes.count
    guard text.endsInBlockOfText(node) else { return end }
    while end < text.bytes.count {
      let next = text.endOfLine(from: end)
      guard text.skippingSpace(from: end) >= next, let line = text.nextLine(after: end) else {
        break
      }
      end = line
    }
    return end
  }

  /// How much further to the right the file writes what belongs to a key.
  private var step: Int { step(of: root) ?? 2 }

  private func step(of node: Node) -> Int? {
    guard case .mapping(let entries) = node.shape, !isFlow(node) else { return nil }
    for entry in entries {
      guard case .mapping(let inner) = entry.value.shape, !isFlow(entry.value),
        let first = inner.first
      else { continue }
      return first.key.span.start.column - entry.key.span.start.column
    }
    return nil
  }
}
