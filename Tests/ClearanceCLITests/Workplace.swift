import Clearance
import Foundation
import Testing

@testable import ClearanceCLI

/// A folder of its own for one test, and the command run in it.
final class Workplace {
  let folder: String
  var environment: [String: String] = [:]
  var program: String?
  var input: [UInt8]?
  var outputIsTerminal = false
  /// Where commands run, below the folder.
  var directory = ""

  /// With the rules of `SmallLaw` in a folder `rules`, unless told otherwise.
  init(rules: [String: String]? = SmallLaw.files) throws {
    folder =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("clearance-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (path, text) in rules ?? [:] { try write(text, to: "rules/" + path) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ text: String, to name: String) throws {
    let path = path(name)
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  func text(of name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  func run(_ arguments: [String]) -> Outcome {
    let surroundings = Surroundings(
      directory: directory.isEmpty ? folder : path(directory), environment: environment,
      today: Day(2026, 11, 22)!, program: program, outputIsTerminal: outputIsTerminal,
      input: input)
    return ClearanceCommand.carryOut(arguments, in: surroundings)
  }
}

extension Outcome {
  /// The result as JSON; an error where it is none.
  func json() throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
    return try #require(value as? [String: Any])
  }

  /// What a result in JSON says went wrong.
  func errors() throws -> [[String: Any]] {
    let diagnostics = try #require(json()["diagnostics"] as? [[String: Any]])
    return diagnostics.compactMap { $0["error"] as? [String: Any] }
  }
}
