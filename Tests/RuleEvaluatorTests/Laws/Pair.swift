import LocatedYAML
import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

/// One made-up rulebook and one case of it: what a law is tried on.
struct Pair {
  let world: World
  let index: Int

  var one: World.Case { world.cases[index] }
  var useCase: UseCase { one.useCase }
  var day: Day { one.day }
  var rules: CheckedRules { world.rulebook.rules }

  func evaluation() -> Evaluation { world.evaluation(of: one) }

  func walk() -> PlainWalk { PlainWalk(rules, useCase, on: day) }

  /// Numbers of its own, so that a pair is the same in whatever order pairs are tried.
  func numbers(for law: Int) -> SeededNumbers {
    SeededNumbers(seed: UInt64((world.seed * 100 + index) * 100 + law))
  }

  /// The files, so that a failure can be tried by hand.
  var words: String {
    "\(world)--- case \(index) on \(day)\n" + String(decoding: one.draft.file.bytes, as: UTF8.self)
  }
}

extension World {
  func evaluation(of one: Case) -> Evaluation {
    Evaluation(one.useCase, Setting(of: one.useCase, on: one.day, rulebook.rules), rulebook)
  }
}

/// What a law found wrong with one pair.
struct Breach {
  private(set) var words: [String] = []

  mutating func expect(_ isSo: Bool, _ what: @autoclosure () -> String) {
    if !isSo, words.count < 5 { words.append(what()) }
  }
}

/// Tries a law on every pair of a block; of all breaches the one with the shortest files is told.
func expectLaw(
  _ block: Int, sourceLocation: Testing.SourceLocation = #_sourceLocation,
  _ law: (Pair, inout Breach) throws -> Void
) throws {
  var worst: (pair: Pair, breach: Breach, length: Int)?
  var count = 0
  for world in try Worlds.block(block) {
    for index in world.cases.indices {
      let pair = Pair(world: world, index: index)
      var breach = Breach()
      try law(pair, &breach)
      guard !breach.words.isEmpty else { continue }
      count += 1
      let length = pair.words.utf8.count
      if worst.map({ length < $0.length }) ?? true { worst = (pair, breach, length) }
    }
  }
  if let worst {
    Issue.record(
      "\(count) pairs; \(worst.breach.words.joined(separator: "; "))\n\(worst.pair.words)",
      sourceLocation: sourceLocation)
  }
}
