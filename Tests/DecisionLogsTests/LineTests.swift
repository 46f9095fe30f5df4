import CLogReader
import LocatedYAML
import Testing

@testable import DecisionLogs
@testable import RuleCompiler
@testable import RuleEvaluator

/// What is wrong with a line has a name, its line and its column; the lines about it are counted.
@Suite(.serialized) struct LineTests {
  static let files = [
    SourceFile(
      path: "vocabulary.yaml",
      text: """
        language: 1
        vocabulary: made_up
        groups: {r: s}
        facts:
          r.flag: {of: decision, type: yes_no, ask: {en: q, fr: q}}
          r.option: {of: decision, type: one_of, options: [red, green], ask: {en: q, fr: q}}
          r.set: {of: decision, type: some_of, options: [red, green], ask: {en: q, fr: q}}
          r.number: {of: decision, type: number, unit: day, ask: {en: q, fr: q}}
          r.date: {of: decision, type: date, ask: {en: q, fr: q}}
          r.time: {of: decision, type: time, ask: {en: q, fr: q}}
          r.local: {of: decision, type: time, ask: {en: q, fr: q}}
          r.country: {of: decision, type: country, ask: {en: q, fr: q}}
          r.text: {of: decision, type: text, ask: {en: q, fr: q}}
          r.present: {of: decision, type: yes_no, ask: {en: q, fr: q}}

        """),
    SourceFile(
      path: "act.yaml", text: "language: 1\nact: one\ntitle: One\njurisdiction: world\n"),
    SourceFile(
      path: "rules.yaml",
      text: """
        language: 1
        act: one
        prohibitions:
          flagged: {about: decision, provision: [one/1], cite: Art. 1, says: s, when: r.flag}

        """),
  ]

  static let mapping = SourceFile(
    path: "mapping.yaml",
    text: """
      language: 1
      use_case: log
      jurisdictions: [NL]
      id: id
      columns:
        flag: r.flag
        option: r.option
        set: {fact: r.set, separator: "|"}
        number: r.number
        date: r.date
        time: r.time
        local: {fact: r.local, format: "DD.MM.YYYY hh:mm", offset: "+01:00"}
        country: r.country
        text: r.text
        present: {present: r.present}

      """)

  static func audit() throws -> LogAudit {
    let rulebook = try Rulebook(files)
    var diagnostics: [Diagnostic] = []
    let read = LogMapping.read(mapping, of: rulebook, noting: &diagnostics)
    #expect(diagnostics.isEmpty)
    return LogAudit(LogPlan(try #require(read), on: Day("2026-06-01")!, rulebook))
  }

  private func count(_ bytes: [UInt8], _ form: LogForm, header: [String] = []) throws -> LogAudit {
    var audit = try LineTests.audit()
    let worker = LogWorker(audit, form, wantsIDs: true)
    if !header.isEmpty { _ = worker.setHeader(header) }
    let padded = bytes + Array(repeating: 0, count: LogWorker.padding)
    audit.add(
      padded.withUnsafeBytes {
        worker.count(UnsafeRawBufferPointer(rebasing: $0[..<bytes.count]), isLast: true)
      })
    return audit
  }

  typealias Mistake = BadLine.Mistake

  static let bad: [(line: String, mistake: Mistake, column: String?)] = [
    ("not json", .notJSON, nil),
    ("[1, 2]", .notAnObject, nil),
    ("\"text\"", .notAnObject, nil),
    ("{\"id\":\"a\"", .cutOff, nil),
    ("{\"id\":\"a", .cutOff, nil),
    ("{\"id\":\"a\",}", .notJSON, nil),
    ("{\"id\":\"a\" \"b\":1}", .notJSON, nil),
    ("{'id':'a'}", .notJSON, nil),
    ("{\"id\":\"a\"} {\"id\":\"b\"}", .notJSON, nil),
    ("{\"id\":\"a\",\"other\":tru}", .notJSON, nil),
    ("{\"id\":\"a\",\"other\":01}", .notJSON, nil),
    ("{\"id\":\"a\",\"other\":\"\\x\"}", .notJSON, nil),
    ("{\"id\":\"a\",\"other\":\"\u{1}\"}", .notJSON, nil),
    ("{}", .noID, nil),
    ("{\"flag\":true}", .noID, nil),
    ("{\"id\":null}", .noID, nil),
    ("{\"id\":\"\"}", .noID, nil),
    ("{\"id\":\"a\\tb\"}", .badID, nil),
    ("{\"id\":\"a\",\"flag\":true,\"flag\":true}", .repeatedKey, "flag"),
    ("{\"id\":\"a\",\"\\u0066lag\":true,\"flag\":true}", .repeatedKey, "flag"),
    ("{\"id\":\"a\",\"flag\":{\"a\":1}}", .wrongType, "flag"),
    ("{\"id\":\"a\",\"number\":[1]}", .wrongType, "number"),
    ("{\"id\":\"a\",\"set\":[1]}", .wrongType, "set"),
    ("{\"id\":\"a\",\"set\":true}", .wrongType, "set"),
    ("{\"id\":\"a\",\"flag\":\"maybe\"}", .unknownValue, "flag"),
    ("{\"id\":\"a\",\"flag\":1}", .unknownValue, "flag"),
    ("{\"id\":\"a\",\"option\":\"blue\"}", .unknownValue, "option"),
    ("{\"id\":\"a\",\"set\":[\"blue\"]}", .unknownValue, "set"),
    ("{\"id\":\"a\",\"set\":\"red|blue\"}", .unknownValue, "set"),
    ("{\"id\":\"a\",\"number\":\"many\"}", .badNumber, "number"),
    ("{\"id\":\"a\",\"number\":true}", .badNumber, "number"),
    ("{\"id\":\"a\",\"number\":NaN}", .notANumber, "number"),
    ("{\"id\":\"a\",\"number\":\"NaN\"}", .notANumber, "number"),
    ("{\"id\":\"a\",\"number\":-Infinity}", .notANumber, "number"),
    ("{\"id\":\"a\",\"number\":123456789012345678901234567890}", .tooLarge, "number"),
    ("{\"id\":\"a\",\"number\":1e400}", .tooLarge, "number"),
    ("{\"id\":\"a\",\"date\":\"2026-02-30\"}", .badTime, "date"),
    ("{\"id\":\"a\",\"date\":\"30/01/2026\"}", .badTime, "date"),
    ("{\"id\":\"a\",\"time\":\"2026-01-01T10:00:00\"}", .badTime, "time"),
    ("{\"id\":\"a\",\"time\":\"2026-01-01T25:00:00Z\"}", .badTime, "time"),
    ("{\"id\":\"a\",\"time\":\"yesterday\"}", .badTime, "time"),
    ("{\"id\":\"a\",\"local\":\"2026-01-01T10:00Z\"}", .badTime, "local"),
    ("{\"id\":\"a\",\"text\":\"\\ud800\"}", .loneSurrogate, "text"),
    ("{\"id\":\"a\",\"text\":\"\\udc00\\ud800\"}", .loneSurrogate, "text"),
    (
      "{\"id\":\"a\",\"x\":" + String(repeating: "[", count: 100)
        + String(repeating: "]", count: 100) + "}", .tooDeep, nil
    ),
  ]

  @Test(arguments: bad)
  func `a line that is no record says why, and leaves those about it`(
    line: String, mistake: Mistake, column: String?
  ) throws {
    let text = "{\"id\":\"1\",\"flag\":true}\n\(line)\r\n\n{\"id\":\"2\",\"flag\":false}\n"
    for width in [2, 1, 0] as [Int32] {
      log_use_width(width)
      let audit = try count(Array(text.utf8), .json)
      #expect(audit.records == 2)
      #expect(audit.lines == 4)
      #expect(audit.badCount == 1)
      #expect(audit.bad == [BadLine(file: 0, line: 2, mistake: mistake, column: column)])
      #expect(audit.counts[0].violated == 1 && audit.counts[0].satisfied == 1)
    }
    log_use_width(2)
  }

  @Test func `a last line that is cut off is told as such`() throws {
    let audit = try count(Array("{\"id\":\"1\",\"flag\":true}\n{\"id\":\"2\",\"fl".utf8), .json)
    #expect(audit.records == 1)
    #expect(audit.bad == [BadLine(file: 0, line: 2, mistake: .cutOff, column: nil)])
  }

  @Test func `bytes that are no UTF-8 are told, wherever they stand`() throws {
    for bytes: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]] {
      let line = Array("{\"id\":\"1\",\"other\":\"".utf8) + bytes + Array("\"}\n".utf8)
      let audit = try count(line + Array("{\"id\":\"2\"}\n".utf8), .json)
      #expect(audit.records == 1)
      #expect(audit.bad == [BadLine(file: 0, line: 1, mistake: .notUTF8, column: nil)])
    }
  }

  static let good: [(member: String, value: Value?)] = [
    ("\"flag\":\"yes\"", .yes), ("\"flag\":null", nil), ("\"other\":{\"a\":[{}]}", nil),
    ("\"flag\" :  false ", .no),
  ]

  @Test(arguments: good)
  func `values may be written in several ways`(member: String, value: Value?) throws {
    let audit = try LineTests.audit()
    let line = Array("{ \"id\" : \"1\" , \(member)}\n".utf8)
    let answers = audit.answers(line, .json)
    let fact = try #require(audit.plan.rulebook.rules.vocabulary.fact(named: "r.flag"))
    #expect(answers.count == 1)
    #expect(answers[0].answers[fact]?.value == value)
  }

  /// The reader of a rulebook reads the same in the same words.
  @Test(arguments: [
    ("number", "0.85"), ("number", "-3"), ("number", "0.000001"), ("number", "123456.5"),
    ("date", "2024-02-29"), ("time", "2026-03-01T12:30:00+01:00"),
    ("time", "2026-03-01T12:30:15.25Z"), ("time", "1969-12-31T23:59Z"),
  ])
  func `numbers, days and times are what the vocabulary reads in them`(
    column: String, text: String
  ) throws {
    let audit = try LineTests.audit()
    let vocabulary = audit.plan.rulebook.rules.vocabulary
    let fact = try #require(vocabulary.fact(named: "r." + column))
    let value = audit.answers(Array("{\"id\":\"1\",\"\(column)\":\"\(text)\"}".utf8), .json)[0]
      .answers[fact]?.value
    let expected: Value? =
      switch column {
      case "number": Number(text).map(Value.number)
      case "date": Day(text).map(Value.day)
      default: Instant(text).map(Value.instant)
      }
    #expect(value == expected)
    #expect(expected != nil)
  }

  @Test func `a time without an offset is ahead of UTC as the mapping says`() throws {
    let audit = try LineTests.audit()
    let fact = try #require(audit.plan.rulebook.rules.vocabulary.fact(named: "r.local"))
    let answers = audit.answers(Array("{\"id\":\"1\",\"local\":\"01.03.2026 12:30\"}".utf8), .json)
    #expect(answers[0].answers[fact]?.value == Instant("2026-03-01T11:30:00Z").map(Value.instant))
  }

  static let header = ["id", "flag", "text"]
  static let badCSV: [(record: String, mistake: Mistake, column: String?)] = [
    ("a,yes", .wrongWidth, nil), ("a,yes,b,c", .wrongWidth, nil), (",yes,b", .noID, nil),
    ("\"a\nb\",yes,b", .badID, nil), ("a,perhaps,b", .unknownValue, "flag"),
    ("a,yes,\"b\"c", .badQuotes, nil),
  ]

  @Test(arguments: badCSV)
  func `a record of CSV that is none says why`(
    record: String, mistake: Mistake, column: String?
  ) throws {
    let text = "1,yes,\"x, \"\"y\"\"\nz\"\n\(record)\n2,no,\r\n"
    let audit = try count(
      Array(text.utf8), .csv(separator: UInt8(ascii: ",")), header: LineTests.header)
    #expect(audit.records == 2)
    #expect(audit.bad == [BadLine(file: 0, line: 3, mistake: mistake, column: column)])
    #expect(audit.counts[0].violated == 1 && audit.counts[0].satisfied == 1)
  }

  @Test func `a quote that is never closed is told`() throws {
    let audit = try count(
      Array("1,yes,x\n2,\"no,y\n".utf8), .csv(separator: UInt8(ascii: ",")),
      header: LineTests.header)
    #expect(audit.records == 1)
    #expect(audit.bad == [BadLine(file: 0, line: 2, mistake: .cutOff, column: nil)])
  }

  @Test(arguments: [65_000, 65_536, 70_000, 1 << 20])
  func `a line may be long`(length: Int) throws {
    let long = String(repeating: "x", count: length)
    let text =
      "{\"id\":\"1\",\"flag\":true}\n{\"other\":\"\(long)\",\"id\":\"2\",\"flag\":true}\n"
      + "{\"id\":\"3\",\"flag\":true}"
    let audit = try count(Array(text.utf8), .json)
    #expect(audit.records == 3 && audit.badCount == 0 && audit.counts[0].violated == 3)
  }

  /// Blocks of marks are 64 bytes, and looked at so many at a time: whatever stands at their seams.
  @Test func `where a line stands in memory changes nothing`() throws {
    for shift in 0..<130 {
      let pad = String(repeating: " ", count: shift)
      let text =
        "{\"id\":\"1\",\(pad)\"text\":\"a\\\\\\\"b\",\"flag\":true}\n"
        + "{\"id\":\"2\",\"text\":\"\(pad)\\\\\",\"flag\":\"yes\"}\n"
      for width in [2, 1, 0] as [Int32] {
        log_use_width(width)
        let audit = try count(Array(text.utf8), .json)
        #expect(audit.records == 2 && audit.counts[0].violated == 2)
      }
    }
    log_use_width(2)
  }

  /// Values of many lines are put into columns together; whatever stands among them, no line may
  /// come out otherwise than by itself.
  @Test(arguments: 0..<12)
  func `lines that are read together come out as each does alone`(seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    let good = [
      "\"flag\":true", "\"flag\":\"no\"", "\"flag\":null", "\"option\":\"green\"",
      "\"set\":[\"red\",\"green\"]", "\"set\":[]", "\"set\":\"red|green\"", "\"number\":12.5",
      "\"number\":-1e-3", "\"time\":\"2026-02-28T23:59:59Z\"", "\"date\":\"2024-02-29\"",
      "\"text\":\"a\\u00e9\"", "\"text\":\"é\"", "\"other\":[1,{}]", "\"other\": 0.25",
      "\"text\" :\"b\"", "\"country\":\"FR\" ",
    ]
    let wrong = [
      "\"option\":\"blue\"", "\"flag\":[true]", "\"number\":\"x\"", "\"number\":01",
      "\"other\":tru",
      "\"time\":\"2026-02-29T00:00:00Z\"", "\"set\":[\"blue\"]", "\"id\":\"again\"",
      "\"other\":[,1]",
      "\"date\":\"2023-02-29\"", "\"other\":{}]", "\"text\":\"\u{1}\"",
    ]
    // From no line that is wrong to nearly every one.
    let often = [0, 0.001, 0.1, 0.5][Int(seed % 4)]
    let lines = (0..<600).map { number in
      var members = good.filter { _ in Double.random(in: 0..<1, using: &random) < 0.3 }
      var keys: Set<Substring> = []
      members = members.filter { keys.insert($0.split(separator: "\"")[0]).inserted }
      if Double.random(in: 0..<1, using: &random) < often {
        members.append(wrong.randomElement(using: &random)!)
      }
      members.insert("\"id\":\(number)", at: Int.random(in: 0...members.count, using: &random))
      return "{\(members.joined(separator: ","))}"
    }
    let together = try count(Array(lines.joined(separator: "\n").utf8), .json)
    var alone = try LineTests.audit()
    let worker = LogWorker(alone, .json, wantsIDs: true)
    for line in lines {
      let padded = Array("\(line)\n".utf8) + Array(repeating: 0, count: LogWorker.padding)
      alone.add(
        padded.withUnsafeBytes {
          worker.count(
            UnsafeRawBufferPointer(rebasing: $0[..<(line.utf8.count + 1)]), isLast: true)
        })
    }
    #expect(together.records == alone.records && together.badCount == alone.badCount)
    #expect(together.counts == alone.counts && together.values == alone.values)
    #expect(together.bad == alone.bad && together.examples == alone.examples)
  }
}
