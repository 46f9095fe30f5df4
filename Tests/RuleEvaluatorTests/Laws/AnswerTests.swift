import LocatedYAML
import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

/// Law 1: an answer never overturns what is settled.
@Suite struct AnswerTests {
  @Test(arguments: Worlds.blocks)
  func `saying more only ever settles more`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      var numbers = pair.numbers(for: 5)
      guard
        let more = pair.world.extended(pair.one, &numbers, times: 1 + numbers.below(3))
      else { return }
      var before = pair.evaluation()
      var after = pair.world.evaluation(of: more)
      let words = { String(decoding: more.draft.file.bytes, as: UTF8.self) }
      for context in before.answers.indices {
        for (index, truth) in before.truths[context].enumerated() where truth != .unknown {
          breach.expect(
            after.truths[context][index] == truth, "a truth turned over; then\n\(words())")
        }
      }
      for matter in pair.matters {
        let first = before.verdict(on: matter.rule, bearer: matter.bearer, matter.context)
        let second = after.verdict(on: matter.rule, bearer: matter.bearer, matter.context)
        breach.expect(
          second.possible.isSubset(of: first.possible),
          "\(matter.name) from \(first.possible.places) to \(second.possible.places); then\n\(words())"
        )
        let isNamed = more.useCase.readings.count > pair.useCase.readings.count
        breach.expect(
          !first.isContested || isNamed || second.isContested || second.possible.isSettled,
          "\(matter.name) is no longer contested; then\n\(words())")
      }
      for scheme in pair.rules.schemes {
        let first = before.classOfSystem(in: scheme.id)
        let second = after.classOfSystem(in: scheme.id)
        breach.expect(
          second.places.isSubset(of: first.places),
          "classes from \(first.places.places) to \(second.places.places); then\n\(words())")
        for (one, other) in zip(first.byUse, second.byUse) {
          breach.expect(other.isSubset(of: one), "the class of a use; then\n\(words())")
        }
      }
    }
  }

  @Test(arguments: Worlds.blocks)
  func `a presumed verdict is one of those still possible`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      let evaluation = pair.evaluation()
      guard evaluation.canPresume else { return }
      let matters = pair.matters
      let keys = matters.map { (rule: $0.rule, bearer: $0.bearer, context: $0.context) }
      let day = VerdictsOfADay(
        of: AskedVerdicts(keys, evaluation), in: [], evaluation: evaluation)
      var second = evaluation.presuming()
      for (matter, verdict) in zip(matters, day.verdicts) {
        let again = second.verdict(on: matter.rule, bearer: matter.bearer, matter.context)
        guard !verdict.possible.isSettled else {
          breach.expect(verdict.presumed == nil, "\(matter.name) is settled and presumed")
          continue
        }
        let isOne = again.possible.isSettled && again.possible.isSubset(of: verdict.possible)
        breach.expect(
          verdict.presumed == (isOne ? again.possible : nil),
          "\(matter.name) presumed \(verdict.presumed?.places ?? []), second pass \(again.possible.places)"
        )
      }
    }
  }

  @Test(arguments: Worlds.blocks)
  func `what is presumed is what brute force finds in the second pass`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      guard pair.evaluation().canPresume else { return }
      var evaluation = pair.evaluation().presuming()
      var force = BruteForce(evaluation, pair.walk().presuming())
      for matter in pair.matters(3, law: 6) {
        let verdict = evaluation.verdict(on: matter.rule, bearer: matter.bearer, matter.context)
        guard
          let found = force.outcomes(
            of: matter.rule, bearer: matter.bearer, matter.context, limit: 128)
        else { continue }
        breach.expect(
          verdict.possible == found.finals,
          "\(matter.name) \(verdict.possible.places), by force \(found.finals.places)")
      }
    }
  }
}
