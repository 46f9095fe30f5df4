import LocatedYAML
import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

/// Where others fell: TRAPS, section 2. Rows 1 to 3 stand in `NothingTests` and `NegationTests`,
/// 8 to 10 in those of numbers, days and values, 15 in `FormTests`.
@Suite struct TrapTests {
  /// Row 4: a scope that nobody knows is not a scope that does not hold.
  @Test func `a rule of unknown scope is open and not left out`() throws {
    let law = try SmallLaw(
      facts: "s.federal: {type: yes_no}\nu.a: {type: yes_no}\nu.done: {type: yes_no}",
      rules: """
        definitions:
          federal: {helper: yes, about: system, when: s.federal}
          everyone: {helper: yes, when: always}
        obligations:
          duty: {art, bearer: everyone, when: u.a, requires: u.done}
        """, act: "scope: federal\nbearers: {everyone: everyone}")
    let facts = "u: {a: yes, done: no}"
    #expect(try law.outcome(of: "duty", "facts: {\(facts)}") == "open")
    #expect(try law.outcome(of: "duty", "facts: {s: {federal: no}, \(facts)}") == "not_applicable")
    #expect(try law.outcome(of: "duty", "facts: {s: {federal: yes}, \(facts)}") == "violated")
    #expect(
      try law.outcome(of: "duty", "facts: {s: {federal: yes}, u: {a: no}}") == "not_applicable")
  }

  /// Row 5: what a rule is where another names it is what it is by itself.
  @Test(arguments: [
    "", "facts: {u: {a: yes}}", "facts: {u: {a: no}}", "facts: {u: {a: {unknown: x}}}",
  ])
  func `naming a rule changes nothing about it`(lines: String) throws {
    let law = try SmallLaw(
      facts: "u.a: {type: yes_no}",
      rules: """
        definitions:
          plain: {art, when: u.a}
          named: {art, when: plain}
          twice: {art, when: named}
          negated: {art, when: {not: {not: twice}}}
        """)
    for name in ["named", "twice", "negated"] {
      #expect(try law.outcome(of: name, lines) == law.outcome(of: "plain", lines))
    }
  }

  /// Row 5: a prohibition's name means that it is breached, a duty's that it holds.
  @Test(arguments: [("yes", "yes", "no"), ("yes", "no", "yes"), ("no", "no", "no")])
  func `the name of a duty says that it holds, and of a prohibition that it is breached`(
    bound: String, allowed: String, breached: String
  ) throws {
    let law = try SmallLaw(
      facts: "u.bound: {type: yes_no}\nu.allowed: {type: yes_no}\nu.done: {type: yes_no}",
      rules: """
        definitions:
          somebody: {helper: yes, when: u.bound}
          owed: {art, when: duty}
          broken: {art, when: ban}
        obligations:
          duty: {art, bearer: somebody, when: {not: u.allowed}, requires: u.done}
        prohibitions:
          ban: {art, bearer: somebody, when: {not: u.allowed}}
        """, act: "bearers: {somebody: somebody}")
    let lines = "facts: {u: {bound: \(bound), allowed: \(allowed)}}"
    #expect(try law.outcome(of: "owed", lines) == breached)
    #expect(try law.outcome(of: "broken", lines) == breached)
    let ban = bound == "no" ? "not_applicable" : allowed == "yes" ? "satisfied" : "violated"
    #expect(try law.outcome(of: "ban", lines) == ban)
  }

  /// Row 6: where nothing ran, nobody is told that all is well.
  @Test func `a jurisdiction without a pack is named, and so is a case that asks nothing`() throws {
    let law = try SmallLaw(
      facts: "u.a: {type: yes_no}", rules: "definitions: {d: {art, when: u.a}}")
    let useCase = try law.useCase("")
    let assessment = law.rulebook.assess(useCase, on: Day(number: 20_000))
    #expect(law.rulebook.notLoaded(for: useCase, on: assessment.day) == ["NL"])
    #expect(assessment.findings.isEmpty)
  }

  /// Row 7: what is not supported is a mistake of the rule file, never a quiet "undefined".
  @Test(arguments: [
    ("u.n: {type: number}", "{u.n: {greater_than: 3}}", "test-does-not-fit"),
    ("u.n: {type: number}", "{u.n: {at_least: many}}", "wrong-value"),
    ("u.d: {type: date}", "{u.d: {at_least: 2026-01-01}}", "test-does-not-fit"),
    ("u.t: {type: text}", "{u.t: {matches: '^a'}}", "test-does-not-fit"),
    ("u.a: {type: yes_no}", "{u.a: yes}", "yes-no-tested"),
    ("u.a: {type: yes_no}", "{sum: [u.a]}", "unknown-name"),
    ("u.a: {type: yes_no}", "now", "unknown-name"),
    ("u.o: {type: one_of, options: [x, y]}", "{u.o: {at_least: x}}", "test-does-not-fit"),
    ("u.o: {type: one_of, options: [x, y]}", "u.o", "test-needed"),
  ])
  func `an unknown test is refused when rules are read`(
    fact: String, condition: String, code: String
  ) throws {
    #expect(codes(fact, "definitions: {d: {art, when: \(condition)}}").contains(code))
  }

  @Test func `points for what an item of a list is are refused`() throws {
    #expect(
      !codes(
        "i.a: {type: yes_no}",
        "scores: {sum: {art, points: {i.a: {one: {yes: 1, no: 0}}}}}\n"
          + "definitions: {d: {art, when: {some: items, has: {sum: {at_least: 1}}}}}"
      ).isEmpty)
  }

  @Test func `a rule about the system cannot test a score of its uses, adjusted or not`() throws {
    let facts = "u.a: {type: yes_no}\ns.b: {type: yes_no}"
    let scores = """
      scores:
        sum: {art, points: {u.a: {one: {yes: 1, no: 0}}}}
        less: {art, adjusted: {of: sum, when: s.b, times: 0.5}}

      """
    for score in ["sum", "less"] {
      let rule = "definitions: {d: {art, about: system, when: {\(score): {at_least: 1}}}}"
      #expect(codes(facts, scores + rule).contains("wrong-level"), "\(score)")
    }
  }

  private func codes(_ facts: String, _ rules: String) -> [String] {
    do {
      _ = try SmallLaw(facts: facts, rules: rules)
      return []
    } catch let error as RulebookError { return error.diagnostics.map(\.code) } catch {
      return ["?"]
    }
  }

  /// Row 11: there is no order but by named exception.
  @Test func `in whatever order rules and derogations stand, they say the same`() throws {
    let facts = "u.a: {type: yes_no}\nu.b: {type: yes_no}\nu.c: {type: yes_no}"
    let rules = [
      "  one: {art, when: u.a, unless: {x: {art, when: u.b}, y: {art, when: other}}}",
      "  other: {art, when: {any: [u.c, third]}}", "  third: {art, when: {all: [u.b, u.c]}}",
    ]
    let turned = [
      rules[2], rules[1],
      "  one: {art, when: u.a, unless: {y: {art, when: other}, x: {art, when: u.b}}}",
    ]
    let first = try SmallLaw(facts: facts, rules: "definitions:\n" + rules.joined(separator: "\n"))
    let second = try SmallLaw(
      facts: facts, rules: "definitions:\n" + turned.joined(separator: "\n"))
    for a in ["yes", "no", "unknown"] {
      for b in ["yes", "no", "unknown"] {
        for c in ["yes", "no", "unknown"] {
          let lines = "facts: {u: {a: \(a), b: \(b), c: \(c)}}"
          for name in ["one", "other", "third"] {
            #expect(try first.outcome(of: name, lines) == second.outcome(of: name, lines))
          }
        }
      }
    }
  }

  /// Row 12: a bound that decided is a reason like any other.
  @Test func `an explanation names the numbers that decided`() throws {
    let law = try SmallLaw(
      facts: "u.months: {type: number, unit: month}",
      rules:
        "definitions: {long: {art, when: {all: [{u.months: {at_least: 6}}, {u.months: {at_most: 120}}]}}}"
    )
    let evaluation = try law.evaluation("facts: {u: {months: 7}}")
    let reasons = evaluation.reasons(for: RuleID(index: 0), bearer: 0, 0, depth: 1)
    let tests = reasons.compactMap { reason -> RuleCompiler.Test? in
      if case .fact(_, let test, .value(.number(Number(7)))?) = reason.about { test } else { nil }
    }
    #expect(tests == [.atLeast(.number(Number(6))), .atMost(.number(Number(120)))])
    #expect(reasons.allSatisfy { $0.truth == .yes && $0.place?.file == "case.yaml" })
  }

  /// Row 14: a sharper check is a warning, and rules go on to work.
  @Test func `what only could be wrong does not keep rules from being used`() throws {
    let law = try SmallLaw(
      facts: "u.n: {type: number, none: yes}",
      rules: "definitions: {d: {art, when: {not: {u.n: {at_least: 3}}}}}")
    #expect(law.rulebook.warnings.map(\.code) == ["none-under-not"])
    #expect(try law.outcome(of: "d", "facts: {u: {n: none}}") == "yes")
  }

  /// Row 16: reasons are read after the verdict, and have no part in it.
  @Test func `reading reasons changes no verdict`() throws {
    let law = try SmallLaw(
      facts: "u.a: {type: yes_no}\nu.b: {type: yes_no}",
      rules: "definitions: {d: {art, when: {any: [u.a, {not: u.a}, u.b]}}}")
    var evaluation = try law.evaluation("")
    let before = evaluation.verdict(on: RuleID(index: 0), bearer: 0, 0)
    for depth in 0..<3 {
      _ = evaluation.reasons(for: RuleID(index: 0), bearer: 0, 0, depth: depth)
    }
    #expect(evaluation.verdict(on: RuleID(index: 0), bearer: 0, 0) == before)
    #expect(before.possible == .yes && before.isSettledEitherWay)
  }
}

/// Law of which authorities differ: SEMANTICS section 3.
@Suite struct ReadingTests {
  private static func law() throws -> SmallLaw {
    try SmallLaw(
      facts: "u.border: {type: yes_no}\nu.persons: {type: yes_no}\nu.done: {type: yes_no}",
      rules: """
        definitions:
          everyone: {helper: yes, when: always}
          border:
            provision: [small/7]
            cite: Art. 7
            says: s
            readings:
              narrow: {says: s, source: t, when: {all: [u.border, u.persons]}}
              wide: {says: s, source: t, when: u.border}
          either: {art, when: {any: [border, u.persons]}}
        obligations:
          duty: {art, bearer: everyone, when: border, requires: u.done}
        """, act: "bearers: {everyone: everyone}")
  }

  @Test(arguments: [
    // Equal under all: that is the truth, whichever reading.
    ("border: no", "no", "not_applicable", "open"),
    ("border: yes, persons: yes", "yes", "open", "yes"),
    // Settled under each but different; no fact can help.
    ("border: yes, persons: no", "contested", "open", "contested"),
    ("border: yes, persons: no, done: no", "contested", "contested", "contested"),
    ("border: yes, persons: no, done: yes", "contested", "contested", "contested"),
    // Not settled under each.
    ("border: yes", "open", "open", "open"), ("", "open", "open", "open"),
  ])
  func `contested is what comes out otherwise by reading alone`(
    facts: String, border: String, duty: String, either: String
  ) throws {
    let law = try ReadingTests.law()
    let lines = facts.isEmpty ? "" : "facts: {u: {\(facts)}}"
    #expect(try law.outcome(of: "border", lines) == border)
    #expect(try law.outcome(of: "duty", lines) == duty)
    #expect(try law.outcome(of: "either", lines) == either)
  }

  @Test(arguments: [("narrow", "no", "not_applicable"), ("wide", "yes", "violated")])
  func `a reading that is named settles it`(reading: String, border: String, duty: String) throws {
    let law = try ReadingTests.law()
    let lines = "facts: {u: {border: yes, persons: no, done: no}}\nreadings: {border: \(reading)}"
    #expect(try law.outcome(of: "border", lines) == border)
    #expect(try law.outcome(of: "duty", lines) == duty)
    var evaluation = try law.evaluation(lines)
    let id = try #require(law.rulebook.rules.rule(named: "small/border"))
    let verdict = evaluation.verdict(on: id, bearer: 0, 0)
    let matter = TriedMatter(rule: id, bearer: 0, context: 0, name: "border")
    let cited = evaluation.cited(for: verdict, matter)
    #expect(cited.readings == [id])
  }

  @Test func `a reading that is not law on the day cannot be chosen for it`() throws {
    let law = try SmallLaw(
      facts: "u.a: {type: yes_no}\nu.b: {type: yes_no}",
      rules: """
        definitions:
          rule:
            provision: [small/7]
            cite: Art. 7
            says: s
            readings:
              old: {says: s, source: t, applies: {until: 2026-12-31}, when: u.a}
              new: {says: s, source: t, when: u.b}
          by_old: {art, when: rule.old}
        """)
    let lines = "facts: {u: {a: no, b: yes}}\nreadings: {rule: old}"
    #expect(try law.outcome(of: "rule", lines, on: "2026-12-31") == "no")
    #expect(try law.outcome(of: "rule", lines, on: "2027-01-01") == "yes")
    #expect(
      try law.outcome(of: "rule", "facts: {u: {a: no, b: yes}}", on: "2026-12-31") == "contested")
    #expect(try law.outcome(of: "rule", "facts: {u: {b: yes}}", on: "2027-01-01") == "yes")
    #expect(try law.outcome(of: "by_old", "facts: {u: {a: yes}}", on: "2026-12-31") == "yes")
    #expect(try law.outcome(of: "by_old", "facts: {u: {a: yes}}", on: "2027-01-01") == "no")
  }
}
