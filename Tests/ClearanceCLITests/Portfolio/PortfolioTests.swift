import Foundation
import Testing

@testable import ClearanceCLI

/// The small law with classes and with figures to count, and an administration of several systems.
enum SmallPortfolio {
  static let indicators = """
    language: 1
    dimensions:
      influence: {term: {en: influence, fr: influence}, fact: use.influence}
      subject: {term: {en: subject, fr: sujet}, fact: use.about}
    indicators:
      stoppable:
        term: {en: Can be stopped, fr: Peut être arrêté}
        definition: {en: Of all systems those that somebody can stop., fr: "Parmi tous, ceux que quelqu'un peut arrêter."}
        numerator: system.can_stop
        denominator: always
        unit: {en: systems, fr: systèmes}
        source: {en: Own definition, fr: Définition propre}
        version: "1"
        valid_from: 2026-11-25
      breaches:
        term: {en: Breaches, fr: Violations}
        definition: {en: Of systems about goods those with a violation., fr: "Parmi ceux sur des marchandises, ceux avec une violation."}
        numerator: result.violated
        denominator: {use.about: goods}
        unit: {en: systems, fr: systèmes}
        source: {en: Own definition, fr: Définition propre}
        version: "1"
        valid_from: 2026-11-25
    """

  static let rules = SmallLaw.files.merging(["indicators/own.yaml": indicators]) { $1 }

  static func named(_ name: String, _ text: String) -> String {
    text.replacing(
      "use_case: good", with: "use_case: \(name)\noperator: Customs of \(name.prefix(1))")
  }

  /// Systems of every standing, some of them twice, one file that is broken and one of waivers.
  static func place() throws -> Workplace {
    let place = try Workplace(rules: rules)
    let systems = [
      "a1": SmallLaw.good, "a2": SmallLaw.bad, "a3": SmallLaw.open, "b1": SmallLaw.open,
      "b2": SmallLaw.decides, "c1": SmallLaw.bad + SmallLaw.waiver, "c2": SmallLaw.good,
      "c3": SmallLaw.good.replacing("about: [goods], ", with: ""),
    ]
    for (name, text) in systems { try place.write(named(name, text), to: "cases/\(name).yaml") }
    try place.write(
      "language: 1\nuse_case: broken\njurisdictions: [NL]\nfacts: {nothing: yes}\n",
      to: "cases/broken.yaml")
    try place.write("language: 1\nwaivers: []\n", to: "cases/waivers.yaml")
    return place
  }
}

extension [String: Any] {
  fileprivate func list(_ name: String) throws -> [[String: Any]] {
    try #require(self[name] as? [[String: Any]])
  }

  fileprivate func number(_ name: String) throws -> Int { try #require(self[name] as? Int) }
}

@Suite struct PortfolioTests {
  private func portfolio() throws -> (place: Workplace, value: [String: Any], outcome: Outcome) {
    let place = try SmallPortfolio.place()
    let outcome = place.run(["portfolio", "cases", "--format", "json"])
    return (place, try outcome.json(), outcome)
  }

  @Test func `every system is accounted for, and every count adds up to them`() throws {
    let (_, value, outcome) = try portfolio()
    let counts = try #require(value["counts"] as? [String: Any])
    #expect(try counts.number("found") == 9)
    #expect(try counts.number("assessed") == 8)
    #expect(try counts.number("failed") == 1)
    let standings = ["violated", "undecided", "clear"]
    #expect(try standings.map(counts.number).reduce(0, +) == 8)
    #expect(try value.list("systems").count == 8)
    for scheme in try value.list("classes") {
      let settled = try scheme.list("systems").map { try $0.number("count") }.reduce(0, +)
      #expect(try settled + scheme.number("not_asked") == 8)
    }
    for group in try value.list("groups") {
      let values = try group.list("values")
      let sum = try values.map { try $0.number("systems") }.reduce(0, +)
      #expect(try sum - group.number("repeats") == 8)
      for row in values {
        #expect(try standings.map(row.number).reduce(0, +) == row.number("systems"))
      }
    }
    for figure in try value.list("indicators") {
      let parts = ["denominator", "denominator_unknown", "outside"]
      #expect(try parts.map(figure.number).reduce(0, +) == 8)
      #expect(
        try figure.number("at_least") + figure.number("unknown") == figure.number("at_most"))
      #expect(try figure.number("at_most") <= figure.number("denominator"))
    }
    #expect(value["left_alone"] as? [String] == ["cases/waivers.yaml"])
    #expect(try !value.list("problems").isEmpty)
    #expect(outcome.status == .failed)
  }

  @Test func `a system stands as its own assessment says`() throws {
    let (place, value, _) = try portfolio()
    for system in try value.list("systems") {
      let file = try #require(system["file"] as? String)
      let report = try place.run(["assess", file, "--format", "json"]).json()
      let counts = try #require(report.list("assessments").first?["counts"] as? [String: Any])
      func sum(_ part: Any?) -> Int { (part as? Int) ?? 0 }
      let gating = (counts["gating"] as? [String: Any]) ?? counts
      let waived = sum(try #require(system["counts"] as? [String: Any])["waived"])
      let violated = sum(gating["violated"]) + sum(gating["presumed_violated"])
      let undecided = sum(gating["undecided"]) + sum(gating["contested"])
      let wanted = violated > waived ? "violated" : undecided > 0 ? "undecided" : "clear"
      #expect(system["standing"] as? String == wanted, "\(file)")
    }
  }

  @Test func `a figure is an interval where facts are missing`() throws {
    let (_, value, _) = try portfolio()
    let figures = try value.list("indicators")
    let stoppable = try #require(figures.first { $0["id"] as? String == "stoppable" })
    // Of a2 and c1 it is said that nobody can; of a3 and b1 nothing is said.
    #expect(try stoppable.number("denominator") == 8)
    #expect(try stoppable.number("at_least") == 4)
    #expect(try stoppable.number("at_most") == 6)
    let breaches = try #require(figures.first { $0["id"] as? String == "breaches" })
    // Of c3 nobody knows whether it is about goods; b2 is about persons.
    #expect(try breaches.number("denominator_unknown") == 1)
    #expect(try breaches.number("outside") == 1)
    #expect(try breaches.number("denominator") == 6)
    #expect(try breaches.number("at_least") == 2)
    #expect(try breaches.number("at_most") == 4)
    let text = try SmallPortfolio.place().run(["portfolio", "cases"]).output
    #expect(text.contains("4 of 8 to 6 of 8 · unknown for 2"))
    #expect(text.contains("2 of 6 to 4 of 6 · unknown for 2, 1 more may belong to the denominator"))
    #expect(!text.contains("%"))
  }

  @Test func `systems that say the same count as often as they are there`() throws {
    let place = try Workplace(rules: SmallPortfolio.rules)
    for number in 0..<40 {
      try place.write(SmallPortfolio.named("s\(number)", SmallLaw.bad), to: "many/\(number).yaml")
    }
    let value = try place.run(["portfolio", "many", "--format", "json"]).json()
    let counts = try #require(value["counts"] as? [String: Any])
    #expect(try counts.number("violated") == 40)
    #expect(Set(try value.list("systems").compactMap { $0["name"] as? String }).count == 40)
  }

  @Test func `two runs write the same bytes, in every format`() throws {
    let place = try SmallPortfolio.place()
    for format in ["text", "json", "csv", "html"] {
      for language in ["en", "fr"] {
        let arguments = ["portfolio", "cases", "--format", format, "--lang", language]
        #expect(place.run(arguments).output == place.run(arguments).output)
      }
    }
  }

  @Test func `a name that nobody knows in an indicator keeps a portfolio from being counted`()
    throws
  {
    let place = try Workplace(
      rules: SmallLaw.files.merging([
        "indicators/own.yaml": SmallPortfolio.indicators.replacing(
          "numerator: system.can_stop", with: "numerator: system.can_stopp")
      ]) { $1 })
    try place.write(SmallLaw.good, to: "good.yaml")
    let outcome = place.run(["portfolio", "good.yaml"])
    #expect(outcome.status == .failed)
    #expect(outcome.output.isEmpty)
    #expect(outcome.remarks.contains("[unknown-name]"))
    #expect(outcome.remarks.contains("did you mean `system.can_stop`?"))
    #expect(place.run(["rules", "check"]).status == .failed)
  }

  @Test func `an indicator without a denominator is refused`() throws {
    let place = try Workplace(
      rules: SmallLaw.files.merging([
        "indicators/own.yaml": SmallPortfolio.indicators.replacing(
          "    denominator: always\n", with: "")
      ]) { $1 })
    let outcome = place.run(["rules", "indicators"])
    #expect(outcome.status == .failed)
    #expect(outcome.remarks.contains("[no-denominator]"))
  }

  @Test(arguments: [["portfolio", "nowhere"], ["portfolio", "empty"], ["portfolio", "broken"]])
  func `where nothing could be counted the run ends with 2 and has no result`(
    _ arguments: [String]
  ) throws {
    let place = try SmallPortfolio.place()
    try FileManager.default.createDirectory(
      atPath: place.path("empty"), withIntermediateDirectories: true)
    try place.write("use_case: [", to: "broken/one.yaml")
    let outcome = place.run(arguments + ["--site", "site"])
    #expect(outcome.status == .failed)
    #expect(outcome.output.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: place.path("site")))
    let left = try FileManager.default.contentsOfDirectory(atPath: place.folder)
    #expect(!left.contains { $0.hasSuffix(".tmp") })
  }
}
