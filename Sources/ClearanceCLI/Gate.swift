import ArgumentParser
import Reports
import RuleCompiler
import RuleEvaluator

/// From which severity on a violation ends the run with 1.
enum FailOn: String, ExpressibleByArgument, CaseIterable {
  case critical, high, medium, low, never

  /// The severity as rule files name it; nil for never.
  var severity: Severity? { Severity(rawValue: rawValue) }

  fileprivate var inFrench: String {
    switch self {
    case .critical: "critique"
    case .high: "élevée"
    case .medium: "moyenne"
    case .low: "faible"
    case .never: "aucune"
    }
  }
}

/// What of an assessment counts when a run ends: binding law whose text was read, and no waiver.
struct Gate: Sendable {
  let failOn: FailOn
  let isStrict: Bool

  /// Whether anything but a failure could end the run otherwise than clean.
  var isOpen: Bool { failOn == .never && !isStrict }

  /// What of one assessment keeps a run from ending clean.
  struct Count: Hashable, Sendable {
    /// Violated, or presumed to be, at or above the severity.
    var violated = 0
    /// Contested, or open and perhaps a violation.
    var undecided = 0

    var status: ExitStatus { violated > 0 ? .findings : undecided > 0 ? .undecided : .clean }

    static func + (left: Count, right: Count) -> Count {
      Count(
        violated: left.violated + right.violated, undecided: left.undecided + right.undecided)
    }
  }

  /// What of a count ends a run otherwise than clean, in both languages.
  func reasons(for count: Count) -> (english: [String], french: [String]) {
    var english: [String] = []
    var french: [String] = []
    if count.violated > 0 {
      english.append("\(count.violated) violated at or above \(failOn.rawValue)")
      french.append(
        "\(count.violated) violée\(count.violated > 1 ? "s" : "") de gravité \(failOn.inFrench) ou plus"
      )
    }
    if count.undecided > 0 {
      english.append("\(count.undecided) undecided")
      french.append("\(count.undecided) indécise\(count.undecided > 1 ? "s" : "")")
    }
    return (english, french)
  }

  /// How a run ends on a count, and the sentence that says why.
  func ending(on count: Count) -> Ending {
    var (english, french) = reasons(for: count)
    if english.isEmpty { (english, french) = (["nothing to stop for"], ["rien qui arrête"]) }
    let code = Int(count.status.code)
    return Ending(
      code: code,
      reason: Text(
        "exit \(code): " + english.joined(separator: " · "),
        french: "code \(code) : " + french.joined(separator: " · ")))
  }

  func count(_ assessment: Assessment) -> Count {
    var count = Count()
    for finding in assessment.findings where finding.waiver?.standing != .counts {
      let rule = assessment.rulebook.rules[finding.rule]
      guard let version = rule.versions.first(where: { $0.period.contains(assessment.day) }),
        Force(version) == .binding
      else { continue }
      switch Standing(finding.verdict, of: rule.kind, isOthers: finding.isOthers) {
      case .violated, .presumedViolated:
        if let severity = failOn.severity, version.severity >= severity { count.violated += 1 }
      case .contested, .undecided:
        if isStrict { count.undecided += 1 }
      case .open, .yes, .presumedYes, .satisfied, .presumedSatisfied, .no, .presumedNo,
        .notApplicable, .presumedNotApplicable, .others:
        break
      }
    }
    return count
  }
}
