import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

@Test(arguments: Case.ofTheGoldenFolder, DocumentFormat.allCases.filter { $0 != .html })
func `a run over a case is the document it should be`(
  _ example: Case, _ format: DocumentFormat
) throws {
  try example.expect(try Runs.of(example).rendered(as: format), format.suffix)
}

@Test(arguments: [DocumentFormat.markdown, .concise, .csv, .ics])
func `documents for people are in French too`(_ format: DocumentFormat) throws {
  let example = try Case.named("pick-travellers")
  let text = try Runs.of(example).rendered(as: format, options: .init(language: .french))
  try example.expect(text, ".fr" + format.suffix)
}

@Test(arguments: Case.ofTheGoldenFolder, DocumentFormat.allCases)
func `a document does not hang on the order of hashing or of files`(
  _ example: Case, _ format: DocumentFormat
) throws {
  let files = Folder.files(in: "Golden/Law", below: Folder.here)
  let again = AssessmentReport(try example.assess(try Rulebook(files.reversed(), digest: "test")))
  let run = RunReport([again], ending: Runs.ending([again], []))
  #expect(run.rendered(as: format) == (try Runs.of(example).rendered(as: format)))
}

/// Written for programs that are not ours: `conformance/formats.py` reads the folder.
@Test(
  .enabled(if: ProcessInfo.processInfo.environment["CLEARANCE_DOCUMENTS"] != nil),
  arguments: DocumentFormat.allCases.filter { $0 != .html })
func `documents are written for other programs to check`(_ format: DocumentFormat) throws {
  let folder = ProcessInfo.processInfo.environment["CLEARANCE_DOCUMENTS"] ?? ""
  let place = URL(filePath: folder)
  try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
  var runs = try Case.all.map { (name: $0.name, run: try Runs.of($0)) }
  runs.append(("all-golden", try Runs.of(Case.ofTheGoldenFolder, problems: [Runs.problem])))
  runs.append(("all-examples", try Runs.of(Case.ofTheExamples)))
  runs.append(("nothing", RunReport([AssessmentReport](), problems: [Runs.problem])))
  runs.append(("hostile", try HostileCase.run()))
  for (name, run) in runs {
    // Whole documents of single examples would say what the one of all of them says.
    let isExample = Case.ofTheExamples.contains { $0.name == name }
    for isWhole in isExample ? [false] : [false, true] {
      let text = run.rendered(
        as: format, options: DocumentOptions(isWhole: isWhole, version: "0.1.0"))
      let file = name + (isWhole ? ".whole" : "") + format.suffix
      try Data(text.utf8).write(to: place.appending(path: file))
    }
  }
}
