import LocatedYAML
import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

@Suite struct GuardTests {
  /// The reader refuses a case where no completion of some use is consistent; and no other but
  /// where the uses together cannot be so.
  @Test(arguments: Worlds.blocks)
  func `answers that contradict a guard are refused, and only they`(block: Int) throws {
    for world in try Worlds.block(block) {
      var numbers = SeededNumbers(seed: UInt64(world.seed) + 7)
      for _ in 0..<World.casesEach {
        let draft = CaseDraft(
          world.vocabulary, judged: world.judged, contested: world.contested, &numbers)
        expectRefusal(of: draft, world)
      }
    }
  }

  private func expectRefusal(of draft: CaseDraft, _ world: World) {
    var diagnostics: [Diagnostic] = []
    let reader = CaseReader(rulebook: world.rulebook, file: "case.yaml")
    guard let node = Node.read(draft.file, limits: .useCase, noting: &diagnostics),
      let useCase = reader.read(node, noting: &diagnostics)
    else {
      Issue.record("not read: \(diagnostics)")
      return
    }
    let codes = Set(diagnostics.map(\.code))
    // What a use says against what is said of all uses is another mistake.
    guard codes.isSubset(of: ["not-asked", "answers-contradict"]) else { return }
    let one = World.Case(draft: draft, useCase: useCase, day: Day(number: 20_000))
    let completions = Completions(world, one)
    let words = "\(codes) \(world)\(String(decoding: draft.file.bytes, as: UTF8.self))"
    guard codes.isEmpty else {
      if let isPossible = completions.isPossible(limit: 512) { #expect(!isPossible, "\(words)") }
      return
    }
    // Comparisons of numbers are variables of their own, and what answers about items tell of
    // wider guards is not read back: there the reader is lenient.
    guard !Pair(world: world, index: 0).guardsCorrelate else { return }
    for use in max(useCase.uses.count, 1).indices {
      if let isPossible = completions.isPossible(use: use, limit: 128) {
        #expect(isPossible, "use \(use) \(words)")
      }
    }
  }
}

extension Int {
  fileprivate var indices: Range<Int> { 0..<self }
}

extension Completions {
  /// Whether some completion is consistent, of all uses with the items of lists, or of one use
  /// by itself; nil where they are too many to be tried.
  func isPossible(use: Int? = nil, limit: Int) -> Bool? {
    let guarding = rules.vocabulary.facts.filter { $0.level != .item }.flatMap { fact in
      (fact.guarding?.condition.atoms ?? []).flatMap { atom -> [FactID] in
        if case .fact(let other, let test) = atom { test.facts(with: other) } else { [] }
      }
    }
    let holes = holes(Set(guarding)).filter { use == nil || $0.use == nil || $0.use == use }
    let counts = holes.map(\.values.count)
    guard counts.reduce(1, { min($0 * $1, limit + 1) }) <= limit else { return nil }
    return (0..<counts.reduce(1, *)).contains { way in
      var rest = way
      let choice = counts.map { count in
        defer { rest /= count }
        return rest % count
      }
      let full = filled(holes, choice, lists: useCase.lists, judging: [:], reading: [:])
      return isConsistent(full, use: use, withItems: use == nil)
    }
  }
}
