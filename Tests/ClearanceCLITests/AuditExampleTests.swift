import Foundation
import RuleCompiler
import Testing

@testable import ClearanceCLI

/// The logs of `examples/logs`, audited as their page says.
@Suite(.serialized) struct `Examples of logs` {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Rules are compiled once for all.
  private static let cache = FileManager.default.temporaryDirectory
    .appendingPathComponent("clearance-\(UUID().uuidString)").path

  private func audit(_ arguments: [String]) throws -> Outcome {
    let day = try #require(Day("2026-11-25"))
    let surroundings = Surroundings(
      directory: Self.package.path, environment: ["CLEARANCE_CACHE": Self.cache], today: day,
      program: nil,
      outputIsTerminal: false, input: nil)
    return ClearanceCommand.carryOut(["audit"] + arguments, in: surroundings)
  }

  @Test(arguments: [
    ("import", "import.csv", ["--by", "office"]), ("passenger", "passenger.ndjson.gz", []),
    ("penalty", "penalty.ndjson", []),
  ])
  func `are reported on as expected`(name: String, log: String, more: [String]) throws {
    let outcome = try audit(
      ["examples/logs/\(log)", "--mapping", "examples/logs/\(name).yaml", "--on", "2026-11-25"]
        + more)
    #expect(outcome.status == .clean)
    // Rules change, and with them their digest.
    let output = outcome.output.replacing(/Rules: sha256 [0-9a-f]+/, with: "Rules: sha256 …")
    let golden = Self.package.appending(path: "examples/logs/expected/\(name).txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try Data(output.utf8).write(to: golden)
    }
    #expect(try String(contentsOf: golden, encoding: .utf8) == output)
  }

  @Test(arguments: ["import", "passenger", "penalty"])
  func `have the mapping that goes with their kind`(name: String) throws {
    let outcome = try audit(["--sample-mapping", "--sample-kind", name])
    let file = Self.package.appending(path: "examples/logs/\(name).yaml")
    #expect(try String(contentsOf: file, encoding: .utf8) == outcome.output)
  }

  @Test func `a kind that is not there, and two jobs at once, are refused`() throws {
    let unknown = try audit(["--sample", "5", "--sample-kind", "harbour"])
    #expect(unknown.status == .failed)
    #expect(unknown.remarks.contains("[unknown-sample]"))
    #expect(unknown.remarks.contains("`passenger`"))
    #expect(try audit(["--sample", "5", "--sample-mapping"]).status == .failed)
    #expect(try audit(["--sample=-5"]).status == .failed)
    #expect(try audit([]).remarks.contains("[nothing-to-audit]"))
  }
}
