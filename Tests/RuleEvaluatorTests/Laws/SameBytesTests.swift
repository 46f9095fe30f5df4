import LocatedYAML
import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

/// Law 2: same bytes, same findings.
@Suite struct SameBytesTests {
  @Test(arguments: Worlds.blocks)
  func `read twice and in another order, files say the same`(block: Int) throws {
    for world in try Worlds.block(block) {
      var numbers = SeededNumbers(seed: UInt64(world.seed))
      let other = try Rulebook(world.files.shuffled(using: &numbers))
      #expect(other.warnings == world.rulebook.warnings)
      #expect(other.rules.rules.map(\.name) == world.rulebook.rules.rules.map(\.name))
      for one in world.cases {
        let again = try UseCase(one.draft.file, answering: other)
        let first = Said(of: one.useCase, on: one.day, world.rulebook)
        let second = Said(of: again, on: one.day, other)
        #expect(
          first == second, "\(world)\(String(decoding: one.draft.file.bytes, as: UTF8.self))")
      }
    }
  }

  @Test(arguments: Worlds.blocks)
  func `the reasons and the later days are the same too`(block: Int) throws {
    for world in try Worlds.block(block) {
      let other = try Rulebook(world.files.reversed())
      for one in world.cases.prefix(1) {
        let again = try UseCase(one.draft.file, answering: other)
        let first = world.rulebook.assess(one.useCase, on: one.day)
        let second = other.assess(again, on: one.day)
        #expect(first.classes == second.classes)
        for (left, right) in zip(first.findings, second.findings) {
          #expect(left.later == right.later)
          #expect(left.cited == right.cited)
          #expect("\(left.reasons)" == "\(right.reasons)")
        }
      }
    }
  }
}

/// Every verdict, class and question of a day.
private struct Said: Equatable {
  var verdicts: [Verdict] = []
  var questions: [[Question]] = []
  var ranked: [QuestionValue] = []
  var classes: [Finals] = []

  init(of useCase: UseCase, on day: Day, _ rulebook: Rulebook) {
    let rules = rulebook.rules
    var evaluation = Evaluation(useCase, Setting(of: useCase, on: day, rules), rulebook)
    var matters: [OpenMatter] = []
    for rule in rules.rules {
      for bearer in 0..<max(rule.bearers.count, 1) {
        for context in evaluation.answers.indices {
          let verdict = evaluation.verdict(on: rule.id, bearer: bearer, context)
          verdicts.append(verdict)
          guard !verdict.possible.isSettled else { continue }
          questions.append(evaluation.relevant(rule.id, bearer: bearer, context))
          if matters.count < 6,
            let matter = evaluation.openMatter(rule.id, bearer: bearer, context)
          {
            matters.append(matter)
          }
        }
      }
    }
    ranked = matters.ranked(evaluation.program)
    classes = rules.schemes.map { evaluation.classOfSystem(in: $0.id).places }
  }
}
