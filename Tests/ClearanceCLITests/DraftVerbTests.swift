import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `The verb draft` {
  private static let template = """
    language: 1
    draft: small-paper
    title: {en: Small paper, fr: Petit document}
    act: small-act
    sections:
      - title: {en: Control, fr: Commande}
        cite: Art. 3
        show:
          - head: operator
          - fact: system.can_stop
          - rule: small-act/stop_control
          - record: digests
          - ask: {en: "who signs | it", fr: "qui signe | ceci"}
    """

  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.write(Self.template, to: "rules/eu/small-act/paper.yaml")
    try place.write(SmallLaw.bad, to: "case.yaml")
    return place
  }

  @Test func `fills a template, and says how much is open`() throws {
    let place = try place()
    let outcome = place.run(["draft", "small-paper", "case.yaml"])
    #expect(outcome.status == .clean, "\(outcome.remarks)")
    #expect(outcome.output.contains("# Small paper\n"))
    #expect(outcome.output.contains("Can somebody stop it? **no** `case.yaml:5:"))
    #expect(outcome.output.contains("Who runs it: **\\[to be completed\\]**"))
    #expect(outcome.output.contains("**\\[to be completed: who signs \\| it\\]**"))
    #expect(outcome.output.contains("**violated**"))
    #expect(outcome.output.contains(sha256(Array(SmallLaw.bad.utf8))))
    #expect(outcome.remarks.hasSuffix("2 open places\n"))
    let french = place.run(["draft", "small-paper", "case.yaml", "--lang", "fr"])
    #expect(french.output.contains("[à compléter"))
  }

  @Test func `writes a new file, and never over another one`() throws {
    let place = try place()
    #expect(place.run(["draft", "small-paper", "case.yaml", "--out", "p.md"]).status == .clean)
    let text = try place.text(of: "p.md")
    #expect(text.hasPrefix("# Small paper\n"))
    #expect(place.run(["draft", "small-paper", "case.yaml", "--out", "p.md"]).status == .failed)
    #expect(try place.text(of: "p.md") == text)
  }

  @Test func `lists what there is, and names what there is not`() throws {
    let place = try place()
    #expect(place.run(["draft"]).output == "small-paper  Small paper\n")
    let unknown = place.run(["draft", "small-papr", "case.yaml"])
    #expect(unknown.status == .failed)
    #expect(unknown.remarks.contains("did you mean `small-paper`?"))
    #expect(place.run(["draft", "small-paper"]).status == .failed)
    #expect(place.run(["draft", "small-paper", "rules"]).status == .failed)
  }

  @Test func `a template that is wrong is told by rules check, and cannot be used`() throws {
    let place = try place()
    try place.write(
      Self.template.replacing("system.can_stop", with: "system.can_stopp"),
      to: "rules/eu/small-act/paper.yaml")
    let check = place.run(["rules", "check"])
    #expect(check.status == .failed)
    #expect(check.output.contains("paper.yaml:10:"))
    #expect(place.run(["draft", "small-paper", "case.yaml"]).status == .failed)
    // It says nothing of the law: the law can still be asked.
    #expect(place.run(["assess", "case.yaml"]).status == .clean)
  }
}
