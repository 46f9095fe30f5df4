import CLogReader
import Testing

/// Columns into planes and planes into others: the same by whatever instructions, and as one finds
/// it row by row.
@Suite(.serialized) struct PlanesTests {
  private static let words = 16

  private func plane(_ make: (UnsafeMutablePointer<UInt64>) -> Void) -> [UInt64] {
    var plane = [UInt64](repeating: 0, count: PlanesTests.words)
    plane.withUnsafeMutableBufferPointer { make($0.baseAddress!) }
    return plane
  }

  private func rows(where test: (Int) -> Bool) -> [UInt64] {
    (0..<PlanesTests.words).map { word in
      (0..<64).reduce(0) { $0 | (test(word * 64 + $1) ? UInt64(1) << UInt64($1) : 0) }
    }
  }

  @Test(arguments: [0, 1, 2] as [Int32])
  func `planes have a bit for each row of which it is so`(width: Int32) {
    log_use_width(width)
    defer { log_use_width(2) }
    var random = SeededNumbers(seed: UInt64(width) + 7)
    let count = 64 * PlanesTests.words
    let codes = (0..<count).map { _ in UInt8.random(in: 0...9, using: &random) * 28 }
    // Few values, so that limits are met; and the ends of what there is.
    let ends: [Int64] = [.min, .min + 1, -1, 0, 1, .max - 1, .max]
    let first = (0..<count).map { _ in ends.randomElement(using: &random)! }
    let second = (0..<count).map { _ in ends.randomElement(using: &random)! }
    for wanted in [[0], [28, 252], [1], [0, 28, 56, 84, 112, 140]] as [[UInt8]] {
      let found = plane { log_find_codes(codes, PlanesTests.words, wanted, wanted.count, $0) }
      #expect(found == rows { wanted.contains(codes[$0]) })
      for some in [1, 63, 64, 65, count] {
        let those = codes[..<some].count { $0 == wanted[0] }
        #expect(log_count_code(codes, some, wanted[0]) == those)
        #expect(
          log_count_bits(found, some) == codes[..<some].count { wanted.contains($0) })
      }
    }
    for limit in ends {
      #expect(
        plane { log_find_less(first, PlanesTests.words, limit, $0) }
          == rows { first[$0] < limit })
      #expect(
        plane { log_find_gone(first, second, PlanesTests.words, 1, limit, $0) }
          == rows { second[$0] &- first[$0] &+ 1 < limit })
    }
    #expect(
      plane { log_find_fewer(first, second, PlanesTests.words, $0) }
        == rows { first[$0] < second[$0] })
    for bit in [0, 1, 31, 62] {
      #expect(
        plane { log_find_bit(first, PlanesTests.words, Int32(bit), $0) }
          == rows { first[$0] >> Int64(bit) & 1 == 1 })
    }
  }

  @Test(arguments: [0, 1, 2] as [Int32])
  func `planes follow from planes, word by word`(width: Int32) {
    log_use_width(width)
    defer { log_use_width(2) }
    var random = SeededNumbers(seed: UInt64(width) + 17)
    let parts = (0..<5).map { _ in
      (0..<PlanesTests.words).map { _ in UInt64.random(in: 0...(.max), using: &random) }
    }
    for count in 1...parts.count {
      let kept = parts[..<count].map { part in
        let copy = UnsafeMutablePointer<UInt64>.allocate(capacity: part.count)
        copy.initialize(from: part, count: part.count)
        return copy
      }
      defer { for part in kept { part.deallocate() } }
      let pointers = kept.map { UnsafePointer<UInt64>($0) as UnsafePointer<UInt64>? }
      let all = plane { log_all(pointers, count, PlanesTests.words, $0) }
      let any = plane { log_any(pointers, count, PlanesTests.words, $0) }
      for word in 0..<PlanesTests.words {
        #expect(all[word] == parts[..<count].reduce(.max) { $0 & $1[word] })
        #expect(any[word] == parts[..<count].reduce(0) { $0 | $1[word] })
      }
    }
    let but = plane { log_but(parts[0], parts[1], PlanesTests.words, $0) }
    #expect(but == zip(parts[0], parts[1]).map { $0 & ~$1 })
  }
}
