import Clearance
import Foundation
import Testing

@testable import ClearanceCLI

/// Findings on use cases that were taken from a register, told to programs.
@Suite struct `A finding on an imported use case` {
  private func place(_ record: String) throws -> Workplace {
    let place = try Workplace()
    try place.write(
      SmallLaw.bad + """

        origin:
          register: own
          file: inventory.csv
          \(record)
          columns:
            system.can_stop: [Stop button, Who stops it]

        """, to: "case.yaml")
    return place
  }

  private func objects(_ value: Any?) -> [[String: Any]] { value as? [[String: Any]] ?? [] }

  @Test(arguments: [("row: 7", "row", "record"), ("record: 3", "record", "row")])
  func `points into the register in JSON`(record: String, has: String, hasNot: String) throws {
    let place = try place(record)
    let value = try place.run(["assess", "case.yaml", "--format", "json"]).json()
    let assessment = try #require(objects(value["assessments"]).first)
    let ofCase = (assessment["use_case"] as? [String: Any])?["origin"] as? [String: Any]
    #expect(ofCase?["register"] as? String == "own")
    #expect(ofCase?["file"] as? String == "inventory.csv")
    let number = Int(record.split(separator: " ")[1])
    #expect(ofCase?[has] as? Int == number && ofCase?[hasNot] is NSNull)
    let answers = objects(assessment["answers"])
    let stop = try #require(answers.first { $0["fact"] as? String == "system.can_stop" })
    let origin = try #require(stop["origin"] as? [String: Any])
    #expect(origin["file"] as? String == "inventory.csv")
    #expect(origin[has] as? Int == number && origin[hasNot] is NSNull)
    #expect(origin["column"] as? String == "Stop button + Who stops it")
    // What the register did not say has none.
    #expect(answers.contains { $0["origin"] is NSNull })
    let schema = try MiniSchema(place.run(["schema", "assessment"]).output)
    let bytes = try JSONSerialization.data(withJSONObject: assessment)
    #expect(try schema.trouble(with: String(decoding: bytes, as: UTF8.self)) == nil)
  }

  @Test func `points into the register in SARIF, behind the use case and the rule`() throws {
    let place = try place("row: 7")
    let value = try place.run(["assess", "case.yaml", "--format", "sarif"]).json()
    let results = objects(objects(value["runs"]).first?["results"])
    let result = try #require(
      results.first { $0["ruleId"] as? String == "small-act/stop_control" })
    func file(_ location: [String: Any]?) -> String? {
      let physical = location?["physicalLocation"] as? [String: Any]
      return (physical?["artifactLocation"] as? [String: Any])?["uri"] as? String
    }
    #expect(file(objects(result["locations"]).first) == "case.yaml")
    let related = objects(result["relatedLocations"])
    #expect(related.map { $0["id"] as? Int } == (1...related.count).map { $0 })
    let last = try #require(related.last)
    #expect(file(last) == "inventory.csv")
    #expect(
      (last["message"] as? [String: Any])?["text"] as? String
        == "inventory.csv row 7, column \"Stop button + Who stops it\"")
    let properties = try #require(last["properties"] as? [String: Any])
    #expect(properties["row"] as? Int == 7 && properties["record"] == nil)
    #expect(properties["column"] as? String == "Stop button + Who stops it")
    let origin = (result["properties"] as? [String: Any])?["origin"] as? [String: Any]
    #expect(origin?["row"] as? Int == 7)
  }

  @Test func `that was written by hand points nowhere else`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.bad, to: "case.yaml")
    let sarif = place.run(["assess", "case.yaml", "--format", "sarif"]).output
    #expect(!sarif.contains("\"origin\"") && !sarif.contains("\"column\":"))
    let value = try place.run(["assess", "case.yaml", "--format", "json"]).json()
    let answers = objects(objects(value["assessments"]).first?["answers"])
    #expect(!answers.isEmpty && answers.allSatisfy { $0["origin"] is NSNull })
  }
}
