public import ArgumentParser
import LocatedYAML
public import Reports
import RuleCompiler
import RuleEvaluator

/// `clearance diff`: what comes out otherwise, and why.
struct Diff: Verb {
  static let configuration = CommandConfiguration(
    abstract:
      "Compares two days, two versions of a use case or two rulebooks: what changes, and why.",
    discussion: """
      clearance diff CASE --from 2026-11-25 --to 2027-12-02
      clearance diff OLD NEW
      clearance diff CASE --rules OLD-RULES --rules-after NEW-RULES

      What differs on several sides is compared at once. It ends with 0 once the comparison could \
      be made; with --exit-code it ends with 1 when anything comes out otherwise.

      \(ExitStatus.help)
      """)

  @Argument(help: "The use-case file, or - for standard input.", completion: .file())
  var before: String

  @Argument(help: "Another version of it; the same file unless given.", completion: .file())
  var after: String?

  @Option(
    help: ArgumentHelp(
      "The day of the first assessment; else that of --on, of the file, or today in UTC.",
      valueName: "date"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "The day of the second assessment; as --from unless given.", valueName: "date"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      "The folder of rules of the second assessment; that of --rules unless given.",
      valueName: "dir"), completion: .directory)
  var rulesAfter: String?

  @Flag(help: "End with 1 when anything comes out otherwise.")
  var exitCode = false

  @Option(help: "What the result is written in.")
  var format = DifferenceFormat.text

  @Option(name: .customLong("lang"), help: "The language of sentences for people.")
  var language = Language.english

  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var style: StyleOptions
  @OptionGroup var inputs: InputOptions

  var wantsJSON: Bool { format == .json }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    guard after != nil || to != nil || rulesAfter != nil else { throw Failure(.nothingToCompare) }
    let on = try day.read()
    let from = try self.from.map { text throws(Failure) in try Day.read(text, of: "--from") } ?? on
    let to = try self.to.map { text throws(Failure) in try Day.read(text, of: "--to") }
    let loaded = try rules.load(in: surroundings)
    let other = try rulesAfter.map { folder throws(Failure) in
      var option = rules
      option.folder = folder
      return try option.load(in: surroundings)
    }
    var first = AssessmentRun(loaded: loaded, day: from, today: surroundings.today)
    let old = try first.assessOne(before, inputs, in: surroundings)
    // One file on one day: the day of the first holds for the second.
    let same = after == nil ? old.day : from
    var second = AssessmentRun(
      loaded: other ?? loaded, day: to ?? same, today: surroundings.today)
    let new = try second.assessOne(after ?? before, inputs, in: surroundings)
    let difference = Difference(old, new, hashing: sha256)
    var outcome = Outcome()
    if format != .json {
      let heads = [first, second].map { $0.head(in: language) }
      for head in heads[0] == heads[1] ? [heads[0]] : heads { outcome.open(head) }
    }
    if exitCode, !difference.isEmpty { outcome.end(.findings) }
    outcome.say(
      difference.rendered(
        as: format, in: language, options: style.options(in: surroundings),
        code: Int(outcome.status.code)))
    return outcome
  }
}

extension DifferenceFormat: ExpressibleByArgument {}

extension Problem {
  fileprivate static let nothingToCompare = Problem(
    code: "nothing-to-compare",
    message: "there is only one thing here, and nothing to compare it with",
    french: "il n'y a qu'une chose ici, et rien à quoi la comparer",
    hint: "name a second use case, a second day (--to), or other rules (--rules-after)",
    frenchHint: "nommer un second cas, un second jour (--to) ou d'autres règles (--rules-after)")
}
