import ArgumentParser
import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// `clearance assess`: a report of what the law asks of each use case.
struct Assess: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Reports what the law asks of use cases, what they meet, and what is missing.",
    discussion: """
      Folders are searched for .yaml, .yml and .json files. Without --fail-on and --strict the \
      exit status is 0 once every report could be made, whatever it says.

      \(ExitStatus.help)
      """)

  @Argument(
    help: "Use-case files, folders of them, or - for standard input.", completion: .file())
  var paths: [String]

  @Option(help: "End with 1 when something of this severity, or graver, is violated.")
  var failOn = FailOn.never

  @Flag(help: "End with 3 when something is undecided.")
  var strict = false

  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var result: ResultOptions
  @OptionGroup var style: StyleOptions
  @OptionGroup var inputs: InputOptions

  var wantsJSON: Bool { result.wantsJSON }
  var language: Language { result.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let day = try day.read()
    let loaded = try rules.load(in: surroundings)
    var run = AssessmentRun(loaded: loaded, day: day, today: surroundings.today)
    let inputs = inputs.read(paths, in: surroundings)
    run.skipped = inputs.skipped
    for problem in inputs.problems { run.failures.append(Failure(problem)) }
    for file in inputs.sources { run.assess(file, limits: self.inputs.limits) }
    let gate = Gate(failOn: failOn, isStrict: strict)
    return wantsJSON
      ? run.json(judgedBy: gate)
      : run.text(judgedBy: gate, result.language, style.options(in: surroundings))
  }
}
