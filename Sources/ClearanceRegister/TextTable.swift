import LocatedYAML

/// Rows of text, every column as wide as its widest word; what a terminal would obey is escaped.
struct TextTable {
  private var rows: [[String]] = []

  mutating func add(_ row: [String]) { rows.append(row.map(\.printable)) }

  var isEmpty: Bool { rows.isEmpty }

  var text: String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { place in
      rows.map { place < $0.count - 1 ? $0[place].width : 0 }.max() ?? 0
    }
    return rows.map { row in
      let line = row.enumerated().map { place, cell in
        cell + String(repeating: " ", count: max(0, widths[place] - cell.width) + 2)
      }.joined()
      let end = line.utf8.lastIndex { $0 != UInt8(ascii: " ") }
      return (end.map { line[...$0] } ?? "") + "\n"
    }.joined()
  }
}

extension String {
  /// The columns that it takes on a terminal.
  fileprivate var width: Int { unicodeScalars.reduce(0) { $0 + $1.width } }
}
