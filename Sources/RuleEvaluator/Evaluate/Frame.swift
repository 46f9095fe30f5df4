import RuleCompiler

/// What the steps and variables of a program are like, whatever the case and the day.
struct Frame: Sendable {
  /// How far what is known of a variable stays from day to day.
  enum Standing: UInt8, Sendable {
    /// It follows from answers alone.
    case lasting
    /// It may be otherwise on another day, or under another reading.
    case passing
    /// It follows from what holds of some use.
    case someUse
  }

  let standings: [Standing]
  /// Every cell of each variable.
  let open: [CellSet]
  /// Of each step, whether it hangs on what holds of some use.
  let stepsOnUses: [Bool]

  init(_ program: Program) {
    standings = program.variables.map { variable in
      switch variable.kind {
      case .asIf, .fact, .member, .judgement: .lasting
      case .day, .presumption, .reading, .jurisdiction, .fewer, .measure, .items: .passing
      case .someUse: .someUse
      }
    }
    open = program.variables.map { CellSet(all: $0.cells.count) }
    var found = Array(repeating: false, count: program.steps.count)
    for (index, step) in program.steps.enumerated() {
      switch step {
      case .constant: break
      case .test(let variable, _), .guarded(let variable, _, _, _):
        found[index] = standings[variable.index] == .someUse
      case .all(let parts), .any(let parts), .readings(_, let parts, _):
        found[index] = parts.contains { found[$0.index] }
      case .not(let part), .shown(_, let part): found[index] = found[part.index]
      }
    }
    stepsOnUses = found
  }
}
