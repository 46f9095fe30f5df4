import ArgumentParser
import LocatedYAML
import Registers
import Reports
import RuleCompiler
import RuleEvaluator

/// What becomes of answers to questions that the tool no longer shows.
enum HiddenAnswers: String, ExpressibleByArgument, CaseIterable {
  /// They stand in the use case as comments.
  case keep
  case drop
}

/// `clearance import`: a register as use cases, or the file of another tool as one.
struct Import: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Reads a register, or the file of another tool, and writes use cases.",
    discussion: """
      Presets stand among the rules, in files that begin with `import:`; without arguments they \
      are listed. The mapping of an inventory of your own is such a file: name it with --mapping, \
      and `csv` or `json` as the preset. Of a register each record becomes a file in the folder \
      --out; without it only what was found is told. Of a file that is one system the use case \
      goes to standard output. Nothing is overwritten without --force, and nothing is written \
      where anything is wrong. What is not answered stays unknown.

      \(ExitStatus.help)
      """)

  @Argument(help: "How the file is read, such as us-omb-2024, or csv with --mapping.")
  var preset: String?

  @Argument(
    help: "The register, or the file of the other tool, or - for standard input.",
    completion: .file(extensions: ["csv", "json", "md"]))
  var path: String?

  @Option(
    help: ArgumentHelp(
      "The folder to write into; of a file that is one system the use-case file.",
      valueName: "path"))
  var out: String?

  @Option(
    help: ArgumentHelp("A preset of your own.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var mapping: String?

  @Option(
    help: "How the bytes of a table are text, where the preset is wrong: utf-8, windows-1252.")
  var encoding: TextEncoding?

  @Option(
    name: .customLong("jurisdiction"),
    help: ArgumentHelp(
      "Whose law is asked, instead of what the preset says; may be given several times.",
      valueName: "code"))
  var jurisdictions: [String] = []

  @Flag(help: "Replace files of the same names.")
  var force = false

  @Option(help: "What the account of a register is written in.")
  var format = OutputFormat.text

  @Option(
    help: """
      Whether answers to questions that the tool no longer shows are kept, as comments; in no \
      case are they answers of the use case.
      """)
  var hidden = HiddenAnswers.keep

  @Option(name: .customLong("lang"), help: "The language of remarks.")
  var language = Language.english

  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var inputs: InputOptions

  var wantsJSON: Bool { format == .json }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let day = try day.read() ?? surroundings.today
    let loaded = try rules.load(in: surroundings, withExamples: true)
    switch try PresetShelf(loaded).find(preset, mapping: mapping, in: surroundings) {
    case .none(let list): return list.outcome(in: language)
    case .register(let register):
      return try ImportedRegister(verb: self, preset: register, loaded: loaded, day: day)
        .carryOut(in: surroundings)
    case .tool(let preset):
      return try carryOut(preset, loaded, on: day, in: surroundings)
    }
  }

  private func carryOut(
    _ preset: Preset, _ loaded: LoadedRules, on day: Day, in surroundings: Surroundings
  ) throws(Failure) -> Outcome {
    let source = try readSource(in: surroundings, limits: inputs.limits)
    let imported: ImportedFile
    do {
      imported = try ImportedFile(
        source, by: preset, for: loaded.rulebook, limits: inputs.limits)
    } catch { throw Failure(error.diagnostics, in: [source]) }
    let out = out == "-" ? nil : out
    let name = (out ?? source.path).useCaseName ?? preset.name
    let text = ImportedUseCase(
      imported, name: name, vocabulary: loaded.rulebook.rules.vocabulary,
      keepsHidden: hidden == .keep, language: language
    ).text
    let file = SourceFile(path: out ?? "<stdout>", text: text)
    let useCase: UseCase
    do { useCase = try UseCase(file, answering: loaded.rulebook) } catch {
      throw Failure(error.diagnostics, in: [file])
    }
    var outcome = Outcome()
    outcome.open(loaded.line(in: language))
    for warning in imported.warnings { outcome.open(warning.rendered(in: source)) }
    if let out {
      do {
        if force {
          try surroundings.files.place([(out, text)])
        } else {
          try surroundings.files.create(out, file.bytes)
        }
      } catch { throw Failure(error) }
    } else {
      outcome.say(text)
    }
    let report = ImportReport(imported, loaded.rulebook.rules, language)
    let assessment = loaded.rulebook.assess(useCase, on: day)
    for line in report.lines(on: day, wrote: out) { outcome.remark(line) }
    outcome.remark(report.lastLine(needed: Interview(assessment).items.count))
    return outcome
  }

  /// The file that is read, with the limits of what it is.
  func readSource(
    in surroundings: Surroundings, limits: Limits
  ) throws(Failure) -> SourceFile {
    guard let path else { throw Failure(.noFileToImport) }
    guard surroundings.files.kind(of: path) != .folder else { throw Failure(.isAFolder(path)) }
    var options = inputs
    if limits.bytes > options.maxBytes, options.maxBytes == Limits.useCase.bytes {
      options.maxBytes = limits.bytes
    }
    let read = options.read([path], in: surroundings)
    guard let source = read.sources.first else {
      throw read.problems.reduce(into: Failure([], in: [])) { $0.add(Failure($1)) }
    }
    return source
  }
}

extension TextEncoding: ExpressibleByArgument {}

extension Problem {
  static func unknownPreset(_ name: String, among names: [String]) -> Problem {
    let known = names.map { "`\($0)`" }.joined(separator: ", ")
    let close = nearest(to: name, among: names)
    return Problem(
      code: "unknown-preset", message: "there is no preset `\(name)` among the rules",
      french: "il n'y a pas de préréglage `\(name)` parmi les règles",
      hint: close.map { "did you mean `\($0)`?" }
        ?? (names.isEmpty ? "these rules have none" : "there are: \(known)"),
      frenchHint: close.map { "vouliez-vous dire `\($0)` ?" }
        ?? (names.isEmpty ? "ces règles n'en ont pas" : "il y a : \(known)"))
  }

  static let noFileToImport = Problem(
    code: "no-file-to-import", message: "name the file that is to be read",
    french: "nommer le fichier à lire")

  static func isAFolder(_ path: String) -> Problem {
    Problem(
      code: "is-a-folder", message: "this is a folder; one file is read at a time",
      french: "c'est un dossier ; un seul fichier est lu à la fois", file: path)
  }
}
