import ArgumentParser
import LocatedYAML
import Registers
import Reports
import RuleCompiler
import RuleEvaluator

/// `clearance portfolio show`: thousands of systems, each assessed and reduced to what is counted.
struct PortfolioShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Counts the systems of folders of use cases, or of registers.",
    discussion: """
      With --preset the files are registers, such as the CSV of an inventory, and each record is a \
      system; `clearance import` lists the presets.

      Every system is accounted for: a file that cannot be read is named, and the run then ends \
      with 2, and the rest is told all the same. What nobody has said is unknown, and makes a \
      class or a figure an interval.

      \(ExitStatus.help)
      """)

  @Argument(
    help: "Folders of use-case files, or such files; with --preset, registers.",
    completion: .file())
  var paths: [String]

  @Option(
    help: ArgumentHelp(
      "How the files are read as registers, such as us-omb-2024.", valueName: "name"))
  var preset: String?

  @Option(
    help: ArgumentHelp("A preset of your own.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var mapping: String?

  @Option(
    name: .customLong("jurisdiction"),
    help: ArgumentHelp(
      "Whose law is asked of the systems of a register, instead of what the preset says; may be given several times.",
      valueName: "code"))
  var jurisdictions: [String] = []

  @OptionGroup var output: RunOutputOptions

  @Option(
    help: ArgumentHelp(
      "Write a site too: an index and a page for each system, which need no server and no script.",
      valueName: "dir"), completion: .directory)
  var site: String?

  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var style: StyleOptions
  @OptionGroup var inputs: InputOptions

  var wantsJSON: Bool { output.wantsJSON }
  var language: Language { output.language ?? .english }

  mutating func validate() throws {
    if !jurisdictions.isEmpty, preset == nil, mapping == nil {
      throw ValidationError("--jurisdiction needs --preset or --mapping: use cases name their own")
    }
    for format in [output.format ?? .text] + output.outputs.map(\.format)
    where PortfolioFormat(rawValue: format.word) == nil {
      let words = PortfolioFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("a portfolio is written as \(words), not as \(format.word)")
    }
  }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let files = surroundings.files
    let day = try day.read()
    if let problem = output.outputs.problem(reading: paths, in: files) { throw Failure(problem) }
    let loaded = try rules.load(in: surroundings)
    let registry = try rules.find(in: surroundings).indicators(of: loaded)
      .indicators(about: .system)
    let items = try self.items(loaded, in: surroundings)
    let run = PortfolioRun(
      loaded: loaded, registry: registry, day: day, today: surroundings.today)
    let folder = try site.map { name throws(Failure) in
      do throws(Problem) { return try SiteFolder(name, in: files) } catch { throw Failure(error) }
    }
    let pages = folder.map {
      SystemPages(
        folder: $0, rulebook: loaded.rulebook, registry: registry,
        on: day ?? surroundings.today, language: language)
    }
    let found = run.assess(items, writing: pages)
    let portfolio = found.portfolio(of: run)
    do throws(Problem) {
      if let trouble = found.trouble { throw trouble }
      guard !portfolio.systems.isEmpty else {
        throw found.failures.isEmpty ? Problem.noSystems : .noneAssessed
      }
      let code = found.failures.isEmpty ? 0 : 2
      let formats =
        [PortfolioFormat(output.format ?? .text)]
        + output.outputs.map { PortfolioFormat($0.format) }
      let options = style.options(in: surroundings)
      let language = self.language
      var texts = Array(formats.indices).mapInParallel { place in
        portfolio.rendered(
          as: formats[place], in: language,
          options: place == 0 ? options : TextOptions(isASCII: options.isASCII), code: code,
          version: programVersion)
      }
      if let folder {
        try folder.finish(portfolio, language: language, code: code)
      }
      let result = texts.removeFirst()
      try files.place(zip(output.outputs, texts).map { (path: $0.path, text: $1) })
      return outcome(result, formats[0], found, run, portfolio)
    } catch {
      folder?.discard()
      var failure = found.failures.reduce(into: Failure([], in: [])) { $0.add($1) }
      failure.add(Failure(error))
      throw failure
    }
  }

  private func items(
    _ loaded: LoadedRules, in surroundings: Surroundings
  ) throws(Failure) -> PortfolioItems {
    guard preset != nil || mapping != nil else {
      return PortfolioItems(
        paths, inputs, besides: output.outputs.map(\.path), in: surroundings)
    }
    let sources = try rules.find(in: surroundings).filesOfData(where: \.mayBeImport)
    let shelf = try PresetShelf(
      LoadedRules(
        rulebook: loaded.rulebook, folder: loaded.folder, fileCount: loaded.fileCount,
        sources: sources))
    guard
      case .register(let found) = try shelf.find(preset, mapping: mapping, in: surroundings)
    else { throw Failure(.oneSystemPreset(preset ?? "")) }
    return PortfolioItems(
      registers: paths, by: found.asking(jurisdictions), for: loaded.rulebook, in: surroundings)
  }

  private func outcome(
    _ result: String, _ format: PortfolioFormat, _ found: PortfolioRun.Found, _ run: PortfolioRun,
    _ portfolio: Portfolio
  ) -> Outcome {
    var outcome = Outcome()
    outcome.keep(portfolio)
    outcome.say(result)
    if !found.failures.isEmpty { outcome.end(.failed) }
    guard format != .json else { return outcome }
    outcome.open(run.loaded.line(in: language))
    if found.usedClock {
      outcome.open(
        language == .french
          ? "jour : \(run.today), aujourd'hui en UTC" : "day: \(run.today), today in UTC")
    }
    for failure in found.failures.prefix(50) { outcome.remark(failure.rendered(in: language)) }
    if found.failures.count > 50 {
      let rest = found.failures.count - 50
      outcome.remark(
        language == .french ? "clearance: et \(rest) de plus" : "clearance: and \(rest) more")
    }
    if found.remarks > 0 {
      outcome.remark(
        language == .french
          ? "registre : \(found.remarks) remarques, que `clearance import` dit une à une"
          : "register: \(found.remarks) remarks, which `clearance import` tells one by one")
    }
    if let site {
      outcome.remark(
        language == .french
          ? "site : \(site)/index.html" : "site: \(site)/index.html")
    }
    return outcome
  }
}

extension PortfolioFormat {
  /// The form of a run that a portfolio has too.
  fileprivate init(_ format: RunFormat) {
    guard let own = PortfolioFormat(rawValue: format.word) else {
      preconditionFailure("other forms were refused")
    }
    self = own
  }
}

extension SourceFile {
  /// Whether a line of it begins with `import`.
  fileprivate var mayBeImport: Bool {
    bytes.starts(with: "import".utf8)
      || bytes.split(separator: UInt8(ascii: "\n")).contains { $0.starts(with: "import".utf8) }
  }
}

extension Problem {
  fileprivate static func oneSystemPreset(_ name: String) -> Problem {
    Problem(
      code: "one-system-preset", message: "files of `\(name)` are of one system each",
      french: "les fichiers de `\(name)` portent sur un seul système chacun",
      hint: "`clearance import \(name) FILE` makes a use case, and folders of these are counted",
      frenchHint: "`clearance import \(name) FICHIER` en fait un cas, et leurs dossiers se comptent"
    )
  }

  fileprivate static let noSystems = Problem(
    code: "no-file-matched", message: "there is no system here to count",
    french: "il n'y a ici aucun système à compter",
    hint: "use-case files end in .yaml, .yml or .json",
    frenchHint: "les fichiers de cas finissent en .yaml, .yml ou .json")

  fileprivate static let noneAssessed = Problem(
    code: "none-assessed", message: "none of the systems could be assessed",
    french: "aucun des systèmes n'a pu être évalué")
}
