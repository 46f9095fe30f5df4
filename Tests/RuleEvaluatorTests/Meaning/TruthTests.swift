import Testing

@testable import RuleEvaluator

@Suite struct TruthTests {
  // Strong Kleene logic; Kleene, "Introduction to Metamathematics" (1952), section 64.
  @Test(arguments: [
    (Truth.no, Truth.no, Truth.no, Truth.no), (.no, .unknown, .no, .unknown),
    (.no, .yes, .no, .yes),
    (.unknown, .no, .no, .unknown), (.unknown, .unknown, .unknown, .unknown),
    (.unknown, .yes, .unknown, .yes), (.yes, .no, .no, .yes), (.yes, .unknown, .unknown, .yes),
    (.yes, .yes, .yes, .yes),
  ])
  func `all is the weakest of two and any the strongest`(
    one: Truth, other: Truth, all: Truth, any: Truth
  ) {
    #expect(Truth.all([one, other]) == all)
    #expect(Truth.any([one, other]) == any)
    // De Morgan.
    #expect(!Truth.all([one, other]) == Truth.any([!one, !other]))
    #expect(!Truth.any([one, other]) == Truth.all([!one, !other]))
  }

  @Test(arguments: [
    (parts: [Truth.yes, .unknown, .no], all: Truth.no, any: Truth.yes),
    (parts: [.yes, .unknown], all: .unknown, any: .yes),
    (parts: [.no, .unknown], all: .no, any: .unknown),
    (parts: [.unknown], all: .unknown, any: .unknown),
    (parts: [], all: .yes, any: .no),
  ])
  func `of many it is the same, and of none all is yes and any no`(
    parts: [Truth], all: Truth, any: Truth
  ) {
    #expect(Truth.all(parts) == all)
    #expect(Truth.any(parts) == any)
    #expect(Truth.all(parts.reversed()) == all)
  }

  @Test func `not mirrors, and twice not is nothing`() {
    #expect(!Truth.no == .yes)
    #expect(!Truth.unknown == .unknown)
    #expect(!Truth.yes == .no)
    #expect(Truth.allCases.allSatisfy { !(!$0) == $0 })
  }
}

@Suite struct FinalsTests {
  // SEMANTICS, section 3: holds no is not applicable; holds and required yes is satisfied; holds
  // yes and required no is violated; with facts missing, the set of what is still possible.
  @Test(arguments: [
    (Truth.no, Truth.no, [Finals.notApplicable]), (.no, .unknown, [.notApplicable]),
    (.no, .yes, [.notApplicable]), (.yes, .yes, [.satisfied]), (.yes, .no, [.violated]),
    (.yes, .unknown, [.satisfied, .violated]), (.unknown, .yes, [.notApplicable, .satisfied]),
    (.unknown, .no, [.notApplicable, .violated]),
    (.unknown, .unknown, [.notApplicable, .satisfied, .violated]),
  ])
  func `a duty comes out by whether it is owed and whether it is met`(
    holds: Truth, required: Truth, finals: [Finals]
  ) {
    let found = Finals(holds: holds, required: required)
    #expect(found == finals.reduce([]) { $0.union($1) })
    #expect(found.isSettled == (finals.count == 1))
  }

  @Test func `undecided, for the gate, is what may be violated`() {
    #expect(Verdict(possible: [.satisfied, .violated]).isUndecided)
    #expect(Verdict(possible: [.notApplicable, .violated], isContested: true).isUndecided)
    #expect(!Verdict(possible: [.notApplicable, .satisfied]).isUndecided)
    #expect(!Verdict(possible: .violated).isUndecided)
    #expect(!Verdict(possible: [.satisfied, .violated], presumed: .violated).isUndecided)
  }
}
