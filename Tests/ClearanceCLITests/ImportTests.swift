import Clearance
import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `A file of another tool` {
  private static let preset = """
    language: 1
    import: small-survey
    title: {en: A survey, fr: Un questionnaire}
    answers: data
    use_case_title: title
    jurisdictions: [NL]
    item_prefix: item
    questions:
      stop: {fact: system.can_stop, items: {item1: yes, item2: no}}
      about: {fact: use.about, items: {item1: goods, item2: persons}}
      since: {fact: system.since}
    """
  private static let saved = """
    {"data": {"title": "A \\"gate\\"\\nof ours", "stop": "item1", "about": ["item2"], "why": "words"}}
    """

  private func place(_ saved: String = saved) throws -> Workplace {
    let place = try Workplace()
    try place.write(`A file of another tool`.preset, to: "rules/survey.yaml")
    try place.write(saved, to: "saved file.json")
    return place
  }

  @Test func `becomes a use case that can be assessed, each answer with its place`() throws {
    let place = try place()
    let outcome = place.run(["import", "small-survey", "saved file.json", "--out", "gate-2.yaml"])
    #expect(outcome.status == .clean, "\(outcome.remarks)")
    #expect(outcome.output == "")
    #expect(
      try place.text(of: "gate-2.yaml") == """
        # Read from saved file.json by `clearance import small-survey`; after each answer, its place there.
        language: 1
        use_case: gate-2
        title: "A \\"gate\\"\\nof ours"
        jurisdictions: [NL]

        facts:
          system:
            can_stop: yes  # data.stop: item1
          use:
            about: [persons]  # data.about: [item2]

        """)
    #expect(outcome.remarks.contains("wrote gate-2.yaml\n"))
    #expect(outcome.remarks.contains("an answer in words asks for no fact, and was left out\n"))
    let asked = try place.run(["ask", "gate-2.yaml", "--format", "json"]).json()
    let questions = try #require(asked["questions"] as? [Any])
    #expect(!questions.isEmpty)
    #expect(outcome.remarks.hasSuffix("\n2 facts read, \(questions.count) still needed\n"))
    #expect(place.run(["assess", "gate-2.yaml"]).status == .clean)
  }

  @Test func `goes to standard output without a path, and comes from standard input`() throws {
    let place = try place()
    let outcome = place.run(["import", "small-survey", "saved file.json"])
    #expect(outcome.status == .clean)
    #expect(outcome.output.contains("\nuse_case: saved-file\n"))
    place.input = Array(`A file of another tool`.saved.utf8)
    let read = place.run(["import", "small-survey", "-", "--stdin-filename", "saved file.json"])
    #expect(
      read.output.split(separator: "\n").dropFirst(2)
        == outcome.output.split(separator: "\n").dropFirst(2))
  }

  @Test(arguments: [
    ("{\"data\": {\"stop\": \"item3\"}}", "unknown-item"),
    ("{\"data\": {\"stop\": true}}", "item-expected"),
    ("{\"data\": {\"since\": \"soon\"}}", "wrong-value"),
    ("{\"data\": {}}", "nothing-answered"), ("{\"dat\": {}}", "missing-key"),
    ("{\"data\": {\"stop\": \"item1\",}}", "trailing-comma"), ("", "empty-document"),
  ])
  func `that is wrong ends with 2, says where, and leaves nothing behind`(
    saved: String, code: String
  ) throws {
    let place = try place(saved)
    let outcome = place.run(["import", "small-survey", "saved file.json", "--out", "case.yaml"])
    #expect(outcome.status == .failed)
    #expect(outcome.output == "")
    #expect(outcome.remarks.contains("saved file.json:1:"), "\(outcome.remarks)")
    #expect(outcome.remarks.contains("[\(code)]"), "\(outcome.remarks)")
    #expect(!FileManager.default.fileExists(atPath: place.path("case.yaml")))
  }

  @Test func `never takes the place of another`() throws {
    let place = try place()
    try place.write("mine", to: "case.yaml")
    let outcome = place.run(["import", "small-survey", "saved file.json", "--out", "case.yaml"])
    #expect(outcome.status == .failed)
    #expect(try place.text(of: "case.yaml") == "mine")
  }

  @Test func `needs a preset that is there, and is one file that is there`() throws {
    let place = try place()
    let outcome = place.run(["import", "smal-survey", "saved file.json"])
    #expect(outcome.status == .failed)
    #expect(outcome.remarks.contains("did you mean `small-survey`?"))
    #expect(
      place.run(["import", "ca-aia", "saved file.json"]).remarks.contains("[unknown-preset]"))
    #expect(place.run(["import", "small-survey", "no.json"]).remarks.contains("[file-not-found]"))
    #expect(place.run(["import", "small-survey", "rules"]).remarks.contains("[is-a-folder]"))
  }

  @Test func `is read by a preset whose names rules check looks up`() throws {
    let place = try place()
    #expect(place.run(["rules", "check"]).status == .clean)
    let broken = `A file of another tool`.preset.replacing("use.about", with: "use.abuot")
    try place.write(broken, to: "rules/survey.yaml")
    let outcome = place.run(["rules", "check"])
    #expect(outcome.status == .failed)
    #expect(outcome.output.contains("[unknown-fact]"))
    let imported = place.run(["import", "small-survey", "saved file.json"])
    #expect(imported.status == .failed)
    #expect(imported.remarks.contains("[unknown-fact]"))
  }
}

@Suite struct `A file of Canada's impact assessment` {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Compares with a file of the project; `UPDATE_GOLDEN=1` writes it instead.
  private func expect(_ text: String, in name: String) throws {
    let place = `A file of Canada's impact assessment`.root.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      return try Data(text.utf8).write(to: place)
    }
    #expect(try String(contentsOf: place, encoding: .utf8) == text)
  }

  @Test func `becomes the use case that stands beside it, and its score is told both ways`() throws
  {
    let place = try Workplace(rules: nil)
    place.environment["CLEARANCE_CACHE"] = place.path("cache")
    let root = `A file of Canada's impact assessment`.root
    let example = root.appendingPathComponent("examples/import/aia-results.json")
    try place.write(
      String(contentsOf: example, encoding: .utf8), to: "examples/import/aia-results.json")
    let arguments = [
      "import", "ca-aia", "examples/import/aia-results.json", "--on", "2026-11-22", "--rules",
      root.appendingPathComponent("rules").path,
    ]
    let english = place.run(arguments)
    try expect(english.output, in: "examples/import/expected/aia-results.yaml.txt")
    let french = place.run(arguments + ["--lang", "fr", "--hidden", "drop"])
    #expect(french.output.contains("recourse") && !french.output.contains("design_recourse"))
    for (outcome, name) in [(english, "en"), (french, "fr")] {
      #expect(outcome.status == .clean)
      let lines = outcome.remarks.split(separator: "\n").dropFirst()
      try expect(
        lines.joined(separator: "\n") + "\n", in: "examples/import/expected/aia-results.\(name).txt"
      )
    }
    try place.write(english.output, to: "case.yaml")
    let assessed = place.run(["assess", "case.yaml", "--on", "2026-11-22"] + arguments.suffix(2))
    #expect(assessed.status == .clean)
  }
}
