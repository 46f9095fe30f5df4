import ArgumentParser
import Reports
import RuleCompiler

/// A form in which a run can be written.
enum RunFormat: Hashable, Sendable, ExpressibleByArgument {
  case text, json
  case document(DocumentFormat)

  init?(argument: String) {
    switch argument {
    case "text": self = .text
    case "json": self = .json
    default:
      guard let format = DocumentFormat(rawValue: argument) else { return nil }
      self = .document(format)
    }
  }

  /// As the command line names it.
  var word: String {
    switch self {
    case .text: "text"
    case .json: "json"
    case .document(let format): format.rawValue
    }
  }

  static let words = ["text", "json"] + DocumentFormat.allCases.map(\.rawValue)
  static var allValueStrings: [String] { words }

  /// Whether it tells no more than a brief report knows.
  var isBrief: Bool {
    switch self {
    case .text, .json: true
    case .document(let format):
      [.sarif, .junit, .github, .gitlab, .csv, .markdown, .concise, .ics].contains(format)
    }
  }
}

/// A file that a run is written to besides, as `FORMAT=PATH`.
struct OutputRequest: Hashable, Sendable, ExpressibleByArgument {
  let format: RunFormat
  let path: String

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="),
      let format = RunFormat(argument: String(argument[..<sign]))
    else { return nil }
    path = String(argument[argument.index(after: sign)...])
    self.format = format
    if path.isEmpty || path == "-" { return nil }
  }

  var word: String { format.word + "=" + path }
}

/// The forms in which a run over use cases is written.
struct RunOutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What standard output is written in: \(RunFormat.words.joined(separator: ", ")); else text.",
      valueName: "format"))
  var format: RunFormat?

  @Option(
    name: .customLong("output"), parsing: .singleValue,
    help: ArgumentHelp(
      "Write the same run to a file too, whole or not at all; may stand several times.",
      valueName: "format=path"))
  var outputs: [OutputRequest] = []

  @Option(name: .customLong("lang"), help: "The language of sentences for people.")
  var language: Language?

  var wantsJSON: Bool { format == .json }
}
