import LocatedYAML
import Reports
import RuleCompiler

/// What can be set by a flag, by a variable of the environment, or in `.clearance.yaml`.
enum ConfigKey: String, CaseIterable, Sendable {
  case paths, rules
  case language = "lang"
  case failOn = "fail_on"
  case strict
  case warnUpcoming = "warn_upcoming"
  case warnExpiring = "warn_expiring"
  case waivers
  case waiversFrom = "waivers_from"
  case baseline, show, format, output

  /// What its values look like.
  enum Form: Sendable {
    case choice([String])
    case flag
    /// A number of days.
    case days
    case path
    case paths
    case text
    /// Pairs of format and path.
    case outputs
  }

  var form: Form {
    switch self {
    case .paths, .waivers: .paths
    case .rules, .baseline: .path
    case .language: .choice(Language.allCases.map(\.rawValue))
    case .failOn: .choice(FailOn.allCases.map(\.rawValue))
    case .strict: .flag
    case .warnUpcoming, .warnExpiring: .days
    case .waiversFrom: .text
    case .show: .choice(GateShow.allCases.map(\.rawValue))
    case .format: .choice(RunFormat.words)
    case .output: .outputs
    }
  }

  /// What holds where nobody has set it; empty for nothing.
  var standard: [String] {
    switch self {
    case .language: ["en"]
    case .failOn: ["low"]
    case .strict: ["yes"]
    case .warnExpiring: ["30"]
    case .show: ["failed"]
    case .format: ["text"]
    case .paths, .rules, .warnUpcoming, .waivers, .waiversFrom, .baseline, .output: []
    }
  }

  /// The variable of the environment; nil where several values may stand.
  var variable: String? {
    switch self {
    case .paths, .output: nil
    default: "CLEARANCE_" + rawValue.uppercased()
    }
  }

  static let variables = allCases.compactMap(\.variable)

  /// The option of the command line; nil for the arguments.
  var flag: String? {
    self == .paths ? nil : "--" + String(rawValue.map { $0 == "_" ? "-" : $0 })
  }

  /// Whether its values are paths, which in a file start from its folder.
  var isOfPaths: Bool {
    switch form {
    case .path, .paths: true
    case .choice, .flag, .days, .text, .outputs: false
    }
  }

  /// What a value must be, where it is something else; nil where it is well.
  func fault(in word: String) -> (hint: String, suggestion: String?)? {
    switch form {
    case .choice(let words):
      words.contains(word) ? nil : ("one of " + quoted(words), nearest(word, words))
    case .flag:
      ["yes", "no", "true", "false"].contains(word) ? nil : ("write `yes` or `no`", nil)
    case .days:
      Int(word).map { $0 >= 0 && $0 <= 3660 } == true
        ? nil : ("a number of days, at most 3,660", nil)
    case .path, .paths, .text:
      word.isEmpty ? ("it is empty", nil) : nil
    case .outputs:
      OutputRequest(argument: word) != nil
        ? nil : ("FORMAT: PATH, the format one of " + quoted(RunFormat.words), nil)
    }
  }

  private func quoted(_ words: [String]) -> String {
    words.map { "`\($0)`" }.joined(separator: ", ")
  }
}

private func nearest(_ word: String, _ words: [String]) -> String? {
  LocatedYAML.nearest(to: word, among: words)
}
