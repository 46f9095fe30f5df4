package import RuleCompiler

/// What could be changed about an assessed case, and what would come of it.
///
/// Of each finding a diagram is made over what can be set alone: yes where the finding is then
/// settled and not violated, whatever is unknown. It is exact over the variables of the rule's own
/// diagrams; what follows from facts by counting (scores, durations, items, other uses) is tried
/// for every way to set them, as long as these are few.
package struct Changes: Sendable {
  let rulebook: Rulebook
  let levers: Levers
  /// The case as it is.
  let base: Evaluation
  var builder = DiagramBuilder(budget: 50_000)
  private var openings: [Set<Lever>: Opening] = [:]

  /// - Parameter isChangeable: whether a fact may be made otherwise at all.
  package init(of assessment: Assessment, _ isChangeable: (Fact) -> Bool) {
    self.init(assessment.rulebook, assessment.evaluation, isChangeable)
  }

  init(_ rulebook: Rulebook, _ evaluation: Evaluation, _ isChangeable: (Fact) -> Bool) {
    self.rulebook = rulebook
    base = evaluation
    levers = Levers(evaluation, isChangeable)
  }

  /// The case where nothing is said of what can be changed, apart from what too much is counted
  /// with for a verdict to be told for every way.
  mutating func opening(for root: VerdictDiagram, _ context: Int) -> Opening {
    var held: Set<Lever> = []
    while true {
      let opening = opening(without: held)
      let more = opening.leversOfTooMuch(for: root, context)
      if more.isEmpty { return opening }
      held.formUnion(more)
    }
  }

  /// The case where nothing is said of what can be changed, apart from some.
  mutating func opening(without held: Set<Lever>) -> Opening {
    if let known = openings[held] { return known }
    let made = Opening(base, levers, held: held)
    openings[held] = made
    return made
  }

  /// Keeps what an opening has learnt.
  mutating func keep(_ opening: Opening) { openings[opening.held] = opening }
}

extension Changes {
  /// What levers are said to be when slots have these cells; nothing of those that stay.
  func said(_ cells: [Int: Int]) -> [Lever: Answer.Said?] { base.said(cells, levers) }
}

extension Evaluation {
  func said(_ cells: [Int: Int], _ levers: Levers) -> [Lever: Answer.Said?] {
    var said: [Lever: Answer.Said?] = [:]
    for (index, cell) in cells where cell != levers.slots[index].unchanged {
      let slot = levers.slots[index]
      guard let member = slot.member else {
        if let value = slot.values[cell] { said[slot.lever] = .value(value) }
        continue
      }
      let before = said[slot.lever] ?? answer(to: slot.lever)?.said
      let options = rules.vocabulary[slot.lever.fact].options.count
      said[slot.lever] = before.with(member, isIn: cell == 1, of: options)
    }
    return said
  }
}

extension Answer.Said? {
  /// A set with one member more or less.
  fileprivate func with(_ member: Int, isIn: Bool, of count: Int) -> Answer.Said {
    var has: [Int] = []
    var hasNot: [Int] = []
    for place in 0..<count {
      switch place == member ? isIn : self?.has(place) {
      case true?: has.append(place)
      case false?: hasNot.append(place)
      case nil: break
      }
    }
    if has.count + hasNot.count == count { return .value(.members(has)) }
    return .partly(has: has, hasNot: hasNot)
  }
}

extension Answer.Said {
  /// Whether a member belongs to the set; nil where nobody has said.
  func has(_ place: Int) -> Bool? {
    switch self {
    case .value(.members(let members)): members.contains(place)
    case .partly(let has, let hasNot):
      has.contains(place) ? true : hasNot.contains(place) ? false : nil
    case .value, .unknown, .unsayable: nil
    }
  }
}

extension Changes {
  /// The minimal sets that turn a finding; nil where that is too large to be told.
  package mutating func minimalSets(turning matter: ChangedMatter) -> (
    sets: MinimalSets, held: [Lever]
  )? {
    turning(matter.rule, bearer: matter.bearer, matter.context).map {
      (minimalSets(of: $0.isTurned), $0.held)
    }
  }

  /// The case with changes made: answers that are no longer asked fall away.
  package func useCase(after set: ChangeSet) -> UseCase {
    var cells: [Int: Int] = [:]
    for change in set.changes { cells[change.slot] = change.cells.cells.first }
    return base.useCase.changed(said(cells), base)
  }
}

extension UseCase {
  /// The same case where some things are said otherwise, and what is then no longer asked is no
  /// longer said.
  package func changed(_ said: [Lever: Answer.Said?], _ evaluation: Evaluation) -> UseCase {
    let vocabulary = evaluation.rules.vocabulary
    let changed = saying(said, vocabulary)
    let idle = evaluation.taking(changed).idleAnswers.filter { said[$0] == nil }
    let unsaid = idle.reduce(into: [Lever: Answer.Said?]()) {
      $0.updateValue(Answer.Said?.none, forKey: $1)
    }
    return idle.isEmpty ? changed : changed.saying(unsaid, vocabulary)
  }
}
