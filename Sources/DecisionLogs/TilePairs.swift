import RuleCompiler
import RuleEvaluator

/// What hangs on two facts: which of them is less, and how much time lies between them.
extension TileEvaluator {
  /// The numbers of a fact, where it is known to be one, and where known to be `none`.
  private struct Numbers {
    var numbers: TileNumbers?
    var known: Plane
    var none: Plane
  }

  /// A guard that is no gives a fact the value that it has then.
  private func numbers(of fact: FactID) -> Numbers {
    var found = Numbers(known: planes.zeros, none: planes.zeros)
    if let column = plan.columns[fact] {
      let field = layout.fieldOfColumn[column]
      if layout.fields[field].hasNumbers {
        found.numbers = .field(field)
        found.known = planes.there(field)
      }
      if plan.mapping.columns[column].absent == Value.none {
        found.none = planes.but(planes.ones, found.known)
      }
    } else if let value = plan.base.answers[0][fact]?.value {
      found = constant(value)
    }
    guard let guarding = plan.program.guards[fact],
      let otherwise = plan.rulebook.rules.vocabulary[fact].guarding?.otherwise
    else { return found }
    let closing = truth(guarding).no
    if let number = otherwise.asNumber {
      found.numbers = planes.numbers(found.numbers, number, where: closing)
      found.known = planes.any([found.known, closing])
      found.none = planes.but(found.none, closing)
    } else {
      found.known = planes.but(found.known, closing)
      found.none = planes.any([found.none, closing])
    }
    return found
  }

  private func constant(_ value: Value) -> Numbers {
    guard let number = value.asNumber else {
      return Numbers(known: planes.zeros, none: planes.ones)
    }
    return Numbers(numbers: planes.numbers(number), known: planes.ones, none: planes.zeros)
  }

  private func numbers(of end: Elapsed.Endpoint) -> Numbers {
    switch end {
    case .fact(let fact): return numbers(of: fact)
    case .assessmentDay:
      guard let field = layout.day else { return constant(.day(plan.day)) }
      return Numbers(numbers: .field(field), known: planes.there(field), none: planes.zeros)
    }
  }

  func fewer(_ left: FactID, _ right: FactID) -> TileVariable {
    let (left, right) = (numbers(of: left), numbers(of: right))
    let known = planes.any([planes.all([left.known, right.known]), left.none, right.none])
    var isFewer = planes.zeros
    if let first = left.numbers, let second = right.numbers {
      isFewer = planes.all([left.known, right.known, planes.fewer(first, second)])
    }
    return TileVariable(known: known, cells: .planes([planes.but(known, isFewer), isFewer]))
  }

  func gone(_ elapsed: Elapsed, _ cells: Cells) -> TileVariable {
    let (from, to) = (numbers(of: elapsed.from), numbers(of: elapsed.to))
    let isInDays = [elapsed.from, elapsed.to].contains { $0.isDay(plan.rulebook.rules.vocabulary) }
    let unit: Unit = isInDays ? .day : .microsecond
    var made = TileVariable(known: planes.zeros, cells: .planes([]))
    if case .line(let boundaries) = cells.form, let first = from.numbers, let second = to.numbers {
      made.known = planes.all([from.known, to.known])
      made.cells = .line(
        there: made.known,
        before: boundaries.map {
          planes.gone(
            from: first, to: second, more: elapsed.countsBothEnds && isInDays ? 1 : 0,
            less: unit.limit($0))
        })
    }
    if let cell = cells.noneCell {
      let none = planes.any([from.none, to.none])
      made.besides = (cell, none)
      made.known = planes.any([made.known, none])
    }
    return made
  }
}

extension Elapsed.Endpoint {
  func isDay(_ vocabulary: Vocabulary) -> Bool {
    switch self {
    case .assessmentDay: true
    case .fact(let fact): vocabulary[fact].type == .date
    }
  }
}
