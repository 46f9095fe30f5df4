package import LocatedYAML
package import RuleCompiler
package import RuleEvaluator

/// How the columns of a decision log answer facts: which is which fact, which of its words which
/// answer, and what says that there is none. It is a use case besides: what it answers itself is
/// so of every record.
package struct LogMapping: Sendable {
  /// What is so of every record, and whose law is asked.
  package let useCase: UseCase
  package let columns: [LogColumn]
  /// The column by which records are named.
  package let id: Key
  /// The column with the day of a decision, whose law it is judged by; nil where all are judged
  /// by the law of the day that is asked.
  package let day: Key?
  /// How that day is written; nil for ISO 8601.
  package let dayFormat: String?
}

/// What a column says of one fact.
package struct LogColumn: Sendable {
  package let key: Key
  package let fact: FactID
  package let reading: Reading
  /// Words that say that there is no value, beside an absent key and `null`.
  package let missing: [String]
  /// What a record answers in which there is no value; nil where nobody knows then.
  package let absent: Value?
  /// How a date or a time is written, such as `DD/MM/YYYY hh:mm`, `unix` or `unix_ms`; nil for
  /// ISO 8601.
  package let format: String?
  /// Minutes ahead of UTC of times that do not say so themselves.
  package let offset: Int?
  package let place: Place

  package enum Reading: Sendable {
    /// The value is the answer, or one of these words stands for it; and maybe every other word.
    case value([(word: String, value: Value)], others: Value?, separator: Character?)
    /// Whether there is a value is the answer.
    case presence
  }
}

extension LogMapping {
  /// Reads a mapping against the vocabulary of a rulebook; every mistake is told at once.
  package static func read(
    _ file: SourceFile, of rulebook: Rulebook, noting diagnostics: inout [Diagnostic]
  ) -> LogMapping? {
    guard let node = Node.read(file, limits: .useCase, noting: &diagnostics) else { return nil }
    let own: Set = ["columns", "id", "day", "log"]
    guard case .mapping(let entries) = node.shape else {
      diagnostics.append(.mappingExpected("a mapping of a log", in: file.path, at: node.span))
      return nil
    }
    let cases = CaseReader(rulebook: rulebook, file: file.path)
    let rest = entries.filter { !own.contains($0.key.text) }
    let useCase = cases.read(
      Node(shape: .mapping(rest), span: node.span), noting: &diagnostics)
    var fields = Fields(
      entries.filter { own.contains($0.key.text) }, at: node.span, in: file.path)
    _ = fields.take("log")
    let id = fields.text("id", noting: &diagnostics)
    let (day, dayFormat) = readDay(&fields, in: file.path, noting: &diagnostics)
    if id == nil {
      diagnostics.append(
        .missingKey("id", of: "the mapping", in: file.path, at: node.span.first))
    }
    var reader = ColumnReader(vocabulary: rulebook.rules.vocabulary, file: file.path)
    let columns = fields.mapping("columns", noting: &diagnostics).flatMap {
      reader.read($0, noting: &diagnostics)
    }
    fields.finish(noting: &diagnostics)
    if columns.isEmpty, !diagnostics.containsError {
      diagnostics.append(
        .missingKey("columns", of: "the mapping", in: file.path, at: node.span.first))
    }
    guard let useCase, let id, !diagnostics.containsError else { return nil }
    return LogMapping(
      useCase: useCase, columns: columns, id: id, day: day, dayFormat: dayFormat)
  }

  /// `day: COLUMN`, or `day: {column, format}`.
  private static func readDay(
    _ fields: inout Fields, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> (day: Key?, format: String?) {
    guard let node = fields.take("day")?.value else { return (nil, nil) }
    if case .scalar = node.shape {
      return (Fields.text(node, of: "day", in: file, noting: &diagnostics), nil)
    }
    guard var inner = Fields(node, of: "day", in: file, noting: &diagnostics) else {
      return (nil, nil)
    }
    let day = inner.text("column", noting: &diagnostics)
    let format = inner.text("format", noting: &diagnostics)
    if let format { check(format, isTime: false, in: file, noting: &diagnostics) }
    inner.finish(noting: &diagnostics)
    if day == nil {
      diagnostics.append(.missingKey("column", of: "`day`", in: file, at: node.span.first))
    }
    return (day, format?.text)
  }

  /// Whether a format names year, month and day, and of a time the minute.
  fileprivate static func check(
    _ format: Key, isTime: Bool, in file: String, noting diagnostics: inout [Diagnostic]
  ) {
    if ["unix", "unix_ms"].contains(format.text) { return }
    let parts = ["YYYY", "MM", "DD"] + (isTime ? ["hh", "mm"] : [])
    guard !parts.allSatisfy({ part in format.text.occurs(part) == 1 }) else { return }
    diagnostics.append(.badFormat(format, parts, in: file))
  }
}

extension String {
  /// How often a word stands in it.
  fileprivate func occurs(_ word: String) -> Int {
    let (all, part) = (Array(utf8), Array(word.utf8))
    guard all.count >= part.count else { return 0 }
    return (0...(all.count - part.count)).count { Array(all[$0..<($0 + part.count)]) == part }
  }
}

/// Reads the entries of `columns`.
private struct ColumnReader {
  let vocabulary: Vocabulary
  let file: String
  private var bound: [FactID: Key] = [:]

  init(vocabulary: Vocabulary, file: String) {
    self.vocabulary = vocabulary
    self.file = file
  }

  mutating func read(_ entry: Entry, noting diagnostics: inout [Diagnostic]) -> [LogColumn] {
    if case .scalar = entry.value.shape {
      guard
        let name = Fields.text(
          entry.value, of: entry.key.text, in: file, noting: &diagnostics),
        let fact = bind(name, noting: &diagnostics)
      else { return [] }
      return [column(entry.key, fact, .value([], others: nil, separator: nil))]
    }
    guard
      var fields = Fields(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
    else { return [] }
    let missing = fields.words("missing", noting: &diagnostics).map(\.text)
    var found: [LogColumn] = []
    let name = fields.text("fact", noting: &diagnostics)
    let values = fields.mapping("values", noting: &diagnostics)
    let others = fields.text("others", noting: &diagnostics)
    let absent = fields.text("absent", noting: &diagnostics)
    let separator = fields.text("separator", noting: &diagnostics)
    if let separator, separator.text.utf8.count != 1 {
      diagnostics.append(.badSeparator(separator, in: file))
    }
    let format = fields.text("format", noting: &diagnostics)
    let offset = fields.text("offset", noting: &diagnostics)
    if let name, let id = bind(name, noting: &diagnostics) {
      let fact = vocabulary[id]
      if let word = values.first?.key ?? others {
        switch fact.type {
        case .number, .date, .time:
          diagnostics.append(.valuesOfNoWords(fact, at: word, in: file))
          return []
        default: break
        }
      }
      let words = values.compactMap { entry -> (word: String, value: Value)? in
        guard
          let written = Fields.text(
            entry.value, of: entry.key.text, in: file, noting: &diagnostics),
          let value = read(written, of: fact, noting: &diagnostics)
        else { return nil }
        return (entry.key.text, value)
      }
      found.append(
        column(
          entry.key, id,
          .value(
            words, others: others.flatMap { read($0, of: fact, noting: &diagnostics) },
            separator: separator?.text.first), missing,
          absent.flatMap { readAbsent($0, of: fact, noting: &diagnostics) },
          readFormat(format, of: fact, noting: &diagnostics),
          readOffset(offset, of: fact, noting: &diagnostics)))
    }
    if let present = fields.text("present", noting: &diagnostics),
      let id = bind(present, noting: &diagnostics)
    {
      if vocabulary[id].type != .yesNo {
        diagnostics.append(.presenceOfNoYesNo(vocabulary[id], at: present, in: file))
      }
      found.append(column(entry.key, id, .presence, missing))
    }
    fields.finish(noting: &diagnostics)
    if found.isEmpty, !diagnostics.containsError {
      diagnostics.append(.columnWithoutFact(entry.key, in: file))
    }
    return found
  }

  private func column(
    _ key: Key, _ fact: FactID, _ reading: LogColumn.Reading, _ missing: [String] = [],
    _ absent: Value? = nil, _ format: String? = nil, _ offset: Int? = nil
  ) -> LogColumn {
    LogColumn(
      key: key, fact: fact, reading: reading, missing: missing, absent: absent, format: format,
      offset: offset, place: Place(file: file, span: key.span))
  }

  private func readFormat(
    _ format: Key?, of fact: Fact, noting diagnostics: inout [Diagnostic]
  ) -> String? {
    guard let format else { return nil }
    switch fact.type {
    case .date: LogMapping.check(format, isTime: false, in: file, noting: &diagnostics)
    case .time: LogMapping.check(format, isTime: true, in: file, noting: &diagnostics)
    case .yesNo, .oneOf, .someOf, .number, .country, .text:
      diagnostics.append(.formatOfNoDay("format", fact, at: format, in: file))
    }
    return format.text
  }

  /// `+01:00`, or `Z`.
  private func readOffset(
    _ word: Key?, of fact: Fact, noting diagnostics: inout [Diagnostic]
  ) -> Int? {
    guard let word else { return nil }
    guard fact.type == .time else {
      diagnostics.append(.formatOfNoDay("offset", fact, at: word, in: file))
      return nil
    }
    if word.text == "Z" { return 0 }
    let parts = word.text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard let sign = word.text.first, "+-".contains(sign), parts.count == 2,
      parts.allSatisfy({ $0.utf8.count == 2 }), let hours = Int(parts[0]),
      let minutes = Int(parts[1]), (0...14).contains(hours), (0..<60).contains(minutes)
    else {
      diagnostics.append(.badOffset(word, in: file))
      return nil
    }
    return (hours * 60 + minutes) * (sign == "-" ? -1 : 1)
  }

  private mutating func bind(
    _ name: Key, noting diagnostics: inout [Diagnostic]
  ) -> FactID? {
    guard let fact = vocabulary.fact(named: name.text) else {
      diagnostics.append(.unknownFact(name, vocabulary, in: file))
      return nil
    }
    if vocabulary[fact].level == .item {
      diagnostics.append(.itemInLog(name, in: file))
      return nil
    }
    guard bound.updateValue(name, forKey: fact) == nil else {
      diagnostics.append(.repeatedName(name, first: nil, in: file))
      return nil
    }
    return fact
  }

  /// What is so where there is no value: `none`, or an answer in words.
  private func readAbsent(
    _ word: Key, of fact: Fact, noting diagnostics: inout [Diagnostic]
  ) -> Value? {
    if word.text == "none", fact.isSet { return .members([]) }
    let value = read(word, of: fact, noting: &diagnostics)
    if fact.isSet, case .option(let place)? = value { return .members([place]) }
    return value
  }

  private func read(
    _ word: Key, of fact: Fact, noting diagnostics: inout [Diagnostic]
  ) -> Value? {
    if word.text == "none", fact.allowsNone { return Value.none }
    switch fact.type {
    case .yesNo:
      if let flag = ["yes": true, "true": true, "no": false, "false": false][word.text] {
        return flag ? .yes : .no
      }
    case .oneOf(let options, _), .someOf(let options):
      if let place = options.firstIndex(where: { $0.name == word.text }) { return .option(place) }
    case .country, .text: return .word(word.text)
    case .number, .date, .time: break
    }
    let names = fact.type == .yesNo ? ["yes", "no"] : fact.options.map(\.name)
    diagnostics.append(.notAnAnswer(word, of: fact, among: names, in: file))
    return nil
  }
}

extension Diagnostic {
  static func badSeparator(_ word: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "bad-separator", severity: .error, message: "`separator` is one character of ASCII",
      file: file, span: word.span)
  }

  static func badFormat(_ word: Key, _ parts: [String], in file: String) -> Diagnostic {
    Diagnostic(
      code: "bad-format", severity: .error,
      message: "a format has each of \(parts.joined(separator: ", ")) once", file: file,
      span: word.span, hint: "such as `DD/MM/YYYY hh:mm:ss`, or `unix`, or `unix_ms`")
  }

  static func badOffset(_ word: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "bad-offset", severity: .error,
      message: "`offset` is hours and minutes ahead of UTC", file: file, span: word.span,
      hint: "such as `+01:00`, in quotes")
  }

  static func formatOfNoDay(
    _ key: String, _ fact: Fact, at word: Key, in file: String
  ) -> Diagnostic {
    Diagnostic(
      code: "format-of-no-day", severity: .error,
      message: "`\(key)` says how a time is written, and `\(fact.name)` asks for none",
      file: file, span: word.span)
  }

  static func presenceOfNoYesNo(_ fact: Fact, at word: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "presence-of-no-yes-no", severity: .error,
      message: "whether there is a value answers yes or no, and `\(fact.name)` asks for more",
      file: file, span: word.span)
  }

  static func valuesOfNoWords(_ fact: Fact, at word: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "values-of-no-words", severity: .error,
      message: "`\(fact.name)` is a number or a time, and `values` and `others` are for words",
      file: file, span: word.span,
      hint: "words that say nothing stand under `missing`; what no value means, under `absent`")
  }

  static func columnWithoutFact(_ key: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "column-without-fact", severity: .error,
      message: "the column `\(key.text)` answers no fact", file: file, span: key.span,
      hint: "it needs `fact` or `present`")
  }

  static func itemInLog(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "item-in-log", severity: .error,
      message: "`\(name.text)` is about an item of a list, and a record has no lists", file: file,
      span: name.span)
  }

  static func notAnAnswer(
    _ word: Key, of fact: Fact, among names: [String], in file: String
  ) -> Diagnostic {
    Diagnostic(
      code: "not-an-answer", severity: .error,
      message: "`\(word.text)` is no answer to `\(fact.name)`", file: file, span: word.span,
      suggestion: nearest(to: word.text, among: names))
  }
}
