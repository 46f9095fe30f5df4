/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

extension SeededNumbers {
  /// A whole number from 0 to one less than the bound.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// Yes in so many cases of a hundred.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

  /// Each item or not, at random; never all of them.
  mutating func properSubset(of items: [String]) -> [String] {
    let kept = items.filter { _ in chance(45) }
    return kept.count == items.count ? Array(kept.dropLast()) : kept
  }

  /// At least one item, and perhaps more.
  mutating func someOf(_ items: [String]) -> [String] {
    let kept = items.filter { _ in chance(50) }
    return kept.isEmpty ? [pick(items)] : kept
  }
}
