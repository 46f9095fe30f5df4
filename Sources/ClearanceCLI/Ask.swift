import ArgumentParser
import Reports
import RuleCompiler
import RuleEvaluator

/// `clearance ask`: what to answer next, and what an answer would settle.
struct Ask: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Lists the questions on which open findings hang, the most useful first.",
    discussion: ExitStatus.help)

  @Argument(help: "The use-case file, or - for standard input.", completion: .file())
  var path: String

  @Option(
    help: ArgumentHelp("Only what settles this rule, with the fewest answers.", valueName: "rule"))
  var finding: String?

  @Flag(help: "Ask one question after the other, and write each answer into the file.")
  var interactive = false

  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var result: ResultOptions
  @OptionGroup var style: StyleOptions
  @OptionGroup var inputs: InputOptions

  var wantsJSON: Bool { result.wantsJSON }
  var language: Language { result.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let loaded = try rules.load(in: surroundings)
    if interactive { return try converse(loaded, in: surroundings) }
    var run = AssessmentRun(loaded: loaded, day: try day.read(), today: surroundings.today)
    let assessment = try run.assessOne(path, inputs, in: surroundings)
    let interview: Interview
    do throws(UnknownRule) {
      interview =
        if let finding {
          try Interview(assessment, about: finding)
        } else {
          Interview(assessment)
        }
    } catch {
      throw Failure(.unknownRule(error))
    }
    var outcome = Outcome()
    if !wantsJSON { outcome.open(run.head(in: result.language)) }
    outcome.say(
      interview.rendered(
        as: result.report, in: result.language, options: style.options(in: surroundings)))
    return outcome
  }

  private func converse(
    _ loaded: LoadedRules, in surroundings: Surroundings
  ) throws(Failure) -> Outcome {
    guard !wantsJSON, finding == nil else { throw Failure(.interactiveForPeople) }
    var conversation = try Conversation(
      about: path, loaded, on: try day.read(), language, style, inputs, in: surroundings)
    return try conversation.hold(after: loaded.line(in: language))
  }
}
