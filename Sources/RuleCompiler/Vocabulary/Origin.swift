/// The place in a register from which an answer was taken.
package indirect enum Origin: Hashable, Sendable {
  /// A cell of a table. Rows are counted as a spreadsheet counts them, the head being the first.
  case cell(file: String, row: Int, column: String)
  /// A value of a record, records counted from 1; nil where the file is one record.
  case value(file: String, record: Int?, key: String)
}

extension Origin {
  /// The file that is the register.
  package var file: String {
    switch self {
    case .cell(let file, _, _), .value(let file, _, _): file
    }
  }

  /// `uses.csv row 17, column "Stage"`.
  package func words(in language: Language) -> String {
    let isFrench = language == .french
    switch self {
    case .cell(let file, let row, let column):
      return isFrench
        ? "\(file) ligne \(row), colonne « \(Origin.short(column)) »"
        : "\(file) row \(row), column \"\(Origin.short(column))\""
    case .value(let file, let record, let key):
      let number = record.map { isFrench ? " fiche \($0)," : " record \($0)," } ?? ""
      return "\(file)\(number) \(Origin.short(key))"
    }
  }

  /// Heads of columns may be whole questions: their beginning tells them apart.
  private static func short(_ name: String) -> String {
    let words = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > 48 ? words.prefix(47) + "…" : words
  }
}
