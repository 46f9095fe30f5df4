import RuleCompiler

extension Opening {
  /// More ways than this to set what a variable follows from are not tried.
  private static let mostWays = 512

  /// Of each cell of a variable that follows from others, whether it may be in it: diagrams over
  /// what can be set. Nil where no change bears on the variable.
  mutating func possibleCells(
    of variable: VariableID, _ context: Int, presuming: Bool, _ builder: inout DiagramBuilder
  ) -> [NodeID]? {
    guard follows(variable) else { return nil }
    let follower = Follower(variable: variable, context: context, isPresuming: presuming)
    if let known = followers[follower] { return known.isEmpty ? nil : known }
    let slots = sources(of: variable, context).sorted()
    let made = slots.isEmpty ? [] : tryWays(follower, slots, &builder)
    followers[follower] = made
    return made.isEmpty ? nil : made
  }

  /// Whether a variable is neither known beforehand nor answered.
  func follows(_ variable: VariableID) -> Bool {
    switch open.program[variable].kind {
    case .presumption, .fewer, .measure, .items, .someUse: true
    case .day, .reading, .jurisdiction, .asIf, .fact, .member, .judgement: false
    }
  }

  /// Levers that bear on variables of a verdict in more ways than can be tried.
  func leversOfTooMuch(for root: VerdictDiagram, _ context: Int) -> Set<Lever> {
    var found: Set<Lever> = []
    for variable in open.program.diagrams.support(of: [root.owed, root.required])
    where follows(variable) && mayMove(variable, context) {
      let slots = sources(of: variable, context)
      if slots.reduce(1, { min($0 * levers.slots[$1].width, Opening.mostWays + 1) })
        > Opening.mostWays
      {
        found.formUnion(slots.map { levers.slots[$0].lever })
      }
    }
    return found
  }

  private func mayMove(_ variable: VariableID, _ context: Int) -> Bool {
    open.states[context][variable.index].count > 1
      || presuming.map { $0.states[context][variable.index].count > 1 } ?? false
  }

  private func tryWays(
    _ follower: Follower, _ slots: [Int], _ builder: inout DiagramBuilder
  ) -> [NodeID] {
    let count = open.program[follower.variable].cells.count
    var chosen: [Int: Int] = [:]
    func tried(_ rest: ArraySlice<Int>, _ builder: inout DiagramBuilder) -> [NodeID] {
      guard let slot = rest.first else {
        let cells = cells(of: follower, chosen)
        return (0..<count).map { cells.contains($0) ? .yes : .no }
      }
      var byWay: [[NodeID]] = []
      for cell in 0..<levers.slots[slot].width {
        chosen[slot] = cell
        byWay.append(tried(rest.dropFirst(), &builder))
      }
      chosen[slot] = nil
      var byCell: [NodeID] = []
      for place in 0..<count {
        byCell.append(builder.possible(VariableID(index: slot), byWay.map { $0[place] }))
      }
      return byCell
    }
    return tried(slots[...], &builder)
  }

  /// Where a variable may be when these are set.
  private func cells(of follower: Follower, _ chosen: [Int: Int]) -> CellSet {
    var trial = trial(chosen, presuming: follower.isPresuming)
    trial.refine(follower.variable)
    return trial.states[follower.context][follower.variable.index]
  }

  /// The slots that bear on a variable.
  func sources(of variable: VariableID, _ context: Int) -> Set<Int> {
    var search = Sources(opening: self)
    search.add(variable, context)
    return search.slots
  }
}

/// Walks what is open below variables and steps, and gathers the slots.
private struct Sources {
  let opening: Opening
  private(set) var slots: Set<Int> = []
  private var seen: Set<[Int]> = []

  init(opening: Opening) { self.opening = opening }

  private var evaluation: Evaluation { opening.open }
  private var program: Program { evaluation.program }

  mutating func add(_ variable: VariableID, _ context: Int) {
    switch program[variable].kind {
    case .day, .reading, .jurisdiction, .asIf, .judgement: break
    case .fact(let fact), .member(let fact, _): add(fact, context)
    case .presumption:
      for case .shown(variable, let part) in program.steps { add(part, context) }
    case .fewer(let left, let right):
      add(left, context)
      add(right, context)
    case .measure(let measure): add(measure, context)
    case .items(let query): add(program.items[query], context)
    case .someUse(let step):
      for other in evaluation.answers.indices { add(step, other) }
    }
  }

  private mutating func add(_ lever: Lever) {
    if !opening.held.contains(lever) { slots.formUnion(opening.levers.slots(of: lever)) }
  }

  private mutating func add(_ fact: FactID, _ context: Int) {
    let isWide = evaluation.rules.vocabulary[fact].level == .system
    add(Lever(fact: fact, context: isWide ? 0 : context))
    if let guarding = program.guards[fact] { add(guarding, context) }
  }

  private mutating func add(_ step: StepID, _ context: Int) {
    guard evaluation.truths[context][step.index] == .unknown,
      seen.insert([step.index, context]).inserted
    else { return }
    switch program[step] {
    case .constant: break
    case .test(let variable, _): add(variable, context)
    case .guarded(let variable, _, let guarding, _):
      add(variable, context)
      add(guarding, context)
    case .all(let parts), .any(let parts), .readings(_, let parts, _):
      for part in parts { add(part, context) }
    case .not(let part), .shown(_, let part): add(part, context)
    }
  }

  private mutating func add(_ id: MeasureID, _ context: Int) {
    let measure = evaluation.rules[id]
    for fact in measure.facts { add(fact, context) }
    guard case .adjusted(let adjustment) = measure.form else { return }
    add(adjustment.base, context)
    if let step = program.adjustments[id.index] { add(step, context) }
  }

  private mutating func add(_ query: ItemsQuery, _ context: Int) {
    for fact in evaluation.facts(of: query) {
      guard let list = evaluation.rules.vocabulary[fact].list else {
        add(fact, context)
        continue
      }
      for item in (evaluation.useCase.lists[list]?.items ?? []).indices {
        add(Lever(fact: fact, context: 0, item: item))
      }
    }
    for step in [query.filter, query.demand].compactMap({ $0 }).flatMap(\.steps) {
      add(step, context)
    }
  }
}
