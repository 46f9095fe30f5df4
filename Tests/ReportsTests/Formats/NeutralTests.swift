import Foundation
import LocatedYAML
import RuleCompiler
import Testing

@testable import Reports
@testable import RuleEvaluator

/// A case whose every free text is out to harm whoever reads it.
enum HostileCase {
  static let texts = [
    "line one\n::add-mask::secret", "\r\n::set-output name=a::b", "=cmd|' /C calc'!A0",
    "+1+1", "-2", "@SUM(A1)", "\t=1", "＝1+1", "<script>alert(1)</script>", "]]> &amp; \"'",
    "\u{1B}[2J\u{1B}]0;title\u{7}", "\u{202E}txt.exe", "a\u{2028}b\u{0}c\u{85}d",
    "\u{FFFE}\u{FFFF}",
    "| broken | table |", "[click](https://evil.example) ![x](http://evil.example/x.png)",
    "@everyone look at #1 and https://evil.example and www.evil.example", "`code` *bold* $x$",
    "{0} {1} {unknown}", "a;b,c\\d:e%0A%3A", "\u{E0041}\u{200B}", "é\u{301}<\u{301}b>", "--> <!--",
    String(repeating: "douanière ", count: 40),
  ]

  /// The case `two-uses`, in which each of the texts stands somewhere.
  static func run() throws -> RunReport {
    let reports = try texts.enumerated().map { number, text in
      AssessmentReport(try assess(text, file: number == 0 ? text + ".yaml" : "a/b \(number).yaml"))
    }
    let problem = RunProblem(
      code: "bad", message: Text(texts.joined(separator: " ")), file: texts[0],
      span: SourceSpan(at: .start))
    return RunReport(
      reports, problems: [problem],
      ending: Ending(code: 2, reason: Text("exit 2: " + texts.joined(separator: " · "))))
  }

  static func assess(_ text: String, file: String) throws -> Assessment {
    let example = try Case.named("two-uses")
    let rulebook = try example.rulebook
    let plain = try UseCase(
      SourceFile(path: file, bytes: example.file.bytes), answering: rulebook)
    var hostile = UseCase(
      name: plain.name, title: text, operatorName: text, jurisdictions: plain.jurisdictions,
      asIf: plain.asIf, day: plain.day, file: file, answers: plain.answers,
      uses: plain.uses.map {
        Use(name: $0.name, title: text, answers: $0.answers, place: $0.place)
      }, lists: plain.lists,
      evidence: plain.evidence.map {
        Evidence(
          name: $0.name, file: text, digest: nil, validUntil: Day(2027, 1, 1), supports: [],
          place: $0.place)
      },
      waivers: plain.waivers.map {
        Waiver(
          rule: $0.rule, use: $0.use, reason: text, approvedBy: text, expires: $0.expires,
          verdict: $0.verdict, facts: $0.facts, ruleDigest: nil, place: $0.place)
      }, judgements: plain.judgements, readings: plain.readings, expectations: [], asks: [])
    hostile.digest = SHA256.digest(of: example.file.bytes)
    return rulebook.assess(hostile, on: try #require(plain.day))
  }
}

@Test(arguments: DocumentFormat.allCases)
func `what a file says of itself has no power where it is read`(_ format: DocumentFormat) throws {
  let text = try HostileCase.run().rendered(as: format, options: .init(isWhole: true))
  let obeyed = text.unicodeScalars.filter { scalar in
    guard scalar != "\n", scalar != "\r" else { return false }
    return String(scalar) != String(scalar).printable
  }
  #expect(obeyed.isEmpty, "\(Set(obeyed))")
  switch format {
  case .sarif, .gitlab: try expectPlainStrings(text)
  case .oscal, .inToto, .jsonLD, .cycloneDX: try expectPlainStrings(text, isSARIF: false)
  case .junit: expectPlain(xml: text)
  case .github: expectPlain(commands: text)
  case .csv: expectPlain(csv: text)
  case .markdown: expectPlain(markdown: text)
  case .concise: #expect(!text.contains("\r"))
  case .ics: expectPlain(calendar: text)
  case .html: #expect(try Elements(text).count("script") == 0)
  }
}

/// Strings as a reader of JSON has them.
private func expectPlainStrings(_ text: String, isSARIF: Bool = true) throws {
  func check(_ value: Any, _ name: String) {
    if let object = value as? [String: Any] { for (name, value) in object { check(value, name) } }
    if let list = value as? [Any] { for value in list { check(value, name) } }
    guard let words = value as? String else { return }
    // Help in Markdown has paragraphs of our own.
    let line = name == "markdown" ? words.filter { $0 != "\n" } : words
    #expect(line == line.printable, "\(name)")
    guard isSARIF else { return }
    if name == "text" { #expect(!words.contains("{") && !words.contains("](")) }
    if name == "uri" {
      #expect(
        words.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>\"{}|\\^`:".utf8.contains($0) })
    }
  }
  check(try JSONSerialization.jsonObject(with: Data(text.utf8)), "")
}

private func expectPlain(xml text: String) {
  #expect(!text.contains("<script") && !text.contains("<!") && !text.contains("]]>"))
  let known: Set<String> = [
    "?xml", "testsuites", "testsuite", "properties", "property", "testcase", "skipped", "failure",
    "error", "system-out", "system-err",
  ]
  for piece in text.unicodeScalars.split(separator: "<").dropFirst() {
    let name = String(String.UnicodeScalarView(piece)).drop { $0 == "/" }
      .prefix { $0.isLetter || $0 == "-" || $0 == "?" }
    #expect(known.contains(String(name)))
  }
}

private func expectPlain(commands text: String) {
  var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  #expect(lines.popLast() == "")
  for line in lines {
    let level = line.split(separator: " ").first ?? ""
    #expect(["::error", "::warning", "::notice"].contains(level))
    // The head ends at the next `::`, and its parts are names and values.
    let head = line.dropFirst(level.count + 1).components(separatedBy: "::")[0]
    for part in head.split(separator: ",") {
      let name = part.split(separator: "=").first ?? ""
      #expect(["file", "line", "endLine", "col", "endColumn", "title"].contains(name))
    }
  }
  for level in ["error", "warning", "notice"] {
    #expect(lines.count { $0.hasPrefix("::" + level) } <= 10)
  }
}

private func expectPlain(csv text: String) {
  let rows = RowsOfCSV(text).rows
  #expect(rows.count > 1)
  for row in rows {
    #expect(row.count == rows[0].count)
    for field in row {
      let first = field.unicodeScalars.first { $0 != " " }
      #expect(!(first.map { "=+-@\t\r＝＋－＠".unicodeScalars.contains($0) } ?? false), "\(field)")
    }
  }
}

private func expectPlain(markdown text: String) {
  #expect(!text.contains("<script"))
  #expect(!text.contains("@everyone") && !text.contains("#1 ") && !text.contains("t](https"))
  var columns = 0
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    guard line.hasPrefix("|") else {
      columns = 0
      continue
    }
    var bars = 0
    var last: Unicode.Scalar = " "
    for scalar in line.unicodeScalars {
      if scalar == "|", last != "\\" { bars += 1 }
      last = scalar == "\\" && last == "\\" ? " " : scalar
    }
    #expect(columns == 0 || columns == bars, "\(line)")
    columns = bars
  }
}

private func expectPlain(calendar text: String) {
  let pieces = text.components(separatedBy: "\r\n")
  #expect(pieces.last == "")
  #expect(!pieces.contains { $0.utf8.contains(0x0A) || $0.utf8.contains(0x0D) })
  #expect(pieces.allSatisfy { $0.utf8.count <= 75 })
  for line in text.replacingOccurrences(of: "\r\n ", with: "").components(separatedBy: "\r\n")
  where !line.isEmpty {
    let name = line.prefix { $0.isLetter || $0 == "-" }
    let known: Set<String> = [
      "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "UID", "DTSTAMP", "SEQUENCE",
      "DTSTART", "DTEND", "TRANSP", "SUMMARY", "DESCRIPTION", "CATEGORIES", "URL", "ACTION",
      "TRIGGER",
    ]
    #expect(known.contains(String(name)), "\(line)")
  }
}

/// Rows of a text in the form of RFC 4180.
struct RowsOfCSV {
  var rows: [[String]] = []

  init(_ text: String) {
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    var wasQuote = false
    for scalar in text.unicodeScalars {
      if isQuoted, !wasQuote, scalar == "\"" {
        wasQuote = true
        continue
      }
      if isQuoted, wasQuote, scalar != "\"" { isQuoted = false }
      defer { wasQuote = false }
      switch scalar {
      case "\"" where !isQuoted: isQuoted = true
      case "," where !isQuoted:
        row.append(String(field))
        field = .init()
      case "\r" where !isQuoted: break
      case "\n" where !isQuoted:
        rows.append(row + [String(field)])
        row = []
        field = .init()
      default: field.append(scalar)
      }
    }
  }
}

@Test(arguments: [
  ("a%b\nc", "a%25b c"), ("::x::", "::x::"), ("é", "é"), ("\u{1B}", "\\u{1B}"),
])
func `a message of a command is one line`(_ text: String, _ expected: String) {
  #expect(text.commandData == expected)
}

@Test(arguments: [
  ("a:b,c%", "a%3Ab%2Cc%25"), ("x\n::y", "x %3A%3Ay"),
])
func `a property of a command ends nowhere but where it should`(_ text: String, _ expected: String)
{
  #expect(text.commandProperty == expected)
}

@Test(arguments: [
  ("=1", "\"'=1\""), (" =1", "\"'=1\""), ("\t@a", "\"'@a\""), ("a\"b", "\"a\"\"b\""),
  ("a,b", "\"a,b\""), ("", "\"\""), ("2026-01-01", "\"2026-01-01\""),
  ("=\u{301}1", "\"'=\u{301}1\""),
])
func `a field of CSV is text`(_ text: String, _ expected: String) {
  #expect(text.csvField == expected)
}

@Test(arguments: [
  ("a|b", "a\\|b"), ("<b>", "&lt;b&gt;"), ("@team", "@&#8203;team"), ("#1", "#&#8203;1"),
  ("https://a.b", "https:&#8203;//a.b"), ("www.a.b", "www&#8203;.a.b"), ("&lt;", "&amp;lt;"),
  ("<\u{301}", "&lt;\u{301}"), ("`x`", "\\`x\\`"), ("$x$", "&#36;x&#36;"), ("a_b", "a\\_b"),
])
func `running text of Markdown is text`(_ text: String, _ expected: String) {
  #expect(text.markdown == expected)
}

@Test(arguments: [
  ("a b/ü.yaml", "a%20b/%C3%BC.yaml"), ("c:d", "c%3Ad"), ("/a", "file:///a"), ("-", "-"),
  ("a%20b#c?d", "a%2520b%23c%3Fd"), ("[x]", "%5Bx%5D"),
])
func `a path is a reference of RFC 3986`(_ path: String, _ expected: String) {
  #expect(path.uriReference == expected)
}

@Test(arguments: [
  ("a;b,c\\d", "a\\;b\\,c\\\\d"), ("a\nb", "a\\nb"), ("a\r\nb", "a\\nb"), ("\u{1B}", "\\\\u{1B}"),
])
func `a text of iCalendar is escaped`(_ text: String, _ expected: String) {
  #expect(text.calendarText == expected)
}

@Test(arguments: [0, 74, 75, 76, 149, 150, 400])
func `a line of iCalendar is folded between characters`(_ length: Int) {
  for letter in ["a", "é", "€", "😀"] {
    let line = String(repeating: letter, count: length)
    let pieces = line.folded.components(separatedBy: "\r\n ")
    #expect(pieces.joined() == line)
    #expect(pieces.enumerated().allSatisfy { $1.utf8.count + ($0 > 0 ? 1 : 0) <= 75 })
  }
}

/// The examples of FIPS 180-4, and the boundaries of its padding.
@Test(arguments: [
  ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
  ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  (
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
  ),
  (
    String(repeating: "a", count: 55),
    "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"
  ),
  (
    String(repeating: "a", count: 64),
    "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"
  ),
])
func `a digest is that of the standard`(_ text: String, _ expected: String) {
  #expect(SHA256.digest(of: text) == expected)
}
