import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

/// The three kinds of nothing, SEMANTICS section 1.
@Suite struct NothingTests {
  private static func law() throws -> SmallLaw {
    try SmallLaw(
      facts: """
        u.x: {type: number, none: yes}
        u.day: {type: date, none: yes}
        u.set: {type: some_of, options: [a, b]}
        u.flag: {type: yes_no}
        """,
      rules: """
        definitions:
          least: {art, when: {u.x: {at_least: 1}}}
          most: {art, when: {u.x: {at_most: 1}}}
          past: {art, when: {u.day: {before: 2026-01-01}}}
          later: {art, when: {u.day: {on_or_after: 2026-01-01}}}
          there: {art, when: {u.x: present}}
          absent: {art, when: {u.x: none}}
          member: {art, when: {u.set: present}}
          flagged: {art, when: u.flag}
        """)
  }

  @Test(arguments: ["", "facts: {u: {x: unknown}}", "facts: {u: {x: 'unknown'}}"])
  func `what nobody has said is open, and is asked`(lines: String) throws {
    let law = try NothingTests.law()
    var evaluation = try law.evaluation(lines)
    for name in ["least", "most", "there", "absent"] {
      #expect(try law.outcome(of: name, lines) == "open")
      guard case .rule(let id, _)? = law.rulebook.rules.target(named: name, within: nil) else {
        continue
      }
      let fact = try #require(law.rulebook.rules.vocabulary.fact(named: "u.x"))
      let asked = evaluation.relevant(id, bearer: 0, 0)
      #expect(asked == [.fact(fact, context: 0)])
    }
  }

  @Test func `what cannot be said is open, and is not asked again`() throws {
    let law = try NothingTests.law()
    let lines = "facts: {u: {x: {unknown: withheld by the vendor}}}"
    var evaluation = try law.evaluation(lines)
    for name in ["least", "most", "there", "absent"] {
      #expect(try law.outcome(of: name, lines) == "open")
      guard case .rule(let id, _)? = law.rulebook.rules.target(named: name, within: nil) else {
        continue
      }
      let open = evaluation.openMatter(id, bearer: 0, 0)
      #expect(open?.relevant == [])
      #expect(open?.smallestSet == nil)
    }
  }

  @Test(arguments: ["none", "'none'", "\"none\""])
  func `none is a value, and below and above nothing`(word: String) throws {
    let law = try NothingTests.law()
    let lines = "facts: {u: {x: \(word), day: \(word)}}"
    for (name, outcome) in [
      ("least", "no"), ("most", "no"), ("past", "no"), ("later", "no"), ("there", "no"),
      ("absent", "yes"),
    ] {
      #expect(try law.outcome(of: name, lines) == outcome)
    }
  }

  @Test(arguments: [
    ("[]", "no"), ("[a]", "yes"), ("{has_not: [a]}", "open"), ("{has: [b]}", "yes"),
  ])
  func `a set is present when it has a member`(set: String, outcome: String) throws {
    #expect(try NothingTests.law().outcome(of: "member", "facts: {u: {set: \(set)}}") == outcome)
  }

  @Test(arguments: [
    ("flag: null", "nothing-said"), ("flag: ~", "nothing-said"), ("flag:", "nothing-said"),
    ("flag: none", "none-not-allowed"), ("set: none", "none-of-set"), ("flog: yes", "unknown-fact"),
    ("flag: maybe", "wrong-value"), ("set: [c]", "unknown-option"), ("x: low", "wrong-value"),
    ("x: [1]", "wrong-shape"), ("day: 2026-02-30", "wrong-value"),
    ("set: {has: [a], has_not: [a]}", "in-and-out"),
  ])
  func `what means nothing is a mistake`(answer: String, code: String) throws {
    #expect(try NothingTests.law().codes("facts:\n  u:\n    \(answer)") == [code])
  }

  // YAML 1.1 would have read these as booleans; here the type of the fact decides.
  @Test(arguments: ["on", "off", "y", "n", "Yes", "NO", "True", "1"])
  func `only yes and no are yes and no`(word: String) throws {
    #expect(try NothingTests.law().codes("facts: {u: {flag: \(word)}}") == ["wrong-value"])
  }

  @Test(arguments: [
    ("yes", "yes"), ("no", "no"), ("true", "yes"), ("false", "no"), ("'yes'", "yes"),
  ])
  func `yes and no may be said as JSON says them`(word: String, outcome: String) throws {
    #expect(
      try NothingTests.law().outcome(of: "flagged", "facts: {u: {flag: \(word)}}") == outcome)
  }

  @Test func `Norway is a country and no no`() throws {
    let law = try SmallLaw(
      facts: "u.from: {type: country}\nu.flag: {type: yes_no}",
      rules: "definitions: {norway: {art, when: {u.from: NO}}}")
    #expect(try law.outcome(of: "norway", "facts: {u: {from: NO}}") == "yes")
    #expect(try law.outcome(of: "norway", "facts: {u: {from: NL}}") == "no")
    #expect(law.codes("facts: {u: {from: no}}") == ["wrong-value"])
  }
}
