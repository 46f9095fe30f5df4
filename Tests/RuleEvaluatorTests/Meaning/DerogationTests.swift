import LocatedYAML
import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

@Suite struct DerogationTests {
  /// A rule with two derogations, one of which is taken back by another.
  private static func law() throws -> SmallLaw {
    try SmallLaw(
      facts: """
        u.listed: {type: yes_no}
        u.small: {type: yes_no}
        u.profiles: {type: yes_no}
        u.old: {type: yes_no}
        """,
      rules: """
        definitions:
          high:
            provision: [small/6]
            cite: Art. 6
            says: s
            when: u.listed
            unless:
              no_risk: {art, when: u.small, unless: {profiling: {art, when: u.profiles}}}
              legacy: {art, when: u.old}
          owes_paper: {art, when: high.no_risk}
          taken_back: {art, when: high.no_risk.profiling}
        """)
  }

  private static func facts(_ words: String) -> String {
    let names = ["listed", "small", "profiles", "old"]
    let said = zip(names, words.split(separator: " ")).filter { $0.1 != "?" }
    return "facts: {u: {\(said.map { "\($0.0): \($0.1)" }.joined(separator: ", "))}}"
  }

  // listed, small, profiles, old: the rule, its derogation reached, and what takes that back.
  @Test(arguments: [
    ("no  no  no  no ", "no", "no", "no"), ("yes no  no  no ", "yes", "no", "no"),
    ("yes yes no  no ", "no", "yes", "no"), ("yes yes yes no ", "yes", "no", "yes"),
    ("yes no  no  yes", "no", "no", "no"), ("yes yes yes yes", "no", "no", "yes"),
    // Not listed, so nothing is derogated from: Art. 6(4) binds no provider of such a tool.
    ("no  yes no  no ", "no", "no", "no"), ("no  yes yes no ", "no", "no", "no"),
    // Open, as far as it is.
    ("?   no  no  no ", "open", "no", "no"), ("yes ?   no  no ", "open", "open", "no"),
    ("yes yes ?   no ", "open", "open", "open"), ("yes no  ?   no ", "yes", "no", "no"),
    ("yes ?   yes no ", "yes", "no", "open"), ("?   yes no  no ", "no", "open", "no"),
  ])
  func `a derogation counts unless it is taken back, and is reached where the rule is`(
    words: String, rule: String, reached: String, back: String
  ) throws {
    let law = try DerogationTests.law()
    let lines = DerogationTests.facts(words)
    #expect(try law.outcome(of: "high", lines) == rule)
    #expect(try law.outcome(of: "owes_paper", lines) == reached)
    #expect(try law.outcome(of: "high.no_risk", lines) == reached)
    #expect(try law.outcome(of: "taken_back", lines) == back)
  }

  /// catala#208: two exceptions with one consequence are no conflict.
  @Test func `two derogations with the same effect do not conflict`() throws {
    let law = try DerogationTests.law()
    #expect(try law.outcome(of: "high", DerogationTests.facts("yes yes no yes")) == "no")
  }

  /// Burden: the law lets it count only when shown.
  @Test(arguments: [
    ("facts: {u: {listed: yes, signed: yes}}", "no", Finals?.none),
    ("facts: {u: {listed: yes, signed: no}}", "yes", nil),
    ("facts: {u: {listed: yes}}", "open", .yes),
    ("facts: {u: {listed: no}}", "no", nil), ("", "open", nil),
    // Asked, and cannot be said: it is not shown.
    ("facts: {u: {listed: yes, signed: {unknown: nobody keeps it}}}", "open", .yes),
  ])
  func `what must be shown is presumed not to be while nobody shows it`(
    lines: String, outcome: String, presumed: Finals?
  ) throws {
    let law = try SmallLaw(
      facts: "u.listed: {type: yes_no}\nu.signed: {type: yes_no}",
      rules: """
        definitions:
          high_impact:
            provision: [small/6]
            cite: Art. 6
            says: s
            when: u.listed
            unless: {rebutted: {art, must_be_shown: yes, when: u.signed}}
        """)
    #expect(try law.outcome(of: "high_impact", lines) == outcome)
    let evaluation = try law.evaluation(lines)
    let asked = AskedVerdicts([(RuleID(index: 0), 0, 0)], evaluation)
    let day = VerdictsOfADay(of: asked, in: [], evaluation: evaluation)
    #expect(day.verdicts[0].presumed == presumed)
  }

  @Test func `every settled outcome can be expected as presumed, and as open beside`() throws {
    let law = try SmallLaw(
      facts: "u.listed: {type: yes_no}\nu.signed: {type: yes_no}\nu.kept: {type: yes_no}",
      rules: """
        definitions:
          user: {helper: yes, when: always}
          high_impact:
            provision: [small/6]
            cite: Art. 6
            says: s
            when: u.listed
            unless: {rebutted: {art, must_be_shown: yes, when: u.signed}}
          low_impact: {art, when: {not: high_impact}}
        obligations:
          keep: {art, bearer: user, when: high_impact, requires: u.kept}
          tell: {art, bearer: user, when: low_impact, requires: u.kept}
        examples:
          - name: presumed
            facts: {u: {listed: yes, kept: yes}}
            expect: {high_impact: presumed_yes, low_impact: presumed_no, keep: presumed_satisfied, tell: presumed_not_applicable}
          - name: open beside, and broken where nothing is kept
            facts: {u: {listed: yes, kept: no}}
            expect: {high_impact: open, low_impact: open, keep: presumed_violated, tell: open}
          - name: not presumed, for it is shown
            facts: {u: {listed: yes, signed: yes, kept: no}}
            expect: {low_impact: presumed_no, keep: presumed_not_applicable}
        """, act: "bearers: {user: user}")
    let results = law.rulebook.tryExamples()
    #expect(results.map(\.diagnostics.count) == [0, 0, 2])
    #expect(results[2].diagnostics.map(\.code) == ["other-outcome", "other-outcome"])
  }

  @Test func `presumptions that cannot all be true lead nowhere`() throws {
    // Whatever the answer, one of the two is shown; presuming neither would be a third thing.
    let law = try SmallLaw(
      facts: "u.a: {type: yes_no}\nu.b: {type: yes_no}",
      rules: """
        definitions:
          free:
            provision: [small/6]
            cite: Art. 6
            says: s
            when: always
            unless:
              one: {art, must_be_shown: yes, when: {any: [u.a, u.b]}}
              other: {art, must_be_shown: yes, when: {not: u.a}}
        """)
    let evaluation = try law.evaluation("")
    let asked = AskedVerdicts([(RuleID(index: 0), 0, 0)], evaluation)
    let day = VerdictsOfADay(of: asked, in: [], evaluation: evaluation)
    #expect(day.verdicts[0].possible == .no)
    #expect(day.verdicts[0].presumed == nil)
  }

  @Test func `only a person can judge what is untranslatable`() throws {
    let law = try SmallLaw(
      facts: "u.searches: {type: yes_no}\nu.fair: {type: yes_no, answered_by: legal}",
      rules: """
        definitions:
          proportionate: {art, untranslatable: weighing of harm against the search}
          allowed: {art, when: {all: [u.searches, proportionate, u.fair]}}
        """)
    let searched = "facts: {u: {searches: yes}}\n"
    func judged(_ verdict: String, of name: String) -> String {
      "  \(name): {verdict: \(verdict), by: Legal Service, on: 2026-01-01, reason: Opinion 1}\n"
    }
    #expect(try law.outcome(of: "allowed", searched) == "open")
    let both = searched + "judgements:\n" + judged("yes", of: "small/proportionate")
    #expect(try law.outcome(of: "allowed", both) == "open")
    #expect(try law.outcome(of: "allowed", both + judged("yes", of: "u.fair")) == "yes")
    #expect(try law.outcome(of: "allowed", both + judged("no", of: "u.fair")) == "no")
    #expect(
      try law.outcome(of: "allowed", searched + "judgements:\n" + judged("no", of: "proportionate"))
        == "no")
  }

  @Test func `an answer that says unknown leaves room for a judgement`() throws {
    let law = try SmallLaw(
      facts: "u.fair: {type: yes_no, answered_by: legal}",
      rules: "definitions: {fair: {art, when: u.fair}}")
    let lines = """
      facts: {u: {fair: unknown}}
      judgements: {u.fair: {verdict: yes, by: b, on: 2026-01-01, reason: r}}
      """
    #expect(try law.outcome(of: "fair", lines) == "yes")
  }
}
