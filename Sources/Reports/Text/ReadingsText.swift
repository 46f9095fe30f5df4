import RuleCompiler
import RuleEvaluator

extension Page {
  /// Every way to read contested law: what comes of it, who argues it, and how to take it.
  mutating func put(
    _ readings: [ReadingOutcome], of kind: RuleKind, at indent: Int, _ wording: Wording
  ) {
    guard let first = readings.first else { return }
    let rules = wording.rules
    put(wording.say(.eachReading), at: indent)
    for outcome in readings {
      put(
        wording.say(
          .readingLeadsTo, rules.fullName(outcome.rule), outcome.reading.name,
          wording.outcome(outcome.verdict, of: kind)), at: indent,
        right: outcome.reading.place.words)
      put(wording.sentence(outcome.reading.says), at: indent + 2)
      put(wording.say(.source, wording.reference(outcome.reading.source)), at: indent + 2)
    }
    put(
      wording.say(
        .nameAReading, "readings: {\(rules.fullName(first.rule)): \(first.reading.name)}"),
      at: indent)
  }
}
