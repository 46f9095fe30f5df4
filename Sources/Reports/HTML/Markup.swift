import LocatedYAML
import RuleCompiler

/// HTML, and the SVG in it, that can only be made of known elements and of escaped text.
///
/// There is no door for markup that is a string: whatever words come in, they come out as words.
struct Markup: Sendable {
  private(set) var written = ""

  /// An element, filled by a function.
  mutating func put(
    _ tag: Tag, _ attributes: Attribute..., fill: (inout Markup) -> Void = { _ in }
  ) {
    put(tag, attributes, fill: fill)
  }

  mutating func put(_ tag: Tag, _ attributes: [Attribute], fill: (inout Markup) -> Void) {
    open(tag, attributes)
    guard !tag.isVoid else { return }
    fill(&self)
    written += "</" + tag.rawValue + ">"
    if tag.isBlock { written += "\n" }
  }

  /// An element that holds words.
  mutating func put(_ tag: Tag, _ attributes: Attribute..., words: String) {
    put(tag, attributes) { $0.text(words) }
  }

  /// Words, of which nothing is markup and nothing turns the direction of writing.
  mutating func text(_ words: String) { written += words.htmlText }

  mutating func put(_ other: Markup) { written += other.written }

  private mutating func open(_ tag: Tag, _ attributes: [Attribute]) {
    written += "<" + tag.rawValue
    for attribute in attributes {
      written += " " + attribute.name.rawValue
      if let value = attribute.value { written += "=\"" + value.htmlText + "\"" }
    }
    written += tag.isEmptyOfSVG ? "/>" : ">"
  }
}

extension Markup {
  /// A whole page, which asks for nothing from elsewhere and runs nothing but what is named.
  static func page(
    title: String, in language: Language, styled sheet: Stylesheet, running script: Script? = nil,
    fill: (inout Markup) -> Void
  ) -> String {
    var page = Markup()
    page.written = "<!DOCTYPE html>\n"
    page.put(.html, .language(language)) { page in
      page.written += "\n"
      page.put(.head) { head in
        head.written += "\n<meta charset=\"utf-8\">\n"
        head.written +=
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        head.written +=
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
          + "style-src '" + sheet.source + "'; "
          + (script.map { "script-src '\($0.source)'; " } ?? "")
          + "base-uri 'none'; form-action 'none'\">\n"
        head.written += "<meta name=\"color-scheme\" content=\"light dark\">\n"
        head.put(.title, words: title)
        head.written += "<style>" + sheet.text + "</style>\n"
      }
      page.put(.body) { body in
        fill(&body)
        if let script { body.written += "<script>" + script.text + "</script>\n" }
      }
    }
    return page.written
  }

  enum Tag: String {
    case html, head, title, body, header, main, footer, section, article, nav
    case h1, h2, h3, h4, p, div, span, strong, small, code, a, br
    case ul, ol, li, dl, dt, dd, details, summary
    case figure, figcaption, table, caption, thead, tbody, tr, th, td
    case svg, desc, g, rect, circle, path
    case label = "text"

    fileprivate var isVoid: Bool { self == .br || isEmptyOfSVG }
    fileprivate var isEmptyOfSVG: Bool { self == .rect || self == .circle || self == .path }
    /// Whether a line break behind it changes nothing.
    fileprivate var isBlock: Bool {
      switch self {
      case .span, .strong, .small, .code, .a, .br, .td, .th, .g, .label, .desc: false
      default: true
      }
    }
  }

  /// What an element is told besides; every value is escaped.
  struct Attribute: Sendable {
    fileprivate enum Name: String {
      case lang, id, `class`, href, rel, scope, role, tabindex, open, viewBox, x, y, width, height
      case rx, cx, cy, r, d, colspan
      case labelledBy = "aria-labelledby"
      case label = "aria-label"
      case hidden = "aria-hidden"
    }

    fileprivate let name: Name
    fileprivate let value: String?

    static func language(_ language: Language) -> Attribute {
      Attribute(name: .lang, value: language.rawValue)
    }
    static func id(_ id: String) -> Attribute { Attribute(name: .id, value: id) }
    static func style(_ names: String) -> Attribute { Attribute(name: .class, value: names) }
    static func inPage(_ id: String) -> Attribute { Attribute(name: .href, value: "#" + id) }
    /// Another page of the same site, by a path that was made here.
    static func page(_ path: SitePath) -> Attribute {
      Attribute(name: .href, value: path.text)
    }
    /// Nil for anything but an address of the web.
    static func web(_ address: String) -> Attribute? {
      address.isWebAddress ? Attribute(name: .href, value: address) : nil
    }
    static let elsewhere = Attribute(name: .rel, value: "noreferrer")
    static let ofColumn = Attribute(name: .scope, value: "col")
    static let ofRow = Attribute(name: .scope, value: "row")
    static func role(_ role: String) -> Attribute { Attribute(name: .role, value: role) }
    static let focusable = Attribute(name: .tabindex, value: "0")
    static let isOpen = Attribute(name: .open, value: nil)
    static let hidden = Attribute(name: .hidden, value: "true")
    static func label(_ words: String) -> Attribute { Attribute(name: .label, value: words) }
    static func labelled(by ids: String) -> Attribute {
      Attribute(name: .labelledBy, value: ids)
    }
    static func view(_ width: Int, _ height: Int) -> Attribute {
      Attribute(name: .viewBox, value: "0 0 \(width) \(height)")
    }
    static func columns(_ count: Int) -> Attribute {
      Attribute(name: .colspan, value: String(count))
    }
    static func x(_ value: Int) -> Attribute { Attribute(name: .x, value: String(value)) }
    /// One for each letter.
    static func x(_ values: [Int]) -> Attribute {
      Attribute(name: .x, value: values.map(String.init).joined(separator: " "))
    }
    static func y(_ value: Int) -> Attribute { Attribute(name: .y, value: String(value)) }
    static func width(_ value: Int) -> Attribute { Attribute(name: .width, value: String(value)) }
    static func height(_ value: Int) -> Attribute {
      Attribute(name: .height, value: String(value))
    }
    static func rounded(_ value: Int) -> Attribute { Attribute(name: .rx, value: String(value)) }
    static func centre(_ x: Int, _ y: Int, radius: Int) -> [Attribute] {
      [
        Attribute(name: .cx, value: String(x)), Attribute(name: .cy, value: String(y)),
        Attribute(name: .r, value: String(radius)),
      ]
    }
    static func line(_ steps: String) -> Attribute { Attribute(name: .d, value: steps) }
  }
}

extension String {
  /// For the text of HTML, or an attribute in double quotes, on one line. What is neither a
  /// character of a line nor a space is told as `\u{…}`.
  fileprivate var htmlText: String {
    let words = (isOnOneLine ? self : madeOneLine).printable
    guard words.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return words }
    var result = ""
    result.reserveCapacity(words.utf8.count + 16)
    for scalar in words.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// On one line, with the spaces that stood at the ends, for words that go on in the next element.
  private var madeOneLine: String {
    let line = onOneLine
    return line.isEmpty ? self : (hasPrefix(" ") ? " " : "") + line + (hasSuffix(" ") ? " " : "")
  }
}
