import DecisionLogs

/// DuckDB: its command, else its library in Python.
extension EngineRun {
  /// - Returns: its version, and how it was run.
  func runDuckDB(
    _ script: SQLScript, _ queries: [(file: String, query: String)]
  ) throws(Problem) -> String {
    let dialect = SQLDialect.duckdb
    func copy(_ query: String, _ file: String) -> String {
      let path = dialect.text(folder + "/" + file)
      return file == "ids"
        ? "COPY (\(query)) TO \(path) (FORMAT csv, HEADER false, DELIMITER '\u{1}', QUOTE '', ESCAPE '')"
        : "COPY (\(query)) TO \(path) (FORMAT csv, HEADER false, FORCE_QUOTE *)"
    }
    var statements = ["SET temp_directory = \(dialect.text(folder + "/spill"))"]
    if let threads { statements.append("SET threads = \(threads)") }
    statements += script.statements
    statements += queries.map { copy($0.query, $0.file) }
    statements.append(copy("SELECT version()", "version"))
    // Lines that are not even text: set aside while the log was read, and a table of one's own.
    if script.text.contains("store_rejects") {
      statements.append(
        copy(
          "SELECT min(error_type), count(*) FROM (SELECT file_id, line, min(error_type) AS error_type "
            + "FROM reject_errors GROUP BY file_id, line) GROUP BY error_type ORDER BY 1", "aside"))
    }
    let text = statements.map { $0 + ";\n" }.joined()
    try put(text, "script.sql")
    if surroundings.finds("duckdb") {
      try start(["duckdb", "-batch", "-bail", folder + "/db", "-f", folder + "/script.sql"])
      return "DuckDB \(version) (duckdb)"
    }
    try put(EngineRun.duckDBDriver, "driver.py")
    try start(["python3", folder + "/driver.py", folder])
    return "DuckDB \(version) (python3)"
  }

  private static let duckDBDriver = """
    import sys
    try:
        import duckdb
    except ImportError:
        sys.exit(41)
    folder = sys.argv[1]
    try:
        duckdb.connect(folder + "/db").execute(open(folder + "/script.sql", encoding="utf-8").read())
    except duckdb.Error as error:
        sys.exit(str(error))

    """
}
