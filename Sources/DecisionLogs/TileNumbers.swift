import RuleCompiler
import RuleEvaluator

extension TileEvaluator {
  /// What the numbers of a line count.
  enum Unit {
    /// Half millionths, as `LOG_NUMBER` has them.
    case number
    case day, microsecond

    init(_ plan: LogPlan, _ fact: FactID) {
      self =
        switch plan.rulebook.rules.vocabulary[fact].type {
        case .date: .day
        case .time: .microsecond
        default: .number
        }
    }

    /// The least number that lies beyond a boundary.
    func limit(_ boundary: Boundary) -> Int64 {
      let after: Int64 = boundary.isAfter ? 1 : 0
      switch boundary.point {
      case .day(let day): return Int64(day.number) + after
      case .instant(let instant): return instant.microseconds + after
      case .number(let number):
        let millionths = number.millionths
        switch self {
        case .number: return millionths * 2 + after
        case .microsecond: return millionths + after
        case .day:
          let whole = millionths.quotient(by: 1_000_000)
          let isWhole = whole * 1_000_000 == millionths
          return isWhole ? whole + after : whole + 1
        }
      }
    }
  }
}

extension Value {
  /// As columns have it; nil of `none` and of what is no number.
  var asNumber: Int64? {
    switch self {
    case .number(let number): number.millionths * 2
    case .day(let day): Int64(day.number)
    case .instant(let instant): instant.microseconds
    case .none, .option, .word, .members: nil
    }
  }
}

extension Number {
  /// Rounded down; numbers of rules have six places at most. What is too large for columns is as
  /// large as they go: a plan refuses rules with such a number.
  var millionths: Int64 {
    var digits = digits
    var places = Int(places)
    while places < 6 {
      let (product, isTooLarge) = digits.multipliedReportingOverflow(by: 10)
      if isTooLarge { return digits < 0 ? -Number.most : Number.most }
      digits = product
      places += 1
    }
    while places > 6 {
      digits = digits.quotient(by: 10)
      places -= 1
    }
    return Swift.min(Swift.max(digits, -Number.most), Number.most)
  }

  /// As many millionths as columns count.
  static let most: Int64 = 4_000_000_000_000_000_000

  var isTooLargeForColumns: Bool { abs(millionths) == Number.most }
}

extension Int64 {
  /// Rounded down.
  func quotient(by other: Int64) -> Int64 {
    let (whole, rest) = quotientAndRemainder(dividingBy: other)
    return rest < 0 ? whole - 1 : whole
  }
}
