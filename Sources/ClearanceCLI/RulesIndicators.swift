import ArgumentParser
import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

/// `clearance rules indicators`: what is counted, among what, and where that was agreed.
struct RulesIndicators: Verb {
  static let configuration = CommandConfiguration(
    commandName: "indicators",
    abstract: "Lists the indicators that portfolios and audits count, with their definitions.",
    discussion: ExitStatus.help)

  @OptionGroup var rules: RulesOption
  @OptionGroup var result: ResultOptions
  @OptionGroup var style: StyleOptions

  var wantsJSON: Bool { result.wantsJSON }
  var language: Language { result.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let loaded = try rules.load(in: surroundings)
    let registry = try rules.find(in: surroundings).indicators(of: loaded)
    guard !registry.indicators.isEmpty else { throw Failure(.noIndicators) }
    let list = IndicatorList(registry, loaded.rulebook.rules, hashing: sha256)
    var outcome = Outcome()
    if wantsJSON {
      outcome.say(
        JSONValue.members([
          ("rulebook", loaded.json), ("indicators", list.json), ("exit_code", .integer(0)),
        ]).written)
    } else {
      outcome.open(loaded.line(in: language))
      outcome.say(list.text(in: language, style.options(in: surroundings)))
    }
    return outcome
  }
}

extension Problem {
  fileprivate static let noIndicators = Problem(
    code: "no-indicators", message: "these rules have no indicators",
    french: "ces règles n'ont pas d'indicateurs")
}
