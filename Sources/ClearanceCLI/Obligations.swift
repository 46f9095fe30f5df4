public import ArgumentParser
import LocatedYAML
public import Reports
import RuleCompiler
import RuleEvaluator

/// `clearance obligations`: what applies, to whom, from when.
struct Obligations: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Lists obligations, prohibitions and rights: to whom, from when, and what is held.",
    discussion: """
      With use cases it lists what applies to them, or may. Without any it lists everything that \
      the rules know. Options that filter combine; of one that is given several times, one must fit.

      \(ExitStatus.help)
      """)

  @Argument(
    help: "Use-case files, folders of them, or - for standard input; none for the whole catalogue.",
    completion: .file())
  var paths: [String] = []

  @OptionGroup var filter: ObligationFilterOptions

  @Option(help: "What the list is written in.")
  var format = ObligationFormat.text

  @Option(name: .customLong("lang"), help: "The language of sentences for people.")
  var language = Language.english

  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var style: StyleOptions
  @OptionGroup var inputs: InputOptions

  var wantsJSON: Bool { format == .json }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let day = try day.read()
    let loaded = try rules.load(in: surroundings)
    let filter = try filter.read(
      ObligationNames(of: loaded.rulebook.rules), isCatalogue: paths.isEmpty)
    guard !paths.isEmpty else {
      let list = ObligationList(of: loaded.rulebook, on: day ?? surroundings.today)
      var outcome = Outcome()
      if format != .json {
        let today = "\(surroundings.today)"
        let words =
          language == .french
          ? "jour : \(today), aujourd'hui en UTC" : "day: \(today), today in UTC"
        outcome.open(loaded.line(in: language) + (day == nil ? "\n" + words : ""))
      }
      return write(list.filtered(by: filter), outcome, [], in: surroundings)
    }
    var run = AssessmentRun(loaded: loaded, day: day, today: surroundings.today)
    let inputs = inputs.read(paths, in: surroundings)
    run.skipped = inputs.skipped
    for problem in inputs.problems { run.failures.append(Failure(problem)) }
    for file in inputs.sources { run.assess(file, limits: self.inputs.limits) }
    var outcome = Outcome()
    if format != .json { outcome.open(run.head(in: language)) }
    outcome.keep(run)
    // Nothing was assessed: an empty list would look as if nothing applied.
    guard !run.assessments.isEmpty else {
      throw run.failures.reduce(into: Failure([], in: [])) { $0.add($1) }
    }
    let list = ObligationList(
      of: run.assessments, in: loaded.rulebook, on: day ?? surroundings.today,
      problems: run.failures.flatMap(\.problemsOfRun))
    return write(list.filtered(by: filter), outcome, run.failures, in: surroundings)
  }

  private func write(
    _ list: ObligationList, _ start: Outcome, _ failures: [Failure],
    in surroundings: Surroundings
  ) -> Outcome {
    var outcome = start
    if !failures.isEmpty { outcome.end(.failed) }
    if format == .json {
      outcome.say(
        list.json(diagnostics: failures.flatMap(\.json), code: Int(outcome.status.code)).written)
      return outcome
    }
    outcome.say(
      list.rendered(as: format, in: language, options: style.options(in: surroundings)))
    for failure in failures { outcome.remark(failure.rendered(in: language)) }
    if list.isEmpty, format != .text, format != .md {
      outcome.remark(
        language == .french ? "rien ne répond à la demande" : "nothing fits what was asked")
    }
    return outcome
  }
}

extension ObligationFormat: ExpressibleByArgument {}

extension Failure {
  /// The same for a document of a run.
  fileprivate var problemsOfRun: [RunProblem] {
    problems.map { RunProblem(code: $0.code, message: $0.message, file: $0.file) }
      + diagnostics.filter { $0.severity == .error }.map { RunProblem($0) }
  }
}
