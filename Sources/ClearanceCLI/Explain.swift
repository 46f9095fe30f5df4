import ArgumentParser

struct Explain: Verb {
  var wantsJSON: Bool { false }
  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome { Outcome() }
}
