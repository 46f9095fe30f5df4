import ArgumentParser
import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

/// `clearance gate`: whether a change may pass.
struct GateVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Lets a change pass, or not: the exit status says which, and the result says why.",
    discussion: """
      Folders are searched for .yaml, .yml and .json files. What is undecided ends with 3, unless \
      --no-strict is given. Settings may stand in .clearance.yaml: see clearance config.

      \(ExitStatus.help)
      """)

  @Argument(
    help: "Use-case files, folders of them, or - for standard input; else those of the settings.",
    completion: .file())
  var paths: [String] = []

  @OptionGroup var gate: GateOptions

  @Option(
    help: ArgumentHelp(
      "Write what stands now as the baseline, by which this run is judged.", valueName: "file"),
    completion: .file())
  var writeBaseline: String?

  @Flag(help: "End with 0 where it would be 1 or 3; never where it would be 2.")
  var exitZero = false

  @Flag(
    help: "Nothing to check is well, and files that plainly are no use cases are left alone.")
  var allowNoInput = false

  @OptionGroup var signing: SigningOptions
  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var style: StyleOptions
  @OptionGroup var inputs: InputOptions

  var wantsJSON: Bool { gate.output.wantsJSON }
  var language: Language { gate.output.language ?? .english }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let settings = try gate.settings(paths: paths, rules: rules, in: surroundings)
    let day = try day.read()
    do { try signing.check(for: [settings.format] + settings.outputs.map(\.format)) } catch {
      throw Failure(.nothingIsSigned)
    }
    let signer = try signing.read(in: surroundings)
    let files = surroundings.files
    if let problem = settings.outputs.problem(reading: readFiles(settings), in: files) {
      throw Failure(problem)
    }
    var document = RunDocument(
      judgedBy: Gate(
        failOn: settings.failOn, isStrict: settings.isStrict, isExitZero: exitZero),
      settings.language, style.options(in: surroundings), showing: settings.show,
      signedBy: signer.key)
    var baseline: [(path: String, text: String)] = []
    do throws(Failure) {
      let waivers = try assess(settings, on: day, into: &document, in: surroundings)
      if let days = settings.warnUpcoming { document.note(document.report.upcoming(within: days)) }
      if let path = writeBaseline {
        baseline = [(path, try written(at: path, of: &document))]
      } else if let path = settings.baseline {
        try document.mark(by: Baseline(path, in: files), standingIn: waivers.tree)
      }
    } catch {
      document.fail(error)
    }
    var outcome = document.written(
      as: settings.format, to: settings.outputs, with: baseline, in: files)
    for warning in signer.warnings { outcome.remark(warning.rendered(in: settings.language)) }
    return outcome
  }

  /// Files that a run reads or leaves alone in folders, besides use cases.
  private func readFiles(_ settings: Settings) -> [String] {
    settings.waivers + [settings.file, settings.baseline].compactMap(\.self)
      + settings.paths.filter { $0 != "-" }
  }

  /// Reads and assesses everything.
  private func assess(
    _ settings: Settings, on day: Day?, into document: inout RunDocument,
    in surroundings: Surroundings
  ) throws(Failure) -> WaiverBook {
    var run = AssessmentRun(
      loaded: try rules.load(in: surroundings), day: day, today: surroundings.today)
    let waivers = try WaiverBook(
      settings.waivers, from: settings.waiversFrom, answering: run.loaded.rulebook,
      in: surroundings.files)
    guard !settings.paths.isEmpty || allowNoInput else { throw Failure(.noPaths) }
    let found = inputs.read(
      settings.paths, in: surroundings,
      besides: settings.outputs.map(\.path) + settings.waivers
        + [settings.baseline, settings.file, writeBaseline].compactMap(\.self),
      allowsNone: allowNoInput)
    run.skipped = found.skipped
    for problem in found.problems { run.failures.append(Failure(problem)) }
    let formats = [settings.format] + settings.outputs.map(\.format)
    var plan = AssessmentRun.Plan(limits: inputs.limits)
    plan.waivers = waivers
    plan.warnExpiring = settings.warnExpiring
    plan.language = settings.language
    plan.isBrief = formats.allSatisfy(\.isBrief)
    run.assess(found.sources, plan)
    run.sources += waivers.sources
    run.notes += waivers.notes + waivers.strays(among: run.assessments.map(\.useCase.name))
    document.take(run)
    return waivers
  }

  /// What stands now as a baseline, by which the run is then judged.
  private func written(
    at path: String, of document: inout RunDocument
  ) throws(Failure) -> String {
    guard document.failures.isEmpty else { throw Failure(.noBaseline(path)) }
    let text = Baseline.written(of: document.report)
    try document.mark(by: try Baseline(Array(text.utf8), at: path), standingIn: nil)
    return text
  }
}

extension Problem {
  static let noPaths = Problem(
    code: "no-path", message: "no use case is named, and the settings have no `paths`",
    french: "aucun cas n'est nommé, et les réglages n'ont pas de `paths`",
    hint: "name files or folders, or give --allow-no-input where there may be none",
    frenchHint: "nommer des fichiers ou dossiers, ou --allow-no-input s'il peut n'y en avoir aucun")

  static func noBaseline(_ path: String) -> Problem {
    Problem(
      code: "baseline-not-written",
      message: "no baseline is written of a run that could not do its job",
      french: "aucune référence n'est écrite d'un passage qui n'a pu se faire", file: path)
  }
}
