import ArgumentParser
import DecisionLogs
import LocatedYAML
import Reports
import RuleCompiler

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How an audit is left to a database.
struct AuditSQLOptions: ParsableArguments {
  @Option(
    name: .customLong("emit-sql"),
    help: "Print views for a database that say the same of each record, and read no log.")
  var emitted: SQLDialect?

  @Option(help: "Let an engine of SQL count instead, where it is installed.")
  var engine: Engine?

  @Option(
    help: ArgumentHelp("Where Spark runs: local[*], yarn, spark://host:port.", valueName: "master"))
  var master = "local[*]"

  /// Engines that are run.
  enum Engine: String, ExpressibleByArgument, CaseIterable {
    case duckdb, spark

    var dialect: SQLDialect { self == .duckdb ? .duckdb : .spark }
  }

  mutating func validate() throws {
    if emitted != nil, engine != nil {
      throw ValidationError("--emit-sql prints, --engine runs: one of them")
    }
    if master.isEmpty || master.hasPrefix("-") {
      throw ValidationError("--master takes the address of a master of Spark")
    }
  }
}

extension SQLDialect: ExpressibleByArgument {}

extension Audit {
  /// What the logs are for a database, by their names and first bytes.
  func source(
    _ paths: [String], _ dialect: SQLDialect, isAbsolute: Bool, in files: Files
  ) throws(Problem) -> SQLSource {
    var forms: [LogForm?] = []
    for path in paths {
      if path == "-" { throw .engineReadsFiles }
      if path.lowercased().hasSuffix(".parquet") {
        forms.append(nil)
        continue
      }
      forms.append(log.form(path, files.beginning(of: path)))
    }
    guard let first = forms.first, forms.allSatisfy({ $0 == first }) else { throw .mixedLogs }
    let names = isAbsolute ? paths.map(files.absolute) : paths
    switch first {
    case nil: return .parquet(names)
    case .json: return .json(names)
    case .csv(let separator): return .csv(names, separator: Character(Unicode.Scalar(separator)))
    }
  }

  /// Prints views, and which rules they leave out.
  func emit(
    _ dialect: SQLDialect, _ plan: LogPlan, _ groups: [String], in surroundings: Surroundings
  ) throws(Failure) -> Outcome {
    do {
      let source = try source(paths, dialect, isAbsolute: false, in: surroundings.files)
      let script = plan.sql(dialect, source, by: groups)
      let rules = plan.rulebook.rules
      var lines = [
        "clearance audit: rules about decisions as views, for \(dialect.title)",
        "mapping \(log.mapping ?? "-"), law of \(plan.mapping.day.map { "the day in \($0.text)" } ?? "\(plan.day)")",
        "clearance_verdicts has a row for each record and rule, clearance_counts for each rule;",
        "clearance_bad_records has the lines that are no records: look there first.",
      ]
      for refused in plan.refused {
        let why = refused.why.sentence(rules).in(language)
        lines.append("left out: \(rules.fullName(refused.rule)) [\(refused.why.code)]: \(why)")
      }
      var outcome = Outcome()
      outcome.say(lines.map(dialect.remark).joined(separator: "\n") + "\n\n" + script.text)
      return outcome
    } catch { throw Failure(error) }
  }

  /// Lets an engine count.
  func countByEngine(
    _ engine: AuditSQLOptions.Engine, _ plan: LogPlan, _ paths: [String], _ groups: [String],
    in surroundings: Surroundings
  ) throws(Failure) -> AuditReport {
    do throws(Problem) {
      let files = surroundings.files
      let source = try source(paths, engine.dialect, isAbsolute: true, in: files)
      if groups.isEmpty == false, Set(groups).count < groups.count { throw .repeatedColumn }
      let idsFile = try ids.map { path throws(Problem) in try IDsFile(path, in: files) }
      let run = try EngineRun(engine, master: sql.master, threads: log.threads, in: surroundings)
      defer { run.clear() }
      let script = plan.sql(engine.dialect, source, by: groups, isKept: true)
      do throws(Problem) {
        let found = try run.run(script, groups: groups.count, wantsIDs: idsFile != nil)
        var report = AuditReport(plan)
        report.engine = found.engine
        report.by = groups
        report.logs = try paths.map { path throws(Problem) in
          let (bytes, digest) = try files.digest(of: path, isWanted: log.digest)
          return AuditReport.Log(path: path, bytes: bytes, digest: digest, hasGrown: false)
        }
        report.fill(found, plan)
        if report.records == 0, report.badCount == 0 { throw .emptyLog(paths) }
        if let idsFile {
          try run.copyIDs(to: idsFile)
          if let problem = idsFile.finish() { throw problem }
        }
        return report
      } catch {
        idsFile?.leave()
        throw error
      }
    } catch { throw Failure(error) }
  }
}

extension AuditReport {
  /// Fills in what an engine has counted.
  fileprivate mutating func fill(_ found: EngineResult, _ plan: LogPlan) {
    records = found.records
    badCount = found.bad.reduce(0) { $0 + $1.count }
    lines = records + badCount
    bad = found.bad.map { bad in
      var line = BadLine(log: nil, line: nil, mistake: bad.mistake, column: bad.column)
      line.count = bad.count
      return line
    }
    columns = plan.mapping.columns.enumerated().map { place, column in
      var isPresence = false
      if case .presence = column.reading { isPresence = true }
      return Column(
        name: column.key.text, fact: column.fact, isPresence: isPresence,
        values: place < found.values.count ? found.values[place] : 0)
    }
    let none = Counts(violated: 0, satisfied: 0, open: 0, notApplicable: 0)
    let asked = plan.rules.count + 2 * plan.indicators.count
    var totals = Array(repeating: none, count: asked)
    for row in found.counts where row.place < asked { totals[row.place].add(row.counts) }
    setFigures(plan, totals)
    rules = plan.rules.enumerated().map { place, rule in
      Rule(
        rule: rule.rule, bearer: plan.bearer(of: rule), counts: totals[place],
        examples: found.examples.filter { $0.place == place }.map {
          Example(id: $0.id, log: nil, line: nil)
        })
    }
    guard !by.isEmpty else { return }
    var places: [[String]: Int] = [:]
    var all: [(names: [String], records: Int, counts: [Counts])] = []
    for row in found.counts {
      let place = places[row.groups] ?? all.count
      if place == all.count {
        places[row.groups] = place
        all.append((row.groups, row.records, Array(repeating: none, count: asked)))
      }
      if row.place < asked { all[place].counts[row.place] = row.counts }
    }
    groups = all.map { group in
      Group(
        names: group.names, records: group.records,
        counts: Array(group.counts.prefix(plan.rules.count)), figures: plan.figures(group.counts))
    }
  }
}

extension AuditReport.Counts {
  fileprivate mutating func add(_ other: AuditReport.Counts) {
    violated += other.violated
    satisfied += other.satisfied
    open += other.open
    notApplicable += other.notApplicable
  }
}

extension SQLDialect {
  var title: String {
    switch self {
    case .duckdb: "DuckDB 1.3 or later"
    case .postgres: "PostgreSQL 14 or later"
    case .spark: "Spark 4 or later"
    }
  }
}

extension Problem {
  static let engineReadsFiles = Problem(
    code: "engine-reads-files", message: "an engine of SQL reads files, not standard input",
    french: "un moteur SQL lit des fichiers, pas l'entrée standard")

  static let mixedLogs = Problem(
    code: "mixed-logs", message: "an engine of SQL reads logs of one form at a time",
    french: "un moteur SQL lit des journaux d'une seule forme à la fois",
    hint: "name JSON lines, CSV and Parquet in runs of their own",
    frenchHint: "nommer lignes JSON, CSV et Parquet dans des exécutions distinctes")

  static let repeatedColumn = Problem(
    code: "repeated-column", message: "--by names a column twice",
    french: "--by nomme deux fois une colonne")
}
