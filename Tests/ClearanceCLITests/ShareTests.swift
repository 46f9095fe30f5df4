import Clearance
import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `A case that is shared` {
  /// Words that stand where nobody else must see them.
  private static let secrets = [
    "qzcomment", "qzreason", "qzitem", "qzsteward", "qzpath", "qzwaiver", "qzapprover", "qzjudge",
    "qzwhy", "qzexpected", "qzname", "31415",
  ]

  private static let useCase = """
    # qzcomment: the lane is watched at night
    language: 1
    use_case: qzname
    title: A lane for qzitem cases
    operator: Customs of Utopia
    jurisdictions: [NL]
    on: 2026-11-22
    facts:
      system:
        can_stop: yes # qzcomment
        threshold: 31415
        records_kept_months: {unknown: qzreason}
        note: The qzsteward is asked first
    uses:
      choose:
        title: Choose lorries
        facts:
          use: {about: [persons], influence: decides}
    lists:
      training:
        complete: yes
        items:
          qzitem: {fits: yes, given_by: qzsteward}
          other: {fits: no}
    evidence:
      handbook: {file: docs/qzpath.pdf, valid_until: 2027-01-01}
      qzpapers: {file: docs/qzpath-2.pdf}
    waivers:
      - {rule: no_deciding, reason: qzwaiver, approved_by: qzapprover, expires: 2026-12-01, verdict: violated}
    expect: {stop_control: satisfied}
    """

  private func place() throws -> Workplace {
    let place = try Workplace()
    let vocabulary = SmallLaw.vocabulary.replacingOccurrences(
      of: "  course.fits:",
      with: """
          system.threshold:
            ask: {en: From which score on?, fr: À partir de quel score ?}
            type: number
            of: system
            operational: yes
          system.note:
            ask: {en: What else?, fr: Quoi d'autre ?}
            type: text
            of: system
          course.given_by:
            ask: {en: Who gives it?, fr: Qui la donne ?}
            type: text
            of: item
            operational: yes
          course.fits:
        """)
    try place.write(vocabulary, to: "rules/vocabulary/facts.yaml")
    let duties = SmallLaw.duties.replacingOccurrences(
      of: "    severity: high", with: "    evidence: [handbook]\n    severity: high"
    ).replacingOccurrences(
      of: "requires: system.can_stop",
      with: "requires: {all: [system.can_stop, {system.threshold: {at_least: 10}}]}")
    try place.write(duties, to: "rules/eu/small-act/duties.yaml")
    try place.write(Self.useCase, to: "case.yaml")
    return place
  }

  @Test(arguments: [[], ["--format", "json"], ["--lang", "fr"]])
  func `holds no word of what is withheld, wherever that stood`(options: [String]) throws {
    let outcome = try place().run(["share", "case.yaml"] + options)
    #expect(outcome.status == .clean, "\(outcome.remarks)")
    for secret in Self.secrets {
      #expect(!outcome.output.lowercased().contains(secret), "\(secret) in\n\(outcome.output)")
      #expect(!outcome.remarks.contains(secret), "\(secret) in\n\(outcome.remarks)")
    }
  }

  @Test func `says the same but for that, and what is open for it`() throws {
    let place = try place()
    let outcome = place.run(["share", "case.yaml", "--output", "shared.yaml", "--name", "lane"])
    #expect(outcome.output == "")
    #expect(
      try place.text(of: "shared.yaml") == """
        language: 1
        use_case: lane
        operator: "Customs of Utopia"
        jurisdictions: [NL]
        on: 2026-11-22
        facts:
          system:
            can_stop: yes
            records_kept_months: {unknown: "reason not shared"}
            threshold: {unknown: withheld}
            note: {unknown: withheld}
        uses:
          choose:
            title: "Choose lorries"
            facts:
              use:
                about: [persons]
                influence: decides
        lists:
          training:
            complete: yes
            items:
              course_1:
                given_by: {unknown: withheld}
                fits: yes
              course_2:
                fits: no
        evidence:
          handbook: {file: withheld, valid_until: 2027-01-01}

        """)
    #expect(outcome.remarks.contains("withheld: 3 facts\n"))
    #expect(outcome.remarks.contains("  course.given_by (course_1) · Who gives it?\n"))
    #expect(outcome.remarks.contains("opened: 1 finding\n"))
    #expect(
      outcome.remarks.contains("  small-act/stop_control: satisfied → violated or satisfied"))
    #expect(place.run(["assess", "shared.yaml"]).status == .clean)
  }

  @Test(arguments: [[], ["--output", "shared.yaml"]])
  func `is told in JSON as its schema says`(options: [String]) throws {
    let place = try place()
    let outcome = place.run(["share", "case.yaml", "--format", "json"] + options)
    let schema = try MiniSchema(place.run(["schema", "share"]).output)
    #expect(try schema.trouble(with: outcome.output) == nil)
    #expect(try schema.trouble(with: outcome.output.replacing("violated", with: "broken")) != nil)
    // What stands in no file is in the result, and what stands in one is not.
    let value = try outcome.json()
    #expect(value["use_case"] is NSNull == !options.isEmpty)
    #expect(value["written"] is NSNull == options.isEmpty)
  }

  @Test func `is called after what is in it, and never overwrites a file`() throws {
    let place = try place()
    let first = place.run(["share", "case.yaml"]).output
    let second = place.run(["share", "case.yaml"]).output
    #expect(first == second)
    #expect(first.contains("use_case: shared-"))
    try place.write("mine", to: "there.yaml")
    let refused = place.run(["share", "case.yaml", "--output", "there.yaml"])
    #expect(refused.status == .failed)
    #expect(refused.remarks.contains("[file-exists]"))
    #expect(try place.text(of: "there.yaml") == "mine")
  }

  @Test func `withholds what else is named, and knows no other names`() throws {
    let place = try place()
    let outcome = place.run(["share", "case.yaml", "--withhold", "use.influence"])
    #expect(outcome.output.contains("influence: {unknown: withheld}"))
    #expect(outcome.remarks.contains("small-act/no_deciding · choose: violated → "))
    let wrong = place.run(["share", "case.yaml", "--withhold", "use.influense"])
    #expect(wrong.status == .failed)
    #expect(wrong.remarks.contains("did you mean `use.influence`?"))
  }

  @Test func `is not made of a broken file, which is told with its places`() throws {
    let place = try place()
    try place.write(
      "language: 1\nuse_case: x\nfacts: {system: {can_stop: maybe}}\n", to: "bad.yaml")
    let outcome = place.run(["share", "bad.yaml", "--output", "out.yaml"])
    #expect(outcome.status == .failed)
    #expect(place.run(["share", "absent.yaml"]).remarks.contains("[file-not-found]"))
    #expect(!FileManager.default.fileExists(atPath: place.path("out.yaml")))
  }
}
