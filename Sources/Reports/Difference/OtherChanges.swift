import RuleCompiler
package import RuleEvaluator

/// The class of a system, or of a use, that is another one.
package struct ClassChange: Sendable, Equatable {
  package let scheme: String
  /// Nil for the system as a whole.
  package let use: String?
  /// From the lowest to the highest that is possible; nil where the scheme was not asked.
  package let before: Span?
  package let after: Span?

  package struct Span: Sendable, Equatable {
    package let lowest: String
    package let highest: String
    package let isContested: Bool
  }

  static func all(_ before: Assessment, _ after: Assessment) -> [ClassChange] {
    let names = (after.classes + before.classes).map(\.scheme).uniqued()
    return names.flatMap { name -> [ClassChange] in
      let sides = [before, after].map { side in side.classes.first { $0.scheme == name } }
      let uses = sides.compactMap(\.self).flatMap { $0.uses.map(\.use) }.uniqued()
      return ([nil] + uses.map(Optional.some)).compactMap { use -> ClassChange? in
        let (old, new) = (sides[0]?.span(of: use), sides[1]?.span(of: use))
        return old == new
          ? nil : ClassChange(scheme: name, use: use, before: old, after: new)
      }
    }
  }
}

extension ClassResult {
  fileprivate func span(of use: String?) -> ClassChange.Span? {
    guard let use else {
      return ClassChange.Span(lowest: lowest, highest: highest, isContested: isContested)
    }
    return uses.first { $0.use == use }.map {
      ClassChange.Span(lowest: $0.lowest, highest: $0.highest, isContested: false)
    }
  }
}

/// A document that some finding of both sides asks for, and that is no longer held, or is now.
package struct DocumentChange: Sendable, Equatable {
  package let name: String
  package let before: EvidenceState.State
  package let after: EvidenceState.State

  static func all(_ before: AssessmentReport, _ after: AssessmentReport) -> [DocumentChange] {
    let (old, new) = (states(before), states(after))
    return old.keys.sorted().compactMap { name in
      guard let was = old[name], let isNow = new[name], was != isNow else { return nil }
      return DocumentChange(name: name, before: was, after: isNow)
    }
  }

  /// By name; a document that some rule has and another lacks counts as held.
  private static func states(_ report: AssessmentReport) -> [String: EvidenceState.State] {
    let documents = report.today.flatMap(\.evidence)
    return Dictionary(documents.map { ($0.name, $0.state) }) { one, other in
      let order: [EvidenceState.State] = [.held, .lapsed, .missing]
      return order.first { $0 == one || $0 == other } ?? one
    }
  }
}
