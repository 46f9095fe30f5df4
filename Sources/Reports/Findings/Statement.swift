package import RuleCompiler
package import RuleEvaluator

/// A reason as it can be told: every one with a place, and a derogation with what became of it.
package struct Statement: Sendable {
  package let subject: Reason.Subject
  package let truth: Truth
  /// Where the answer stands; failing that, where the rule or the question is declared.
  package let place: Place
  /// Nil unless it is about a derogation.
  package let derogation: DerogationState?
  /// The source of the answer is silent, and this is somebody's reading of it.
  package let isAssumed: Bool
  /// Why a question does not arise, not why a rule holds.
  package let isGuard: Bool
  /// Of "in some use", the use that decides, where there are several.
  package let use: String?
  package let parts: [Statement]
}

extension Statement {
  /// The same without derogations of the rules it names, where these come to nothing, and without
  /// what is open of a derogation that is taken back in any case.
  package var withoutSide: Statement {
    let kept = parts.filter { part in
      derogation == .openButTakenBack
        ? part.derogation == .counts : part.derogation != .doesNotHold
    }
    return Statement(
      subject: subject, truth: truth, place: place, derogation: derogation, isAssumed: isAssumed,
      isGuard: isGuard, use: use,
      parts: kept.map(\.withoutSide))
  }
}

/// What became of a derogation.
package enum DerogationState: String, Sendable {
  /// It counts, and takes the rule out.
  case counts
  /// It would count, but something takes it back.
  case takenBack = "taken_back"
  /// Nobody knows, and it does not matter: something takes it back in any case.
  case openButTakenBack = "open_but_taken_back"
  case doesNotHold = "does_not_hold"
  case open
}

/// A fact that decided a verdict, with what is said of it.
package struct CitedAnswer: Sendable {
  package let fact: FactID
  package let answer: Answer
  /// The use of which it is said; nil where it is said of the system, or where there are no uses.
  package let use: String?
  /// By whom, where the answer is a judgement.
  package let judgement: Judgement?

  /// What tells one answer from another.
  package struct Key: Hashable, Sendable {
    let fact: FactID
    let use: String?
  }

  package var key: Key { Key(fact: fact, use: use) }
}

/// One way to read a contested rule, and what comes of it.
package struct ReadingOutcome: Sendable {
  package let rule: RuleID
  package let reading: Reading<Atom>
  package let verdict: Verdict
}
