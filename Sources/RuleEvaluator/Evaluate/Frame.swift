import RuleCompiler

/// A program with what its steps and variables are like, whatever the case and the day, and which
/// of them are run. A class of constants, which many evaluations share.
final class Frame: Sendable {
  /// How far what is known of a variable stays from day to day.
  enum Standing: UInt8, Sendable {
    /// It follows from answers alone.
    case lasting
    /// It may be otherwise on another day, or under another reading.
    case passing
    /// It follows from what holds of some use.
    case someUse
  }

  /// Steps with the variables they test, in order.
  struct Part: Sendable {
    fileprivate(set) var steps: [StepID] = []
    fileprivate(set) var variables: [VariableID] = []
  }

  let program: Program
  let standings: [Standing]
  /// Every cell of each variable.
  let open: CellSets
  /// Of each step, on which variables about "some use" it hangs, directly or through others: a bit
  /// a variable, which it shares with others where there are more than 64.
  let usesOfSteps: [UInt64]
  /// The bits of `someUses`, in their order.
  let bitsOfUses: [UInt64]
  /// Of each step, whether it is the first to test a variable that follows from others.
  let isFirst: [Bool]
  /// All that is run.
  let whole: Part
  /// What may be otherwise on another day.
  let onDay: Part
  /// What hangs on whether derogations are presumed absent.
  let onPresumption: Part
  /// Variables about "some use" that are run.
  let someUses: [VariableID]

  init(_ extent: Extent, _ rules: CheckedRules, _ program: Program) {
    self.program = program
    let marks = Marks(extent, rules, program)
    standings = program.variables.map(Standing.init)
    open = CellSets(all: program.variables)
    var hanging = Hanging(rules, program)
    var bits: [Int: UInt64] = [:]
    for index in standings.indices where standings[index] == .someUse {
      bits[index] = 1 << UInt64(bits.count % 64)
    }
    var usesOfSteps = Array(repeating: UInt64(0), count: program.steps.count)
    var isFirst = Array(repeating: false, count: program.steps.count)
    for index in program.steps.indices where marks.steps[index] {
      isFirst[index] = hanging.add(StepID(index: index))
      switch program.steps[index] {
      case .constant: break
      case .test(let variable, _), .guarded(let variable, _, _, _):
        guard standings[variable.index] == .someUse,
          case .someUse(let inner) = program.variables[variable.index].kind
        else { break }
        usesOfSteps[index] = usesOfSteps[inner.index] | bits[variable.index, default: 0]
      case .all(let parts), .any(let parts), .readings(_, let parts, _):
        usesOfSteps[index] = parts.reduce(0) { $0 | usesOfSteps[$1.index] }
      case .not(let part), .shown(_, let part): usesOfSteps[index] = usesOfSteps[part.index]
      }
    }
    for index in program.steps.indices where marks.steps[index] {
      hanging.addNarrowing(by: StepID(index: index))
    }
    self.usesOfSteps = usesOfSteps
    self.isFirst = isFirst
    func part(_ isIn: (Hanging.On) -> Bool) -> Part {
      Part(
        steps: marks.steps.indices.filter { marks.steps[$0] && isIn(hanging.steps[$0]) }
          .map { StepID(index: $0) },
        variables: marks.variables.indices
          .filter { marks.variables[$0] && isIn(hanging.variables[$0]) }
          .map { VariableID(index: $0) })
    }
    whole = part { _ in true }
    onDay = part { $0.contains(.day) }
    onPresumption = part { $0.contains(.presumption) }
    let standings = standings
    someUses = whole.variables.filter { standings[$0.index] == .someUse }
    bitsOfUses = someUses.map { bits[$0.index, default: 0] }
  }
}

extension Frame.Standing {
  fileprivate init(_ variable: Variable) {
    switch variable.kind {
    case .asIf, .fact, .member, .judgement: self = .lasting
    case .day, .presumption, .reading, .jurisdiction, .fewer, .measure, .items: self = .passing
    case .someUse: self = .someUse
    }
  }
}

/// What steps and variables hang on apart from answers, found step by step in their order.
private struct Hanging {
  struct On: OptionSet {
    let rawValue: UInt8
    static let day = On(rawValue: 1)
    static let presumption = On(rawValue: 2)
  }

  private let rules: CheckedRules
  private let program: Program
  private(set) var steps: [On]
  private(set) var variables: [On]
  private var isKnown: [Bool]

  init(_ rules: CheckedRules, _ program: Program) {
    self.rules = rules
    self.program = program
    steps = Array(repeating: [], count: program.steps.count)
    variables = program.variables.map { variable in
      switch variable.kind {
      case .day, .jurisdiction: .day
      case .presumption: .presumption
      case .reading, .asIf, .fact, .member, .judgement, .fewer, .measure, .items, .someUse: []
      }
    }
    isKnown = Array(repeating: false, count: program.variables.count)
  }

  /// Adds a step whose parts have been added; whether it is the first to test a variable that
  /// follows from others.
  mutating func add(_ step: StepID) -> Bool {
    switch program.steps[step.index] {
    case .constant: return false
    case .test(let variable, _):
      let isFirst = add(variable)
      steps[step.index] = variables[variable.index]
      return isFirst
    case .guarded(let variable, _, let guarding, _):
      steps[step.index] = variables[variable.index].union(steps[guarding.index])
    case .all(let parts), .any(let parts): steps[step.index] = on(parts)
    case .not(let part): steps[step.index] = steps[part.index]
    case .readings(let variable, let readings, let available):
      variables[variable.index].formUnion(on(available))
      steps[step.index] = variables[variable.index].union(on(readings))
    case .shown(let variable, let part):
      steps[step.index] = variables[variable.index].union(steps[part.index])
    }
    return false
  }

  /// Every version of a contested rule narrows its variable, so that all are run when one is.
  mutating func addNarrowing(by step: StepID) {
    guard case .readings(let variable, _, _) = program.steps[step.index] else { return }
    steps[step.index].formUnion(variables[variable.index])
  }

  private func on(_ parts: [StepID]) -> On {
    parts.reduce(into: []) { $0.formUnion(steps[$1.index]) }
  }

  private mutating func add(_ variable: VariableID) -> Bool {
    guard !isKnown[variable.index] else { return false }
    isKnown[variable.index] = true
    switch program.variables[variable.index].kind {
    case .day, .jurisdiction, .presumption, .reading, .asIf, .fact, .member, .judgement: break
    case .fewer:
      variables[variable.index] = onGuards
      return true
    case .measure(let measure):
      variables[variable.index] = on(measure).union(onGuards)
      return true
    case .items(let query):
      variables[variable.index] = on(program.items[query]).union(onGuards)
      return true
    case .someUse(let step):
      variables[variable.index] = steps[step.index]
      return true
    }
    return false
  }

  /// What the guards that were added hang on: a value is read behind its guard.
  private var onGuards: On {
    program.guards.values.reduce(into: []) { $0.formUnion(steps[$1.index]) }
  }

  private func on(_ measure: MeasureID) -> On {
    switch rules[measure].form {
    case .score: return []
    case .elapsed(let elapsed):
      return elapsed.from == .assessmentDay || elapsed.to == .assessmentDay ? .day : []
    case .adjusted(let adjustment):
      let own = program.adjustments[measure.index].map { steps[$0.index] } ?? []
      return own.union(on(adjustment.base))
    }
  }

  private func on(_ query: ItemsQuery) -> On {
    [query.filter, query.demand].reduce(into: []) { found, clause in
      if let clause { found.formUnion(on(clause)) }
    }
  }

  private func on(_ clause: Clause) -> On {
    if let step = clause.step { return steps[step.index] }
    switch clause.shape {
    case .always: return []
    case .not(let part): return on(part)
    case .all(let parts), .any(let parts):
      return parts.reduce(into: []) { $0.formUnion(on($1)) }
    case .atom(.measure(let id, _)): return on(id)
    case .atom: return []
    }
  }
}
