import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `The gate` {
  @Test(arguments: [
    (file: SmallLaw.good, options: [], code: 0),
    (file: SmallLaw.bad, options: [], code: 1),
    (file: SmallLaw.bad, options: ["--fail-on", "high"], code: 1),
    (file: SmallLaw.bad, options: ["--fail-on", "critical"], code: 0),
    (file: SmallLaw.bad, options: ["--fail-on", "never"], code: 0),
    (file: SmallLaw.bad, options: ["--exit-zero"], code: 0),
    (file: SmallLaw.open, options: [], code: 3),
    (file: SmallLaw.open, options: ["--fail-on", "never"], code: 3),
    (file: SmallLaw.open, options: ["--no-strict"], code: 0),
    (file: SmallLaw.open, options: ["--exit-zero"], code: 0),
    (file: SmallLaw.decides, options: ["--fail-on", "critical"], code: 1),
    (file: SmallLaw.bad + SmallLaw.waiver, options: [], code: 0),
    (file: SmallLaw.bad + SmallLaw.waiver, options: ["--on", "2027-01-01"], code: 1),
    (file: "use_case: [", options: [], code: 2),
    (file: "use_case: [", options: ["--exit-zero"], code: 2),
  ])
  func `ends with the same number in every form`(
    file: String, options: [String], code: Int
  ) throws {
    let place = try Workplace()
    try place.write(file, to: "case.yaml")
    let forms = ["json", "sarif", "junit", "markdown", "concise", "github", "csv", "gitlab", "ics"]
    let outputs = forms.flatMap { ["--output", "\($0)=out.\($0)"] }
    let run = place.run(["gate", "case.yaml"] + options + outputs)
    #expect(run.status.code == Int32(code), "\(run.output) \(run.remarks)")
    #expect(run.output.contains("\nexit \(code): "))
    for form in forms + ["text"] {
      #expect(
        place.run(["gate", "case.yaml", "--format", form] + options).status.code == Int32(code))
    }
    let json = try place.json("out.json")
    #expect(json["exit_code"] as? Int == code)
    let runs = try #require(try place.json("out.sarif")["runs"] as? [[String: Any]])
    let invocations = try #require(runs.first?["invocations"] as? [[String: Any]])
    #expect(invocations.first?["exitCode"] as? Int == code)
    #expect(invocations.first?["executionSuccessful"] as? Bool == (code != 2))
    let junit = try place.text(of: "out.junit")
    if code != 2 { #expect(junit.contains("name=\"exit_code\" value=\"\(code)\"")) }
    for form in ["markdown", "concise", "github"] {
      #expect(try place.text(of: "out." + form).contains("exit \(code): "), "\(form)")
    }
  }

  @Test func `over several files 2 beats 1 beats 3`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.good, to: "cases/a.yaml")
    #expect(place.run(["gate", "cases"]).status.code == 0)
    try place.write(SmallLaw.open, to: "cases/b.yaml")
    #expect(place.run(["gate", "cases"]).status.code == 3)
    try place.write(SmallLaw.bad, to: "cases/deep/c.yaml")
    #expect(place.run(["gate", "cases"]).status.code == 1)
    try place.write("use_case: [", to: "cases/d.yaml")
    let outcome = place.run(["gate", "cases"])
    #expect(outcome.status.code == 2)
    #expect(outcome.output.contains("exit 2: 3 assessed · 1 not, or not wholly · 1 violated"))
    #expect(outcome.output.contains("3 use cases · "))
    #expect(outcome.output.contains(" · 1 not assessed"))
  }

  @Test(arguments: [
    (arguments: ["missing.yaml"], code: "file-not-found"),
    (arguments: ["case.yaml", "missing/*.yaml"], code: "file-not-found"),
    (arguments: ["none"], code: "no-file-matched"),
    (arguments: ["case.yaml", "none"], code: "no-file-matched"),
    (arguments: [], code: "no-path"),
    (arguments: ["empty.yaml"], code: "empty-use-case"),
    (arguments: ["elsewhere.yaml"], code: "not-loaded"),
    (arguments: ["typo.yaml"], code: "unknown-fact"),
    (arguments: ["case.yaml", "--rules", "none"], code: "no-rule-files"),
    (arguments: ["case.yaml", "--rules", "missing"], code: "not-a-folder"),
    (arguments: ["case.yaml", "--waivers", "missing.yaml"], code: "file-not-found"),
    (arguments: ["case.yaml", "--waivers", "typo.yaml"], code: "unknown-key"),
    (arguments: ["case.yaml", "--baseline", "missing"], code: "file-not-found"),
    (arguments: ["case.yaml", "--baseline", "typo.yaml"], code: "not-a-baseline"),
    (arguments: ["case.yaml", "--waivers-from", "main"], code: "no-repository"),
    (arguments: ["case.yaml", "--output", "sarif=no/such/folder"], code: "file-not-writable"),
    (arguments: ["case.yaml", "--output", "sarif=none"], code: "is-a-folder"),
    (arguments: ["typo.yaml", "--write-baseline", "known"], code: "baseline-not-written"),
  ])
  func `2 is said by name, and never hidden`(arguments: [String], code: String) throws {
    let place = try Workplace()
    try place.write(SmallLaw.good, to: "case.yaml")
    try place.write("language: 1\nuse_case: empty\njurisdictions: [NL]\n", to: "empty.yaml")
    try place.write(SmallLaw.good.replacing("[NL]", with: "[JP]"), to: "elsewhere.yaml")
    try place.write(SmallLaw.good.replacing("can_stop", with: "can_stp"), to: "typo.yaml")
    try place.write("", to: "none/readme.txt")
    let outcome = place.run(["gate"] + arguments + ["--exit-zero"])
    #expect(outcome.status.code == 2)
    #expect(outcome.remarks.contains("[\(code)]"), "\(outcome.remarks)")
    if let named = arguments.first(where: { $0.contains("missing") }) {
      #expect(outcome.remarks.contains(named))
    }
    let json = try place.run(["gate"] + arguments + ["--format", "json"]).json()
    #expect(json["exit_code"] as? Int == 2)
    let diagnostics = try #require(json["diagnostics"] as? [[String: Any]])
    let codes = diagnostics.compactMap { ($0["error"] as? [String: Any])?["code"] as? String }
    #expect(codes.contains(code), "\(diagnostics)")
  }

  @Test func `rules without a rule evaluate nothing, which is 2`() throws {
    let place = try Workplace(rules: ["vocabulary/facts.yaml": SmallLaw.vocabulary])
    try place.write(SmallLaw.good.replacing("jurisdictions", with: "as_if"), to: "case.yaml")
    let outcome = place.run(["gate", "case.yaml"])
    #expect(outcome.status.code == 2)
    // A use case whose law has no duty at all.
    var files = SmallLaw.files
    files["eu/small-act/duties.yaml"] = """
      language: 1
      act: small-act
      definitions:
        keeper: {helper: yes, when: always}
      """
    let other = try Workplace(rules: files)
    try other.write(SmallLaw.good, to: "case.yaml")
    #expect(other.run(["gate", "case.yaml"]).remarks.contains("[no-rule-evaluated]"))
    #expect(other.run(["gate", "case.yaml"]).status.code == 2)
  }

  @Test func `where every rule is proven not to apply it is 0, and that is said`() throws {
    var files = SmallLaw.files
    files["eu/small-act/duties.yaml"] = """
      language: 1
      act: small-act
      definitions:
        keeper: {helper: yes, when: always}
      obligations:
        stop_control:
          provision: [small-act/3]
          cite: Art. 3
          says: {en: Somebody can stop it, fr: On peut l'arrêter}
          bearer: keeper
          about: system
          when: {system.maker_country: US}
          requires: system.can_stop
      """
    let place = try Workplace(rules: files)
    try place.write(
      SmallLaw.good.replacing("can_stop: yes", with: "maker_country: NL"), to: "case.yaml")
    let outcome = place.run(["gate", "case.yaml"])
    #expect(outcome.status.code == 0)
    #expect(
      outcome.output.contains("exit 0: every rule is proven not to apply"), "\(outcome.output)")
    #expect(outcome.output.contains("case.yaml: every rule is proven not to apply"))
  }

  @Test func `no input is well where that is allowed, and only there`() throws {
    let place = try Workplace()
    try place.write("", to: "none/readme.txt")
    try place.write(SmallLaw.duties, to: "duties.yaml")
    for paths in [[], ["none"], ["duties.yaml"]] {
      let outcome = place.run(["gate", "--allow-no-input"] + paths)
      #expect(outcome.status.code == 0, "\(outcome.remarks)")
      #expect(outcome.output.contains("exit 0: nothing to check"))
      #expect(place.run(["gate"] + paths).status.code == 2)
    }
    #expect(place.run(["gate", "--allow-no-input", "missing.yaml"]).status.code == 2)
  }

  @Test func `shows what failed at its line, with rule, reason, law, date, bearer and help`() throws
  {
    let place = try Workplace()
    try place.write(SmallLaw.bad, to: "case.yaml")
    let text = place.run(["gate", "case.yaml"]).output
    for line in [
      "✗ error: violated, high: Somebody can stop the system", " --> case.yaml:5:",
      "5 |   system: ",
      "  = rule: small-act/stop_control", "  = because: ",
      "  = citation: Small Act, Art. 3 · https://example.org/small-act",
      "  = due: in force since 2020-01-01", "  = bearer: keeper",
      "  = help: Give somebody a control that stops it.",
      "  = help: clearance explain small-act/stop_control --use-case case.yaml",
      "1 use case · 3 rules · ", "1 violated",
    ] {
      #expect(text.contains(line), "\(line)\n\(text)")
    }
    #expect(!text.contains("keep_records"))
    let all = place.run(["gate", "case.yaml", "--show", "all"])
    #expect(all.output.contains("✓ case.yaml"))
    #expect(all.status.code == 1)
    let french = place.run(["gate", "case.yaml", "--lang", "fr"]).output
    for words in ["✗ erreur", "= règle", "= échéance", "code 1 : 1 violée"] {
      #expect(french.contains(words), "\(french)")
    }
    let ascii = place.run(["gate", "case.yaml", "--ascii", "--lang", "fr"]).output
    #expect(ascii.unicodeScalars.filter { !$0.isASCII }.isEmpty)
  }

  @Test func `what a file says of itself commands nobody`() throws {
    let place = try Workplace()
    let bad = SmallLaw.bad.replacing(
      "use_case: good", with: "use_case: good\ntitle: \"a\\n::add-mask::x\\e[2J <script> =cmd|\"")
    try place.write(
      bad + SmallLaw.waiver.replacing("A control", with: "\"a\\n::add-mask::\\e[2J\" #"),
      to: "case.yaml")
    for form in RunFormat.words {
      for options in [[], ["--show", "all"]] {
        let text = place.run(["gate", "case.yaml", "--format", form] + options).output
        #expect(!text.contains("\u{1B}"), "\(form)")
        #expect(!text.contains("\n::add-mask::"), "\(form)")
      }
    }
  }

  @Test func `files are written whole or not at all, and none over what is read`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.good, to: "case.yaml")
    try place.write("old", to: "out.sarif")
    let broken = ["--output", "sarif=out.sarif", "--output", "junit=no/out.xml"]
    let outcome = place.run(["gate", "case.yaml", "--format", "json"] + broken)
    #expect(outcome.status.code == 2)
    #expect(try outcome.json()["exit_code"] as? Int == 2)
    #expect(try place.text(of: "out.sarif") == "old")
    #expect(try place.names() == ["case.yaml", "out.sarif", "rules"])
    let good = place.run(["gate", "case.yaml", "--output", "sarif=out.sarif"])
    #expect(good.status.code == 0)
    #expect(try place.text(of: "out.sarif").hasPrefix("{"))
    for outputs in [["csv=case.yaml"], ["csv=x", "sarif=./x"]] {
      let options = outputs.flatMap { ["--output", $0] }
      #expect(place.run(["gate", "case.yaml"] + options).status.code == 2)
    }
    #expect(try place.text(of: "case.yaml") == SmallLaw.good)
    #expect(place.run(["gate", "case.yaml", "--output", "nonsense=x"]).status.code == 2)
  }

  @Test func `outputs of an earlier run in a folder are no use cases`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.good, to: "cases/a.yaml")
    let command = ["gate", "cases", "--output", "gitlab=cases/quality.json"]
    #expect(place.run(command).status.code == 0)
    #expect(place.run(command).status.code == 0)
  }

  @Test func `many files come out in the order of names, however many run at a time`() throws {
    let place = try Workplace()
    for number in 10..<60 {
      try place.write(
        (number % 3 == 0 ? SmallLaw.bad : SmallLaw.good)
          .replacing("use_case: good", with: "use_case: c\(number)"), to: "cases/\(number).yaml")
    }
    let one = place.run(["gate", "cases", "--format", "json"])
    let names = try #require(one.json()["use_cases"] as? [[String: Any]])
    #expect(names.compactMap { $0["name"] as? String } == (10..<60).map { "c\($0)" })
    #expect(place.run(["gate", "cases", "--format", "json"]).output == one.output)
  }

  @Test(arguments: RunFormat.words)
  func `assess writes the same forms`(form: String) throws {
    let place = try Workplace()
    try place.write(SmallLaw.bad, to: "case.yaml")
    let plain = place.run(["assess", "case.yaml", "--format", form])
    #expect(plain.status.code == 0)
    let run = place.run(["assess", "case.yaml", "--output", "\(form)=out"])
    #expect(run.status.code == 0)
    #expect(try place.text(of: "out") == plain.output)
  }

  @Test func `what begins soon is a warning, and ends nothing`() throws {
    var files = SmallLaw.files
    files["eu/small-act/duties.yaml"] =
      SmallLaw.duties.replacing(
        "    severity: high", with: "    severity: high\n    applies: {from: 2026-12-02}"
      ).components(separatedBy: "examples:")[0]
    let place = try Workplace(rules: files)
    try place.write(SmallLaw.bad, to: "case.yaml")
    let soon = place.run(["gate", "case.yaml", "--warn-upcoming", "10"])
    #expect(soon.status.code == 0)
    #expect(
      soon.output.contains("! warning: from 2026-12-02 (in 10 days), small-act/stop_control: "))
    #expect(soon.output.contains("[upcoming-violated]"))
    #expect(!place.run(["gate", "case.yaml", "--warn-upcoming", "9"]).output.contains("warning"))
    #expect(!place.run(["gate", "case.yaml"]).output.contains("warning"))
    #expect(place.run(["gate", "case.yaml", "--on", "2026-12-02"]).status.code == 1)
  }
}

extension Workplace {
  func json(_ name: String) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(text(of: name).utf8))
    return try #require(value as? [String: Any])
  }

  /// What is in the folder, by name.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }
}
