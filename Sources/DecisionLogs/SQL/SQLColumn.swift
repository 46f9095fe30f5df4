import RuleCompiler

/// What a column of a log says of a fact, as expressions over its raw value and its text.
struct SQLColumn {
  let dialect: SQLDialect
  /// Its name in the views.
  let name: String
  let column: LogColumn
  let fact: Fact
  /// Whether raw values are as JSON writes them.
  let isJSON: Bool
  /// Words that tests name, of a country or a text.
  let tested: [String]
  /// Codes of all countries that there are; empty where any text will do.
  let countries: [String]

  var raw: String { dialect.name(name) }
  var text: String { dialect.name(name + " text") }

  /// Whether the raw value is a list, or an object.
  private func begins(with letter: Character) -> String? {
    guard isJSON else { return nil }
    return "\(rawText) LIKE '\(letter)%'"
  }

  /// JSON as text; in Spark, and where there is no JSON, the text itself.
  private var rawText: String {
    switch dialect {
    case .duckdb: "CAST(\(raw) AS VARCHAR)"
    case .postgres: isJSON ? "CAST(\(raw) AS text)" : raw
    case .spark: raw
    }
  }

  /// The text of a raw value that is no list and no object; NULL where there is none, or where it
  /// says so.
  var textOfRaw: String {
    let plain: String
    switch (dialect, isJSON) {
    case (_, false): plain = "nullif(\(raw), '')"
    case (.duckdb, true):
      // Few texts are written with escapes, and reading JSON again takes its time.
      plain = """
        (CASE WHEN NOT starts_with(\(rawText), '"') THEN \(rawText) \
        WHEN contains(\(rawText), '\\') THEN \(raw) ->> '$' \
        ELSE substr(\(rawText), 2, length(\(rawText)) - 2) END)
        """
    case (.postgres, true): plain = "(\(raw) #>> '{}')"
    case (.spark, true): plain = raw
    }
    var closed: [String] = []
    if let list = begins(with: "["), let object = begins(with: "{") { closed = [list, object] }
    let missing = dialect.texts(column.missing)
    if !column.missing.isEmpty { closed.append("\(dialect.exact(plain)) IN (\(missing))") }
    let exact = dialect.exact(plain)
    return closed.isEmpty
      ? exact : "CASE WHEN \(closed.joined(separator: " OR ")) THEN NULL ELSE \(exact) END"
  }

  // MARK: Values

  /// Words that the column has for values, each once, as the first that says something counts.
  var words: [(word: String, value: Value)] {
    guard case .value(let said, _, _) = column.reading else { return [] }
    var own: [(word: String, value: Value)] = []
    switch fact.type {
    case .yesNo: own = [("true", .yes), ("yes", .yes), ("false", .no), ("no", .no)]
    case .oneOf(let options, _), .someOf(let options):
      own = options.enumerated().map { ($1.name, .option($0)) }
    case .country, .text: own = tested.map { ($0, .word($0)) }
    case .number, .date, .time: break
    }
    var found: [(word: String, value: Value)] = []
    for pair in said + own
    where !column.missing.contains(pair.word) && !found.contains(where: { $0.word == pair.word }) {
      found.append(pair)
    }
    return found
  }

  private var others: Value? {
    if case .value(_, let others, _) = column.reading { others } else { nil }
  }

  /// What the text says, before it is asked what is so where there is none; NULL of `none`.
  var value: String {
    switch column.reading {
    case .presence: return presence
    case .value(_, let others, let separator):
      switch fact.type {
      case .yesNo, .oneOf:
        return cases(words, otherwise: others.flatMap(literal))
      case .country, .text:
        let renamed = words.filter { $0.value != .word($0.word) }
        if let others { return cases(words, otherwise: literal(others)) }
        guard !countries.isEmpty else { return cases(renamed, otherwise: text) }
        return cases(
          renamed,
          otherwise: "CASE WHEN \(text) IN (\(dialect.texts(countries))) THEN \(text) END")
      case .someOf: return list(separator)
      case .number: return dialect.number(text)
      case .date:
        return dialect.day(text, format: column.format)
      case .time:
        return dialect.moment(text, format: column.format, minutes: column.offset)
      }
    }
  }

  private func cases(_ words: [(word: String, value: Value)], otherwise: String?) -> String {
    var groups: [(value: String, words: [String])] = []
    var none: [String] = []
    for (word, value) in words {
      guard var written = literal(value) else {
        none.append(word)
        continue
      }
      // A word that stands for itself.
      if written == dialect.text(word) { written = text }
      if let place = groups.firstIndex(where: { $0.value == written }) {
        groups[place].words.append(word)
      } else {
        groups.append((written, [word]))
      }
    }
    if !none.isEmpty { groups.insert(("NULL", none), at: 0) }
    if groups.isEmpty { return otherwise ?? "NULL" }
    let whens = groups.map { "WHEN \(text) IN (\(dialect.texts($0.words))) THEN \($0.value)" }
    let rest = otherwise.map { " WHEN \(text) IS NOT NULL THEN \($0)" } ?? ""
    let type = fact.type == .yesNo ? "BOOLEAN" : dialect.textType
    return "CAST(CASE \(whens.joined(separator: " "))\(rest) END AS \(type))"
  }

  /// As a value stands in a view; nil of `none`.
  func literal(_ value: Value) -> String? {
    switch (value, fact.type) {
    case (.none, _): nil
    case (.option(let place), .yesNo): place == 1 ? "TRUE" : "FALSE"
    case (.option(let place), _): dialect.text(fact.options[place].name)
    case (.word(let word), _): dialect.text(word)
    case (.members, _): nil
    case (.number(let number), _): dialect.literal(number)
    case (.day(let day), _): "DATE '\(day)'"
    case (.instant(let instant), _): String(instant.microseconds)
    }
  }

  private var presence: String {
    guard isJSON, let list = begins(with: "[") else { return "(\(text) IS NOT NULL)" }
    return "(\(text) IS NOT NULL OR coalesce(\(list), FALSE))"
  }

  /// The words of a set: a list of JSON, or a text that is taken apart.
  private func list(_ separator: Character?) -> String {
    var plain = dialect.list(of: text)
    if let separator {
      let last = "substr(\(text), length(\(text)), 1) = \(dialect.text(String(separator)))"
      let body = "CASE WHEN \(last) THEN substr(\(text), 1, length(\(text)) - 1) ELSE \(text) END"
      plain = dialect.split(body, separator)
    }
    let split =
      "CASE WHEN \(text) = '' THEN \(dialect.list([])) WHEN \(text) IS NOT NULL THEN \(plain) END"
    guard let isList = begins(with: "[") else { return split }
    let read =
      switch dialect {
      case .duckdb:
        "CASE WHEN list_has_all(['VARCHAR'], json_type(\(raw), '$[*]')) "
          + "THEN CAST(\(raw) AS VARCHAR[]) END"
      case .postgres:
        "CASE WHEN NOT jsonb_path_exists(\(raw), '$[*] ? (@.type() != \"string\")') "
          + "THEN ARRAY(SELECT jsonb_array_elements_text(\(raw))) END"
      case .spark:
        "CASE WHEN \(dialect.matches(raw, SQLDialect.listOfTexts)) "
          + "THEN from_json(\(raw), 'ARRAY<STRING>') END"
      }
    return "CASE WHEN \(isList) THEN \(read) ELSE \(split) END"
  }

  // MARK: None, and what is so where there is no value

  /// Whether the column may say `none`.
  var maySayNone: Bool {
    column.absent == Value.none || others == Value.none
      || words.contains { $0.value == .none }
  }

  /// Whether the text says `none`.
  var saysNone: SQLTruth {
    guard maySayNone else { return .no }
    let none = words.filter { $0.value == .none }.map(\.word)
    var parts: [SQLTruth] = []
    if !none.isEmpty { parts.append(.text("\(text) IN (\(dialect.texts(none)))")) }
    if others == Value.none {
      parts.append(.text("\(text) NOT IN (\(dialect.texts(words.map(\.word))))"))
    }
    return .any(parts)
  }

  /// What may be wrong with the raw value: when, and its name.
  var mistakes: [(condition: String, name: String)] {
    var cases: [(condition: String, name: String)] = []
    var mistaken: String?
    switch column.reading {
    case .presence: break
    case .value:
      switch fact.type {
      case .yesNo, .oneOf: mistaken = others == nil ? "unknown_value" : nil
      case .country, .text:
        mistaken = countries.isEmpty || others != nil ? nil : "unknown_value"
      case .number: mistaken = "bad_number"
      case .date, .time: mistaken = "bad_time"
      case .someOf: mistaken = nil
      }
    }
    let typed = dialect.name(name + " value")
    let raw = rawText
    if isJSON {
      if case .presence = column.reading {
        cases.append(("\(raw) LIKE '{%'", "wrong_type"))
      } else if fact.isSet {
        let isNoList = "(\(raw) LIKE '[%' AND \(typed) IS NULL)"
        cases.append(("\(raw) LIKE '{%' OR \(isNoList)", "wrong_type"))
        if let scalar = scalar(raw) { cases.append((scalar, "wrong_type")) }
      } else {
        cases.append(("\(raw) LIKE '{%' OR \(raw) LIKE '[%'", "wrong_type"))
      }
    }
    if let mistaken {
      var isWrong = "\(text) IS NOT NULL AND \(typed) IS NULL"
      if maySayNone, case .text(let none) = saysNone {
        isWrong += " AND NOT coalesce(\(none), FALSE)"
      }
      cases.append((isWrong, mistaken))
    }
    if fact.isSet, others == nil {
      let known = words.map(\.word) + column.missing
      cases.append((dialect.hasOthers(typed, known), "unknown_value"))
    }
    return cases
  }

  /// Whether the raw value of a set is neither a text nor a list.
  private func scalar(_ raw: String) -> String? {
    dialect == .spark ? nil : "\(raw) NOT LIKE '\"%' AND \(raw) NOT LIKE '[%'"
  }

  // MARK: Answers

  /// The value in the end; NULL where nobody knows and where there is none.
  var answer: String {
    let value = dialect.name(name + " value")
    guard let absent = column.absent, let literal = literal(absent) else { return value }
    let known = "coalesce(\(value), \(literal))"
    guard case .text(let none) = saysNone else { return known }
    return "CASE WHEN \(none) THEN NULL ELSE \(known) END"
  }

  /// Whether the record itself says something.
  var given: String {
    let value = dialect.name(name + " value")
    if case .presence = column.reading { return value }
    guard case .text(let none) = saysNone else { return "(\(value) IS NOT NULL)" }
    return "(\(value) IS NOT NULL OR coalesce(\(none), FALSE))"
  }

  /// Whether there is none, where that may be.
  var none: String? {
    guard maySayNone else { return nil }
    var cases: [String] = []
    if case .text(let says) = saysNone { cases.append("WHEN \(says) THEN TRUE") }
    cases.append("WHEN \(dialect.name(name + " value")) IS NOT NULL THEN FALSE")
    if let absent = column.absent { cases.append("ELSE \(absent == .none ? "TRUE" : "FALSE")") }
    return "CASE \(cases.joined(separator: " ")) END"
  }
}
