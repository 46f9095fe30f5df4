import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

// MARK: What a document has

@Test func `several cases give one document of each format`() throws {
  let cases = Case.ofTheGoldenFolder
  let run = try Runs.of(cases, problems: [Runs.problem])
  let sarif = try Runs.sarif(run)
  #expect(field(sarif, "artifacts", as: [Any].self)?.count == cases.count)
  let junit = run.rendered(as: .junit)
  #expect(junit.components(separatedBy: "<testsuite ").count - 1 == cases.count + 1)
  #expect(run.rendered(as: .csv).components(separatedBy: "\"use_case\"").count == 2)
  #expect(run.rendered(as: .ics).components(separatedBy: "BEGIN:VCALENDAR").count == 2)
  for example in cases {
    for format in DocumentFormat.allCases where format != .ics && format != .github {
      #expect(run.rendered(as: format).contains(example.name), "\(format)")
    }
  }
}

@Test(arguments: DocumentFormat.allCases.filter { $0 != .ics })
func `a file that was not assessed is seen`(_ format: DocumentFormat) {
  let run = RunReport(
    [AssessmentReport](), problems: [Runs.problem],
    ending: Ending(code: 2, reason: Text("exit 2: 1 not assessed")))
  let text = run.rendered(as: format)
  #expect(text.contains("a.b"))
  #expect(text.contains("cases/bad.yaml"))
}

@Test(arguments: Case.all)
func `the exit code is the same wherever it is told`(_ example: Case) throws {
  let run = try Runs.of(example)
  let code = try #require(run.ending?.code)
  let sarif = try Runs.sarif(run)
  #expect(field(sarif, "invocations", 0, "exitCode") == code)
  #expect(field(sarif, "invocations", 0, "executionSuccessful") == true)
  let junit = run.rendered(as: .junit)
  #expect(junit.contains("<property name=\"exit_code\" value=\"\(code)\"/>"))
  #expect(junit.contains("<failure") == (code == 1))
  #expect(code == 0 || junit.contains("<failure") || junit.contains("<error"))
  for format in [DocumentFormat.markdown, .github, .concise] {
    #expect(run.rendered(as: format).contains("exit \(code)"))
  }
}

@Test func `a run with a file that was not assessed was no success`() throws {
  let run = try Runs.of([try Case.named("two-uses")], problems: [Runs.problem])
  let invocation = field(try Runs.sarif(run), "invocations", 0, as: [String: Any].self)
  #expect(field(invocation, "executionSuccessful") == false)
  #expect(field(invocation, "exitCode") == 2)
  let notice = "toolExecutionNotifications"
  #expect(field(invocation, notice, 0, "descriptor", "id") == "unknown-fact")
  let region = field(
    invocation, notice, 0, "locations", 0, "physicalLocation", "region", as: [String: Any].self)
  #expect(field(region, "startLine") == 3)
}

// MARK: Outcomes

@Test(arguments: Case.all)
func `nothing is said to pass or not to apply that is not proven`(_ example: Case) throws {
  let report = try example.report()
  for entry in DocumentWriter(try Runs.of(example), DocumentOptions()).entries {
    let possible = entry.report.verdict.possible
    switch entry.kind {
    case "pass": #expect(possible == .satisfied)
    case "notApplicable": #expect(possible == .notApplicable && entry.report.rule.kind.isDuty)
    case "fail": #expect(entry.report.verdict.effective == .violated)
    case "review": #expect(entry.report.verdict.isContested)
    case "open": #expect(!possible.isSettled)
    default: #expect(!entry.report.rule.kind.isDuty)
    }
  }
  #expect(report.today.count == DocumentWriter(try Runs.of(example), .init()).entries.count)
}

/// From the made-up law: Art. 8 is breached, Art. 7 contested, Art. 10 undecided, Art. 12 met by
/// the user and not the maker's, Art. 14 not law yet, and Art. 6 gives a class.
@Test(arguments: [
  ("depot-act/stop_button", "fail", "error"), ("depot-act/keep_logs", "fail", "note"),
  ("depot-act/reasons_given", "fail", "error"), ("depot-act/secret_faces", "review", "none"),
  ("depot-act/checks_passed", "open", "none"), ("depot-act/papers", "pass", "none"),
  ("depot-act/register", "notApplicable", "none"), ("depot-act/serious", "informational", "none"),
])
func `SARIF has a kind for each outcome`(_ rule: String, _ kind: String, _ level: String) throws {
  let run = try Runs.sarif(try Runs.of(try Case.named("pick-travellers")), isWhole: true)
  let results = try #require(field(run, "results", as: [[String: Any]].self))
  let result = try #require(results.first { $0["ruleId"] as? String == rule })
  #expect(field(result, "kind") == kind)
  #expect(field(result, "level") == level)
}

@Test func `SARIF leaves out what asks nothing, as GitHub takes every result for an alert`() throws
{
  for example in Case.ofTheGoldenFolder {
    let run = try Runs.sarif(try Runs.of(example))
    for result in field(run, "results", as: [[String: Any]].self) ?? [] {
      #expect(["fail", "open", "review"].contains(result["kind"] as? String ?? ""))
    }
  }
}

@Test func `a waiver suppresses and does not remove`() throws {
  let run = try Runs.of(try Case.named("two-uses"))
  let results = field(try Runs.sarif(run), "results", as: [[String: Any]].self) ?? []
  let waived = results.filter { $0["suppressions"] != nil }
  #expect(waived.count == 1)
  #expect(field(waived.first, "ruleId") == "depot-act/stop_button")
  #expect(field(waived.first, "suppressions", 0, "justification") == "Button ordered")
  #expect(field(waived.first, "suppressions", 0, "properties", "expires") == "2026-12-31")
  let tests = run.rendered(as: .junit).components(separatedBy: "\n")
    .filter { $0.contains("name=\"stop_button [travellers, user]\"") }
  #expect(tests.count == 1)
  #expect(tests.first?.contains("><skipped message=") == true)
}

@Test(arguments: Case.all)
func `a suite of JUnit counts its tests`(_ example: Case) throws {
  let text = try Runs.of(example).rendered(as: .junit)
  func count(_ piece: String) -> Int { text.components(separatedBy: piece).count - 1 }
  let entries = DocumentWriter(try Runs.of(example), .init()).entries
    .filter { $0.report.rule.kind.isDuty }
  #expect(text.contains(" tests=\"\(entries.count)\""))
  #expect(count("<testcase ") == entries.count)
  #expect(text.contains(" failures=\"\(count("<failure "))\""))
  #expect(text.contains(" errors=\"\(count("<error "))\""))
  #expect(text.contains(" skipped=\"\(count("<skipped "))\""))
  let standing = entries.filter { $0.stands }
  #expect(count("<failure ") == standing.count { $0.outcome == .violated })
  #expect(count("<error ") == standing.count { $0.outcome != .violated })
  let names = text.components(separatedBy: "<testcase ").dropFirst().map {
    $0.components(separatedBy: "\" time=")[0]
  }
  #expect(Set(names).count == names.count)
}

// MARK: Places

/// In `pick-travellers.yaml` the answer that no officer can stop it stands at 10:25; Art. 8 is the
/// rule `stop_button`.
@Test func `SARIF points at the answer that decides, and at the rule`() throws {
  let example = try Case.named("pick-travellers")
  let results = field(try Runs.sarif(try Runs.of(example)), "results", as: [[String: Any]].self)
  let result = try #require(results?.first { $0["ruleId"] as? String == "depot-act/stop_button" })
  let place = field(result, "locations", 0, "physicalLocation", as: [String: Any].self)
  #expect(field(place, "artifactLocation", "uri") == example.file.path)
  #expect(field(place, "region", "startLine") == 10)
  #expect(field(place, "region", "startColumn") == 25)
  let related = try #require(field(result, "relatedLocations", as: [[String: Any]].self)?.last)
  #expect(
    field(related, "physicalLocation", "artifactLocation", "uri") == "Golden/Law/rules.yaml")
  let rule = try example.report().today.of("stop_button").version.place.span.start
  #expect(field(related, "physicalLocation", "region", "startLine") == rule.line)
  #expect(field(related, "message", "text") == "the rule depot-act/stop_button")
}

@Test(arguments: Case.all)
func `every finding has a place in its use case`(_ example: Case) throws {
  for entry in DocumentWriter(try Runs.of(example), .init()).entries {
    #expect(entry.place.file == example.file.path)
    #expect(entry.place.span.start.line >= 1)
    #expect(entry.place.span.start <= entry.place.span.end)
  }
}

@Test(
  arguments: [
    ("./a.yaml", nil, "a.yaml"), ("/srv/x/a.yaml", "/srv/x", "a.yaml"),
    ("/srv/x/a.yaml", "/srv/x/", "a.yaml"), ("/srv/xy/a.yaml", "/srv/x", "/srv/xy/a.yaml"),
    ("../a.yaml", "/root", "../a.yaml"),
  ] as [(String, String?, String)])
func `a path is told from the root`(_ path: String, _ root: String?, _ expected: String) {
  let writer = DocumentWriter(RunReport([AssessmentReport]()), DocumentOptions(root: root))
  #expect(writer.path(path) == expected)
}

// MARK: Fingerprints

@Test func `a fingerprint stays when a file is edited elsewhere, moved or renamed`() throws {
  let example = try Case.named("two-uses")
  let text = String(decoding: example.file.bytes, as: UTF8.self)
  let moved = SourceFile(path: "other/place.yaml", text: "# a line\n\n" + text)
  let useCase = try UseCase(moved, answering: try example.rulebook)
  let again = RunReport([try example.rulebook.assess(useCase, on: try #require(useCase.day))])
  func fingerprints(_ run: RunReport) -> [String] {
    DocumentWriter(run, .init()).entries.map(\.fingerprint)
  }
  let before = fingerprints(try Runs.of(example))
  #expect(fingerprints(again) == before)
  #expect(
    DocumentWriter(again, .init()).entries.map(\.place.span.start.line)
      != DocumentWriter(try Runs.of(example), .init()).entries.map(\.place.span.start.line))
}

@Test func `no two findings of a run have one fingerprint`() throws {
  // The same case twice, too.
  for cases in [Case.all, Case.ofTheGoldenFolder + Case.ofTheGoldenFolder] {
    let all = DocumentWriter(try Runs.of(cases), .init()).entries.map(\.fingerprint)
    #expect(Set(all).count == all.count)
  }
}

@Test func `SARIF names each rule once, and the places of law behind it`() throws {
  let run = try Runs.sarif(try Runs.of(Case.ofTheGoldenFolder), isWhole: true)
  let rules = field(run, "tool", "driver", "rules", as: [[String: Any]].self) ?? []
  #expect(Set(rules.map { $0["id"] as? String }).count == rules.count)
  for result in field(run, "results", as: [[String: Any]].self) ?? [] {
    let index = try #require(field(result, "ruleIndex", as: Int.self))
    #expect(field(result, "ruleId", as: String.self) == field(rules, index, "id"))
  }
  for rule in rules {
    for relation in field(rule, "relationships", as: [Any].self) ?? [] {
      let target = field(relation, "target", as: [String: Any].self)
      let act = try #require(field(target, "toolComponent", "index", as: Int.self))
      let taxon = try #require(field(target, "index", as: Int.self))
      let taxonomy = field(run, "taxonomies", act, as: [String: Any].self)
      #expect(field(taxonomy, "name", as: String.self) == field(target, "toolComponent", "name"))
      #expect(field(taxonomy, "taxa", taxon, "id", as: String.self) == field(target, "id"))
    }
  }
  let stop = rules.first { $0["id"] as? String == "depot-act/stop_button" }
  #expect(field(stop, "relationships", 0, "target", "id") == "depot-act/8")
}

// MARK: Tables and calendars

@Test func `CSV has every finding in a row of as many fields as its head`() throws {
  let run = try Runs.of(Case.ofTheGoldenFolder, problems: [Runs.problem])
  let rows = RowsOfCSV(run.rendered(as: .csv)).rows
  let findings = try Case.ofTheGoldenFolder.reduce(0) { $0 + (try $1.report().today.count) }
  #expect(rows.count == 1 + 1 + findings)
  #expect(Set(rows.map(\.count)).count == 1)
  let standing = try #require(rows[0].firstIndex(of: "standing"))
  let words = Set(Standing.allCases.map(\.rawValue))
  #expect(rows[1][standing] == "error")
  #expect(rows.dropFirst(2).allSatisfy { words.contains($0[standing]) })
}

/// Art. 14 is law from 2027-12-02; the waiver of `two-uses` ends on 2026-12-31, another one has
/// ended, and its paper has lapsed.
@Test(arguments: [
  ("pick-travellers", ["20271202"]), ("two-uses", ["20261231", "20271202"]),
])
func `a calendar has what begins and what expires`(_ name: String, _ days: [String]) throws {
  let text = try Runs.of(try Case.named(name)).rendered(as: .ics)
  let found = text.components(separatedBy: "DTSTART;VALUE=DATE:").dropFirst().map {
    String($0.prefix(8))
  }
  #expect(Set(found) == Set(days))
  #expect(found == found.sorted())
  #expect(text.contains("DTSTAMP:20260601T000000Z"))
  let events = text.components(separatedBy: "BEGIN:VEVENT").count - 1
  let names = text.components(separatedBy: "\r\n").filter { $0.hasPrefix("UID:") }
  #expect(events == found.count)
  #expect(Set(names).count == events)
}

@Test func `a calendar of nothing is a calendar all the same`() {
  let text = RunReport([AssessmentReport]()).rendered(as: .ics)
  #expect(text.contains("BEGIN:VJOURNAL"))
  #expect(!text.contains("VEVENT"))
}

@Test func `annotations are as many as GitHub shows, and the last says how many more`() throws {
  let text = try Runs.of(Case.ofTheGoldenFolder + Case.ofTheGoldenFolder).rendered(as: .github)
  let lines = text.split(separator: "\n")
  for level in ["error", "warning", "notice"] {
    #expect(lines.count { $0.hasPrefix("::" + level) } <= 10)
  }
  let shown = DocumentWriter(try Runs.of(Case.ofTheGoldenFolder), .init()).entries
    .count { $0.outcome.isProblem }
  #expect(lines.last?.hasSuffix(" and \(2 * shown - lines.count + 1) more") == true)
}

@Test func `Markdown fits into a comment, and counts what it leaves out`() throws {
  let many = Array(repeating: Case.ofTheGoldenFolder, count: 40).flatMap(\.self)
  let text = try Runs.of(many).rendered(as: .markdown)
  #expect(text.unicodeScalars.count < 65_536)
  #expect(text.contains("\nand "))
  #expect(text.hasPrefix("<!-- clearance -->\n"))
}
