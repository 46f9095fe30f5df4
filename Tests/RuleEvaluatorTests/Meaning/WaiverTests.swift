import LocatedYAML
import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

@Suite struct `A waiver is held to the rule for which it was given` {
  private static let facts = """
    s.stops: {type: yes_no}
    s.months: {type: number}
    """

  private static let duty = """
    definitions:
      keeper: {helper: yes, when: always}
    obligations:
      stop:
        bearer: keeper
        provision: [small/1]
        cite: Art. 1
        says: Somebody can stop it
        when: always
        requires: s.stops
        severity: high
        remedy: Order a button.
    """

  private static func law(_ duty: String = duty) throws -> SmallLaw {
    try SmallLaw(facts: facts, rules: duty, act: "bearers: {keeper: keeper}")
  }

  /// A text for its own hash, so that what it is made of can be seen.
  private static func words(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func digest(_ duty: String = duty) throws -> String {
    let rules = try law(duty).rulebook.rules
    return rules.digest(of: try #require(rules.rule(named: "small/stop")), by: words)
  }

  private func standing(
    digest: String?, hash: HashFunction?
  ) throws -> WaiverState.Standing? {
    let law = try Self.law()
    let pin = digest.map { ", rule_digest: '\($0)'" } ?? ""
    let useCase = try law.useCase(
      """
      facts: {s: {stops: no}}
      waivers:
        - {rule: small/stop, reason: r, approved_by: a, expires: 2026-12-31, verdict: violated\(pin)}
      """)
    let day = try #require(Day("2026-06-01"))
    return law.rulebook.assess(useCase, on: day, hashing: hash).findings.first?.waiver?.standing
  }

  @Test func `the digest of the rule counts, and no other`() throws {
    // A hash short enough to be written down.
    let hash: HashFunction = { String($0.reduce(0) { ($0 &* 31 &+ Int($1)) % 1_000_003 }) }
    let rules = try Self.law().rulebook.rules
    let digest = rules.digest(of: try #require(rules.rule(named: "small/stop")), by: hash)
    #expect(try standing(digest: digest, hash: hash) == .counts)
    #expect(try standing(digest: "0", hash: hash) == .ruleChanged)
    #expect(try standing(digest: digest, hash: nil) == .ruleUnchecked)
    #expect(try standing(digest: nil, hash: nil) == .counts)
  }

  @Test(arguments: [
    ("requires: s.stops", "requires: {s.months: {at_least: 6}}"),
    ("    when: always\n", "    when: s.stops\n"),
    ("Art. 1", "Art. 2"), ("Somebody can stop it", "Anybody can stop it"),
    ("severity: high", "severity: low"), ("small/1", "small/2"),
    ("    when: always\n", "    applies: {from: 2026-01-01}\n    when: always\n"),
  ])
  func `another text is another digest`(_ old: String, _ new: String) throws {
    let changed = Self.duty.replacing(old, with: new)
    #expect(changed != Self.duty)
    #expect(try Self.digest(changed) != Self.digest())
  }

  @Test(arguments: [
    ("    requires: s.stops", "    # a remark\n    requires: s.stops"),
    ("Order a button.", "Order two."),
    ("    when: always\n    requires: s.stops", "    requires: s.stops\n    when: always"),
    ("obligations:\n", "\n\nobligations:\n"),
  ])
  func `remarks, remedies, order and places make no other digest`(
    _ old: String, _ new: String
  ) throws {
    let changed = Self.duty.replacing(old, with: new)
    #expect(changed != Self.duty)
    #expect(try Self.digest(changed) == Self.digest())
  }
}
