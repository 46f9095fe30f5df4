import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A finding as documents have it: how it came out, where, and what tells it from all others.
struct DocumentEntry {
  let report: FindingReport
  /// The same finding on later days.
  let later: [FindingReport]
  let useCase: UseCase
  let outcome: Outcome
  /// Act and rule.
  let name: String
  /// Stays the same while the rule, the use case, the use and the bearer do: no line and no path
  /// is in it, so that a file may be edited and moved.
  let fingerprint: String
  /// Where in the use case the answer stands that decides it, or what comes nearest.
  let place: Place
  /// Other answers in the use case that decided it.
  let others: [Statement]

  /// How a finding came out, as far as documents tell it apart.
  enum Outcome: String, CaseIterable {
    /// Or presumed to be, as long as nobody shows what would take the rule out.
    case violated
    case contested
    /// Open, and it may be a violation.
    case undecided
    /// Not settled, but no violation whatever the answers.
    case open
    case satisfied
    /// Proven: the rule does not reach the case, or binds somebody else.
    case notApplicable
    /// A class holds, or does not.
    case told

    /// Whether it asks something of somebody.
    var isProblem: Bool { self == .violated || self == .contested || self == .undecided }
  }

  init(
    _ report: FindingReport, later: [FindingReport], in assessment: Assessment,
    _ seen: inout [String: Int]
  ) {
    self.report = report
    self.later = later
    useCase = assessment.useCase
    let outcome = Outcome(report)
    self.outcome = outcome
    name = assessment.rulebook.rules.fullName(report.rule.id)
    fingerprint = identity(
      [name, useCase.name, report.finding.use ?? "", report.finding.bearer ?? ""], &seen)
    let file = useCase.file
    let uses = useCase.uses
    let use =
      uses.indices.contains(report.finding.context) ? uses[report.finding.context].place : nil
    let answer = report.because.first { $0.answer.place.file == file }?.answer.place
    let statements = report.statements(in: useCase)
    let place =
      statements.first?.place
      ?? {
        switch outcome {
        // The answer that would decide it is the one that is not there.
        case .undecided, .open: use
        case .contested: use ?? answer
        case .violated, .satisfied, .notApplicable, .told: answer ?? use
        }
      }()
      ?? Place(file: file, span: SourceSpan(at: .start))
    self.place = place
    var places: Set<SourcePosition> = [place.span.start]
    others = statements.filter { places.insert($0.place.span.start).inserted }
  }

  /// Binding law that was read: what a gate may count, waivers aside.
  var gates: Bool { report.force == .binding }

  /// Whether it asks something of somebody, and neither a waiver nor its force takes that away.
  var stands: Bool { outcome.isProblem && gates && !report.isWaived }

  /// How loud it is said.
  var level: Level {
    guard stands else { return .note }
    guard outcome == .violated else { return .warning }
    return report.version.severity >= .high
      ? .error : report.version.severity == .medium ? .warning : .note
  }

  enum Level: String, CaseIterable { case error, warning, note }
}

extension DocumentEntry.Outcome {
  /// What a finding comes to. Nothing is called satisfied or not applicable that is only presumed.
  init(_ report: FindingReport) {
    self =
      switch report.standing {
      case .violated, .presumedViolated: .violated
      case .contested: .contested
      case .undecided: .undecided
      case .open, .presumedSatisfied, .presumedNotApplicable: .open
      case .yes, .presumedYes, .no, .presumedNo: .told
      case .satisfied: .satisfied
      case .notApplicable: .notApplicable
      case .others: report.verdict.possible == .notApplicable ? .notApplicable : .open
      }
  }
}

/// A name for what stays itself from run to run, the second of its kind told from the first.
func identity(_ parts: [String], _ seen: inout [String: Int]) -> String {
  let key = parts.joined(separator: "\0")
  let number = (seen[key] ?? 0) + 1
  seen[key] = number
  return SHA256.digest(of: number == 1 ? key : key + "\0\(number)")
}

extension FindingReport {
  /// Answers of a use case that made the verdict what it is, what the law requires first. Of an
  /// open verdict, those that say that something is not known.
  func statements(in useCase: UseCase) -> [Statement] {
    let isOpen = standing == .undecided || standing == .open
    var required: [Statement] = []
    var others: [Statement] = []
    func collect(_ statements: [Statement], isRequired: Bool) {
      for statement in statements {
        let isRequirement = if case .requirement = statement.subject { true } else { isRequired }
        if statement.place.file == useCase.file, !isOpen || statement.truth == .unknown {
          if isRequirement { required.append(statement) } else { others.append(statement) }
        }
        collect(statement.parts, isRequired: isRequirement)
      }
    }
    collect(reasons, isRequired: false)
    return required + others
  }
}
