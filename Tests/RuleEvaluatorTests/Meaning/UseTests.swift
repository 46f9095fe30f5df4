import LocatedYAML
import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

/// Systems with several uses, bearers, scope, schemes and lists: SEMANTICS sections 2 and 3.
@Suite struct UseTests {
  private static func law() throws -> SmallLaw {
    try SmallLaw(
      facts: """
        s.public: {type: yes_no}
        u.grave: {type: yes_no}
        u.told: {type: yes_no}
        s.registered: {type: yes_no}
        """,
      rules: """
        definitions:
          provider: {helper: yes, when: s.public}
          deployer: {helper: yes, when: {not: s.public}}
          all_told: {art, about: system, when: {every: uses, where: u.grave, has: u.told}}
        classifications:
          high: {art, scheme: risk, class: high, when: u.grave}
          limited: {art, scheme: risk, class: limited, when: {all: [s.public, {not: u.grave}]}}
        obligations:
          tell: {art, bearer: [provider, deployer], when: {risk: {at_least: limited}}, requires: u.told}
          register: {art, about: system, bearer: provider, when: high, requires: s.registered}
        """,
      act:
        "bearers: {provider: provider, deployer: deployer}\nschemes: {risk: [high, limited, low]}")
  }

  @Test func `a class is that of the highest use`() throws {
    let law = try UseTests.law()
    func risk(_ uses: String, _ system: String = "public: yes") throws -> String {
      try law.outcome(of: "risk", "facts: {s: {\(system)}}\nuses:\n\(uses)")
    }
    let grave = "  a: {title: t, facts: {u: {grave: yes}}}\n"
    let light = "  b: {title: t, facts: {u: {grave: no}}}\n"
    let open = "  c: {title: t}\n"
    #expect(try risk(grave + light) == "high")
    #expect(try risk(light) == "limited")
    #expect(try risk(light, "public: no") == "low")
    #expect(try risk(light + open) == "high or limited")
    #expect(try risk(open, "public: no") == "high or low")
    #expect(try risk(light, "") == "limited or low")
    // The shared fact is tried once for both, not once for each.
    #expect(try risk(light + light.replacing("  b", with: "  d"), "") == "limited or low")
  }

  @Test func `uses share what is not known of the system`() throws {
    // One use is high where the fact holds, the other where it does not: some use is, either way.
    let law = try SmallLaw(
      facts: "s.f: {type: yes_no}\nu.first: {type: yes_no}",
      rules: """
        classifications:
          one: {art, scheme: risk, class: high, when: {all: [u.first, s.f]}}
          other: {art, scheme: risk, class: high, when: {all: [{not: u.first}, {not: s.f}]}}
        """, act: "schemes: {risk: [high, low]}")
    let lines = """
      uses:
        a: {title: t, facts: {u: {first: yes}}}
        b: {title: t, facts: {u: {first: no}}}
      """
    #expect(try law.outcome(of: "risk", lines) == "high")
    var evaluation = try law.evaluation(lines)
    let found = evaluation.classOfSystem(in: SchemeID(index: 0))
    #expect(found.byUse.map(\.places) == [[0, 1], [0, 1]])
  }

  @Test func `a duty binds each bearer by itself, by the roles of the operator`() throws {
    let law = try UseTests.law()
    let lines = "facts: {s: {public: yes}, u: {grave: yes, told: no}}"
    let assessment = law.rulebook.assess(
      try law.useCase(lines), on: try #require(Day("2026-01-01")))
    let tell = assessment.findings.filter { law.rulebook.rules[$0.rule].name == "tell" }
    #expect(tell.map(\.bearer) == ["provider", "deployer"])
    #expect(tell.map(\.verdict.possible) == [.violated, .notApplicable])
    #expect(tell.map(\.isOthers) == [false, true])
  }

  @Test func `in a rule about the system the name of a rule about uses means in some use`() throws {
    let law = try UseTests.law()
    func lines(_ first: String, _ second: String) -> String {
      "facts: {s: {public: yes, registered: no}}\nuses:\n"
        + "  a: {title: t, facts: {u: {\(first)}}}\n  b: {title: t, facts: {u: {\(second)}}}"
    }
    #expect(try law.outcome(of: "register", lines("grave: no", "grave: yes")) == "violated")
    #expect(try law.outcome(of: "register", lines("grave: no", "grave: no")) == "not_applicable")
    #expect(try law.outcome(of: "register", lines("grave: no", "")) == "open")
    #expect(
      try law.outcome(of: "all_told", lines("grave: yes, told: yes", "grave: no, told: no"))
        == "yes")
    #expect(
      try law.outcome(of: "all_told", lines("grave: yes, told: no", "grave: yes, told: yes"))
        == "no")
    #expect(try law.outcome(of: "all_told", lines("grave: yes, told: yes", "told: no")) == "open")
  }

  @Test func `a use may repeat what is said of all, and not contradict it`() throws {
    let law = try UseTests.law()
    let common = "facts: {u: {grave: yes}}\nuses:\n  a: {title: t, facts: {u: {grave: "
    #expect(law.codes(common + "yes}}}") == [])
    #expect(law.codes(common + "unknown}}}") == [])
    #expect(law.codes(common + "no}}}") == ["contradicted"])
    #expect(
      law.codes("uses:\n  a: {title: t, facts: {s: {public: yes}}}") == ["fact-at-wrong-place"])
  }

  @Test func `an act is asked where its law is, or that of what the country belongs to`() throws {
    let files =
      SmallLaw.files(
        facts: "u.a: {type: yes_no}\nu.here: {type: yes_no}",
        rules: """
          definitions: {reaches: {art, when: u.here}}
          classifications: {high: {art, scheme: risk, class: high, when: u.a}}
          """
      ).map { file in
        file.path == "act.yaml"
          ? SourceFile(
            path: "act.yaml",
            text: "language: 1\nact: small\ntitle: Small\njurisdiction: EU\nterritory: reaches\n"
              + "schemes: {risk: [high, low]}\n")
          : file
      } + [
        SourceFile(
          path: "memberships.yaml",
          text: """
            language: 1
            memberships: {EU: {complete: no, members: [{code: HR, from: 2013-07-01}]}}

            """)
      ]
    let rulebook = try Rulebook(files)
    func high(_ head: String, on day: String, here: String = "yes") throws -> String {
      let text = "language: 1\nuse_case: c\n\(head)\nfacts: {u: {a: yes, here: \(here)}}\n"
      let useCase = try UseCase(SourceFile(path: "case.yaml", text: text), answering: rulebook)
      let date = try #require(Day(day))
      var evaluation = Evaluation(
        useCase, Setting(of: useCase, on: date, rulebook.rules), rulebook)
      let id = try #require(rulebook.rules.rule(named: "small/high"))
      return evaluation.verdict(on: id, bearer: 0, 0).word(of: .classification)
    }
    #expect(try high("jurisdictions: [HR]", on: "2013-07-01") == "yes")
    #expect(try high("jurisdictions: [HR]", on: "2013-06-30") == "no")
    #expect(try high("jurisdictions: [EU]", on: "2013-06-30") == "yes")
    #expect(try high("jurisdictions: [NL]", on: "2026-01-01") == "open")
    #expect(try high("jurisdictions: [HR]", on: "2026-01-01", here: "no") == "no")
    // Asked as if: its territorial scope is presumed.
    #expect(
      try high("jurisdictions: [NL]\nas_if: [EU]", on: "2026-01-01", here: "no") == "yes")
  }

  @Test func `every act of which nobody's law is asked is left out`() throws {
    let law = try UseTests.law()
    let assessment = law.rulebook.assess(
      try law.useCase("facts: {s: {public: yes}}"), on: try #require(Day("2026-01-01")))
    #expect(!assessment.findings.isEmpty)
    #expect(assessment.frameworks.map(\.code) == ["NL"])
    #expect(law.rulebook.notLoaded(for: assessment.useCase, on: assessment.day) == ["NL"])
  }
}

@Suite struct ListTests {
  private static func law() throws -> SmallLaw {
    try SmallLaw(
      facts: """
        i.foreign: {type: yes_no}
        i.reason: {type: text, none: yes}
        u.active: {type: yes_no}
        """,
      rules: """
        definitions:
          some_foreign: {art, when: {some: items, has: i.foreign}}
          reasoned: {art, when: {every: items, where: i.foreign, has: {i.reason: present}}}
          listed: {art, when: {some: items}}
          active: {art, when: {every: items, has: {any: [u.active, i.foreign]}}}
        """)
  }

  private static func items(_ items: String, complete: String = "yes") -> String {
    "lists: {items: {complete: \(complete), items: {\(items)}}}"
  }

  @Test(arguments: [
    // Not given; complete and empty, of which every is yes; incomplete and empty.
    ("", "open", "open", "open"), (items(""), "no", "yes", "no"),
    (items("", complete: "no"), "open", "open", "open"),
    // One that is looked for, one that fails.
    (items("a: {foreign: yes, reason: seizures}"), "yes", "yes", "yes"),
    (items("a: {foreign: yes, reason: none}"), "yes", "no", "yes"),
    (items("a: {foreign: no, reason: none}"), "no", "yes", "yes"),
    (items("a: {foreign: no}, b: {}"), "open", "open", "yes"),
    (items("a: {foreign: yes, reason: none}, b: {}"), "yes", "no", "yes"),
    // A list that goes on can still hold the one that is looked for, or the one that fails.
    (items("a: {foreign: no}", complete: "no"), "open", "open", "yes"),
    (items("a: {foreign: yes, reason: none}", complete: "no"), "yes", "no", "yes"),
    (items("a: {foreign: yes, reason: seizures}", complete: "no"), "yes", "open", "yes"),
  ])
  func `some looks for one item, and every for one that fails`(
    lines: String, foreign: String, reasoned: String, listed: String
  ) throws {
    let law = try ListTests.law()
    #expect(try law.outcome(of: "some_foreign", lines) == foreign)
    #expect(try law.outcome(of: "reasoned", lines) == reasoned)
    #expect(try law.outcome(of: "listed", lines) == listed)
  }

  @Test func `what is asked names the item, its facts and what else they hang on`() throws {
    let law = try ListTests.law()
    let rules = law.rulebook.rules
    let id = try #require(rules.rule(named: "small/active"))
    let foreign = try #require(rules.vocabulary.fact(named: "i.foreign"))
    let active = try #require(rules.vocabulary.fact(named: "u.active"))
    let items = try #require(rules.vocabulary.list(named: "items"))
    var without = try law.evaluation("")
    #expect(without.relevant(id, bearer: 0, 0) == [.list(items)])
    var one = try law.evaluation(ListTests.items("a: {foreign: yes}, b: {}", complete: "no"))
    let asked = one.relevant(id, bearer: 0, 0)
    #expect(
      Set(asked) == [.itemFact(foreign, item: "b"), .fact(active, context: 0), .list(items)])
  }
}

@Suite struct ScoreTests {
  // Canada's Directive: points of the risk questions; enough mitigation takes 15 percent off.
  private static func law() throws -> SmallLaw {
    try SmallLaw(
      facts: """
        u.sectors: {type: some_of, options: [health, licensing, other]}
        u.reversible: {type: one_of, options: [fully, likely, difficult, never]}
        u.reviewed: {type: yes_no}
        """,
      rules: """
        scores:
          raw:
            provision: [small/B]
            cite: App. B
            says: s
            points:
              u.sectors: {sum: {health: 40, licensing: 30, other: 0}}
              u.reversible: {one: {fully: 10, likely: 20, difficult: 30, never: 40}}
          mitigation: {art, points: {u.reviewed: {one: {yes: 70, no: 10}}}}
          current: {art, adjusted: {of: raw, when: {mitigation: {at_least: 62}}, times: 0.85, round: half_up}}
        definitions:
          raw_84: {art, when: {raw: {at_least: 84}}}
          at_least_94: {art, when: {current: {at_least: 94}}}
          exactly_94: {art, when: {all: [{current: {at_least: 94}}, {current: {at_most: 94}}]}}
          below_10: {art, when: {current: {at_most: 7}}}
        """)
  }

  @Test(arguments: [
    // The least is 10, the most 110: open until the whole interval is on one side.
    ("", "open", "open"), ("sectors: [health, licensing]", "open", "open"),
    ("sectors: [health, licensing], reversible: likely", "yes", "no"),
    ("reversible: never", "open", "open"), ("sectors: {has_not: [health]}", "no", "no"),
    ("sectors: {has: [health, licensing]}, reversible: fully", "no", "no"),
    // 110 points; 0.85 of them are 93.5, which is 94 when halves go up.
    ("sectors: [health, licensing], reversible: never, reviewed: yes", "yes", "yes"),
    ("sectors: [health, licensing], reversible: never, reviewed: no", "yes", "yes"),
    // 100 points; 85 with mitigation.
    ("sectors: [health, licensing], reversible: difficult, reviewed: yes", "yes", "no"),
    ("sectors: [health, licensing], reversible: difficult", "yes", "open"),
  ])
  func `a threshold is settled when the whole interval is on one side`(
    facts: String, raw: String, current: String
  ) throws {
    let law = try ScoreTests.law()
    let lines = facts.isEmpty ? "" : "facts: {u: {\(facts)}}"
    #expect(try law.outcome(of: "raw_84", lines) == raw)
    #expect(try law.outcome(of: "at_least_94", lines) == current)
  }

  @Test func `fifteen percent off a hundred and ten is ninety-four`() throws {
    let law = try ScoreTests.law()
    let lines = "facts: {u: {sectors: [health, licensing], reversible: never, reviewed: yes}}"
    #expect(try law.outcome(of: "exactly_94", lines) == "yes")
    let evaluation = try law.evaluation(lines)
    let interval = evaluation.interval(of: MeasureID(index: 2), 0)
    #expect(interval == Interval(low: Number(94), high: Number(94)))
  }

  @Test func `a tenth and two tenths are points too`() throws {
    let law = try SmallLaw(
      facts: "u.a: {type: yes_no}\nu.b: {type: yes_no}",
      rules: """
        scores:
          sum: {art, points: {u.a: {one: {yes: 0.1, no: 0}}, u.b: {one: {yes: 0.2, no: 0}}}}
        definitions:
          three_tenths: {art, when: {all: [{sum: {at_least: 0.3}}, {sum: {at_most: 0.3}}]}}
        """)
    #expect(try law.outcome(of: "three_tenths", "facts: {u: {a: yes, b: yes}}") == "yes")
  }
}
