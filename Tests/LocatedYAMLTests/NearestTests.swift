import Testing

@testable import LocatedYAML

@Test(
  arguments: [
    (
      word: "system.profile_persons", words: ["use.task", "system.profiles_persons"],
      nearest: "system.profiles_persons"
    ),
    (
      word: "use.profiles_persons", words: ["system.profiles_persons"],
      nearest: "system.profiles_persons"
    ),
    (
      word: "profiles_person", words: ["system.profiles_persons"],
      nearest: "system.profiles_persons"
    ),
    (word: "high_risk.other", words: ["low_risk", "hihg_risk"], nearest: "hihg_risk"),
    (word: "hgih", words: ["low", "high"], nearest: "high"),
    (word: "Yes", words: ["no", "yes"], nearest: "yes"),
    (word: "bat", words: ["cat", "hat"], nearest: "cat"),
    (word: "bearer", words: ["bearers", "bearer", "bearrer"], nearest: "bearers"),
    (word: "a.b", words: ["a.bc", "a.b"], nearest: "a.bc"),
    (word: "x", words: ["y"], nearest: nil),
    (word: "", words: ["a", ""], nearest: nil),
    (word: "task", words: [], nearest: nil),
    (word: "abcdef", words: ["abcxyz"], nearest: nil),
    (word: "abcdefghijklmno", words: ["abcdefghijkxxxx"], nearest: nil),
    (word: "abcdefghijklmno", words: ["abcdefghijklxxx"], nearest: "abcdefghijklxxx"),
    (word: "use.aaaa", words: ["use.zzzz"], nearest: nil),
  ] as [(word: String, words: [String], nearest: String?)])
func `the word that was meant is close`(word: String, words: [String], nearest: String?) {
  #expect(LocatedYAML.nearest(to: word, among: words) == nearest)
}

@Test func `a whole file in a word is close to nothing`() {
  let word = String(repeating: "x", count: 1_000_000)
  #expect(nearest(to: word, among: [word + "y", "x"]) == nil)
}
