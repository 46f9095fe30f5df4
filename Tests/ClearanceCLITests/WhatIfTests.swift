import Clearance
import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `What if` {
  @Test func `the plan for a broken duty is the measure that it asks for`() throws {
    let place = try Workplace(rules: SmallLaw.withMeasures)
    try place.write(SmallLaw.bad, to: "case.yaml")
    let outcome = place.run(["what-if", "case.yaml", "--lang", "en"])
    #expect(outcome.status == .clean)
    #expect(
      outcome.output.contains(
        "1 change, after which 1 finding is turned, and nothing else is violated."))
    #expect(outcome.output.contains("Can somebody stop it?"))
    #expect(outcome.output.contains("no → yes"))
    #expect(outcome.output.contains("Give somebody a control that stops it."))
    let json = try place.run(["what-if", "case.yaml", "--format", "json"]).json()
    let told = try #require(json["plan"] as? [String: Any])
    #expect(told["outcome"] as? String == "changes")
    #expect(told["smallest"] as? Bool == true)
    let change = try #require((told["changes"] as? [[String: Any]])?.first)
    #expect(change["fact"] as? String == "system.can_stop")
    #expect(change["from"] as? String == "no")
    #expect(change["to"] as? [String] == ["yes"])
  }

  @Test func `a circumstance is changed on request alone`() throws {
    let place = try Workplace(rules: SmallLaw.withMeasures)
    try place.write(SmallLaw.decides, to: "case.yaml")
    func outcome(_ options: [String]) throws -> String? {
      let json = try place.run(["what-if", "case.yaml", "--format", "json"] + options).json()
      return ((json["findings"] as? [[String: Any]])?.first)?["turned_by"] as? String
    }
    #expect(try outcome([]) == "no_change")
    #expect(try outcome(["--circumstances"]) == "sets")
  }

  @Test func `an answer that is tried shows what it changes, and the file stays as it is`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.bad, to: "case.yaml")
    let tried = place.run(["what-if", "case.yaml", "--set", "system.can_stop=yes"])
    #expect(tried.status == .clean)
    #expect(tried.output.contains("violated 1 → 0"))
    #expect(tried.output.contains("violated → satisfied"))
    let french = place.run(["what-if", "case.yaml", "--set", "system.can_stop=yes", "--lang", "fr"])
    #expect(french.output.contains("violée → respectée"))
    let same = place.run(["what-if", "case.yaml", "--set", "system.can_stop=no"])
    #expect(same.output.contains("No finding and no class changes."))
    // Of one use alone, of every use, and a set.
    let one = try place.run(
      [
        "what-if", "case.yaml", "--format", "json", "--set", "goods.use.influence=decides", "--set",
        "use.about=[goods, persons]",
      ]
    ).json()
    let findings = try #require(one["findings"] as? [[String: Any]])
    #expect(findings.contains { $0["rule"] as? String == "small-act/no_deciding" })
  }

  @Test(arguments: [
    (setting: "system.can_stp=yes", code: "unknown-fact", caret: "system.can_stp"),
    (setting: "system.can_stop=maybe", code: "wrong-value", caret: "maybe"),
    (setting: "use.influence=decide", code: "unknown-option", caret: "decide"),
    (setting: "use.about=[goods, person]", code: "unknown-option", caret: "person"),
    (setting: "good.use.influence=decides", code: "unknown-use", caret: "good"),
    (setting: "goods.system.can_stop=yes", code: "fact-at-wrong-place", caret: "system.can_stop"),
    (setting: "course.fits=yes", code: "fact-at-wrong-place", caret: "course.fits"),
    (setting: "system.can_stop", code: "setting-without-value", caret: "system.can_stop"),
    (setting: "system.can_stop=", code: "nothing-said", caret: ""),
  ])
  func `a mistake in an answer that is tried is shown at its place`(
    setting: String, code: String, caret: String
  ) throws {
    let place = try Workplace()
    try place.write(SmallLaw.bad, to: "case.yaml")
    let outcome = place.run(["what-if", "case.yaml", "--set", setting])
    #expect(outcome.status.code == 2)
    #expect(outcome.output.isEmpty)
    guard !caret.isEmpty else { return }
    #expect(outcome.remarks.contains("[\(code)]"), "\(outcome.remarks)")
    let lines = outcome.remarks.split(separator: "\n").map(String.init)
    let row = try #require(lines.firstIndex { $0.contains("1 | \(setting)") }, "\(lines)")
    let start = try #require(lines[row].range(of: caret)).lowerBound
    let column = lines[row].distance(from: lines[row].startIndex, to: start)
    let marks = lines[row + 1].prefix { $0 != "^" }.count
    #expect(marks == column, "\(outcome.remarks)")
  }

  @Test func `two things are not asked at once`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.bad, to: "case.yaml")
    let both = ["--rule", "stop_control", "--set", "system.can_stop=yes"]
    #expect(place.run(["what-if", "case.yaml"] + both).status.code == 2)
    #expect(place.run(["what-if", "case.yaml", "--fail-on", "never"]).status.code == 2)
    #expect(place.run(["what-if", "case.yaml", "--rule", "stop_contrl"]).status.code == 2)
  }
}

extension SmallLaw {
  /// The law where a control that stops the system is something that can be had.
  static var withMeasures: [String: String] {
    var files = files
    files["vocabulary/facts.yaml"] = vocabulary.replacing(
      "fr: Quelqu'un peut-il l'arrêter ?}\n",
      with: "fr: Quelqu'un peut-il l'arrêter ?}\n    is: measure\n")
    return files
  }
}
