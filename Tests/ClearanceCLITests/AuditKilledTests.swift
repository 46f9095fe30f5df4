import Foundation
import Testing

/// An audit that is killed leaves what stood there before, and started again it says what it would
/// have said.
@Suite struct `An audit that is killed` {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private var program: URL {
    let bundle = Bundle.main.executableURL ?? URL(fileURLWithPath: "/")
    let built = [bundle.deletingLastPathComponent(), Bundle(for: Workplace.self).bundleURL]
    return built.map { $0.appendingPathComponent("clearance") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? bundle
  }

  private func start(_ arguments: [String], in place: Workplace, saying output: String) throws
    -> Process
  {
    let process = Process()
    process.executableURL = program
    process.arguments = ["audit", "--rules", Self.package.path + "/rules"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: place.folder)
    process.environment = ["CLEARANCE_CACHE": place.path("cache")]
    try Data().write(to: URL(filePath: place.path(output)))
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: place.path(output)))
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Files of ids that are not in place yet.
  private func unfinished(in place: Workplace) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: place.folder)
      .filter { $0.hasPrefix("ids.tsv.") }
  }

  @Test func `started again gives the same report, and ids are never half a line`() throws {
    let place = try Workplace(rules: nil)
    try start(["--sample-mapping"], in: place, saying: "mapping.yaml").waitUntilExit()
    try start(
      ["--sample", "2500", "--sample-violations", "20"], in: place, saying: "small.ndjson"
    ).waitUntilExit()
    let small = try Data(contentsOf: URL(filePath: place.path("small.ndjson")))
    var log = Data()
    for _ in 0..<60 { log += small }
    try log.write(to: URL(filePath: place.path("log.ndjson")))
    let audit = [
      "log.ndjson", "--mapping", "mapping.yaml", "--on", "2026-11-22", "--ids", "ids.tsv",
      "--format", "json", "--threads", "2",
    ]
    let whole = try start(audit, in: place, saying: "first.json")
    whole.waitUntilExit()
    #expect(whole.terminationStatus == 0)
    let report = try place.text(of: "first.json")
    let ids = try place.text(of: "ids.tsv")
    #expect(report.contains("\"records\": \(2500 * 60)"))
    #expect(ids.split(separator: "\n").count > 1000)

    // With a file of ids in place, and with none: killed once some ids are written, or at the end.
    for hadIDs in [true, false] {
      if !hadIDs { try FileManager.default.removeItem(atPath: place.path("ids.tsv")) }
      let killed = try start(audit, in: place, saying: "killed.json")
      while killed.isRunning {
        let sizes = try unfinished(in: place).compactMap {
          try? FileManager.default.attributesOfItem(atPath: place.path($0))[.size] as? Int
        }
        if sizes.contains(where: { $0 > 0 }) { kill(killed.processIdentifier, SIGKILL) }
      }
      killed.waitUntilExit()
      #expect(killed.terminationReason == .uncaughtSignal)
      #expect(try place.text(of: "killed.json").isEmpty)
      #expect(FileManager.default.fileExists(atPath: place.path("ids.tsv")) == hadIDs)
      if hadIDs { #expect(try place.text(of: "ids.tsv") == ids) }
      for name in try unfinished(in: place) {
        let text = try place.text(of: name)
        #expect(text.isEmpty || text.hasSuffix("\n"))
        try FileManager.default.removeItem(atPath: place.path(name))
      }
    }
    let again = try start(audit, in: place, saying: "again.json")
    again.waitUntilExit()
    #expect(try place.text(of: "again.json") == report)
    #expect(try place.text(of: "ids.tsv") == ids)
    #expect(try unfinished(in: place).isEmpty)
  }
}
