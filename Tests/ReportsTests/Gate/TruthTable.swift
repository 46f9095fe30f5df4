import Foundation
import Testing

/// The table of exit codes in docs/gate.md, as a reader of it would use it.
struct TruthTable {
  /// A case to be looked up, by column.
  typealias Situation = [String: String]

  private struct Row {
    let cells: [String: Set<String>]
    let code: Int

    func holds(_ situation: Situation) -> Bool {
      situation.allSatisfy { column, value in
        cells[column].map { $0.contains("any") || $0.contains(value) } ?? false
      }
    }
  }

  private let rows: [Row]

  init() throws {
    let page = Folder.package.appending(path: "docs/gate.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let start = try #require(text.range(of: "<!-- truth table -->\n")?.upperBound)
    let lines = text[start...].split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("|") }
    let table = lines.map { line in
      line.split(separator: "|").map { cell in
        Set(
          cell.split(separator: ",").map {
            $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
          })
      }
    }
    let columns = try #require(table.first).compactMap(\.first)
    rows = try table.dropFirst(2).map { cells in
      let named = Dictionary(uniqueKeysWithValues: zip(columns, cells))
      let code = try #require(named["code"]?.first.flatMap { Int($0) })
      return Row(cells: named.filter { $0.key != "code" }, code: code)
    }
  }

  var count: Int { rows.count }

  /// The codes of all rows that are about a situation.
  func codes(of situation: Situation) -> [Int] {
    rows.filter { $0.holds(situation) }.map(\.code)
  }
}
