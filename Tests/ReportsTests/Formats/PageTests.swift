import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

// MARK: The page

@Test(arguments: Language.allCases)
func `a small page is the page it should be`(_ language: Language) throws {
  let example = try Case.named("two-uses")
  let text = try Runs.of(example).rendered(as: .html, options: .init(language: language))
  try example.expect(text, ".\(language.rawValue).html")
}

@Test(arguments: Case.ofTheGoldenFolder, Language.allCases)
func `a page is well formed, and holds every finding`(
  _ example: Case, _ language: Language
) throws {
  let run = try Runs.of(example)
  let text = run.rendered(as: .html, options: .init(language: language))
  let page = try Elements(text)
  #expect(page.count("html") == 1 && page.count("h1") == 1 && page.count("main") == 1)
  #expect(text.contains("<html lang=\"\(language.rawValue)\">"))
  for name in ["script", "img", "link", "iframe", "form", "object"] {
    #expect(page.count(name) == 0)
  }
  let writer = DocumentWriter(run, .init(language: language))
  let wording = writer.cases[0].words.wording
  let cites = Set(writer.entries.compactMap { $0.report.version.citation?.cite })
  for cite in cites { #expect(page.words.contains(wording.cite(cite))) }
}

/// The largest example has two uses, and most of what can be wrong is.
@Test func `a page of one system is small`() throws {
  let sizes = try Case.ofTheExamples.map { example in
    try Runs.of(example).rendered(as: .html, options: .init(language: .french)).utf8.count
  }
  #expect(sizes.allSatisfy { $0 < 340_000 })
}

/// A verdict is told in words of its own: a page of a system that is open is not one that is met.
@Test func `what is open is never told as met`() throws {
  for example in Case.ofTheGoldenFolder {
    let run = try Runs.of(example)
    let entries = DocumentWriter(run, .init()).entries
    let page = HTMLDocument(writer: DocumentWriter(run, .init()))
    let mark = try #require(page).verdict.mark
    if entries.contains(where: { $0.stands && $0.outcome == .violated }) {
      #expect(mark == .violated)
    } else if entries.contains(where: \.stands) {
      #expect(mark == .undecided)
    } else {
      #expect(mark == .satisfied)
    }
    for entry in entries where PageMark(entry) == .satisfied {
      #expect(entry.report.verdict.possible == .satisfied)
    }
    for entry in entries where PageMark(entry) == .notApplicable {
      #expect(entry.report.verdict.possible == .notApplicable)
    }
  }
}

@Test func `no mark is told by its colour alone`() {
  #expect(Set(PageMark.allCases.map(\.glyph)).count == PageMark.allCases.count)
  for language in Language.allCases {
    #expect(
      Set(PageMark.allCases.map { $0.word(in: language) }).count == PageMark.allCases.count)
  }
}

@Test(arguments: Case.ofTheGoldenFolder)
func `every picture has a title, what it shows, and the same in words`(_ example: Case) throws {
  let text = try Runs.of(example).rendered(as: .html)
  for figure in text.components(separatedBy: "<figure>").dropFirst() {
    let parts = figure.components(separatedBy: "</svg>")
    #expect(parts[0].contains("<title id=") && parts[0].contains("<desc id="))
    let beside = parts[1].components(separatedBy: "</figure>")[0]
    #expect(beside.contains("<table>") || beside.contains("<ul class=\"proof\">"))
  }
  #expect(
    text.components(separatedBy: "<svg").count == text.components(separatedBy: "<figure>").count)
}

@Test func `the policy lets in the style of the page and nothing else`() throws {
  let text = try Runs.of(try Case.named("two-uses")).rendered(as: .html)
  let style = text.components(separatedBy: "<style>")[1].components(separatedBy: "</style>")[0]
  let digest = SHA256.digest(of: style)
  let bytes = stride(from: 0, to: 64, by: 2).compactMap { place in
    UInt8(digest.dropFirst(place).prefix(2), radix: 16)
  }
  let source = "sha256-" + Data(bytes).base64EncodedString()
  #expect(
    text.contains(
      "content=\"default-src 'none'; style-src '\(source)'; base-uri 'none'; "
        + "form-action 'none'\""))
  #expect(!style.contains("url(") && !style.contains("@import"))
}

@Test func `many systems stay on one page, and every one of them can be found`() throws {
  let example = try Case.named("two-uses")
  let report = try example.report()
  let run = RunReport(Array(repeating: report, count: 200))
  let text = run.rendered(as: .html)
  #expect(text.contains("id=\"case-200\""))
  #expect(text.utf8.count < 5_000_000)
}

// MARK: Colours

@Test(arguments: [false, true])
func `words stand out by 4.5 and marks by 3`(_ isDark: Bool) {
  func colour(_ part: Palette.Part) -> UInt32 {
    isDark ? Palette.dark(part) : Palette.light(part)
  }
  for (part, ground) in Palette.words {
    #expect(contrast(colour(part), colour(ground)) >= 4.5, "\(part) on \(ground)")
  }
  for (part, ground) in Palette.marks {
    #expect(contrast(colour(part), colour(ground)) >= 3, "\(part) on \(ground)")
  }
}

@Test func `every colour of a word is one whose contrast is computed`() {
  let sheet = Stylesheet.ofPages.text
  let tried = Set((Palette.words + Palette.marks).map(\.0.rawValue))
  for piece in sheet.components(separatedBy: "{").dropFirst() {
    for declaration in piece.components(separatedBy: "}")[0].components(separatedBy: ";") {
      guard declaration.hasPrefix("color:var(--") || declaration.hasPrefix("fill:var(--") else {
        continue
      }
      let part = declaration.components(separatedBy: "var(--")[1].dropLast()
      let isGround =
        declaration.hasPrefix("fill:")
        && (part.hasSuffix("-wash") || part.hasPrefix("ramp") || part == "paper")
      #expect(isGround || tried.contains(String(part)), "\(declaration)")
    }
  }
}

/// WCAG 2: relative luminance of sRGB.
private func contrast(_ one: UInt32, _ two: UInt32) -> Double {
  func luminance(_ colour: UInt32) -> Double {
    let weights = [(16, 0.2126), (8, 0.7152), (0, 0.0722)]
    return weights.reduce(0) { sum, part in
      let value = Double(colour >> UInt32(part.0) & 0xFF) / 255
      return sum + part.1 * (value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
    }
  }
  let both = [luminance(one), luminance(two)].sorted()
  return (both[1] + 0.05) / (both[0] + 0.05)
}

// MARK: Words that fit

@Test(arguments: [20, 60, 200, 1000])
func `words are made to fit, and nothing is lost where there is room`(_ room: Int) {
  for words in HostileCase.texts.map(\.onOneLine) where !words.isEmpty {
    let line = TextWidth.shortened(words, to: room, size: 13)
    #expect(line == "…" || TextWidth.of(line, size: 13) <= room)
    let lines = TextWidth.lines(words, to: room, size: 13, most: 3)
    #expect(lines.count <= 3)
    for line in lines { #expect(line == "…" || TextWidth.of(line, size: 13) <= room) }
    if !lines.contains(where: { $0.hasSuffix("…") }) {
      #expect(lines.joined(separator: " ").onOneLine == words.onOneLine)
    }
  }
}

// MARK: Markup

@Test(arguments: HostileCase.texts)
func `markup can say any words, and they stay words`(_ words: String) throws {
  var markup = Markup()
  markup.put(.p, .label(words), .id(words)) { $0.text(words) }
  let elements = try Elements(markup.written)
  #expect(elements.names == ["p"])
  let scalars = markup.written.unicodeScalars.filter { $0 != "\n" }
  #expect(scalars.allSatisfy { String($0) == String($0).printable })
  #expect(Markup.Attribute.web(words) == nil)
}

/// A reader of our HTML that is stricter than a browser: every element closes in its turn, every
/// attribute stands in double quotes, and no `<`, `>` or `&` stands alone.
struct Elements {
  struct Malformed: Error { let place: String }

  private(set) var names: [String] = []
  private(set) var words = ""
  private static let empty: Set<String> = ["meta", "br", "rect", "circle", "path"]

  init(_ text: String) throws {
    var open: [String] = []
    var rest = Substring(text)
    if rest.hasPrefix("<!DOCTYPE html>") { rest = rest.dropFirst(15) }
    while let start = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      try take(rest[..<start])
      guard let end = rest[start...].utf8.firstIndex(of: UInt8(ascii: ">")) else {
        throw Malformed(place: String(rest.prefix(60)))
      }
      let inside = rest[rest.utf8.index(after: start)..<end]
      rest = rest[rest.utf8.index(after: end)...]
      if inside.hasPrefix("/") {
        guard open.popLast() == String(inside.dropFirst()) else {
          throw Malformed(place: String(inside))
        }
        continue
      }
      let name = String(inside.prefix { $0.isLetter || $0.isNumber })
      let attributes = inside.dropFirst(name.count)
      guard attributes.filter({ $0 == "\"" }).count.isMultiple(of: 2),
        !attributes.utf8.contains(UInt8(ascii: "<"))
      else { throw Malformed(place: String(inside)) }
      names.append(name)
      if name == "style" {
        guard let end = rest.range(of: "</style>") else { throw Malformed(place: "style") }
        rest = rest[end.upperBound...]
      } else if !Elements.empty.contains(name) {
        open.append(name)
      }
    }
    try take(rest)
    guard open.isEmpty else { throw Malformed(place: open.joined(separator: " ")) }
  }

  func count(_ name: String) -> Int { names.count { $0 == name } }

  private mutating func take(_ raw: Substring) throws {
    guard !raw.utf8.contains(UInt8(ascii: ">")) else { throw Malformed(place: String(raw)) }
    guard raw.utf8.contains(UInt8(ascii: "&")) else {
      words += raw
      return
    }
    let known = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    for piece in raw.components(separatedBy: "&").dropFirst() {
      // By scalars, for a mark that follows is no part of the entity.
      let scalars = ("&" + piece).unicodeScalars
      guard known.contains(where: { scalars.starts(with: $0.0.unicodeScalars) }) else {
        throw Malformed(place: piece)
      }
    }
    words += known.reduce(String(raw)) {
      $0.replacingOccurrences(of: $1.0, with: $1.1, options: .literal)
    }
  }
}
