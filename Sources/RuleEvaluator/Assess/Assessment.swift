public import RuleCompiler

/// What the law says of a described system on a day.
///
/// Same rulebook, same file, same day: same assessment. Nothing in it is read from a clock, a
/// network or a locale.
public struct Assessment: Sendable {
  public let rulebook: Rulebook
  public let useCase: UseCase
  public let day: Day
  /// Whose law was asked, in the order named, then what came along by membership.
  public let frameworks: [Framework]
  /// The class of the system in each scheme of the acts that were asked.
  public let classes: [ClassResult]
  /// One for each duty, right, prohibition and classification of the acts asked, each use and
  /// each bearer, in the order of the rulebook.
  public let findings: [Finding]
  /// The case run through the program on the day, as far as the acts that are asked need it.
  package let evaluation: Evaluation
}

extension Assessment {
  /// The case as it is run on a later day.
  package func evaluation(on day: Day) -> Evaluation {
    guard day != self.day else { return evaluation }
    var base = evaluation
    var other = base.on(day)
    other.inherit(from: &base)
    return other
  }
}

/// A jurisdiction or a body whose law is asked.
public struct Framework: Sendable, Hashable {
  /// ISO 3166-1 alpha-2, or a body's code.
  public let code: String
  public let title: Text?
  public let standing: Standing
  /// Whether the rulebook has any of its acts.
  public let isLoaded: Bool

  public enum Standing: Sendable, Hashable {
    case named
    /// It comes along, for this named jurisdiction belongs to it on that day.
    case member(String)
    /// The table does not say whether this named jurisdiction belongs to it.
    case unknownMember(String)
    /// Asked although it is another's law; its reach is presumed.
    case asIf
  }
}

/// The class of a system in a scheme: from the highest it surely has to the highest it may have.
public struct ClassResult: Sendable, Hashable {
  public let scheme: String
  /// All classes, the highest first.
  public let classes: [String]
  /// Places that are still possible, 0 the highest.
  package let places: Finals
  /// Settled under each reading of contested law, but not alike.
  public let isContested: Bool
  /// Unknown facts about the system were too many to be tried together, so that the classes of
  /// uses were joined without them; the interval may be wider than need be.
  public let isJoined: Bool
  /// By use, where there are several.
  public let uses: [ClassOfUse]
  /// Later days on which it is another.
  public let later: [LaterClass]

  /// The lowest class it may have.
  public var lowest: String { classes[places.places.last ?? classes.count - 1] }
  /// The highest class it may have.
  public var highest: String { classes[places.places.first ?? classes.count - 1] }
  public var isSettled: Bool { places.isSettled }
}

/// The class of one use.
public struct ClassOfUse: Sendable, Hashable {
  public let use: String
  public let title: String?
  public let lowest: String
  public let highest: String
}

/// The class from a later day on.
public struct LaterClass: Sendable, Hashable {
  public let day: Day
  public let lowest: String
  public let highest: String
  public let isContested: Bool
}

/// A verdict with its reasons, about a use case.
public struct Finding: Sendable {
  package let rule: RuleID
  /// The place of the bearer among those of the rule.
  package let bearerPlace: Int
  /// The use it is about; 0 where it is about the system.
  package let context: Int
  /// Name of the use; nil where it is about the system, or where the case names no uses.
  public let use: String?
  /// Who is bound; nil where the rule names nobody.
  public let bearer: String?
  /// The verdict on the day of the assessment.
  public let verdict: Verdict
  /// Later days on which the verdict is another, each with what it is then.
  public internal(set) var later: [LaterVerdict]
  /// The operator does not have the role of the bearer, so that it is somebody else's.
  public let isOthers: Bool
  /// Why, as a tree; empty where the rule does not apply.
  package let reasons: [Reason]
  /// What the verdict was read from.
  package let cited: Cited
  /// What it still hangs on; empty where it is settled.
  package let questions: [Question]
  /// Documents that the rule asks for.
  public let evidence: [EvidenceState]
  public let waiver: WaiverState?
}

/// The verdict from a later day on.
public struct LaterVerdict: Sendable, Hashable {
  public let day: Day
  public let verdict: Verdict
}

/// Whether a document that a rule asks for is at hand.
public struct EvidenceState: Sendable, Hashable {
  public let name: String
  public let state: State
  /// Where it is kept; nil where it is missing.
  public let file: String?
  public let validUntil: Day?

  public enum State: String, Sendable {
    case held, lapsed, missing
  }
}

/// Whether a finding is waived, and if not why not.
public struct WaiverState: Sendable, Hashable {
  public let reason: String
  public let approvedBy: String
  public let expires: Day
  public let standing: Standing

  public enum Standing: Sendable, Hashable {
    case counts
    case expired
    /// The verdict is no longer the one that was accepted.
    case otherVerdict
    /// These facts are no longer as they were.
    case otherFacts([String])
    /// The rule no longer has the digest that the waiver names.
    case ruleChanged
    /// The waiver names the digest of its rule, and nobody has given a way to check it.
    case ruleUnchecked
    /// It was added or altered in the very change that needs it.
    case selfGranted
  }
}
