import RuleCompiler

/// The class of a system in one scheme on one day.
struct SchemeClass: Sendable {
  var places: Finals
  var byUse: [Finals]
  var isContested: Bool
  var isJoined: Bool

  func isLike(_ other: SchemeClass) -> Bool {
    places == other.places && isContested == other.isContested
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
    var byUse = answers.indices.map { linearRanks(in: scheme, $0) }
    var residues: [Residue] = []
    for context in answers.indices where !byUse[context].isSettled {
      guard let rest = rankResidue(in: scheme, context) else { continue }
      byUse[context] = rest.finals
      residues.append(rest)
    }
    let settled = answers.indices.filter { byUse[$0].isSettled }
    var result = SchemeClass(
      places: Finals.highest(of: byUse), byUse: byUse, isContested: false, isJoined: false)
    guard !result.places.isSettled,
      residues.filter({ !$0.finals.isSettled }).count + settled.count == answers.count
    else { return result }
    residues =
      residues.filter { !$0.finals.isSettled }
      + settled.map { Residue(root: .leaf(byUse[$0].places[0])) }
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

  /// The places of the class of a use that one pass over the steps leaves possible.
  private func linearRanks(in scheme: SchemeID, _ context: Int) -> Finals {
    let steps = program.classes[scheme.index]
    let last = steps.count - 1
    let sure = steps.firstIndex { truths[context][$0.index] == .yes } ?? last
    let possible = steps.firstIndex { truths[context][$0.index] != .no } ?? last
    return Finals(rawValue: (possible...sure).reduce(0) { $0 | 1 << UInt16($1) })
  }

  /// What the class of a use still hangs on: the rests of the rules of the scheme, joined.
  ///
  /// Joined for all cases at once they would be too large; under answers they are small, and
  /// never larger under more answers, so that one more answer never loses what was settled. Nil
  /// where they are too large all the same.
  private mutating func rankResidue(in scheme: SchemeID, _ context: Int) -> Residue? {
    let count = rules[scheme].classes.count
    var holding: [[NodeID]] = Array(repeating: [], count: count)
    for member in rules.members(of: scheme) {
      guard let membership = rules[member].membership else { continue }
      let step = program[member].truth
      switch truths[context][step.index] {
      case .no: continue
      case .yes: holding[membership.rank].append(.yes)
      case .unknown:
        guard let root = program.roots[step] else { return nil }
        holding[membership.rank].append(rest(of: root, context))
      }
    }
    var result = NodeID.leaf(count - 1)
    for rank in (0..<count - 1).reversed() {
      guard let holds = rests[context].builder.any(holding[rank]),
        let next = rests[context].builder.choose(holds, .leaf(rank), result)
      else { return nil }
      result = next
    }
    return Residue(tidied(result, context), of: rests[context].builder.diagrams)
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
