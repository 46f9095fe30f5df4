/// Where one cell ends and the next begins.
package struct Boundary: Hashable, Sendable, Comparable {
  package let point: Point
  /// Just after the point; otherwise just before it.
  package let isAfter: Bool

  package static func < (left: Boundary, right: Boundary) -> Bool {
    left.point == right.point ? !left.isAfter && right.isAfter : left.point < right.point
  }
}

/// A value of a line: a number, a day or a moment. Only like is compared with like.
package enum Point: Hashable, Sendable, Comparable {
  case day(Day)
  case instant(Instant)
  case number(Number)

  package init?(_ value: Value) {
    switch value {
    case .day(let day): self = .day(day)
    case .instant(let instant): self = .instant(instant)
    case .number(let number): self = .number(number)
    case .none, .option, .word, .members: return nil
    }
  }

  package static func < (left: Point, right: Point) -> Bool {
    switch (left, right) {
    case (.day(let left), .day(let right)): left < right
    case (.instant(let left), .instant(let right)): left < right
    case (.number(let left), .number(let right)): left < right
    case (.day, _), (.instant, .number): true
    case (.instant, .day), (.number, _): false
    }
  }
}

/// The parts into which the tests of a rulebook cut the values of a variable: no test can tell
/// two values of one cell apart.
package struct Cells: Hashable, Sendable {
  package enum Form: Hashable, Sendable {
    /// A cell for each option.
    case options(Int)
    /// A cell before the first boundary, between two, and after the last.
    case line([Boundary])
    /// A cell for each word that a test names, and one for all others.
    case words([String])
  }

  package let form: Form
  /// A last cell for `none`.
  package let hasNone: Bool

  package init(form: Form, hasNone: Bool) {
    self.form = form
    self.hasNone = hasNone
  }

  package var count: Int { valueCount + (hasNone ? 1 : 0) }

  /// How many cells there are apart from `none`.
  package var valueCount: Int {
    switch form {
    case .options(let count): count
    case .line(let boundaries): boundaries.count + 1
    case .words(let words): words.count + 1
    }
  }

  package var noneCell: Int? { hasNone ? valueCount : nil }

  /// The cell of a value.
  package func cell(of value: Value) -> Int {
    switch (form, value) {
    case (_, .none): return valueCount
    case (.options, .option(let place)): return place
    case (.words(let words), .word(let word)): return words.firstIndex(of: word) ?? words.count
    case (.line(let boundaries), _):
      guard let point = Point(value) else { break }
      return boundaries.prefix { $0.isAfter ? $0.point < point : $0.point <= point }.count
    default: break
    }
    preconditionFailure("a value has the type of its variable")
  }

  /// The cells between two points, both included.
  package func cells(from low: Value, to high: Value) -> CellSet {
    CellSet(cell(of: low)...cell(of: high))
  }

  /// The cells in which a test holds.
  package func cells(of test: Test) -> CellSet {
    switch test {
    case .among(let values):
      return CellSet(values.map(cell))
    case .present:
      return CellSet(0..<valueCount)
    case .atLeast(let value), .onOrAfter(let value):
      return CellSet(cell(of: value)..<valueCount)
    case .atMost(let value):
      return CellSet(0...cell(of: value))
    case .before(let value):
      return CellSet(0..<cell(of: value))
    case .includesAll, .only, .lessThan:
      preconditionFailure("this test is not one of cells")
    }
  }
}

extension Test {
  /// The boundaries that a test draws on a line.
  var boundaries: [Boundary] {
    switch self {
    case .among(let values):
      values.compactMap(Point.init).flatMap {
        [Boundary(point: $0, isAfter: false), Boundary(point: $0, isAfter: true)]
      }
    case .atLeast(let value), .onOrAfter(let value), .before(let value):
      Point(value).map { [Boundary(point: $0, isAfter: false)] } ?? []
    case .atMost(let value):
      Point(value).map { [Boundary(point: $0, isAfter: true)] } ?? []
    case .present, .includesAll, .only, .lessThan: []
    }
  }

  /// The words that a test names.
  var words: [String] {
    guard case .among(let values) = self else { return [] }
    return values.compactMap { if case .word(let word) = $0 { word } else { nil } }
  }
}
