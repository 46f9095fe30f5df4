public import LocatedYAML
public import RuleCompiler
public import RuleEvaluator

/// A run over several use cases: what came of each, what kept others from being assessed, and how
/// the run ends. Made once, it can be rendered in several formats.
public struct RunReport: Sendable {
  package let reports: [AssessmentReport]
  package let problems: [RunProblem]
  package let ending: Ending?

  /// - Parameters:
  ///   - problems: why files were not assessed, or not wholly; every format shows them.
  ///   - ending: what the program ends with, and why; nil where nobody is gating.
  public init(
    _ assessments: [Assessment], problems: [RunProblem] = [], ending: Ending? = nil
  ) {
    self.init(assessments.map { AssessmentReport($0) }, problems: problems, ending: ending)
  }

  /// The same of reports that are there already.
  package init(
    _ reports: [AssessmentReport], problems: [RunProblem] = [], ending: Ending? = nil
  ) {
    self.reports = reports
    self.problems = problems
    self.ending = ending
  }
}

/// Why a file was not assessed, or not wholly. It is no finding, and a run with one does not pass.
public struct RunProblem: Sendable, Hashable {
  /// A stable word in kebab case.
  public let code: String
  public let message: Text
  /// Nil where it is about no file.
  public let file: String?
  /// Nil where no place in the file can be named.
  public let span: SourceSpan?

  public init(code: String, message: Text, file: String? = nil, span: SourceSpan? = nil) {
    self.code = code
    self.message = message
    self.file = file
    self.span = span
  }

  /// A mistake in a file.
  public init(_ diagnostic: Diagnostic) {
    self.init(
      code: diagnostic.code, message: Text(diagnostic.message), file: diagnostic.file,
      span: diagnostic.span)
  }
}

/// What documents of a run have in common: its entries with their words, and the paths of files.
struct DocumentWriter {
  let run: RunReport
  let options: DocumentOptions
  let cases: [CaseEntries]

  init(_ run: RunReport, _ options: DocumentOptions) {
    self.run = run
    self.options = options
    var seen: [String: Int] = [:]
    cases = run.reports.map { CaseEntries($0, options, &seen) }
  }

  /// Findings of all cases, case by case, of each the gravest first that no waiver covers and that
  /// gate.
  var entries: [DocumentEntry] { cases.flatMap(\.entries) }

  /// The exit code; nil where nobody is gating.
  var code: Int? { run.ending?.code }

  /// How the run ended, in a sentence; failing that what it did.
  var ending: String {
    run.ending?.reason.in(options.language).onOneLine
      ?? DocumentWords.assessed(run.reports.count).in(options.language)
  }

  func message(of problem: RunProblem) -> String {
    problem.message.in(options.language).onOneLine
  }

  /// A path as documents tell it: from the root, with `/`, without `./`.
  func path(_ file: String) -> String {
    var path = file[...]
    if let root = options.root, !root.isEmpty {
      let folder = root.hasSuffix("/") ? root : root + "/"
      if path.hasPrefix(folder) { path = path.dropFirst(folder.count) }
    }
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    return path.isEmpty ? file : String(path)
  }
}

/// The findings of one use case with the words for them: first what stands against it, the gravest
/// first, then the rest.
struct CaseEntries {
  let report: AssessmentReport
  let words: EntryWords
  let entries: [DocumentEntry]

  /// - Parameter seen: how often each identity has come up in the run.
  init(_ report: AssessmentReport, _ options: DocumentOptions, _ seen: inout [String: Int]) {
    self.report = report
    let assessment = report.assessment
    words = EntryWords(
      wording: Wording(
        language: options.language, rules: assessment.rulebook.rules,
        useCase: assessment.useCase))
    let later = Dictionary(grouping: report.upcoming) { $0.finding.matter }
    var entries: [DocumentEntry] = []
    for finding in report.today.byGravity {
      entries.append(
        DocumentEntry(finding, later: later[finding.finding.matter] ?? [], in: assessment, &seen))
    }
    self.entries = entries.filter(\.stands) + entries.filter { !$0.stands }
  }

  var useCase: UseCase { report.assessment.useCase }
  var day: Day { report.assessment.day }
}
