import Clearance
import Foundation
import GRDB
import Testing

@testable import ClearanceCLI
@testable import ClearanceRegister
@testable import Register

@Suite struct `The history` {
  @Test func `is a chain: each event has the digest of the one before`() throws {
    let place = try Place()
    let events = try place.register(of: "a", "b", "c").events(of: nil)
    #expect(events.count == 6)
    #expect(events.map(\.previous) == [Event.noDigest] + events.dropLast().map(\.digest))
    #expect(events.filter { !$0.isSound } == [])
  }

  /// Written out by hand after docs/register.md, so that the form is held by something else than
  /// the code.
  @Test func `has digests of the lines that the documentation names`() throws {
    let place = try Place()
    let event = try #require(try place.register(of: "lane").events(of: nil).last)
    let text = """
      clearance-register 1
      \(event.number)
      \(event.previous)
      assessment
      2026-11-25
      "lane"
      \(event.body)
      """
    #expect(Register.sha256(Array(text.utf8)) == event.digest)
  }

  @Test(arguments: [
    "UPDATE event SET day = day", "DELETE FROM event", "DELETE FROM finding",
    "UPDATE version SET path = ''", "INSERT OR REPLACE INTO file SELECT digest, bytes FROM file",
  ])
  func `only grows, whoever writes`(sql: String) throws {
    let place = try Place()
    let store = try place.register(of: "lane")
    #expect(throws: DatabaseError.self) { try store.queue.write { try $0.execute(sql: sql) } }
  }

  @Test(arguments: [
    ("event", "UPDATE event SET body = replace(body, 'satisfied', 'violated')", "event"),
    ("event", "DELETE FROM event WHERE number = 2", "event"),
    ("file", "UPDATE file SET bytes = x'00'", "file-digest"),
    ("finding", "DELETE FROM finding WHERE place = 0", "table"),
    ("moment", "UPDATE moment SET day = '2099-01-01'", "table"),
  ])
  func `is checked, also where the triggers were put back`(
    table: String, sql: String, code: String
  ) throws {
    let place = try Place()
    let store = try place.register(of: "lane", "scanner")
    #expect(place.run("check", "r").status == .clean)
    try store.queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      let rows = try Row.fetchAll(
        database,
        sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?",
        arguments: [table])
      for row in rows { try database.execute(sql: "DROP TRIGGER \(row["name"] as String)") }
      try database.execute(sql: sql)
      for row in rows { try database.execute(sql: row["sql"] as String) }
    }
    let outcome = place.run("check", "r")
    #expect(outcome.status == .findings)
    #expect(outcome.output.contains("[\(code)]"), "\(outcome.output)")
  }

  @Test func `is checked for the schema itself`() throws {
    let place = try Place()
    let store = try place.register(of: "lane")
    try store.queue.write { try $0.execute(sql: "DROP TRIGGER event_no_update") }
    let outcome = place.run("check", "r")
    #expect(outcome.status == .findings)
    #expect(outcome.output.contains("`event_no_update` of the schema"))
  }

  @Test func `that was cut is found by an event that was noted`() throws {
    let place = try Place()
    let store = try place.register(of: "lane")
    let noted = try store.head().digest
    #expect(place.run("check", "r", "--noted", noted).status == .clean)
    #expect(place.run("check", "r", "--noted", String(noted.reversed())).status == .findings)
  }
}

@Suite struct `Lines of JSON` {
  @Test func `read in make the same register, which writes the same lines`() throws {
    let place = try Place()
    _ = try place.register(of: "lane", "scanner")
    place.run("retire", "r", "lane", "--reason", "a \"quoted\" reason, \\ and é")
    let lines = place.run("export", "r").output
    #expect(lines == place.run("export", "r").output)
    try place.write(lines, to: "lines")
    place.run("init", "other")
    #expect(place.run("import", "other", "lines").status == .clean)
    #expect(place.run("export", "other").output == lines)
    #expect(place.run("check", "other").status == .clean)
    #expect(place.run("list", "other").output == place.run("list", "r").output)
    // Read in once more, nothing is new; what came later is.
    #expect(place.run("import", "other", "lines").output.hasPrefix("0 events read in"))
    try place.add("third")
    place.run("add", "r", "cases/third.yaml")
    try place.write(place.run("export", "r").output, to: "lines")
    #expect(place.run("import", "other", "lines").output.hasPrefix("2 events read in"))
  }

  @Test(arguments: [
    "", "{", "\n\n", "[]", "{\"format\":\"clearance-register\",\"version\":1,\"events\":0}",
    "{\"format\":\"clearance-register\",\"version\":1,\"events\":1,\"head\":\"\"}",
    "{\"format\":\"clearance-register\",\"version\":9,\"events\":0,\"head\":\"\"}",
  ])
  func `that are none are refused, and nothing is read in`(text: String) throws {
    let place = try Place()
    let store = try place.register(of: "lane")
    try place.write(text, to: "lines")
    let outcome = place.run("import", "r", "lines")
    #expect(outcome.status == .failed)
    #expect(outcome.remarks.contains("[bad-line]"), "\(outcome.remarks)")
    #expect(try store.head().events == 2)
  }

  @Test func `with a letter changed anywhere are refused`() throws {
    let place = try Place()
    _ = try place.register(of: "lane")
    let lines = Array(place.run("export", "r").output.utf8)
    place.run("init", "other")
    let store = try RegisterStore(place.path("other"), writing: true)
    for position in stride(from: 60, to: lines.count, by: 97) where lines[position] != 0x0A {
      var changed = lines
      changed[position] = changed[position] == 0x78 ? 0x79 : 0x78
      #expect(throws: RegisterError.self) { try store.importing(changed) }
      #expect(try store.head().events == 0)
    }
  }
}

@Suite struct `A file of a register` {
  @Test(arguments: ["register-1"])
  func `of every released version is brought up to date`(name: String) throws {
    let place = try Place()
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(name).clearance").path
    try FileManager.default.copyItem(atPath: source, toPath: place.path("r"))
    let store = try RegisterStore(place.path("r"), writing: true)
    #expect(try store.names() == ["gate", "lane"])
    #expect(place.run("check", "r").status == .clean)
    #expect(try store.events(of: "lane").map(\.kind).contains(.waiver))
    try place.add("third")
    #expect(place.run("add", "r", "cases", "--on", "2026-12-24").status == .clean)
    #expect(place.run("check", "r").status == .clean)
  }

  @Test func `of a later version is refused by name`() throws {
    let place = try Place()
    let store = try place.register(of: "lane")
    try store.queue.write { try $0.execute(sql: "PRAGMA user_version = 2") }
    for verb in ["list", "check", "export", "history"] {
      #expect(place.run(verb, "r").remarks.contains("[newer-register]"))
    }
    #expect(place.run("add", "r", "cases").remarks.contains("[newer-register]"))
  }

  @Test func `that is something else is refused by name`() throws {
    let place = try Place()
    try place.write(String(repeating: "use_case: x\n", count: 50), to: "text")
    try place.write("", to: "empty")
    try DatabaseQueue(path: place.path("other")).write {
      try $0.execute(sql: "CREATE TABLE t (x)")
    }
    for name in ["text", "empty", "other", "rules"] {
      #expect(place.run("list", name).remarks.contains("[not-a-register]"), "\(name)")
    }
    #expect(place.run("list", "absent").remarks.contains("[no-register]"))
  }

  @Test func `is never made over another`() throws {
    let place = try Place()
    try place.write("mine", to: "r")
    #expect(place.run("init", "r").remarks.contains("[file-exists]"))
    #expect(try String(contentsOfFile: place.path("r"), encoding: .utf8) == "mine")
    let store = try place.register2()
    #expect(place.run("backup", "r2", "r").remarks.contains("[file-exists]"))
    _ = store
    let names = try FileManager.default.contentsOfDirectory(atPath: place.folder)
    #expect(names.filter { $0.contains(".new-") } == [])
  }

  @Test func `can be copied while it is open, and the copy is whole`() throws {
    let place = try Place()
    let store = try place.register(of: "lane", "scanner")
    #expect(place.run("backup", "r", "copy").status == .clean)
    #expect(place.run("check", "copy").status == .clean)
    #expect(place.run("export", "copy").output == place.run("export", "r").output)
    _ = store
  }
}

extension Place {
  fileprivate func register2() throws -> RegisterStore {
    run("init", "r2")
    return try RegisterStore(path("r2"), writing: false)
  }
}

@Suite struct `The command of registers` {
  @Test(arguments: [
    ["add"], ["list"], ["nothing"], ["due", "r", "--reason", "x"],
    ["list", "r", "--standing", "x"],
    ["retire", "r", "lane"],
  ])
  func `ends with 2 where it is used wrongly`(arguments: [String]) throws {
    let place = try Place()
    let outcome = RegisterCommand.carryOut(
      arguments, in: Surroundings(directory: place.folder, today: place.today))
    #expect(outcome.status == .failed)
    #expect(outcome.output == "")
  }

  @Test(arguments: [["--help"], ["help", "add"], ["evidence", "add", "--help"], ["--version"]])
  func `tells what it does`(arguments: [String]) throws {
    let place = try Place()
    let outcome = RegisterCommand.carryOut(
      arguments, in: Surroundings(directory: place.folder, today: place.today))
    #expect(outcome.status == .clean)
    #expect(outcome.output != "")
  }

  @Test func `says in French what it says in English`() throws {
    let place = try Place()
    _ = try place.register(of: "lane")
    #expect(place.run("list", "r", "--lang", "fr").remarks == "1 système sur 1\n")
    #expect(place.run("show", "r", "nobody", "--lang", "fr").remarks.contains("aucun système"))
    #expect(
      place.run("check", "r", "--lang", "fr").output.contains("tout est tel qu'il a été écrit"))
  }

  @Test func `is run by the other where it stands beside it, and named where it does not`() throws {
    let place = try Place()
    let missing = ClearanceCommand.carryOut(
      ["register", "list", "r"], in: Surroundings(directory: place.folder, today: place.today))
    #expect(missing.status == .failed)
    #expect(missing.remarks.contains("[no-register-program]"))
    let french = ClearanceCommand.carryOut(
      ["register", "list", "r", "--lang", "fr"],
      in: Surroundings(directory: place.folder, today: place.today))
    #expect(french.remarks.contains("n'est pas installé"))
    try place.write("#!/bin/sh\n", to: "bin/clearance-register")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: place.path("bin/clearance-register"))
    let beside = Surroundings(
      directory: place.folder, today: place.today, program: place.path("bin/clearance"))
    #expect(RegisterVerb.program(in: beside) == place.path("bin/clearance-register"))
    let onPath = Surroundings(
      directory: place.folder, environment: ["PATH": "bin:\(place.path("bin"))"],
      today: place.today)
    #expect(RegisterVerb.program(in: onPath) == place.path("bin/clearance-register"))
  }
}
