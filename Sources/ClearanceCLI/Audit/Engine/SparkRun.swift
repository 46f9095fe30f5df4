import DecisionLogs

/// Spark: `spark-submit`, else its module in Python.
extension EngineRun {
  /// - Returns: its version, how it was run, and where.
  func runSpark(
    _ script: SQLScript, _ queries: [(file: String, query: String)]
  ) throws(Problem) -> String {
    try put(script.statements.joined(separator: "\u{1E}"), "script.sql")
    try put(
      queries.map { $0.file + "\u{1F}" + $0.query }.joined(separator: "\u{1E}"), "queries.sql")
    try put(EngineRun.sparkDriver, "driver.py")
    if surroundings.finds("spark-submit") {
      try start(["spark-submit", "--master", master, folder + "/driver.py", folder, ""])
      return "Spark \(version) (spark-submit, \(master))"
    }
    try start(["python3", folder + "/driver.py", folder, master])
    return "Spark \(version) (python3, \(master))"
  }

  private static let sparkDriver = """
    import csv
    import sys
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        sys.exit(41)
    folder, master = sys.argv[1:3]
    builder = SparkSession.builder.appName("clearance audit").config("spark.ui.showConsoleProgress", "false")
    if master:
        builder = builder.master(master).config("spark.ui.enabled", "false")
        if master.startswith("local"):
            builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        for statement in open(folder + "/script.sql", encoding="utf-8").read().split("\\x1e"):
            session.sql(statement)
        for entry in open(folder + "/queries.sql", encoding="utf-8").read().split("\\x1e"):
            name, query = entry.split("\\x1f")
            with open(folder + "/" + name, "w", encoding="utf-8", newline="") as file:
                rows = session.sql(query).toLocalIterator()
                if name == "ids":
                    for row in rows:
                        file.write(row[0] + "\\n")
                else:
                    writer = csv.writer(file, quoting=csv.QUOTE_NOTNULL if hasattr(csv, "QUOTE_NOTNULL") else csv.QUOTE_ALL, lineterminator="\\n")
                    for row in rows:
                        writer.writerow(list(row))
        with open(folder + "/version", "w", encoding="utf-8") as file:
            file.write('"' + session.version + '"\\n')
    except Exception as error:
        sys.exit(str(error)[:2000])
    session.stop()

    """
}
