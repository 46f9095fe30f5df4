import LocatedYAML
import Registers
import Testing

/// The rows of a table as texts, and codes of remarks.
func rows(
  _ bytes: [UInt8], encoding: TextEncoding = .utf8, separator: String = ","
) -> (rows: [[String]], codes: [String]) {
  let file = SourceFile(path: "table.csv", bytes: bytes)
  var reader = CSVReader(
    file, encoding: encoding, separator: separator.utf8.first ?? UInt8(ascii: ","))
  var cells: [CSVReader.Cell] = []
  var diagnostics: [Diagnostic] = []
  var found: [[String]] = []
  while reader.next(into: &cells, noting: &diagnostics) {
    found.append(cells.map { reader.text(of: $0) })
  }
  return (found, diagnostics.map(\.code))
}

struct RFC4180 {
  @Test(arguments: [
    // 1 and 2: a record a line, the last with or without a break.
    ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
    ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
    ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
    ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
    // 4: spaces belong to a cell, and a separator is before one.
    (" a , b \r\n", [[" a ", " b "]]),
    ("a,\r\n,b\r\n", [["a", ""], ["", "b"]]),
    ("a,b,", [["a", "b", ""]]),
    // 5 to 7: quotes around cells, with breaks, separators and doubled quotes inside.
    ("\"a\",\"b\"\r\n", [["a", "b"]]),
    ("\"a\r\nb\",c\r\n", [["a\r\nb", "c"]]),
    ("\"a\nb\",c\n", [["a\nb", "c"]]),
    ("\"a,b\",c\r\n", [["a,b", "c"]]),
    ("\"a\"\"b\",\"\"\"\"\r\n", [["a\"b", "\""]]),
    ("\"\",x\r\n", [["", "x"]]),
    // A cell of nothing in quotes alone on its line is a row; a line of nothing is none.
    ("\"\"\r\n\r\na\r\n", [[""], ["a"]]),
    ("", []),
    ("\r\n\r\n", []),
  ])
  func `a table is read as RFC 4180 says`(text: String, wanted: [[String]]) {
    let found = rows(Array(text.utf8))
    #expect(found.rows == wanted)
    #expect(found.codes.isEmpty)
  }

  @Test(arguments: [
    ("a,\"b", "csv-unclosed-quote"),
    ("\"a\"b,c\n", "csv-text-after-quote"),
    ("a\"b,c\n", "csv-stray-quote"),
  ])
  func `what RFC 4180 forbids is said`(text: String, code: String) {
    #expect(rows(Array(text.utf8)).codes == [code])
  }

  @Test func `a byte order mark is no part of the first cell`() {
    #expect(rows([0xEF, 0xBB, 0xBF] + Array("a,b\n".utf8)).rows == [["a", "b"]])
  }

  @Test(arguments: [";", "\t", "|"])
  func `cells can be parted by another sign`(separator: String) {
    let text = "a\(separator)b,c\n"
    #expect(rows(Array(text.utf8), separator: separator).rows == [["a", "b,c"]])
  }

  @Test func `rows are counted as a spreadsheet counts them, and lines as an editor does`() {
    let file = SourceFile(path: "t.csv", text: "h,i\r\n\"a\r\nb\",c\r\n\r\nd,\"é\",\"f\"\r\n")
    var reader = CSVReader(file)
    var cells: [CSVReader.Cell] = []
    var diagnostics: [Diagnostic] = []
    var places: [String] = []
    while reader.next(into: &cells, noting: &diagnostics) {
      places += cells.map { "\(reader.row) \(reader.span(of: $0).start)" }
    }
    #expect(
      places == ["1 1:1", "1 1:3", "2 2:1", "2 3:4", "4 5:1", "4 5:3", "4 5:7"])
  }
}

struct Encodings {
  /// Bytes of 0x80 to 0x9F, and what the Unicode Consortium's table cp1252.TXT makes of them.
  @Test(arguments: [
    (0x80, 0x20AC), (0x82, 0x201A), (0x85, 0x2026), (0x8A, 0x0160), (0x8E, 0x017D),
    (0x91, 0x2018), (0x92, 0x2019), (0x93, 0x201C), (0x94, 0x201D), (0x95, 0x2022),
    (0x96, 0x2013), (0x97, 0x2014), (0x99, 0x2122), (0x9C, 0x0153), (0x9F, 0x0178),
    (0xA0, 0x00A0), (0xE9, 0x00E9), (0xFF, 0x00FF), (0x81, 0xFFFD), (0x9D, 0xFFFD),
  ])
  func `Windows-1252 is decoded by its table`(byte: UInt8, scalar: UInt32) {
    let text = rows([byte], encoding: .windows1252).rows[0][0]
    #expect(text.unicodeScalars.map(\.value) == [scalar])
  }

  @Test func `a file that is UTF-8 where Windows-1252 is expected is read as what it is`() {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "t.csv", text: "é")
    let found = TextEncoding.windows1252.found(in: file, isForced: false, noting: &diagnostics)
    #expect(found == .utf8)
    #expect(diagnostics.map(\.code) == ["other-encoding"])
  }

  @Test func `bytes that are no UTF-8 are refused, with their place`() {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "t.csv", bytes: Array("ab\ncé".utf8) + [0xE9, 0x20])
    #expect(TextEncoding.utf8.found(in: file, isForced: false, noting: &diagnostics) == nil)
    #expect(diagnostics.map(\.code) == ["malformed-utf8"])
    #expect(diagnostics.first?.span.start == SourcePosition(line: 2, column: 3))
  }
}

struct CSVTexts {
  /// Texts that spreadsheets would run, and those that look as if we had already prevented it.
  static let texts = [
    "", "a", "a,b", "\"", "a\nb", " a ", "=1+1", "-3", "+x", "@cmd", "'=1+1", "''=x", "'quoted'",
    "\t=1", "\r=1", " =1", "\u{FEFF}=1", "＝1", "|x", "%x", "é\"\u{301}x", "'", "a'=b",
  ]

  @Test(arguments: texts)
  func `a text comes back from a table as it was`(text: String) {
    let field = CSVText.field(text)
    let found = rows(Array((field + ",end\r\n").utf8)).rows
    #expect(found.count == 1)
    #expect(found.first?.count == 2)
    #expect(found.first.map { CSVText.read($0[0]) } == text)
  }

  @Test(arguments: texts)
  func `no field begins with what a spreadsheet would run`(text: String) {
    let field = CSVText.field(text).unicodeScalars.drop { $0 == "\"" }
      .drop { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
    if let first = field.first {
      #expect(!"=+-@|%＝＋－＠".unicodeScalars.contains(first))
    }
  }
}
