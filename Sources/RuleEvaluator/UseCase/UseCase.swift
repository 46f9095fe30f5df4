public import LocatedYAML
public import RuleCompiler

/// A described system: what an administration says of it, and whose law is asked.
///
/// An absent answer is unknown, and stays so until somebody gives it.
public struct UseCase: Sendable {
  /// Its id, one word of the administration's own.
  public let name: String
  public let title: String?
  /// The administration or body that runs it.
  public let operatorName: String?
  /// Codes of jurisdictions whose law is asked, as ISO 3166-1 or a body's code.
  public let jurisdictions: [String]
  /// Codes of frameworks of elsewhere that are asked all the same.
  public let asIf: [String]
  /// The day that the file itself asks for; nil where it does not.
  public let day: Day?
  /// The path of the file.
  public let file: String
  /// What names these very bytes, such as their SHA-256; empty where nobody gave one.
  public package(set) var digest = ""

  /// Text for people by name, which no rule reads.
  package var notes: [Note] = []
  /// The entry of a register that it was taken from.
  package var entry: RegisterEntry?

  /// Remarks that do not keep the file from being assessed.
  public internal(set) var warnings: [Diagnostic] = []

  /// Answers that hold for the system as a whole, with those said of every use.
  package let answers: Answers
  package let uses: [Use]
  package let lists: [ListID: ItemList]
  package let evidence: [Evidence]
  /// Those of the file, and those that a file of waivers holds for it.
  package var waivers: [Waiver]
  /// By full id of a rule or derogation, or by fact name.
  package let judgements: [String: Judgement]
  /// Which reading is taken, by the rule that is contested.
  package let readings: [RuleID: (index: Int, place: Place)]
  package let expectations: [Expectation]
  /// Facts that must be among the relevant questions.
  package let asks: [(fact: FactID, place: Place)]

  /// Reads a use case against the vocabulary of a rulebook; every mistake is reported at once.
  ///
  /// - Throws: `UseCaseError` when at least one diagnostic is an error.
  public init(
    _ file: SourceFile, answering rulebook: Rulebook, limits: Limits = .useCase,
    digest: String = ""
  ) throws(UseCaseError) {
    try self.init(file, answering: rulebook, limits: limits, digest: digest, remembering: nil)
  }

  /// The same, sooner where many use cases share a memory of this rulebook.
  package init(
    _ file: SourceFile, answering rulebook: Rulebook, limits: Limits = .useCase,
    digest: String = "", remembering memory: VerdictMemory?
  ) throws(UseCaseError) {
    var diagnostics: [Diagnostic] = []
    let node = Node.read(file, limits: limits, noting: &diagnostics)
    let useCase = node.flatMap {
      CaseReader(rulebook: rulebook, file: file.path, memory: memory)
        .read($0, noting: &diagnostics)
    }
    guard var useCase, !diagnostics.containsError else {
      throw UseCaseError(diagnostics: diagnostics.inOrder)
    }
    useCase.warnings = diagnostics.inOrder
    useCase.digest = digest
    self = useCase
  }

  package init(
    name: String, title: String?, operatorName: String?, jurisdictions: [String],
    asIf: [String], day: Day?, file: String, answers: Answers, uses: [Use],
    lists: [ListID: ItemList], evidence: [Evidence], waivers: [Waiver],
    judgements: [String: Judgement], readings: [RuleID: (index: Int, place: Place)],
    expectations: [Expectation], asks: [(fact: FactID, place: Place)]
  ) {
    self.name = name
    self.title = title
    self.operatorName = operatorName
    self.jurisdictions = jurisdictions
    self.asIf = asIf
    self.day = day
    self.file = file
    self.answers = answers
    self.uses = uses
    self.lists = lists
    self.evidence = evidence
    self.waivers = waivers
    self.judgements = judgements
    self.readings = readings
    self.expectations = expectations
    self.asks = asks
  }
}

/// Why a file is no use case: every remark, of which at least one is an error.
public struct UseCaseError: Error, Sendable {
  public let diagnostics: [Diagnostic]

  package init(diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }
}

/// What an author expects of a case: the outcome of a rule, a derogation, a scheme or a score.
package struct Expectation: Sendable {
  package let target: Target
  /// As written, such as `high_risk`, `open` or `41`; of the ends of a score, in one line.
  package let outcome: Key
  /// What a score is expected to be; nil for anything else.
  package var score: ExpectedScore?
  package let file: String
  /// The name as written.
  package let name: Key

  package enum Target: Sendable {
    case rule(RuleID, bearer: String?)
    case reached(RuleID, path: [Int])
    case reading(RuleID, Int)
    case scheme(SchemeID)
    case score(MeasureID)
  }
}
