import LocatedYAML
package import RuleCompiler
import RuleEvaluator

/// How the findings of a run count, each once.
package struct GateCounts: Sendable, Hashable {
  /// The ways in which a finding counts, what matters most first.
  package enum Group: String, CaseIterable, Sendable {
    /// Violated at or above the severity.
    case violated
    /// Violated, but of a lower severity.
    case below
    case contested, undecided
    case waived, known, unverified
    case notBinding = "not_binding"
    case open, satisfied
    case notApplicable = "not_applicable"
    case told
  }

  package private(set) var byGroup: [Group: Int] = [:]
  package private(set) var total = 0
  /// The last day of the waiver that ends first, of those that count.
  package private(set) var firstExpiry: Day?
  package private(set) var useCases = 0
  /// Different rules that were evaluated.
  package private(set) var rules = 0
  package private(set) var notAssessed = 0
  package private(set) var warnings = 0

  package init(_ run: RunReport, _ policy: GatePolicy) {
    useCases = run.cases.count
    notAssessed = Set(run.problems.map { $0.file ?? "" }).count
    warnings = run.notes.count
    var seen: Set<RuleID> = []
    for entry in run.cases.lazy.flatMap(\.entries) {
      seen.insert(entry.report.rule.id)
      let group = Group(entry, policy)
      byGroup[group, default: 0] += 1
      total += 1
      guard group == .waived, let expires = entry.report.finding.waiver?.expires else { continue }
      firstExpiry = min(firstExpiry ?? expires, expires)
    }
    rules = seen.count
  }

  package subscript(_ group: Group) -> Int { byGroup[group] ?? 0 }
}

extension RunReport {
  /// Whether rules were evaluated, and every duty is proven not to reach any case.
  package var provesNothingApplies: Bool {
    var hasDuty = false
    for part in cases {
      for outcome in part.outcomes where outcome != .told {
        guard outcome == .notApplicable else { return false }
        hasDuty = true
      }
    }
    return hasDuty && problems.isEmpty
  }
}

extension GateCounts.Group {
  package init(_ entry: DocumentEntry, _ policy: GatePolicy) {
    switch entry.outcome {
    case .violated, .contested, .undecided:
      switch entry.report.force {
      case .notBinding: self = .notBinding
      case .unverified: self = .unverified
      case .binding:
        if entry.report.isWaived {
          self = .waived
        } else if entry.isKnown {
          self = .known
        } else if entry.outcome == .violated {
          self = policy.effect(of: entry) == .fails ? .violated : .below
        } else {
          self = entry.outcome == .contested ? .contested : .undecided
        }
      }
    case .open: self = .open
    case .satisfied: self = .satisfied
    case .notApplicable: self = .notApplicable
    case .told: self = .told
    }
  }
}
