import ArgumentParser
import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

/// `clearance what-if`: what would turn findings, and what comes of an answer that is tried.
struct WhatIf: Verb {
  static let configuration = CommandConfiguration(
    commandName: "what-if",
    abstract: "Says which measures would turn violated and undecided findings.",
    discussion: """
      Of each finding the smallest sets of measures after which it is settled and not violated, \
      whatever is unknown; and the smallest plan that turns all that is violated and makes nothing \
      else violated, or what forbids one. With --set, what comes of an answer that is tried.

      \(ExitStatus.help)
      """)

  @Argument(help: "The use-case file, or - for standard input.", completion: .file())
  var path: String

  @Option(
    help: ArgumentHelp("Only this rule, with every way to turn it.", valueName: "rule"))
  var rule: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Try an answer: fact=value as a use case writes it, or use.fact=value for one use; may be given again.",
      valueName: "fact=value"))
  var settings: [String] = []

  @Option(help: "The plan turns what is violated at this severity, or graver.")
  var failOn = FailOn.low

  @Flag(help: "The plan settles what is undecided as well.")
  var strict = false

  @Flag(help: "Circumstances may be changed too, and not only measures.")
  var circumstances = false

  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var result: ResultOptions
  @OptionGroup var style: StyleOptions
  @OptionGroup var inputs: InputOptions

  var wantsJSON: Bool { result.wantsJSON }
  var language: Language { result.language }

  mutating func validate() throws {
    if failOn == .never { throw ValidationError("--fail-on never leaves nothing to turn") }
    if rule != nil, !settings.isEmpty {
      throw ValidationError("--rule and --set do not go together")
    }
  }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let loaded = try rules.load(in: surroundings)
    var run = AssessmentRun(loaded: loaded, day: try day.read(), today: surroundings.today)
    let assessment = try run.assessOne(path, inputs, in: surroundings)
    let text = try report(on: assessment, style.options(in: surroundings))
    var outcome = Outcome()
    if !wantsJSON { outcome.open(run.head(in: result.language)) }
    outcome.say(text)
    outcome.keep(run)
    return outcome
  }

  private func report(
    on assessment: Assessment, _ options: TextOptions
  ) throws(Failure) -> String {
    guard settings.isEmpty else {
      return TriedReport(try trials(on: assessment), on: assessment, hashing: sha256)
        .rendered(as: result.report, in: result.language, options: options)
    }
    let asked = WhatIfReport.Options(
      severity: failOn.severity ?? .low, isStrict: strict, includesCircumstances: circumstances)
    let found: WhatIfReport
    do throws(UnknownRule) {
      found =
        if let rule {
          try WhatIfReport(assessment, asked, about: rule)
        } else {
          WhatIfReport(assessment, asked)
        }
    } catch {
      throw Failure(.unknownRule(error))
    }
    return found.rendered(as: result.report, in: result.language, options: options)
  }

  /// Each `--set` is a text of its own, in which a mistake has its place.
  private func trials(on assessment: Assessment) throws(Failure) -> [Trial] {
    let arguments = settings.enumerated().map { place, text in
      SourceFile(path: settings.count == 1 ? "--set" : "--set \(place + 1)", text: text)
    }
    do { return try Trial.read(arguments, for: assessment) } catch {
      throw Failure(error.diagnostics, in: arguments)
    }
  }
}
