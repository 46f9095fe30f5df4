public import LocatedYAML
public import RuleCompiler
public import RuleEvaluator

/// A run over several use cases: what came of each, what kept others from being assessed, and how
/// the run ends. Made once, it can be rendered in several formats.
public struct RunReport: Sendable {
  package private(set) var cases: [PreparedCase]
  package var problems: [RunProblem]
  /// Remarks that change no exit code: on waivers, on the baseline, on what begins soon.
  package var notes: [RunProblem] = []
  package var ending: Ending?
  /// What counts; nil where nobody is gating.
  package var policy: GatePolicy?

  package var reports: [AssessmentReport] { cases.map(\.report) }

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
    self.init(reports.map { PreparedCase($0) }, problems: problems, ending: ending)
  }

  /// The same of cases whose findings are there already.
  package init(_ cases: [PreparedCase], problems: [RunProblem] = [], ending: Ending? = nil) {
    self.cases = cases
    self.problems = problems
    self.ending = ending
    var seen: [String: Int] = [:]
    for place in cases.indices {
      let number = (seen[cases[place].useCase.name] ?? 0) + 1
      seen[cases[place].useCase.name] = number
      if number > 1 { self.cases[place].count(number) }
    }
  }

  /// Findings of all cases, case by case, of each the gravest first.
  package var entries: [DocumentEntry] { cases.flatMap(\.entries) }

  /// Marks every finding that asks something of somebody as known or new.
  ///
  /// One that has become a violation since is new.
  ///
  /// - Parameter known: how the findings came out that were there before, by their fingerprints.
  package mutating func mark(known: [String: DocumentEntry.Outcome]) {
    for place in cases.indices { cases[place].mark(known: known) }
  }

  /// Whether nothing was assessed, so that nothing can be attested.
  public var isEmpty: Bool { cases.isEmpty }
}

/// An assessment with its findings as documents have them: first what stands against it, the
/// gravest first, then the rest.
package struct PreparedCase: Sendable {
  package let report: AssessmentReport
  /// The entries as they come, of which a text for people needs none.
  private let whole: Lazily<[DocumentEntry]>
  /// The entries once something has been noted of them.
  private var noted: [DocumentEntry]?

  /// - Parameter language: in which documents will tell it, so that what all of them say is put
  ///   into words once; nil to leave that to each.
  package init(_ report: AssessmentReport, toldIn language: Language? = nil) {
    self.report = report
    whole = Lazily { PreparedCase.entries(of: report) }
    guard let language else { return }
    let words = EntryWords(
      wording: Wording(
        language: language, rules: report.assessment.rulebook.rules, useCase: useCase))
    var entries = whole.value
    for place in entries.indices where entries[place].outcome.isProblem {
      entries[place].why = (language, words.why(entries[place]))
    }
    noted = entries
  }

  package var entries: [DocumentEntry] { noted ?? whole.value }

  /// How its findings came out, in the order of the assessment.
  var outcomes: some Sequence<DocumentEntry.Outcome> {
    report.today.lazy.map { DocumentEntry.Outcome($0) }
  }

  private static func entries(of report: AssessmentReport) -> [DocumentEntry] {
    let later = Dictionary(grouping: report.upcoming) { $0.finding.matter }
    let entries = report.today.byGravity.map { finding in
      DocumentEntry(
        finding, later: later[finding.finding.matter] ?? [], in: report.assessment)
    }
    return entries.filter(\.stands) + entries.filter { !$0.stands }
  }

  package var useCase: UseCase { report.assessment.useCase }

  fileprivate mutating func count(_ number: Int) {
    var entries = entries
    for place in entries.indices { entries[place].number = number }
    noted = entries
  }

  fileprivate mutating func mark(known: [String: DocumentEntry.Outcome]) {
    var entries = entries
    for place in entries.indices where entries[place].outcome.isProblem {
      let before = known[entries[place].fingerprint]
      let isWorse = entries[place].outcome == .violated && before != .violated
      entries[place].baseline = before == nil || isWorse ? .new : .known
    }
    noted = entries.filter(\.stands) + entries.filter { !$0.stands }
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
    cases = run.cases.map { CaseEntries($0, options) }
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

/// The findings of one use case with the words for them.
struct CaseEntries {
  let report: AssessmentReport
  let words: EntryWords
  let entries: [DocumentEntry]

  init(_ prepared: PreparedCase, _ options: DocumentOptions) {
    report = prepared.report
    entries = prepared.entries
    let assessment = report.assessment
    words = EntryWords(
      wording: Wording(
        language: options.language, rules: assessment.rulebook.rules,
        useCase: assessment.useCase))
  }

  var useCase: UseCase { report.assessment.useCase }
  var day: Day { report.assessment.day }
}
