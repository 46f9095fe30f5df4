import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

/// A fact of some type, answers to it, and tests on it.
struct TestedFact: Sendable, CustomTestStringConvertible {
  let type: String
  let answers: [String]
  let tests: [String]
  var testDescription: String { type }

  /// Ways of saying nothing, which every type has.
  static let silences = ["", "unknown", "{unknown: not measured}"]

  static let all = [
    TestedFact(
      type: "type: yes_no, none: yes", answers: ["yes", "no", "none"], tests: ["none", "present"]),
    TestedFact(
      type: "type: one_of, options: [a, b, c]", answers: ["a", "b", "c"],
      tests: ["a", "[a]", "[a, c]"]),
    TestedFact(
      type: "type: one_of, ordered: yes, none: yes, options: [a, b, c]",
      answers: ["a", "b", "c", "none"],
      tests: ["b", "[a, none]", "{at_least: b}", "{at_most: b}", "present", "none"]),
    TestedFact(
      type: "type: some_of, options: [a, b, c]",
      answers: [
        "[]", "[a]", "[b, c]", "[a, b, c]", "{has: [a]}", "{has_not: [a]}",
        "{has: [b], has_not: [c]}",
      ],
      tests: [
        "a", "[a]", "[a, b]", "{includes_all: [a, b]}", "{only: [a]}", "{only: []}", "present",
      ]),
    TestedFact(
      type: "type: number, none: yes", answers: ["0", "0.5", "1", "-2", "none"],
      tests: ["0.5", "[0, 1]", "{at_least: 0.5}", "{at_most: 0.5}", "present"]),
    TestedFact(
      type: "type: date", answers: ["2027-12-01", "2027-12-02", "2027-12-03"],
      tests: ["2027-12-02", "{before: 2027-12-02}", "{on_or_after: 2027-12-02}"]),
    TestedFact(
      type: "type: time, none: yes",
      answers: ["'2026-03-01T10:00:00Z'", "'2026-03-01T11:00:00+01:00'", "none"],
      tests: ["{before: '2026-03-01T10:00:00Z'}", "{on_or_after: '2026-03-01T10:00:00Z'}"]),
    TestedFact(type: "type: country", answers: ["NL", "NO"], tests: ["NO", "[NO, BE]"]),
    TestedFact(
      type: "type: text, none: yes", answers: ["x", "y", "none"], tests: ["x", "[x, y]", "present"]),
  ]
}

@Suite struct NegationTests {
  /// Negation is defined once, on the result: it mirrors every test on every answer, missing ones
  /// too, and a list of values is the same as any of them.
  @Test(arguments: TestedFact.all)
  func `not mirrors every test on every answer`(fact: TestedFact) throws {
    let rules = fact.tests.enumerated().map { index, test in
      """
        t\(index): {art, when: {u.x: \(test)}}
        n\(index): {art, when: {not: {u.x: \(test)}}}
        nn\(index): {art, when: {not: {not: {u.x: \(test)}}}}
        both\(index): {art, when: {all: [{u.x: \(test)}, {not: {u.x: \(test)}}]}}
      """
    }
    let law = try SmallLaw(
      facts: "u.x: {\(fact.type)}", rules: "definitions:\n" + rules.joined(separator: "\n"))
    for answer in fact.answers + TestedFact.silences {
      let lines = answer.isEmpty ? "" : "facts: {u: {x: \(answer)}}"
      for index in fact.tests.indices {
        let truth = try law.truth(of: "t\(index)", lines)
        let words = "\(fact.tests[index]) of \(answer)"
        #expect(try law.truth(of: "n\(index)", lines) == !truth, "\(words)")
        #expect(try law.truth(of: "nn\(index)", lines) == truth, "\(words)")
        #expect(try law.truth(of: "both\(index)", lines) == min(truth, !truth), "\(words)")
        let saysNothing = TestedFact.silences.contains(answer)
        #expect(!saysNothing || truth == .unknown, "\(words)")
        #expect(saysNothing || answer.hasPrefix("{has") || truth != .unknown, "\(words)")
        // Settled either way, whatever the answer.
        #expect(try law.outcome(of: "both\(index)", lines) == "no", "\(words)")
      }
    }
  }

  @Test(arguments: [
    ("type: one_of, options: [a, b, c]", "a", "b", ["a", "b", "c"]),
    (
      "type: some_of, options: [a, b, c]", "a", "b",
      ["[a]", "[c]", "[]", "{has_not: [a]}", "{has: [c]}"]
    ),
    ("type: number", "1", "2.5", ["1", "2.5", "7"]),
    ("type: date", "2026-01-01", "2027-01-01", ["2026-01-01", "2026-01-02"]),
    ("type: country", "NL", "NO", ["NL", "NO", "SE"]),
  ])
  func `a list of values is any of them, and not a list is none of them`(
    type: String, one: String, other: String, answers: [String]
  ) throws {
    let law = try SmallLaw(
      facts: "u.x: {\(type)}",
      rules: """
        definitions:
          list: {art, when: {u.x: [\(one), \(other)]}}
          either: {art, when: {any: [{u.x: \(one)}, {u.x: \(other)}]}}
          not_in: {art, when: {not: {u.x: [\(one), \(other)]}}}
          neither: {art, when: {all: [{not: {u.x: \(one)}}, {not: {u.x: \(other)}}]}}
        """)
    for answer in answers + TestedFact.silences {
      let lines = answer.isEmpty ? "" : "facts: {u: {x: \(answer)}}"
      #expect(try law.truth(of: "list", lines) == law.truth(of: "either", lines))
      #expect(try law.truth(of: "not_in", lines) == law.truth(of: "neither", lines))
      #expect(try law.truth(of: "not_in", lines) == !law.truth(of: "list", lines))
    }
  }

  /// TRAPS, section 1: on a missing fact every engine gives the four another answer. Ours does not.
  @Test func `on a missing fact equal, not equal, negated and less are all open`() throws {
    let law = try SmallLaw(
      facts: "u.lane: {type: one_of, options: [red, green]}\nu.score: {type: number}",
      rules: """
        definitions:
          red: {art, when: {u.lane: red}}
          not_red: {art, when: {not: {u.lane: red}}}
          other: {art, when: {u.lane: green}}
          low: {art, when: {u.score: {at_most: 0.5}}}
          high: {art, when: {not: {u.score: {at_most: 0.5}}}}
          positive: {art, when: {u.score: {at_least: 0}}}
        """)
    for name in ["red", "not_red", "other", "low", "high", "positive"] {
      #expect(try law.truth(of: name) == .unknown)
      #expect(try law.outcome(of: name) == "open")
    }
    #expect(try law.truth(of: "not_red", "facts: {u: {lane: green}}") == .yes)
    #expect(try law.truth(of: "other", "facts: {u: {lane: green}}") == .yes)
  }
}
