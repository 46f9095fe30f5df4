import LocatedYAML

/// Lines of text for people: everything that goes on it is made printable, wrapped and aligned.
struct Page {
  let options: TextOptions
  private(set) var lines: [String] = []

  /// Where the body of an entry begins, after its glyph and word.
  static let body = 13

  /// How a piece of text is shown where colours are wanted.
  enum Style: String {
    case plain = ""
    case strong = "1"
    case faint = "2"
    case bad = "1;31"
    case good = "32"
    case open = "1;33"
    case contested = "1;35"
    case known = "1;36"
  }

  init(_ options: TextOptions) {
    self.options = options
  }

  private var width: Int { max(options.width, 40) }

  var text: String { lines.joined(separator: "\n") + "\n" }

  /// An empty line, unless there is one already.
  mutating func skip() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  /// A line that is laid out already; nothing in it is wrapped, and its spaces stay.
  mutating func put(line text: String, _ style: Style = .plain) {
    lines.append(styled(plain(text), style))
  }

  mutating func heading(_ text: String) {
    skip()
    for line in wrap(text, within: width) { lines.append(styled(line, .strong)) }
    skip()
  }

  /// A paragraph, and at its right end where it comes from.
  ///
  /// The source stands on the last line where it fits, otherwise on a line of its own.
  ///
  /// - Parameters:
  ///   - label: stands in the margin of the first line, and is narrower than the indent.
  ///   - hang: how much further the lines after the first are indented.
  mutating func put(
    _ text: String, at indent: Int = Page.body, label: String = "", hang: Int = 0,
    right source: String? = nil, _ style: Style = .plain
  ) {
    let wrapped = wrap(text, within: width - indent, hang: hang)
    for (place, line) in wrapped.enumerated() {
      let head = place == 0 ? plain(label) : ""
      let margin = String(
        repeating: " ", count: max(indent + (place == 0 ? 0 : hang) - head.columns, 0))
      lines.append(head + margin + styled(line, style))
    }
    guard let source = source.map(clean), !source.isEmpty else { return }
    let used = indent + (wrapped.count > 1 ? hang : 0) + (wrapped.last?.columns ?? 0)
    let gap = width - source.columns
    if !wrapped.isEmpty, gap >= used + 2 {
      lines[lines.count - 1] += String(repeating: " ", count: gap - used) + styled(source, .faint)
    } else if gap >= indent {
      lines.append(String(repeating: " ", count: gap) + styled(source, .faint))
    } else {
      for line in wrap(source, within: width - indent) {
        lines.append(String(repeating: " ", count: indent) + styled(line, .faint))
      }
    }
  }

  /// The head of an entry: glyph and word, then columns, each as wide as is said.
  ///
  /// What no longer fits on the line stands below, under the first column.
  mutating func entry(
    _ label: String, _ style: Style, _ columns: [(text: String, width: Int)]
  ) {
    let label = clean(label)
    var line = styled(label, style)
    var used = label.columns
    var start = Page.body
    for (place, column) in columns.enumerated() {
      let text = clean(column.text)
      guard !text.isEmpty || column.width > 0 else { continue }
      let end = max(start, used + 1) + text.columns
      if place > 0, end > width {
        put(line, used: used)
        return put(columns[place...].map(\.text).joined(separator: " · "))
      }
      line += String(repeating: " ", count: max(start, used + 1) - used)
      line += place == 0 ? styled(text, .strong) : text
      used = end
      start += column.width
    }
    put(line, used: used)
  }

  private mutating func put(_ line: String, used: Int) {
    let last = line.utf8.lastIndex { $0 != UInt8(ascii: " ") }
    lines.append(last.map { String(line[...$0]) } ?? "")
  }

  /// Words as they may go to a terminal.
  private func clean(_ text: String) -> String { plain(text.onOneLine) }

  /// The same, with its spaces as they are.
  private func plain(_ text: String) -> String {
    let printable = text.printable
    return options.isASCII ? printable.asciified : printable
  }

  private func styled(_ text: String, _ style: Style) -> String {
    guard options.usesColour, style != .plain, !text.isEmpty else { return text }
    return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
  }

  /// Lines of at most so many columns, broken at spaces; a word that is longer stands alone.
  private func wrap(_ text: String, within columns: Int, hang: Int = 0) -> [String] {
    let text = clean(text).withSingleSpaces
    var lines: [String] = []
    var line = text.startIndex..<text.startIndex
    var used = 0
    for word in text.utf8.split(separator: UInt8(ascii: " ")) {
      let columnsOfWord = Substring(word).columns
      if !line.isEmpty, used + 1 + columnsOfWord > max(columns - (lines.isEmpty ? 0 : hang), 10) {
        lines.append(String(text[line]))
        (line, used) = (word.startIndex..<word.startIndex, 0)
      }
      line = (line.isEmpty ? word.startIndex : line.lowerBound)..<word.endIndex
      used += (used == 0 ? 0 : 1) + columnsOfWord
    }
    return line.isEmpty ? lines : lines + [String(text[line])]
  }
}

extension String {
  /// Words as they stand, one space between them.
  var withSingleSpaces: String {
    let space = UInt8(ascii: " ")
    var last: UInt8 = 0
    let isDoubled = utf8.contains { byte in
      defer { last = byte }
      return byte == space && last == space
    }
    guard isDoubled else { return self }
    return utf8.split(separator: space).map { String(Substring($0)) }.joined(separator: " ")
  }
}

extension StringProtocol {
  /// The columns it takes on a terminal.
  var columns: Int {
    let isPlain = utf8.allSatisfy { (0x20...0x7E).contains($0) }
    return isPlain ? utf8.count : unicodeScalars.reduce(0) { $0 + $1.width }
  }
}

extension Page.Style {
  /// How a finding's word is shown.
  init(_ standing: Standing) {
    switch standing {
    case .violated, .presumedViolated: self = .bad
    case .contested: self = .contested
    case .undecided, .open: self = .open
    case .yes, .presumedYes: self = .known
    case .satisfied, .presumedSatisfied: self = .good
    case .no, .presumedNo, .notApplicable, .presumedNotApplicable, .others: self = .faint
    }
  }
}
