package import RuleCompiler
package import RuleEvaluator

/// A rule that two rulebooks do not have alike, by its digest.
package struct RuleChange: Sendable, Equatable {
  /// `act/rule`.
  package let rule: String
  package let act: String
  /// Nil where the rulebook does not have it.
  package let before: String?
  package let after: String?
  /// What of it differs; empty where only one rulebook has it.
  package let parts: [Part]

  package enum Part: String, Sendable, CaseIterable {
    case dates, words, force, severity, bearers, conditions, evidence
  }

  package enum Kind: String, Sendable, CaseIterable {
    case added, removed, changed
  }

  package var kind: Kind { before == nil ? .added : after == nil ? .removed : .changed }

  /// Every difference, in the order of names; none where the digests of the rulebooks are one.
  package static func all(
    from old: Rulebook, to new: Rulebook, hashing hash: HashFunction
  ) -> [RuleChange] {
    guard old.digest != new.digest || old.digest.isEmpty else { return [] }
    let (before, after) = (old.digests(by: hash), new.digests(by: hash))
    return Set(before.keys).union(after.keys).sorted().compactMap { name in
      let (was, isNow) = (before[name], after[name])
      guard was?.digest != isNow?.digest else { return nil }
      return RuleChange(
        rule: name, act: String(name.prefix { $0 != "/" }), before: was?.digest,
        after: isNow?.digest,
        parts: was.flatMap { was in
          isNow.map { parts(old.rules, old.rules[was.id], new.rules, new.rules[$0.id]) }
        } ?? [])
    }
  }

  private static func parts(
    _ oldRules: CheckedRules, _ old: Rule<Atom>, _ newRules: CheckedRules, _ new: Rule<Atom>
  ) -> [Part] {
    func differs<Value: Equatable>(_ value: (Version<Atom>) -> Value) -> Bool {
      old.versions.map(value) != new.versions.map(value)
    }
    var found: [Part] = []
    if differs(\.period) { found.append(.dates) }
    if differs(\.citation) { found.append(.words) }
    if differs(\.status) || differs(\.verified) { found.append(.force) }
    if differs(\.severity) { found.append(.severity) }
    if old.bearers != new.bearers || old.holder != new.holder { found.append(.bearers) }
    let (was, isNow) = (ConditionShape(rules: oldRules), ConditionShape(rules: newRules))
    if old.versions.map(was.value(of:)) != new.versions.map(isNow.value(of:)) {
      found.append(.conditions)
    }
    if differs(\.evidence) { found.append(.evidence) }
    return found.isEmpty ? [.conditions] : found
  }
}

extension Rulebook {
  fileprivate func digests(by hash: HashFunction) -> [String: (id: RuleID, digest: String)] {
    Dictionary(
      rules.rules.map { (rules.fullName($0.id), ($0.id, rules.digest(of: $0.id, by: hash))) }
    ) { first, _ in first }
  }
}

/// The conditions of a version without their places in a file, so that two files can be compared.
private struct ConditionShape {
  let rules: CheckedRules

  func value(of version: Version<Atom>) -> JSONValue {
    .list(
      [body(version.body), .list(version.unless.map(derogation))]
        + [version.requires.map(condition) ?? .null])
  }

  private func body(_ body: Body<Atom>) -> JSONValue {
    switch body {
    case .when(let condition): self.condition(condition)
    case .untranslatable(let why, _): .text(why)
    case .readings(let readings):
      .list(
        readings.map { reading in
          .list([
            .text(reading.name), JSONValue(reading.says), period(reading.period),
            condition(reading.when),
          ])
        })
    }
  }

  private func derogation(_ derogation: Derogation<Atom>) -> JSONValue {
    .list([
      .text(derogation.name), JSONValue(derogation.citation.says),
      .text(derogation.citation.cite), period(derogation.period),
      .flag(derogation.mustBeShown), body(derogation.body),
      .list(derogation.unless.map(self.derogation)),
    ])
  }

  private func period(_ period: Period) -> JSONValue {
    .list([.optional(period.from), .optional(period.until)])
  }

  private func condition(_ condition: Condition<Atom>) -> JSONValue {
    ConditionJSON(rules: rules).value(condition).withoutPlaces
  }
}

extension JSONValue {
  fileprivate var withoutPlaces: JSONValue {
    switch self {
    case .object(let members):
      .object(
        members.filter { $0.name != "line" && $0.name != "column" }
          .map { Member($0.name, $0.value.withoutPlaces) })
    case .list(let items): .list(items.map(\.withoutPlaces))
    case .null, .flag, .integer, .decimal, .text: self
    }
  }
}
