import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

private let told = ["hidden-person-detection", "consignment-risk-scoring", "declarant-chatbot"]

@Test(arguments: Case.ofTheExamples.filter { told.contains($0.name) })
func `what would turn findings reads as it should`(_ example: Case) throws {
  let report = WhatIfReport(try example.assessment())
  try example.expect(report.rendered(as: .text, in: .english), ".what-if.en.txt")
  try example.expect(report.rendered(as: .text, in: .french), ".what-if.fr.txt")
}

@Test(arguments: Case.all)
func `what would turn findings fits its schema`(_ example: Case) throws {
  let value = WhatIfJSON(WhatIfReport(try example.assessment())).value
  #expect(WhatIfSchema.root.mistakes(in: value, at: "$", WhatIfSchema.definitions) == [])
}

@Test func `what comes of an answer fits its schema`() throws {
  let example = try #require(Case.ofTheExamples.first { $0.name == told[0] })
  let assessment = try example.assessment()
  let arguments = ["oversight.person_named=yes", "use.task=[read_scans]"].map {
    SourceFile(path: "--set", text: $0)
  }
  let report = TriedReport(try Trial.read(arguments, for: assessment), on: assessment)
  #expect(TriedSchema.root.mistakes(in: TriedJSON(report).value, at: "$", []) == [])
}

@Test(arguments: [ReportSchema.whatIf, .tried])
func `a schema of what-if in the documents is the one that is kept`(_ schema: ReportSchema) throws {
  let place = Folder.package.appending(path: "docs/schemas/\(schema.rawValue).schema.json")
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try Data(schema.text.utf8).write(to: place)
  }
  #expect(try String(contentsOf: place, encoding: .utf8) == schema.text)
}

/// Every set that is told of an example turns its finding in a file that is assessed anew, and so
/// does the plan.
@Test(arguments: Case.ofTheExamples.filter { told.contains($0.name) })
func `what is told of an example holds when it is done`(_ example: Case) throws {
  let assessment = try example.assessment()
  let report = WhatIfReport(assessment)
  func standing(_ matter: ChangedMatter, after set: ChangeSet) throws -> Standing {
    let after = assessment.rulebook.assess(
      report.changes.useCase(after: set), on: assessment.day)
    let finding = try #require(after.findings.first { $0.changedMatter == matter })
    return Standing(
      finding.verdict, of: after.rulebook.rules[finding.rule].kind, isOthers: finding.isOthers)
  }
  for subject in report.subjects {
    let matter = subject.finding.finding.changedMatter
    for set in subject.sets?.sets.prefix(2) ?? [] {
      #expect(try standing(matter, after: set) > .open, "\(subject.finding.rule.name)")
    }
  }
  guard case .changes(let set, let serving)? = report.plan?.outcome else { return }
  for matter in Set(serving.flatMap(\.self)) {
    #expect(try standing(matter, after: set) > .open)
  }
}
