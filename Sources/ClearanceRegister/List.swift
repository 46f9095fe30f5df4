import ArgumentParser
import ClearanceCLI
import Register
import Reports
import RuleCompiler

/// Which systems are told.
struct FilterOptions: ParsableArguments {
  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      "Only systems that have, or may have, this class; also as SCHEME=CLASS.",
      valueName: "class"))
  var className: String?

  @Option(help: ArgumentHelp("Only systems of this jurisdiction.", valueName: "code"))
  var jurisdiction: String?

  @Option(help: ArgumentHelp("Only systems of this operator, as the files name it."))
  var `operator`: String?

  @Option(
    help: ArgumentHelp(
      "Only systems with a finding that came out so, such as violated or undecided.",
      valueName: "word"))
  var standing: String?

  @Option(
    help: ArgumentHelp("Only systems with such a finding of this act or rule.", valueName: "id"))
  var rule: String?

  @Flag(help: "Systems that are no longer used too.")
  var withRetired = false

  mutating func validate() throws {
    guard let standing, Standing(rawValue: standing) == nil else { return }
    let words = Standing.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("--standing takes one of: \(words)")
  }

  func filter(of systems: [String] = []) -> SystemFilter {
    var filter = SystemFilter()
    filter.systems = systems
    filter.className = className
    filter.jurisdiction = jurisdiction
    filter.operator = self.operator
    filter.standing = standing
    filter.rule = rule
    filter.withRetired = withRetired
    return filter
  }
}

/// `list`: the systems, a line each.
struct List: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Lists the systems of the register, with their classes and how findings count.")

  @OptionGroup var argument: RegisterArgument
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: ResultOptions

  var wantsJSON: Bool { output.wantsJSON }
  var language: Language { output.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let store = try argument.open(in: surroundings)
    let (states, total) = try argument.attempt { () throws(RegisterError) in
      (try store.systems(filter.filter()), try store.names().count)
    }
    var outcome = Outcome(
      .list, argument, output,
      [("systems", .list(states.map { $0.json(whole: false) })), ("total", .integer(total))],
      text: text(states))
    if !output.wantsJSON {
      outcome.remark(
        Text(
          "\(states.count) of \(total) systems",
          french: "\(states.count) système\(states.count < 2 ? "" : "s") sur \(total)"
        ).in(language))
    }
    return outcome
  }

  private func text(_ states: [SystemState]) -> String {
    var table = TextTable()
    for state in states {
      let classes = state.assessment.classes.map(\.words).joined(separator: "; ")
      table.add([
        state.name, "v\(state.version.number)", state.assessment.day,
        state.retirement == nil
          ? state.assessment.countWords(in: language)
          : Text("no longer used", french: "hors service").in(language), classes,
      ])
    }
    return table.text
  }
}

/// `show`: one system whole.
struct Show: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Shows a system: its file, its classes, its findings, its documents and waivers.")

  @OptionGroup var argument: RegisterArgument
  @Argument(help: "The name of the system.")
  var system: String

  @Flag(help: "Print the file of the system, and nothing else.")
  var source = false

  @Option(help: ArgumentHelp("With --source: which version; else the last.", valueName: "number"))
  var version: Int?

  @OptionGroup var output: ResultOptions

  var wantsJSON: Bool { output.wantsJSON && !source }
  var language: Language { output.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let store = try argument.open(in: surroundings)
    if source {
      let file = try argument.attempt { () throws(RegisterError) in
        try store.bytes(of: system, version: version)
      }
      guard let file else { throw Failure(.noVersion(version ?? 0, of: system)) }
      var outcome = Outcome()
      outcome.say(String(decoding: file.bytes, as: UTF8.self))
      return outcome
    }
    var filter = SystemFilter()
    filter.systems = [system]
    let states = try argument.attempt { () throws(RegisterError) in try store.systems(filter) }
    guard let state = states.first else { throw Failure(.noVersion(version ?? 0, of: system)) }
    return Outcome(
      .show, argument, output, [("system", state.json(whole: true))],
      text: SystemText(state: state, language: language).text)
  }
}

extension Problem {
  static func noVersion(_ version: Int, of system: String) -> Problem {
    Problem(
      code: "unknown-version", message: "`\(system)` has no version \(version)",
      french: "`\(system)` n'a pas de version \(version)")
  }
}
