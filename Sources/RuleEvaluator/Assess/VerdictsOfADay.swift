import RuleCompiler

/// Every verdict and class of one day, with what is presumed.
struct VerdictsOfADay: Sendable {
  private(set) var verdicts: [Verdict]
  /// Of each scheme of the acts that are asked.
  private(set) var classes: [SchemeID: SchemeClass]
  var evaluation: Evaluation

  /// Of each key, what its verdict is read from on the day; nil where it may change by itself.
  private let grounds: [Grounds?]

  /// What is like an earlier day is taken from there: a verdict read from the same diagrams under
  /// the same answers is the same.
  init(
    of asked: AskedVerdicts, in schemes: [SchemeID], evaluation: Evaluation,
    after earlier: VerdictsOfADay? = nil
  ) {
    var evaluation = evaluation
    let keys = asked.keys
    var grounds: [Grounds?] = []
    grounds.reserveCapacity(keys.count)
    for source in asked.sources {
      if let source { grounds.append(evaluation.grounds(of: source)) } else { grounds.append(nil) }
    }
    var changed: UInt64?
    if let earlier, evaluation.differsOnlyInDay(from: earlier.evaluation) {
      changed = evaluation.changedUses(since: earlier.evaluation)
    }
    let known = earlier?.grounds ?? []
    let knownVerdicts = earlier?.verdicts ?? []
    var verdicts: [Verdict] = []
    verdicts.reserveCapacity(keys.count)
    var fresh: [Int] = []
    for index in keys.indices {
      if let changed, let uses = asked.uses[index], uses & changed == 0,
        grounds[index] == known[index]
      {
        verdicts.append(knownVerdicts[index])
      } else {
        let key = keys[index]
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
    self.grounds = grounds
    classes = [:]
    for scheme in schemes {
      if let changed, let earlier, let known = earlier.classes[scheme],
        evaluation.hasLikeMembers(scheme, as: earlier.evaluation, changed)
      {
        classes[scheme] = known
      } else {
        classes[scheme] = evaluation.classOfSystem(in: scheme)
      }
    }
    self.evaluation = evaluation
  }
}

/// Verdicts that are wanted of every day, with what they are read from.
struct AskedVerdicts: Sendable {
  typealias Key = (rule: RuleID, bearer: Int, context: Int)

  /// The diagrams of a verdict, and what it hangs on beside them.
  struct Source: Sendable {
    let rule: RuleID
    let root: VerdictDiagram
    /// The variables about "some use", as bits of the frame.
    let uses: UInt64
  }

  let keys: [Key]
  /// Of each key; nil where it is entangled.
  let sources: [Source?]
  /// Of each source, its variables about "some use".
  let uses: [UInt64?]

  init(_ keys: [Key], _ evaluation: Evaluation) {
    self.keys = keys
    var known: [RuleID: UInt64] = [:]
    sources = keys.map { key in
      guard let root = evaluation.program[key.rule].verdicts[key.bearer] else { return nil }
      let found = known[key.rule] ?? evaluation.uses(of: key.rule)
      known[key.rule] = found
      return Source(rule: key.rule, root: root, uses: found)
    }
    self.uses = sources.map { $0?.uses }
  }
}

/// What a verdict is read from on one day, apart from answers and what holds of some use.
private struct Grounds: Equatable, Sendable {
  let diagram: VerdictDiagram
  /// Readings that are open in some use, where it hangs on what holds of some use.
  let openReadings: [VariableID]
}

extension Evaluation {
  fileprivate func grounds(of source: AskedVerdicts.Source) -> Grounds {
    Grounds(
      diagram: onTheDay(source.root),
      openReadings: source.uses == 0 ? [] : openReadings(of: source.rule))
  }

  /// A diagram as it is on the day.
  private func onTheDay(_ root: VerdictDiagram) -> VerdictDiagram {
    VerdictDiagram(owed: onTheDay(root.owed), required: onTheDay(root.required))
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

  /// What may hold otherwise of some use than on another day that differs in the day alone, as
  /// bits of the frame.
  fileprivate func changedUses(since other: Evaluation) -> UInt64 {
    var changed: UInt64 = 0
    for (variable, bit) in zip(frame.someUses, frame.bitsOfUses) {
      guard case .someUse(let step) = program.variables[variable.index].kind else { continue }
      let isLike =
        answers.indices.allSatisfy { truths[$0][step.index] == other.truths[$0][step.index] }
        && program.roots[step].map { onTheDay($0) == other.onTheDay($0) } ?? false
      if !isLike { changed |= bit }
    }
    return changed
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

  /// Whether the rules of a scheme have the same diagrams on two days, and hang on nothing of
  /// some use that has changed.
  fileprivate func hasLikeMembers(
    _ scheme: SchemeID, as other: Evaluation, _ changed: UInt64
  ) -> Bool {
    rules.members(of: scheme).allSatisfy { member in
      guard let root = program[member].verdicts[0] else { return false }
      return onTheDay(root) == other.onTheDay(root) && uses(of: member) & changed == 0
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
