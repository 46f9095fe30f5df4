/// What a log is for a database, and how the raw values of its columns are got at.
package enum SQLSource: Sendable, Hashable {
  /// Files of a JSON object a line.
  case json([String])
  /// RFC 4180, with a header.
  case csv([String], separator: Character)
  /// Parquet, by its own types.
  case parquet([String])
  /// A table or a view that is there already, of columns of text.
  case table(String)

  /// Whether a raw value is written as JSON writes it, so that lists can be told from texts.
  func isJSON(_ dialect: SQLDialect) -> Bool {
    switch self {
    case .json: true
    case .parquet: true
    case .csv, .table: false
    }
  }
}

/// A column of the view of a log: the name that it has there, and its key in the log.
struct SQLRaw {
  let name: String
  let key: String
}

/// The statements that make the view of a log.
struct SQLReading {
  let dialect: SQLDialect
  let source: SQLSource
  /// Before the names of all views.
  let prefix: String
  /// Whether lines that cannot be read at all are set aside to be counted.
  let setsAside: Bool

  var log: String { dialect.name(prefix + "log") }

  /// A view `log` with a column for each value as the log has it, and `line_mistake`.
  func statements(_ columns: [SQLRaw]) -> [String] {
    switch (source, dialect) {
    case (.json(let paths), .duckdb): [duckDBLines(paths, columns)]
    case (.json(let paths), .postgres): postgresLines(paths, columns)
    case (.json(let paths), .spark): sparkLines(paths, columns)
    case (.csv(let paths, let separator), .duckdb):
      [
        view(
          plain(columns),
          """
          read_csv([\(dialect.texts(paths))], header = true, all_varchar = true, \
          delim = \(dialect.text(String(separator))), quote = '"', escape = '"', \
          auto_detect = true, max_line_size = 16777216\(aside))
          """)
      ]
    case (.parquet(let paths), .duckdb):
      [
        "SET TimeZone = 'UTC'",
        view(
          columns.map { "\(duckDBJSON(dialect.name($0.key))) AS \(dialect.name($0.name))" },
          "read_parquet([\(dialect.texts(paths))], union_by_name = true)"),
      ]
    case (.csv(let paths, let separator), .spark): sparkFile(paths, separator, columns)
    case (.parquet(let paths), .spark): sparkParquet(paths, columns)
    case (.csv, .postgres), (.parquet, .postgres): [view(plain(columns), dialect.name("log"))]
    case (.table(let name), _): [view(plain(columns), name)]
    }
  }

  /// A value of Parquet as JSON lines would have it: of moments DuckDB writes the zone with two digits.
  private func duckDBJSON(_ value: String) -> String {
    "CASE WHEN typeof(\(value)) = 'TIMESTAMP WITH TIME ZONE' "
      + "THEN to_json(regexp_replace(CAST(\(value) AS VARCHAR), '[+]00$', 'Z')) "
      + "ELSE to_json(\(value)) END"
  }

  private var aside: String { setsAside ? ", ignore_errors = true, store_rejects = true" : "" }

  private func plain(_ columns: [SQLRaw]) -> [String] {
    columns.map {
      "CAST(\(dialect.name($0.key)) AS \(dialect.textType)) AS \(dialect.name($0.name))"
    }
  }

  private func view(
    _ columns: [String], _ from: String, mistake: String? = nil, only: String = ""
  ) -> String {
    let kind = dialect == .spark ? "TEMPORARY VIEW" : "VIEW"
    let all = columns + ["\(mistake ?? "CAST(NULL AS \(dialect.textType))") AS line_mistake"]
    return """
      CREATE OR REPLACE \(kind) \(log) AS
      SELECT
        \(all.joined(separator: ",\n  "))
      FROM \(from)\(only)
      """
  }

  private func duckDBLines(_ paths: [String], _ columns: [SQLRaw]) -> String {
    let pointers = columns.map {
      "/" + $0.key.map { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) }.joined()
    }
    var unique: [String] = []
    for column in columns where !unique.contains(column.key) { unique.append(column.key) }
    let keys = dialect.texts(unique)
    // A key that is read and stands there twice is found once.
    let present = unique.map { key in
      let place = columns.firstIndex { $0.key == key } ?? 0
      return "CAST(found[\(place + 1)] IS NOT NULL AS INTEGER)"
    }.joined(separator: " + ")
    return view(
      columns.enumerated().map { place, column in
        "CASE WHEN found[\(place + 1)] <> 'null' THEN found[\(place + 1)] END AS "
          + dialect.name(column.name)
      },
      """
      (
          SELECT line, TRY(json_extract(line, [\(dialect.texts(pointers))])) AS found, TRY(json_keys(line)) AS keys
          FROM read_csv([\(dialect.texts(paths))], columns = {'line': 'VARCHAR'}, header = false,
            delim = chr(31), quote = '', escape = '', auto_detect = false, strict_mode = false,
            max_line_size = 16777216\(aside))
          WHERE trim(line, chr(32) || chr(9) || chr(13)) <> ''
        )
      """,
      mistake: """
        CASE WHEN found IS NULL THEN 'not_json' \
        WHEN ltrim(line, chr(32) || chr(9))[1] <> '{' THEN 'not_an_object' \
        WHEN len(list_filter(keys, lambda k: k IN (\(keys)))) > \(present) \
        THEN 'repeated_key' END
        """)
  }

  private func postgresLines(_ paths: [String], _ columns: [SQLRaw]) -> [String] {
    let function = dialect.name(prefix + "object")
    let lines = dialect.name(prefix + "lines")
    let copies = paths.map {
      dialect.remark("\\copy \(prefix)lines FROM a file, as docs/scale.md has it: \($0)")
    }
    return [
      (copies + ["CREATE TABLE IF NOT EXISTS \(lines) (line text)"]).joined(separator: "\n"),
      """
      CREATE OR REPLACE FUNCTION \(function)(line text, keys text[]) RETURNS jsonb
      LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $clearance$
      BEGIN
        IF json_typeof(line::json) <> 'object' THEN RETURN '"not_an_object"'; END IF;
        IF (SELECT count(*) > count(DISTINCT k) FROM json_object_keys(line::json) AS k
            WHERE k = ANY (keys)) THEN RETURN '"repeated_key"'; END IF;
        RETURN line::jsonb;
      EXCEPTION WHEN data_exception OR statement_too_complex OR program_limit_exceeded THEN
        RETURN '"not_json"';
      END $clearance$
      """,
      view(
        columns.map { column in
          let value = "found -> \(dialect.text(column.key))"
          return "CASE WHEN jsonb_typeof(\(value)) <> 'null' THEN \(value) END AS "
            + dialect.name(column.name)
        },
        """
        (SELECT \(function)(line, \(dialect.list(columns.map(\.key)))) AS found
          FROM \(lines) WHERE btrim(line, E' \\t\\r') <> '' OFFSET 0) AS lines
        """, mistake: "CASE WHEN jsonb_typeof(found) = 'string' THEN found #>> '{}' END"),
    ]
  }

  private func sparkLines(_ paths: [String], _ columns: [SQLRaw]) -> [String] {
    var keys: [String] = []
    for column in columns where !keys.contains(column.key) { keys.append(column.key) }
    let schema =
      keys.map { dialect.name($0) + " STRING" }.joined(separator: ", ")
      + ", `__line_mistake` STRING"
    // By place, not by name: Spark finds no name with a backtick in it.
    let plain =
      keys.indices.map { "c\($0 + 1): STRING, " }.joined() + "line_mistake: STRING"
    let read = "filter(json_object_keys(line), k -> k IN (\(dialect.texts(keys))))"
    // Spark would read the line again for each column, were it not for `explode`.
    return settings
      + files(paths, "text", ["lineSep \(dialect.text("\n"))"], name: "lines", "value AS line") + [
        view(
          columns.map { column in
            let place = keys.firstIndex(of: column.key) ?? 0
            return "found.c\(place + 1) AS \(dialect.name(column.name))"
          },
          """
          (SELECT line, explode(array(CAST(from_json(line, \(dialect.text(schema)), map('mode', 'PERMISSIVE',
              'columnNameOfCorruptRecord', '__line_mistake', 'allowSingleQuotes', 'false',
              'allowNonNumericNumbers', 'false')) AS STRUCT<\(plain)>))) AS found
            FROM \(dialect.name(prefix + "lines")) WHERE trim(BOTH \(dialect.text(" \t\r")) FROM line) <> '')
          """,
          mistake: """
            CASE WHEN found IS NULL OR found.line_mistake IS NOT NULL THEN 'not_json' \
            WHEN NOT (line RLIKE \(dialect.text("^[ \t]*\\{"))) THEN 'not_an_object' \
            WHEN size(\(read)) > size(array_distinct(\(read))) THEN 'repeated_key' END
            """)
      ]
  }

  /// A view of all that stands in files, each of which may be a pattern.
  private func files(
    _ paths: [String], _ form: String, _ options: [String], name: String, _ columns: String
  ) -> [String] {
    let names = paths.indices.map { dialect.name("\(prefix)\(name)_\($0 + 1)") }
    return zip(names, paths).map { name, path in
      """
      CREATE OR REPLACE TEMPORARY VIEW \(name) USING \(form) \
      OPTIONS (\((["path \(dialect.text(path))"] + options).joined(separator: ", ")))
      """
    } + [
      """
      CREATE OR REPLACE TEMPORARY VIEW \(dialect.name(prefix + name)) AS
      \(names.map { "SELECT \(columns) FROM \($0)" }.joined(separator: " UNION ALL "))
      """
    ]
  }

  private var settings: [String] {
    [
      "SET spark.sql.caseSensitive = true", "SET spark.sql.ansi.enabled = true",
      "SET spark.sql.session.timeZone = UTC",
      // Of a column that is called `${x}` Spark would look for a variable.
      "SET spark.sql.variable.substitute = false",
    ]
  }

  private func sparkFile(
    _ paths: [String], _ separator: Character, _ columns: [SQLRaw]
  ) -> [String] {
    let options = [
      "header 'true'", "sep \(dialect.text(String(separator)))", "quote '\"'", "escape '\"'",
      "mode 'FAILFAST'", "multiLine 'true'", "nullValue ''", "emptyValue ''",
      "ignoreLeadingWhiteSpace 'false'", "ignoreTrailingWhiteSpace 'false'",
    ]
    return settings + files(paths, "csv", options, name: "file", "*") + [
      view(plain(columns), dialect.name(prefix + "file"))
    ]
  }

  private func sparkParquet(_ paths: [String], _ columns: [SQLRaw]) -> [String] {
    let format = dialect.text("yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX")
    return settings + files(paths, "parquet", [], name: "file", "*") + [
      view(
        columns.map { column in
          "get_json_object(to_json(struct(\(dialect.name(column.key)) AS v), "
            + "map('timestampFormat', \(format))), \(dialect.text("$.v"))) AS "
            + dialect.name(column.name)
        }, dialect.name(prefix + "file"))
    ]
  }
}
