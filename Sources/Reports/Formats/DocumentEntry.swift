import LocatedYAML
package import RuleCompiler
package import RuleEvaluator

/// A finding as gates and documents have it: how it came out, where, and what tells it from all
/// others.
package struct DocumentEntry: Sendable {
  package var report: FindingReport { _read { yield body.report } }
  /// The same finding on later days.
  package var later: [FindingReport] { body.later }
  package var useCase: UseCase { _read { yield body.useCase } }
  package let outcome: Outcome
  /// Act and rule.
  package var name: String { body.name }
  /// Where in the use case the answer stands that decides it, or what comes nearest.
  package var place: Place { body.place }
  /// Other answers in the use case that decided it.
  var others: [Statement] { body.others }
  private let body: Body
  /// Counts use cases of one name in a run, from 1.
  var number = 1
  /// Whether the baseline has it; nil where there is no baseline.
  package internal(set) var baseline: BaselineState?

  /// Why it came out so, in the words of a language, where somebody has said it already.
  var why: (language: Language, words: String)?

  /// What never changes, held in one place: a run passes tens of thousands of entries about.
  private final class Body: Sendable {
    let report: FindingReport
    let later: [FindingReport]
    let useCase: UseCase
    let name: String
    let place: Place
    let others: [Statement]

    init(
      _ report: FindingReport, later: [FindingReport], _ useCase: UseCase, name: String,
      place: Place, others: [Statement]
    ) {
      self.report = report
      self.later = later
      self.useCase = useCase
      self.name = name
      self.place = place
      self.others = others
    }
  }

  /// How a finding stands to what was known before.
  package enum BaselineState: String, Sendable, CaseIterable { case known, new }

  /// How a finding came out, as far as documents tell it apart.
  package enum Outcome: String, CaseIterable, Sendable {
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
    package var isProblem: Bool { self == .violated || self == .contested || self == .undecided }
  }

  init(_ report: FindingReport, later: [FindingReport], in assessment: Assessment) {
    let useCase = assessment.useCase
    let outcome = Outcome(report)
    self.outcome = outcome
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
    var places: Set<SourcePosition> = [place.span.start]
    body = Body(
      report, later: later, useCase, name: assessment.rulebook.rules.fullName(report.rule.id),
      place: place, others: statements.filter { places.insert($0.place.span.start).inserted })
  }

  /// Stays the same while the rule, the use case, the use and the bearer do: no line and no path
  /// is in it, so that a file may be edited and moved.
  package var fingerprint: String {
    let parts = [name, useCase.name, report.finding.use ?? "", report.finding.bearer ?? ""]
    return SHA256.digest(of: (parts + (number > 1 ? [String(number)] : [])).joined(separator: "\0"))
  }

  /// Binding law that was read: what a gate may count, waivers aside.
  package var gates: Bool { report.force == .binding }

  /// Whether the baseline has it.
  package var isKnown: Bool { baseline == .known }

  /// Whether it asks something of somebody, and neither a waiver, the baseline nor its force takes
  /// that away.
  package var stands: Bool { outcome.isProblem && gates && !report.isWaived && !isKnown }

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
