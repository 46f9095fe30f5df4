import ArgumentParser
import RuleCompiler
import RuleEvaluator

/// From which severity on a violation ends the run with 1.
enum FailOn: String, ExpressibleByArgument, CaseIterable {
  case critical, high, medium, low, never

  fileprivate var severity: Severity? { Severity(rawValue: rawValue) }
}

/// What of an assessment counts when a run ends: binding law whose text was read, and no waiver.
struct Gate: Sendable {
  let failOn: FailOn
  let isStrict: Bool

  /// The exit status of an assessment, and why it is not clean.
  func judge(_ assessment: Assessment) -> (status: ExitStatus, reasons: [String]) {
    let counted = assessment.findings.filter(assessment.counts)
    var reasons: [String] = []
    var status = ExitStatus.clean
    if let severity = failOn.severity {
      let violated = counted.count {
        $0.verdict.effective == .violated && assessment.severity(of: $0) >= severity
      }
      if violated > 0 {
        status = .findings
        reasons.append("\(violated) violated at or above \(failOn.rawValue)")
      }
    }
    let undecided = isStrict ? counted.count { $0.verdict.hangsInTheAir } : 0
    if undecided > 0 {
      status = max(status, .undecided)
      reasons.append("\(undecided) undecided")
    }
    return (status, reasons)
  }
}

extension Assessment {
  /// The version of a finding's rule that is law on the day.
  private func version(of finding: Finding) -> Version<Atom>? {
    rulebook.rules[finding.rule].versions.first { $0.period.contains(day) }
  }

  /// Whether a finding can end a run otherwise than clean.
  fileprivate func counts(_ finding: Finding) -> Bool {
    guard let version = version(of: finding), finding.waiver?.standing != .counts else {
      return false
    }
    return rulebook.rules[finding.rule].kind.isDuty && version.status == .binding
      && version.verified.isVerified
  }

  fileprivate func severity(of finding: Finding) -> Severity {
    version(of: finding)?.severity ?? .low
  }
}

extension Verdict {
  /// Nobody can say yet whether it is a violation, or no fact ever will.
  fileprivate var hangsInTheAir: Bool { isUndecided || (isContested && presumed == nil) }
}
