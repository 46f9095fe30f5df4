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
  let engine: AuditSQLOptions.Engine
  let master: String
  let threads: Int?
  let surroundings: Surroundings
  let folder: String

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

  // MARK: What it wrote

  var version: String { (try? rows("version").first?.first ?? "") ?? "" }

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
      let count = buffer.withUnsafeMutableBytes {
        readDescriptor(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      if let problem = file.write(Array(buffer[..<count])) { throw problem }
    }
  }
}
