import RuleCompiler
import RuleEvaluator

extension Origin {
  /// The row of a table or the number of a record, and the column or key in it.
  var parts: (row: Int?, record: Int?, column: String) {
    switch self {
    case .cell(_, let row, let column): (row, nil, column)
    case .value(_, let record, let key): (nil, record, key)
    }
  }

  /// Where a register has an answer.
  var json: JSONValue {
    .object([
      .init("file", .text(file)), .init("row", .optional(parts.row)),
      .init("record", .optional(parts.record)), .init("column", .text(parts.column)),
    ])
  }

  static let schema: Schema = .object([
    ("file", .text), ("row", .optional(.integer)), ("record", .optional(.integer)),
    ("column", .text),
  ])
}

extension RegisterEntry {
  /// The register that a system was taken from, and its row or record there.
  var json: JSONValue {
    .object([
      .init("register", .text(register)), .init("file", .text(file)),
      .init("row", .optional(isTable ? row : nil)),
      .init("record", .optional(isTable ? nil : row)),
    ])
  }

  static let schema: Schema = .object([
    ("register", .text), ("file", .text), ("row", .optional(.integer)),
    ("record", .optional(.integer)),
  ])
}

extension JSONValue {
  fileprivate static func optional(_ number: Int?) -> JSONValue { number.map(integer) ?? .null }
}
