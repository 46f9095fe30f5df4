import RuleCompiler

/// Every verdict and class of one day, with what is presumed.
struct VerdictsOfADay {
  typealias Key = (rule: RuleID, bearer: Int, context: Int)

  private(set) var verdicts: [Verdict]
  /// Of each scheme of the acts that are asked.
  private(set) var classes: [SchemeID: SchemeClass]
  var evaluation: Evaluation

  /// Of each key, the diagrams of the day; nil where one pass over the steps has to do.
  private let diagrams: [VerdictDiagram?]

  /// What is like an earlier day is taken from there: a verdict read from the same diagrams under
  /// the same answers is the same.
  init(
    of keys: [Key], in schemes: [SchemeID], evaluation: Evaluation,
    after earlier: VerdictsOfADay? = nil
  ) {
    var evaluation = evaluation
    diagrams = keys.map { evaluation.diagramOfDay($0.rule, $0.bearer) }
    let isLikeEarlier = earlier.map { evaluation.differsOnlyInDay(from: $0.evaluation) } ?? false
    let known = isLikeEarlier ? earlier?.diagrams : nil
    let knownVerdicts = earlier?.verdicts ?? []
    var verdicts: [Verdict] = []
    var fresh: [Int] = []
    for (index, key) in keys.enumerated() {
      if let known, let own = diagrams[index], own == known[index] {
        verdicts.append(knownVerdicts[index])
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
    classes = [:]
    for scheme in schemes {
      if isLikeEarlier, let earlier,
        evaluation.hasLikeMembers(scheme, as: earlier.evaluation)
      {
        classes[scheme] = earlier.classes[scheme]
      } else {
        classes[scheme] = evaluation.classOfSystem(in: scheme)
      }
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
    frame.onDay.variables.allSatisfy { variable in
      switch program.variables[variable.index].kind {
      case .day, .someUse: true
      default:
        answers.indices.allSatisfy {
          states[$0][variable.index] == other.states[$0][variable.index]
        }
      }
    }
  }

  /// Whether nothing at all comes out otherwise than on another day.
  func isLike(_ other: Evaluation) -> Bool {
    differsOnlyInDay(from: other)
      && frame.onDay.steps.allSatisfy { step in
        answers.indices.allSatisfy {
          truths[$0][step.index] == other.truths[$0][step.index]
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
  var canPresume: Bool { !frame.onPresumption.variables.isEmpty }
}
