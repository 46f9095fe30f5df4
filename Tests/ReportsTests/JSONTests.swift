import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

@Test(arguments: Case.all)
func `an assessment fits its schema`(_ example: Case) throws {
  let report = try example.report()
  let ending = Ending(code: 1, reason: Text("violated", french: "violée"))
  for ending in [nil, ending] {
    let value = AssessmentJSON(report).value(ending: ending)
    #expect(AssessmentSchema.root.mistakes(in: value, at: "$") == [])
  }
}

@Test(arguments: ReportSchema.allCases)
func `the schema in the documents is the one that is kept`(_ schema: ReportSchema) throws {
  let place = Folder.package.appending(path: "docs/schemas/\(schema.rawValue).schema.json")
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(schema.text.utf8).write(to: place)
  }
  #expect(try String(contentsOf: place, encoding: .utf8) == schema.text)
}

@Test(arguments: Case.ofTheGoldenFolder)
func `what is written is JSON`(_ example: Case) throws {
  let report = try example.report()
  let interview = Interview(report.assessment)
  for text in [report.rendered(as: .json), interview.rendered(as: .json)] {
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
  }
}

@Test(arguments: [
  (JSONValue.text("a\"b\\c"), "\"a\\\"b\\\\c\"\n"),
  (.text("\u{1B}[2J\u{202E}\u{7F}"), "\"\\u001B[2J\\u202E\\u007F\"\n"),
  (.text("é 😀\n"), "\"é 😀\\n\"\n"),
  (.text("\u{E0001}"), "\"\\uDB40\\uDC01\"\n"),
  (.decimal("0.560000000000001"), "0.560000000000001\n"),
  (.list([]), "[]\n"), (.object([]), "{}\n"),
  (.list([.integer(1), .flag(true), .null]), "[1, true, null]\n"),
  (
    .object([.init("b", .integer(1)), .init("a", .list([.object([])]))]),
    "{\"b\": 1, \"a\": [{}]}\n"
  ),
  (
    .object([.init("b", .text(String(repeating: "x", count: 90))), .init("a", .integer(1))]),
    "{\n  \"b\": \"\(String(repeating: "x", count: 90))\",\n  \"a\": 1\n}\n"
  ),
])
func `JSON is written in order and with its escapes`(_ value: JSONValue, _ text: String) {
  #expect(value.written == text)
}

@Test func `diagnostics are capped, counted, and JSON for machines`() throws {
  let span = SourceSpan(at: SourcePosition(line: 2, column: 3), length: 4)
  let diagnostics = (0..<53).map { number in
    Diagnostic(
      code: "unknown-fact", severity: number == 0 ? .warning : .error, message: "no \(number)",
      file: "a.yaml", span: span, suggestion: number == 1 ? "some" : nil, hint: nil)
  }
  let text = diagnostics.rendered(as: .text, in: [])
  #expect(text.contains("a.yaml:2:3: warning: no 0 [unknown-fact]"))
  #expect(text.hasSuffix("and 3 more in this file\n"))
  let json = try #require(
    try JSONSerialization.jsonObject(
      with: Data(diagnostics.rendered(as: .json, in: []).utf8)) as? [String: Any])
  let list = try #require(json["diagnostics"] as? [[String: [String: Any]]])
  #expect(list.count == 50)
  #expect(list[0].keys.first == "warning")
  let error = try #require(list[1]["error"])
  #expect(error["code"] as? String == "unknown-fact")
  #expect(error["line"] as? Int == 2)
  #expect(error["column"] as? Int == 3)
  #expect(error["suggestion"] as? String == "some")
  #expect(error["hint"] is NSNull)
  let dropped = try #require(json["dropped"] as? [[String: Any]])
  #expect(dropped.first?["count"] as? Int == 3)
}

extension Schema {
  /// Where a value does not fit; empty where it does.
  ///
  /// - Parameter definitions: those of the schema as a whole.
  func mistakes(
    in value: JSONValue, at path: String,
    _ definitions: [(name: String, schema: Schema)] = AssessmentSchema.definitions
  ) -> [String] {
    switch (self, value) {
    case (.anything, _), (.text, .text), (.integer, .integer), (.flag, .flag): return []
    case (.day, .text(let words)): return Day(words) == nil ? ["\(path): \(words)"] : []
    case (.words(let words), .text(let word)):
      return words.contains(word) ? [] : ["\(path): \(word)"]
    case (.number(let number), .integer(let other)): return number == other ? [] : [path]
    case (.optional, .null): return []
    case (.optional(let schema), _): return schema.mistakes(in: value, at: path, definitions)
    case (.named(let name), _):
      let definition = definitions.first { $0.name == name }
      return definition?.schema.mistakes(in: value, at: path, definitions) ?? [
        "\(path): no \(name)"
      ]
    case (.list(let schema), .list(let items)):
      return items.enumerated().flatMap {
        schema.mistakes(in: $1, at: "\(path)[\($0)]", definitions)
      }
    case (.object(let members), .object(let found)):
      guard members.map(\.name) == found.map(\.name) else {
        return ["\(path): \(found.map(\.name)) for \(members.map(\.name))"]
      }
      return zip(members, found).flatMap {
        $0.schema.mistakes(in: $1.value, at: path + "." + $1.name, definitions)
      }
    default: return ["\(path): another type"]
    }
  }
}
