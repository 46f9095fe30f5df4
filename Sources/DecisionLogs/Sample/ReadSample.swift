import LocatedYAML
import RuleCompiler

/// Reads one kind of made-up log.
struct SampleReader {
  let file: String
  /// The full names of all rules.
  let rules: Set<String>
  private var columns: [SampleKind.Column] = []
  private var places: [String: Int] = [:]

  init(file: String, rules: Set<String>) {
    self.file = file
    self.rules = rules
  }

  mutating func read(
    _ entries: [Entry], at span: SourceSpan, noting diagnostics: inout [Diagnostic]
  ) -> SampleKind? {
    var fields = Fields(entries, at: span, in: file)
    RuleCompiler.Language.check(&fields, noting: &diagnostics)
    let name = fields.text("sample", noting: &diagnostics)
    let title = fields.sentence("title", noting: &diagnostics)
    let mapping = fields.text("mapping", noting: &diagnostics)
    let missing = share(&fields, noting: &diagnostics) ?? 0
    for entry in fields.mapping("columns", noting: &diagnostics) {
      readColumn(entry, missing: missing, noting: &diagnostics)
    }
    var stories: [SampleKind.Story] = []
    for node in fields.list("stories", noting: &diagnostics) {
      if let story = readStory(node, after: stories, noting: &diagnostics) { stories.append(story) }
    }
    fields.finish(noting: &diagnostics)
    guard let name, let title, let mapping, !columns.isEmpty,
      stories.contains(where: { $0.weight > 0 })
    else {
      let missing = [
        ("title", title == nil), ("mapping", mapping == nil), ("columns", columns.isEmpty),
      ].first { $0.1 }?.0
      diagnostics.append(
        .missingKey(missing ?? "stories", of: "the file", in: file, at: span.first))
      return nil
    }
    return SampleKind(
      name: name.text, title: title,
      mapping: SourceFile(path: name.text + ".yaml", text: mapping.text), columns: columns,
      stories: stories)
  }

  private mutating func readColumn(
    _ entry: Entry, missing: Int, noting diagnostics: inout [Diagnostic]
  ) {
    var own = missing
    var node = entry.value
    if case .mapping(let entries) = node.shape {
      var fields = Fields(
        entries.filter { $0.key.text == "missing" }, at: node.span, in: file)
      own = share(&fields, noting: &diagnostics) ?? missing
      let rest = entries.filter { $0.key.text != "missing" }
      if rest.isEmpty {
        node = Node(shape: .scalar(Scalar(text: "", isPlain: true)), span: node.span)
      } else {
        node = Node(shape: .mapping(rest), span: node.span)
      }
    }
    let source = source(node, of: entry.key.text, noting: &diagnostics) ?? .nothing
    places[entry.key.text] = columns.count
    columns.append(SampleKind.Column(name: entry.key.text, source: source, missing: own))
  }

  private func readStory(
    _ node: Node, after stories: [SampleKind.Story], noting diagnostics: inout [Diagnostic]
  ) -> SampleKind.Story? {
    guard var fields = Fields(node, of: "a story", in: file, noting: &diagnostics) else {
      return nil
    }
    let name = fields.text("story", noting: &diagnostics)
    let weight = fields.text("weight", noting: &diagnostics).flatMap {
      whole($0, noting: &diagnostics)
    }
    var sources = columns.map(\.source)
    if let like = fields.text("like", noting: &diagnostics) {
      if let other = stories.first(where: { $0.name == like.text }) {
        sources = other.sources
      } else {
        diagnostics.append(
          .unknownChoice(like, of: "like", among: stories.map(\.name), in: file))
      }
    }
    for entry in fields.mapping("set", noting: &diagnostics) {
      guard let place = places[entry.key.text] else {
        diagnostics.append(
          .unknownKey(
            entry.key, nearest: nearest(to: entry.key.text, among: places.keys.sorted()),
            in: file))
        continue
      }
      guard let source = source(entry.value, of: entry.key.text, noting: &diagnostics) else {
        continue
      }
      sources[place] = source
    }
    let violates = fields.words("violates", noting: &diagnostics)
    for rule in violates where !rules.contains(rule.text) {
      diagnostics.append(
        .unknownChoice(rule, of: "violates", among: rules.sorted(), in: file))
    }
    fields.finish(noting: &diagnostics)
    guard let name, let weight, weight >= 0 else {
      diagnostics.append(
        .missingKey(name == nil ? "story" : "weight", of: "a story", in: file, at: node.span.first))
      return nil
    }
    return SampleKind.Story(
      name: name.text, weight: weight, violates: violates.map(\.text), sources: sources)
  }

  /// `missing`, in thousandths.
  private func share(
    _ fields: inout Fields, noting diagnostics: inout [Diagnostic]
  ) -> Int? {
    guard let word = fields.text("missing", noting: &diagnostics) else { return nil }
    guard let number = Number(word.text), let share = number.thousandths, (0...1000).contains(share)
    else {
      diagnostics.append(.notASample(word, "a share between 0 and 1", in: file))
      return nil
    }
    return share
  }

  private func whole(_ word: Key, noting diagnostics: inout [Diagnostic]) -> Int? {
    let number = Int(word.text)
    if number == nil { diagnostics.append(.notASample(word, "a whole number", in: file)) }
    return number
  }

  // MARK: Sources of values

  private func source(
    _ node: Node, of key: String, noting diagnostics: inout [Diagnostic]
  ) -> SampleKind.Source? {
    if case .scalar(let scalar) = node.shape {
      return scalar.isNull ? .nothing : .text(scalar.text.sampleParts)
    }
    guard var fields = Fields(node, of: key, in: file, noting: &diagnostics) else { return nil }
    defer { fields.finish(noting: &diagnostics) }
    if let text = fields.text("text", noting: &diagnostics) { return .text(text.text.sampleParts) }
    if fields.has("pick") {
      let options = fields.mapping("pick", noting: &diagnostics).compactMap {
        entry -> (source: SampleKind.Source, weight: Int)? in
        guard
          let word = Fields.text(
            entry.value, of: entry.key.text, in: file, noting: &diagnostics),
          let weight = whole(word, noting: &diagnostics)
        else { return nil }
        return (entry.key.text == "~" ? .nothing : .text(entry.key.text.sampleParts), weight)
      }
      return .pick(options)
    }
    if fields.has("number") {
      let bounds = fields.words("number", noting: &diagnostics)
      let numbers = bounds.compactMap { Number($0.text) }
      guard numbers.count == 2, let first = bounds.first else {
        diagnostics.append(
          .notASample(bounds.first ?? Key(text: key, span: node.span), "two numbers", in: file))
        return nil
      }
      let places = numbers.map { Int($0.places) }.max() ?? 0
      let ends = numbers.map { $0.scaled(to: places) }
      guard ends[0] <= ends[1] else {
        diagnostics.append(.notASample(first, "two numbers, the smaller first", in: file))
        return nil
      }
      return .number(from: ends[0], to: ends[1], places: places)
    }
    if fields.has("time") { return time(&fields, noting: &diagnostics) }
    return after(&fields, key, at: node.span, noting: &diagnostics)
  }

  private func time(
    _ fields: inout Fields, noting diagnostics: inout [Diagnostic]
  ) -> SampleKind.Source? {
    let bounds = fields.words("time", noting: &diagnostics)
    let every = fields.text("every", noting: &diagnostics).flatMap {
      whole($0, noting: &diagnostics)
    }
    let times = bounds.compactMap { Instant($0.text) }.map { Int($0.microseconds / 1_000_000) }
    guard times.count == 2, times[0] < times[1] else {
      if let first = bounds.first {
        diagnostics.append(.notASample(first, "two moments, the earlier first", in: file))
      }
      return nil
    }
    return .time(from: times[0], until: times[1], every: max(every ?? 1, 1))
  }

  private func after(
    _ fields: inout Fields, _ key: String, at span: SourceSpan,
    noting diagnostics: inout [Diagnostic]
  ) -> SampleKind.Source? {
    guard let other = fields.text("after", noting: &diagnostics) else {
      diagnostics.append(.missingKey("after", of: "`\(key)`", in: file, at: span.first))
      return nil
    }
    let isEarlier = places[other.text].map {
      places[key].map { [other = $0] in other < $0 } ?? true
    }
    guard let column = places[other.text], isEarlier == true else {
      diagnostics.append(.notASample(other, "a column that stands before this one", in: file))
      return nil
    }
    let units = [
      ("seconds", 1), ("minutes", 60), ("hours", 3600), ("days", 86_400),
    ]
    for (name, unit) in units where fields.has(name) {
      let bounds = fields.words(name, noting: &diagnostics).compactMap {
        whole($0, noting: &diagnostics)
      }
      guard let first = bounds.first, let last = bounds.last, first <= last else { break }
      return .after(column: column, from: first * unit, to: last * unit)
    }
    diagnostics.append(.missingKey("days", of: "`\(key)`", in: file, at: span.first))
    return nil
  }
}

extension String {
  /// Parts of a text: `{8 digits}`, `{NL|BE}` and `{number}` (or `{7 number}`) stand for something.
  fileprivate var sampleParts: [SampleKind.TextPart] {
    var parts: [SampleKind.TextPart] = []
    var rest = self[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { parts.append(.text(Array(rest[..<open].utf8))) }
      let inside = rest[rest.index(after: open)..<close]
      let words = inside.split(separator: " ")
      let width = words.first.flatMap { Int($0) } ?? 1
      switch words.last {
      case "digits": parts.append(.digits(width))
      case "number": parts.append(.number(width))
      default: parts.append(.choice(inside.split(separator: "|").map { Array($0.utf8) }))
      }
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(Array(rest.utf8))) }
    return parts
  }
}

extension Number {
  /// As a whole number of its last place.
  fileprivate func scaled(to places: Int) -> Int {
    (Int(self.places)..<max(places, Int(self.places))).reduce(Int(digits)) { all, _ in all * 10 }
  }

  fileprivate var thousandths: Int? { places <= 3 ? scaled(to: 3) : nil }
}

extension Diagnostic {
  static func notASample(_ word: Key, _ wanted: String, in file: String) -> Diagnostic {
    Diagnostic(
      code: "not-a-sample", severity: .error, message: "`\(word.text)` is not \(wanted)",
      file: file, span: word.span)
  }
}
