package import RuleCompiler
package import RuleEvaluator

/// A duty or a right as a list of them has it: what the law says, whom it binds, when, and how a
/// described system stands to it.
///
/// In a list about a use case there is one for each finding; in the catalogue one for each version
/// of a rule and each bearer.
package struct ListedDuty: Sendable {
  package let rule: Rule<Atom>
  package let act: Act
  package let version: Version<Atom>
  /// Who is bound; nil where the rule names nobody, and binds everybody.
  package let bearer: String?
  /// The day of the list: that of the assessment, where a system is described.
  package let day: Day
  package let timing: Timing
  /// The day from which it binds, as far as one is known: of the system where one is described,
  /// otherwise of the law.
  package let begins: Day?
  /// The last day on which it is law; nil where no end is known.
  package let ends: Day?
  /// How the system stands to it; nil in the catalogue.
  package let stand: Stand?

  /// Where the day of the list lies to the days on which it binds.
  package enum Timing: String, Sendable, CaseIterable {
    case inForce = "in_force"
    case upcoming, ended
  }

  /// How a described system stands to a duty: on the day of the list, or of an upcoming one on the
  /// day from which it binds.
  package struct Stand: Sendable {
    package let useCase: UseCase
    /// The place of the use case in the list.
    package let place: Int
    package let report: FindingReport
    /// The same finding on days after that.
    package let later: [FindingReport]
    package let state: DutyState
  }
}

/// How a duty stands, in fewer words than `Standing` has: what is presumed counts as if it were so.
package enum DutyState: String, Sendable, CaseIterable {
  case violated, contested
  /// Open, and it may be a violation.
  case undecided
  /// Open, but no violation whatever the answers.
  case open
  case satisfied
  case notApplicable = "not_applicable"
  /// It would bind somebody in another role.
  case others

  package init(_ standing: Standing) {
    switch standing {
    case .violated, .presumedViolated: self = .violated
    case .contested: self = .contested
    case .undecided: self = .undecided
    case .open: self = .open
    case .satisfied, .presumedSatisfied, .yes, .presumedYes: self = .satisfied
    case .notApplicable, .presumedNotApplicable, .no, .presumedNo: self = .notApplicable
    case .others: self = .others
    }
  }

  /// Whether it asks something of the operator, or may.
  package var applies: Bool { self != .notApplicable && self != .others }

  /// Those of what applies, or may.
  package static var applying: Set<DutyState> { Set(allCases.filter(\.applies)) }
}

extension ListedDuty {
  /// Whether it binds on some day of a span; a missing end is open.
  package func binds(from: Day?, to: Day?) -> Bool {
    let isBegun = begins.map { begins in to.map { begins <= $0 } ?? true } ?? true
    let isLeft = ends.map { ends in from.map { $0 <= ends } ?? true } ?? true
    return isBegun && isLeft
  }

  /// Days until an upcoming duty binds; nil of any other.
  package var daysLeft: Int? {
    timing == .upcoming ? begins.map { day.days(until: $0) } : nil
  }

  /// Roles by which it is found: who is bound, and whose right it is.
  package var roles: [String] { [bearer, rule.holder].compactMap(\.self) }
}
