import LocatedYAML

/// Looks up the names of an indicator's conditions in compiled rules.
struct IndicatorResolver {
  let rules: CheckedRules
  let file: String
  /// Of what the conditions are.
  var subject = Indicator.Subject.system
  /// The list whose items are being looked at.
  var list: ListID?

  private var vocabulary: Vocabulary { rules.vocabulary }

  func resolve(
    _ condition: Condition<Written>, noting diagnostics: inout [Diagnostic]
  ) -> Condition<IndicatorAtom>? {
    condition.map { atom, span in
      resolve(atom, at: span, noting: &diagnostics).map {
        Condition<IndicatorAtom>(shape: .atom($0), span: span)
      }
    }
  }

  private func resolve(
    _ atom: Written, at span: SourceSpan, noting diagnostics: inout [Diagnostic]
  ) -> IndicatorAtom? {
    switch atom {
    case .name(let name): return resolveName(Key(text: name, span: span), noting: &diagnostics)
    case .test(let name, let test):
      switch name.text {
      case "verdict": return resolveVerdict(test, noting: &diagnostics)
      case "law_asked": return resolveLaw(test, noting: &diagnostics)
      default: return resolveTest(name, test, noting: &diagnostics)
      }
    case .quantified(let quantity, let name, let filter, let demand):
      return resolveItems(quantity, name, filter, demand, noting: &diagnostics)
    }
  }

  private func resolveName(
    _ name: Key, noting diagnostics: inout [Diagnostic]
  ) -> IndicatorAtom? {
    if let result = IndicatorAtom.Result(rawValue: name.text) {
      return ofSystems(name, noting: &diagnostics) ? .result(result) : nil
    }
    if name.text.contains("/") { return rule(name, noting: &diagnostics).map { .rule($0) } }
    guard let fact = fact(name, noting: &diagnostics) else { return nil }
    guard fact.type == .yesNo else {
      diagnostics.append(.testNeeded(fact, in: file, at: name.span))
      return nil
    }
    return .fact(fact.id, .among([.yes]))
  }

  private func fact(_ name: Key, noting diagnostics: inout [Diagnostic]) -> Fact? {
    guard let id = vocabulary.fact(named: name.text) else {
      let known = vocabulary.facts.map(\.name) + IndicatorAtom.Result.allCases.map(\.rawValue)
      diagnostics.append(
        .unknownNameOfIndicator(name, nearest: nearest(to: name.text, among: known), in: file))
      return nil
    }
    let fact = vocabulary[id]
    switch fact.level {
    case .system, .use: return fact
    case .item:
      if fact.list == list { return fact }
      diagnostics.append(.itemOutsideList(fact, in: file, at: name.span))
    case .decision:
      if subject == .decision { return fact }
      diagnostics.append(.decisionInIndicator(fact, in: file, at: name.span))
    }
    return nil
  }

  /// Whether what only an assessed system has may be asked for.
  private func ofSystems(_ name: Key, noting diagnostics: inout [Diagnostic]) -> Bool {
    if subject == .decision { diagnostics.append(.systemInIndicator(name, in: file)) }
    return subject == .system
  }

  private func rule(_ name: Key, noting diagnostics: inout [Diagnostic]) -> RuleID? {
    if let found = rules.rule(named: name.text) { return found }
    let known = rules.rules.map { rules.fullName($0.id) }
    diagnostics.append(
      .unknownNameOfIndicator(name, nearest: nearest(to: name.text, among: known), in: file))
    return nil
  }

  private func resolveTest(
    _ name: Key, _ test: Node, noting diagnostics: inout [Diagnostic]
  ) -> IndicatorAtom? {
    if let scheme = rules.schemes.first(where: { $0.name == name.text }) {
      guard ofSystems(name, noting: &diagnostics) else { return nil }
      return ClassTest(scheme: scheme, file: file).read(test, noting: &diagnostics)
        .map { .scheme(scheme.id, among: $0) }
    }
    if name.text.contains("/") {
      if rule(name, noting: &diagnostics) != nil {
        diagnostics.append(.ruleTested(name, in: file))
      }
      return nil
    }
    guard let fact = fact(name, noting: &diagnostics) else { return nil }
    return TestReader(vocabulary: vocabulary, file: file)
      .read(test, on: fact, noting: &diagnostics).map { .fact(fact.id, $0) }
  }

  /// `verdict: {act/rule: satisfied}`, or a list of outcomes.
  private func resolveVerdict(
    _ node: Node, noting diagnostics: inout [Diagnostic]
  ) -> IndicatorAtom? {
    guard case .mapping(let entries) = node.shape, let entry = entries.first, entries.count == 1
    else {
      diagnostics.append(.mappingExpected("verdict", in: file, at: node.span))
      return nil
    }
    let nodes: [Node] =
      if case .sequence(let items) = entry.value.shape { items } else { [entry.value] }
    let outcomes = nodes.compactMap { node -> IndicatorAtom.Outcome? in
      guard
        let word = Fields.text(node, of: entry.key.text, in: file, noting: &diagnostics)
      else { return nil }
      if let outcome = IndicatorAtom.Outcome(rawValue: word.text) { return outcome }
      diagnostics.append(
        .unknownChoice(
          word, of: "verdict", among: IndicatorAtom.Outcome.allCases.map(\.rawValue), in: file))
      return nil
    }
    guard let rule = rule(entry.key, noting: &diagnostics), outcomes.count == nodes.count,
      !outcomes.isEmpty
    else { return nil }
    guard rules[rule].kind.isDuty else {
      diagnostics.append(.noDutyInVerdict(entry.key, in: file))
      return nil
    }
    return .verdict(rule, among: outcomes)
  }

  private func resolveLaw(
    _ node: Node, noting diagnostics: inout [Diagnostic]
  ) -> IndicatorAtom? {
    guard let word = Fields.text(node, of: "law_asked", in: file, noting: &diagnostics) else {
      return nil
    }
    let known = Set(rules.acts.map(\.jurisdiction) + rules.memberships.bodies.map(\.code))
    guard known.contains(word.text) else {
      diagnostics.append(
        .unknownNameOfIndicator(
          word, nearest: nearest(to: word.text, among: known.sorted()), in: file))
      return nil
    }
    return .lawAsked(word.text)
  }

  private func resolveItems(
    _ quantity: Quantity, _ name: Key, _ filter: Condition<Written>?,
    _ demand: Condition<Written>?, noting diagnostics: inout [Diagnostic]
  ) -> IndicatorAtom? {
    guard ofSystems(name, noting: &diagnostics) else { return nil }
    guard list == nil else {
      diagnostics.append(.listInList(name, in: file))
      return nil
    }
    guard let id = vocabulary.list(named: name.text) else {
      let close = nearest(to: name.text, among: vocabulary.lists.map(\.name))
      diagnostics.append(.unknownList(name, nearest: close, in: file))
      return nil
    }
    var inner = self
    inner.list = id
    let first = filter.map { inner.resolve($0, noting: &diagnostics) }
    let second = demand.map { inner.resolve($0, noting: &diagnostics) }
    if case .some(.none) = first { return nil }
    if case .some(.none) = second { return nil }
    return .items(quantity, of: id, where: first ?? nil, has: second ?? nil)
  }
}

extension Diagnostic {
  static func unknownNameOfIndicator(
    _ name: Key, nearest: String?, in file: String
  ) -> Diagnostic {
    Diagnostic(
      code: "unknown-name", severity: .error,
      message: "nothing that an indicator can count is named `\(name.text)`", file: file,
      span: name.span, suggestion: nearest,
      hint: nearest == nil ? "a fact, a scheme, `act/rule`, or one of the results" : nil)
  }

  static func decisionInIndicator(_ fact: Fact, in file: String, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      code: "wrong-level", severity: .error,
      message: "`\(fact.name)` is about one decision, and an indicator counts systems",
      file: file, span: span, hint: "`about: decision` counts the decisions of a log")
  }

  static func systemInIndicator(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "wrong-level", severity: .error,
      message: "`\(name.text)` is of an assessed system, and this indicator counts decisions",
      file: file, span: name.span)
  }

  static func noDutyInVerdict(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "no-duty", severity: .error,
      message: "`\(name.text)` is no duty, and has no such verdict", file: file, span: name.span,
      hint: "write the bare name")
  }
}
