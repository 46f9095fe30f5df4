import RuleCompiler

/// A picture of rows, each a bar of parts; numbers stand in the parts where there is room.
struct Bars {
  struct Part {
    let count: Int
    /// Of the shape.
    let style: String
    /// Of the number in it.
    let words: String
    var glyph = ""
  }

  struct Row {
    let label: String
    let parts: [Part]
  }

  let rows: [Row]
  /// The sum of a bar that takes the whole width; nil where each bar does.
  var most: Int?
  var width = 960

  private static let left = 316
  private static let height = 36

  func drawing() -> Drawing {
    var drawing = Drawing(width: width)
    var y = 8
    for row in rows {
      let lines = TextWidth.lines(row.label, to: Bars.left - 28, size: 12, most: 2)
      for (place, line) in lines.enumerated() {
        drawing.text(line, 12, y + (lines.count > 1 ? 13 : 19) + place * 14, size: 12)
      }
      put(row, y, on: &drawing)
      y += Bars.height
    }
    drawing.height = y + 6
    return drawing
  }

  private func put(_ row: Row, _ y: Int, on drawing: inout Drawing) {
    let sum = row.parts.reduce(0) { $0 + $1.count }
    let whole = max(most ?? sum, sum, 1)
    // Room for the sum after the bar.
    let reach = width - Bars.left - 70
    var before = 0
    for part in row.parts where part.count > 0 {
      let start = Bars.left + before * reach / whole
      before += part.count
      let end = max(Bars.left + before * reach / whole, start + 2)
      drawing.box(start, y + 4, end - start, 22, style: part.style)
      let words = (part.glyph.isEmpty ? "" : part.glyph + " ") + String(part.count)
      if TextWidth.of(words, size: 12, isBold: true) + 8 <= end - start {
        drawing.text(
          words, (start + end) / 2, y + 19, size: 12, anchor: .middle,
          style: "strong " + part.words)
      }
    }
    let end = Bars.left + max(before * reach / whole, 2)
    drawing.text(String(sum), end + 8, y + 19, size: 12, style: "soft")
  }
}

extension SystemResult.Standing {
  /// How it is drawn, and the glyph beside its word.
  var style: String {
    switch self {
    case .violated: "bad"
    case .undecided: "open"
    case .clear: "good"
    }
  }

  var glyph: String {
    switch self {
    case .violated: "✗"
    case .undecided: "?"
    case .clear: "✓"
    }
  }
}

extension Bars.Row {
  /// Systems by how they stand.
  init(_ label: String, standings: (SystemResult.Standing) -> Int) {
    self.label = label
    parts = SystemResult.Standing.allCases.map {
      Bars.Part(
        count: standings($0), style: "bar-\($0.style)", words: "f-\($0.style)", glyph: $0.glyph)
    }
  }
}
