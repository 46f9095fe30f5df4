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

  private var rank: Int { Standing.allCases.firstIndex(of: self) ?? 0 }
}

/// How many findings of a day count in which way; a finding is counted once.
package struct Counts: Sendable, Equatable {
  /// Binding and verified: what a gate may count.
  package private(set) var byStanding: [Standing: Int] = [:]
  /// Of those that are violated, presumed violated, contested or undecided: how many a waiver
  /// covers that counts.
  package private(set) var waivedByStanding: [Standing: Int] = [:]
  package private(set) var notBinding = 0
  package private(set) var unverified = 0
  package private(set) var total = 0

  package init(_ findings: [FindingReport]) {
    for finding in findings {
      total += 1
      switch finding.force {
      case .binding:
        byStanding[finding.standing, default: 0] += 1
        if finding.isWaived, finding.standing <= .undecided {
          waivedByStanding[finding.standing, default: 0] += 1
        }
      case .notBinding: notBinding += 1
      case .unverified: unverified += 1
      }
    }
  }

  package subscript(_ standing: Standing) -> Int { byStanding[standing] ?? 0 }

  package func waived(_ standing: Standing) -> Int { waivedByStanding[standing] ?? 0 }

  package var waived: Int { waivedByStanding.values.reduce(0, +) }
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
