import LocatedYAML
import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

/// SEMANTICS section 4, and `semantics-model/dates.py`: the law of a day against own dates.
@Suite struct TimingTests {
  private static func law() throws -> SmallLaw {
    try SmallLaw(
      facts: """
        u.listed: {type: yes_no}
        u.registered: {type: yes_no}
        u.decision: {type: yes_no}
        u.adverse: {type: yes_no}
        u.heard: {type: yes_no}
        """,
      rules: """
        definitions:
          operator: {helper: yes, when: always}
          ucc_decision:
            versions:
              - {art, applies: {from: 2016-05-01, until: 2027-09-20}, when: u.decision}
              - {art, applies: {from: 2027-09-21}, when: {all: [u.decision, u.adverse]}}
        classifications:
          high_risk: {art, scheme: risk, class: high, applies: {from: 2027-12-02}, when: u.listed}
        obligations:
          registered: {art, bearer: operator, applies: {from: 2026-08-02}, when: high_risk, requires: u.registered}
          hearing: {art, bearer: operator, applies: {from: 2016-05-01}, when: ucc_decision, requires: u.heard}
        """, act: "bearers: {operator: operator}\nschemes: {risk: [high, low]}")
  }

  private static let facts = """
    facts: {u: {listed: yes, registered: no, decision: yes, adverse: no, heard: no}}
    """

  // As dates.py prints them: on 2026-11-22 registration, law since 2026-08-02, binds nobody yet,
  // for high_risk, on which it hangs, is not law before 2027-12-02; the hearing is owed until the
  // decision itself changes on 2027-09-21.
  @Test(arguments: [
    ("2026-08-01", "no", "not_applicable", "violated"),
    ("2026-11-22", "no", "not_applicable", "violated"),
    ("2027-09-20", "no", "not_applicable", "violated"),
    ("2027-09-21", "no", "not_applicable", "not_applicable"),
    ("2027-12-01", "no", "not_applicable", "not_applicable"),
    ("2027-12-02", "yes", "violated", "not_applicable"),
    ("2016-04-30", "no", "not_applicable", "not_applicable"),
  ])
  func `every truth is of the law of one day`(
    day: String, high: String, registered: String, hearing: String
  ) throws {
    let law = try TimingTests.law()
    #expect(try law.outcome(of: "high_risk", TimingTests.facts, on: day) == high)
    #expect(try law.outcome(of: "registered", TimingTests.facts, on: day) == registered)
    #expect(try law.outcome(of: "hearing", TimingTests.facts, on: day) == hearing)
    #expect(
      try law.outcome(of: "risk", TimingTests.facts, on: day) == (high == "yes" ? "high" : "low"))
  }

  @Test func `what differs later is told with its first day`() throws {
    let law = try TimingTests.law()
    let day = try #require(Day("2026-11-22"))
    let assessment = law.rulebook.assess(try law.useCase(TimingTests.facts), on: day)
    func later(_ name: String) -> [String] {
      let finding = assessment.findings.first { law.rulebook.rules[$0.rule].name == name }
      return (finding?.later ?? []).map { "\($0.day) \($0.verdict.possible.places)" }
    }
    #expect(later("registered") == ["2027-12-02 [2]"])
    #expect(later("hearing") == ["2027-09-21 [0]"])
    #expect(later("high_risk") == ["2027-12-02 [1]"])
    #expect(assessment.classes[0].later.map { "\($0.day) \($0.highest)" } == ["2027-12-02 high"])
    #expect(day.days(until: try #require(Day("2027-12-02"))) == 375)
  }

  @Test func `a derogation may end, and a rule take its days back`() throws {
    // Art. 111(2): systems on the market before the day follow from 2030-08-02.
    let law = try SmallLaw(
      facts: "s.public: {type: yes_no}\ns.placed: {type: date}",
      rules: """
        definitions:
          binds:
            provision: [small/1]
            cite: Art. 1
            says: s
            applies: {from: 2027-12-02}
            when: always
            unless:
              legacy: {art, applies: {until: 2030-08-01}, when: {all: [s.public, {s.placed: {before: 2027-12-02}}]}}
        """)
    let old = "facts: {s: {public: yes, placed: 2027-12-01}}"
    let new = "facts: {s: {public: yes, placed: 2027-12-02}}"
    for (lines, day, outcome) in [
      (old, "2027-12-01", "no"), (old, "2027-12-02", "no"), (old, "2030-08-01", "no"),
      (old, "2030-08-02", "yes"), (new, "2027-12-02", "yes"), (new, "2030-08-02", "yes"),
    ] {
      #expect(try law.outcome(of: "binds", lines, on: day) == outcome)
    }
  }

  @Test func `between two versions there is no law`() throws {
    let law = try SmallLaw(
      facts: "u.a: {type: yes_no}",
      rules: """
        definitions:
          rule:
            versions:
              - {art, applies: {until: 2025-12-31}, when: u.a}
              - {art, applies: {from: 2026-02-01}, when: {not: u.a}}
          other: {art, when: rule}
        """)
    #expect(law.rulebook.warnings.map(\.code) == ["versions-gap"])
    #expect(law.rulebook.warnings[0].message == "`rule` is not law from 2026-01-01 to 2026-01-31")
    for (day, outcome) in [
      ("2025-12-31", "yes"), ("2026-01-01", "no"), ("2026-01-31", "no"), ("2026-02-01", "no"),
    ] {
      #expect(try law.outcome(of: "other", "facts: {u: {a: yes}}", on: day) == outcome)
    }
    #expect(try law.outcome(of: "other", "facts: {u: {a: no}}", on: "2026-02-01") == "yes")
    #expect(try law.outcome(of: "other", "", on: "2026-01-15") == "no")
  }

  @Test func `an example without a day is of the first day of its version`() throws {
    let law = try SmallLaw(
      facts: "u.a: {type: yes_no}",
      rules: """
        definitions:
          rule: {art, applies: {from: 2027-12-02}, when: u.a}
        examples:
          - {name: on its first day, facts: {u: {a: yes}}, expect: {rule: yes}}
          - {name: the day before, on: 2027-12-01, facts: {u: {a: yes}}, expect: {rule: no}}
        """)
    let results = law.rulebook.tryExamples()
    #expect(results.flatMap(\.diagnostics).isEmpty)
    #expect(results.map { $0.day?.description } == ["2027-12-02", "2027-12-01"])
  }

  // Days count from the day after the first to the last; with both ends, one more.
  @Test(arguments: [
    ("2026-01-01", "2026-01-31", 30), ("2024-02-28", "2024-03-01", 2),
    ("2023-02-28", "2023-03-01", 1), ("2026-01-01", "2026-01-01", 0),
    ("2026-01-31", "2026-01-01", -30),
  ])
  func `a duration counts its last day and not its first, unless it counts both`(
    from: String, to: String, days: Int
  ) throws {
    let law = try SmallLaw(
      facts: "u.from: {type: date}\nu.to: {type: date}",
      rules: """
        derived:
          delay: {elapsed: {from: u.from, to: u.to, in: days}}
          span: {elapsed: {from: u.from, to: u.to, in: days, counting: both_ends}}
        definitions:
          exactly: {art, when: {all: [{delay: {at_least: \(days)}}, {delay: {at_most: \(days)}}]}}
          both: {art, when: {all: [{span: {at_least: \(days + 1)}}, {span: {at_most: \(days + 1)}}]}}
        """)
    let lines = "facts: {u: {from: \(from), to: \(to)}}"
    #expect(try law.outcome(of: "exactly", lines) == "yes")
    #expect(try law.outcome(of: "both", lines) == "yes")
    #expect(try law.outcome(of: "exactly", "facts: {u: {from: \(from)}}") == "open")
  }

  @Test(arguments: [
    ("24", "hours", "10:00:00", "yes"), ("24", "hours", "10:00:01", "no"),
    ("86400", "seconds", "10:00:00", "yes"), ("86400", "seconds", "10:00:00.000001", "no"),
    ("1", "days", "10:00:00", "yes"), ("0.5", "hours", "10:00:00", "no"),
  ])
  func `a time of day counts to the microsecond`(
    bound: String, unit: String, time: String, outcome: String
  ) throws {
    let law = try SmallLaw(
      facts: "u.start: {type: time}\nu.request: {type: time}",
      rules: """
        derived: {delay: {elapsed: {from: u.start, to: u.request, in: \(unit)}}}
        definitions: {in_time: {art, when: {delay: {at_most: \(bound)}}}}
        """)
    let lines = "facts: {u: {start: '2026-03-01T11:00:00+01:00', request: '2026-03-02T\(time)Z'}}"
    #expect(try law.outcome(of: "in_time", lines) == outcome)
  }
}
