import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

/// Files of a folder, read as they are handed to a rulebook.
enum Folder {
  /// The folder of these tests.
  static let here = URL(filePath: #filePath).deletingLastPathComponent()
  /// The folder in which the package stands.
  static let package = here.deletingLastPathComponent().deletingLastPathComponent()

  /// Every file of YAML or JSON below a folder, named from the folder `root` on.
  static func files(in folder: String, below root: URL) -> [SourceFile] {
    let place = root.appending(path: folder).resolvingSymlinksInPath()
    guard let names = FileManager.default.subpaths(atPath: place.path) else { return [] }
    return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.sorted().compactMap {
      name in
      (try? Data(contentsOf: place.appending(path: name))).map {
        SourceFile(path: folder + "/" + name, bytes: Array($0))
      }
    }
  }
}

/// A described case, with the rulebook that it answers, and the place of its expected reports.
struct Case: Sendable, CustomTestStringConvertible {
  let file: SourceFile
  let expected: URL
  let isReal: Bool

  var name: String { String((file.path.split(separator: "/").last ?? "").dropLast(5)) }
  var testDescription: String { file.path }

  /// The made-up law of the golden folder.
  static let madeUp = rulebook(Folder.files(in: "Golden/Law", below: Folder.here))
  /// The rules of this repository; read only where there are examples.
  static let real = rulebook(Folder.files(in: "rules", below: Folder.package))

  private static func rulebook(_ files: [SourceFile]) -> Result<Rulebook, RulebookError> {
    do { return .success(try Rulebook(files, digest: "test")) } catch { return .failure(error) }
  }

  static let ofTheGoldenFolder = Folder.files(in: "Golden/Cases", below: Folder.here).map {
    Case(file: $0, expected: Folder.here.appending(path: "Golden/Expected"), isReal: false)
  }

  static let ofTheExamples = Folder.files(in: "examples", below: Folder.package)
    .filter { $0.path.split(separator: "/").count == 2 && $0.isUseCase }
    .map {
      Case(
        file: $0, expected: Folder.package.appending(path: "examples/expected"), isReal: true)
    }

  static var all: [Case] { ofTheGoldenFolder + ofTheExamples }

  static func named(_ name: String) throws -> Case {
    try #require(ofTheGoldenFolder.first { $0.name == name })
  }

  var rulebook: Rulebook {
    get throws { try (isReal ? Case.real : Case.madeUp).get() }
  }

  /// The assessment on the day that the file asks for, and its report; made once.
  func report() throws -> AssessmentReport { try #require(Case.reports[file.path]).get() }

  func assessment() throws -> Assessment { try report().assessment }

  private static let reports: [String: Result<AssessmentReport, any Error>] = Dictionary(
    uniqueKeysWithValues: all.map { example in
      (example.file.path, Result { AssessmentReport(try example.assess(example.rulebook)) })
    })

  func assess(_ rulebook: Rulebook) throws -> Assessment {
    let useCase = try UseCase(
      file, answering: rulebook, digest: SHA256.digest(of: file.bytes))
    return rulebook.assess(useCase, on: try #require(useCase.day ?? Day(2026, 11, 22)))
  }

  func has(_ suffix: String) -> Bool {
    FileManager.default.fileExists(atPath: expected.appending(path: name + suffix).path)
  }

  /// Compares a text with the expected one; `UPDATE_GOLDEN=1` writes it down instead.
  func expect(_ text: String, _ suffix: String) throws {
    let place = expected.appending(path: name + suffix)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(at: expected, withIntermediateDirectories: true)
      return try Data(text.utf8).write(to: place)
    }
    let wanted = try String(contentsOf: place, encoding: .utf8)
    #expect(text == wanted, "\(place.lastPathComponent)")
  }
}

extension SourceFile {
  /// Examples beside use cases may be logs of decisions.
  var isUseCase: Bool {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").contains {
      $0.hasPrefix("use_case:") || $0.contains("\"use_case\":")
    }
  }
}

extension [FindingReport] {
  /// The finding of a rule, for a use and a bearer where these are named.
  func of(_ rule: String, use: String? = nil, bearer: String? = nil) throws -> FindingReport {
    try #require(
      first {
        $0.rule.name == rule && (use == nil || $0.finding.use == use)
          && (bearer == nil || $0.finding.bearer == bearer)
      })
  }
}
