import RuleCompiler

/// The class of a system in one scheme on one day.
struct SchemeClass {
  var places: Finals
  var byUse: [Finals]
  var isContested: Bool
  var isJoined: Bool

  func isLike(_ other: SchemeClass) -> Bool {
    places == other.places && isContested == other.isContested
  }
}

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

extension Evaluation {
  /// The most completions of facts about the system that are tried together.
  private static let mostCompletions = 4096

  /// The class of a system: the highest of its uses.
  ///
  /// Uses share the unknown facts about the system: these are tried together, as long as their
  /// cells are few; otherwise the intervals of uses are joined.
  mutating func classOfSystem(in scheme: SchemeID) -> SchemeClass {
    let byUse = answers.indices.map { ranks(in: scheme, $0) }
    var result = SchemeClass(
      places: Finals.highest(of: byUse), byUse: byUse, isContested: false, isJoined: false)
    guard !result.places.isSettled, let root = program.ranks[scheme.index] else { return result }
    let residues = answers.indices.map { residue(of: constrained(root, $0), $0) }
    let shared = residues.flatMap(\.support).uniqued().sorted().filter {
      program[$0].level == .system
    }
    var completions = 1
    for variable in shared {
      completions = Swift.min(
        completions * states[0][variable.index].count, Evaluation.mostCompletions + 1)
    }
    if answers.count > 1 {
      if completions <= Evaluation.mostCompletions {
        result.places = joint(residues, shared[...])
      } else {
        result.isJoined = true
      }
    }
    if !result.places.isSettled {
      result.isContested = isContested(residues)
    }
    return result
  }

  /// The classes that a system may have when the facts it shares are tried one after the other.
  private func joint(_ residues: [Residue], _ shared: ArraySlice<VariableID>) -> Finals {
    guard let variable = shared.first else { return Finals.highest(of: residues.map(\.finals)) }
    var found: Finals = []
    for cell in states[0][variable.index].cells {
      let fixed = residues.map { $0.fixing(variable, cell) }
      guard fixed.allSatisfy({ $0.root != .impossible }) else { continue }
      found.formUnion(joint(fixed, shared.dropFirst()))
    }
    return found
  }

  /// Settled under each choice of readings, but not alike.
  private func isContested(_ residues: [Residue]) -> Bool {
    let readings = residues.flatMap(\.support).uniqued().sorted().filter { variable in
      if case .reading = program[variable].kind { true } else { false }
    }
    guard !readings.isEmpty else { return false }
    func settled(_ residues: [Residue], _ rest: ArraySlice<VariableID>) -> Bool {
      guard let variable = rest.first else {
        return Finals.highest(of: residues.map(\.finals)).isSettled
      }
      return states[0][variable.index].cells.allSatisfy { cell in
        settled(residues.map { $0.fixing(variable, cell) }, rest.dropFirst())
      }
    }
    return settled(residues, readings[...])
  }
}

extension Finals {
  /// The possible places of the highest class among several, each with its own possible places.
  static func highest(of several: [Finals]) -> Finals {
    guard var result = several.first else { return [] }
    for other in several.dropFirst() {
      var joined: Finals = []
      for first in result.places {
        for second in other.places {
          joined.insert(Finals(rawValue: 1 << UInt16(Swift.min(first, second))))
        }
      }
      result = joined
    }
    return result
  }
}
