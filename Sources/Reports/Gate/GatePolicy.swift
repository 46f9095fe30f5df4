public import RuleCompiler

/// What keeps a run from ending clean: binding law whose text was read, and that neither a waiver
/// nor the baseline covers. docs/gate.md has the table.
public struct GatePolicy: Sendable, Hashable {
  /// From which severity on a violation counts; nil for none.
  public var failOn: Severity?
  /// Whether what is undecided counts.
  public var isStrict: Bool

  public init(failOn: Severity?, isStrict: Bool) {
    self.failOn = failOn
    self.isStrict = isStrict
  }

  /// Whether nothing that is found could end a run otherwise than clean.
  package var isOpen: Bool { failOn == nil && !isStrict }

  /// What one finding does to the end of a run.
  package enum Effect: Int, Comparable, Sendable, CaseIterable {
    case none, undecided, fails

    package static func < (left: Effect, right: Effect) -> Bool { left.rawValue < right.rawValue }

    /// The exit code of a run with it, and nothing graver.
    package var code: Int {
      switch self {
      case .none: 0
      case .undecided: 3
      case .fails: 1
      }
    }
  }

  /// The effect of a finding, from all that it hangs on.
  package func effect(
    of standing: Standing, severity: Severity, force: Force, isWaived: Bool, isKnown: Bool
  ) -> Effect {
    guard force == .binding, !isWaived, !isKnown else { return .none }
    switch standing {
    case .violated, .presumedViolated:
      return failOn.map { severity >= $0 } == true ? .fails : .none
    case .contested, .undecided:
      return isStrict ? .undecided : .none
    case .open, .yes, .presumedYes, .satisfied, .presumedSatisfied, .no, .presumedNo,
      .notApplicable, .presumedNotApplicable, .others:
      return .none
    }
  }

  package func effect(of entry: DocumentEntry) -> Effect {
    effect(
      of: entry.report.standing, severity: entry.report.version.severity,
      force: entry.report.force, isWaived: entry.report.isWaived, isKnown: entry.isKnown)
  }
}
