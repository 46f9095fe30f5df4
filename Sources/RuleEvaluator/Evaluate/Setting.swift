package import RuleCompiler

/// For which day a case is assessed, and whose law is asked then.
package struct Setting: Sendable {
  package let day: Day
  /// By code: whether the law of a country or a body is asked.
  package let asked: [String: Truth]
  /// Codes that are asked `as_if`.
  package let asIf: Set<String>
  /// Whether what must be shown, and is not, counts as absent.
  package var isPresuming = false
  /// Scores that are given, whatever the answers add up to.
  var scores: [MeasureID: Number] = [:]
}

extension Setting {
  /// The named jurisdictions, what they are members of on that day, and what is asked `as_if`.
  package init(of useCase: UseCase, on day: Day, _ rules: CheckedRules) {
    var asked: [String: Truth] = [:]
    for body in rules.memberships.bodies {
      let memberships = useCase.jurisdictions.map { body.has($0, on: day) }
      asked[body.code] = Truth.any(memberships.map { $0.map { Truth($0) } ?? .unknown })
    }
    for code in useCase.jurisdictions + useCase.asIf { asked[code] = .yes }
    self.init(day: day, asked: asked, asIf: Set(useCase.asIf))
  }
}
