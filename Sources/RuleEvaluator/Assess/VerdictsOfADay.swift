import RuleCompiler

/// Every verdict and class of one day, with what is presumed.
struct VerdictsOfADay {
  typealias Key = (rule: RuleID, bearer: Int, context: Int)

  private(set) var verdicts: [Verdict]
  private(set) var classes: [SchemeClass]
  private(set) var evaluation: Evaluation

  init(of keys: [Key], evaluation: Evaluation) {
    var evaluation = evaluation
    var verdicts = keys.map { key in
      evaluation.verdict(on: key.rule, bearer: key.bearer, key.context)
    }
    if evaluation.canPresume {
      var presuming = evaluation.presuming()
      for (index, key) in keys.enumerated() where !verdicts[index].possible.isSettled {
        let second = presuming.verdict(on: key.rule, bearer: key.bearer, key.context)
        if second.possible.isSettled { verdicts[index] = verdicts[index].presuming(second.possible) }
      }
    }
    self.verdicts = verdicts
    classes = evaluation.rules.schemes.map { evaluation.classOfSystem(in: $0.id) }
    self.evaluation = evaluation
  }
}

extension Verdict {
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
    return Evaluation(useCase, setting, rules, program, shown: shownDerogations)
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
