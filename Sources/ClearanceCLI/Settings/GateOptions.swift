import ArgumentParser
import Reports
import RuleCompiler

/// The settings of a gate as the command line gives them.
struct GateOptions: ParsableArguments {
  @Option(
    help:
      "End with 1 when something of this severity, or graver, is violated: critical, high, medium, low or never; else low."
  )
  var failOn: FailOn?

  @Flag(
    inversion: .prefixedNo,
    help: "End with 3 when something is undecided; on unless it is turned off.")
  var strict: Bool?

  @Option(
    help: ArgumentHelp(
      "Warn of what begins to be violated or undecided within so many days.", valueName: "days"))
  var warnUpcoming: Int?

  @Option(
    help: ArgumentHelp("Warn of waivers that end within so many days; else 30.", valueName: "days"))
  var warnExpiring: Int?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A file of waivers, besides those in use cases; may stand several times.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var waivers: [String] = []

  @Option(
    help: ArgumentHelp(
      "Count only waivers, and entries of the baseline, that stand at this commit of git.",
      valueName: "ref"))
  var waiversFrom: String?

  @Option(
    help: ArgumentHelp("Findings that were there before: told, not counted.", valueName: "file"),
    completion: .file())
  var baseline: String?

  @Option(help: "What text shows: failed or all; else failed.")
  var show: GateShow?

  @OptionGroup var output: RunOutputOptions

  mutating func validate() throws {
    for (name, days) in [("--warn-upcoming", warnUpcoming), ("--warn-expiring", warnExpiring)] {
      if let days, !(0...3660).contains(days) {
        throw ValidationError("\(name) takes a number of days, from 0 to 3660")
      }
    }
  }

  /// What was given, by setting.
  func flags(paths: [String], rules: RulesOption) -> [ConfigKey: [String]] {
    var found: [ConfigKey: [String]] = [:]
    func add(_ setting: ConfigKey, _ word: String?) { found[setting] = word.map { [$0] } }
    func add(_ setting: ConfigKey, _ words: [String]) {
      found[setting] = words.isEmpty ? nil : words
    }
    add(.paths, paths)
    add(.rules, rules.folder)
    add(.language, output.language?.rawValue)
    add(.failOn, failOn?.rawValue)
    add(.strict, strict.map { $0 ? "yes" : "no" })
    add(.warnUpcoming, warnUpcoming.map { String($0) })
    add(.warnExpiring, warnExpiring.map { String($0) })
    add(.waivers, waivers)
    add(.waiversFrom, waiversFrom)
    add(.baseline, baseline)
    add(.show, show?.rawValue)
    add(.format, output.format?.word)
    add(.output, output.outputs.map(\.word))
    return found
  }

  func settings(
    paths: [String], rules: RulesOption, in surroundings: Surroundings
  ) throws(Failure) -> Settings {
    try Settings(
      flags: flags(paths: paths, rules: rules), file: try rules.config.read(in: surroundings),
      in: surroundings)
  }
}

extension GateShow: ExpressibleByArgument {}
