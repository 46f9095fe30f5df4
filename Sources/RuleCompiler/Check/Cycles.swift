import LocatedYAML

/// Something that is computed from other things: a rule or a measure.
enum Computed: Hashable {
  case rule(RuleID)
  case measure(MeasureID)
}

/// Finds rules that hang on themselves.
struct CycleFinder {
  let rules: CheckedRules
  private var state: [Computed: Bool] = [:]
  private var path: [Computed] = []
  private var diagnostics: [Diagnostic] = []

  static func check(_ rules: CheckedRules, noting diagnostics: inout [Diagnostic]) {
    var finder = CycleFinder(rules: rules)
    for rule in rules.rules { finder.visit(.rule(rule.id)) }
    for measure in rules.measures { finder.visit(.measure(measure.id)) }
    diagnostics += finder.diagnostics
  }

  private init(rules: CheckedRules) {
    self.rules = rules
  }

  /// Depth first; `state` is false while a thing is on the path, true when it is done.
  private mutating func visit(_ thing: Computed) {
    if let done = state[thing] {
      if !done { note(thing) }
      return
    }
    state[thing] = false
    path.append(thing)
    for next in rules.dependencies(of: thing) { visit(next) }
    path.removeLast()
    state[thing] = true
  }

  private mutating func note(_ thing: Computed) {
    let start = path.firstIndex(of: thing) ?? 0
    let names = (path[start...] + [thing]).map { "`\(rules.name(of: $0))`" }
    let place = rules.place(of: path[path.count - 1])
    diagnostics.append(
      Diagnostic(
        code: "cycle", severity: .error,
        message: "this hangs on itself: " + names.joined(separator: " needs "), file: place.file,
        span: place.span))
  }
}

extension CheckedRules {
  func name(of thing: Computed) -> String {
    switch thing {
    case .rule(let id): self[id].name
    case .measure(let id): self[id].name
    }
  }

  func place(of thing: Computed) -> Place {
    switch thing {
    case .rule(let id): self[id].place
    case .measure(let id): self[id].place
    }
  }

  /// What must be known before a thing is, in a fixed order.
  func dependencies(of thing: Computed) -> [Computed] {
    switch thing {
    case .measure(let id):
      guard case .adjusted(let adjustment) = self[id].form else { return [] }
      return [.measure(adjustment.base)] + dependencies(of: adjustment.when)
    case .rule(let id):
      let rule = self[id]
      var needed = rule.versions.flatMap(\.conditions).flatMap(dependencies)
      if rule.kind != .definition {
        needed += [scopes[rule.act.index], territories[rule.act.index]].compactMap { $0 }
          .map(Computed.rule)
        needed += rule.bearers.compactMap { bearers[rule.act.index][$0] }.map(Computed.rule)
      }
      return needed
    }
  }

  private func dependencies(of condition: Condition<Atom>) -> [Computed] {
    condition.atoms.flatMap { atom -> [Computed] in
      switch atom {
      case .fact, .assessmentDay: []
      case .measure(let id, _): [.measure(id)]
      case .rule(let id), .reached(let id, _), .reading(let id, _): [.rule(id)]
      case .scheme(let scheme, _): members(of: scheme).map(Computed.rule)
      case .items(_, _, let filter, let demand), .uses(_, let filter, let demand):
        [filter, demand].compactMap { $0 }.flatMap(dependencies)
      }
    }
  }

  /// The classifications and prohibitions of a scheme.
  package func members(of scheme: SchemeID) -> [RuleID] {
    rules.filter { $0.membership?.scheme == scheme }.map(\.id)
  }
}
