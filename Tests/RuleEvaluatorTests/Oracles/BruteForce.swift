@testable import RuleCompiler
@testable import RuleEvaluator

/// Tries every cell of every open variable: the steps of a program read as plain yes and no,
/// without diagrams.
struct BruteForce {
  let evaluation: Evaluation
  /// Readings that are taken as given.
  var chosen: [VariableID: Int] = [:]
  private var walk: PlainWalk
  private var possible: [Visit: [Int]] = [:]

  private struct Visit: Hashable {
    let variable: VariableID
    let context: Int
  }

  init(_ evaluation: Evaluation, _ walk: PlainWalk) {
    self.evaluation = evaluation
    self.walk = walk
  }

  private var program: Program { evaluation.program }

  /// The same with readings taken as given.
  func choosing(_ readings: [VariableID: Int]) -> BruteForce {
    var other = self
    other.chosen = readings
    other.possible = [:]
    return other
  }
}

/// Every way in which open variables may come out, and what a rule is then.
struct Outcomes {
  /// The open variables, in order.
  let variables: [VariableID]
  /// Consistent cells of the variables, with the place of the outcome.
  var rows: [(cells: [Int], final: Int)] = []

  var finals: Finals {
    rows.reduce(into: Finals()) { $0.insert(Finals(rawValue: 1 << UInt16($1.final))) }
  }
}

extension BruteForce {
  /// The outcomes of a rule for a bearer and a use; nil where there are more ways than the limit.
  mutating func outcomes(
    of id: RuleID, bearer place: Int, _ context: Int, limit: Int
  ) -> Outcomes? {
    let compiled = program[id]
    guard evaluation.rules[id].kind.isDuty else {
      return outcomes(of: [compiled.truth], context, limit: limit) { $0[0] ? 1 : 0 }
    }
    let bindings = compiled.versions.map { $0.bindings[place] }
    let steps = bindings.flatMap { [$0.holds, $0.required] }
    return outcomes(of: steps, context, limit: limit) { truths in
      for index in bindings.indices where truths[2 * index] { return truths[2 * index + 1] ? 1 : 2 }
      return 0
    }
  }

  /// The places of the class of a use in a scheme.
  mutating func classes(in scheme: SchemeID, _ context: Int, limit: Int) -> Outcomes? {
    outcomes(of: program.classes[scheme.index], context, limit: limit) { truths in
      truths.firstIndex(of: true) ?? truths.count - 1
    }
  }

  mutating func outcomes(
    of roots: [StepID], _ context: Int, limit: Int, _ final: ([Bool]) -> Int
  ) -> Outcomes? {
    let guards = constraints(context)
    let steps = openSteps(under: roots + guards, context)
    var variables: Set<VariableID> = []
    for step in steps { variables.formUnion(program[step].variables) }
    let open = variables.sorted()
    var cells: [[Int]] = []
    var ways = 1
    for variable in open {
      let found = self.cells(of: variable, context)
      cells.append(found)
      ways *= found.count
      // No cells at all: what holds of some use hangs on too much to be tried.
      guard !found.isEmpty, ways <= limit else { return nil }
    }
    var outcomes = Outcomes(variables: open)
    var trial = Trial(program: program, steps: steps, truths: evaluation.truths[context])
    for way in 0..<ways {
      var rest = way
      let row = cells.map { cells in
        defer { rest /= cells.count }
        return cells[rest % cells.count]
      }
      for (variable, cell) in zip(open, row) { trial.cells[variable.index] = cell }
      trial.run()
      guard guards.allSatisfy({ trial.values[$0.index] }) else { continue }
      outcomes.rows.append((row, final(roots.map { trial.values[$0.index] })))
    }
    return outcomes
  }

  /// Guards that cannot be no, for a fact is answered otherwise than it would be then; those
  /// about the system for an answer in any use.
  private func constraints(_ context: Int) -> [StepID] {
    program.guards.sorted { $0.key < $1.key }.compactMap { fact, step in
      guard let otherwise = evaluation.rules.vocabulary[fact].guarding?.otherwise else {
        return nil
      }
      let speaking =
        program.levels[step.index] == .system ? evaluation.answers.indices : context..<context + 1
      return speaking.contains { evaluation.answers[$0][fact]?.rulesOut(otherwise) ?? false }
        ? step : nil
    }
  }

  /// Steps under some that the linear pass leaves unknown, in their order.
  private func openSteps(under roots: [StepID], _ context: Int) -> [StepID] {
    var seen: Set<StepID> = []
    var rest = roots
    while let step = rest.popLast() {
      guard evaluation.truths[context][step.index] == .unknown, seen.insert(step).inserted else {
        continue
      }
      rest += program[step].parts
    }
    return seen.sorted()
  }

  /// The cells in which a variable may be.
  private mutating func cells(of id: VariableID, _ context: Int) -> [Int] {
    if let cell = chosen[id] { return [cell] }
    let visit = Visit(variable: id, context: context)
    if let known = possible[visit] { return known }
    let found = findCells(of: id, context)
    possible[visit] = found
    return found
  }

  private mutating func findCells(of id: VariableID, _ context: Int) -> [Int] {
    let all = Array(0..<program[id].cells.count)
    let place = PlainWalk.Place(level: .use, context: context)
    switch program[id].kind {
    case .day, .presumption, .reading, .jurisdiction, .asIf, .fact, .member, .judgement, .items:
      return evaluation.states[context][id.index].cells
    case .fewer(let left, let right):
      switch walk.truth(of: .lessThan(right), on: left, place) {
      case .no: return [0]
      case .unknown: return all
      case .yes: return [1]
      }
    case .measure(let measure):
      if let (low, high) = walk.interval(of: measure, place) {
        let ends = [low, high].map {
          program[id].cells.cell(of: .number(Number(digits: Int64($0), places: 3)))
        }
        return Array(ends[0]...ends[1])
      }
      return evaluation.states[context][id.index].cells
    case .someUse(let step):
      return cells(ofSome: step)
    }
  }

  /// Of "some use": yes where it surely holds of one, no where it surely holds of none; empty
  /// where that is too much to try.
  private mutating func cells(ofSome step: StepID) -> [Int] {
    var sets: [Finals] = []
    for context in evaluation.answers.indices {
      guard let found = outcomes(of: [step], context, limit: 256, { $0[0] ? 1 : 0 }) else {
        return []
      }
      sets.append(found.finals)
    }
    if sets.contains(.yes) { return [1] }
    return sets.allSatisfy { $0 == .no } ? [0] : [0, 1]
  }

  /// Open readings on which steps hang, through what holds of some use too.
  func openReadings(under roots: [StepID], _ context: Int) -> [VariableID] {
    var found: Set<VariableID> = []
    var rest = roots.map { ($0, context) }
    var seen: Set<[Int]> = []
    while let (root, context) = rest.popLast() {
      for step in openSteps(under: [root] + constraints(context), context) {
        guard seen.insert([step.index, context]).inserted else { continue }
        for variable in program[step].variables {
          switch program[variable].kind {
          case .reading: found.insert(variable)
          case .someUse(let inner): rest += evaluation.answers.indices.map { (inner, $0) }
          default: break
          }
        }
      }
    }
    return found.filter { evaluation.states[0][$0.index].count > 1 }.sorted()
  }
}

extension Answer {
  /// Whether the fact cannot be that value.
  func rulesOut(_ value: Value) -> Bool {
    switch said {
    case .unknown, .unsayable: return false
    case .value(let own): return own != value
    case .partly(let has, let hasNot):
      guard case .members(let members) = value else { return false }
      return !Set(has).isSubset(of: members) || !Set(hasNot).isDisjoint(with: members)
    }
  }
}

/// One way of being, run through the steps.
private struct Trial {
  let program: Program
  let steps: [StepID]
  var cells: [Int]
  var values: [Bool]

  init(program: Program, steps: [StepID], truths: [Truth]) {
    self.program = program
    self.steps = steps
    cells = Array(repeating: 0, count: program.variables.count)
    values = truths.map { $0 == .yes }
  }

  mutating func run() {
    for step in steps { values[step.index] = value(of: program[step]) }
  }

  private func value(of step: Step) -> Bool {
    switch step {
    case .constant(let value): return value
    case .test(let variable, let tested): return tested.contains(cells[variable.index])
    case .guarded(let variable, let tested, let guarding, let closed):
      return values[guarding.index] ? tested.contains(cells[variable.index]) : closed
    case .all(let parts): return parts.allSatisfy { values[$0.index] }
    case .any(let parts): return parts.contains { values[$0.index] }
    case .not(let part): return !values[part.index]
    case .readings(let variable, let readings, _):
      let cell = cells[variable.index]
      return cell < readings.count && values[readings[cell].index]
    case .shown(let variable, let part):
      return cells[variable.index] == 0 && values[part.index]
    }
  }
}

extension Step {
  /// The variables that it reads itself.
  fileprivate var variables: [VariableID] {
    switch self {
    case .constant, .all, .any, .not: []
    case .test(let variable, _), .guarded(let variable, _, _, _), .readings(let variable, _, _),
      .shown(let variable, _):
      [variable]
    }
  }

  fileprivate var parts: [StepID] {
    switch self {
    case .constant, .test: []
    case .guarded(_, _, let guarding, _): [guarding]
    case .all(let parts), .any(let parts), .readings(_, let parts, _): parts
    case .not(let part), .shown(_, let part): [part]
    }
  }
}
