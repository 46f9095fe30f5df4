import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

private func object(
  _ run: RunReport, _ format: DocumentFormat, isWhole: Bool = false
) throws -> [String: Any] {
  let text = run.rendered(as: format, options: DocumentOptions(isWhole: isWhole))
  return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}

// MARK: Names

/// As Python's `uuid.uuid5` has them.
@Test(arguments: [
  ("https://law.example/depot-act", "65320ed3-5a34-5e8f-be9d-57dad7be5eee"),
  ("", "1b4db7eb-4057-5ddf-91e0-36dec72071f5"),
])
func `a name of version 5 is that of the standard`(_ name: String, _ expected: String) {
  #expect(NameUUID(name, in: .addresses).description == expected)
}

@Test(arguments: [DocumentFormat.oscal, .jsonLD, .cycloneDX])
func `names follow from what a run was given, and from nothing else`(
  _ format: DocumentFormat
) throws {
  let example = try Case.named("two-uses")
  func identity(_ run: RunReport, _ options: DocumentOptions = .init()) -> String {
    RunIdentity(format.rawValue, of: DocumentWriter(run, options)).uuid
  }
  let run = try Runs.of(example)
  #expect(identity(run) == identity(try Runs.of(example)))
  let text = String(decoding: example.file.bytes, as: UTF8.self)
  let edited = SourceFile(path: example.file.path, text: text + "# edited\n")
  let useCase = try UseCase(
    edited, answering: try example.rulebook, digest: SHA256.digest(of: edited.bytes))
  let assessment = try example.rulebook.assess(useCase, on: try #require(useCase.day))
  let others = [
    identity(run, .init(language: .french)), identity(try Runs.of(example, problem: true)),
    identity(try Runs.of(try Case.named("pick-travellers"))),
    identity(RunReport([AssessmentReport(assessment)], ending: run.ending)),
  ]
  #expect(Set(others + [identity(run)]).count == others.count + 1)
}

extension Runs {
  fileprivate static func of(_ example: Case, problem: Bool) throws -> RunReport {
    try of([example], problems: problem ? [Runs.problem] : [])
  }
}

// MARK: in-toto

/// The result of a statement for each way in which a run of these cases may end.
@Test(arguments: [
  ("two-uses", nil, "WARNED"), ("two-uses", 0, "WARNED"), ("two-uses", 1, "FAILED"),
  ("two-uses", 2, "FAILED"), ("two-uses", 3, "FAILED"), ("nothing-said", 0, "WARNED"),
  ("nothing-said", 3, "FAILED"),
])
func `a test failed exactly where the run ends otherwise than with 0`(
  _ name: String, _ code: Int?, _ expected: String
) throws {
  let ending = code.map { Ending(code: $0, reason: Text("exit \($0)")) }
  let run = RunReport([try Case.named(name).report()], ending: ending)
  let predicate = try #require(object(run, .inToto)["predicate"] as? [String: Any])
  #expect(predicate["result"] as? String == expected)
  // What is violated fails where findings ended the run, or where it could not do its job.
  let failed = predicate["failedTests"] as? [String] ?? []
  #expect(failed.isEmpty || code == 1 || code == 2)
}

@Test func `what is waived is a warning, and what is undecided too`() throws {
  let predicate = try #require(
    object(try Runs.of(try Case.named("two-uses")), .inToto)["predicate"] as? [String: Any])
  let passed = predicate["passedTests"] as? [String] ?? []
  let warned = predicate["warnedTests"] as? [String] ?? []
  let stop = "Golden/Cases/two-uses.yaml: depot-act/stop_button [travellers, user]"
  #expect(warned.contains(stop))
  #expect(!passed.contains(stop))
  let all = passed + warned + (predicate["failedTests"] as? [String] ?? [])
  #expect(Set(all).count == all.count)
  // Guidance and what was not read are no tests.
  #expect(!all.contains { $0.contains("depot-guide") })
}

@Test func `a statement names the digests of the files, and none that nobody gave`() throws {
  let example = try Case.named("two-uses")
  let statement = try object(try Runs.of(example), .inToto)
  #expect(field(statement, "subject", 0, "name") == "Golden/Cases/two-uses.yaml")
  #expect(
    field(statement, "subject", 0, "digest", "sha256") == SHA256.digest(of: example.file.bytes))
  let useCase = try UseCase(example.file, answering: try example.rulebook)
  let run = RunReport([try example.rulebook.assess(useCase, on: try #require(useCase.day))])
  #expect(field(try object(run, .inToto), "subject", as: [Any].self)?.isEmpty == true)
  #expect(try object(RunReport([AssessmentReport]()), .inToto)["subject"] as? [String] == [])
}

// MARK: OSCAL

@Test(arguments: Case.all)
func `findings of OSCAL are what is proven, and risks what may be a violation`(
  _ example: Case
) throws {
  let run = try Runs.of(example)
  let results = try #require(
    field(try object(run, .oscal, isWhole: true), "assessment-results", "results", 0)
      as [String: Any]?)
  let duties = DocumentWriter(run, .init()).entries.filter { $0.report.rule.kind.isDuty }
  func count(_ key: String) -> Int { (results[key] as? [Any])?.count ?? 0 }
  #expect(count("observations") == duties.count)
  #expect(count("risks") == duties.count(where: \.outcome.isProblem))
  #expect(
    count("findings") == duties.count { $0.outcome == .satisfied || $0.outcome == .violated })
  let states = (results["findings"] as? [Any] ?? []).compactMap {
    field($0, "target", "status", "state", as: String.self)
  }
  #expect(states.count { $0 == "satisfied" } == duties.count { $0.outcome == .satisfied })
}

@Test func `a waived violation is an approved deviation, and stays not satisfied`() throws {
  let document = try object(try Runs.of(try Case.named("two-uses")), .oscal)
  let result = field(document, "assessment-results", "results", 0, as: [String: Any].self)
  let risks = result?["risks"] as? [[String: Any]] ?? []
  let waived = try #require(risks.first { $0["status"] as? String == "deviation-approved" })
  #expect(risks.count { $0["status"] as? String == "deviation-approved" } == 1)
  let findings = result?["findings"] as? [[String: Any]] ?? []
  let finding = try #require(
    findings.first {
      field($0, "related-risks", 0, "risk-uuid", as: String.self) == waived["uuid"] as? String
    })
  #expect(field(finding, "target", "target-id") == "depot-act.stop_button_smt")
  #expect(field(finding, "target", "status", "state") == "not-satisfied")
}

@Test(arguments: [
  ("a_b", "a_b"), ("_b_", "\\_b\\_"), ("[x](y)", "\\[x\\](y)"),
  ("{{ insert }}", "\\{\\{ insert \\}\\}"),
  ("<b>&", "&lt;b&gt;&amp;"), ("1. x", "1\\. x"), ("12) x", "12\\) x"), ("1.5", "1.5"),
  ("- x", "\\- x"), ("a - x", "a - x"), ("", "–"), (" \n ", "–"), ("-", "\\-"), ("-2", "-2"),
  ("---", "\\---"), (" a ", "a"),
])
func `a line of OSCAL is text`(_ text: String, _ expected: String) {
  #expect(text.oscal == expected)
}

@Test(arguments: Language.allCases)
func `the duties are a catalog`(_ language: Language) throws {
  let rulebook = try Case.madeUp.get()
  let text = rulebook.oscalCatalog(on: try #require(Day(2026, 6, 1)), in: language)
  let place = Folder.here.appending(path: "Golden/Expected/catalog.\(language.rawValue).oscal.json")
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    return try Data(text.utf8).write(to: place)
  }
  #expect(text == (try String(contentsOf: place, encoding: .utf8)))
}

@Test func `every control that results refer to is in the catalog, and no act is there in vain`()
  throws
{
  let rulebook = try Case.madeUp.get()
  let text = rulebook.oscalCatalog(on: try #require(Day(2026, 6, 1)))
  let document = try JSONSerialization.jsonObject(with: Data(text.utf8))
  let groups = field(document, "catalog", "groups", as: [[String: Any]].self) ?? []
  let controls = groups.flatMap { $0["controls"] as? [[String: Any]] ?? [] }
  let duties = rulebook.rules.rules.filter(\.kind.isDuty)
  #expect(
    Set(controls.compactMap { $0["id"] as? String })
      == Set(duties.map { OSCAL.control(rulebook.rules.fullName($0.id)) }))
  #expect(groups.allSatisfy { !(($0["controls"] as? [Any])?.isEmpty ?? true) })
  let one = rulebook.oscalCatalog(on: try #require(Day(2026, 6, 1)), acts: ["depot-guide"])
  #expect(one.contains("depot-guide.soft_logs") && !one.contains("depot-act"))
}

// MARK: JSON-LD

/// What the made-up act calls things is said where it is settled: in `two-uses` a reading is taken,
/// by which faces are seen near the border, so that the class is the highest; in `pick-travellers`
/// that is contested, and the class is open.
@Test(arguments: [
  ("two-uses", ["depots:LearningMachine"], "depots:RiskForbidden", "depots:Unlawful"),
  ("pick-travellers", ["depots:LearningMachine"], nil, "depots:Unlawful"),
  ("nothing-said", [], nil, "depots:LawfulnessUnknown"),
])
func `terms of an act are told where they are settled`(
  _ name: String, _ types: [String], _ risk: String?, _ lawfulness: String
) throws {
  let graph = try #require(
    object(try Runs.of(try Case.named(name)), .jsonLD)["@graph"] as? [[String: Any]])
  let system = try #require(graph.first { $0["dct:identifier"] as? String == name })
  let told = (system["@type"] as? [String] ?? []).filter { $0.hasPrefix("depots:") }
  #expect(told == types)
  #expect(field(system, "depots:hasRisk", "@id") == risk)
  #expect(field(system, "dpv:hasLawfulness", 0, "@id") == lawfulness)
}

@Test(arguments: Case.all)
func `nothing is called compliant that is not proven`(_ example: Case) throws {
  let run = try Runs.of(example)
  let graph = try #require(object(run, .jsonLD, isWhole: true)["@graph"] as? [[String: Any]])
  let duties = DocumentWriter(run, .init()).entries.filter { $0.report.rule.kind.isDuty }
  func count(_ status: String) -> Int {
    graph.count { field($0, "dpv:hasComplianceStatus", "@id") == status }
  }
  #expect(count("dpv:Compliant") == duties.count { $0.report.verdict.possible == .satisfied })
  #expect(count("dpv:NonCompliant") == duties.count { $0.outcome == .violated })
}

// MARK: CycloneDX

@Test(arguments: Case.all)
func `conformance is 1 for what is proven, 0 for what is violated, and else not told`(
  _ example: Case
) throws {
  let run = try Runs.of(example)
  let document = try object(run, .cycloneDX, isWhole: true)
  let map =
    field(
      document, "declarations", "attestations", 0, "map", as: [[String: Any]].self) ?? []
  let duties = DocumentWriter(run, .init()).entries.filter { $0.report.rule.kind.isDuty }
  #expect(map.count == duties.count)
  for (entry, duty) in zip(map, duties) {
    let score = field(entry, "conformance", "score", as: Int.self)
    #expect(score == (duty.outcome == .satisfied ? 1 : duty.outcome == .violated ? 0 : nil))
    #expect((entry["counterClaims"] != nil) == (duty.outcome == .violated))
  }
}

/// The made-up vocabulary says that what picks people is a model; `pick-travellers` does, for no
/// named use, and of `two-uses` one of the two.
@Test(
  arguments: [
    ("nothing-said", nil), ("pick-travellers", []),
    ("two-uses", ["Choose boxes", "Choose people"]),
  ] as [(String, [String]?)])
func `a model is listed where an answer says that there is one`(
  _ name: String, _ uses: [String]?
) throws {
  let document = try object(try Runs.of(try Case.named(name)), .cycloneDX)
  let components = document["components"] as? [[String: Any]] ?? []
  let models = components.filter { $0["type"] as? String == "machine-learning-model" }
  #expect(models.count == (uses == nil ? 0 : 1))
  #expect((field(models.first, "modelCard", "considerations", "useCases") ?? []) == uses ?? [])
  if uses != nil {
    #expect(field(models.first, "modelCard", "properties", 0, "value") == "people")
  }
}
