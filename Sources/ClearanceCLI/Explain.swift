import ArgumentParser
import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

/// `clearance explain`: what a rule says, where the law says it, and how it comes out.
struct Explain: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Explains a rule, by itself or for one use case.",
    discussion: ExitStatus.help)

  @Argument(help: "The rule: its id, or act/id where several acts have one of that id.")
  var rule: String

  @Option(
    help: ArgumentHelp("The use case for which it is explained.", valueName: "file"),
    completion: .file())
  var useCase: String?

  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var result: ResultOptions
  @OptionGroup var style: StyleOptions
  @OptionGroup var inputs: InputOptions

  var wantsJSON: Bool { result.wantsJSON }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let loaded = try rules.load(in: surroundings, withExamples: true)
    var run = AssessmentRun(loaded: loaded, day: try day.read(), today: surroundings.today)
    let assessment = try useCase.map { path throws(Failure) in
      try run.assessOne(path, inputs, in: surroundings)
    }
    let explanation: Explanation
    do throws(UnknownRule) {
      explanation =
        if let assessment {
          try Explanation(of: rule, in: assessment)
        } else {
          try Explanation(of: rule, in: loaded.rulebook)
        }
    } catch {
      throw Failure(.unknownRule(error))
    }
    var outcome = Outcome()
    if !wantsJSON { outcome.open(run.head) }
    outcome.say(
      explanation.rendered(
        as: result.report, in: result.language, options: style.options(in: surroundings)))
    return outcome
  }
}

extension Problem {
  /// A name that no rule has, or that several have.
  static func unknownRule(_ error: UnknownRule) -> Problem {
    let candidates = error.candidates.map { "`\($0)`" }.joined(separator: ", ")
    return Problem(
      code: "unknown-rule",
      message: error.candidates.isEmpty
        ? "no rule is named `\(error.name)`" : "several rules are named `\(error.name)`",
      hint: error.candidates.isEmpty
        ? error.nearest.map { "did you mean `\($0)`?" } ?? "`clearance rules list` names them"
        : "one of \(candidates)")
  }
}
