import ArgumentParser
import Reports
import RuleCompiler

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

/// What of a run counts when it ends: binding law whose text was read, and no waiver.
struct Gate: Sendable {
  let failOn: FailOn
  let isStrict: Bool
  /// Findings and what is undecided are told, and end with 0 all the same.
  var isExitZero = false

  var policy: GatePolicy { GatePolicy(failOn: failOn.severity, isStrict: isStrict) }

  /// Whether anything but a failure could end the run otherwise than clean.
  var isOpen: Bool { policy.isOpen }

  /// What keeps a run from ending clean.
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

  func count(_ cases: [PreparedCase]) -> Count {
    // Nothing counts, and nothing need be made to be counted.
    isOpen ? Count() : count(cases.lazy.flatMap(\.entries))
  }

  func count(_ entries: some Sequence<DocumentEntry>) -> Count {
    entries.reduce(into: Count()) { count, entry in
      switch policy.effect(of: entry) {
      case .fails: count.violated += 1
      case .undecided: count.undecided += 1
      case .none: break
      }
    }
  }

  /// How a run ends that could do its job.
  func status(of count: Count) -> ExitStatus { isExitZero ? .clean : count.status }

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
    if isExitZero, count.status != .clean {
      let code = count.status.code
      english.append("--exit-zero, otherwise \(code)")
      french.append("--exit-zero, sinon \(code)")
    }
    return (english, french)
  }

  /// How one use case ends by itself, and the sentence that says why.
  func ending(on count: Count) -> Ending {
    var (english, french) = reasons(for: count)
    if english.isEmpty { (english, french) = (["nothing to stop for"], ["rien qui arrête"]) }
    return Ending(status(of: count), english, french)
  }

  /// How a run ends over all its files, and the sentence that says why.
  func ending(of run: RunReport, allowsNoInput: Bool = false) -> Ending {
    let count = count(run.cases)
    var (english, french) = reasons(for: count)
    let failed = Set(run.problems.map { $0.file ?? $0.code }).count
    if failed > 0 {
      let assessed = run.cases.count
      english = ["\(assessed) assessed", "\(failed) not, or not wholly"] + english
      french =
        [
          "\(assessed) évalué\(assessed > 1 ? "s" : "")",
          "\(failed) non, ou pas entièrement",
        ] + french
      return Ending(.failed, english, french)
    }
    if run.cases.isEmpty {
      (english, french) = (["nothing to check"], ["rien à vérifier"])
    } else if run.provesNothingApplies {
      english = ["every rule is proven not to apply"]
      french = ["aucune règle ne s'applique, c'est prouvé"]
    } else if english.isEmpty {
      (english, french) = (["nothing to stop for"], ["rien qui arrête"])
    }
    return Ending(status(of: count), english, french)
  }
}

extension Ending {
  init(_ status: ExitStatus, _ english: [String], _ french: [String]) {
    let code = Int(status.code)
    self.init(
      code: code,
      reason: Text(
        "exit \(code): " + english.joined(separator: " · "),
        french: "code \(code) : " + french.joined(separator: " · ")))
  }

  /// As the shell sees it.
  var status: ExitStatus {
    switch code {
    case 0: .clean
    case 1: .findings
    case 3: .undecided
    default: .failed
    }
  }
}
