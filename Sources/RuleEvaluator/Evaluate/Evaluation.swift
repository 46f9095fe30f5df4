import LocatedYAML
package import RuleCompiler

/// A case run through a program on one day: the truth of every step, for every use.
///
/// One truth per step. An absent answer is `unknown`.
package struct Evaluation: Sendable {
  package let rules: CheckedRules
  package let useCase: UseCase
  package private(set) var setting: Setting
  /// What is said, use by use; one entry without uses.
  package let answers: [Answers]
  /// Use by use, the cells in which each variable may still be.
  package internal(set) var states: [CellSets]
  /// Use by use, the truth of each step.
  package internal(set) var truths: [[Truth]]
  /// Use by use, what is left of diagrams.
  var rests: [Rests]
  /// Use by use, guards that must not be no, for an answer says otherwise.
  var constraints: [[NodeID]] = []
  /// Use by use, the guards of which answers tell that they are not no.
  let told: [[StepID]]
  /// Variables about "some use" whose cells are known from diagrams, not only from steps.
  var refined: Set<VariableID> = []

  /// Use by use, of each fact whether anyone could still say it; empty where nobody has asked.
  var askable: [[Bool]]

  /// Use by use, whether some variable has lost cells and still has several.
  private(set) var isPartlyKnown: [Bool] = []

  /// What the steps and variables of the program are like.
  let frame: Frame
  package var program: Program { frame.program }
  /// Verdicts that other use cases have led to; nil where none are shared.
  let memory: VerdictMemory?
  /// Use by use, derogations that are shown, so that nothing is presumed of them.
  private(set) var shown: [Set<VariableID>] = []

  /// Runs the program: one pass over its steps.
  package init(_ useCase: UseCase, _ setting: Setting, _ rulebook: Rulebook) {
    self.init(useCase, setting, rulebook, .everything)
  }

  /// Runs as much of the program as is asked for; what is not stays unknown.
  ///
  /// - Parameter memory: what other use cases have led to.
  init(
    _ useCase: UseCase, _ setting: Setting, _ rulebook: Rulebook, _ extent: Extent,
    remembering memory: VerdictMemory? = nil
  ) {
    let frame = memory?.frame(for: extent) ?? Frame(extent, rulebook.rules, rulebook.program)
    self.init(useCase, setting, rulebook.rules, frame, memory)
  }

  private init(
    _ useCase: UseCase, _ setting: Setting, _ rules: CheckedRules, _ frame: Frame,
    _ memory: VerdictMemory?
  ) {
    self.memory = memory
    self.rules = rules
    self.frame = frame
    self.useCase = useCase
    self.setting = setting
    let answers = useCase.contexts(rules)
    self.answers = answers
    told = answers.indices.map { Evaluation.told(by: answers, $0, rules, frame.program) }
    rests = answers.map { _ in Rests() }
    askable = answers.map { _ in [] }
    states = Array(repeating: frame.open, count: answers.count)
    truths = Array(
      repeating: Array(repeating: .unknown, count: frame.program.steps.count), count: answers.count)
    run(frame.whole)
  }

  /// Sets what is known of variables, then computes steps in their order.
  private mutating func run(_ part: Frame.Part) {
    for context in answers.indices { setStates(of: part.variables, context) }
    for step in part.steps { run(step) }
    constraints = answers.indices.map { findConstraints($0) }
    isPartlyKnown = states.map { $0.isPartly(of: frame.open) }
  }

  private mutating func run(_ id: StepID) {
    guard program.levels[id.index] != .system else {
      let truth = compute(id, 0)
      for context in answers.indices { truths[context][id.index] = truth }
      shareState(of: id)
      return
    }
    for context in answers.indices { truths[context][id.index] = compute(id, context) }
  }

  /// What a step about the system learns of its variable holds for every use.
  private mutating func shareState(of id: StepID) {
    guard answers.count > 1 else { return }
    switch program.steps[id.index] {
    case .test(let variable, _), .readings(let variable, _, _):
      for context in answers.indices.dropFirst() {
        states[context][variable.index] = states[0][variable.index]
      }
    case .constant, .guarded, .all, .any, .not, .shown: break
    }
  }

  private mutating func compute(_ id: StepID, _ context: Int) -> Truth {
    switch program.steps[id.index] {
    case .constant(let value):
      return Truth(value)
    case .test(let variable, let cells):
      if frame.isFirst[id.index] { setComputed(variable, context) }
      return states[context][variable.index].truth(of: cells)
    case .guarded(let variable, let cells, let guarding, let closed):
      if truths[context][guarding.index] == .no { return Truth(closed) }
      return states[context][variable.index].truth(of: cells)
    case .all(let parts):
      return parts.reduce(.yes) { min($0, truths[context][$1.index]) }
    case .any(let parts):
      return parts.reduce(.no) { max($0, truths[context][$1.index]) }
    case .not(let part):
      return !truths[context][part.index]
    case .readings(let variable, let readings, let available):
      return read(variable, readings, available, context)
    case .shown(let variable, let part):
      return states[context][variable.index].single == 1 ? .no : truths[context][part.index]
    }
  }

  /// The truth on which the readings that are still possible agree.
  private mutating func read(
    _ variable: VariableID, _ readings: [StepID], _ available: [StepID], _ context: Int
  ) -> Truth {
    let onTheDay = readings.indices.filter { truths[context][available[$0].index] == .yes }
    // A reading that is not law on the day cannot be named for it.
    let named = onTheDay.filter(states[context][variable.index].contains)
    let possible = CellSet(named.isEmpty ? onTheDay : named)
    if !possible.isEmpty { states[context][variable.index] = possible }
    let found = Set(possible.cells.map { truths[context][readings[$0].index] })
    return found.count == 1 ? found.first ?? .no : found.isEmpty ? .no : .unknown
  }

  package func truth(_ id: StepID, _ context: Int) -> Truth { truths[context][id.index] }
}

extension Evaluation {
  /// The same case on another day: what does not hang on the day is taken over.
  func on(_ day: Day) -> Evaluation {
    var other = self
    other.setting = Setting(of: useCase, on: day, rules)
    other.runAgain(frame.onDay)
    return other
  }

  /// The same case where what must be shown, and is not, counts as absent.
  func presuming() -> Evaluation {
    var other = self
    other.shown = shownDerogations
    other.setting.isPresuming = true
    other.runAgain(frame.onPresumption)
    return other
  }

  /// The same case where a reading is taken.
  package func taking(_ useCase: UseCase) -> Evaluation {
    Evaluation(useCase, setting, rules, frame, memory)
  }

  private mutating func runAgain(_ part: Frame.Part) {
    rests = answers.map { _ in Rests() }
    askable = answers.map { _ in [] }
    refined = []
    // What diagrams have told of some use hangs on the setting; what steps tell is told again.
    for variable in frame.someUses {
      for context in answers.indices {
        states[context][variable.index] = frame.open[variable.index]
      }
      setComputed(variable, 0)
    }
    run(part)
  }

  /// Presumptions about derogations that are known to be shown already, use by use.
  private var shownDerogations: [Set<VariableID>] {
    answers.indices.map { context in
      var shown: Set<VariableID> = []
      for step in frame.onPresumption.steps {
        if case .shown(let variable, let part) = program.steps[step.index],
          truths[context][part.index] == .yes
        {
          shown.insert(variable)
        }
      }
      return shown
    }
  }
}

extension CellSet {
  /// What is known of a test, when the variable is in one of these cells.
  package func truth(of cells: CellSet) -> Truth {
    isSubset(of: cells) ? .yes : isDisjoint(from: cells) ? .no : .unknown
  }
}

extension UseCase {
  /// Answers use by use, with what persons have judged of facts; one entry where the case names
  /// no uses.
  package func contexts(_ rules: CheckedRules) -> [Answers] {
    var judged: Answers = [:]
    for (name, judgement) in judgements {
      guard let fact = rules.vocabulary.fact(named: name) else { continue }
      judged[fact] = Answer(said: .value(judgement.verdict ? .yes : .no), place: judgement.place)
    }
    let own = uses.isEmpty ? [answers] : uses.map(\.answers)
    return own.map { $0.merging(judged) { $0.said == .unknown ? $1 : $0 } }
  }
}
