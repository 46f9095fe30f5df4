import Clearance
import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `An interview` {
  @Test func `writes answers into the file, comments and mode kept`() throws {
    let place = try Workplace()
    try place.write("# mine\n" + SmallLaw.open, to: "case.yaml")
    chmod(place.path("case.yaml"), 0o640)
    place.input = Array("yes\n".utf8)
    let outcome = place.run(["ask", "case.yaml", "--interactive"])
    #expect(outcome.status == .clean, "\(outcome.remarks)")
    #expect(outcome.output.contains("Can somebody stop it?"))
    #expect(outcome.output.contains("next: clearance assess case.yaml"))
    #expect(
      try place.text(of: "case.yaml")
        == "# mine\n"
        + SmallLaw.open.replacing(
          "records_kept_months: 12", with: "records_kept_months: 12, can_stop: yes"))
    let mode = try FileManager.default.attributesOfItem(atPath: place.path("case.yaml"))
    #expect(mode[.posixPermissions] as? Int == 0o640)
    #expect(place.run(["assess", "case.yaml", "--strict"]).status == .clean)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: place.folder).sorted() == [
        "case.yaml", "rules",
      ])
  }

  @Test func `ends cleanly with its input, and leaves a file alone that nobody answered`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.open, to: "case.yaml")
    place.input = Array("?\nperhaps\n".utf8)
    #expect(place.run(["ask", "case.yaml", "--interactive", "--lang", "fr"]).status == .clean)
    #expect(try place.text(of: "case.yaml") == SmallLaw.open)
  }

  @Test func `follows a link to the file, and stays one`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.open, to: "real.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: place.path("case.yaml"), withDestinationPath: "real.yaml")
    place.input = Array("no\nquit\n".utf8)
    #expect(place.run(["ask", "case.yaml", "--interactive"]).status == .clean)
    #expect(try place.text(of: "real.yaml").contains("can_stop: no"))
    #expect(Files(directory: place.folder).isLink("case.yaml"))
  }

  @Test(arguments: [
    ["ask", "-", "--interactive"], ["ask", "case.yaml", "--interactive", "--format", "json"],
    ["ask", "case.yaml", "--interactive", "--finding", "stop_control"],
    ["ask", "nothing.yaml", "--interactive"], ["ask", "rules", "--interactive"],
    ["new", "--interactive"],
  ])
  func `is refused where it cannot be held`(arguments: [String]) throws {
    let place = try Workplace()
    try place.write(SmallLaw.open, to: "case.yaml")
    place.input = Array("yes\n".utf8)
    #expect(place.run(arguments).status == .failed)
    #expect(try place.text(of: "case.yaml") == SmallLaw.open)
  }

  @Test func `is not held where no law is asked, as if nothing were open`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.open.replacing("[NL]", with: "[FR]"), to: "case.yaml")
    place.input = Array("yes\n".utf8)
    let outcome = place.run(["ask", "case.yaml", "--interactive"])
    #expect(outcome.status == .failed)
    #expect(outcome.remarks.contains("[not-loaded]"))
  }

  @Test func `overwrites nobody's change`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.open, to: "case.yaml")
    let files = Files(directory: place.folder)
    #expect(throws: Problem.self) {
      try files.save("case.yaml", Array("new".utf8), over: Array("what was there".utf8))
    }
    #expect(try place.text(of: "case.yaml") == SmallLaw.open)
  }

  @Test func `begins with a new file too`() throws {
    let place = try Workplace()
    place.input = Array("1\n".utf8)
    let outcome = place.run(["new", "case.yaml", "--interactive", "--jurisdiction", "NL"])
    #expect(outcome.status == .clean, "\(outcome.remarks)")
    #expect(outcome.output.contains("1 answer saved in case.yaml"))
    let text = try place.text(of: "case.yaml")
    #expect(text.contains("can_stop: yes\n") || text.contains("about: [goods]\n"))
  }
}
