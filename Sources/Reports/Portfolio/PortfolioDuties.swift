package import RuleCompiler
import RuleEvaluator

/// How systems stand to one duty.
package struct DutyCount: Sendable {
  package let rule: RuleID
  package let bearer: String?
  /// The day from which it will bind; nil where it does on the day of the portfolio.
  package let begins: Day?
  package let gates: Bool
  /// Systems by how they stand: on the day, or of an upcoming one on the day from which it binds.
  package fileprivate(set) var states: [DutyState: Int] = [:]
  package fileprivate(set) var waived = 0

  package var systems: Int { states.values.reduce(0, +) }
  package func count(_ several: DutyState...) -> Int {
    several.reduce(0) { $0 + (states[$1] ?? 0) }
  }
}

extension Portfolio {
  /// Duties that bind some system, or will: those of today in the order of the rulebook, then the
  /// upcoming day by day.
  package var duties: [DutyCount] {
    struct Key: Hashable {
      let rule: RuleID
      let bearer: Int
      let begins: Day?
    }
    var counts: [Key: DutyCount] = [:]
    for system in systems {
      for duty in system.result.duties {
        let key = Key(rule: duty.rule, bearer: duty.bearer, begins: duty.begins)
        let bearers = rules[duty.rule].bearers
        counts[
          key,
          default: DutyCount(
            rule: duty.rule, bearer: bearers.isEmpty ? nil : bearers[duty.bearer],
            begins: duty.begins, gates: duty.gates)
        ].states[duty.state, default: 0] += 1
        if duty.isWaived { counts[key]?.waived += 1 }
      }
    }
    return counts.sorted { left, right in
      let (one, two) = (left.key.begins, right.key.begins)
      if one != two {
        guard let one else { return true }
        guard let two else { return false }
        return one < two
      }
      return (left.key.rule.index, left.key.bearer) < (right.key.rule.index, right.key.bearer)
    }.map(\.value)
  }
}

// MARK: Labels

/// How the administration's own classes and ours agree.
package struct LabelCount: Sendable {
  package let scheme: Scheme
  /// By place of the label, then of what comes out here.
  package let cells: [(label: Int, highest: Int, lowest: Int, isContested: Bool, count: Int)]
  package let agreements: [Agreement: Int]
}

/// A system whose label is another than what comes out.
package struct LabelDifference: Sendable {
  package let system: Int
  package let label: SystemLabel
  package let own: SystemClass
}

extension Portfolio {
  /// Of each scheme of which some system has a label.
  package var labels: [LabelCount] {
    struct Key: Hashable {
      let label: Int
      let own: SystemClass
    }
    var counts: [SchemeID: [Key: Int]] = [:]
    var agreements: [SchemeID: [Agreement: Int]] = [:]
    for system in systems {
      for (label, own, agreement) in system.comparisons {
        let key = Key(
          label: label.place,
          own: SystemClass(
            scheme: own.scheme, highest: own.highest, lowest: own.lowest,
            isContested: own.isContested, deciders: []))
        counts[label.scheme, default: [:]][key, default: 0] += 1
        agreements[label.scheme, default: [:]][agreement, default: 0] += 1
      }
    }
    return rules.schemes.compactMap { scheme in
      guard let own = counts[scheme.id] else { return nil }
      let cells = own.map { key, count in
        (key.label, key.own.highest, key.own.lowest, key.own.isContested, count)
      }.sorted { ($0.0, $0.1, $0.2, $0.3 ? 1 : 0) < ($1.0, $1.1, $1.2, $1.3 ? 1 : 0) }
      return LabelCount(scheme: scheme, cells: cells, agreements: agreements[scheme.id] ?? [:])
    }
  }

  package var differences: [LabelDifference] {
    systems.indices.flatMap { place in
      systems[place].comparisons.filter { $0.agreement == .differs }.map {
        LabelDifference(system: place, label: $0.label, own: $0.own)
      }
    }
  }
}

// MARK: Several laws

/// One system in several laws: described once for several, or once for each.
package struct AcrossLaws: Sendable {
  package let name: String
  /// Places of its descriptions.
  package let systems: [Int]
}

extension Portfolio {
  /// Systems of which more than one law with classes is asked, by their title and who has them.
  package var across: [AcrossLaws] {
    var places: [String: [Int]] = [:]
    var order: [String] = []
    for (place, system) in systems.enumerated() {
      let key = system.shownName + "\n" + (system.owner ?? "")
      if places[key] == nil { order.append(key) }
      places[key, default: []].append(place)
    }
    return order.compactMap { key in
      let own = places[key] ?? []
      let laws = Set(own.map { systems[$0].jurisdictions + systems[$0].asIf })
      let isOneOfSeveral = laws.count > 1
      let hasSeveral = own.contains { systems[$0].result.classes.count > 1 }
      guard isOneOfSeveral || hasSeveral else { return nil }
      return AcrossLaws(name: systems[own[0]].shownName, systems: own)
    }
  }
}
