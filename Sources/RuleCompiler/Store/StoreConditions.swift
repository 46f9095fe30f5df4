import LocatedYAML

extension Quantity: Storable {
  func store(into writer: inout StoreWriter) { writer.write(self == .every) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self = try Bool(from: &reader) ? .every : .some
  }
}

extension Test: Storable {
  func store(into writer: inout StoreWriter) {
    switch self {
    case .among(let values): writer.write(0, values)
    case .includesAll(let places): writer.write(1, places)
    case .only(let places): writer.write(2, places)
    case .present: writer.write(3)
    case .atLeast(let value): writer.write(4, value)
    case .atMost(let value): writer.write(5, value)
    case .before(let value): writer.write(6, value)
    case .onOrAfter(let value): writer.write(7, value)
    case .lessThan(let fact): writer.write(8, fact)
    }
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    switch try reader.natural(below: 9) {
    case 0: self = .among(try reader.read())
    case 1: self = .includesAll(try reader.read())
    case 2: self = .only(try reader.read())
    case 3: self = .present
    case 4: self = .atLeast(try reader.read())
    case 5: self = .atMost(try reader.read())
    case 6: self = .before(try reader.read())
    case 7: self = .onOrAfter(try reader.read())
    default: self = .lessThan(try reader.read())
    }
  }
}

extension Atom: Storable {
  func store(into writer: inout StoreWriter) {
    switch self {
    case .fact(let fact, let test): writer.write(0, fact, test)
    case .measure(let measure, let test): writer.write(1, measure, test)
    case .assessmentDay(let test): writer.write(2, test)
    case .rule(let rule): writer.write(3, rule)
    case .reached(let rule, let path): writer.write(4, rule, path)
    case .reading(let rule, let place): writer.write(5, rule, place)
    case .scheme(let scheme, let places): writer.write(6, scheme, places)
    case .items(let quantity, let list, let filter, let demand):
      writer.write(7, quantity, list, filter, demand)
    case .uses(let quantity, let filter, let demand): writer.write(8, quantity, filter, demand)
    }
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    switch try reader.natural(below: 9) {
    case 0: self = .fact(try reader.read(), try reader.read())
    case 1: self = .measure(try reader.read(), try reader.read())
    case 2: self = .assessmentDay(try reader.read())
    case 3: self = .rule(try reader.read())
    case 4: self = .reached(try reader.read(), path: try reader.read())
    case 5: self = .reading(try reader.read(), try reader.read())
    case 6: self = .scheme(try reader.read(), among: try reader.read())
    case 7:
      self = .items(
        try reader.read(), of: try reader.read(), where: try reader.read(),
        has: try reader.read())
    default:
      self = .uses(try reader.read(), where: try reader.read(), has: try reader.read())
    }
  }
}

extension Condition: Storable where Atom == RuleCompiler.Atom {
  func store(into writer: inout StoreWriter) {
    writer.write(span)
    switch shape {
    case .atom(let atom): writer.write(0, atom)
    case .all(let parts): writer.write(1, parts)
    case .any(let parts): writer.write(2, parts)
    case .not(let part): writer.write(3, part)
    case .always: writer.write(4)
    }
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    try reader.descend()
    let span: SourceSpan = try reader.read()
    let shape: Shape =
      switch try reader.natural(below: 5) {
      case 0: .atom(try reader.read())
      case 1: .all(try reader.read())
      case 2: .any(try reader.read())
      case 3: .not(try reader.read())
      default: .always
      }
    self.init(shape: shape, span: span)
    reader.ascend()
  }
}

extension Points: Storable {
  func store(into writer: inout StoreWriter) { writer.write(fact, options) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(fact: try reader.read(), options: try reader.read())
  }
}

extension Adjustment: Storable where Atom == RuleCompiler.Atom {
  func store(into writer: inout StoreWriter) { writer.write(base, when, factor, rounding) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      base: try reader.read(), when: try reader.read(), factor: try reader.read(),
      rounding: try reader.read())
  }
}

extension TimeUnit: Storable {}

extension Elapsed.Endpoint: Storable {
  func store(into writer: inout StoreWriter) {
    switch self {
    case .fact(let fact): writer.write(0, fact)
    case .assessmentDay: writer.write(1)
    }
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self = try reader.natural(below: 2) == 0 ? .fact(try reader.read()) : .assessmentDay
  }
}

extension Elapsed: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(from, to, unit, countsBothEnds, isBetweenDays)
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      from: try reader.read(), to: try reader.read(), unit: try reader.read(),
      countsBothEnds: try reader.read(), isBetweenDays: try reader.read())
  }
}

extension Measure.Form: Storable where Atom == RuleCompiler.Atom {
  func store(into writer: inout StoreWriter) {
    switch self {
    case .score(let points): writer.write(0, points)
    case .adjusted(let adjustment): writer.write(1, adjustment)
    case .elapsed(let elapsed): writer.write(2, elapsed)
    }
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    switch try reader.natural(below: 3) {
    case 0: self = .score(try reader.read())
    case 1: self = .adjusted(try reader.read())
    default: self = .elapsed(try reader.read())
    }
  }
}

extension Measure: Storable where Atom == RuleCompiler.Atom {
  func store(into writer: inout StoreWriter) { writer.write(id, act, name, citation, form, place) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      id: try reader.read(), act: try reader.read(), name: try reader.read(),
      citation: try reader.read(), form: try reader.read(), place: try reader.read())
  }
}
