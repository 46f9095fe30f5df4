import LocatedYAML

/// Lines of text for people: everything that goes on it is made printable, wrapped and aligned.
struct Page {
  let options: TextOptions
  /// The lines in UTF-8, each with its end.
  private var bytes: [UInt8] = []

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

  /// Whether nothing stands on it, not even an empty line.
  var isEmpty: Bool { bytes.isEmpty }

  var text: String { bytes.isEmpty ? "\n" : String(decoding: bytes, as: UTF8.self) }

  /// An empty line, unless there is one already.
  mutating func skip() {
    if bytes.count > 1, bytes[bytes.count - 2] != Page.end { endLine() }
  }

  /// A line that is laid out already; nothing in it is wrapped, and its spaces stay.
  mutating func put(line text: String, _ style: Style = .plain) {
    add(PrintedWords(text, isASCII: options.isASCII, keepsSpaces: true), style)
    endLine()
  }

  mutating func heading(_ text: String) {
    skip()
    add(words(text), at: 0, .strong)
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
    let last = add(words(text), at: indent, label: label, hang: hang, style)
    guard let source = source.map(words), !source.isEmpty else { return }
    let gap = width - source.columns
    if let last, gap >= last + 2 {
      bytes.removeLast()
      add(spaces: gap - last)
      add(source, .faint)
      endLine()
    } else if gap >= indent {
      add(spaces: gap)
      add(source, .faint)
      endLine()
    } else {
      add(source.withSingleSpaces, at: indent, .faint)
    }
  }

  /// The head of an entry: glyph and word, then columns, each as wide as is said.
  ///
  /// What no longer fits on the line stands below, under the first column.
  mutating func entry(
    _ label: String, _ style: Style, _ columns: [(text: String, width: Int)]
  ) {
    let label = words(label)
    let lineStart = bytes.count
    add(label, style)
    var used = label.columns
    var start = Page.body
    for (place, column) in columns.enumerated() {
      let text = words(column.text)
      guard !text.isEmpty || column.width > 0 else { continue }
      let end = max(start, used + 1) + text.columns
      if place > 0, end > width {
        trim(from: lineStart)
        return put(columns[place...].map(\.text).joined(separator: " · "))
      }
      add(spaces: max(start, used + 1) - used)
      add(text, place == 0 ? .strong : .plain)
      used = end
      start += column.width
    }
    trim(from: lineStart)
  }
}

// MARK: Bytes

extension Page {
  private static let end = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")

  private func words(_ text: String) -> PrintedWords {
    PrintedWords(text, isASCII: options.isASCII)
  }

  private mutating func add(spaces count: Int) {
    if count > 0 { bytes.append(contentsOf: repeatElement(Page.space, count: count)) }
  }

  private mutating func add(_ words: PrintedWords, _ style: Style) {
    words.withBytes { add($0, style) }
  }

  private mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ style: Style) {
    let isStyled = options.usesColour && style != .plain && !text.isEmpty
    if isStyled { bytes.append(contentsOf: "\u{1B}[\(style.rawValue)m".utf8) }
    bytes.append(contentsOf: text)
    if isStyled { bytes.append(contentsOf: "\u{1B}[0m".utf8) }
  }

  private mutating func endLine() { bytes.append(Page.end) }

  /// Ends a line, without the spaces at its end.
  private mutating func trim(from start: Int) {
    while bytes.count > start, bytes.last == Page.space { bytes.removeLast() }
    endLine()
  }

  /// Lines broken at spaces; how far the last one reaches, nil where there is none.
  @discardableResult
  private mutating func add(
    _ words: PrintedWords, at indent: Int, label: String = "", hang: Int = 0, _ style: Style
  ) -> Int? {
    let words = words.withSingleSpaces
    return words.withBytes { text in
      var lines = PageLines(
        text, areNarrow: words.areNarrow, columns: width - indent, hang: hang)
      var reach: Int?
      while let line = lines.next() {
        var margin = indent + (reach == nil ? 0 : hang)
        if reach == nil, !label.isEmpty {
          let head = PrintedWords(label, isASCII: options.isASCII, keepsSpaces: true)
          add(head, .plain)
          margin -= head.columns
        }
        add(spaces: margin)
        add(UnsafeBufferPointer(rebasing: text[line.range]), style)
        endLine()
        reach = indent + (reach == nil ? 0 : hang) + line.columns
      }
      return reach
    }
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
