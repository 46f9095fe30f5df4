import ArgumentParser
import LocatedYAML
import Reports
import RuleCompiler

/// `clearance config`: every setting of a gate, as it would hold here.
struct Config: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Prints the settings that a gate would have here, and where each comes from.",
    discussion: """
      A flag beats a variable, a variable beats the file, the file beats the default. The file is \
      .clearance.yaml in the working directory or above it, up to the root of the repository.

      \(ExitStatus.help)
      """)

  @Argument(help: "As after gate.", completion: .file())
  var paths: [String] = []

  @Flag(help: "Say of every value where it comes from.")
  var showOrigin = false

  @OptionGroup var gate: GateOptions
  @OptionGroup var rules: RulesOption

  var wantsJSON: Bool { gate.output.wantsJSON }
  var language: Language { gate.output.language ?? .english }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let settings = try gate.settings(paths: paths, rules: rules, in: surroundings)
    var outcome = Outcome()
    outcome.say(wantsJSON ? json(settings) : text(settings))
    return outcome
  }

  private func text(_ settings: Settings) -> String {
    let rows = ConfigKey.allCases.map { setting in
      let value = settings[setting]
      let words = value.words.map(\.printable).joined(separator: ", ")
      return (
        setting.rawValue + ":", words.isEmpty ? "-" : words,
        showOrigin ? "# " + value.origin.words(in: settings.language) : ""
      )
    }
    let names = rows.map(\.0.count).max() ?? 0
    let values = rows.map(\.1.count).max() ?? 0
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    return rows.map { name, value, origin in
      padded(name, names) + " "
        + (origin.isEmpty ? value : padded(value, min(values, 40)) + "  " + origin)
    }.joined(separator: "\n")
  }

  private func json(_ settings: Settings) -> String {
    JSONValue.object([
      .init("file", .optional(settings.file)),
      .init(
        "settings",
        .list(
          ConfigKey.allCases.map { setting in
            .members([
              ("name", .text(setting.rawValue)), ("value", .texts(settings[setting].words)),
              ("origin", showOrigin ? settings[setting].origin.json : nil),
            ])
          })),
      .init("exit_code", .integer(0)),
    ]).written
  }
}
