import ArgumentParser
import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

/// What becomes of answers to questions that the tool no longer shows.
enum HiddenAnswers: String, ExpressibleByArgument, CaseIterable {
  /// They stand in the use case as comments.
  case keep
  case drop
}

/// `clearance import`: the file of another tool as a use case.
struct Import: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Reads the file of another tool, and writes its answers as a use case.",
    discussion: """
      Presets stand among the rules, in files that begin with `import:`. Without --out the use \
      case goes to standard output. A file that is there already is never overwritten, and \
      nothing is written where anything is wrong. What is not answered stays unknown.

      \(ExitStatus.help)
      """)

  @Argument(help: "How the file is read, such as ca-aia.")
  var preset: String

  @Argument(
    help: "The file of the other tool, or - for standard input.",
    completion: .file(extensions: ["json"]))
  var path: String

  @Option(
    help: ArgumentHelp("The use-case file to write.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var out: String?

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

  var wantsJSON: Bool { false }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let day = try day.read() ?? surroundings.today
    let loaded = try rules.load(in: surroundings, withExamples: true)
    let preset = try find(in: loaded)
    let source = try readSource(in: surroundings)
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
      do { try surroundings.files.create(out, file.bytes) } catch { throw Failure(error) }
    } else {
      outcome.say(text)
    }
    let report = ImportReport(imported, loaded.rulebook.rules, language)
    let assessment = loaded.rulebook.assess(useCase, on: day)
    for line in report.lines(on: day, wrote: out) { outcome.remark(line) }
    outcome.remark(report.lastLine(needed: Interview(assessment).items.count))
    return outcome
  }

  private func find(in loaded: LoadedRules) throws(Failure) -> Preset {
    var diagnostics: [Diagnostic] = []
    let presets = Preset.read(loaded.sources, of: loaded.rulebook, noting: &diagnostics)
    guard !diagnostics.containsError else {
      var failure = Failure(diagnostics, in: loaded.sources)
      failure.add(Failure(.brokenRules(loaded.folder)))
      throw failure
    }
    guard let found = presets.first(where: { $0.name == preset }) else {
      throw Failure(.unknownPreset(preset, among: presets.map(\.name)))
    }
    return found
  }

  private func readSource(in surroundings: Surroundings) throws(Failure) -> SourceFile {
    guard surroundings.files.kind(of: path) != .folder else { throw Failure(.isAFolder(path)) }
    let read = inputs.read([path], in: surroundings)
    guard let source = read.sources.first else {
      throw read.problems.reduce(into: Failure([], in: [])) { $0.add(Failure($1)) }
    }
    return source
  }
}

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

  static func isAFolder(_ path: String) -> Problem {
    Problem(
      code: "is-a-folder", message: "this is a folder; one file is read at a time",
      french: "c'est un dossier ; un seul fichier est lu à la fois", file: path)
  }
}
