package import RuleCompiler

/// Why a system, or one of its uses, does not have a class: the answers that shut out whatever
/// would give the class, and what came closest to giving it.
package struct ClassRefusal: Sendable {
  package let scheme: SchemeID
  /// The place of the class in its scheme, 0 the highest.
  package let rank: Int
  /// The use; nil where the case names one or none.
  package let use: String?
  /// The first day on which any of it is law; nil where it is law on the day.
  package let lawFrom: Day?
  /// What would give the class, each by itself: rules, or the entries of a list in one.
  package let ways: [RuleID]
  /// Grounds that together shut out every way, the one that shuts out most first.
  package let grounds: [Ground]
  /// Ways of which something rare is so, the rarest first.
  package let closest: [NearWay]

  /// Answers that shut out ways, and which.
  package struct Ground: Sendable {
    package let statements: [Statement]
    package let ways: [RuleID]
    /// The definition that the answers turn, where it is one and the same for these ways.
    package let through: RuleID?
  }

  /// A way that came close, and what keeps it from holding.
  package struct NearWay: Sendable {
    package let rule: RuleID
    package let missing: [Statement]
    /// Derogations that would take it out besides, each with its rule.
    package let besides: [(rule: RuleID, path: [Int])]
  }
}
