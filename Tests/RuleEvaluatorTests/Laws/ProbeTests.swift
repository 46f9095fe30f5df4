import LocatedYAML
import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

@Test(arguments: 0..<4)
func `worlds are made`(block: Int) {
  var bad = 0
  for seed in block * 100..<(block + 1) * 100 {
    do { _ = try World(seed: seed) } catch let error as RulebookError {
      bad += 1
      if bad < 4 {
        var numbers = SeededNumbers(seed: UInt64(seed))
        print("SEED", seed, error.diagnostics.rendered(in: RulebookDraft(&numbers).files))
      }
    } catch { print("other", error) }
  }
  print("bad", bad)
}
