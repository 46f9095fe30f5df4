import LocatedYAML

extension Point: Storable {
  func store(into writer: inout StoreWriter) {
    switch self {
    case .day(let day): writer.write(0, day)
    case .instant(let instant): writer.write(1, instant)
    case .number(let number): writer.write(2, number)
    }
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    switch try reader.natural(below: 3) {
    case 0: self = .day(try reader.read())
    case 1: self = .instant(try reader.read())
    default: self = .number(try reader.read())
    }
  }
}

extension Boundary: Storable {
  func store(into writer: inout StoreWriter) { writer.write(point, isAfter) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(point: try reader.read(), isAfter: try reader.read())
  }
}

extension Cells.Form: Storable {
  func store(into writer: inout StoreWriter) {
    switch self {
    case .options(let count): writer.write(0, count)
    case .line(let boundaries): writer.write(1, boundaries)
    case .words(let words): writer.write(2, words)
    }
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    switch try reader.natural(below: 3) {
    case 0: self = .options(try reader.natural(below: 65_536))
    case 1: self = .line(try reader.read())
    default: self = .words(try reader.read())
    }
  }
}

extension Cells: Storable {
  func store(into writer: inout StoreWriter) { writer.write(form, hasNone) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(form: try reader.read(), hasNone: try reader.read())
  }
}

extension CellSet: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(bits: low)
    writer.write(natural: high.count)
    for word in high { writer.write(bits: word) }
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    let low = try reader.bits()
    var high: [UInt64] = []
    for _ in 0..<(try reader.countOfElements()) { high.append(try reader.bits()) }
    guard high.last != 0 else { throw .impossible }
    self.init(low: low, high: high)
  }
}

extension Variable.Kind: Storable {
  func store(into writer: inout StoreWriter) {
    switch self {
    case .day: writer.write(0)
    case .presumption(let rule, let path): writer.write(1, rule, path)
    case .reading(let rule): writer.write(2, rule)
    case .jurisdiction(let code): writer.write(3, code)
    case .asIf(let code): writer.write(4, code)
    case .fact(let fact): writer.write(5, fact)
    case .member(let fact, let place): writer.write(6, fact, place)
    case .judgement(let rule, let path): writer.write(7, rule, path)
    case .fewer(let left, let right): writer.write(8, left, right)
    case .measure(let measure): writer.write(9, measure)
    case .items(let place): writer.write(10, place)
    case .someUse(let step): writer.write(11, step)
    }
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    switch try reader.natural(below: 12) {
    case 0: self = .day
    case 1: self = .presumption(try reader.read(), path: try reader.read())
    case 2: self = .reading(try reader.read())
    case 3: self = .jurisdiction(try reader.read())
    case 4: self = .asIf(try reader.read())
    case 5: self = .fact(try reader.read())
    case 6: self = .member(try reader.read(), try reader.read())
    case 7: self = .judgement(try reader.read(), path: try reader.read())
    case 8: self = .fewer(try reader.read(), try reader.read())
    case 9: self = .measure(try reader.read())
    case 10: self = .items(try reader.natural(below: reader.sizes.items))
    default: self = .someUse(try reader.read())
    }
  }
}

extension Variable: Storable {
  func store(into writer: inout StoreWriter) { writer.write(kind, cells, level) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(kind: try reader.read(), cells: try reader.read(), level: try reader.read())
  }
}

extension Step: Storable {
  func store(into writer: inout StoreWriter) {
    switch self {
    case .constant(let value): writer.write(0, value)
    case .test(let variable, let cells): writer.write(1, variable, cells)
    case .guarded(let variable, let cells, let guarding, let closed):
      writer.write(2, variable, cells, guarding, closed)
    case .all(let parts): writer.write(3, parts)
    case .any(let parts): writer.write(4, parts)
    case .not(let part): writer.write(5, part)
    case .readings(let variable, let readings, let available):
      writer.write(6, variable, readings, available)
    case .shown(let variable, let part): writer.write(7, variable, part)
    }
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    switch try reader.natural(below: 8) {
    case 0: self = .constant(try reader.read())
    case 1: self = .test(try reader.read(), try reader.read())
    case 2:
      self = .guarded(
        try reader.read(), try reader.read(), guard: try reader.read(),
        closed: try reader.read())
    case 3: self = .all(try reader.read())
    case 4: self = .any(try reader.read())
    case 5: self = .not(try reader.read())
    case 6: self = .readings(try reader.read(), try reader.read(), available: try reader.read())
    default: self = .shown(try reader.read(), try reader.read())
    }
  }
}

extension ItemsQuery: Storable {
  func store(into writer: inout StoreWriter) { writer.write(quantity, list, filter, demand) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      quantity: try reader.read(), list: try reader.read(), filter: try reader.read(),
      demand: try reader.read())
  }
}

extension Clause: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(step, span)
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
    let step: StepID? = try reader.read()
    let span: SourceSpan = try reader.read()
    let shape: Shape =
      switch try reader.natural(below: 5) {
      case 0: .atom(try reader.read())
      case 1: .all(try reader.read())
      case 2: .any(try reader.read())
      case 3: .not(try reader.read())
      default: .always
      }
    self.init(step: step, span: span, shape: shape)
    reader.ascend()
  }
}

extension CompiledDerogation: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(when, own, counts, reached, presumption, unless)
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    try reader.descend()
    self.init(
      when: try reader.read(), own: try reader.read(), counts: try reader.read(),
      reached: try reader.read(), presumption: try reader.read(), unless: try reader.read())
    reader.ascend()
  }
}

extension CompiledVersion.Binding: Storable {
  func store(into writer: inout StoreWriter) { writer.write(bearer, hasRole, holds, required) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      bearer: try reader.read(), hasRole: try reader.read(), holds: try reader.read(),
      required: try reader.read())
  }
}

extension CompiledVersion: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(applies, clauses, when, derogations, body, scope, requires, bindings)
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      applies: try reader.read(), clauses: try reader.read(), when: try reader.read(),
      derogations: try reader.read(), body: try reader.read(), scope: try reader.read(),
      requires: try reader.read(), bindings: try reader.read())
  }
}

extension VerdictDiagram: Storable {
  func store(into writer: inout StoreWriter) { writer.write(owed, required) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(owed: try reader.read(), required: try reader.read())
  }
}

extension CompiledRule: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(truth)
    writer.write(apart: versions)
    writer.write(verdicts)
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      truth: try reader.read(), versions: try reader.readApart(), verdicts: try reader.read())
  }
}

extension Program: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(variables)
    // The diagrams lie by themselves, after all the rest.
    writer.write(
      steps, levels, items, rules, adjustments, guards, classes, factVariables, roots)
  }

  convenience init(from reader: inout StoreReader) throws(StoredRulebookError) {
    var parts = ProgramParts()
    parts.variables = try reader.read()
    parts.diagrams = try reader.diagrams(over: parts.variables)
    parts.steps = try reader.steps()
    parts.levels = try reader.read()
    parts.items = try reader.read()
    parts.rules = try reader.read()
    parts.adjustments = try reader.read()
    parts.guards = try reader.read()
    parts.classes = try reader.read()
    parts.factVariables = try reader.read()
    parts.roots = try reader.read()
    self.init(parts)
  }
}

extension StoreReader {
  /// Invariant: a step refers to earlier steps only.
  fileprivate mutating func steps() throws(StoredRulebookError) -> [Step] {
    let count = sizes.steps
    guard try countOfElements() == count else { throw .impossible }
    var steps: [Step] = []
    steps.reserveCapacity(count)
    for place in 0..<count {
      sizes.steps = place
      steps.append(try Step(from: &self))
    }
    sizes.steps = count
    return steps
  }
}
