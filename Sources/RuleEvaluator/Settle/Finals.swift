import RuleCompiler

/// How a rule may come out: of a definition or classification yes or no, of a duty satisfied,
/// violated or not applicable. More than one where facts are missing.
public struct Finals: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16

  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// A definition or classification does not hold.
  public static let no = Finals(rawValue: 1)
  /// A definition or classification holds.
  public static let yes = Finals(rawValue: 2)
  /// A duty is not owed.
  public static let notApplicable = Finals(rawValue: 1)
  /// A duty is owed and met; a prohibition is not breached.
  public static let satisfied = Finals(rawValue: 2)
  /// A duty is owed and not met; a prohibition is breached.
  public static let violated = Finals(rawValue: 4)

  /// Whether only one is left.
  public var isSettled: Bool { rawValue.nonzeroBitCount == 1 }

  /// The places of those that are left.
  package var places: [Int] { (0..<16).filter { rawValue & (1 << UInt16($0)) != 0 } }

  package init(_ truth: Truth) {
    switch truth {
    case .no: self = .no
    case .yes: self = .yes
    case .unknown: self = [.no, .yes]
    }
  }

  /// How a duty comes out, of which it is known how far it is owed and met.
  package init(holds: Truth, required: Truth) {
    var finals: Finals = []
    if holds != .yes { finals.insert(.notApplicable) }
    if holds != .no, required != .no { finals.insert(.satisfied) }
    if holds != .no, required != .yes { finals.insert(.violated) }
    self = finals
  }
}

/// How a rule comes out for one use on one day, and how that is known.
public struct Verdict: Hashable, Sendable {
  /// What is still possible; settled when it is one.
  public let possible: Finals
  /// Settled under each reading of contested law, but not alike: no fact can help.
  public let isContested: Bool
  /// Settled although facts on the way are missing: whatever they are, it comes out the same.
  public let isSettledEitherWay: Bool
  /// What it is as long as nobody shows what would take the rule out; nil where that changes
  /// nothing.
  public let presumed: Finals?

  package init(
    possible: Finals, isContested: Bool = false, isSettledEitherWay: Bool = false,
    presumed: Finals? = nil
  ) {
    self.possible = possible
    self.isContested = isContested
    self.isSettledEitherWay = isSettledEitherWay
    self.presumed = presumed
  }

  /// What the gate counts: the presumed outcome where there is one.
  public var effective: Finals { presumed ?? possible }

  /// Facts are missing, and more than one outcome is possible.
  public var isOpen: Bool { !possible.isSettled && !isContested }

  /// Open or contested, and it may be a violation.
  public var isUndecided: Bool {
    presumed == nil && !possible.isSettled && possible.contains(.violated)
  }
}
