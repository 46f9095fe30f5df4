import RuleCompiler

/// The fewest questions of which some answers settle a finding.
package struct QuestionSet: Hashable, Sendable {
  package let questions: [Question]
  /// Otherwise there may be a smaller one.
  package let isExact: Bool
}

extension OpenMatter {
  /// Up to so many questions the set is the smallest there is.
  private static let exactSize = 4
  /// Among so many relevant ones.
  private static let exactRelevant = 40

  /// The smallest set; nil where every set needs something that cannot be said.
  package var smallestSet: QuestionSet? {
    let aims = residue.finals.places.compactMap { Aim(at: .leaf($0), of: self) }
    if relevant.count <= OpenMatter.exactRelevant, !aims.isEmpty {
      for size in 1...OpenMatter.exactSize {
        for aim in aims {
          if let found = search(aim, chosen: [], size) {
            return QuestionSet(questions: sorted(found), isExact: true)
          }
        }
      }
    }
    let paths = aims.compactMap { shortestPath(to: $0) }
    return paths.min { $0.count < $1.count }
      .map { QuestionSet(questions: sorted($0), isExact: false) }
  }

  /// Whether some answer to a single question settles it.
  package var isDecidedByOne: Bool {
    let prospects = Prospects(trial)
    return variables.contains { question, all in
      prospects.isSettledBySomeCells(of: all.filter { questions[$0] == [question] })
    }
  }

  private func sorted(_ questions: [Question]) -> [Question] {
    questions.sorted { $0.isBefore($1) }
  }

  /// Whoever would settle on a goal must contradict any one way to another leaf somewhere along
  /// it; so only the variables of one such way need be tried.
  private func search(_ aim: Aim, chosen: [Question], _ size: Int) -> [Question]? {
    guard let way = aim.settled.way(besides: .yes) else {
      return aim.possible.root == .no ? nil : chosen
    }
    for (variable, taken) in way {
      let added = (questions[variable] ?? []).filter { !chosen.contains($0) }
      guard chosen.count + added.count <= size else { continue }
      for cell in aim.settled.cells(of: variable) where cell != taken {
        let next = aim.fixing(variable, cell)
        if let found = search(next, chosen: chosen + added, size) { return found }
      }
    }
    return nil
  }

  /// The way to a goal that asks least.
  private func shortestPath(to aim: Aim) -> [Question]? {
    var best: [NodeID: [Question]] = [:]
    func shortest(_ node: NodeID) -> [Question]? {
      if node.isLeaf { return node == .yes ? [] : nil }
      if let known = best[node] { return known }
      let asked = questions[aim.reached.diagrams.variable(of: node)] ?? []
      let ways = aim.reached.diagrams.children(of: node).compactMap(shortest)
        .map { ($0 + asked).uniqued() }
      let found = ways.min { $0.count < $1.count }
      best[node] = found
      return found
    }
    return shortest(aim.reached.root)
  }
}

/// One outcome, as a goal of answers: diagrams over what can be said alone.
private struct Aim {
  /// Whatever else is so, it comes out like this, or the answers contradict one another.
  var settled: Residue
  /// Something else can be so that does not contradict the answers.
  var possible: Residue
  /// Both.
  let reached: Residue

  /// Nil where no answers lead there, or where that is too large to be told.
  init?(at goal: NodeID, of matter: OpenMatter) {
    var builder = DiagramBuilder(budget: 50_000)
    guard
      let settled = matter.settling(on: goal, &builder),
      let possible = matter.allowing(&builder),
      let reached = builder.all([settled, possible]), reached != .no
    else { return nil }
    self.settled = Residue(settled, of: builder.diagrams)
    self.possible = Residue(possible, of: builder.diagrams)
    self.reached = Residue(reached, of: builder.diagrams)
  }

  func fixing(_ variable: VariableID, _ cell: Int) -> Aim {
    var next = self
    next.settled = settled.fixing(variable, cell)
    next.possible = possible.fixing(variable, cell)
    return next
  }
}

extension OpenMatter {
  /// For all that cannot be said.
  fileprivate func settling(on goal: NodeID, _ builder: inout DiagramBuilder) -> NodeID? {
    var known: [NodeID: NodeID] = [:]
    return project(trial.root, &builder, &known) { leaf in
      leaf == goal || leaf == .impossible ? .yes : .no
    } joining: {
      $0.all($1)
    }
  }

  /// For some of it.
  fileprivate func allowing(_ builder: inout DiagramBuilder) -> NodeID? {
    var known: [NodeID: NodeID] = [:]
    return project(trial.root, &builder, &known) { leaf in
      leaf == .impossible ? .no : .yes
    } joining: {
      $0.any($1)
    }
  }

  /// A diagram without the variables of which nothing can be said, whose branches are joined.
  private func project(
    _ node: NodeID, _ builder: inout DiagramBuilder, _ known: inout [NodeID: NodeID],
    _ leaf: (NodeID) -> NodeID, joining: (inout DiagramBuilder, [NodeID]) -> NodeID?
  ) -> NodeID? {
    if node.isLeaf { return leaf(node) }
    if let done = known[node] { return done }
    var children: [NodeID] = []
    for child in trial.diagrams.children(of: node) {
      guard let projected = project(child, &builder, &known, leaf, joining: joining) else {
        return nil
      }
      children.append(projected)
    }
    let variable = trial.diagrams.variable(of: node)
    let canBeSaid = !(questions[variable] ?? []).isEmpty
    let result =
      canBeSaid ? builder.possible(variable, children) : joining(&builder, children)
    known[node] = result
    return result
  }
}

extension Residue {
  /// Cells of a variable, as many as its nodes have children.
  func cells(of variable: VariableID) -> Range<Int> {
    for place in 0..<diagrams.count {
      let node = NodeID(index: NodeID.leafCount + Int32(place))
      if diagrams.variable(of: node) == variable { return 0..<diagrams.children(of: node).count }
    }
    return 0..<0
  }

  /// One way to a leaf other than the goal: variables with the cells taken; nil where there is
  /// none.
  func way(besides goal: NodeID) -> [(VariableID, Int)]? {
    var dead: Set<NodeID> = []
    func find(_ node: NodeID) -> [(VariableID, Int)]? {
      if node == goal || node == .impossible { return nil }
      if node.isLeaf { return [] }
      if dead.contains(node) { return nil }
      for (cell, child) in diagrams.children(of: node).enumerated() {
        if let rest = find(child) { return [(diagrams.variable(of: node), cell)] + rest }
      }
      dead.insert(node)
      return nil
    }
    return find(root)
  }
}
