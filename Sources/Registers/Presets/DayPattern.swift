import RuleCompiler

/// How a register writes a day, such as `M/D/YYYY`: `YYYY` is a year, `MM` and `DD` have two digits,
/// `M` and `D` one or two; a star at the end stands for anything, such as a time.
struct DayPattern: Sendable, Hashable {
  private let parts: [Part]

  private enum Part: Sendable, Hashable {
    case year
    case month(digits: ClosedRange<Int>)
    case day(digits: ClosedRange<Int>)
    case text(UInt8)
    case rest
  }

  /// Nil where it does not name year, month and day.
  init?(_ written: String) {
    var parts: [Part] = []
    var rest = Array(written.utf8)[...]
    while let byte = rest.first {
      let run = rest.prefix { $0 == byte }.count
      switch byte {
      case UInt8(ascii: "Y"):
        guard run == 4 else { return nil }
        parts.append(.year)
      case UInt8(ascii: "M"):
        guard run <= 2 else { return nil }
        parts.append(.month(digits: run...2))
      case UInt8(ascii: "D"):
        guard run <= 2 else { return nil }
        parts.append(.day(digits: run...2))
      case UInt8(ascii: "*") where rest.count == 1: parts.append(.rest)
      default: parts += repeatElement(.text(byte), count: run)
      }
      rest = rest.dropFirst(run)
    }
    func count(_ isWanted: (Part) -> Bool) -> Int { parts.count(where: isWanted) }
    guard count({ $0 == .year }) == 1,
      count({ if case .month = $0 { true } else { false } }) == 1,
      count({ if case .day = $0 { true } else { false } }) == 1
    else { return nil }
    self.parts = parts
  }

  /// The day that a text is; nil where it is none, or written otherwise.
  func day(_ text: String) -> Day? {
    var rest = Array(text.utf8)[...]
    var (year, month, day) = (0, 0, 0)
    func number(_ digits: ClosedRange<Int>) -> Int? {
      let found = rest.prefix(digits.upperBound).prefix { (0x30...0x39).contains($0) }
      guard digits.contains(found.count) else { return nil }
      rest = rest.dropFirst(found.count)
      return found.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    for part in parts {
      switch part {
      case .year:
        guard let found = number(4...4) else { return nil }
        year = found
      case .month(let digits):
        guard let found = number(digits) else { return nil }
        month = found
      case .day(let digits):
        guard let found = number(digits) else { return nil }
        day = found
      case .text(let byte):
        guard rest.first == byte else { return nil }
        rest = rest.dropFirst()
      case .rest: return Day(year, month, day)
      }
    }
    return rest.isEmpty ? Day(year, month, day) : nil
  }

  /// A day as the register writes it.
  func text(_ day: Day) -> String {
    let (year, month, dayOfMonth) = day.civil
    func digits(_ number: Int, _ count: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
    return parts.map { part in
      switch part {
      case .year: digits(year, 4)
      case .month(let range): digits(month, range.lowerBound)
      case .day(let range): digits(dayOfMonth, range.lowerBound)
      case .text(let byte): String(UnicodeScalar(byte))
      case .rest: ""
      }
    }.joined()
  }
}
