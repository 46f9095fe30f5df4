import ArgumentParser
import LocatedYAML
import Registers
import Reports
import RuleCompiler
import RuleEvaluator

/// `clearance export`: use cases as records of a public register.
struct Export: Verb {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes use cases as records of a public register.",
    discussion: """
      The presets are those of `clearance import`, read backwards; atrs, algoritmeregister, \
      omb-2024, omb-2025 and portfolio-csv are short for theirs, and dpv is JSON-LD with the \
      terms of DPV. A record holds what the use case says and nothing else; what the register \
      asks for besides is told. Without --output it goes to standard output.

      \(ExitStatus.help)
      """)

  @Argument(help: "Which register, such as algoritmeregister.")
  var preset: String

  @Argument(help: "Use-case files, folders of them, or - for standard input.", completion: .file())
  var paths: [String]

  @Option(
    help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp("A preset of your own.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var mapping: String?

  @Flag(help: "Replace the file, if it is there.")
  var force = false

  @Option(name: .customLong("lang"), help: "The language of remarks.")
  var language = Language.english

  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var inputs: InputOptions

  var wantsJSON: Bool { false }

  /// Short names of presets.
  private static let short = [
    "atrs": "uk-atrs-record", "algoritmeregister": "nl-algoritmeregister-1.0.0",
    "omb-2024": "us-omb-2024", "omb-2025": "us-omb-2025", "ca-register": "ca-gc-register",
  ]

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let day = try day.read()
    let loaded = try rules.load(in: surroundings, withExamples: true)
    let found = inputs.read(paths, in: surroundings, besides: [output].compactMap(\.self))
    var failure = Failure([], in: [])
    for problem in found.problems { failure.add(Failure(problem)) }
    guard failure.problems.isEmpty else { throw failure }
    var outcome = Outcome()
    outcome.open(loaded.line(in: language))
    let text: String
    if preset == "dpv" {
      text = try linkedData(of: found.sources, loaded, on: day, surroundings, &outcome)
    } else {
      text = try records(of: found.sources, loaded, surroundings, &outcome)
    }
    guard let output, output != "-" else {
      outcome.say(text)
      return outcome
    }
    do throws(Problem) {
      if force {
        try surroundings.files.place([(output, text)])
      } else {
        try surroundings.files.create(output, Array(text.utf8))
      }
    } catch { throw Failure(error) }
    outcome.remark(ExportWords.wrote(found.sources.count, output.printable).in(language))
    return outcome
  }

  private func linkedData(
    of sources: [SourceFile], _ loaded: LoadedRules, on day: Day?, _ surroundings: Surroundings,
    _ outcome: inout Outcome
  ) throws(Failure) -> String {
    var run = AssessmentRun(loaded: loaded, day: day, today: surroundings.today)
    run.assess(
      sources, AssessmentRun.Plan(limits: inputs.limits, isBrief: true, language: language))
    guard run.failures.isEmpty else {
      throw run.failures.reduce(into: Failure([], in: [])) { $0.add($1) }
    }
    return RunReport(run.cases).rendered(
      as: .jsonLD, options: DocumentOptions(language: language, version: programVersion))
  }

  private func records(
    of sources: [SourceFile], _ loaded: LoadedRules, _ surroundings: Surroundings,
    _ outcome: inout Outcome
  ) throws(Failure) -> String {
    let name = mapping == nil ? Export.short[preset] ?? preset : preset
    guard
      case .register(let register) = try PresetShelf(loaded)
        .find(name, mapping: mapping, in: surroundings)
    else { throw Failure(.notWritable(preset)) }
    var useCases: [UseCase] = []
    var failure = Failure([], in: [])
    let limits = inputs.limits
    let rulebook = loaded.rulebook
    for (source, result) in zip(
      sources, sources.mapInParallel { Read($0, rulebook: rulebook, limits: limits) })
    {
      if let useCase = result.useCase { useCases.append(useCase) }
      if let diagnostics = result.diagnostics { failure.add(Failure(diagnostics, in: [source])) }
    }
    guard failure.diagnostics.isEmpty else { throw failure }
    let export = exportRegister(useCases, by: register, of: rulebook)
    for remark in export.remarks.prefix(20) {
      outcome.remark(ExportWords.remark(remark).in(language))
    }
    if export.remarks.count > 20 {
      outcome.remark(ExportWords.moreRemarks(export.remarks.count - 20).in(language))
    }
    return export.text
  }

  /// A file that was read as a use case, or why it could not be.
  private struct Read: Sendable {
    var useCase: UseCase?
    var diagnostics: [Diagnostic]?

    init(_ file: SourceFile, rulebook: Rulebook, limits: Limits) {
      do { useCase = try UseCase(file, answering: rulebook, limits: limits) } catch {
        diagnostics = error.diagnostics
      }
    }
  }
}

/// The sentences of an export.
enum ExportWords {
  static func wrote(_ count: Int, _ path: String) -> Text {
    Text(
      "wrote \(count) \(count == 1 ? "record" : "records"): \(path)",
      french: "\(count) \(count < 2 ? "fiche écrite" : "fiches écrites") : \(path)")
  }

  static func remark(_ remark: RegisterExport.Remark) -> Text {
    let (name, column) = (remark.useCase.printable, remark.column.printable)
    return switch remark.problem {
    case .missing:
      Text(
        "\(name): the register asks for `\(column)`, and the use case does not say it",
        french: "\(name) : le registre demande `\(column)`, et le cas ne le dit pas")
    case .tooLong(let most):
      Text(
        "\(name): `\(column)` is longer than the \(most) characters that the register takes",
        french: "\(name) : `\(column)` dépasse les \(most) caractères que le registre accepte")
    }
  }

  static func moreRemarks(_ count: Int) -> Text {
    Text("… and \(count) more of these", french: "… et \(count) autres")
  }
}

extension Problem {
  static func notWritable(_ name: String) -> Problem {
    Problem(
      code: "not-writable-preset", message: "`\(name)` is read, and not written",
      french: "`\(name)` se lit et ne s'écrit pas")
  }
}
