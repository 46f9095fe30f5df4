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

  @Argument(
    help:
      "The rule, or a scheme of classes: its id, or act/id where several acts have one of that id.")
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
  var language: Language { result.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let loaded = try rules.load(in: surroundings, withExamples: true)
    var run = AssessmentRun(loaded: loaded, day: try day.read(), today: surroundings.today)
    let assessment = try useCase.map { path throws(Failure) in
      try run.assessOne(path, inputs, in: surroundings)
    }
    var outcome = Outcome()
    if !wantsJSON { outcome.open(run.head(in: result.language)) }
    outcome.say(
      try explanation(loaded.rulebook, assessment, style.options(in: surroundings)))
    return outcome
  }

  /// Of a rule, or of a scheme of classes.
  private func explanation(
    _ rulebook: Rulebook, _ assessment: Assessment?, _ options: TextOptions
  ) throws(Failure) -> String {
    let scheme =
      assessment.map { SchemeExplanation(of: rule, in: $0) }
      ?? SchemeExplanation(of: rule, in: rulebook)
    if let scheme {
      return scheme.rendered(as: result.report, in: result.language, options: options)
    }
    do throws(UnknownRule) {
      let explanation =
        if let assessment {
          try Explanation(of: rule, in: assessment)
        } else {
          try Explanation(of: rule, in: rulebook)
        }
      return explanation.rendered(as: result.report, in: result.language, options: options)
    } catch {
      throw Failure(.unknownRule(error))
    }
  }
}

extension Problem {
  /// A name that no rule has, or that several have.
  static func unknownRule(_ error: UnknownRule) -> Problem {
    let candidates = error.candidates.map { "`\($0)`" }.joined(separator: ", ")
    if !error.candidates.isEmpty {
      return Problem(
        code: "ambiguous-rule", message: "several acts have a rule named `\(error.name)`",
        french: "plusieurs textes ont une règle nommée `\(error.name)`",
        hint: "name one of \(candidates)", frenchHint: "nommer l'une de \(candidates)")
    }
    return Problem(
      code: "unknown-rule", message: "no rule is named `\(error.name)`",
      french: "aucune règle ne s'appelle `\(error.name)`",
      hint: error.nearest.map { "did you mean `\($0)`?" } ?? "`clearance rules list` names them",
      frenchHint: error.nearest.map { "peut-être `\($0)` ?" }
        ?? "`clearance rules list` les nomme")
  }
}
