/// How a run ended, as the shell sees it.
///
/// The cases are ordered: where several hold, the greatest is the one that counts.
package enum ExitStatus: Int, Comparable, Sendable {
  /// It ran, and nothing is at or above `--fail-on`.
  case clean
  /// It ran, and nothing is wrong, but something is undecided under `--strict`.
  case undecided
  /// It ran, and found what `--fail-on` names, or an example that does not come out.
  case findings
  /// It could not do its job, or not all of it.
  case failed

  /// The number that the process ends with.
  package var code: Int32 {
    switch self {
    case .clean: 0
    case .findings: 1
    case .failed: 2
    case .undecided: 3
    }
  }

  package static func < (left: ExitStatus, right: ExitStatus) -> Bool {
    left.rawValue < right.rawValue
  }

  /// What every verb's help says of exit codes.
  package static let help = """
    EXIT STATUS
      0  it ran, and found nothing at or above --fail-on
      1  it ran, and found something at or above --fail-on, or an example came out otherwise
      2  it could not do its job: wrong usage, unreadable or invalid input, no file, no rules
      3  it ran and found nothing, but something is undecided, and --strict was given
      Where several hold, 2 beats 1 beats 3.
    """
}
