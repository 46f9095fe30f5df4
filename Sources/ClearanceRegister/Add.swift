import ArgumentParser
import ClearanceCLI
import LocatedYAML
import Register
import Reports
import RuleCompiler

/// `add`: use cases into the register, each assessed.
struct Add: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Adds use cases, or new versions of them, and what the law says of each.",
    discussion: """
      A system is known by the `use_case` of its file. All files are recorded or none: what is \
      printed is on the disk. The day of the event is that of --on, else today in UTC.

      \(ExitStatus.help)
      """)

  @OptionGroup var argument: RegisterArgument
  @Argument(
    help: "Use-case files, folders of them, or - for standard input.", completion: .file())
  var paths: [String]

  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var output: ResultOptions
  @OptionGroup var inputs: InputOptions

  var wantsJSON: Bool { output.wantsJSON }
  var language: Language { output.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let day = try day.read()
    let store = try argument.open(toWrite: true, in: surroundings)
    let found = inputs.read(paths, in: surroundings)
    let loaded = try rules.load(in: surroundings)
    return try RecordedSystems(
      format: .add, argument: argument, output: output, store: store, loaded: loaded, day: day,
      today: surroundings.today, limits: inputs.limits
    ).record(found.sources, besides: found.problems.map { Failure($0) })
  }
}

/// `assess`: what is in the register, once more.
struct Reassess: Verb {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Assesses systems of the register again, with the rules and on the day of now.",
    discussion: """
      The files are those in the register. An assessment that says what the last one says is \
      not recorded again.

      \(ExitStatus.help)
      """)

  @OptionGroup var argument: RegisterArgument
  @Argument(help: "Systems; without any, all that are in use.")
  var systems: [String] = []

  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var output: ResultOptions

  var wantsJSON: Bool { output.wantsJSON }
  var language: Language { output.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let day = try day.read()
    let store = try argument.open(toWrite: true, in: surroundings)
    let loaded = try rules.load(in: surroundings)
    var filter = SystemFilter()
    filter.systems = systems
    let sources = try argument.attempt { () throws(RegisterError) in
      var sources: [SourceFile] = []
      for state in try store.systems(filter) {
        guard let file = try store.bytes(of: state.name, version: nil) else { continue }
        sources.append(SourceFile(path: file.path, bytes: file.bytes))
      }
      return sources
    }
    guard !sources.isEmpty else { throw Failure(.emptyRegister(argument.register)) }
    var limits = Limits.useCase
    limits.bytes = max(limits.bytes, sources.map(\.bytes.count).max() ?? 0)
    return try RecordedSystems(
      format: .assess, argument: argument, output: output, store: store, loaded: loaded, day: day,
      today: surroundings.today, limits: limits
    ).record(sources, besides: [])
  }
}

/// Assesses files, records them, and tells what came of it.
struct RecordedSystems {
  let format: RegisterFormat
  let argument: RegisterArgument
  let output: ResultOptions
  let store: RegisterStore
  let loaded: LoadedRules
  let day: Day?
  let today: Day
  let limits: Limits

  private var language: Language { output.language }

  func record(_ sources: [SourceFile], besides failures: [Failure]) throws(Failure) -> Outcome {
    let known = try argument.attempt { () throws(RegisterError) in try store.waivers() }
    let result = Assessing(loaded: loaded, day: day, today: today, limits: limits)
      .assess(sources, waivers: known, in: language)
    let all = failures + result.failures
    guard all.isEmpty else {
      // Nothing is recorded by halves.
      throw all.reduce(into: Failure([], in: [])) { $0.add($1) }
    }
    let event = (day ?? today).description
    let recorded = try argument.attempt { () throws(RegisterError) in
      try store.record(result.systems, on: event)
    }
    var outcome = Outcome()
    if output.wantsJSON {
      outcome.say(json(recorded, result.systems).written)
    } else {
      outcome.open(result.head)
      outcome.say(text(recorded, result.systems))
    }
    return outcome
  }

  private func text(_ recorded: [Recorded], _ systems: [AssessedSystem]) -> String {
    var table = TextTable()
    for (recorded, system) in zip(recorded, systems) {
      table.add([
        recorded.word.in(language), recorded.system,
        Text("version \(recorded.version)", french: "version \(recorded.version)").in(language),
        system.assessment.countWords(in: language), "#\(recorded.event)",
      ])
    }
    return table.text
  }

  private func json(_ recorded: [Recorded], _ systems: [AssessedSystem]) -> JSONValue {
    .object(
      format.head(argument.register) + [
        .init("rulebook", .text(loaded.rulebook.digest)),
        .init(
          "systems",
          .list(
            zip(recorded, systems).map { recorded, system in
              .members([
                ("system", .text(recorded.system)), ("version", .integer(recorded.version)),
                ("new_version", .flag(recorded.isNewVersion)),
                ("new_assessment", .flag(recorded.isNewAssessment)),
                ("event", .integer(recorded.event)),
                ("assessment", system.assessment.json(whole: false)),
              ])
            })
        ), .init("exit_code", .integer(0)),
      ])
  }
}

extension Recorded {
  fileprivate var word: Text {
    if isNewVersion {
      return version == 1
        ? Text("added", french: "ajouté") : Text("new version", french: "nouvelle version")
    }
    return isNewAssessment
      ? Text("assessed", french: "évalué") : Text("unchanged", french: "inchangé")
  }
}

extension Problem {
  static func emptyRegister(_ file: String) -> Problem {
    Problem(
      code: "empty-register", message: "there is no system in this register",
      french: "il n'y a aucun système dans ce registre", file: file,
      hint: "`clearance register add FILE CASE…` adds some",
      frenchHint: "`clearance register add FILE CASE…` en ajoute")
  }
}
