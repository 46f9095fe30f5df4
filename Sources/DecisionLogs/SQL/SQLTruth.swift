/// A condition in SQL: three truths, for NULL is unknown. What is known beforehand is not written.
enum SQLTruth: Hashable, Sendable {
  case yes, no, unknown
  case text(String)

  init(_ isTrue: Bool) { self = isTrue ? .yes : .no }

  /// As an expression that can stand beside any other.
  var written: String {
    switch self {
    case .yes: "TRUE"
    case .no: "FALSE"
    case .unknown: "CAST(NULL AS BOOLEAN)"
    case .text(let text): text
    }
  }

  static func all(_ parts: [SQLTruth]) -> SQLTruth {
    if parts.contains(.no) { return .no }
    return joined(parts.filter { $0 != .yes }, "AND") ?? .yes
  }

  static func any(_ parts: [SQLTruth]) -> SQLTruth {
    if parts.contains(.yes) { return .yes }
    return joined(parts.filter { $0 != .no }, "OR") ?? .no
  }

  private static func joined(_ parts: [SQLTruth], _ word: String) -> SQLTruth? {
    guard let first = parts.first else { return nil }
    if parts.count == 1 { return first }
    if parts.allSatisfy({ $0 == .unknown }) { return .unknown }
    return .text("(" + parts.map(\.written).joined(separator: " \(word) ") + ")")
  }

  static prefix func ! (truth: SQLTruth) -> SQLTruth {
    switch truth {
    case .yes: .no
    case .no: .yes
    case .unknown: .unknown
    case .text(let text): .text("(NOT \(text))")
    }
  }

  /// `then` where it is no, `otherwise` where it is yes or unknown.
  func whereNo(_ then: SQLTruth, otherwise: SQLTruth) -> SQLTruth {
    switch self {
    case .no: then
    case .yes, .unknown: otherwise
    case .text(let text):
      then == otherwise
        ? then
        : .text("(CASE WHEN NOT \(text) THEN \(then.written) ELSE \(otherwise.written) END)")
    }
  }
}
