import LocatedYAML
import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

/// Law 3: the facts cited for a settled verdict suffice.
@Suite struct CitedTests {
  @Test(arguments: Worlds.blocks)
  func `a case with nothing but what is cited is settled alike`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      var evaluation = pair.evaluation()
      for matter in pair.matters(4, law: 7) {
        let verdict = evaluation.verdict(on: matter.rule, bearer: matter.bearer, matter.context)
        guard verdict.possible.isSettled else { continue }
        let cited = evaluation.cited(for: verdict, matter)
        let bare = pair.useCase.keeping(cited, pair.rules)
        var again = Evaluation(
          bare, Setting(of: bare, on: pair.day, pair.rules), pair.world.rulebook)
        let second = again.verdict(on: matter.rule, bearer: matter.bearer, matter.context)
        breach.expect(
          second.possible == verdict.possible,
          "\(matter.name) \(verdict.possible.places), from what is cited \(second.possible.places): "
            + pair.words(of: cited))
      }
    }
  }

  @Test(arguments: Worlds.blocks)
  func `a finding cites what its verdict was read from`(block: Int) throws {
    for world in try Worlds.block(block) {
      for one in world.cases.prefix(3) {
        let assessment = world.rulebook.assess(one.useCase, on: one.day)
        var evaluation = world.evaluation(of: one)
        for finding in assessment.findings where finding.verdict.possible.isSettled {
          guard finding.verdict.possible != .notApplicable else { continue }
          let matter = TriedMatter(
            rule: finding.rule, bearer: finding.bearerPlace, context: finding.context, name: "")
          #expect(finding.cited == evaluation.cited(for: finding.verdict, matter))
        }
      }
    }
  }
}

extension Evaluation {
  /// What a report cites for a settled verdict.
  mutating func cited(for verdict: Verdict, _ matter: TriedMatter) -> Cited {
    if verdict.isSettledEitherWay, let root = program[matter.rule].verdicts[matter.bearer] {
      return citedEitherWay(by: root, matter.context)
    }
    return cited(by: deciding(matter.rule, bearer: matter.bearer, matter.context))
  }
}

extension UseCase {
  /// The case without all that is not cited; its uses stay, and so does whose law is asked.
  func keeping(_ cited: Cited, _ rules: CheckedRules) -> UseCase {
    func kept(_ answers: Answers, _ context: Int?) -> Answers {
      answers.filter { fact, _ in
        cited.facts.contains { other in
          other.fact == fact
            && (context == nil || other.context == context
              || rules.vocabulary[fact].level == .system)
        }
      }
    }
    return with(
      answers: uses.isEmpty ? kept(answers, 0) : kept(answers, nil),
      uses: uses.indices.map { kept(uses[$0].answers, $0) },
      lists: lists.filter { cited.lists.contains($0.key) },
      judgements: judgements.filter { name, _ in
        cited.judgements.contains(name)
          || rules.vocabulary.fact(named: name).map { fact in
            cited.facts.contains { $0.fact == fact }
          } ?? false
      },
      readings: readings.filter { cited.readings.contains($0.key) })
  }
}

extension Pair {
  func words(of cited: Cited) -> String {
    let facts = cited.facts.sorted().map { "\(rules.vocabulary[$0.fact].name)@\($0.context)" }
    let lists = cited.lists.map { rules.vocabulary[$0].name }
    return (facts + lists + cited.judgements.sorted() + cited.readings.map { rules[$0].name })
      .joined(separator: " ")
  }
}
