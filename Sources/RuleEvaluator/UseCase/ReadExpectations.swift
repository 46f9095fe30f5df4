import LocatedYAML
package import RuleCompiler

extension CaseReader {
  /// Reads `expect: {name: outcome}`; for a duty with several bearers, `{bearer: outcome}`; for a
  /// score a number or its ends.
  func readExpectations(
    _ fields: inout Fields, act: ActID?, asking asked: [String],
    noting diagnostics: inout [Diagnostic]
  ) -> [Expectation] {
    fields.mapping("expect", noting: &diagnostics).flatMap { entry -> [Expectation] in
      if let score = rules.score(named: entry.key.text, within: act, isOwn: true) {
        return readScore(score, entry.value, entry.key, noting: &diagnostics).map { [$0] } ?? []
      }
      guard let target = rules.target(named: entry.key.text, within: act, asking: asked) else {
        if let score = rules.score(named: entry.key.text, within: act) {
          return readScore(score, entry.value, entry.key, noting: &diagnostics).map { [$0] } ?? []
        }
        diagnostics.append(.noSuchRule(entry.key, rules, in: file))
        return []
      }
      if case .mapping(let parts) = entry.value.shape, case .rule(let id, _) = target {
        return parts.compactMap { part in
          guard rules[id].bearers.contains(part.key.text) else {
            diagnostics.append(.notABearer(part.key, of: entry.key, rules[id].bearers, in: file))
            return nil
          }
          return readExpectation(
            .rule(id, bearer: part.key.text), part.value, entry.key, noting: &diagnostics)
        }
      }
      return readExpectation(target, entry.value, entry.key, noting: &diagnostics)
        .map { [$0] } ?? []
    }
  }

  private func readExpectation(
    _ target: Expectation.Target, _ node: Node, _ name: Key,
    noting diagnostics: inout [Diagnostic]
  ) -> Expectation? {
    guard let outcome = Fields.text(node, of: name.text, in: file, noting: &diagnostics) else {
      return nil
    }
    let known = outcomes(of: target)
    guard known.contains(outcome.text) else {
      diagnostics.append(
        .noSuchOutcome(
          outcome, of: name, nearest: nearest(to: outcome.text, among: known), known, in: file))
      return nil
    }
    return Expectation(target: target, outcome: outcome, file: file, name: name)
  }

  private func outcomes(of target: Expectation.Target) -> [String] {
    switch target {
    case .scheme(let id): rules[id].classes + ["open", "contested"]
    case .rule(let id, _) where rules[id].kind.isDuty: Expectation.outcomesOfDuty
    case .rule, .reached, .reading: Expectation.outcomesOfTruth
    case .score: []
    }
  }
}

extension Expectation {
  /// What a duty can be expected to come out as.
  package static let outcomesOfDuty = outcomes(of: ["satisfied", "violated", "not_applicable"])
  /// What a definition, a classification, a derogation or a reading can.
  package static let outcomesOfTruth = outcomes(of: ["yes", "no"])

  /// Each settled outcome may also be presumed, where what must be shown is not.
  private static func outcomes(of settled: [String]) -> [String] {
    settled + ["open", "contested"] + settled.map { "presumed_" + $0 }
  }
}

extension CheckedRules {
  /// What a name means in a use case or an example: `rule`, `act/rule`, `rule.derogation`,
  /// `rule.reading` or a scheme. A name without an act means the rule of the example's act; else
  /// the only one of that name, of all or of those whose law is asked.
  ///
  /// - Parameter asked: codes of the jurisdictions that a use case names, to choose by.
  package func target(
    named name: String, within act: ActID?, asking asked: [String] = []
  ) -> Expectation.Target? {
    if let scheme = schemes.first(where: { $0.name == name }) { return .scheme(scheme.id) }
    var rest = name[...]
    var home = act
    if let slash = name.lastIndex(of: "/") {
      guard let named = acts.first(where: { $0.name == name[..<slash] }) else { return nil }
      home = named.id
      rest = name[name.index(after: slash)...]
    }
    let parts = rest.split(separator: ".").map(String.init)
    guard let first = parts.first else { return nil }
    var found = rules.filter { $0.name == first && (home == nil || $0.act == home) }
    if found.isEmpty, !name.contains("/") { found = rules.filter { $0.name == first } }
    if found.count > 1 { found = narrow(found, asking: asked) }
    guard found.count == 1, let rule = found.first else { return nil }
    guard parts.count > 1 else { return .rule(rule.id, bearer: nil) }
    if parts.count == 2, let index = rule.readingNames.firstIndex(of: parts[1]) {
      return .reading(rule.id, index)
    }
    return path(parts.dropFirst(), in: rule).map { .reached(rule.id, path: $0) }
  }

  /// Of rules of one name those of the jurisdictions named; else of the bodies that these belong
  /// to, or may.
  private func narrow(_ found: [Rule<Atom>], asking asked: [String]) -> [Rule<Atom>] {
    let bodies = memberships.bodies.filter { body in
      asked.contains { code in !body.isComplete || body.members.contains { $0.code == code } }
    }.map(\.code)
    for codes in [asked, asked + bodies] {
      let own = found.filter { codes.contains(self[$0.act].jurisdiction) }
      if !own.isEmpty { return own }
    }
    return found
  }

  private func path(_ parts: ArraySlice<String>, in rule: Rule<Atom>) -> [Int]? {
    for version in rule.versions.reversed() {
      var level = version.unless
      var path: [Int] = []
      for part in parts {
        guard let index = level.firstIndex(where: { $0.name == part }) else { break }
        path.append(index)
        level = level[index].unless
      }
      if path.count == parts.count { return path }
    }
    return nil
  }

  /// `act/rule.derogation`.
  package func fullName(_ id: RuleID, _ path: [Int]) -> String {
    var names = [fullName(id)]
    for version in self[id].versions.reversed() where version.derogation(at: path) != nil {
      var level = version.unless
      for place in path {
        names.append(level[place].name)
        level = level[place].unless
      }
      break
    }
    return names.joined(separator: ".")
  }
}

extension Diagnostic {
  static func notABearer(
    _ word: Key, of rule: Key, _ bearers: [String], in file: String
  ) -> Diagnostic {
    Diagnostic(
      code: "not-a-bearer", severity: .error,
      message: "`\(rule.text)` does not bind `\(word.text)`", file: file, span: word.span,
      suggestion: nearest(to: word.text, among: bearers))
  }

  static func noSuchOutcome(
    _ outcome: Key, of name: Key, nearest: String?, _ known: [String], in file: String
  ) -> Diagnostic {
    Diagnostic(
      code: "unknown-outcome", severity: .error,
      message: "`\(name.text)` cannot come out as `\(outcome.text)`", file: file,
      span: outcome.span, suggestion: nearest,
      hint: nearest == nil ? "one of " + known.map { "`\($0)`" }.joined(separator: ", ") : nil)
  }
}
