public import ArgumentParser
import Reports
public import RuleCompiler

/// An option of the command line, and not one of the answers to a fact.
typealias Option<Value> = ArgumentParser.Option<Value>

/// Which rules.
package struct RulesOption: ParsableArguments {
  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      "The folder of rules; else that of the variable CLEARANCE_RULES, else a folder `rules` here or above, else the one installed with the program.",
      valueName: "dir"), completion: .directory)
  var folder: String?

  @OptionGroup var config: ConfigOption

  package init() {}

  /// Finds them.
  package func find(in surroundings: Surroundings) throws(Failure) -> RulebookSource {
    let isNamed = folder != nil || surroundings.variable("CLEARANCE_RULES") != nil
    let file = isNamed ? nil : try config.read(in: surroundings)
    do {
      return try RulebookSource.find(
        folder, configured: file?.values[.rules]?.words.first, in: surroundings)
    } catch { throw Failure(error) }
  }

  /// Finds, reads and compiles them, for a verb that needs them whole.
  package func load(
    in surroundings: Surroundings, withExamples examples: Bool = false
  ) throws(Failure) -> LoadedRules {
    try with(in: surroundings) { source, memory throws(Failure) in
      memory.touch()
      return try source.load(withExamples: examples)
    }
  }

  /// Finds them, and makes something of them with a pure function.
  func using<Made: Sendable>(
    in surroundings: Surroundings, _ make: @Sendable (LoadedRules) -> Made
  ) throws(Failure) -> Made {
    try with(in: surroundings) { source, memory throws(Failure) in
      try source.using(make, meanwhile: memory.touch)
    }
  }

  private func with<Found>(
    in surroundings: Surroundings,
    _ load: (RulebookSource, Memory.Untouched) throws(Failure) -> Found
  ) throws(Failure) -> Found {
    let memory = Memory.reserve()
    let source = try find(in: surroundings)
    do { return try load(source, memory) } catch {
      var failure = error
      if failure.problems.isEmpty { failure.add(Failure(.brokenRules(source.folder))) }
      throw failure
    }
  }
}

/// Which day's law.
package struct DayOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The day whose law is asked, YYYY-MM-DD; else that of the file, else today in UTC.",
      valueName: "date"))
  var on: String?

  package init() {}

  /// Nil where none is named.
  package func read() throws(Failure) -> Day? {
    guard let on else { return nil }
    guard let day = Day(on) else {
      throw Failure(
        Problem(
          code: "not-a-day", message: "--on names no day of the calendar: `\(on)`",
          french: "--on ne nomme aucun jour du calendrier : `\(on)`",
          hint: "a day is written YYYY-MM-DD, from 1900 to 2200",
          frenchHint: "un jour s'écrit AAAA-MM-JJ, de 1900 à 2200"))
    }
    return day
  }
}

/// Text for people or JSON for programs.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// How a result is put.
package struct ResultOptions: ParsableArguments {
  @Option(help: "What the result is written in.")
  var format = OutputFormat.text

  @Option(name: .customLong("lang"), help: "The language of sentences for people.")
  package var language = Language.english

  package init() {}

  package var wantsJSON: Bool { format == .json }

  /// The form of a report.
  var report: ReportFormat { wantsJSON ? .json : .text }
}

extension Language: ExpressibleByArgument {}

/// When colour is used.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// Whether a stream gets colour: the choice, then NO_COLOR, then FORCE_COLOR, then whether a
  /// person looks. A variable that is empty is not set.
  func isOn(toTerminal isTerminal: Bool, in surroundings: Surroundings) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto: break
    }
    if surroundings.variable("NO_COLOR") != nil { return false }
    if let forced = surroundings.variable("FORCE_COLOR"), forced != "0" { return true }
    return isTerminal && surroundings.environment["TERM"] != "dumb"
  }
}

/// How text looks.
package struct StyleOptions: ParsableArguments {
  @Option(
    name: .customLong("color"),
    help: "When colour is used; NO_COLOR and FORCE_COLOR are heeded, and words never lack.")
  var colour = ColourChoice.auto

  @Flag(help: "Use plain ASCII marks and lines.")
  var ascii = false

  package init() {}

  /// How a report on standard output is laid out.
  func options(in surroundings: Surroundings) -> TextOptions {
    TextOptions(
      width: min(surroundings.columns ?? 100, 120), isASCII: ascii,
      usesColour: colour.isOn(toTerminal: surroundings.outputIsTerminal, in: surroundings))
  }
}

extension Problem {
  /// What was asked for cannot be done with rules that have errors.
  static func brokenRules(_ folder: String) -> Problem {
    Problem(
      code: "broken-rules", message: "the rules of this folder have errors, and cannot be used",
      french: "les règles de ce dossier ont des erreurs et ne peuvent servir",
      file: folder)
  }
}
