import Foundation
import Testing

@testable import DecisionLogs

/// The twenty checks of the benchmark come out as plain code has them: three values for each record
/// and check, from columns.
@Suite struct WorkloadTests {
  @Test func everyCheckComesOutForEveryRecordAsPlainCodeHasIt() throws {
    let audit = try Workload.audit()
    let records = Record.some(1500)
    let lines = records.map { $0.line }
    let whole = audit.counted(lines.joined(separator: "\n"))
    #expect(whole.records == records.count)
    #expect(whole.badCount == 0)
    #expect(audit.names == Record.checks.map { $0.name })
    let worker = LogWorker(audit, .json, wantsIDs: true)
    var ids: [String] = []
    var open = [Int](repeating: 0, count: 20)
    for (record, line) in zip(records, lines) {
      let part = worker.counted(Array(line.utf8))
      for (place, check) in Record.checks.enumerated() {
        let truth = check.holds(record)
        let count = part.counts[place]
        #expect(count.violated == (truth == true ? 1 : 0), "\(check.name): \(line)")
        #expect(count.open == (truth == nil ? 1 : 0), "\(check.name): \(line)")
        if truth == true { ids.append("checks/\(check.name)\t\(record.number)") }
        if truth == nil { open[place] += 1 }
      }
    }
    let written = String(decoding: whole.ids, as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(written == ids)
    #expect(whole.counts.map { $0.open } == open)
    // Whatever the checks find, the sample has some of it, or the comparison says nothing.
    #expect(whole.counts.allSatisfy { $0.violated > 0 && $0.satisfied > 0 })
  }

  @Test func theWholeWorkloadHasTheCountsIDsAndOpenSetsThatAreExpected() throws {
    let bench = Workload.package.appending(path: "../shared/bench").standardized
    guard FileManager.default.fileExists(atPath: bench.appending(path: "gen.py").path) else {
      print("THE WORKLOAD WAS NOT TRIED: there is no ../shared/bench/gen.py")
      return
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "workload-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let python = """
      import subprocess, sys, os, json
      bench, folder = sys.argv[1:]
      os.environ["BENCH_DATA"] = folder
      subprocess.run([sys.executable, bench + "/gen.py", "--docs", "10", "--records", "10000"],
                     check=True, stdout=subprocess.DEVNULL)
      sys.path.insert(0, bench)
      import common
      checks = [(c["id"].lower(), common.compile_k3(c["when"])) for c in common.load_checks()]
      lines = [json.loads(l) for l in open(folder + "/audit.ndjson")]
      expected = json.load(open(folder + "/expected_audit_10000.json"))
      for name, check in checks:
          truths = [check(line) for line in lines]
          assert truths.count(True) == expected["counts"][name.upper()]
          assert truths.count(None) == expected["undetermined_counts"][name.upper()]
          print(name, "".join({True: "1", False: "0", None: "?"}[truth] for truth in truths))
      """
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-B", "-c", python, bench.path, folder.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let told = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    let expected = String(decoding: told, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: " ")
    }
    let audit = try Workload.audit()
    #expect(audit.names == expected.map { String($0[0]) })
    let log = try Data(contentsOf: folder.appending(path: "audit.ndjson"))
    let whole = audit.counted(Array(log))
    #expect(whole.records == 10_000)
    var ids = Set<String>()
    for (place, row) in expected.enumerated() {
      let truths = Array(row[1].utf8)
      let count = whole.counts[place]
      #expect(count.violated == truths.count { $0 == UInt8(ascii: "1") }, "\(row[0])")
      #expect(count.open == truths.count { $0 == UInt8(ascii: "?") }, "\(row[0])")
      for (number, truth) in truths.enumerated() where truth == UInt8(ascii: "1") {
        ids.insert("checks/\(row[0])\t\(number)")
      }
    }
    let written = String(decoding: whole.ids, as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(written.count == ids.count)
    #expect(Set(written) == ids)
    // Which are open, record by record.
    let worker = LogWorker(audit, .json, wantsIDs: false)
    for (number, line) in log.split(separator: UInt8(ascii: "\n")).enumerated().prefix(3000) {
      let part = worker.counted(Array(line))
      for (place, row) in expected.enumerated() {
        let truth = row[1].utf8[row[1].utf8.index(row[1].utf8.startIndex, offsetBy: number)]
        #expect((part.counts[place].open == 1) == (truth == UInt8(ascii: "?")))
      }
    }
  }
}

/// A record of the workload, with values that may be missing, and the checks as plain code.
struct Record {
  var number = 0
  var decidedAt: Int?
  var channel: String?
  var lane: String?
  var decision: String?
  var automated: Bool?
  var score: Int?
  var threshold: Int?
  var version: String?
  var status: String?
  var reviewer: String?
  var reviewedAt: Int?
  var override: Bool?
  var overrideReason: String?
  var reasonCode: String?
  var explanation: String?
  var notifiedAt: Int?
  var appealInfo: Bool?
  var subject: String?
  var isPerson: Bool?
  var data: String?
  var basis: String?
  var retention: Int?

  /// Records of which each check finds some. Times lie close together, so that bounds are met.
  static func some(_ count: Int) -> [Record] {
    var state: UInt64 = 20_261_122
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(below))
    }
    func maybe<Value>(_ all: [Value]) -> Value? { next(6) == 0 ? nil : all[next(all.count)] }
    let start = 1_767_225_600
    return (0..<count).map { number in
      Record(
        number: number, decidedAt: maybe([start, start + 60, start + 61]),
        channel: maybe(["api", "portal", "mobile"]), lane: maybe(["green", "red", "blue"]),
        decision: maybe(["release", "detain", "revoke", "penalty"]),
        automated: maybe([true, true, false]), score: maybe([4999, 7499, 7500, 7999, 8000, 9000]),
        threshold: maybe([5000, 7500, 8000]), version: maybe(["3.2.0", "4.0.0-rc1", "9"]),
        status: maybe(["approved", "pilot", "retired"]), reviewer: maybe(["u1", "u2"]),
        reviewedAt: maybe([start - 1, start, start + 60, start + 61]),
        override: maybe([true, false]), overrideReason: maybe(["RC01"]),
        reasonCode: maybe(["RC01", "OTHER"]), explanation: maybe(["ex-1"]),
        notifiedAt: maybe([start + 2_592_000, start + 2_592_001, start + 9_000_000]),
        appealInfo: maybe([true, false]), subject: maybe(["traveller", "importer"]),
        isPerson: maybe([true, false]), data: maybe(["none", "personal", "special", "criminal"]),
        basis: maybe(["none", "ucc_46", "art22_2a"]), retention: maybe([1825, 1826, 1827]))
    }
  }

  /// As a line of JSON; a value that is missing has no key, or is null.
  var line: String {
    var pairs: [String] = ["\"record_no\":\(number)"]
    func add(_ key: String, _ value: (some Any)?) {
      if let value { pairs.append("\"\(key)\":\(value)") }
      if value == nil, number % 3 == 0 { pairs.append("\"\(key)\":null") }
    }
    func time(_ seconds: Int?) -> String? {
      seconds.map {
        "\"" + Date(timeIntervalSince1970: Double($0)).formatted(.iso8601) + "\""
      }
    }
    func text(_ word: String?) -> String? { word.map { "\"\($0)\"" } }
    func fraction(_ tenThousandths: Int?) -> String? {
      tenThousandths.map { "0." + String(repeating: "0", count: 4 - String($0).count) + "\($0)" }
    }
    add("decided_at", time(decidedAt))
    add("channel", text(channel))
    add("lane", text(lane))
    add("decision", text(decision))
    add("automated", automated)
    add("score", fraction(score))
    add("threshold", fraction(threshold))
    add("model_version", text(version))
    add("model_status", text(status))
    add("reviewer_id", text(reviewer))
    add("reviewed_at", time(reviewedAt))
    add("override", override)
    add("override_reason", text(overrideReason))
    add("reason_code", text(reasonCode))
    add("explanation_id", text(explanation))
    add("notified_at", time(notifiedAt))
    add("appeal_info", appealInfo)
    add("subject_type", text(subject))
    add("natural_person", isPerson)
    add("data_category", text(data))
    add("legal_basis", text(basis))
    add("retention_days", retention)
    return "{" + pairs.joined(separator: ",") + "}"
  }

  // MARK: The checks

  private var isAdverse: Bool? {
    decision.map { ["detain", "reject", "revoke", "penalty"].contains($0) }
  }

  private var scoreIsBelow: Bool? {
    if let score, let threshold { score < threshold } else { nil }
  }

  private static func elapsed(_ from: Int?, _ to: Int?, over seconds: Int) -> Bool? {
    if let from, let to { to - from > seconds } else { nil }
  }

  private static func all(_ parts: Bool?...) -> Bool? {
    parts.contains(false) ? false : parts.contains(nil) ? nil : true
  }

  private static func any(_ parts: Bool?...) -> Bool? {
    parts.contains(true) ? true : parts.contains(nil) ? nil : false
  }

  static let checks: [(name: String, holds: @Sendable (Record) -> Bool?)] = [
    ("c01", { all($0.isAdverse, $0.reviewer == nil) }),
    ("c02", { all($0.isAdverse, $0.automated, $0.isPerson) }),
    ("c03", { all($0.isAdverse, elapsed($0.decidedAt, $0.notifiedAt, over: 2_592_000)) }),
    ("c04", { all($0.isAdverse, $0.notifiedAt == nil) }),
    (
      "c05",
      {
        all(
          $0.data.map { ["special", "criminal"].contains($0) },
          any($0.basis == nil, $0.basis.map { ["none", "ucc_46"].contains($0) }))
      }
    ),
    ("c06", { elapsed($0.reviewedAt, $0.decidedAt, over: 0) }),
    ("c07", { all($0.override, $0.overrideReason == nil) }),
    (
      "c08",
      {
        all(
          $0.status.map { $0 != "approved" },
          $0.lane.map { ["red", "orange", "yellow"].contains($0) })
      }
    ),
    ("c09", { all($0.isAdverse, $0.explanation == nil) }),
    ("c10", { all($0.isAdverse, $0.appealInfo.map { !$0 }) }),
    ("c11", { all($0.lane.map { $0 == "red" }, $0.scoreIsBelow) }),
    (
      "c12",
      {
        all($0.lane.map { $0 == "green" }, $0.scoreIsBelow.map { !$0 }, $0.override.map { !$0 })
      }
    ),
    ("c13", { all($0.version.map { $0 == "4.0.0-rc1" }, $0.status.map { $0 == "approved" }) }),
    (
      "c14",
      {
        all(
          $0.data.map { ["personal", "special", "criminal"].contains($0) },
          $0.retention.map { $0 > 1826 })
      }
    ),
    (
      "c15",
      { all($0.isAdverse, any($0.reasonCode == nil, $0.reasonCode.map { $0 == "OTHER" })) }
    ),
    ("c16", { $0.decidedAt == nil }),
    ("c17", { all($0.reviewer != nil, $0.reviewedAt == nil) }),
    (
      "c18",
      {
        all(
          $0.isAdverse, elapsed($0.decidedAt, $0.reviewedAt, over: 60).map { !$0 },
          elapsed($0.reviewedAt, $0.decidedAt, over: 0).map { !$0 })
      }
    ),
    (
      "c19",
      {
        all(
          $0.subject.map { $0 == "traveller" },
          $0.channel.map { ["portal", "mobile"].contains($0) },
          $0.automated, $0.score.map { $0 >= 8000 })
      }
    ),
    (
      "c20",
      {
        all(
          $0.decision.map { ["revoke", "penalty"].contains($0) }, $0.score.map { $0 < 7500 },
          any($0.reviewer == nil, $0.explanation == nil), $0.override.map { !$0 })
      }
    ),
  ]
}
