import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `A new use case` {
  @Test(arguments: ["en", "fr"])
  func `is accepted by assess as it is, and everything is open`(language: String) throws {
    let place = try Workplace()
    let outcome = place.run(["new", "My case 2.yaml", "--lang", language])
    #expect(outcome.status == .clean, "\(outcome.remarks)")
    #expect(outcome.output.isEmpty)
    let assessed = place.run(["assess", "My case 2.yaml", "--format", "json"])
    #expect(assessed.status == .clean, "\(assessed.remarks)")
    #expect(place.run(["assess", "My case 2.yaml", "--strict"]).status == .undecided)
    let text = try place.text(of: "My case 2.yaml")
    #expect(text.contains("\nuse_case: my-case-2\n"))
    #expect(text.contains("\n    can_stop: unknown\n"))
    #expect(text.hasPrefix("# yaml-language-server: $schema=use-case.schema.json\n"))
    let question = language == "en" ? "Can somebody stop it?" : "Quelqu'un peut-il l'arrêter ?"
    #expect(text.contains("    # \(question)\n"))
  }

  @Test func `goes to standard output without a path`() throws {
    let place = try Workplace()
    let outcome = place.run(["new"])
    #expect(outcome.output.contains("use_case: my-use-case\n"))
    place.input = Array(outcome.output.utf8)
    #expect(place.run(["assess", "-"]).status == .clean)
  }

  @Test func `is still a use case when its lists are uncommented`() throws {
    let place = try Workplace()
    let text = place.run(["new"]).output
    let start = try #require(text.range(of: "# lists:"))
    let lists = text[start.lowerBound...].split(separator: "\n").map { $0.dropFirst(2) }
    try place.write(
      text[..<start.lowerBound] + lists.joined(separator: "\n") + "\n", to: "case.yaml")
    let outcome = place.run(["assess", "case.yaml"])
    #expect(outcome.status == .clean, "\(outcome.remarks)")
  }

  @Test func `never takes the place of another file`() throws {
    let place = try Workplace()
    try place.write("mine", to: "case.yaml")
    #expect(place.run(["new", "case.yaml"]).status == .failed)
    #expect(try place.text(of: "case.yaml") == "mine")
    #expect(place.run(["new", "nowhere/case.yaml"]).status == .failed)
  }

  @Test func `asks only what the law of the jurisdictions can use`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.elsewhere, to: "rules/zz/far-act/act.yaml")
    try place.write(SmallLaw.dutiesElsewhere, to: "rules/zz/far-act/duties.yaml")
    let all = place.run(["new"]).output
    #expect(all.contains("maker_country: unknown"))
    // NL belongs to the EU, whose act asks whether it can be stopped, and not who made it.
    for code in ["NL", "EU"] {
      let near = place.run(["new", "--jurisdiction", code]).output
      #expect(near.contains("jurisdictions: [\(code)]\n"))
      #expect(near.contains("can_stop: unknown"))
      #expect(near.contains("training:"))
      #expect(!near.contains("maker_country"))
      place.input = Array(near.utf8)
      #expect(place.run(["assess", "-"]).status == .clean)
    }
    let far = place.run(["new", "--jurisdiction", "ZZ"]).output
    #expect(far.contains("maker_country: unknown"))
    #expect(!far.contains("can_stop") && !far.contains("training:"))
    let both = place.run(["new", "--jurisdiction", "ZZ", "--jurisdiction", "EU"]).output
    #expect(both.contains("can_stop: unknown") && both.contains("maker_country: unknown"))
    #expect(place.run(["new", "--jurisdiction", "QQ"]).status == .failed)
  }
}
