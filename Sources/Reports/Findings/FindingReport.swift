package import RuleCompiler
package import RuleEvaluator

/// A finding with everything that reports say of it on one day, in the words of no language.
///
/// A class of constants: it is handed around at every turn, as one reference.
package final class FindingReport: Sendable {
  package let finding: Finding
  package let rule: Rule<Atom>
  package let act: Act
  /// As it is law on the day, or will be next, or was last.
  package let version: Version<Atom>
  package let day: Day
  /// On the day of the assessment the finding's own, otherwise the one from this day on.
  package let verdict: Verdict
  /// What it was until this day; nil on the day of the assessment.
  package let previous: Verdict?
  package let standing: Standing
  package let force: Force
  /// The act is that of a framework asked `as_if`.
  package let isReachPresumed: Bool
  package let reasons: [Statement]
  /// The answers that decided it.
  package let because: [CitedAnswer]
  /// What it still hangs on.
  package let questions: [Question]
  /// Some answer to one of the questions would settle it; nil where nobody has tried.
  package let isDecidedByOne: Bool?
  /// Of contested law, every way to read it; empty where the verdict is not contested.
  package let readings: [ReadingOutcome]
  /// Rules whose reading an open verdict hangs on besides.
  package let openReadings: [RuleID]
  /// Questions without answer that came up on the way and do not matter.
  package let idleQuestions: [Question]
  /// Readings that the use case takes, and that the verdict was read from.
  package let takenReadings: [TakenReading]
  package let judgements: [(name: String, judgement: Judgement)]
  /// Documents that the law asks for.
  package let evidence: [DocumentState]

  init(
    finding: Finding, rule: Rule<Atom>, act: Act, version: Version<Atom>, day: Day,
    verdict: Verdict, previous: Verdict?, standing: Standing, force: Force, isReachPresumed: Bool,
    reasons: [Statement], because: [CitedAnswer], questions: [Question], isDecidedByOne: Bool?,
    readings: [ReadingOutcome], openReadings: [RuleID], idleQuestions: [Question],
    takenReadings: [TakenReading], judgements: [(name: String, judgement: Judgement)],
    evidence: [DocumentState]
  ) {
    self.finding = finding
    self.rule = rule
    self.act = act
    self.version = version
    self.day = day
    self.verdict = verdict
    self.previous = previous
    self.standing = standing
    self.force = force
    self.isReachPresumed = isReachPresumed
    self.reasons = reasons
    self.because = because
    self.questions = questions
    self.isDecidedByOne = isDecidedByOne
    self.readings = readings
    self.openReadings = openReadings
    self.idleQuestions = idleQuestions
    self.takenReadings = takenReadings
    self.judgements = judgements
    self.evidence = evidence
  }

  /// A reading that a use case takes.
  package struct TakenReading: Sendable {
    package let rule: RuleID
    package let name: String
    package let place: Place
  }

  /// Somebody has accepted the verdict for a time, and the waiver counts.
  package var isWaived: Bool { finding.waiver?.standing == .counts }
}

/// What a verdict is about: a rule, for a bearer and a use.
package struct Matter: Hashable, Sendable {
  package let rule: RuleID
  /// The place of the bearer among those of the rule.
  package let bearer: Int
  /// The use; 0 where it is about the system.
  package let context: Int
}

extension Finding {
  package var matter: Matter { Matter(rule: rule, bearer: bearerPlace, context: context) }
}

/// A document that a rule asks for, and whether it is at hand.
package struct DocumentState: Sendable {
  package let name: String
  package let state: EvidenceState.State
  /// Nil where it is missing.
  package let evidence: Evidence?
}

/// Whether a gate may count a finding.
package enum Force: Int, Sendable, CaseIterable {
  /// Binding law that was read well enough.
  case binding
  /// Guidance, a draft, a proposal, a promise, best endeavours.
  case notBinding
  /// Binding, but written from secondary sources or from memory.
  case unverified

  package init(_ version: Version<Atom>) {
    self =
      version.status != .binding
      ? .notBinding : version.verified.isVerified ? .binding : .unverified
  }
}
