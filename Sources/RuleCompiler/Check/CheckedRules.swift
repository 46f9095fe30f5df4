package import LocatedYAML

/// An example of a rule file or of a use case file, read when it is tried.
package struct Example: Sendable {
  package let act: ActID
  package let file: String
  package let node: Node
}

/// Rules whose names are all known: what the compiler and a plain reader of the law need.
///
/// A class of constants: it is handed around at every turn, as one reference.
@usableFromInline package final class CheckedRules: Sendable {
  @usableFromInline package let vocabulary: Vocabulary
  package let memberships: Memberships
  package let acts: [Act]
  /// For each act, the definition that is its scope.
  package let scopes: [RuleID?]
  /// For each act, the definition that says whom it reaches from elsewhere.
  package let territories: [RuleID?]
  /// For each act, its bearers by name and the definitions that say who they are.
  package let bearers: [[String: RuleID]]
  package let schemes: [Scheme]
  package let rules: [Rule<Atom>]
  package let measures: [Measure<Atom>]

  init(
    vocabulary: Vocabulary, memberships: Memberships, acts: [Act], scopes: [RuleID?],
    territories: [RuleID?], bearers: [[String: RuleID]], schemes: [Scheme], rules: [Rule<Atom>],
    measures: [Measure<Atom>]
  ) {
    self.vocabulary = vocabulary
    self.memberships = memberships
    self.acts = acts
    self.scopes = scopes
    self.territories = territories
    self.bearers = bearers
    self.schemes = schemes
    self.rules = rules
    self.measures = measures
  }

  // Lent, not copied: these are read at every turn.
  package subscript(_ id: RuleID) -> Rule<Atom> { _read { yield rules[id.index] } }
  package subscript(_ id: ActID) -> Act { _read { yield acts[id.index] } }
  package subscript(_ id: MeasureID) -> Measure<Atom> { _read { yield measures[id.index] } }
  package subscript(_ id: SchemeID) -> Scheme { _read { yield schemes[id.index] } }

  /// `act/rule`, as reports, waivers and other acts name it.
  package func fullName(_ id: RuleID) -> String {
    acts[self[id].act.index].name + "/" + self[id].name
  }

  /// The rule with a full name.
  package func rule(named name: String) -> RuleID? {
    rules.first { fullName($0.id) == name }?.id
  }
}

extension CheckedRules {
  /// Looks up every name in guards, rules and measures.
  static func check(
    names: Names, memberships: Memberships, guards: [WrittenGuard],
    noting diagnostics: inout [Diagnostic]
  ) -> CheckedRules {
    var vocabulary = names.vocabulary
    vocabulary.attach(guards, names: names, noting: &diagnostics)
    let rules = names.rules.compactMap { rule -> Rule<Atom>? in
      noteRepeats(rule, names: names, noting: &diagnostics)
      let resolver = Resolver(
        names: names, act: rule.act, file: rule.place.file, level: rule.level)
      return rule.map { resolver.resolve($0, noting: &diagnostics) }
    }
    let measures = names.measures.enumerated().compactMap { index, measure in
      measure.check(
        MeasureID(index: index), names: names, noting: &diagnostics)
    }
    func definition(_ key: Key?, of act: Act) -> RuleID? {
      key.flatMap { names.definition($0, of: act, noting: &diagnostics) }
    }
    let scopes = names.acts.map { definition($0.scope, of: $0) }
    let territories = names.acts.map { definition($0.territory, of: $0) }
    let bearers = names.acts.map { act in
      var known: [String: RuleID] = [:]
      for bearer in act.bearers { known[bearer.name.text] = definition(bearer.definition, of: act) }
      return known
    }
    for act in names.acts { names.checkTerms(of: act, noting: &diagnostics) }
    return CheckedRules(
      vocabulary: vocabulary, memberships: memberships, acts: names.acts, scopes: scopes,
      territories: territories, bearers: bearers, schemes: names.schemes, rules: rules,
      measures: measures)
  }

  private static func noteRepeats(
    _ rule: Rule<Written>, names: Names, noting diagnostics: inout [Diagnostic]
  ) {
    let name = Key(text: rule.name, span: rule.place.span)
    if let first = names.rule(rule.name, in: rule.act), first != rule.id {
      diagnostics.append(
        .repeatedName(name, first: names.rules[first.index].place, in: rule.place.file))
    }
    if names.vocabulary.groups[rule.name] != nil {
      diagnostics.append(.namedLikeGroup(name, in: rule.place.file))
    }
    if names.scheme(rule.name) != nil || names.measure(rule.name, in: rule.act) != nil {
      diagnostics.append(.repeatedName(name, first: nil, in: rule.place.file))
    }
  }
}

extension Names {
  /// Rules that terms are of are rules of the act.
  fileprivate func checkTerms(of act: Act, noting diagnostics: inout [Diagnostic]) {
    for name in act.terms?.named ?? [] where rule(name.text, in: act.id) == nil {
      let known = rules.filter { $0.act == act.id }.map(\.name)
      diagnostics.append(
        .unknownName(name, nearest: nearest(to: name.text, among: known), in: act.place.file))
    }
  }

  /// The definition that an act's file names.
  fileprivate func definition(
    _ key: Key, of act: Act, noting diagnostics: inout [Diagnostic]
  ) -> RuleID? {
    guard let (home, rest) = split(key.text, within: act.id), let id = rule(rest, in: home) else {
      let known = rules.filter { $0.act == act.id && $0.kind == .definition }.map(\.name)
      diagnostics.append(
        .unknownName(key, nearest: nearest(to: key.text, among: known), in: act.place.file))
      return nil
    }
    guard rules[id.index].kind == .definition else {
      diagnostics.append(.definitionExpected(key, in: act.place.file))
      return nil
    }
    return id
  }
}

extension Vocabulary {
  fileprivate mutating func attach(
    _ guards: [WrittenGuard], names: Names, noting diagnostics: inout [Diagnostic]
  ) {
    for written in guards {
      let fact = self[written.fact]
      let resolver = Resolver(
        names: names, act: nil, file: written.place.file,
        level: fact.level == .item ? .use : fact.level, list: fact.list, guarding: fact.id)
      guard let condition = resolver.resolve(written.condition, noting: &diagnostics) else {
        continue
      }
      guard let node = written.otherwise else {
        diagnostics.append(
          .missingKey("else", of: "a guard", in: written.place.file, at: written.place.span))
        continue
      }
      if let value = fact.readValue(
        node, in: written.place.file, countries: countries, noting: &diagnostics)
      {
        facts[fact.id.index] = fact.guarded(by: Guard(condition: condition, otherwise: value))
      }
    }
  }
}

extension Diagnostic {
  static func namedLikeGroup(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "named-like-group", severity: .error,
      message: "`\(name.text)` is a group of facts, and cannot name a rule", file: file,
      span: name.span)
  }

  static func definitionExpected(_ key: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "definition-expected", severity: .error, message: "`\(key.text)` is not a definition",
      file: file, span: key.span)
  }
}
