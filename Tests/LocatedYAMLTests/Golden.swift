import Foundation
import Testing

@testable import LocatedYAML

/// A file of a golden folder, with its outcome beside it in `name.expected`.
struct Golden: Sendable, CustomTestStringConvertible {
  let source: SourceFile
  private let expectation: URL
  var testDescription: String { source.path }

  /// The files of a folder that lies beside this file.
  static func cases(in folder: String) -> [Golden] {
    let place = URL(filePath: #filePath).deletingLastPathComponent().appending(path: folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
    return names.filter { !$0.hasSuffix(".expected") }.sorted().compactMap { name in
      let file = place.appending(path: name)
      guard let data = try? Data(contentsOf: file) else { return nil }
      return Golden(
        source: SourceFile(path: name, bytes: Array(data)),
        expectation: file.deletingPathExtension().appendingPathExtension("expected"))
    }
  }

  /// Compares an outcome with the expected one; `UPDATE_GOLDEN=1` writes it down instead.
  func expect(_ outcome: String) throws {
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      return try Data((outcome + "\n").utf8).write(to: expectation)
    }
    let expected = try String(contentsOf: expectation, encoding: .utf8)
    #expect(outcome + "\n" == expected)
  }
}

@Test(arguments: Golden.cases(in: "Golden/Bad"))
func `a broken file says where and why`(_ example: Golden) throws {
  let reading = Reading(example.source, limits: .rules)
  #expect(reading.diagnostics.containsError)
  try example.expect(reading.diagnostics.rendered(in: [example.source]))
}

@Test func `the golden folder is not empty`() {
  #expect(Golden.cases(in: "Golden/Bad").count > 10)
}
