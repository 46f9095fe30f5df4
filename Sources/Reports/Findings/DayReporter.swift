import RuleCompiler
import RuleEvaluator

/// Gathers what reports say of findings on one day.
struct DayReporter {
  let assessment: Assessment
  let day: Day
  var evaluation: Evaluation
  /// The case as it would be if a reading were taken.
  var variants: [ReadingKey: Evaluation] = [:]

  /// Tells no more than documents of many use cases do.
  var isBrief = false

  /// A reading of a rule.
  struct ReadingKey: Hashable {
    let rule: RuleID
    let index: Int
  }

  /// Diagrams larger than this are not searched for the one answer that settles them.
  private static let mostNodes = 2000
  /// Nor those on which more questions hang.
  private static let mostQuestions = 40

  var rules: CheckedRules { assessment.rulebook.rules }
  var useCase: UseCase { assessment.useCase }
  private var isToday: Bool { day == assessment.day }

  init(_ assessment: Assessment, on day: Day) {
    self.assessment = assessment
    self.day = day
    evaluation = assessment.evaluation(on: day)
  }

  /// Reports on rules of whatever act, on the day of the assessment.
  init(ofAnyRule assessment: Assessment) {
    self.assessment = assessment
    day = assessment.day
    evaluation = Evaluation(
      assessment.useCase, Setting(of: assessment.useCase, on: day, assessment.rulebook.rules),
      assessment.rulebook)
  }

  /// A finding with its verdict on the day.
  mutating func report(
    _ finding: Finding, _ verdict: Verdict, previous: Verdict? = nil
  ) -> FindingReport {
    let matter = finding.matter
    let rule = rules[finding.rule]
    let version = rule.version(on: day)
    let act = rules[rule.act]
    let isTold = verdict.possible != .notApplicable
    let isSearched = !isBrief || isToday && verdict.isContested
    let open = isTold && !verdict.possible.isSettled && isSearched ? openMatter(matter) : nil
    let saysWhy = isToday || !isBrief
    let questions = verdict.isOpen && saysWhy ? self.questions(of: finding, open) : []
    let contested = open.map { contestedRules(in: $0) } ?? []
    let cited = isToday ? finding.cited : saysWhy ? self.cited(by: matter, verdict) : Cited()
    return FindingReport(
      finding: finding, rule: rule, act: act, version: version, day: day, verdict: verdict,
      previous: previous,
      standing: Standing(verdict, of: rule.kind, isOthers: isToday && finding.isOthers),
      force: Force(version), isReachPresumed: useCase.asIf.contains(act.jurisdiction),
      reasons: saysWhy && (isTold || rule.kind == .classification)
        ? reasons(of: finding).map(\.withoutSide) : [],
      because: answers(in: cited), questions: questions,
      isDecidedByOne: isBrief ? nil : isDecidedByOne(open, questions),
      readings: verdict.isContested ? outcomes(of: matter, contested) : [],
      openReadings: verdict.isOpen ? contested : [],
      idleQuestions: verdict.isSettledEitherWay && !isBrief ? idleQuestions(of: matter) : [],
      takenReadings: takenReadings(in: cited), judgements: judgements(in: cited),
      evidence: isTold ? evidence(for: version, finding.rule) : [])
  }

  /// Of a class that does not hold the assessment keeps no reasons.
  private func reasons(of finding: Finding) -> [Statement] {
    isToday && !finding.reasons.isEmpty
      ? statements(finding.reasons, of: finding.matter) : statements(for: finding.matter, depth: 1)
  }

  mutating func openMatter(_ matter: Matter) -> OpenMatter? {
    evaluation.openMatter(matter.rule, bearer: matter.bearer, matter.context)
  }

  private mutating func questions(of finding: Finding, _ matter: OpenMatter?) -> [Question] {
    if isToday { return finding.questions }
    return matter?.relevant
      ?? evaluation.relevant(finding.rule, bearer: finding.bearerPlace, finding.context)
  }

  private func isDecidedByOne(_ matter: OpenMatter?, _ questions: [Question]) -> Bool? {
    guard let matter, !questions.isEmpty, questions.count <= DayReporter.mostQuestions,
      matter.residue.diagrams.count <= DayReporter.mostNodes
    else { return nil }
    return matter.isDecidedByOne
  }

  /// The documents that a version asks for, as they stand on the day.
  private func evidence(for version: Version<Atom>, _ rule: RuleID) -> [DocumentState] {
    let name = rules.fullName(rule)
    return version.evidence.map { document in
      let held = useCase.evidence.first {
        $0.name == document && ($0.supports.isEmpty || $0.supports.contains(name))
      }
      let isLapsed = held?.validUntil.map { $0 < day } ?? false
      return DocumentState(
        name: document, state: held == nil ? .missing : isLapsed ? .lapsed : .held, evidence: held)
    }
  }
}

extension Rule<Atom> {
  /// The version that is law on a day; failing that the next, failing that the last.
  func version(on day: Day) -> Version<Atom> {
    if let lawful = versions.first(where: { $0.period.contains(day) }) { return lawful }
    let next = versions.filter { version in version.period.from.map { $0 > day } ?? false }
      .min { ($0.period.from ?? day) < ($1.period.from ?? day) }
    guard let found = next ?? versions.last else { preconditionFailure("a rule has a version") }
    return found
  }
}
