package import RuleCompiler
package import RuleEvaluator

/// How a finding counts: each in one way only, the gravest first.
package enum Standing: String, Sendable, CaseIterable, Comparable {
  case violated
  case presumedViolated = "presumed_violated"
  /// Settled under each reading of contested law, but not alike.
  case contested
  /// Open, and it may be a violation.
  case undecided
  /// Open, but no violation whatever the answers.
  case open
  case yes
  case presumedYes = "presumed_yes"
  case satisfied
  case presumedSatisfied = "presumed_satisfied"
  case no
  case presumedNo = "presumed_no"
  case notApplicable = "not_applicable"
  case presumedNotApplicable = "presumed_not_applicable"
  /// It would bind somebody in another role.
  case others

  package init(_ verdict: Verdict, of kind: RuleKind, isOthers: Bool) {
    switch (verdict.presumed, verdict.effective) {
    case _ where isOthers: self = .others
    case (nil, _) where verdict.isContested: self = .contested
    case (nil, let finals) where !finals.isSettled:
      self = kind.isDuty && finals.contains(.violated) ? .undecided : .open
    case (nil, .violated): self = .violated
    case (nil, .yes): self = kind.isDuty ? .satisfied : .yes
    case (nil, _): self = kind.isDuty ? .notApplicable : .no
    case (_?, .violated): self = .presumedViolated
    case (_?, .yes): self = kind.isDuty ? .presumedSatisfied : .presumedYes
    case (_?, _): self = kind.isDuty ? .presumedNotApplicable : .presumedNo
    }
  }

  /// Whether it asks nothing of anybody, so that one line says enough.
  package var isBrief: Bool { self == .satisfied || self > .presumedSatisfied }

  /// Whether a text report speaks of it, not only counts it.
  package var isTold: Bool { self <= .presumedSatisfied }

  package static func < (left: Standing, right: Standing) -> Bool { left.rank < right.rank }

  /// The place among all cases, for sorting asks for it at every turn.
  fileprivate var rank: Int {
    switch self {
    case .violated: 0
    case .presumedViolated: 1
    case .contested: 2
    case .undecided: 3
    case .open: 4
    case .yes: 5
    case .presumedYes: 6
    case .satisfied: 7
    case .presumedSatisfied: 8
    case .no: 9
    case .presumedNo: 10
    case .notApplicable: 11
    case .presumedNotApplicable: 12
    case .others: 13
    }
  }
}

/// How many findings of a day count in which way; a finding is counted once.
package struct Counts: Sendable, Equatable {
  /// By rank, binding and verified: what a gate may count.
  private var byStanding = [Int](repeating: 0, count: Standing.allCases.count)
  /// Of those that are violated, presumed violated, contested or undecided: how many a waiver
  /// covers that counts.
  private var waivedByStanding = [Int](repeating: 0, count: Standing.allCases.count)
  package private(set) var notBinding = 0
  package private(set) var unverified = 0
  package private(set) var total = 0

  package init(_ findings: [FindingReport]) {
    for finding in findings {
      total += 1
      switch finding.force {
      case .binding:
        byStanding[finding.standing.rank] += 1
        if finding.isWaived, finding.standing <= .undecided {
          waivedByStanding[finding.standing.rank] += 1
        }
      case .notBinding: notBinding += 1
      case .unverified: unverified += 1
      }
    }
  }

  package subscript(_ standing: Standing) -> Int { byStanding[standing.rank] }

  package func waived(_ standing: Standing) -> Int { waivedByStanding[standing.rank] }

  package var waived: Int { waivedByStanding.reduce(0, +) }
}

extension [FindingReport] {
  /// The gravest first: by standing, then severity, then the order of the rulebook.
  package var byGravity: [FindingReport] {
    indices.sorted { left, right in
      let (one, two) = (self[left].standing, self[right].standing)
      if one != two { return one < two }
      let (first, second) = (self[left].version.severity, self[right].version.severity)
      return first == second ? left < right : first > second
    }.map { self[$0] }
  }
}
