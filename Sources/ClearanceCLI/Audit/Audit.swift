import ArgumentParser
import DecisionLogs
import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

/// `clearance audit`: what rules about decisions say of a log of decisions, record by record.
struct Audit: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Counts in a log of decisions which rules each of them met, and proves one of them.",
    discussion: """
      A mapping says which column answers which fact. Logs are JSON lines or CSV, as they are or \
      packed by gzip. Without --fail-on the exit status is 0 once every line could be read, \
      whatever the rules say.

      \(ExitStatus.help)
      """)

  @Argument(
    help: "Logs of decisions, patterns such as 'log-*.ndjson', or - for standard input.",
    completion: .file())
  var paths: [String] = []

  @OptionGroup var log: AuditLogOptions
  @OptionGroup var sql: AuditSQLOptions

  @Option(
    help: ArgumentHelp("Tell counts apart by these columns too.", valueName: "column,column"))
  var by: String?

  @Option(
    help: ArgumentHelp(
      "Write a line for each violation there: rule, tab, id; whole or not at all.",
      valueName: "path"), completion: .file())
  var ids: String?

  @Option(
    help: ArgumentHelp(
      "Prove the decision with this id, by the evaluator of single cases.", valueName: "id"))
  var explain: String?

  @Option(help: "End with 1 when something of this severity, or graver, is violated.")
  var failOn = FailOn.never

  @Flag(inversion: .prefixedNo, help: "With --fail-on, end with 3 when something is open.")
  var strict = true

  @Option(help: "What standard output is written in.")
  var format = AuditFormat.text

  @Option(
    name: .customLong("output"), parsing: .singleValue,
    help: ArgumentHelp(
      "Write the same report to a file too, whole or not at all; may stand several times.",
      valueName: "format=path"))
  var outputs: [AuditOutput] = []

  @Option(name: .customLong("lang"), help: "The language of sentences for people.")
  var language = Language.english

  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var style: StyleOptions
  @OptionGroup(title: "A made-up log") var sample: SampleOptions

  var wantsJSON: Bool { format == .json }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    if sample.isAsked { return try sample.carryOut(rules, in: surroundings) }
    guard !self.paths.isEmpty else { throw Failure(.nothingToAudit) }
    let day = try day.read()
    let loaded = try rules.load(in: surroundings)
    let (mapping, source) = try log.readMapping(loaded, in: surroundings)
    // Views tell rules; whoever counts with them has the indicators' definitions too.
    let wanted =
      explain == nil && sql.emitted == nil
      ? try rules.find(in: surroundings).indicators(of: loaded).indicators(about: .decision) : nil
    let plan = LogPlan(
      mapping, on: day ?? mapping.useCase.day ?? surroundings.today, loaded.rulebook,
      counting: wanted?.indicators ?? [])
    let groups = (by ?? "").split(separator: ",").map(String.init)
    let audit = LogAudit(plan, by: groups)
    let paths: [String]
    do { paths = try LogPaths.expand(self.paths, in: surroundings.files) } catch {
      throw Failure(error)
    }
    if let explain {
      return try ExplainedRecord(
        id: explain, audit: audit, loaded: loaded, log: log, language: language, format: format,
        style: style.options(in: surroundings)
      ).carryOut(paths, in: surroundings)
    }
    guard !plan.rules.isEmpty || !plan.refused.isEmpty else {
      throw Failure(.noDecisionRules(mapping.useCase.jurisdictions))
    }
    if let dialect = sql.emitted { return try emit(dialect, plan, groups, in: surroundings) }
    var report: AuditReport
    if let engine = sql.engine {
      report = try countByEngine(engine, plan, paths, groups, in: surroundings)
    } else {
      let run = try count(audit, paths, groups, in: surroundings)
      report = AuditReport(plan, run, by: groups)
    }
    report.mapping = AuditReport.Source(path: source.path, digest: sha256(source.bytes))
    report.mostBad = log.maxBad
    report.failOn = failOn.severity
    report.isStrict = strict
    report.version = programVersion
    report.ending = ending(of: report)
    return try written(
      report, loaded, usedClock: day == nil && mapping.useCase.day == nil, surroundings)
  }

  /// Reads and counts all logs, and puts the file of ids in place.
  private func count(
    _ audit: LogAudit, _ paths: [String], _ groups: [String], in surroundings: Surroundings
  ) throws(Failure) -> AuditRun {
    let files = surroundings.files
    let named = outputs.map(\.path) + [ids].compactMap(\.self)
    let read = Set(
      (paths + [log.mapping].compactMap(\.self)).compactMap { $0 == "-" ? nil : files.resolved($0) }
    )
    for path in named where files.kind(of: path) != .stream {
      if let real = files.resolved(path), read.contains(real) {
        throw Failure(.outputIsInput(path))
      }
    }
    do throws(Problem) {
      let idsFile = try ids.map { path throws(Problem) in try IDsFile(path, in: files) }
      let chunks = LogChunks(
        paths, in: files, input: surroundings.input, hashing: log.digest, form: log.form)
      let mapping = audit.plan.mapping
      let columns = Set(mapping.columns.map(\.key.text) + [mapping.id.text] + groups)
      let progress =
        surroundings.remarksAreTerminal
        ? AuditProgress(total: LogPaths.bytes(of: paths, in: files), in: language) : nil
      let run = AuditRun(
        audit, chunks,
        columns: (columns.union([mapping.day?.text].compactMap(\.self))).sorted(),
        threads: log.threadCount, hashing: log.digest, ids: idsFile, progress: progress)
      run.run()
      if let problem = run.problems.first {
        idsFile?.leave()
        throw problem
      }
      if run.audit.hasTooManyGroups {
        idsFile?.leave()
        throw .tooManyGroups(by ?? "")
      }
      if run.audit.lines == 0 || (run.audit.records == 0 && run.audit.badCount == 0) {
        idsFile?.leave()
        throw .emptyLog(paths)
      }
      for (place, column) in groups.enumerated()
      where run.audit.groups.allSatisfy({ $0.names[place].isEmpty }) {
        idsFile?.leave()
        throw .noGroupColumn(column)
      }
      if let problem = idsFile?.finish() { throw problem }
      return run
    } catch { throw Failure(error) }
  }

  private func ending(of report: AuditReport) -> Ending {
    if report.badCount > log.maxBad {
      let count = report.badCount
      return Ending(
        .failed,
        [
          "\(count) \(count == 1 ? "line is no record" : "lines are no records")",
          "--max-bad \(log.maxBad)",
        ],
        [
          count < 2
            ? "\(count) ligne n'est pas un enregistrement"
            : "\(count) lignes ne sont pas des enregistrements", "--max-bad \(log.maxBad)",
        ])
    }
    let counted = report.rules.filter { report.counts($0.rule) }
    let violated = counted.count { $0.counts.violated > 0 }
    let open = strict ? counted.count { $0.counts.open > 0 } : 0
    if violated > 0 {
      return Ending(
        .findings, ["\(violated) violated at or above \(failOn.rawValue)"],
        ["\(violated) violée\(violated > 1 ? "s" : "") à ce degré de gravité ou plus"])
    }
    if open > 0 {
      return Ending(
        .undecided, ["\(open) open for some decision"],
        ["\(open) ouverte\(open > 1 ? "s" : "") pour des décisions"])
    }
    return Ending(.clean, ["nothing to stop for"], ["rien qui arrête"])
  }

  private func written(
    _ report: AuditReport, _ loaded: LoadedRules, usedClock: Bool, _ surroundings: Surroundings
  ) throws(Failure) -> Outcome {
    do {
      try surroundings.files.place(
        outputs.map { output in
          (
            output.path,
            report.rendered(
              as: output.format, in: language, options: TextOptions(isASCII: style.ascii))
          )
        })
    } catch { throw Failure(error) }
    var outcome = Outcome()
    if format != .json {
      outcome.open(loaded.line(in: language))
      if usedClock, report.dayColumn == nil {
        outcome.open(
          language == .french
            ? "jour : \(report.day), aujourd'hui en UTC" : "day: \(report.day), today in UTC")
      }
    }
    outcome.say(
      report.rendered(as: format, in: language, options: style.options(in: surroundings)))
    outcome.end(report.ending.status)
    return outcome
  }
}

extension AuditFormat: ExpressibleByArgument {}

/// A file that an audit is written to besides, as `FORMAT=PATH`.
struct AuditOutput: ExpressibleByArgument {
  let format: AuditFormat
  let path: String

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="),
      let format = AuditFormat(rawValue: String(argument[..<sign]))
    else { return nil }
    path = String(argument[argument.index(after: sign)...])
    self.format = format
    if path.isEmpty || path == "-" { return nil }
  }
}

extension Problem {
  static func noDecisionRules(_ jurisdictions: [String]) -> Problem {
    let asked = jurisdictions.joined(separator: ", ")
    return Problem(
      code: "no-decision-rules", message: "no rule about decisions is asked of \(asked)",
      french: "aucune règle sur des décisions n'est posée pour \(asked)")
  }

  static func tooManyGroups(_ columns: String) -> Problem {
    Problem(
      code: "too-many-groups", message: "--by \(columns) tells more than 10,000 groups apart",
      french: "--by \(columns) distingue plus de 10 000 groupes")
  }

  static func noGroupColumn(_ column: String) -> Problem {
    Problem(
      code: "no-column", message: "--by names a column `\(column)` that no record has",
      french: "--by nomme une colonne `\(column)` qu'aucun enregistrement n'a")
  }

  static func emptyLog(_ paths: [String]) -> Problem {
    Problem(
      code: "empty-log", message: "there is no record in it, so that nothing was audited",
      french: "il ne contient aucun enregistrement : rien n'a été audité", file: paths.first)
  }
}
