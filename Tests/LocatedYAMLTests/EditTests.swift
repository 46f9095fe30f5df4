import Testing

@testable import LocatedYAML

@Suite struct `A value set in a file` {
  /// Where a file is in want of care: what it was, the path, what it becomes.
  @Test(arguments: [
    ("a: 1\n", ["a"], "a: new\n"),
    ("a: 1  # why\nb: 2\n", ["a"], "a: new  # why\nb: 2\n"),
    ("a: 1", ["b"], "a: 1\nb: new"),
    ("a: 1\r\n", ["b"], "a: 1\r\nb: new\r\n"),
    ("a:\n    b: 1\n\n# end\n", ["c", "d"], "a:\n    b: 1\nc:\n    d: new\n\n# end\n"),
    ("a: {b: 1}\n", ["a", "c"], "a: {b: 1, c: new}\n"),
    ("a: {b: 1,}\n", ["a", "c"], "a: {b: 1, c: new,}\n"),
    ("a: {}\n", ["a", "c", "d"], "a: {c: {d: new}}\n"),
    ("a: {\n  b: 1  # one\n}\n", ["a", "c"], "a: {\n  b: 1,  # one\n  c: new\n}\n"),
    ("a: {\n  b: 1,\n}\n", ["a", "c"], "a: {\n  b: 1,\n  c: new,\n}\n"),
    ("a:\n  b: {c: 1}\n", ["a", "d", "e"], "a:\n  b: {c: 1}\n  d: {e: new}\n"),
    ("a:\n- 1\n- 2\nb: 3\n", ["a"], "a: new\nb: 3\n"),
    ("a:\n- 1  # one\n- 2  # two\nb: 3\n", ["a"], "a:\n  # one\n  new  # two\nb: 3\n"),
    ("a:  # all\n  - 1\n", ["a"], "a:  # all\n  new\n"),
    ("a: [1,  # one\n  2]\nb: 3\n", ["a"], "a: new  # one\nb: 3\n"),
    ("x: {a: [1,  # one\n  2], b: 3}\n", ["x", "a"], "x: {a: new  # one\n      , b: 3}\n"),
    ("a: |\n  one\n  # no comment\nb: 2\n", ["a"], "a: new\nb: 2\n"),
    ("a: |  # text\n  one\nb: 2\n", ["a"], "a: new  # text\nb: 2\n"),
    ("a: |+\n  one\n\n\n", ["b"], "a: |+\n  one\n\n\nb: new\n"),
    ("a:\nb: 2\n", ["a"], "a: new\nb: 2\n"),
    ("'a é': 'x # y'  # é\n", ["a é"], "'a é': new  # é\n"),
    ("\u{FEFF}a: 1\n", ["a"], "\u{FEFF}a: new\n"),
    ("---\na: 1\n...\n", ["b"], "---\na: 1\nb: new\n...\n"),
    ("{\"a\": 1}\n", ["b"], "{\"a\": 1, \"b\": new}\n"),
  ])
  func `stands where an author would put it`(before: String, path: [String], after: String) throws {
    let file = SourceFile(path: "a.yaml", text: before)
    let root = try #require(Reading(file).node)
    let edits = try #require(file.edits(setting: path, to: .word("new"), in: root))
    #expect(String(decoding: file.applying(edits).bytes, as: UTF8.self) == after)
  }

  @Test func `has no place in a word or a list`() throws {
    let file = SourceFile(path: "a.yaml", text: "a: 1\nb: [2]\n")
    let root = try #require(Reading(file).node)
    #expect(file.edits(setting: ["a", "c"], to: .flag(true), in: root) == nil)
    #expect(file.edits(setting: ["b", "c"], to: .flag(true), in: root) == nil)
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `is all that a reader sees changed, and no comment is lost`(seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    let draft = FileDraft(&random)
    let file = draft.file
    let reading = Reading(file)
    let root = try #require(reading.node, "\(reading.codes) in \(draft.text)")
    #expect(root.outline == draft.tree.outline)
    let path = draft.tree.randomPath(&random)
    let value = NewValue.random(&random)
    let edits = try #require(file.edits(setting: path, to: value, in: root))
    let after = file.applying(edits)
    let text = String(decoding: after.bytes, as: UTF8.self)
    let now = Reading(after)
    let wanted = draft.tree.setting(path, to: value.plain(inJSON: draft.style == .json))
    #expect(now.node?.outline == wanted.outline, "\(path) in\n\(draft.text)\nis now\n\(text)")
    for comment in draft.comments {
      #expect(
        text.split(separator: comment, omittingEmptySubsequences: false).count == 2,
        "\(comment) in\n\(text)")
    }
    // What was not there takes nothing away.
    if !draft.tree.has(path) { #expect(edits.count { !$0.range.isEmpty } == 0) }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let ends = Set(lines.dropLast().map { $0.hasSuffix("\r") })
    #expect(ends.count < 2, "line endings are mixed in \(text.debugDescription)")
  }
}

/// A tree without places or style.
private indirect enum Plain {
  case word(String)
  /// A word in quotes.
  case quoted(String)
  case list([Plain])
  case map([(key: String, value: Plain)])

  var outline: String {
    switch self {
    case .word(let word): word
    case .quoted(let word): "'\(word)'"
    case .list(let items): "[" + items.map(\.outline).joined(separator: ", ") + "]"
    case .map(let pairs):
      "{" + pairs.map { "\($0.key): \($0.value.outline)" }.joined(separator: ", ") + "}"
    }
  }

  func has(_ path: [String]) -> Bool {
    guard let first = path.first else { return true }
    guard case .map(let pairs) = self, let pair = pairs.first(where: { $0.key == first }) else {
      return false
    }
    return pair.value.has(Array(path.dropFirst()))
  }

  func setting(_ path: [String], to value: Plain) -> Plain {
    guard let first = path.first else { return value }
    let rest = Array(path.dropFirst())
    guard case .map(var pairs) = self else { return Plain.map([]).setting(path, to: value) }
    if let place = pairs.firstIndex(where: { $0.key == first }) {
      pairs[place].value = pairs[place].value.setting(rest, to: value)
    } else {
      pairs.append((first, Plain.map([]).setting(rest, to: value)))
    }
    return .map(pairs)
  }

  /// To something that is there, or to something new in a mapping.
  func randomPath(_ random: inout SeededNumbers) -> [String] {
    guard case .map(let pairs) = self else { return [] }
    let choice = Int.random(in: 0..<(pairs.count + 2), using: &random)
    guard choice < pairs.count else {
      let new = ["new", "new_group", "x-1"].prefix(Int.random(in: 1...3, using: &random))
      return Array(new)
    }
    let (key, value) = pairs[choice]
    guard case .map(let inner) = value, !inner.isEmpty || Bool.random(using: &random) else {
      return [key]
    }
    return [key] + value.randomPath(&random)
  }
}

extension NewValue {
  fileprivate static func random(_ random: inout SeededNumbers) -> NewValue {
    let simple: [NewValue] = [
      .flag(true), .flag(false), .number("12.5"), .word("goods"), .word("2026-03-01"),
      .text("so \"it\" is: # {x}, é\\"), .text(""), .word("null"),
    ]
    switch Int.random(in: 0..<10, using: &random) {
    case 8: return .list(simple.shuffled(using: &random).prefix(2).map(\.self))
    case 9: return .mapping([.init("unknown", .text("nobody knows"))])
    case let place: return simple[place]
    }
  }

  fileprivate func plain(inJSON isJSON: Bool) -> Plain {
    switch self {
    case .flag(let flag): .word(isJSON ? "\(flag)" : flag ? "yes" : "no")
    case .number(let digits): .word(digits)
    case .word(let word): isJSON || word == "null" ? .quoted(word) : .word(word)
    case .text(let text): .quoted(text)
    case .list(let items): .list(items.map { $0.plain(inJSON: isJSON) })
    case .mapping(let pairs): .map(pairs.map { ($0.key, $0.value.plain(inJSON: isJSON)) })
    }
  }
}

/// A random file: its text in one of three styles, and what it says.
private struct FileDraft {
  enum Style: CaseIterable { case block, flow, json }

  let style: Style
  private(set) var tree = Plain.map([])
  private(set) var text = ""
  private(set) var comments: [String] = []
  private let ending: String
  private let step: Int

  init(_ random: inout SeededNumbers) {
    style = Style.allCases.randomElement(using: &random) ?? .block
    ending = Bool.random(using: &random) ? "\n" : "\r\n"
    step = [1, 2, 4].randomElement(using: &random) ?? 2
    tree = map(depth: 0, &random)
    switch style {
    case .block:
      comment("", &random)
      block(tree, indent: 0, &random)
      if Bool.random(using: &random) { text.removeLast() }
    case .flow, .json:
      text = inline(tree, indent: 0, &random) + (Bool.random(using: &random) ? ending : "")
    }
  }

  var file: SourceFile {
    SourceFile(path: style == .json ? "a.json" : "a.yaml", text: text)
  }

  private func map(depth: Int, _ random: inout SeededNumbers) -> Plain {
    let count = Int.random(in: depth == 0 ? 1...4 : 0...3, using: &random)
    return .map(
      (0..<count).map { place in
        let key = ["a", "b_1", "é", "dd"][place]
        let kind = Int.random(in: 0..<6, using: &random)
        if kind < 2, depth < 3 { return (key, map(depth: depth + 1, &random)) }
        if kind == 2 {
          return (key, .list((0..<Int.random(in: 0...2, using: &random)).map { .word("\($0)") }))
        }
        return (key, kind == 3 ? .quoted("it's # \"so\"") : .word(kind == 4 ? "12" : "null"))
      })
  }

  /// A comment at the end of a line, sometimes.
  private mutating func mark(_ random: inout SeededNumbers) -> String {
    guard style != .json, Int.random(in: 0..<3, using: &random) == 0 else { return "" }
    comments.append("# note \(comments.count).")
    return "  " + (comments.last ?? "")
  }

  private mutating func comment(_ indent: String, _ random: inout SeededNumbers) {
    let mark = mark(&random)
    if !mark.isEmpty { text += indent + mark.dropFirst(2) + ending }
  }

  private mutating func block(_ node: Plain, indent: Int, _ random: inout SeededNumbers) {
    guard case .map(let pairs) = node else { return }
    let margin = String(repeating: " ", count: indent)
    for (key, value) in pairs {
      comment(margin, &random)
      text += margin + key + ":"
      switch value {
      case .map(let inner) where !inner.isEmpty && Bool.random(using: &random):
        text += mark(&random) + ending
        block(value, indent: indent + step, &random)
      case .list(let items) where !items.isEmpty && Bool.random(using: &random):
        text += mark(&random) + ending
        let inner = Bool.random(using: &random) ? margin : margin + "  "
        for item in items { text += inner + "- " + item.outline + mark(&random) + ending }
      default:
        text += " " + inline(value, indent: indent + step, &random) + mark(&random) + ending
      }
      if Int.random(in: 0..<5, using: &random) == 0 { text += ending }
    }
  }

  private mutating func inline(
    _ node: Plain, indent: Int, _ random: inout SeededNumbers
  ) -> String {
    switch node {
    case .word(let word): return word
    case .quoted(let word):
      return "\""
        + word.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\\\"") + "\""
    case .list(let items):
      return "[" + items.map(\.outline).joined(separator: ", ") + "]"
    case .map(let pairs):
      let isLong = Bool.random(using: &random) && !pairs.isEmpty
      let margin = String(repeating: " ", count: indent + 2)
      var words = "{"
      for (place, pair) in pairs.enumerated() {
        words += isLong ? ending + margin : place > 0 ? " " : ""
        words += style == .json ? "\"\(pair.key)\": " : pair.key + ": "
        words += inline(pair.value, indent: indent + 2, &random)
        words += place < pairs.count - 1 ? "," : ""
        words += isLong ? mark(&random) : ""
      }
      return words + (isLong ? ending + String(repeating: " ", count: indent) : "") + "}"
    }
  }
}
