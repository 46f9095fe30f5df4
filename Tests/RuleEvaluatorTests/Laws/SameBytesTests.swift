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
        let first = world.rulebook.said(of: one.useCase, on: one.day)
        let second = other.said(of: again, on: one.day)
        #expect(first == second, "\(world)\(String(decoding: one.draft.file.bytes, as: UTF8.self))")
      }
    }
  }
}

extension Rulebook {
  /// Every verdict, class and question of a day, with what is cited and why, in words.
  fileprivate func said(of useCase: UseCase, on day: Day) -> [String] {
    var evaluation = Evaluation(useCase, Setting(of: useCase, on: day, rules), self)
    var said: [String] = []
    var matters: [OpenMatter] = []
    for rule in rules.rules {
      for bearer in 0..<max(rule.bearers.count, 1) {
        for context in evaluation.answers.indices {
          let verdict = evaluation.verdict(on: rule.id, bearer: bearer, context)
          said.append("\(rule.name) \(bearer) \(context) \(verdict)")
          let questions = evaluation.relevant(rule.id, bearer: bearer, context)
          said.append("\(questions)")
          said.append(
            "\(evaluation.reasons(for: rule.id, bearer: bearer, context, depth: 1))")
          if !verdict.possible.isSettled,
            let matter = evaluation.openMatter(rule.id, bearer: bearer, context)
          {
            matters.append(matter)
          }
        }
      }
    }
    let ranked = matters.ranked(evaluation.program)
    said.append("\(ranked)")
    for scheme in rules.schemes { said.append("\(evaluation.classOfSystem(in: scheme.id))") }
    return said
  }
}
