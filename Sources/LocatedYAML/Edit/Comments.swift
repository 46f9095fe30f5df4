extension EditedText {
  /// The comments inside a value, in order, each from its mark to the end of its line.
  func comments(in node: Node) -> [String] {
    let range = range(of: node.span)
    var skipped = words(in: node).map(textRange)[...]
    var found: [String] = []
    var place = range.lowerBound
    while place < range.upperBound {
      if let word = skipped.first, word.upperBound <= place {
        skipped = skipped.dropFirst()
      } else if let word = skipped.first, word.contains(place) {
        place = word.upperBound
      } else if bytes[place] == UInt8(ascii: "#") {
        let end = endOfLine(from: place)
        found.append(String(decoding: bytes[place..<end], as: UTF8.self).trimmedAtEnd)
        place = end
      } else {
        place += 1
      }
    }
    return found
  }

  /// Whether the last word of a value is a block of text, `|` or `>`.
  func endsInBlockOfText(_ node: Node) -> Bool {
    guard let last = words(in: node).last else { return false }
    return startsBlockOfText(last)
  }

  private func startsBlockOfText(_ span: SourceSpan) -> Bool {
    let start = offset(of: span.start)
    return start < bytes.count && [0x7C, 0x3E].contains(bytes[start])
      && offset(of: span.end) > start
  }

  /// The bytes of a word in which a mark is no comment: of a block of text, all but its first line.
  private func textRange(_ span: SourceSpan) -> Range<Int> {
    let range = range(of: span)
    guard startsBlockOfText(span) else { return range }
    return min(endOfLine(from: range.lowerBound), range.upperBound)..<range.upperBound
  }

  /// Keys and words of a tree, in the order of the file.
  private func words(in node: Node) -> [SourceSpan] {
    switch node.shape {
    case .scalar: [node.span]
    case .sequence(let items): items.flatMap(words)
    case .mapping(let entries): entries.flatMap { [$0.key.span] + words(in: $0.value) }
    }
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    String(reversed().drop { $0 == " " || $0 == "\t" || $0 == "\r" }.reversed())
  }
}
