import Clearance
import Foundation
import Testing

@testable import ClearanceCLI

/// What an audit counts by indicators, on a log small enough to count by hand.
@Suite struct `Figures of an audit` {
  private static let vocabulary = """
    language: 1
    vocabulary: logs
    groups: {r: {en: Record, fr: Enregistrement}}
    facts:
      r.harsh: {of: decision, type: yes_no, ask: {en: q, fr: q}}
      r.reviewed: {of: decision, type: yes_no, ask: {en: q, fr: q}}
      r.chosen_by:
        {of: decision, type: one_of, options: [lot, risk], ask: {en: q, fr: q}}
    """
  private static let law = """
    language: 1
    act: log-act
    title: Log Act
    jurisdiction: world
    bearers: {keeper: keeps}
    """
  private static let duties = """
    language: 1
    act: log-act
    definitions:
      keeps: {helper: yes, about: decision, when: always}
      drawn: {helper: yes, about: decision, when: {r.chosen_by: lot}}
    obligations:
      reviewed_first:
        about: decision
        bearer: keeper
        provision: [log-act/1]
        cite: Art. 1
        verified: text
        severity: high
        says: {en: A person reviewed it, fr: Une personne l'a revue}
        when: {any: [r.harsh, drawn]}
        requires: r.reviewed
    """
  private static func indicator(
    _ name: String, _ numerator: String, _ denominator: String
  ) -> String {
    """
      \(name):
        about: decision
        term: {en: "Share \(name)", fr: "Part \(name)"}
        definition: {en: "What \(name) counts.", fr: "Ce que \(name) compte."}
        numerator: \(numerator)
        denominator: \(denominator)
        unit: {en: decisions, fr: décisions}
        source: {en: Own definition, fr: Définition propre}
        version: "1"
        valid_from: 2026-01-01

    """
  }
  private static let indicators =
    "language: 1\nindicators:\n" + indicator("lot", "log-act/drawn", "always")
    + indicator("harsh", "r.reviewed", "r.harsh")
    + indicator(
      "met", "{verdict: {log-act/reviewed_first: satisfied}}",
      "{verdict: {log-act/reviewed_first: [satisfied, violated]}}")
  private static let mapping = """
    language: 1
    use_case: log
    jurisdictions: [NL]
    on: 2026-06-01
    id: id
    columns: {harsh: r.harsh, reviewed: r.reviewed, by: r.chosen_by}
    """
  /// Of f nobody knows whether it was harsh, of c whether it was reviewed, of e how it was chosen.
  private static let log = """
    {"id":"a","office":"X","harsh":true,"reviewed":false,"by":"risk"}
    {"id":"b","office":"Y","harsh":true,"reviewed":true,"by":"lot"}
    {"id":"c","office":"X","harsh":true,"by":"risk"}
    {"id":"d","office":"X","harsh":false,"reviewed":false,"by":"risk"}
    {"id":"e","office":"Y","harsh":false,"reviewed":true}
    {"id":"f","office":"Y","reviewed":true,"by":"risk"}

    """

  private func workplace(_ indicators: String = Self.indicators) throws -> Workplace {
    let place = try Workplace(rules: nil)
    for (text, path) in [
      (Self.vocabulary, "laws/vocabulary/a.yaml"), (Self.law, "laws/act.yaml"),
      (Self.duties, "laws/duties.yaml"), (indicators, "laws/indicators/own.yaml"),
      (Self.mapping, "mapping.yaml"), (Self.log, "log.ndjson"),
    ] { try place.write(text, to: path) }
    return place
  }

  private func audit(_ place: Workplace, _ more: String...) -> Outcome {
    place.run(["audit", "log.ndjson", "--mapping", "mapping.yaml", "--rules", "laws"] + more)
  }

  /// Denominator, at least, at most, perhaps in the denominator, outside.
  private func numbers(_ figure: [String: Any]) -> [Int?] {
    ["denominator", "at_least", "at_most", "denominator_unknown", "outside"].map {
      figure[$0] as? Int
    }
  }

  @Test func `are what a person counts in the log`() throws {
    let json = try audit(try workplace(), "--format", "json", "--by", "office").json()
    let figures = try #require(json["indicators"] as? [[String: Any]])
    #expect(figures.map { $0["id"] as? String } == ["lot", "harsh", "met"])
    // b was drawn by lot, and perhaps e, of all six.
    #expect(numbers(figures[0]) == [6, 1, 2, 0, 0])
    // a, b and c were harsh, and perhaps f; b was reviewed, and perhaps c.
    #expect(numbers(figures[1]) == [3, 1, 2, 1, 2])
    // The duty applies to a, b, c; perhaps to e and f; d is outside.
    #expect(numbers(figures[2]) == [3, 1, 2, 2, 1])
    let groups = try #require(json["groups"] as? [[String: Any]])
    let ofGroups = groups.compactMap { $0["figures"] as? [[String: Any]] }
    #expect(ofGroups.count == 2)
    for place in figures.indices {
      let sums = zip(numbers(ofGroups[0][place]), numbers(ofGroups[1][place])).map {
        ($0 ?? 0) + ($1 ?? 0)
      }
      #expect(sums == numbers(figures[place]).map { $0 ?? 0 })
    }
    // Rules are counted as they are without indicators.
    #expect(groups.allSatisfy { ($0["counts"] as? [Any])?.count == 1 })
    let schema = try MiniSchema(try Workplace(rules: nil).run(["schema", "audit"]).output)
    #expect(try schema.trouble(with: audit(try workplace(), "--format", "json").output) == nil)
  }

  @Test(arguments: ["text", "csv", "markdown", "html"])
  func `name the definition, its version and how many are unknown`(format: String) throws {
    let place = try workplace()
    let english = audit(place, "--format", format).output
    let french = audit(place, "--format", format, "--lang", "fr").output
    let digest = try #require(
      (try audit(place, "--format", "json").json()["indicators"] as? [[String: Any]])?
        .compactMap { $0["definition_digest"] as? String }[1])
    #expect(english.contains(digest.prefix(12)) && french.contains(digest.prefix(12)))
    #expect(english.contains("What harsh counts."))
    #expect(french.contains("Ce que harsh compte."))
    if format == "csv" {
      let row = try #require(
        english.split(separator: "\r\n").first { $0.hasPrefix(#""harsh","#) })
      let last = ["indicator", "1", digest, "decisions", "3", "1", "2", "1", "1", "2"]
      #expect(row.hasSuffix(last.map { #""\#($0)""# }.joined(separator: ",")))
      // Rows of rules are as wide.
      let widths = Set(english.split(separator: "\r\n").map { $0.matches(of: /","/).count })
      #expect(widths == [22])
    } else {
      #expect(english.contains("1 of 3 to 2 of 3 decisions"))
      #expect(french.contains("de 1 sur 3 à 2 sur 3 décisions"))
      #expect(english.contains("unknown for 1, 1 more may belong to the denominator"))
    }
  }

  @Test func `are told of no log that violates something in the denominator alone`() throws {
    let place = try workplace()
    #expect(audit(place, "--ids", "ids.txt").status == .clean)
    #expect(try place.text(of: "ids.txt") == "log-act/reviewed_first\ta\n")
    #expect(!audit(place, "--emit-sql", "duckdb").output.contains("indicator"))
  }

  @Test func `are laid side by side where the definitions agree, and only of audits`() throws {
    let place = try workplace()
    _ = audit(place, "--output", "json=a.json")
    try place.write(
      Self.indicators.replacing("What met counts.", with: "What met counts now."),
      to: "laws/indicators/own.yaml")
    _ = audit(place, "--output", "json=b.json")
    let outcome = place.run(["portfolio", "compare", "a.json", "b.json"])
    #expect(outcome.output.contains("A  a.json · 6 records"), "\(outcome.output)\(outcome.remarks)")
    #expect(outcome.output.contains("2 indicators have one definition in both."))
    #expect(outcome.output.contains("Share met (met): its definition is another"))
    let value = try place.run(["portfolio", "compare", "a.json", "b.json", "--format", "json"])
      .json()
    #expect((value["files"] as? [[String: Any]])?.first?["records"] as? Int == 6)
    let portfolio = try SmallPortfolio.place()
    try place.write(
      portfolio.run(["portfolio", "cases", "--format", "json"]).output, to: "c.json")
    let refused = place.run(["portfolio", "compare", "a.json", "c.json"])
    #expect(refused.status == .failed && refused.remarks.contains("[not-alike]"))
  }

  @Test func `need a denominator, and conditions that the rules tell apart`() throws {
    let without = try workplace(
      Self.indicators.replacing("    denominator: r.harsh\n", with: ""))
    #expect(audit(without).remarks.contains("[no-denominator]"))
    #expect(audit(without).status == .failed && audit(without).output.isEmpty)
    let ofSystems = try workplace(
      Self.indicators.replacing(
        "    numerator: r.reviewed\n", with: "    numerator: result.violated\n"))
    #expect(audit(ofSystems).remarks.contains("[wrong-level]"))
  }

  @Test func `of a portfolio are those of systems, and of an audit those of decisions`() throws {
    let place = try workplace(
      Self.indicators.replacing("    about: decision\n", with: "").replacing(
        "r.reviewed", with: "always"
      )
      .replacing("r.harsh", with: "always"))
    let figures = try audit(place, "--format", "json").json()["indicators"] as? [[String: Any]]
    #expect(figures?.isEmpty == true)
  }
}
