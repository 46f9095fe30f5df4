package import LocatedYAML

/// What a rule declares.
package enum RuleKind: String, Sendable, CaseIterable {
  case definition, classification, prohibition, obligation, right

  /// The section of a rule file.
  package var section: String { rawValue + "s" }

  /// Whether it binds somebody, so that it can be satisfied or violated.
  package var isDuty: Bool {
    switch self {
    case .prohibition, .obligation, .right: true
    case .definition, .classification: false
    }
  }
}

/// The force of a text; only a binding one gates.
package enum Status: String, Sendable, CaseIterable {
  case binding, endeavour, guidance, draft, proposed, voluntary
}

/// What was read of the law when a rule was written; the last two never gate.
package enum Verification: String, Sendable, CaseIterable, Comparable {
  case text, paraphrase, secondary, memory

  package static func < (left: Verification, right: Verification) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int { Verification.allCases.firstIndex(of: self) ?? 0 }

  /// Whether a source was read that is good enough to gate on.
  package var isVerified: Bool { self <= .paraphrase }
}

/// How grave a breach is.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  case low, medium, high, critical

  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int { Severity.allCases.firstIndex(of: self) ?? 0 }
}

/// Where the law says something, and what it says there in our own words.
package struct Citation: Hashable, Sendable {
  /// Ids of the source list, such as `eu-ai-act/art-26/2`.
  package let provisions: [String]
  /// As a lawyer would cite it within the act.
  package let cite: String
  package let says: Text
}

/// One way to read a contested provision.
package struct Reading<Atom: Sendable>: Sendable {
  package let name: String
  package let says: Text
  /// Who argues it, and where.
  package let source: String
  package let period: Period
  package let when: Condition<Atom>
  package let place: Place
}

/// What makes a rule, or a derogation, hold.
package enum Body<Atom: Sendable>: Sendable {
  case when(Condition<Atom>)
  case readings([Reading<Atom>])
  /// Only a person can judge it; why the language cannot say it.
  case untranslatable(String, SourceSpan)
}

/// What takes a rule out, and may itself be taken back.
package struct Derogation<Atom: Sendable>: Sendable {
  package let name: String
  package let citation: Citation
  package let body: Body<Atom>
  package let period: Period
  /// The law lets it count only when somebody has shown it.
  package let mustBeShown: Bool
  package let verified: Verification
  package let unless: [Derogation]
  package let place: Place
}

/// A rule as it is law for a period.
///
/// A class of constants: it is handed around at every turn, as one reference.
package final class Version<Atom: Sendable>: Sendable {
  package let period: Period
  package let note: String?
  /// Nil for a helper.
  package let citation: Citation?
  package let status: Status
  package let verified: Verification
  package let body: Body<Atom>
  package let unless: [Derogation<Atom>]
  /// What an obligation requires, or how a right is honoured.
  package let requires: Condition<Atom>?
  package let severity: Severity
  package let remedy: Text?
  /// Names of documents that the law asks for.
  package let evidence: [String]
  package let place: Place

  init(
    period: Period, note: String?, citation: Citation?, status: Status, verified: Verification,
    body: Body<Atom>, unless: [Derogation<Atom>], requires: Condition<Atom>?, severity: Severity,
    remedy: Text?, evidence: [String], place: Place
  ) {
    self.period = period
    self.note = note
    self.citation = citation
    self.status = status
    self.verified = verified
    self.body = body
    self.unless = unless
    self.requires = requires
    self.severity = severity
    self.remedy = remedy
    self.evidence = evidence
    self.place = place
  }
}

/// A provision as a rule: one id, and the versions in which it was, is and will be law.
///
/// A class of constants: it is handed around at every turn, as one reference.
package final class Rule<Atom: Sendable>: Sendable {
  package let id: RuleID
  package let act: ActID
  package let name: String
  package let kind: RuleKind
  package let level: Level
  package let isHelper: Bool
  /// The scheme and the place of the class in it, 0 the highest.
  package let membership: ClassMembership?
  /// Names that the act's file maps to definitions.
  package let bearers: [String]
  /// Whose right it is.
  package let holder: String?
  package let topic: String?
  package let place: Place
  /// Of the rules of a stored rulebook most are never asked.
  private let lazyVersions: Lazily<[Version<Atom>]>

  package var versions: [Version<Atom>] { lazyVersions.value }

  init(
    id: RuleID, act: ActID, name: String, kind: RuleKind, level: Level, isHelper: Bool,
    membership: ClassMembership?, bearers: [String], holder: String?, topic: String?,
    place: Place, versions: Lazily<[Version<Atom>]>
  ) {
    self.id = id
    self.act = act
    self.name = name
    self.kind = kind
    self.level = level
    self.isHelper = isHelper
    self.membership = membership
    self.bearers = bearers
    self.holder = holder
    self.topic = topic
    self.place = place
    lazyVersions = versions
  }
}

/// A class of a scheme.
package struct ClassMembership: Hashable, Sendable {
  package let scheme: SchemeID
  package let rank: Int
}
