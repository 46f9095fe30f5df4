import RuleCompiler

/// Every verdict and class of one day, with what is presumed.
struct VerdictsOfADay {
  typealias Key = (rule: RuleID, bearer: Int, context: Int)

  private(set) var verdicts: [Verdict]
  private(set) var classes: [SchemeClass]
  var evaluation: Evaluation

  /// Of each key, the diagrams of the day; nil where one pass over the steps has to do.
  private let diagrams: [VerdictDiagram?]

  /// What is like an earlier day is taken from there: a verdict read from the same diagrams under
  /// the same answers is the same.
  init(of keys: [Key], evaluation: Evaluation, after earlier: VerdictsOfADay? = nil) {
    var evaluation = evaluation
    diagrams = keys.map { evaluation.diagramOfDay($0.rule, $0.bearer) }
    let likeEarlier = earlier.flatMap {
      evaluation.differsOnlyInDay(from: $0.evaluation) ? $0 : nil
    }
    var verdicts: [Verdict] = []
    var fresh: [Int] = []
    for (index, key) in keys.enumerated() {
      if let likeEarlier, let own = diagrams[index], own == likeEarlier.diagrams[index] {
        verdicts.append(likeEarlier.verdicts[index])
      } else {
        verdicts.append(evaluation.verdict(on: key.rule, bearer: key.bearer, key.context))
        fresh.append(index)
      }
    }
    if evaluation.canPresume, fresh.contains(where: { !verdicts[$0].possible.isSettled }) {
      var presuming = evaluation.presuming()
      presuming.inherit(from: &evaluation)
      for index in fresh where !verdicts[index].possible.isSettled {
        let key = keys[index]
        let second = presuming.verdict(on: key.rule, bearer: key.bearer, key.context)
        if second.isPresumption(under: verdicts[index]) {
          verdicts[index] = verdicts[index].presuming(second.possible)
        }
      }
      evaluation.inherit(from: &presuming)
    }
    self.verdicts = verdicts
    classes = evaluation.rules.schemes.map { scheme in
      if let likeEarlier, evaluation.hasLikeMembers(scheme.id, as: likeEarlier.evaluation) {
        return likeEarlier.classes[scheme.id.index]
      }
      return evaluation.classOfSystem(in: scheme.id)
    }
    self.evaluation = evaluation
  }
}

extension Evaluation {
  /// The diagrams of a verdict as they are on the day; nil where it is entangled, or hangs on
  /// what holds of some use, which may change by itself.
  func diagramOfDay(_ rule: RuleID, _ bearer: Int) -> VerdictDiagram? {
    guard !hangsOnUses(rule), let root = program[rule].verdicts[bearer] else { return nil }
    return VerdictDiagram(
      owed: onTheDay(root.owed), required: onTheDay(root.required))
  }

  private func onTheDay(_ node: NodeID) -> NodeID {
    guard !node.isLeaf else { return node }
    let variable = program.diagrams.variable(of: node)
    guard case .day = program[variable].kind, let cell = states[0][variable.index].single else {
      return node
    }
    return branch(node, variable, cell)
  }

  /// Whether all that is known of variables is known of another day too, apart from the day.
  func differsOnlyInDay(from other: Evaluation) -> Bool {
    program.variables.indices.allSatisfy { index in
      switch program.variables[index].kind {
      case .day, .someUse: true
      default: answers.indices.allSatisfy { states[$0][index] == other.states[$0][index] }
      }
    }
  }

  /// Whether the rules of a scheme have the same diagrams on two days.
  func hasLikeMembers(_ scheme: SchemeID, as other: Evaluation) -> Bool {
    rules.members(of: scheme).allSatisfy { member in
      diagramOfDay(member, 0).map { $0 == other.diagramOfDay(member, 0) } ?? false
    }
  }
}

extension Verdict {
  /// Whether the verdict of the second pass is one to presume: settled, and among those that
  /// are possible. Presumptions that cannot all be true together can lead to another.
  func isPresumption(under first: Verdict) -> Bool {
    possible.isSettled && possible.isSubset(of: first.possible)
  }

  fileprivate func presuming(_ finals: Finals) -> Verdict {
    Verdict(
      possible: possible, isContested: isContested, isSettledEitherWay: isSettledEitherWay,
      presumed: finals)
  }
}

extension Evaluation {
  /// Some derogation must be shown, and has not been.
  var canPresume: Bool {
    program.variables.contains { if case .presumption = $0.kind { true } else { false } }
  }

  /// The same case where what must be shown, and is not, counts as absent.
  func presuming() -> Evaluation {
    var setting = setting
    setting.isPresuming = true
    return Evaluation(useCase, setting, rules, program, frame, shown: shownDerogations)
  }

  /// Presumptions about derogations that are known to be shown already, use by use.
  private var shownDerogations: [Set<VariableID>] {
    answers.indices.map { context in
      var shown: Set<VariableID> = []
      for step in program.steps {
        if case .shown(let variable, let part) = step, truths[context][part.index] == .yes {
          shown.insert(variable)
        }
      }
      return shown
    }
  }
}
