package import RuleCompiler

/// A finding that is settled of a use case, and less so of what is shared of it.
package struct OpenedFinding: Sendable {
  package let finding: Finding
  package let before: Verdict
  package let after: Verdict
}

/// Why a case cannot be shared: a verdict would be settled otherwise.
package struct FlippedVerdict: Error, Sendable {
  package let rule: RuleID
}

extension Assessment {
  /// The findings that are less settled of a shared case than of this one.
  ///
  /// - Throws: `FlippedVerdict` where the shared case would say something that this one does not.
  package func opened(by shared: Assessment) throws(FlippedVerdict) -> [OpenedFinding] {
    var opened: [OpenedFinding] = []
    for (before, after) in zip(findings, shared.findings) {
      let isSame =
        before.verdict.possible == after.verdict.possible
        && before.verdict.isContested == after.verdict.isContested
      if isSame { continue }
      guard before.rule == after.rule,
        after.verdict.possible.isSuperset(of: before.verdict.possible)
      else { throw FlippedVerdict(rule: before.rule) }
      opened.append(
        OpenedFinding(finding: before, before: before.verdict, after: after.verdict))
    }
    guard findings.count == shared.findings.count else {
      throw FlippedVerdict(rule: (findings.first ?? shared.findings[0]).rule)
    }
    return opened
  }
}
