import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

/// What use cases take over from one another makes no difference.
@Suite struct MemoryTests {
  /// Each case is assessed twice: what it finds in the memory is then what others left there, and
  /// what it left there itself.
  @Test(arguments: Worlds.blocks)
  func `a use case that shares a memory is assessed as it is alone`(block: Int) throws {
    var remembered = 0
    for world in try Worlds.block(block) {
      let memory = VerdictMemory(of: world.rulebook)
      var numbers = SeededNumbers(seed: UInt64(world.seed))
      let cases = world.cases.prefix(3).flatMap { one in
        [one] + [world.extended(one, &numbers, times: 1)].compactMap(\.self)
      }
      let alone = cases.map { world.rulebook.assess($0.useCase, on: $0.day) }
      for turn in 0..<2 {
        for (one, alone) in zip(cases, alone) {
          let useCase = try UseCase(
            one.draft.file, answering: world.rulebook, remembering: memory)
          let shared = world.rulebook.assess(useCase, on: one.day, remembering: memory)
          #expect(shared.words == alone.words, "turn \(turn) \(world)")
        }
      }
      remembered += memory.verdictCount
    }
    #expect(remembered > 0)
  }
}

extension Assessment {
  /// All that is found, in words that tell any two apart.
  fileprivate var words: [String] {
    findings.map { finding in
      "\(finding.rule) \(finding.bearerPlace) \(finding.context) \(finding.verdict) "
        + "\(finding.later) \(finding.questions) \(finding.isOthers)"
    } + classes.map { "\($0)" }
  }
}
