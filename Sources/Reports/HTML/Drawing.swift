/// A picture of known width that grows downwards, in SVG.
struct Drawing {
  let width: Int
  var height = 0
  private var shapes = Markup()

  /// Where words stand in respect of their place.
  enum Anchor {
    case start, middle
  }

  init(width: Int) { self.width = width }

  /// Words on one line, cut where there is no room.
  mutating func text(
    _ words: String, _ x: Int, _ y: Int, size: Int = 13, anchor: Anchor = .start,
    style: String = "", room: Int? = nil
  ) {
    let isBold = style.contains("strong")
    let shown =
      room.map { TextWidth.shortened(words, to: $0, size: size, isBold: isBold) } ?? words
    guard !shown.isEmpty else { return }
    shapes.put(.label, [.x(x), .y(y)] + looks(size, anchor, style)) { $0.text(shown) }
  }

  /// The same glyph at several places of a line.
  mutating func glyphs(_ glyph: String, _ places: [Int], _ y: Int, size: Int, style: String) {
    shapes.put(.label, [.x(places), .y(y)] + looks(size, .middle, style)) {
      $0.text(String(repeating: glyph, count: places.count))
    }
  }

  /// Sizes and anchors are classes, of which names are shorter than attributes.
  private func looks(_ size: Int, _ anchor: Anchor, _ style: String) -> [Markup.Attribute] {
    var names = size == 13 ? [] : ["s\(size)"]
    if anchor == .middle { names.append("m") }
    if !style.isEmpty { names.append(style) }
    return names.isEmpty ? [] : [.style(names.joined(separator: " "))]
  }

  mutating func box(
    _ x: Int, _ y: Int, _ width: Int, _ height: Int, style: String, rounded: Int = 0
  ) {
    var attributes: [Markup.Attribute] = [
      .x(x), .y(y), .width(max(width, 1)), .height(height), .style(style),
    ]
    if rounded > 0 { attributes.append(.rounded(rounded)) }
    shapes.put(.rect, attributes) { _ in }
  }

  mutating func circle(_ x: Int, _ y: Int, radius: Int, style: String) {
    shapes.put(.circle, Markup.Attribute.centre(x, y, radius: radius) + [.style(style)]) { _ in }
  }

  mutating func diamond(_ x: Int, _ y: Int, radius: Int, style: String) {
    line(
      "M\(x - radius) \(y)l\(radius) -\(radius)l\(radius) \(radius)l-\(radius) \(radius)z", style)
  }

  mutating func line(_ steps: String, _ style: String) {
    shapes.put(.path, [.line(steps), .style(style)]) { _ in }
  }

  /// The picture with its name and what it shows, as one thing for who hears it.
  func put(on page: inout Markup, id: String, title: String, description: String) {
    page.put(
      .svg, .view(width, height), .role("img"), .labelled(by: "\(id)-t \(id)-d")
    ) { svg in
      svg.put(.title, .id("\(id)-t"), words: title)
      svg.put(.desc, .id("\(id)-d"), words: description)
      svg.put(shapes)
    }
  }
}

extension Markup {
  /// A picture with its words and the same as a table or a list beside it.
  ///
  /// - Parameter region: what the part is called that scrolls; nothing else is called alike.
  mutating func figure(
    _ drawing: Drawing, id: String, title: String, description: String, caption: String,
    data: String, region: String, fill: (inout Markup) -> Void
  ) {
    put(.figure) { figure in
      figure.put(.div, .style("scroll figure"), .role("region"), .focusable, .label(region)) {
        drawing.put(on: &$0, id: id, title: title, description: description)
      }
      figure.put(.figcaption) { words in
        if !caption.isEmpty { words.put(.p, words: caption) }
        words.put(.details) { details in
          details.put(.summary, words: data)
          fill(&details)
        }
      }
    }
  }

  /// A table that scrolls sideways by itself.
  mutating func table(
    _ caption: String, _ head: [String], style: String? = nil, label: String? = nil,
    fill: (inout Markup) -> Void
  ) {
    put(.div, .style("scroll"), .role("region"), .focusable, .label(label ?? caption)) { region in
      region.put(.table, style.map { [.style($0)] } ?? []) { table in
        table.put(.caption, words: caption)
        table.put(.thead) { thead in
          thead.put(.tr) { row in for word in head { row.put(.th, .ofColumn, words: word) } }
        }
        table.put(.tbody, fill: fill)
      }
    }
  }

  /// A row of which the first cell names what it is about.
  mutating func row(_ cells: String...) { row(cells) }

  mutating func row(_ cells: [String]) {
    put(.tr) { row in
      for (place, cell) in cells.enumerated() {
        if place == 0 { row.put(.th, .ofRow, words: cell) } else { row.put(.td, words: cell) }
      }
    }
  }
}
