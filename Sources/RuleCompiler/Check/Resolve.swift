import LocatedYAML

/// Looks up the names of conditions, and checks that tests fit and levels agree.
struct Resolver {
  let names: Names
  let act: ActID?
  let file: String
  /// What the rule is about: it sees facts of this level and of wider ones.
  let level: Level
  /// The list whose items are being looked at.
  var list: ListID?
  /// The fact whose guard this is; it may name only facts declared before it.
  var guarding: FactID?

  private var vocabulary: Vocabulary { names.vocabulary }
  private var tests: TestReader { TestReader(vocabulary: vocabulary, file: file) }

  func resolve(
    _ condition: Condition<Written>, noting diagnostics: inout [Diagnostic]
  ) -> Condition<Atom>? {
    let mapped = condition.map { atom, span in
      resolve(atom, at: span, noting: &diagnostics).map {
        Condition<Atom>(shape: .atom($0), span: span)
      }
    }
    if let mapped { warnOfNoneUnderNot(mapped, negated: false, noting: &diagnostics) }
    return mapped
  }

  private func resolve(
    _ atom: Written, at span: SourceSpan, noting diagnostics: inout [Diagnostic]
  ) -> Atom? {
    switch atom {
    case .name(let name):
      return resolveName(Key(text: name, span: span), noting: &diagnostics)
    case .test(let name, let test):
      return resolveTest(name, test, noting: &diagnostics)
    case .quantified(let quantity, let list, let filter, let demand):
      return resolveQuantified(quantity, list, filter, demand, noting: &diagnostics)
    }
  }

  // MARK: Bare names

  private func resolveName(_ name: Key, noting diagnostics: inout [Diagnostic]) -> Atom? {
    if vocabulary.isFactName(name.text) {
      if let act, names.measure(name.text, in: act) != nil {
        diagnostics.append(.numberTestExpected(name.text, in: file, at: name.span))
        return nil
      }
      guard let fact = fact(name, noting: &diagnostics) else { return nil }
      guard vocabulary[fact].type == .yesNo else {
        diagnostics.append(.testNeeded(vocabulary[fact], in: file, at: name.span))
        return nil
      }
      return .fact(fact, .among([.yes]))
    }
    return resolveRule(name, noting: &diagnostics)
  }

  private func fact(_ name: Key, noting diagnostics: inout [Diagnostic]) -> FactID? {
    guard let id = vocabulary.fact(named: name.text) else {
      diagnostics.append(.unknownFact(name, vocabulary, in: file))
      return nil
    }
    let fact = vocabulary[id]
    if let guarding, id >= guarding {
      diagnostics.append(.guardLooksAhead(fact, vocabulary[guarding], in: file, at: name.span))
      return nil
    }
    if fact.level == .item {
      guard fact.list == list else {
        diagnostics.append(.itemOutsideList(fact, in: file, at: name.span))
        return nil
      }
      return id
    }
    guard fact.level <= level else {
      diagnostics.append(.wrongLevel(fact.name, fact.level, level, in: file, at: name.span))
      return nil
    }
    return id
  }

  private func resolveRule(_ name: Key, noting diagnostics: inout [Diagnostic]) -> Atom? {
    guard let act else {
      diagnostics.append(.guardNamesRule(name, in: file))
      return nil
    }
    guard let (home, rest) = names.split(name.text, within: act) else {
      let close = nearest(
        to: String(name.text.prefix { $0 != "/" }), among: names.acts.map(\.name))
      diagnostics.append(.unknownAct(name, nearest: close, in: file))
      return nil
    }
    let parts = rest.split(separator: ".").map(String.init)
    guard let first = parts.first, let id = names.rule(first, in: home) else {
      return noteUnknown(name, rest, in: home, noting: &diagnostics)
    }
    let rule = names.rules[id.index]
    guard rule.level <= level || (level == .system && rule.level == .use) else {
      diagnostics.append(.wrongLevel(rule.name, rule.level, level, in: file, at: name.span))
      return nil
    }
    guard parts.count > 1 else { return .rule(id) }
    return resolvePart(rule, Array(parts.dropFirst()), name, noting: &diagnostics)
  }

  private func noteUnknown(
    _ name: Key, _ rest: String, in home: ActID, noting diagnostics: inout [Diagnostic]
  ) -> Atom? {
    if names.broken.contains(String(rest.prefix { $0 != "." })) { return nil }
    if names.measure(rest, in: home) != nil {
      diagnostics.append(.numberTestExpected(name.text, in: file, at: name.span))
    } else if let scheme = names.scheme(rest) {
      diagnostics.append(.classTestNeeded(scheme, in: file, at: name.span))
    } else {
      diagnostics.append(
        .unknownName(name, nearest: nearest(to: name.text, among: names.known(in: home)), in: file))
    }
    return nil
  }

  /// `rule.derogation.derogation`, or `rule.reading`.
  private func resolvePart(
    _ rule: Rule<Written>, _ parts: [String], _ name: Key, noting diagnostics: inout [Diagnostic]
  ) -> Atom? {
    let version = rule.versions[rule.versions.count - 1]
    if parts.count == 1, case .readings(let readings) = version.body,
      let index = readings.firstIndex(where: { $0.name == parts[0] })
    {
      return .reading(rule.id, index)
    }
    var path: [Int] = []
    var level = version.unless
    for part in parts {
      guard let index = level.firstIndex(where: { $0.name == part }) else {
        let close = nearest(to: part, among: level.map(\.name))
        diagnostics.append(.unknownDerogation(part, of: rule.name, nearest: close, name, in: file))
        return nil
      }
      path.append(index)
      level = level[index].unless
    }
    return .reached(rule.id, path: path)
  }

  // MARK: Tests

  private func resolveTest(
    _ name: Key, _ test: Node, noting diagnostics: inout [Diagnostic]
  ) -> Atom? {
    if name.text == assessmentDayName {
      return tests.readDayTest(test, noting: &diagnostics).map(Atom.assessmentDay)
    }
    if let act, let (home, rest) = names.split(name.text, within: act),
      let measure = names.measure(rest, in: home)
    {
      for measure in names.measures[measure.index].adjusting(names) {
        for fact in measure.factNames where names.vocabulary.fact(named: fact.text) != nil {
          _ = self.fact(Key(text: fact.text, span: name.span), noting: &diagnostics)
        }
      }
      return tests.readNumberTest(test, of: name.text, noting: &diagnostics)
        .map { .measure(measure, $0) }
    }
    if let scheme = names.scheme(name.text) {
      return ClassTest(scheme: scheme, file: file).read(test, noting: &diagnostics)
        .map { .scheme(scheme.id, among: $0) }
    }
    if vocabulary.isFactName(name.text) {
      guard let id = fact(name, noting: &diagnostics) else { return nil }
      let read = tests.read(test, on: vocabulary[id], noting: &diagnostics)
      if case .lessThan(let other)? = read {
        _ = self.fact(Key(text: vocabulary[other].name, span: test.span), noting: &diagnostics)
      }
      return read.map { .fact(id, $0) }
    }
    if resolveRule(name, noting: &diagnostics) != nil {
      diagnostics.append(.ruleTested(name, in: file))
    }
    return nil
  }

  // MARK: Lists

  private func resolveQuantified(
    _ quantity: Quantity, _ name: Key, _ filter: Condition<Written>?,
    _ demand: Condition<Written>?, noting diagnostics: inout [Diagnostic]
  ) -> Atom? {
    var inner = self
    if name.text == "uses" {
      guard level == .system, list == nil else {
        diagnostics.append(.usesOutsideSystem(in: file, at: name.span))
        return nil
      }
      inner = Resolver(names: names, act: act, file: file, level: .use)
    } else {
      guard level != .decision, list == nil else {
        diagnostics.append(
          list == nil ? .listInDecision(name, in: file) : .listInList(name, in: file))
        return nil
      }
      guard let id = vocabulary.list(named: name.text) else {
        let close = nearest(to: name.text, among: vocabulary.lists.map(\.name) + ["uses"])
        diagnostics.append(.unknownList(name, nearest: close, in: file))
        return nil
      }
      inner.list = id
    }
    let first = filter.map { inner.resolve($0, noting: &diagnostics) }
    let second = demand.map { inner.resolve($0, noting: &diagnostics) }
    if case .some(.none) = first { return nil }
    if case .some(.none) = second { return nil }
    guard let list = inner.list else {
      return .uses(quantity, where: first ?? nil, has: second ?? nil)
    }
    return .items(quantity, of: list, where: first ?? nil, has: second ?? nil)
  }

  /// Under `not`, a bound on a fact that may be `none` turns to yes where there is none.
  private func warnOfNoneUnderNot(
    _ condition: Condition<Atom>, negated: Bool, noting diagnostics: inout [Diagnostic]
  ) {
    switch condition.shape {
    case .always: break
    case .not(let part): warnOfNoneUnderNot(part, negated: !negated, noting: &diagnostics)
    case .all(let parts), .any(let parts):
      for part in parts { warnOfNoneUnderNot(part, negated: negated, noting: &diagnostics) }
    case .atom(.fact(let id, let test)):
      guard negated, vocabulary[id].allowsNone else { break }
      switch test {
      case .atLeast, .atMost, .before, .onOrAfter, .lessThan:
        diagnostics.append(.noneUnderNot(vocabulary[id], in: file, at: condition.span))
      case .among, .includesAll, .only, .present: break
      }
    case .atom: break
    }
  }
}
