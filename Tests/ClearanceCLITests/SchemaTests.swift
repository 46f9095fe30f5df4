import Clearance
import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `Schemas for editors` {
  private func schema(_ subject: String, _ place: Workplace) throws -> MiniSchema {
    let outcome = place.run(["schema", subject])
    #expect(outcome.status == .clean)
    return try MiniSchema(outcome.output)
  }

  /// What the reader of use cases says of an answer, written as JSON.
  private func isRead(_ document: String, _ rulebook: Rulebook) -> Bool {
    // A waiver that is malformed does not count, and keeps no use case from being read.
    (try? UseCase(SourceFile(path: "case.json", text: document), answering: rulebook))?
      .warnings.filter { $0.message.hasSuffix("this waiver does not count") }.isEmpty ?? false
  }

  @Test(arguments: ReportSchema.allCases)
  func `stand beside those of reports, which need no rules`(report: ReportSchema) throws {
    let place = try Workplace(rules: nil)
    #expect(place.run(["schema", report.rawValue]).output == report.text)
  }

  @Test(arguments: [
    // Whatever the fact
    #""can_stop": "unknown""#, #""can_stop": {"unknown": "withheld"}"#, #""can_stop": null"#,
    #""can_stop": {"unknown": null}"#, #""can_stop": {"unknown": "a", "b": 1}"#, #""can_stop": {}"#,
    // Yes or no
    #""can_stop": "yes""#, #""can_stop": false"#, #""can_stop": "true""#, #""can_stop": "on""#,
    #""can_stop": 1"#, #""can_stop": "none""#, #""can_stop": ["yes"]"#, #""can_stp": "yes""#,
    // Numbers
    #""records_kept_months": 6"#, #""records_kept_months": "6.5""#, #""records_kept_months": "06""#,
    #""records_kept_months": "-0.5""#, #""records_kept_months": "1e3""#,
    #""records_kept_months": "none""#, #""records_kept_months": "six""#,
    #""records_kept_months": "1234567.1234567""#, #""records_kept_months": true"#,
    // Days
    #""since": "2026-02-28""#, #""since": "2026-02-30""#, #""since": "2026-04-31""#,
    #""since": "26-01-01""#, #""since": "none""#, #""since": "1899-12-31""#, #""since": 2026"#,
    // Countries
    #""maker_country": "NO""#, #""maker_country": "no""#, #""maker_country": "none""#,
  ])
  func `accept the answers about a system that the reader accepts, and no others`(
    answer: String
  ) throws {
    try compare(#"{"facts": {"system": {\#(answer)}}}"#)
  }

  @Test(arguments: [
    #""about": ["goods"]"#, #""about": []"#, #""about": "goods""#, #""about": ["goods", "goods"]"#,
    #""about": ["good"]"#, #""about": {"has": ["goods"]}"#, #""about": {"has": "goods"}"#,
    #""about": {"has_not": ["goods"], "has": ["persons"]}"#, #""about": {"hs": ["goods"]}"#,
    #""about": {}"#, #""about": "none""#, #""about": "unknown""#, #""about": {"unknown": "why"}"#,
    #""influence": "decides""#, #""influence": ["decides"]"#, #""influence": "decide""#,
  ])
  func `accept the answers about a use that the reader accepts, and no others`(
    answer: String
  ) throws {
    try compare(#"{"facts": {"use": {\#(answer)}}}"#)
    try compare(#"{"uses": {"first": {"facts": {"use": {\#(answer)}}}}}"#)
  }

  @Test(arguments: [
    #"{}"#, #"{"title": "A title"}"#, #"{"title": ["A title"]}"#, #"{"titel": "A title"}"#,
    #"{"facts": {"use": {}, "course": {}}}"#, #"{"facts": {"course": {"fits": "yes"}}}"#,
    #"{"uses": {"a": {"facts": {"system": {"can_stop": "yes"}}}}}"#, #"{"uses": {"a": {}}}"#,
    #"{"lists": {"training": {"complete": "yes", "items": {"a": {"fits": "no"}}}}}"#,
    #"{"lists": {"training": {"items": {"a": {"fit": "no"}}}}}"#, #"{"lists": {"trainings": {}}}"#,
    #"{"on": "2026-01-01"}"#, #"{"on": "today"}"#, #"{"as_if": "EU"}"#, #"{"as_if": ["XEU"]}"#,
    #"{"evidence": {"manual": {"file": "a.pdf", "valid_until": "2027-01-01"}}}"#,
    #"{"evidence": {"manual": {"sha256": "00"}}}"#,
    #"{"evidence": {"manual": {"file": "a.pdf", "supports": ["stop_control"]}}}"#,
    #"{"evidence": {"manual": {"file": "a.pdf", "supports": ["stop_contrl"]}}}"#,
    #"{"judgements": {"system.can_stop": {"verdict": "yes", "by": "B", "on": "2026-01-01", "reason": "R"}}}"#,
    #"{"judgements": {"stop_control": {"verdict": "yes", "by": "B", "on": "2026-01-01", "reason": "R"}}}"#,
    #"{"judgements": {"system.can_stop": {"verdict": "yes", "by": "B", "on": "2026-01-01"}}}"#,
    #"{"waivers": [{"rule": "small-act/stop_control", "reason": "R", "approved_by": "B", "expires": "2026-12-31", "verdict": "violated"}]}"#,
    #"{"waivers": [{"rule": "small-act/stop_control", "reason": "R", "approved_by": "B", "verdict": "violated"}]}"#,
    #"{"on": "2026-01-01", "expect": {"stop_control": "violated", "small-act/about_persons": "yes"}}"#,
    #"{"expect": {"stop_control": "violated"}}"#,
    #"{"on": "2026-01-01", "expect": {"stop_control": {"keeper": "violated"}}}"#,
    #"{"on": "2026-01-01", "expect": {"stop_control": {"maker": "violated"}}}"#,
    #"{"on": "2026-01-01", "expect": {"stop_control": "yes"}}"#,
    #"{"asks": ["system.can_stop"]}"#, #"{"asks": ["system.can_stp"]}"#,
  ])
  func `accept the use cases that the reader accepts, and no others`(document: String) throws {
    try compare(document)
  }

  private func compare(_ part: String) throws {
    let head = #"{"language": 1, "use_case": "a", "jurisdictions": ["NL"], "#
    let document = part == "{}" ? String(head.dropLast(2)) + "}" : head + part.dropFirst()
    let place = try Workplace()
    let rulebook = try SmallLaw.rulebook()
    let trouble = try schema("use-case", place).trouble(with: document)
    #expect(isRead(document, rulebook) == (trouble == nil), "\(document): \(trouble ?? "accepted")")
  }

  @Test(arguments: [
    #"{"use_case": "a", "jurisdictions": ["NL"]}"#, #"{"language": 1, "jurisdictions": ["NL"]}"#,
    #"{"language": 1, "use_case": "a"}"#, #"{"language": 2, "use_case": "a", "as_if": ["EU"]}"#,
    #"[]"#,
  ])
  func `refuse a use case without its head, as the reader does`(document: String) throws {
    let rulebook = try SmallLaw.rulebook()
    #expect(!isRead(document, rulebook))
    #expect(try schema("use-case", Workplace()).trouble(with: document) != nil)
  }

  @Test func `show the question of a fact and its options`() throws {
    let text = try Workplace().run(["schema", "use-case", "--lang", "fr"]).output
    #expect(text.contains("\"Quelqu'un peut-il l'arrêter ?\""))
    #expect(text.contains("- goods: Marchandises"))
  }

  @Test(arguments: [
    (
      document:
        #"{"language": 1, "act": "a", "obligations": {"b": {"bearer": "c", "when": "always", "requires": "system.can_stop"}}}"#,
      isGood: true
    ),
    (
      document: #"{"language": 1, "act": "a", "obligations": {"b": {"when": "always"}}}"#,
      isGood: false
    ),
    (
      document: #"{"language": 1, "act": "a", "rights": {"b": {"bearer": "c", "requires": "d"}}}"#,
      isGood: false
    ),
    (
      document:
        #"{"language": 1, "act": "a", "definitions": {"b": {"when": {"use.about": ["goods"]}}}}"#,
      isGood: true
    ),
    (
      document:
        #"{"language": 1, "act": "a", "definitions": {"b": {"when": {"use.about": "good"}}}}"#,
      isGood: false
    ),
    (
      document:
        #"{"language": 1, "act": "a", "definitions": {"b": {"when": {"use.influence": {"at_least": "proposes"}}}}}"#,
      isGood: true
    ),
    (
      document:
        #"{"language": 1, "act": "a", "definitions": {"b": {"when": {"system.can_stop": "yes"}}}}"#,
      isGood: false
    ),
    (
      document: #"{"language": 1, "act": "a", "definitions": {"b": {"when": {"all": []}}}}"#,
      isGood: false
    ),
    (
      document:
        #"{"language": 1, "act": "a", "definitions": {"b": {"when": {"all": ["c", "d"], "any": ["e"]}}}}"#,
      isGood: false
    ),
    (
      document:
        #"{"language": 1, "act": "a", "definitions": {"b": {"when": {"some": "training", "has": "course.fits"}}}}"#,
      isGood: true
    ),
    (document: #"{"language": 1, "act": "a", "definitions": {"b": {"wen": "c"}}}"#, isGood: false),
    (
      document:
        #"{"language": 1, "act": "a", "title": "A", "jurisdiction": "EU", "schemes": {"s": ["one"]}}"#,
      isGood: false
    ),
    (
      document:
        #"{"language": 1, "vocabulary": "v", "facts": {"system.x": {"ask": "X?", "type": "yes_no", "of": "system"}}}"#,
      isGood: true
    ),
    (
      document:
        #"{"language": 1, "vocabulary": "v", "facts": {"x": {"ask": "X?", "type": "yes_no", "of": "system"}}}"#,
      isGood: false
    ),
    (
      document:
        #"{"language": 1, "memberships": {"EU": {"members": ["NL", {"code": "FR", "from": "1958-01-01"}]}}}"#,
      isGood: true
    ),
  ])
  func `tell good rule files from bad ones`(document: String, isGood: Bool) throws {
    let trouble = try schema("rule", Workplace()).trouble(with: document)
    #expect((trouble == nil) == isGood, "\(trouble ?? "accepted")")
  }

  @Test func `know that a name which two acts have is enough in an example, and only there`() throws
  {
    var files = SmallLaw.files
    for name in ["act", "duties"] {
      files["eu/twin-act/\(name).yaml"] = SmallLaw.files["eu/small-act/\(name).yaml"]?
        .replacing("small-act", with: "twin-act")
    }
    let place = try Workplace(rules: files)
    let expect = #""expect": {"stop_control": "violated"}"#
    let example = #"{"language": 1, "act": "twin-act", "examples": [{"name": "a", \#(expect)}]}"#
    #expect(try schema("rule", place).trouble(with: example) == nil)
    let head = #""language": 1, "use_case": "a", "jurisdictions": ["NL"], "on": "2026-01-01""#
    #expect(try schema("use-case", place).trouble(with: "{\(head), \(expect)}") != nil)
    let full = expect.replacing("stop_control", with: "twin-act/stop_control")
    #expect(try schema("use-case", place).trouble(with: "{\(head), \(full)}") == nil)
  }
}

extension SmallLaw {
  static func rulebook() throws -> Rulebook {
    try Rulebook(files.map { SourceFile(path: $0.key, text: $0.value) })
  }
}
