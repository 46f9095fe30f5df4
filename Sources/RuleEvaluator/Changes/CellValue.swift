package import RuleCompiler

extension Cells {
  /// Some value of a cell; nil where there is none, as between two days that follow one another.
  ///
  /// Of a line it is the first value of the cell, where it has one, and of the first cell the last.
  func value(in cell: Int, of fact: Fact, _ vocabulary: Vocabulary, day: Day) -> Value? {
    if cell == noneCell { return Value.none }
    switch form {
    case .options: return .option(cell)
    case .words(let words):
      return cell < words.count ? .word(words[cell]) : other(than: words, fact, vocabulary)
    case .line(let boundaries):
      return value(in: cell, between: boundaries, fact, day)
    }
  }

  private func other(than words: [String], _ fact: Fact, _ vocabulary: Vocabulary) -> Value? {
    let codes = vocabulary.countries.isEmpty ? ["ZZ"] : vocabulary.countries.keys.sorted()
    let known = fact.type == .country ? codes : ["other", "another"] + words.map { $0 + "_" }
    return known.first { !words.contains($0) }.map(Value.word)
  }

  private func value(
    in cell: Int, between boundaries: [Boundary], _ fact: Fact, _ day: Day
  ) -> Value? {
    guard let first = boundaries.first else {
      switch fact.type {
      case .date: return .day(day)
      case .time: return .instant(Instant(microseconds: 0))
      default: return .number(Number(0))
      }
    }
    let tried: [Value] =
      cell == 0 ? [first.point.value, first.point.before] : candidates(boundaries, cell)
    return tried.first { self.cell(of: $0) == cell }
  }

  /// From the start of a cell on: the point itself, the next one, and the middle of what is left.
  private func candidates(_ boundaries: [Boundary], _ cell: Int) -> [Value] {
    let start = boundaries[cell - 1].point
    var tried = [start.value, start.after]
    if cell < boundaries.count { tried += start.middle(to: boundaries[cell].point) }
    return tried
  }
}

extension Point {
  /// The point as an answer.
  package var value: Value {
    switch self {
    case .day(let day): .day(day)
    case .instant(let instant): .instant(instant)
    case .number(let number): .number(number)
    }
  }

  fileprivate var before: Value { moved(by: -1) }
  fileprivate var after: Value { moved(by: 1) }

  /// A day, a second or one away.
  private func moved(by step: Int) -> Value {
    switch self {
    case .day(let day): .day(day.adding(days: step))
    case .instant(let instant):
      .instant(Instant(microseconds: instant.microseconds + Int64(step) * 1_000_000))
    case .number(let number): .number(number.adding(Number(step)) ?? number)
    }
  }

  /// The middle, where it can be said.
  fileprivate func middle(to other: Point) -> [Value] {
    switch (self, other) {
    case (.instant(let first), .instant(let second)):
      [.instant(Instant(microseconds: (first.microseconds + second.microseconds) / 2))]
    case (.number(let first), .number(let second)):
      first.adding(second)
        .flatMap { $0.multiplied(by: Number(digits: 5, places: 1), rounding: nil) }
        .map { [.number($0)] } ?? []
    default: []
    }
  }
}
