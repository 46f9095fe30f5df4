package import RuleCompiler
package import RuleEvaluator

/// An indicator with what names its very definition.
package struct IndicatorDefinition: Sendable {
  package let indicator: Indicator
  /// SHA-256 of sentence, conditions and unit.
  package let digest: String

  package init(_ indicator: Indicator, _ hash: HashFunction) {
    self.indicator = indicator
    digest = hash(Array(indicator.canonical.utf8))
  }
}

/// A figure: of how many systems how many are counted, and of how many nobody knows.
///
/// With unknown ones it is an interval; it is never one percentage.
package struct IndicatorFigure: Sendable, Hashable {
  /// Systems that surely belong to the denominator.
  package private(set) var denominator = 0
  /// Of these, systems that surely belong to the numerator.
  package private(set) var counted = 0
  /// Of these, systems of which nobody knows it.
  package private(set) var unknown = 0
  /// Systems of which nobody knows whether they belong to the denominator.
  package private(set) var perhaps = 0
  /// Systems that do not belong to it.
  package private(set) var outside = 0

  package init() {}

  package init(denominator: Int, counted: Int, unknown: Int, perhaps: Int, outside: Int) {
    self.denominator = denominator
    self.counted = counted
    self.unknown = unknown
    self.perhaps = perhaps
    self.outside = outside
  }

  package mutating func add(_ numerator: Truth, _ denominator: Truth) {
    switch (denominator, numerator) {
    case (.no, _): outside += 1
    case (.unknown, _): perhaps += 1
    case (.yes, .yes):
      self.denominator += 1
      counted += 1
    case (.yes, .unknown):
      self.denominator += 1
      unknown += 1
    case (.yes, .no): self.denominator += 1
    }
  }

  /// The most that the numerator can be among those that surely belong to the denominator.
  package var most: Int { counted + unknown }
  /// Every system that was looked at.
  package var systems: Int { denominator + perhaps + outside }
}

extension Portfolio {
  /// A figure for each indicator, in their order.
  package var figures: [IndicatorFigure] {
    var figures = registry.indicators.map { _ in IndicatorFigure() }
    for system in systems {
      for (place, standing) in system.standings.enumerated() {
        figures[place].add(standing.numerator, standing.denominator)
      }
    }
    return figures
  }
}

extension PortfolioSystem {
  /// Of each indicator, whether it counts the system.
  package var standings: [(numerator: Truth, denominator: Truth)] { result.indicators }
}
