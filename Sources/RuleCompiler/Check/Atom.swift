import LocatedYAML

/// What a fact, or a number that follows from facts, is tested for.
package enum Test: Hashable, Sendable {
  /// It is one of these; of a set, it shares one with these.
  case among([Value])
  case includesAll([Int])
  case only([Int])
  /// It is not `none`; of a set, it has a member.
  case present
  case atLeast(Value)
  case atMost(Value)
  case before(Value)
  case onOrAfter(Value)
  /// It is smaller than another number.
  case lessThan(FactID)
}

extension Test {
  /// The facts that a test on one fact reads.
  package func facts(with fact: FactID) -> [FactID] {
    if case .lessThan(let other) = self { [fact, other] } else { [fact] }
  }
}

/// An atom whose names are known and whose test fits.
package indirect enum Atom: Sendable {
  case fact(FactID, Test)
  case measure(MeasureID, Test)
  /// The day for which the case is assessed.
  case assessmentDay(Test)
  /// A definition or classification is yes, a duty holds, a prohibition is breached.
  case rule(RuleID)
  /// A derogation counts: its rule's `when`, each derogation's above it, and its own.
  case reached(RuleID, path: [Int])
  /// One reading of a contested rule.
  case reading(RuleID, Int)
  /// The class in a scheme is one of these places, 0 the highest.
  case scheme(SchemeID, among: [Int])
  /// Items of a list.
  case items(Quantity, of: ListID, where: Condition<Atom>?, has: Condition<Atom>?)
  /// Uses of the system, in a rule about the system.
  case uses(Quantity, where: Condition<Atom>?, has: Condition<Atom>?)
}
