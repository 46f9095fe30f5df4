import LocatedYAML

@testable import RuleCompiler
@testable import RuleEvaluator

extension PlainWalk {
  // MARK: What a fact is

  /// What is said of a fact, of an item or otherwise.
  func answer(_ id: FactID, _ place: Place) -> Answer? {
    rules.vocabulary[id].level == .item ? place.item?.answers[id] : said[place.context][id]
  }

  /// The guard of the fact is no, so that it has the value under `else`.
  mutating func isClosed(_ id: FactID, _ place: Place) -> Bool {
    guard let guarding = rules.vocabulary[id].guarding else { return false }
    return truth(of: guarding.condition, place) == .no
  }

  /// The value of a fact where it is wholly known.
  mutating func value(_ id: FactID, _ place: Place) -> Value? {
    if isClosed(id, place) { return rules.vocabulary[id].guarding?.otherwise }
    return answer(id, place)?.value
  }

  /// Whether an option belongs to a set.
  mutating func member(_ option: Int, of id: FactID, _ place: Place) -> Truth {
    if isClosed(id, place) {
      guard case .members(let members)? = rules.vocabulary[id].guarding?.otherwise else {
        return .unknown
      }
      return members.contains(option) ? .yes : .no
    }
    switch answer(id, place)?.said {
    case .value(.members(let members))?: return members.contains(option) ? .yes : .no
    case .partly(let has, let hasNot)?:
      return has.contains(option) ? .yes : hasNot.contains(option) ? .no : .unknown
    default: return .unknown
    }
  }

  // MARK: Tests

  mutating func truth(of test: Test, on id: FactID, _ place: Place) -> Truth {
    let fact = rules.vocabulary[id]
    if fact.isSet { return truth(of: test, onSet: fact, place) }
    if case .lessThan(let other) = test {
      let left = value(id, place)
      let right = value(other, place)
      if left == Value.none || right == Value.none { return .no }
      guard case .number(let left)? = left, case .number(let right)? = right else {
        return .unknown
      }
      return left.thousandths < right.thousandths ? .yes : .no
    }
    guard let value = value(id, place) else { return .unknown }
    return test.isMet(by: value) ? .yes : .no
  }

  private mutating func truth(of test: Test, onSet fact: Fact, _ place: Place) -> Truth {
    var members: [Truth] = []
    for option in fact.options.indices { members.append(member(option, of: fact.id, place)) }
    switch test {
    case .among(let values):
      return values.map { value in
        if case .option(let option) = value { members[option] } else { Truth.no }
      }.max() ?? .no
    case .includesAll(let options): return options.map { members[$0] }.min() ?? .yes
    case .only(let options):
      return members.indices.filter { !options.contains($0) }.map { !members[$0] }.min() ?? .yes
    case .present: return members.max() ?? .no
    case .atLeast, .atMost, .before, .onOrAfter, .lessThan: return .unknown
    }
  }

  // MARK: Measures

  mutating func truth(of test: Test, on id: MeasureID, _ place: Place) -> Truth {
    if case .elapsed(let elapsed) = rules[id].form { return truth(of: test, on: elapsed, place) }
    guard let (low, high) = interval(of: id, place) else { return .unknown }
    switch test {
    case .atLeast(.number(let bound)):
      return low >= bound.thousandths ? .yes : high < bound.thousandths ? .no : .unknown
    case .atMost(.number(let bound)):
      return high <= bound.thousandths ? .yes : low > bound.thousandths ? .no : .unknown
    default: return .unknown
    }
  }

  /// The lowest and the highest score that answers still allow, in thousandths.
  mutating func interval(of id: MeasureID, _ place: Place) -> (Int, Int)? {
    switch rules[id].form {
    case .elapsed: return nil
    case .score(let points):
      var low = 0
      var high = 0
      for part in points {
        let (least, most) = interval(of: part, place)
        low += least
        high += most
      }
      return (low, high)
    case .adjusted(let adjustment):
      guard let (low, high) = interval(of: adjustment.base, place) else { return nil }
      let less = (adjustment.applied(to: low), adjustment.applied(to: high))
      let inner = Place(level: .use, context: place.context)
      switch truth(of: adjustment.when, inner) {
      case .yes: return less
      case .no: return (low, high)
      case .unknown: return (min(low, less.0), max(high, less.1))
      }
    }
  }

  private mutating func interval(of points: Points, _ place: Place) -> (Int, Int) {
    let fact = rules.vocabulary[points.fact]
    let each = points.options.map(\.thousandths)
    if fact.isSet {
      var low = 0
      var high = 0
      for option in each.indices {
        switch member(option, of: fact.id, place) {
        case .no: break
        case .yes:
          low += each[option]
          high += each[option]
        case .unknown:
          low += min(0, each[option])
          high += max(0, each[option])
        }
      }
      return (low, high)
    }
    switch value(fact.id, place) {
    case .option(let option)?: return (each[option], each[option])
    case .some(.none): return (0, 0)
    default:
      let possible = each + (fact.allowsNone ? [0] : [])
      return (possible.min() ?? 0, possible.max() ?? 0)
    }
  }

  private mutating func truth(of test: Test, on elapsed: Elapsed, _ place: Place) -> Truth {
    func end(_ endpoint: Elapsed.Endpoint, _ walk: inout PlainWalk) -> Value? {
      switch endpoint {
      case .assessmentDay: .day(walk.day)
      case .fact(let fact): walk.value(fact, place)
      }
    }
    let from = end(elapsed.from, &self)
    let to = end(elapsed.to, &self)
    if from == Value.none || to == Value.none { return .no }
    guard let from, let to else { return .unknown }
    // In microseconds, however the bound is counted.
    let passed: Int
    switch (from, to) {
    case (.day(let from), .day(let to)):
      let days = Int(to.number) - Int(from.number) + (elapsed.countsBothEnds ? 1 : 0)
      passed = days * 86_400_000_000
    case (.instant(let from), .instant(let to)): passed = Int(to.microseconds - from.microseconds)
    default: return .unknown
    }
    let unit = elapsed.unit == .days ? 86_400 : elapsed.unit == .hours ? 3_600 : 1
    switch test {
    case .atLeast(.number(let bound)):
      return passed >= bound.thousandths * unit * 1_000 ? .yes : .no
    case .atMost(.number(let bound)):
      return passed <= bound.thousandths * unit * 1_000 ? .yes : .no
    default: return .unknown
    }
  }
}

extension Test {
  /// Whether a value that is no set meets a test that names no other fact.
  fileprivate func isMet(by value: Value) -> Bool {
    switch self {
    case .among(let values): values.contains(value)
    case .present: value != .none
    case .atLeast(let bound), .onOrAfter(let bound):
      value.rank.flatMap { rank in bound.rank.map { rank >= $0 } } ?? false
    case .atMost(let bound): value.rank.flatMap { rank in bound.rank.map { rank <= $0 } } ?? false
    case .before(let bound): value.rank.flatMap { rank in bound.rank.map { rank < $0 } } ?? false
    case .includesAll, .only, .lessThan: false
    }
  }
}

extension Value {
  /// A whole number that orders the values of one type; `none` has none.
  fileprivate var rank: Int? {
    switch self {
    case .none, .word, .members: nil
    case .option(let place): place
    case .number(let number): number.thousandths
    case .day(let day): Int(day.number)
    case .instant(let instant): Int(instant.microseconds)
    }
  }
}

extension Number {
  /// A thousand times the number; the numbers of these tests have at most three places.
  var thousandths: Int {
    var value = Int(digits)
    for _ in Int(places)..<3 { value *= 10 }
    return value
  }
}

extension Adjustment {
  /// The factor and the rounding, on thousandths; without rounding, to thousandths exactly.
  fileprivate func applied(to thousandths: Int) -> Int {
    let product = thousandths * factor.thousandths
    switch rounding {
    case nil: return product / 1_000
    case .halfUp?: return floored(product + 500_000, by: 1_000_000) * 1_000
    case .down?: return floored(product, by: 1_000_000) * 1_000
    case .up?: return -floored(-product, by: 1_000_000) * 1_000
    case .halfEven?: preconditionFailure("the made-up rulebooks do not round half to even")
    }
  }

  private func floored(_ value: Int, by divisor: Int) -> Int {
    value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
  }
}
