import Crypto
import DecisionLogs
import Reports
import RuleCompiler

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What an engine has counted.
struct EngineResult {
  /// Its name, its version and how it was run.
  var engine = ""
  var records = 0
  /// Of each column of the mapping, in how many records it has a value.
  var values: [Int] = []
  var counts: [(groups: [String], records: Int, place: Int, counts: AuditReport.Counts)] = []
  var examples: [(place: Int, id: String)] = []
  var bad: [(mistake: AuditMistake, column: String?, count: Int)] = []
}

/// A run of an engine of SQL, in a folder of its own: what it finds it writes there.
///
/// DuckDB is its command `duckdb` where that is on the path, else the module `duckdb` of `python3`;
/// Spark is `spark-submit` where that is on the path, else the module `pyspark`.
struct EngineRun {
  private let engine: AuditSQLOptions.Engine
  private let master: String
  private let threads: Int?
  private let surroundings: Surroundings
  private let folder: String

  /// What an engine is told of the environment.
  static let variables = [
    "HADOOP_CONF_DIR", "HADOOP_USER_NAME", "JAVA_HOME", "KRB5CCNAME", "PATH", "PYSPARK_PYTHON",
    "PYTHONPATH", "SPARK_CONF_DIR", "SPARK_HOME", "SPARK_LOCAL_DIRS", "SPARK_LOCAL_IP", "TMPDIR",
    "USER", "VIRTUAL_ENV", "YARN_CONF_DIR",
  ]

  init(
    _ engine: AuditSQLOptions.Engine, master: String, threads: Int?, in surroundings: Surroundings
  ) throws(Problem) {
    self.engine = engine
    self.master = master
    self.threads = threads
    self.surroundings = surroundings
    let parent = surroundings.variable("TMPDIR") ?? "/tmp"
    var template = Array((parent + "/clearance-XXXXXX").utf8CString)
    let made = template.withUnsafeMutableBufferPointer { text in
      text.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    guard made else { throw .unwritable(parent, errno) }
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Removes the folder and what stands in it.
  func clear() {
    for name in (try? surroundings.files.names(in: folder)) ?? [] { unlink(folder + "/" + name) }
    for name in ["spill", "db.tmp"] { rmdir(folder + "/" + name) }
    rmdir(folder)
  }

  func run(
    _ script: SQLScript, groups: Int, wantsIDs: Bool
  ) throws(Problem) -> EngineResult {
    let dialect = script.dialect
    var queries = EngineRun.queries(dialect, groups: groups)
    if !wantsIDs { queries.removeAll { $0.file == "ids" } }
    if script.chunks == 0 { queries.removeAll { ["ids", "examples", "counts"].contains($0.file) } }
    let how: String
    switch engine {
    case .duckdb: how = try runDuckDB(script, queries)
    case .spark: how = try runSpark(script, queries)
    }
    return try result(how, groups: groups)
  }

  private static func queries(
    _ dialect: SQLDialect, groups: Int
  ) -> [(file: String, query: String)] {
    let names = (0..<groups).map { dialect.name("group \($0 + 1)") + ", " }.joined()
    let (id, separator) = (dialect.name("id"), dialect == .spark ? "char(9)" : "chr(9)")
    return [
      ("records", "SELECT * FROM clearance_records"),
      (
        "counts",
        "SELECT \(names)records, place, violated, satisfied, open, not_applicable "
          + "FROM clearance_counts ORDER BY \(names)place"
      ),
      (
        "bad",
        "SELECT mistake, mistaken, count(*) AS lines FROM clearance_bad_records "
          + "GROUP BY mistake, mistaken ORDER BY mistake, mistaken"
      ),
      (
        "examples",
        "SELECT place, \(id) FROM (SELECT place, \(id), row_number() OVER (PARTITION BY place "
          + "ORDER BY \(id)) AS number FROM clearance_violations) AS v WHERE number <= 10 "
          + "ORDER BY place, number"
      ),
      (
        "ids",
        "SELECT concat(rule, \(separator), \(id)) AS line FROM clearance_violations "
          + "ORDER BY place, \(id)"
      ),
    ]
  }

  // MARK: DuckDB

  private func runDuckDB(
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

  // MARK: Spark

  private func runSpark(
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

  // MARK: A program

  private func put(_ text: String, _ name: String) throws(Problem) {
    try surroundings.files.create(folder + "/" + name, Array(text.utf8))
  }

  /// Runs a program to its end; what it says of errors is told where it fails.
  private func start(_ words: [String]) throws(Problem) {
    let errors = folder + "/errors"
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    guard posix_spawn_file_actions_init(&actions) == 0 else { throw .noEngine(engine) }
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    var variables: [UnsafeMutablePointer<CChar>?] = (EngineRun.variables + ["HOME"]).compactMap {
      name in surroundings.environment[name].map { strdup(name + "=" + $0) }
    }
    variables.append(strdup("LC_ALL=C.UTF-8"))
    variables.append(nil)
    defer { for pointer in arguments + variables { free(pointer) } }
    var child: pid_t = 0
    guard posix_spawnp(&child, words[0], &actions, nil, arguments, variables) == 0 else {
      throw .noEngine(engine)
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128
    switch code {
    case 0: return
    case 41, 127: throw .noEngine(engine)
    default:
      let said = (try? surroundings.files.read(errors, limit: 1 << 20)) ?? []
      throw .engineFailed(engine, String(decoding: said, as: UTF8.self))
    }
  }

  // MARK: What it wrote

  private var version: String { (try? rows("version").first?.first ?? "") ?? "" }

  private func rows(_ name: String) throws(Problem) -> [[String]] {
    guard surroundings.files.kind(of: folder + "/" + name) != nil else { return [] }
    return CSVRows.read(try surroundings.files.read(folder + "/" + name, limit: 1 << 28))
  }

  private func result(_ how: String, groups: Int) throws(Problem) -> EngineResult {
    var result = EngineResult(engine: how)
    if let row = try rows("records").first {
      let numbers = row.compactMap { Int($0) }
      result.records = numbers.first ?? 0
      result.values = Array(numbers.dropFirst())
    }
    for row in try rows("counts") where row.count == groups + 6 {
      let numbers = row[groups...].compactMap { Int($0) }
      guard numbers.count == 6 else { continue }
      result.counts.append(
        (
          Array(row[..<groups]), numbers[0], numbers[1] - 1,
          AuditReport.Counts(
            violated: numbers[2], satisfied: numbers[3], open: numbers[4],
            notApplicable: numbers[5])
        ))
    }
    for row in try rows("examples") where row.count == 2 {
      if let place = Int(row[0]) { result.examples.append((place - 1, row[1])) }
    }
    for row in try rows("bad") where row.count == 3 {
      let code = row[0].replacing("_", with: "-")
      result.bad.append(
        (
          AuditMistake(rawValue: code) ?? .notJSON, row[1].isEmpty ? nil : row[1],
          Int(row[2]) ?? 0
        ))
    }
    for row in try rows("aside") where row.count == 2 {
      let mistakes: [String: AuditMistake] = [
        "INVALID ENCODING": .notUTF8, "UNQUOTED VALUE": .badQuotes,
        "LINE SIZE OVER MAXIMUM": .tooLong, "MISSING COLUMNS": .wrongWidth,
        "TOO MANY COLUMNS": .wrongWidth,
      ]
      result.bad.append((mistakes[row[0]] ?? .wrongWidth, nil, Int(row[1]) ?? 0))
    }
    return result
  }

  /// Copies the lines of ids, piece by piece.
  func copyIDs(to file: IDsFile) throws(Problem) {
    let path = folder + "/ids"
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    // Without rules there is nothing to name.
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      if let problem = file.write(Array(buffer[..<count])) { throw problem }
    }
  }
}

/// Rows of RFC 4180 as engines write them.
enum CSVRows {
  static func read(_ bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var place = 0
    func end() {
      row.append(String(decoding: cell, as: UTF8.self))
      cell = []
    }
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if isQuoted {
        guard byte == UInt8(ascii: "\"") else {
          cell.append(byte)
          continue
        }
        if place < bytes.count, bytes[place] == byte {
          cell.append(byte)
          place += 1
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isQuoted = true
      case UInt8(ascii: ","): end()
      case UInt8(ascii: "\r"): break
      case UInt8(ascii: "\n"):
        end()
        rows.append(row)
        row = []
      default: cell.append(byte)
      }
    }
    if !cell.isEmpty || !row.isEmpty {
      end()
      rows.append(row)
    }
    return rows
  }
}

/// What a type with a method `read` cannot name.
private func systemRead(
  _ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
  read(descriptor, buffer, count)
}

extension Surroundings {
  /// Whether a program is on the path.
  func finds(_ program: String) -> Bool {
    (variable("PATH") ?? "").split(separator: ":").contains {
      access("\($0)/\(program)", X_OK) == 0
    }
  }
}

extension Files {
  /// The first bytes of a file; none where it cannot be read.
  func beginning(of path: String) -> [UInt8] {
    let descriptor = open(absolute(path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = bytes.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
    return Array(bytes.prefix(max(count, 0)))
  }

  /// How many bytes a file has, and their SHA-256.
  func digest(of path: String, isWanted: Bool) throws(Problem) -> (Int, String?) {
    let descriptor = open(absolute(path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path, errno) }
    defer { close(descriptor) }
    guard isWanted else {
      var status = stat()
      return (fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0, nil)
    }
    var hash = SHA256()
    var total = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(path, errno) }
      if count == 0 { break }
      total += count
      buffer.withUnsafeBytes {
        hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count]))
      }
    }
    return (total, hash.finalize().hexadecimal)
  }
}

extension Problem {
  static func noEngine(_ engine: AuditSQLOptions.Engine) -> Problem {
    let isDuckDB = engine == .duckdb
    return Problem(
      code: "no-engine",
      message: isDuckDB
        ? "neither the program `duckdb` nor the module `duckdb` of `python3` is here"
        : "neither the program `spark-submit` nor the module `pyspark` of `python3` is here",
      french: isDuckDB
        ? "ni le programme `duckdb` ni le module `duckdb` de `python3` ne sont là"
        : "ni le programme `spark-submit` ni le module `pyspark` de `python3` ne sont là",
      hint: "install it, such as with `pip install \(isDuckDB ? "duckdb" : "pyspark")`"
        + (isDuckDB ? "" : " and Java 17")
        + "; or leave --engine out",
      frenchHint: "l'installer, par exemple avec `pip install \(isDuckDB ? "duckdb" : "pyspark")`"
        + (isDuckDB ? "" : " et Java 17")
        + " ; ou omettre --engine")
  }

  static func engineFailed(_ engine: AuditSQLOptions.Engine, _ said: String) -> Problem {
    let lines = said.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.isEmpty }
    let told = lines.suffix(3).joined(separator: " / ")
    return Problem(
      code: "engine-failed", message: "\(engine.rawValue) stopped with an error",
      french: "\(engine.rawValue) s'est arrêté sur une erreur",
      hint: String(told.prefix(600)), frenchHint: String(told.prefix(600)))
  }
}
