import ArgumentParser
import LocatedYAML
import Reports
import RuleCompiler

/// `clearance rules catalog`: the duties as a catalog for programs of assessors.
struct RulesCatalog: Verb {
  static let configuration = CommandConfiguration(
    commandName: "catalog", abstract: "Writes the duties as an OSCAL catalog.",
    discussion: """
      A group is an act, a control a duty as it is law on the day, or will be next, or was last. \
      Control ids are those that `clearance assess --format oscal` refers to.

      \(ExitStatus.help)
      """)

  @Option(
    help: ArgumentHelp(
      "Only this act, such as eu-ai-act; may be repeated.", valueName: "act"))
  var act: [String] = []

  @Option(name: .customLong("lang"), help: "The language of sentences for people.")
  var language = Language.english

  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption

  var wantsJSON: Bool { false }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let day = try day.read() ?? surroundings.today
    let loaded = try rules.load(in: surroundings)
    let known = loaded.rulebook.rules.acts.map(\.name)
    for name in act where !known.contains(name) { throw Failure(.unknownAct(name, among: known)) }
    var outcome = Outcome()
    outcome.open(loaded.line(in: language))
    outcome.say(
      loaded.rulebook.oscalCatalog(
        on: day, in: language, acts: act.isEmpty ? nil : act, version: programVersion))
    return outcome
  }
}
