import LocatedYAML
import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

@Suite struct ShareTests {
  @Test(arguments: Worlds.blocks)
  func `what is withheld opens verdicts and never turns one`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      guard pair.index % 5 == 0 else { return }
      var numbers = pair.numbers(for: 11)
      let vocabulary = pair.rules.vocabulary
      let chosen = Set(vocabulary.facts.map(\.id).filter { _ in numbers.chance(30) })
      let shared = SharedCase(
        pair.useCase, of: pair.rules, named: "shared", withholding: chosen, hashing: { _ in "" })
      let file = SourceFile(path: "shared.yaml", text: shared.text)
      let after: UseCase
      do throws(UseCaseError) {
        after = try UseCase(file, answering: pair.world.rulebook)
      } catch {
        breach.expect(false, "\(error.diagnostics.map(\.message)) in\n\(shared.text)")
        return
      }
      let rulebook = pair.world.rulebook
      let before = rulebook.assess(pair.useCase, on: pair.day)
      do throws(FlippedVerdict) {
        _ = try before.opened(by: rulebook.assess(after, on: pair.day))
      } catch { breach.expect(false, "\(pair.rules.fullName(error.rule)) turns:\n\(shared.text)") }
      let hidden = vocabulary.operationalFacts(with: chosen)
      for answers in [after.answers] + after.uses.map(\.answers)
        + after.lists.values.flatMap({ $0.items.map(\.answers) })
      {
        for (fact, answer) in answers where hidden.contains(fact) {
          breach.expect(
            answer.said == .unsayable("withheld"), "\(vocabulary[fact].name) is told")
        }
      }
    }
  }

  @Test(arguments: Worlds.blocks.prefix(4))
  func `where nothing is withheld a shared case comes out as its original`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      guard pair.index % 5 == 1 else { return }
      let shared = SharedCase(
        pair.useCase, of: pair.rules, named: "shared", hashing: { _ in "" })
      guard shared.withheld.isEmpty else { return }
      let file = SourceFile(path: "shared.yaml", text: shared.text)
      guard let after = try? UseCase(file, answering: pair.world.rulebook) else {
        return breach.expect(false, "it cannot be read:\n\(shared.text)")
      }
      let before = pair.world.rulebook.assess(pair.useCase, on: pair.day)
      let opened = try? before.opened(by: pair.world.rulebook.assess(after, on: pair.day))
      breach.expect(opened?.isEmpty == true, "something is open in\n\(shared.text)")
    }
  }
}
