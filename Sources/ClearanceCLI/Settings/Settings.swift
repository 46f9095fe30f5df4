import LocatedYAML
import Reports
import RuleCompiler

/// Every setting of a run, and where it comes from: a flag beats a variable, a variable beats the
/// file, the file beats what is standard.
struct Settings: Sendable {
  private(set) var values: [ConfigKey: Value] = [:]
  /// The file of settings that was read.
  let file: String?

  /// The words of a setting, and who said them.
  struct Value: Sendable {
    let words: [String]
    let origin: Origin
  }

  enum Origin: Sendable {
    case flag(String)
    case variable(String)
    case file(String, SourcePosition)
    case standard
  }

  /// - Parameter flags: what the command line says; a setting that it does not name is absent.
  init(
    flags: [ConfigKey: [String]], file: ConfigFile?, in surroundings: Surroundings
  ) throws(Failure) {
    self.file = file?.path
    for setting in ConfigKey.allCases {
      if let words = flags[setting] {
        values[setting] = Value(words: words, origin: .flag(setting.flag ?? "PATH"))
      } else if let name = setting.variable, let word = surroundings.variable(name) {
        if let fault = setting.fault(in: word) {
          throw Failure(.wrongVariable(name, word, hint: fault.hint))
        }
        values[setting] = Value(words: [word], origin: .variable(name))
      } else if let file, let (words, position) = file.values[setting] {
        values[setting] = Value(words: words, origin: .file(file.path, position))
      } else {
        values[setting] = Value(words: setting.standard, origin: .standard)
      }
    }
  }

  subscript(_ setting: ConfigKey) -> Value {
    values[setting] ?? Value(words: setting.standard, origin: .standard)
  }

  private func word(_ setting: ConfigKey) -> String? { self[setting].words.first }

  // Invariant: words were checked when they were read, so that each of these finds its value.
  var paths: [String] { self[.paths].words }
  var language: Language { word(.language).flatMap(Language.init(rawValue:)) ?? .english }
  var failOn: FailOn { word(.failOn).flatMap(FailOn.init(rawValue:)) ?? .low }
  var isStrict: Bool { word(.strict) == "yes" || word(.strict) == "true" }
  /// Within how many days something that begins is told; nil for never.
  var warnUpcoming: Int? { word(.warnUpcoming).flatMap { Int($0) } }
  var warnExpiring: Int { word(.warnExpiring).flatMap { Int($0) } ?? 30 }
  var waivers: [String] { self[.waivers].words }
  var waiversFrom: String? { word(.waiversFrom) }
  var baseline: String? { word(.baseline) }
  var show: GateShow { word(.show).flatMap(GateShow.init(rawValue:)) ?? .failed }
  var format: RunFormat { word(.format).flatMap(RunFormat.init(argument:)) ?? .text }
  var outputs: [OutputRequest] { self[.output].words.compactMap(OutputRequest.init(argument:)) }
}

extension Settings.Origin {
  /// For people.
  func words(in language: Language) -> String {
    switch self {
    case .flag(let name): language == .french ? "option \(name)" : "flag \(name)"
    case .variable(let name): language == .french ? "variable \(name)" : "variable \(name)"
    case .file(let path, let position): "\(path.printable):\(position)"
    case .standard: language == .french ? "par défaut" : "default"
    }
  }

  /// For programs.
  var json: JSONValue {
    switch self {
    case .flag(let name): .object([.init("kind", .text("flag")), .init("name", .text(name))])
    case .variable(let name):
      .object([.init("kind", .text("variable")), .init("name", .text(name))])
    case .file(let path, let position):
      .object([
        .init("kind", .text("file")), .init("file", .text(path)),
        .init("line", .integer(position.line)), .init("column", .integer(position.column)),
      ])
    case .standard: .object([.init("kind", .text("default"))])
    }
  }
}

extension Problem {
  static func wrongVariable(_ name: String, _ word: String, hint: String) -> Problem {
    Problem(
      code: "wrong-setting", message: "the variable \(name) cannot be `\(word)`",
      french: "la variable \(name) ne peut être `\(word)`", hint: hint)
  }
}
