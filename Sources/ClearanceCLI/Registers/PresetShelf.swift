import LocatedYAML
import Registers
import RuleCompiler
import RuleEvaluator

/// The presets among the rules: of registers, and of files of other tools.
struct PresetShelf {
  let registers: [RegisterPreset]
  let tools: [Preset]
  private let loaded: LoadedRules

  /// What a name on the command line stands for.
  enum Found {
    case register(RegisterPreset)
    case tool(Preset)
    /// No name was given: which there are.
    case none(PresetShelf)
  }

  init(_ loaded: LoadedRules) throws(Failure) {
    var diagnostics: [Diagnostic] = []
    registers = RegisterPreset.read(loaded.sources, of: loaded.rulebook, noting: &diagnostics)
    tools = Preset.read(loaded.sources, of: loaded.rulebook, noting: &diagnostics)
    self.loaded = loaded
    guard !diagnostics.containsError else {
      var failure = Failure(diagnostics, in: loaded.sources)
      failure.add(Failure(.brokenRules(loaded.folder)))
      throw failure
    }
  }

  private var names: [String] { (registers.map(\.name) + tools.map(\.name)).sorted() }

  func find(
    _ name: String?, mapping: String?, in surroundings: Surroundings
  ) throws(Failure) -> Found {
    if let mapping { return .register(try read(mapping, named: name, in: surroundings)) }
    guard let name else { return .none(self) }
    if let register = registers.first(where: { $0.name == name }) { return .register(register) }
    if let tool = tools.first(where: { $0.name == name }) { return .tool(tool) }
    if ["csv", "json"].contains(name) { throw Failure(.noMapping(name)) }
    throw Failure(.unknownPreset(name, among: names))
  }

  private func read(
    _ path: String, named name: String?, in surroundings: Surroundings
  ) throws(Failure) -> RegisterPreset {
    let bytes: [UInt8]
    do { bytes = try surroundings.files.read(path, limit: Limits.rules.bytes) } catch {
      throw Failure(error)
    }
    let source = SourceFile(path: path, bytes: bytes)
    var diagnostics: [Diagnostic] = []
    let preset = RegisterPreset.read(mapping: source, of: loaded.rulebook, noting: &diagnostics)
    guard let preset, !diagnostics.containsError else { throw Failure(diagnostics, in: [source]) }
    guard name == nil || name == preset.name || name == preset.format.name else {
      throw Failure(.mappingOfAnother(path, name ?? "", preset.format.name))
    }
    return preset
  }

  /// Which there are, for people.
  func outcome(in language: Language) -> Outcome {
    var outcome = Outcome()
    outcome.open(loaded.line(in: language))
    let titles = registers.map { ($0.name, $0.title) } + tools.map { ($0.name, $0.title) }
    let width = titles.map(\.0.count).max() ?? 0
    for (name, title) in titles.sorted(by: { $0.0 < $1.0 }) {
      let room = String(repeating: " ", count: width - name.count + 2)
      outcome.say(name + room + title.in(language))
    }
    return outcome
  }
}

extension RegisterPreset.Format {
  /// As the command line names it.
  var name: String {
    switch self {
    case .csv: "csv"
    case .json: "json"
    case .frontMatter: "front_matter"
    }
  }
}

extension Problem {
  static func noMapping(_ format: String) -> Problem {
    Problem(
      code: "no-mapping", message: "how a \(format) of your own is read is said by --mapping FILE",
      french: "--mapping FICHIER dit comment lire un \(format) à vous")
  }

  static func mappingOfAnother(_ path: String, _ name: String, _ format: String) -> Problem {
    Problem(
      code: "mapping-of-another", message: "this mapping is of \(format), not of \(name)",
      french: "cette correspondance est de \(format), non de \(name)", file: path)
  }
}
