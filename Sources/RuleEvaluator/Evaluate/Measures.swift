package import RuleCompiler

/// The values that a number may still have, ends included.
package struct Interval: Hashable, Sendable {
  package let low: Number
  package let high: Number
}

extension Evaluation {
  /// The cells in which a measure may be.
  func cells(of id: MeasureID, _ cells: Cells, _ context: Int) -> CellSet {
    switch rules[id].form {
    case .score, .adjusted:
      guard let interval = interval(of: id, context) else { return CellSet(all: cells.count) }
      return cells.cells(from: .number(interval.low), to: .number(interval.high))
    case .elapsed(let elapsed):
      let ends = [elapsed.from, elapsed.to].map { value(of: $0, context) }
      if ends.contains(Value.none) { return cells.noneCell.map { CellSet([$0]) } ?? CellSet() }
      guard let first = ends[0], let second = ends[1] else { return CellSet(all: cells.count) }
      return CellSet([cells.cell(of: .number(elapsed.time(first, second)))])
    }
  }

  /// The interval of a score; nil where sums are too large to be kept exactly.
  package func interval(of id: MeasureID, _ context: Int) -> Interval? {
    if let given = setting.scores[id] { return Interval(low: given, high: given) }
    switch rules[id].form {
    case .score(let points):
      var low = Number(0)
      var high = Number(0)
      for part in points {
        let interval = interval(of: part, context)
        guard let nextLow = low.adding(interval.low), let nextHigh = high.adding(interval.high)
        else { return nil }
        (low, high) = (nextLow, nextHigh)
      }
      return Interval(low: low, high: high)
    case .adjusted(let adjustment):
      return interval(of: adjustment, id, context)
    case .elapsed:
      return nil
    }
  }

  private func interval(
    of adjustment: Adjustment<Atom>, _ id: MeasureID, _ context: Int
  ) -> Interval? {
    guard let base = interval(of: adjustment.base, context) else { return nil }
    func adjusted(_ number: Number) -> Number? {
      number.multiplied(by: adjustment.factor, rounding: adjustment.rounding)
    }
    guard let low = adjusted(base.low), let high = adjusted(base.high) else { return nil }
    switch program.adjustments[id.index].map({ truths[context][$0.index] }) ?? .unknown {
    case .yes: return Interval(low: low, high: high)
    case .no: return base
    case .unknown: return Interval(low: min(low, base.low), high: max(high, base.high))
    }
  }

  /// What the answers to one fact may add.
  private func interval(of points: Points, _ context: Int) -> Interval {
    let fact = rules.vocabulary[points.fact]
    let value = value(of: points.fact, context)
    switch (fact.isSet, value) {
    case (false, .option(let place)?):
      return Interval(low: points.options[place], high: points.options[place])
    case (false, .some(.none)):
      return Interval(low: Number(0), high: Number(0))
    case (false, _):
      let options = points.options + (fact.allowsNone ? [Number(0)] : [])
      return Interval(low: options.min() ?? Number(0), high: options.max() ?? Number(0))
    case (true, _):
      return interval(ofMembers: points, value, context)
    }
  }

  private func interval(
    ofMembers points: Points, _ value: Value?, _ context: Int
  ) -> Interval {
    let zero = Number(0)
    var low = zero
    var high = zero
    for (place, number) in points.options.enumerated() {
      let inside: Bool? =
        if case .members(let members)? = value { members.contains(place) } else {
          answers[context][points.fact]?.has(place)
        }
      if inside != false { high = high.adding(max(number, inside == true ? number : zero)) ?? high }
      if inside != false { low = low.adding(min(number, inside == true ? number : zero)) ?? low }
    }
    return Interval(low: low, high: high)
  }

  private func value(of endpoint: Elapsed.Endpoint, _ context: Int) -> Value? {
    switch endpoint {
    case .assessmentDay: .day(setting.day)
    case .fact(let fact): value(of: fact, context)
    }
  }
}

extension Elapsed {
  /// Days between dates, seconds between times.
  package func time(_ from: Value, _ to: Value) -> Number {
    switch (from, to) {
    case (.day(let from), .day(let to)):
      Number(from.days(until: to) + (countsBothEnds ? 1 : 0))
    case (.instant(let from), .instant(let to)):
      Number(digits: to.microseconds - from.microseconds, places: 6)
    default:
      preconditionFailure("both ends of an elapsed time have one type")
    }
  }
}
