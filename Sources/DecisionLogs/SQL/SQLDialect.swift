/// A database whose SQL is written: what is written otherwise from one to the next.
package enum SQLDialect: String, Sendable, CaseIterable {
  case duckdb, postgres, spark

  var textType: String {
    switch self {
    case .duckdb: "VARCHAR"
    case .postgres: "text"
    case .spark: "STRING"
    }
  }

  /// A name in quotes, whatever stands in it.
  package func name(_ text: String) -> String {
    switch self {
    case .duckdb, .postgres: "\"" + text.doubling("\"") + "\""
    case .spark: "`" + text.doubling("`") + "`"
    }
  }

  /// A text in quotes, whatever stands in it. Spark reads backslashes in texts, and `${…}` before
  /// it reads anything else; PostgreSQL reads backslashes only where a text says so.
  package func text(_ text: String) -> String {
    switch self {
    case .duckdb: return "'" + text.doubling("'") + "'"
    case .postgres:
      let escaped = text.doubling("'")
      return text.contains("\\") ? "E'" + escaped.doubling("\\") + "'" : "'" + escaped + "'"
    case .spark:
      let escapes: [Character: String] = [
        "\\": "\\\\", "'": "\\'", "$": "\\u0024", "\n": "\\n", "\r": "\\r", "\0": "\\u0000",
      ]
      return "'" + text.map { escapes[$0] ?? String($0) }.joined() + "'"
    }
  }

  func texts(_ words: [String]) -> String { words.map(text).joined(separator: ", ") }

  /// As a remark: in one line, without what a reader of statements may stumble over.
  package func remark(_ words: String) -> String {
    "-- "
      + String(
        words.map { $0.isNewline || ";'\"`$\\".contains($0) ? " " : $0 })
  }

  /// A text that is compared byte by byte, whatever the collation of the database.
  func exact(_ text: String) -> String {
    switch self {
    case .duckdb, .spark: text
    case .postgres: "(\(text)) COLLATE \"C\""
    }
  }

  /// Whether the whole of a text is of this form.
  func matches(_ text: String, _ form: String) -> String {
    switch self {
    case .duckdb: "regexp_full_match(\(text), \(self.text(form)))"
    case .postgres: "\(text) ~ \(self.text("^(?:\(form))$"))"
    case .spark: "\(text) RLIKE \(self.text("^(?:\(form))\\z"))"
    }
  }

  /// The first part of a text that is of this form.
  func found(_ text: String, _ form: String) -> String {
    switch self {
    case .duckdb: "regexp_extract(\(text), \(self.text(form)))"
    case .postgres: "substring(\(text) from \(self.text(form)))"
    case .spark: "regexp_extract(\(text), \(self.text(form)), 0)"
    }
  }

  func part(_ text: String, _ start: Int, _ length: Int) -> String {
    "substr(\(text), \(start), \(length))"
  }

  func whole(_ text: String) -> String { "CAST(\(text) AS BIGINT)" }

  /// What a number that was told by its form becomes.
  func cast(_ text: String, _ type: String) -> String {
    self == .postgres ? "CAST(\(text) AS \(type))" : "TRY_CAST(\(text) AS \(type))"
  }

  /// A day from text of the form `YYYY-MM-DD`; NULL where the calendar has no such day.
  func day(_ text: String) -> String {
    guard self == .postgres else {
      return "CASE WHEN substr(\(text), 1, 4) <> '0000' THEN TRY_CAST(\(text) AS DATE) END"
    }
    let year = "CAST(substr(\(text), 1, 4) AS integer)"
    let last = """
      CASE substr(\(text), 6, 2) WHEN '02' THEN CASE WHEN (\(year) % 4 = 0 AND \(year) % 100 <> 0) \
      OR \(year) % 400 = 0 THEN 29 ELSE 28 END WHEN '04' THEN 30 WHEN '06' THEN 30 \
      WHEN '09' THEN 30 WHEN '11' THEN 30 ELSE 31 END
      """
    return """
      CASE WHEN substr(\(text), 1, 4) <> '0000' AND CAST(substr(\(text), 9, 2) AS integer) <= \
      \(last) THEN CAST(\(text) AS date) END
      """
  }

  /// Days since 1970.
  func number(ofDay day: String) -> String {
    self == .spark
      ? "CAST(datediff(\(day), DATE '1970-01-01') AS BIGINT)"
      : "CAST(\(day) - DATE '1970-01-01' AS BIGINT)"
  }

  func day(ofNumber number: String) -> String {
    self == .spark
      ? "date_add(DATE '1970-01-01', CAST(\(number) AS INT))"
      : "CAST(DATE '1970-01-01' + CAST(\(number) AS INTEGER) AS DATE)"
  }

  /// The quotient, rounded towards nothing.
  func quotient(_ number: String, _ other: Int64) -> String {
    switch self {
    case .duckdb: "((\(number)) // \(other))"
    case .postgres: "((\(number)) / \(other))"
    case .spark: "((\(number)) div \(other))"
    }
  }

  /// Keeps PostgreSQL from writing an inner query into each place that names its columns, where it
  /// would be computed again and again.
  var fence: String { self == .postgres ? " OFFSET 0" : "" }

  // MARK: Lists of texts

  func list(_ words: [String]) -> String {
    switch self {
    case .duckdb: words.isEmpty ? "CAST([] AS VARCHAR[])" : "[\(texts(words))]"
    case .postgres: "CAST(ARRAY[\(texts(words))] AS text[])"
    case .spark: words.isEmpty ? "CAST(array() AS ARRAY<STRING>)" : "array(\(texts(words)))"
    }
  }

  func split(_ text: String, _ separator: Character) -> String {
    let word = String(separator)
    switch self {
    case .duckdb: return "string_split(\(text), \(self.text(word)))"
    case .postgres: return "string_to_array(\(text), \(self.text(word)))"
    case .spark:
      let form = word.first.map { $0.isLetter || $0.isNumber } == true ? word : "\\" + word
      return "split(\(text), \(self.text(form)))"
    }
  }

  func list(of text: String) -> String {
    switch self {
    case .duckdb: "[\(text)]"
    case .postgres: "ARRAY[\(text)]"
    case .spark: "array(\(text))"
    }
  }

  /// Whether a list has one of some words.
  func hasAny(_ list: String, _ words: [String]) -> String {
    switch self {
    case .duckdb: "list_has_any(\(list), \(self.list(words)))"
    case .postgres: "\(list) && \(self.list(words))"
    case .spark: "arrays_overlap(\(list), \(self.list(words)))"
    }
  }

  /// Whether a list has a word beside some.
  func hasOthers(_ list: String, _ words: [String]) -> String {
    switch self {
    case .duckdb: "NOT list_has_all(\(self.list(words)), \(list))"
    case .postgres: "NOT \(list) <@ \(self.list(words))"
    case .spark: "size(array_except(\(list), \(self.list(words)))) > 0"
    }
  }
}

extension String {
  /// With each of a character twice.
  func doubling(_ character: Character) -> String {
    String(flatMap { $0 == character ? [$0, $0] : [$0] })
  }
}
