import Foundation
import Testing

/// The program itself, as a shell runs it.
@Suite struct `The process` {
  private var program: URL {
    // The tests are a bundle of their own; the program lies beside it.
    let bundle = Bundle.main.executableURL ?? URL(fileURLWithPath: "/")
    let built = [bundle.deletingLastPathComponent(), Bundle(for: Workplace.self).bundleURL]
    return built.map { $0.appendingPathComponent("clearance") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? bundle
  }

  /// Runs a line of shell in a workplace, in which `$clearance` is the program.
  private func shell(_ line: String, in place: Workplace) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = URL(fileURLWithPath: place.folder)
    process.environment = ["clearance": program.path, "PATH": "/usr/bin:/bin"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }

  @Test func `ends with the code, and keeps results and remarks apart`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.bad, to: "case.yaml")
    let run = try shell(
      "\"$clearance\" assess case.yaml --fail-on low 2>remarks >result", in: place)
    #expect(run.code == 1)
    #expect(try place.text(of: "remarks").hasPrefix("rules: rules · "))
    #expect(try place.text(of: "result").contains("stop_control"))
    #expect(try shell("\"$clearance\" --nonsense", in: place).code == 2)
    #expect(try shell("\"$clearance\" --version", in: place).code == 0)
  }

  @Test func `a reader that has seen enough is no error`() throws {
    let place = try Workplace()
    let line = "{ \"$clearance\" schema use-case 2>/dev/null; echo $? >code; } | head -c 10"
    let run = try shell(line, in: place)
    #expect(run.output == "{\n  \"$sche")
    #expect(try place.text(of: "code") == "0\n")
  }

  @Test func `a full disk is an error`() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let run = try shell("\"$clearance\" rules list 2>&1 >/dev/full", in: Workplace())
    #expect(run.code == 2)
    #expect(run.output.contains("standard output: error: the file cannot be written"))
  }

  @Test func `reads standard input and pipes with names`() throws {
    let place = try Workplace()
    try place.write(SmallLaw.good, to: "case.yaml")
    #expect(try shell("\"$clearance\" assess - <case.yaml", in: place).code == 0)
    #expect(try shell("mkfifo p; cat case.yaml >p & \"$clearance\" assess p", in: place).code == 0)
    #expect(try shell("\"$clearance\" assess /dev/zero", in: place).code == 2)
  }
}
