import ArgumentParser
import LocatedYAML
import RuleCompiler

/// `clearance assess`: a report of what the law asks of each use case.
struct Assess: Verb {
  static let configuration = CommandConfiguration(
    // Looked at by itself, it is still a verb of `clearance`.
    _superCommandName: "clearance",
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
  @OptionGroup var output: RunOutputOptions
  @OptionGroup var signing: SigningOptions
  @OptionGroup var style: StyleOptions
  @OptionGroup var inputs: InputOptions

  var wantsJSON: Bool { output.wantsJSON }
  var language: Language { output.language ?? .english }

  mutating func validate() throws {
    try signing.check(for: [output.format ?? .text] + output.outputs.map(\.format))
  }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let day = try day.read()
    let signer = try signing.read(in: surroundings)
    let files = surroundings.files
    if let problem = output.outputs.problem(reading: paths.filter { $0 != "-" }, in: files) {
      throw Failure(problem)
    }
    let found = inputs.read(
      paths, in: surroundings, besides: output.outputs.map(\.path))
    let (limits, today) = (inputs.limits, surroundings.today)
    let run = try rules.using(in: surroundings) { loaded in
      var run = AssessmentRun(loaded: loaded, day: day, today: today)
      run.skipped = found.skipped
      for problem in found.problems { run.failures.append(Failure(problem)) }
      run.assess(found.sources, AssessmentRun.Plan(limits: limits))
      return run
    }
    var document = RunDocument(
      judgedBy: Gate(failOn: failOn, isStrict: strict), language,
      style.options(in: surroundings), showing: nil, signedBy: signer.key)
    document.take(run)
    var outcome = document.written(as: output.format ?? .text, to: output.outputs, in: files)
    for warning in signer.warnings { outcome.remark(warning.rendered(in: language)) }
    return outcome
  }
}
