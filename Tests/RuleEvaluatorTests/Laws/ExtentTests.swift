import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

/// What is left out of an evaluation, or taken over from another, makes no difference.
@Suite struct ExtentTests {
  @Test(arguments: Worlds.blocks)
  func `what is run for some acts comes out as when all is run`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      let whole = pair.evaluation()
      for act in pair.rules.acts.map(\.id) {
        let part = Evaluation(
          pair.useCase, whole.setting, pair.world.rulebook, .acts([act]))
        breach.expect(
          part.isLike(whole, in: part.frame.whole), "\(pair.rules[act].name) alone")
        for rule in pair.rules.rules where rule.act == act {
          let step = pair.world.rulebook.program[rule.id].truth
          breach.expect(
            whole.answers.indices.allSatisfy { part.truth(step, $0) == whole.truth(step, $0) },
            rule.name)
        }
      }
    }
  }

  @Test(arguments: Worlds.blocks)
  func `a later day that is taken further comes out as one that is run afresh`(
    block: Int
  ) throws {
    try expectLaw(block) { pair, breach in
      var last = pair.evaluation()
      for day in last.laterDays {
        let then = last.on(day)
        let fresh = Evaluation(
          pair.useCase, Setting(of: pair.useCase, on: day, pair.rules), pair.world.rulebook)
        breach.expect(
          then.isLike(fresh, in: fresh.frame.whole),
          "\(day): \(then.differences(from: fresh))")
        breach.expect(then.constraints == fresh.constraints, "guards on \(day)")
        breach.expect(then.isPartlyKnown == fresh.isPartlyKnown, "what is known on \(day)")
        last = then
      }
    }
  }

  @Test(arguments: Worlds.blocks)
  func `days on which nothing is told to change have the same verdicts`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      var last = pair.evaluation()
      for day in last.laterDays {
        var then = last.on(day)
        if then.isLike(last) {
          for rule in pair.rules.rules {
            for context in then.answers.indices {
              let before = last.verdict(on: rule.id, bearer: 0, context)
              breach.expect(
                then.verdict(on: rule.id, bearer: 0, context).isLike(before),
                "\(rule.name) on \(day)")
            }
          }
        }
        last = then
      }
    }
  }
}

extension Evaluation {
  /// What came out otherwise.
  fileprivate func differences(from other: Evaluation) -> String {
    var words: [String] = []
    for context in answers.indices {
      for id in frame.whole.variables
      where states[context][id.index] != other.states[context][id.index] {
        words.append(
          "\(program[id].kind) in \(context): \(states[context][id.index].cells), not \(other.states[context][id.index].cells)"
        )
      }
      for id in frame.whole.steps where truth(id, context) != other.truth(id, context) {
        words.append("\(program[id]) in \(context)")
      }
    }
    return words.joined(separator: "; ")
  }

  /// Whether steps and variables came out alike.
  fileprivate func isLike(_ other: Evaluation, in part: Frame.Part) -> Bool {
    answers.indices.allSatisfy { context in
      part.steps.allSatisfy { truth($0, context) == other.truth($0, context) }
        && part.variables.allSatisfy {
          states[context][$0.index] == other.states[context][$0.index]
        }
    }
  }
}
