package import LocatedYAML

/// Reads a table of RFC 4180 row by row: cells in quotes hold separators, line breaks and doubled
/// quotes; lines end in CR LF, LF or CR.
///
/// Rows are counted as a spreadsheet counts them: line breaks inside cells do not count, lines
/// without anything do, and are passed over.
package struct CSVReader: Sendable {
  package let file: SourceFile
  package let encoding: TextEncoding
  private let separator: UInt8
  private var offset: Int
  private var line = 1
  private var lineStart: Int
  /// The number of the row that was read last.
  package private(set) var row = 0

  /// Cells that one row may have.
  package static let mostCells = 4_096

  /// A cell, undecoded.
  package struct Cell: Sendable, Hashable {
    /// Its bytes in the file, without quotes around it.
    package let bytes: Range<Int>
    package let isQuoted: Bool
    let hasDoubledQuotes: Bool
    let line: Int
    let lineStart: Int
  }

  package init(
    _ file: SourceFile, encoding: TextEncoding = .utf8, separator: UInt8 = UInt8(ascii: ",")
  ) {
    self.file = file
    self.encoding = encoding
    self.separator = separator
    offset = file.bytes.starts(with: TextEncoding.byteOrderMark) ? 3 : 0
    lineStart = offset
  }

  /// Reads the next row into cells; false at the end.
  package mutating func next(
    into cells: inout [Cell], noting diagnostics: inout [Diagnostic]
  ) -> Bool {
    while offset < file.bytes.count {
      row += 1
      let start = offset
      readRow(into: &cells, noting: &diagnostics)
      if cells.count == 1, cells[0].bytes.isEmpty, !cells[0].isQuoted {
        precondition(offset > start, "a row takes at least its line break")
        continue
      }
      return true
    }
    cells.removeAll(keepingCapacity: true)
    return false
  }

  private mutating func readRow(
    into cells: inout [Cell], noting diagnostics: inout [Diagnostic]
  ) {
    cells.removeAll(keepingCapacity: true)
    while true {
      if offset < file.bytes.count, file.bytes[offset] == CSVReader.quote {
        cells.append(quotedCell(noting: &diagnostics))
      } else {
        cells.append(plainCell(noting: &diagnostics))
      }
      guard offset < file.bytes.count else { return }
      if file.bytes[offset] == separator, cells.count < CSVReader.mostCells {
        offset += 1
        // A separator before the end of the file is before an empty cell.
        continue
      }
      if file.bytes[offset] == separator {
        diagnostics.append(.tooManyCells(row: row, in: file.path, at: position(of: offset)))
        skipLine()
      }
      endLine()
      return
    }
  }

  private static let quote = UInt8(ascii: "\"")

  private func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private mutating func plainCell(noting diagnostics: inout [Diagnostic]) -> Cell {
    let start = offset
    var stray: Int?
    let bytes = file.bytes
    while offset < bytes.count, bytes[offset] != separator, !isBreak(bytes[offset]) {
      if stray == nil, bytes[offset] == CSVReader.quote { stray = offset }
      offset += 1
    }
    if let stray {
      diagnostics.append(.strayQuote(row: row, in: file.path, at: position(of: stray)))
    }
    return Cell(
      bytes: start..<offset, isQuoted: false, hasDoubledQuotes: false, line: line,
      lineStart: lineStart)
  }

  private mutating func quotedCell(noting diagnostics: inout [Diagnostic]) -> Cell {
    let (line, lineStart, opening) = (line, lineStart, offset)
    let place = position(of: offset)
    let bytes = file.bytes
    offset += 1
    var end: Int?
    var hasDoubledQuotes = false
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == CSVReader.quote {
        guard offset + 1 < bytes.count, bytes[offset + 1] == CSVReader.quote else {
          end = offset
          offset += 1
          break
        }
        hasDoubledQuotes = true
        offset += 2
      } else if isBreak(byte) {
        endLine()
      } else {
        offset += 1
      }
    }
    if end == nil { diagnostics.append(.unclosedQuote(row: row, in: file.path, at: place)) }
    if offset < bytes.count, bytes[offset] != separator, !isBreak(bytes[offset]) {
      diagnostics.append(.textAfterQuote(row: row, in: file.path, at: position(of: offset)))
      while offset < bytes.count, bytes[offset] != separator, !isBreak(bytes[offset]) {
        offset += 1
      }
    }
    return Cell(
      bytes: opening + 1..<(end ?? offset), isQuoted: true, hasDoubledQuotes: hasDoubledQuotes,
      line: line, lineStart: lineStart)
  }

  /// Steps over one line break, if there is one.
  private mutating func endLine() {
    guard offset < file.bytes.count, isBreak(file.bytes[offset]) else { return }
    let isReturn = file.bytes[offset] == 0x0D
    offset += 1
    if isReturn, offset < file.bytes.count, file.bytes[offset] == 0x0A { offset += 1 }
    line += 1
    lineStart = offset
  }

  private mutating func skipLine() {
    while offset < file.bytes.count, !isBreak(file.bytes[offset]) { offset += 1 }
  }

  private func position(of offset: Int) -> SourcePosition {
    SourcePosition(
      line: line, column: encoding.count(file.bytes[lineStart..<offset]) + 1)
  }
}

extension CSVReader {
  /// What a cell says: doubled quotes are one, line breaks stay.
  package func text(of cell: Cell) -> String {
    guard cell.hasDoubledQuotes else { return encoding.text(of: file.bytes[cell.bytes]) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(cell.bytes.count)
    var wasQuote = false
    for byte in file.bytes[cell.bytes] {
      if byte == CSVReader.quote, wasQuote {
        wasQuote = false
        continue
      }
      wasQuote = byte == CSVReader.quote
      bytes.append(byte)
    }
    return encoding.text(of: bytes)
  }

  /// Where a cell begins; it is as long as what of it stands on its first line.
  package func span(of cell: Cell) -> SourceSpan {
    let start = cell.bytes.lowerBound - (cell.isQuoted ? 1 : 0)
    let line = file.bytes[cell.bytes].prefix { !isBreak($0) }
    return SourceSpan(
      at: SourcePosition(
        line: cell.line, column: encoding.count(file.bytes[cell.lineStart..<start]) + 1),
      length: max(1, encoding.count(line) + (cell.isQuoted ? 1 : 0)))
  }
}

extension Diagnostic {
  static func unclosedQuote(row: Int, in file: String, at start: SourcePosition) -> Diagnostic {
    Diagnostic(
      code: "csv-unclosed-quote", severity: .error,
      message: "row \(row): these quotes are not closed before the file ends", file: file,
      span: SourceSpan(at: start))
  }

  static func textAfterQuote(row: Int, in file: String, at start: SourcePosition) -> Diagnostic {
    Diagnostic(
      code: "csv-text-after-quote", severity: .error,
      message: "row \(row): text stands after the quotes that close the cell", file: file,
      span: SourceSpan(at: start), hint: "double the quotes inside a cell in quotes")
  }

  static func strayQuote(row: Int, in file: String, at start: SourcePosition) -> Diagnostic {
    Diagnostic(
      code: "csv-stray-quote", severity: .warning,
      message:
        "row \(row): quotes inside a cell that has none around it; they are taken as they are",
      file: file, span: SourceSpan(at: start))
  }

  static func tooManyCells(row: Int, in file: String, at start: SourcePosition) -> Diagnostic {
    Diagnostic(
      code: "csv-too-many-cells", severity: .error,
      message: "row \(row) has more than \(CSVReader.mostCells) cells", file: file,
      span: SourceSpan(at: start))
  }
}
