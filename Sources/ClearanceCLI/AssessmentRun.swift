package import LocatedYAML
package import Reports
package import RuleCompiler
import RuleEvaluator

/// Use cases assessed in one run: what came of the good ones, and what is wrong with the others.
package struct AssessmentRun: Sendable {
  let loaded: LoadedRules
  /// The day that the caller names.
  let day: Day?
  let today: Day
  private(set) var assessments: [Assessment] = []
  /// The same with their findings told, where a report is wanted.
  package private(set) var cases: [PreparedCase] = []
  package var failures: [Failure] = []
  /// Remarks on files that could be assessed all the same, and on their waivers.
  var notes: [RunProblem] = []
  /// Files of folders that are no use cases, and were left alone.
  package var skipped: [String] = []
  /// Whether some file was assessed on the day of the clock.
  private(set) var usedClock = false
  /// The files, for the lines that reports show.
  var sources: [SourceFile] = []
  /// Diagnostics on files that could be assessed all the same, as text.
  private var remarks: [String] = []

  package init(loaded: LoadedRules, day: Day?, today: Day) {
    self.loaded = loaded
    self.day = day
    self.today = today
  }

  /// How use cases are read and what is told of them.
  package struct Plan: Sendable {
    var limits: Limits
    var waivers = WaiverBook()
    /// Whether nothing is told but what documents of many use cases tell.
    var isBrief = false
    /// The language of documents; nil where none is wanted.
    var language: Language?
    /// Within how many days the end of a waiver is told; nil to say nothing of waivers.
    var warnExpiring: Int?

    package init(
      limits: Limits, waivers: WaiverBook = WaiverBook(), isBrief: Bool = false,
      language: Language? = nil, warnExpiring: Int? = nil
    ) {
      self.limits = limits
      self.waivers = waivers
      self.isBrief = isBrief
      self.language = language
      self.warnExpiring = warnExpiring
    }
  }

  /// What came of one file.
  private struct Assessed: Sendable {
    var failures: [Failure] = []
    var warnings: [Diagnostic] = []
    var notes: [RunProblem] = []
    var assessment: Assessment?
    var prepared: PreparedCase?
    var usedClock = false
  }

  /// Reads and assesses files, several at a time; what keeps one from a result, or from a whole
  /// one, is noted.
  package mutating func assess(_ files: [SourceFile], _ plan: Plan) {
    let run = self
    let memory = files.count > 1 ? VerdictMemory(of: loaded.rulebook) : nil
    let results = files.mapInParallel { file in
      var result = run.assessed(file, plan, remembering: memory)
      if let assessment = result.assessment {
        let prepared = PreparedCase(
          AssessmentReport(assessment, isBrief: plan.isBrief), toldIn: plan.language)
        // Of several cases the entries are made side by side.
        if files.count > 1 { _ = prepared.entries }
        result.prepared = prepared
        if let days = plan.warnExpiring {
          result.notes = assessment.waiverNotes(warningWithin: days)
        }
      }
      return result
    }
    for (file, result) in zip(files, results) { add(result, of: file) }
  }

  /// Reads and assesses one file, of which no report is wanted.
  mutating func assess(_ file: SourceFile, limits: Limits) {
    add(assessed(file, Plan(limits: limits)), of: file)
  }

  private mutating func add(_ result: Assessed, of file: SourceFile) {
    sources.append(file)
    failures += result.failures
    remarks += result.warnings.map { $0.rendered(in: file) }
    notes += result.warnings.map { RunProblem($0) } + result.notes
    usedClock = usedClock || result.usedClock
    if let assessment = result.assessment { assessments.append(assessment) }
    if let prepared = result.prepared { cases.append(prepared) }
  }

  private func assessed(
    _ file: SourceFile, _ plan: Plan, remembering memory: VerdictMemory? = nil
  ) -> Assessed {
    var result = Assessed()
    var useCase: UseCase
    do {
      useCase = try UseCase(
        file, answering: loaded.rulebook, limits: plan.limits, digest: sha256(file.bytes),
        remembering: memory)
    } catch {
      result.failures.append(Failure(error.diagnostics, in: [file]))
      return result
    }
    result.warnings = useCase.warnings
    guard useCase.saysSomething else {
      result.failures.append(Failure(.saysNothing(file.path)))
      return result
    }
    do { useCase = try plan.waivers.completed(useCase, loaded.rulebook) } catch {
      result.failures.append(error)
      return result
    }
    let day = self.day ?? useCase.day ?? today
    let missing = loaded.rulebook.notLoaded(for: useCase, on: day)
    for code in missing { result.failures.append(Failure(.notLoaded(code, for: file.path))) }
    let assessment = loaded.rulebook.assess(
      useCase, on: day, hashing: sha256, remembering: memory)
    guard !assessment.findings.isEmpty else {
      if missing.isEmpty { result.failures.append(Failure(.nothingAsked(file.path))) }
      return result
    }
    result.usedClock = self.day == nil && useCase.day == nil
    result.assessment = assessment
    return result
  }
}

extension AssessmentRun {
  /// Reads and assesses the one file that a verb is about; with anything wrong there is no result.
  mutating func assessOne(
    _ path: String, _ options: InputOptions, in surroundings: Surroundings
  ) throws(Failure) -> Assessment {
    let inputs = options.read([path], in: surroundings)
    for problem in inputs.problems { failures.append(Failure(problem)) }
    guard inputs.sources.count < 2 else { throw Failure(.severalUseCases(path)) }
    for file in inputs.sources { assess(file, limits: options.limits) }
    guard failures.isEmpty, let assessment = assessments.first else {
      throw failures.reduce(into: Failure([], in: [])) { $0.add($1) }
    }
    return assessment
  }

  /// What people are told before a result: which rules, which day where the clock gave it, which
  /// files were left alone, and remarks on the others.
  ///
  /// - Parameter withRemarks: not where the result itself has them.
  package func head(in language: Language, withRemarks: Bool = true) -> String {
    var lines = [loaded.line(in: language)]
    if usedClock {
      lines.append(
        language == .french
          ? "jour : \(today), aujourd'hui en UTC" : "day: \(today), today in UTC")
    }
    if !skipped.isEmpty {
      let count = skipped.count
      let names = skipped.prefix(3).map(\.printable).joined(separator: ", ")
      let rest = count > 3 ? ", …" : ""
      lines.append(
        language == .french
          ? "laissés de côté, car ce ne sont pas des cas : \(count) (\(names)\(rest))"
          : "left alone, as no use cases: \(count) (\(names)\(rest))")
    }
    return (lines + (withRemarks ? remarks : [])).joined(separator: "\n")
  }
}

extension UseCase {
  /// Whether there is anything in it to assess.
  fileprivate var saysSomething: Bool {
    !answers.isEmpty || uses.contains { !$0.answers.isEmpty } || !lists.isEmpty
  }
}

extension Problem {
  static func saysNothing(_ file: String) -> Problem {
    Problem(
      code: "empty-use-case", message: "this use case says nothing of the system",
      french: "ce cas ne dit rien du système", file: file,
      hint: "`clearance new` writes one with every question in it",
      frenchHint: "`clearance new` en écrit un avec toutes les questions")
  }

  static func severalUseCases(_ folder: String) -> Problem {
    Problem(
      code: "several-files", message: "there are several use cases in this folder: name one",
      french: "il y a plusieurs cas dans ce dossier : en nommer un",
      file: folder)
  }

  static func notLoaded(_ code: String, for file: String) -> Problem {
    Problem(
      code: "not-loaded", message: "there are no rules for `\(code)`, whose law is asked",
      french: "il n'y a pas de règles pour `\(code)`, dont le droit est interrogé",
      file: file)
  }

  static func nothingAsked(_ file: String) -> Problem {
    Problem(
      code: "no-rule-evaluated", message: "no rule was evaluated for this use case",
      french: "aucune règle n'a été évaluée pour ce cas", file: file)
  }
}
