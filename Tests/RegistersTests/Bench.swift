import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Registers

/// The rules of this repository, with their presets.
struct Bench {
  let rulebook: Rulebook
  let presets: [RegisterPreset]
  /// Remarks on the presets.
  let diagnostics: [Diagnostic]

  static let shared: Result<Bench, any Error> = Result { try Bench() }

  static let here = URL(filePath: #filePath).deletingLastPathComponent()
  static let package = here.deletingLastPathComponent().deletingLastPathComponent()

  private init() throws {
    let sources = Bench.files(in: "rules").filter { !$0.path.hasSuffix(".md") }
    rulebook = try Rulebook(sources, digest: "test")
    var diagnostics: [Diagnostic] = []
    presets = RegisterPreset.read(sources, of: rulebook, noting: &diagnostics)
    self.diagnostics = diagnostics
  }

  private static func files(in folder: String) -> [SourceFile] {
    let place = package.appending(path: folder).resolvingSymlinksInPath()
    let names = FileManager.default.subpaths(atPath: place.path) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { name in
      (try? Data(contentsOf: place.appending(path: name))).map {
        SourceFile(path: folder + "/" + name, bytes: Array($0))
      }
    }
  }

  func preset(_ name: String) throws -> RegisterPreset {
    try #require(presets.first { $0.name == name }, "no preset \(name)")
  }

  /// A preset of one's own, written here.
  func preset(text: String) throws -> RegisterPreset {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "mapping.yaml", text: text)
    let preset = RegisterPreset.read(mapping: file, of: rulebook, noting: &diagnostics)
    #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message))")
    return try #require(preset)
  }

  /// All records of a register, with its remarks.
  func records(
    _ file: SourceFile, by preset: RegisterPreset
  ) throws -> (records: [ImportedRecord], remarks: [Diagnostic], tally: ImportTally) {
    var reading = try importRegister(file, by: preset, for: rulebook)
    var records: [ImportedRecord] = []
    while let record = reading.next() { records.append(record) }
    return (records, reading.diagnostics + records.flatMap(\.diagnostics), reading.tally)
  }

  /// A use case as its file says it, read back.
  func readBack(_ useCase: UseCase) throws -> UseCase {
    let text = UseCaseFile(useCase, of: rulebook).text
    return try UseCase(
      SourceFile(path: useCase.name + ".yaml", text: text), answering: rulebook)
  }
}

extension Answers {
  /// What is said, without where.
  var said: [FactID: Answer.Said] { mapValues(\.said) }
}
