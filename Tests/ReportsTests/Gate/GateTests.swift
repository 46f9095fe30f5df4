import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

@Suite struct `What a gate counts` {
  private static let waivers = [
    "none", "counts", "expired", "other verdict", "other facts", "rule changed", "self-granted",
  ]
  private static let baselines = ["none", "known", "new", "worse"]

  /// Waivers of every duty, all in the same state.
  private func written(_ state: String, for assessment: Assessment) -> String {
    guard state != "none" else { return "" }
    let rules = assessment.rulebook.rules
    let entries = assessment.findings.map { finding in
      let word = finding.verdict.word(of: rules[finding.rule].kind)
      let verdict = state == "other verdict" ? (word == "yes" ? "no" : "yes") : word
      let expires = state == "expired" ? "2026-11-21" : "2026-11-22"
      let facts = state == "other facts" ? "{s.yes: no}" : "{s.yes: yes}"
      let digest = state == "rule changed" ? ", rule_digest: '0'" : ""
      return "  - {rule: \(rules.fullName(finding.rule)), reason: r, approved_by: a,"
        + " expires: \(expires), verdict: \(verdict), facts: \(facts)\(digest)}"
    }
    return "waivers:\n" + entries.joined(separator: "\n") + "\n"
  }

  private func known(_ state: String, _ run: RunReport) -> [String: DocumentEntry.Outcome] {
    guard state == "known" || state == "worse" else { return [:] }
    let pairs = run.entries.filter(\.outcome.isProblem).map { entry in
      (entry.fingerprint, state == "known" ? entry.outcome : .undecided)
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// Violated findings get worse than undecided ones; of the others that baseline says the same.
  @Test(arguments: waivers)
  func `every combination comes out as the table says`(_ waiver: String) throws {
    let table = try TruthTable()
    let plain = try GateLaw.assess()
    let assessment = try GateLaw.assess(
      waivers: written(waiver, for: plain), selfGranted: waiver == "self-granted")
    var tried = 0
    for baseline in Self.baselines {
      var run = RunReport([assessment])
      if baseline != "none" { run.mark(known: known(baseline, run)) }
      for entry in run.entries {
        let duty = try #require(GateLaw.duty[entry.name])
        #expect(
          entry.report.standing.rawValue
            == (duty.time == "today" ? duty.verdict : "not_applicable"),
          "\(duty.name)")
        for failOn in [nil] + GateLaw.severities.map(Optional.some) {
          for isStrict in [true, false] {
            let isAbove = failOn.map { duty.severity >= $0 } ?? false
            let codes = table.codes(of: [
              "finding": duty.verdict, "when": duty.time,
              "force": duty.force == "voluntary" ? "not binding" : duty.force, "waiver": waiver,
              "baseline": baseline, "severity": isAbove ? "at or above" : "below",
              "strict": isStrict ? "on" : "off",
            ])
            let policy = GatePolicy(failOn: failOn, isStrict: isStrict)
            #expect(codes == [policy.effect(of: entry).code], "\(duty.name) \(baseline)")
            tried += 1
          }
        }
      }
    }
    #expect(tried == 9 * 3 * 3 * 4 * 4 * 5 * 2)
  }

  @Test func `every standing is in the table once`() throws {
    let table = try TruthTable()
    for standing in Standing.allCases {
      for force in Force.allCases {
        for severity in GateLaw.severities {
          for failOn in [nil] + GateLaw.severities.map(Optional.some) {
            for isStrict in [true, false] {
              for isWaived in [true, false] {
                for isKnown in [true, false] {
                  let policy = GatePolicy(failOn: failOn, isStrict: isStrict)
                  let effect = policy.effect(
                    of: standing, severity: severity, force: force, isWaived: isWaived,
                    isKnown: isKnown)
                  let names: [Force: String] = [
                    .binding: "binding", .unverified: "unverified", .notBinding: "not binding",
                  ]
                  let isAbove = failOn.map { severity >= $0 } ?? false
                  let codes = table.codes(of: [
                    "finding": standing.rawValue, "when": "today", "force": names[force] ?? "",
                    "waiver": isWaived ? "counts" : "none",
                    "baseline": isKnown ? "known" : "none",
                    "severity": isAbove ? "at or above" : "below",
                    "strict": isStrict ? "on" : "off",
                  ])
                  #expect(codes == [effect.code])
                }
              }
            }
          }
        }
      }
    }
  }

  @Test func `each finding is counted once, in the line that counts everything`() throws {
    let run = RunReport([try GateLaw.assess()])
    let counts = GateCounts(run, GatePolicy(failOn: .medium, isStrict: true))
    #expect(counts.total == GateLaw.duties.count)
    #expect(GateCounts.Group.allCases.reduce(0) { $0 + counts[$1] } == counts.total)
    // Two ways to be violated, and three of four severities from medium on.
    #expect(counts[.violated] == 6)
    #expect(counts[.below] == 2)
    #expect(counts[.contested] == 4)
    #expect(counts[.undecided] == 4)
    // Four verdicts that ask something, four severities.
    #expect(counts[.unverified] == 16)
    #expect(counts[.notBinding] == 16)
    let line = counts.line(in: .english)
    for words in ["1 use case · 324 rules · 324 findings: 6 violated · 2 violated below"] {
      #expect(line.contains(words), "\(line)")
    }
  }

  @Test func `what begins within the days is told, and what begins later is not`() throws {
    let run = RunReport([try GateLaw.assess()])
    // From 22 November 2026 to 1 January 2027.
    #expect(run.upcoming(within: 39).isEmpty)
    let notes = run.upcoming(within: 40)
    // Binding, four severities: violated and presumed violated; contested and undecided.
    #expect(notes.count { $0.code == "upcoming-violated" } == 8)
    #expect(notes.count { $0.code == "upcoming-undecided" } == 8)
    #expect(notes.count { $0.message.english.contains("2027-01-01 (in 40 days)") } == 16)
  }

  @Test func `a fingerprint stays the same when lines move, and parts equal names`() throws {
    let one = try GateLaw.assess()
    let run = RunReport([one, one])
    let prints = run.entries.map(\.fingerprint)
    #expect(Set(prints).count == prints.count)
    let moved = RunReport([try GateLaw.assess(waivers: "# A remark.\n\n\n")])
    #expect(moved.entries.map(\.fingerprint) == Array(prints.prefix(moved.entries.count)))
  }

  @Test(arguments: [false, true])
  func `JSON of a gate fits its schema`(isWhole: Bool) throws {
    var run = RunReport([try GateLaw.assess()], problems: [Runs.problem])
    run.mark(known: known("known", run))
    run.policy = GatePolicy(failOn: .high, isStrict: true)
    run.notes = run.upcoming(within: 400)
    run.ending = Ending(code: 2, reason: Text("exit 2", french: "code 2"))
    let value = run.gateJSON(
      rulebook: nil, diagnostics: [], document: DocumentOptions(isWhole: isWhole))
    #expect(GateSchema.root.mistakes(in: value, at: "$") == [])
  }
}
