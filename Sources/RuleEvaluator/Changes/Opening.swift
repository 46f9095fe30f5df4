import RuleCompiler

/// A case where nothing is said of what can be changed, so that every way to set it is looked at
/// together.
struct Opening: Sendable {
  let base: Evaluation
  let levers: Levers
  /// Levers that are left as they are.
  let held: Set<Lever>
  var open: Evaluation
  /// The same where what must be shown, and is not, counts as absent; nil where nothing must be.
  var presuming: Evaluation?
  var followers: [Follower: [NodeID]] = [:]
  /// Answers that fall away where a change closes their guard: their cells, use by use.
  let pinned: [[VariableID: Int]]
  /// Guards that no change bears on, and that answers tell are not no, use by use.
  private let told: [[NodeID]]

  /// A variable that follows from others, in one use.
  struct Follower: Hashable {
    let variable: VariableID
    let context: Int
    let isPresuming: Bool
  }

  init(_ base: Evaluation, _ levers: Levers, held: Set<Lever>) {
    self.base = base
    self.levers = levers
    self.held = held
    let free = levers.all.subtracting(held)
    let told = base.answers.indices.map { base.toldGuards($0, untouchedBy: Set(free.map(\.fact))) }
    self.told = told
    let pinned = base.answers.indices.map { base.pinned($0, by: Set(free.map(\.fact))) }
    self.pinned = pinned.map(\.cells)
    var unsaid: [Lever: Answer.Said?] = [:]
    for lever in free.union(pinned.flatMap(\.levers)) {
      unsaid.updateValue(Answer.Said?.none, forKey: lever)
    }
    open = base.taking(base.useCase.saying(unsaid, base.rules.vocabulary))
    open.constraints = told
    if base.canPresume {
      var second = open.presuming()
      second.constraints = told
      presuming = second
    }
    openFollowers()
  }

  /// What follows from what is set may be anything, whatever answers make of it as they stand.
  private mutating func openFollowers() {
    for variable in base.program.variables.indices.map(VariableID.init(index:))
    where follows(variable) {
      for context in base.answers.indices where !sources(of: variable, context).isEmpty {
        let cells = CellSet(all: base.program[variable].cells.count)
        if case .presumption = base.program[variable].kind {
          presuming?.states[context][variable.index] = cells
        } else {
          open.states[context][variable.index] = cells
          presuming?.states[context][variable.index] = cells
        }
      }
    }
  }

  /// The slot of a variable, where it may be set.
  func slot(of variable: VariableID, _ context: Int) -> Int? {
    levers.slot(of: variable, context).flatMap { held.contains(levers.slots[$0].lever) ? nil : $0 }
  }

  /// The case with slots set to cells, run through the program.
  func trial(_ cells: [Int: Int], presuming: Bool) -> Evaluation {
    var trial = base.taking(base.useCase.saying(base.said(cells, levers), base.rules.vocabulary))
    trial.constraints = told
    guard presuming else { return trial }
    trial = trial.presuming()
    trial.constraints = told
    return trial
  }
}

extension Evaluation {
  /// What is said of facts whose guards hang on some that may be changed.
  fileprivate func pinned(
    _ context: Int, by facts: Set<FactID>
  ) -> (levers: [Lever], cells: [VariableID: Int]) {
    var levers: [Lever] = []
    var cells: [VariableID: Int] = [:]
    for id in answers[context].keys.sorted() where !facts.contains(id) {
      guard !rules.vocabulary.factsUnderGuard(of: id).isDisjoint(with: facts) else { continue }
      levers.append(Lever(fact: id, context: context))
      for variable in program.factVariables[id.index] {
        if let cell = states[context][variable.index].single { cells[variable] = cell }
      }
    }
    return (levers, cells)
  }

  /// Guards that answers tell are not no, apart from answers and guards that could be changed:
  /// what a change makes of these nobody can tell.
  fileprivate func toldGuards(_ context: Int, untouchedBy facts: Set<FactID>) -> [NodeID] {
    toldGuards(context).filter { told in
      guard !facts.contains(told.by.fact) else { return false }
      return program.diagrams.support(of: [told.root]).allSatisfy { variable in
        switch program[variable].kind {
        case .fact(let fact), .member(let fact, _): !facts.contains(fact)
        case .fewer(let left, let right): !facts.contains(left) && !facts.contains(right)
        case .day, .presumption, .reading, .jurisdiction, .asIf, .judgement: true
        case .measure, .items, .someUse: false
        }
      }
    }.map(\.root)
  }
}

extension Vocabulary {
  /// The facts that the guard of a fact names, and those that their guards name.
  fileprivate func factsUnderGuard(of id: FactID) -> Set<FactID> {
    var found: Set<FactID> = []
    var rest = [id]
    while let next = rest.popLast() {
      for case .fact(let fact, let test) in self[next].guarding?.condition.atoms ?? [] {
        for one in test.facts(with: fact) where found.insert(one).inserted { rest.append(one) }
      }
    }
    return found
  }
}
