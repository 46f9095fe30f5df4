/// A statistic with its definition: of which systems or decisions it speaks, and which of these it
/// counts.
///
/// Numerator and denominator are conditions on one assessed system, or on one recorded decision, in
/// three truths: one of which either is unknown makes the figure an interval.
package struct Indicator: Sendable {
  /// One word, unique among the indicators.
  package let name: String
  /// What is counted: assessed systems, or decisions of a log.
  package let about: Subject
  package let term: Text
  package let definition: Text
  package let numerator: Condition<IndicatorAtom>
  package let denominator: Condition<IndicatorAtom>
  /// What is counted, such as `system`.
  package let unit: Text
  /// Where the definition was agreed, or that it is our own.
  package let source: Text
  package let version: String
  package let validFrom: Day
  package let place: Place
  /// The definition by its content, whatever its layout and its other languages: sentence,
  /// conditions, unit. Two figures of one name may be laid side by side only where this agrees.
  package let canonical: String

  package enum Subject: String, Sendable, CaseIterable {
    case system, decision
  }
}

/// A fact by whose answers systems are grouped, such as the phase they are in.
package struct Dimension: Sendable {
  package let name: String
  package let term: Text
  package let fact: FactID
  package let place: Place
}

/// What is counted of systems, and by what they are grouped.
package struct IndicatorRegistry: Sendable {
  /// In the order of their files, then of writing.
  package var indicators: [Indicator] = []
  package var dimensions: [Dimension] = []

  package init() {}

  /// Of the indicators only those that count systems, or only those that count decisions.
  package func indicators(about subject: Indicator.Subject) -> IndicatorRegistry {
    var some = self
    some.indicators.removeAll { $0.about != subject }
    return some
  }
}

/// What a condition of an indicator asks of one assessed system, or of one decision.
package indirect enum IndicatorAtom: Sendable {
  /// A fact of the system, or of some use of it.
  case fact(FactID, Test)
  /// A definition or classification holds, a duty is owed, a prohibition is breached.
  case rule(RuleID)
  /// The class in a scheme is one of these places, 0 the highest.
  case scheme(SchemeID, among: [Int])
  /// Some finding on the rule came out as one of these.
  case verdict(RuleID, among: [Outcome])
  /// The law of a country or a body is asked.
  case lawAsked(String)
  /// What the assessment as a whole comes to.
  case result(Result)
  /// Items of a list.
  case items(Quantity, of: ListID, where: Condition<IndicatorAtom>?, has: Condition<IndicatorAtom>?)

  /// How a finding comes out.
  package enum Outcome: String, Sendable, CaseIterable {
    case satisfied, violated
    case notApplicable = "not_applicable"
  }

  /// Of what gates: binding law whose text was read.
  package enum Result: String, Sendable, CaseIterable {
    /// Some duty is violated.
    case violated = "result.violated"
    /// Some duty may be violated, and it hangs on facts that nobody has said, or on contested law.
    case undecided = "result.undecided"
    /// Some prohibition is breached.
    case prohibited = "result.prohibited"
    /// Some duty will bind within twelve months that does not today.
    case upcoming = "result.upcoming"
    /// Some such duty is violated on the day from which it binds.
    case upcomingUnmet = "result.upcoming_unmet"
    /// The register says itself which class the system has.
    case labelled = "result.labelled"
    /// It says another than comes out here.
    case labelDiffers = "result.label_differs"
  }
}
