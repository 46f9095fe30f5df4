import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `The page on the command line` {
  private func page() throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent("docs/cli.md"), encoding: .utf8)
  }

  /// Every verb with its options, as the parser of arguments knows them.
  private func verbs() throws -> [(name: String, options: [String])] {
    let dump = try Workplace().run(["--experimental-dump-help"]).output
    let json = try JSONSerialization.jsonObject(with: Data(dump.utf8)) as? [String: Any]
    func walk(_ command: [String: Any], _ path: String) -> [(name: String, options: [String])] {
      let parts = command["subcommands"] as? [[String: Any]] ?? []
      let arguments = command["arguments"] as? [[String: Any]] ?? []
      let name = (path + " " + (command["commandName"] as? String ?? "")).trimmingCharacters(
        in: .whitespaces)
      let options = arguments.flatMap { $0["names"] as? [[String: Any]] ?? [] }
        .filter { $0["kind"] as? String == "long" }.compactMap { $0["name"] as? String }
      return [(name, options)] + parts.flatMap { walk($0, name) }
    }
    return try walk(#require(json?["command"] as? [String: Any]), "").filter {
      !$0.name.contains("help")
    }
  }

  @Test func `names every verb and every option`() throws {
    let page = try page()
    let verbs = try verbs()
    #expect(verbs.count > 10)
    for verb in verbs {
      let missing = ([verb.name] + verb.options.map { "--" + $0 }).filter {
        !page.contains("`" + $0)
      }
      #expect(missing == [])
    }
  }
}
