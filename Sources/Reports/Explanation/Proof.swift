import RuleCompiler
package import RuleEvaluator

/// How a rule comes out for one use and one bearer, and why, down to the answers.
package struct Proof: Sendable {
  package let matter: Matter
  /// Nil where it is about the system, or where the case names no uses.
  package let use: String?
  package let bearer: String?
  package let verdict: Verdict
  package let reasons: [Statement]
  /// The answers that decided it.
  package let because: [CitedAnswer]
  /// What it still hangs on.
  package let questions: [Question]
  /// What would settle it; nil where it is settled.
  package let way: Way?
  package let idleQuestions: [Question]
  package let readings: [ReadingOutcome]

  /// Deep enough for the answers to be reached, however rules name one another.
  private static let depth = 12

  static func all(of id: RuleID, in assessment: Assessment) -> [Proof] {
    var reporter = DayReporter(ofAnyRule: assessment)
    let rule = reporter.rules[id]
    let contexts = rule.level == .system ? 0..<1 : reporter.evaluation.answers.indices
    var proofs: [Proof] = []
    for context in contexts {
      for place in 0..<max(rule.bearers.count, 1) {
        let matter = Matter(rule: id, bearer: place, context: context)
        proofs.append(proof(of: matter, rule, &reporter))
      }
    }
    return proofs
  }

  private static func proof(
    of matter: Matter, _ rule: Rule<Atom>, _ reporter: inout DayReporter
  ) -> Proof {
    let finding = reporter.assessment.findings.first { $0.matter == matter }
    let verdict =
      finding?.verdict
      ?? reporter.evaluation.verdict(on: matter.rule, bearer: matter.bearer, matter.context)
    let open = verdict.possible.isSettled ? nil : reporter.openMatter(matter)
    let uses = reporter.useCase.uses
    let cited = finding?.cited ?? reporter.cited(by: matter, verdict)
    return Proof(
      matter: matter,
      use: rule.level == .system || uses.isEmpty ? nil : uses[matter.context].name,
      bearer: rule.bearers.isEmpty ? nil : rule.bearers[matter.bearer], verdict: verdict,
      reasons: reporter.statements(for: matter, depth: depth),
      because: reporter.answers(in: cited),
      questions: verdict.isOpen
        ? reporter.evaluation.relevant(matter.rule, bearer: matter.bearer, matter.context) : [],
      way: verdict.isOpen ? Way(open) : nil,
      idleQuestions: verdict.isSettledEitherWay ? reporter.idleQuestions(of: matter) : [],
      readings: verdict.isContested
        ? reporter.outcomes(of: matter, open.map { reporter.contestedRules(in: $0) } ?? []) : [])
  }
}

/// How an open verdict can be settled.
package enum Way: Sendable {
  /// By answers to these.
  case answers(QuestionSet)
  /// Every way needs something that cannot be said.
  case none
  /// The rule hangs on too much at once for its ways to be searched.
  case entangled

  /// - Parameter matter: nil where the rule is entangled.
  init(_ matter: OpenMatter?) {
    guard let matter else {
      self = .entangled
      return
    }
    self = matter.smallestSet.map { .answers($0) } ?? .none
  }

  /// The questions that are to be answered.
  package var questions: [Question] {
    switch self {
    case .answers(let set): set.questions
    case .none, .entangled: []
    }
  }
}
