import LocatedYAML
import RuleCompiler
import Testing

@testable import DecisionLogs
@testable import RuleEvaluator

/// What indicators count of decisions, against the evaluator of single records.
@Suite struct `An indicator about decisions` {
  /// Of each duty how it comes out, and of each definition whether it holds among what is owed.
  private func registry(of world: LogWorld) -> [Indicator] {
    let rules = world.rulebook.rules
    let names = rules.rules.filter { $0.level == .decision && $0.kind.isDuty }
      .map { rules.fullName($0.id) }
    if names.isEmpty { return [] }
    var lines = ["language: 1", "indicators:"]
    for (place, name) in names.enumerated() {
      let other = names[(place + 1) % names.count]
      for (word, numerator, denominator) in [
        ("met", "{verdict: {\(name): satisfied}}", "{verdict: {\(name): [satisfied, violated]}}"),
        (
          "joint", "{not: {verdict: {\(name): [violated, not_applicable]}}}",
          "{any: [{verdict: {\(other): violated}}, {not: {verdict: {\(name): not_applicable}}}]}"
        ),
      ] {
        lines += [
          "  \(word)_\(place):", "    about: decision", "    term: {en: t, fr: t}",
          "    definition: {en: d, fr: d}", "    numerator: \(numerator)",
          "    denominator: \(denominator)", "    unit: {en: u, fr: u}",
          "    source: {en: s, fr: s}", "    version: \"1\"", "    valid_from: 2026-01-01",
        ]
      }
    }
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "own.yaml", text: lines.joined(separator: "\n") + "\n")
    let registry = IndicatorRegistry.read([file], of: world.rulebook, noting: &diagnostics)
    #expect(diagnostics.isEmpty, "\(diagnostics.rendered(in: [file]))")
    return registry.indicators
  }

  /// The truth of a condition, from how rules come out of a single record.
  private func truth(
    _ condition: Condition<IndicatorAtom>, _ finals: [RuleID: [Finals]]
  ) -> Truth {
    switch condition.shape {
    case .always: return .yes
    case .not(let part): return !truth(part, finals)
    case .all(let parts): return Truth.all(parts.map { truth($0, finals) })
    case .any(let parts): return Truth.any(parts.map { truth($0, finals) })
    case .atom(.verdict(let rule, let outcomes)):
      let wanted = outcomes.reduce(into: Finals()) { set, outcome in
        switch outcome {
        case .satisfied: set.insert(.satisfied)
        case .violated: set.insert(.violated)
        case .notApplicable: set.insert(.notApplicable)
        }
      }
      return Truth.any(
        (finals[rule] ?? []).map {
          $0.isSubset(of: wanted) ? .yes : $0.isDisjoint(with: wanted) ? .no : .unknown
        })
    case .atom: return .unknown
    }
  }

  @Test(arguments: [0..<100, 100..<200])
  func `counts in columns what single records come to`(seeds: Range<Int>) {
    var compared = 0
    for seed in seeds {
      guard let world = LogWorld(seed: seed) else { continue }
      let wanted = registry(of: world)
      let plan = LogPlan(
        world.mapping, on: Day("2026-06-01")!, world.rulebook, counting: wanted)
      // A rule for several bearers has several verdicts, and which of them counts is another law.
      guard !plan.indicators.isEmpty, Set(plan.rules.map(\.rule)).count == plan.rules.count else {
        continue
      }
      let audit = LogAudit(plan)
      let part = audit.counted(world.json)
      #expect(part.counts.count == plan.rules.count + 2 * plan.indicators.count)
      let records = world.records.map { record -> [RuleID: [Finals]] in
        var answers = world.mapping.useCase.answers
        for (binding, said) in zip(world.bindings, record.values) {
          answers[binding.id] = binding.value(said, world.rulebook.rules.vocabulary).map {
            Answer(said: .value($0), place: world.mapping.columns[0].place)
          }
        }
        let outcomes = audit.outcomes(
          of: answers, on: record.day.flatMap { Day($0) } ?? plan.day)
        return Dictionary(grouping: zip(plan.rules, outcomes), by: \.0.rule)
          .mapValues { $0.map(\.1) }
      }
      for (place, indicator) in plan.indicators.enumerated() {
        let asked = Set(plan.rules.map(\.rule))
        guard indicator.rules.isSubset(of: asked) else { continue }
        var expected = (LogCount(), LogCount())
        for finals in records {
          let denominator = truth(indicator.denominator, finals)
          let numerator = truth(indicator.numerator, finals)
          expected.0.add(denominator, requiring: numerator)
          expected.1.add(denominator, requiring: .yes)
        }
        let first = plan.rules.count + 2 * place
        #expect(
          part.counts[first] == expected.0 && part.counts[first + 1] == expected.1,
          "\(indicator.name) of \(world)")
        compared += 1
      }
    }
    #expect(compared > 20, "\(compared)")
  }

  @Test func `costs no rule anything: counts, examples and ids of rules stay`() throws {
    let world = try #require(
      (0..<40).lazy.compactMap { LogWorld(seed: $0) }.first { !registry(of: $0).isEmpty })
    let day = Day("2026-06-01")!
    let plain = LogAudit(LogPlan(world.mapping, on: day, world.rulebook)).counted(world.json)
    let plan = LogPlan(world.mapping, on: day, world.rulebook, counting: registry(of: world))
    let counted = LogAudit(plan).counted(world.json)
    #expect(Array(counted.counts.prefix(plan.rules.count)) == plain.counts)
    #expect(counted.ids == plain.ids)
  }
}

extension LogCount {
  fileprivate mutating func add(_ holds: Truth, requiring required: Truth) {
    switch (holds, required) {
    case (.no, _): notApplicable += 1
    case (.yes, .yes): satisfied += 1
    case (.yes, .no): violated += 1
    default: open += 1
    }
  }
}

extension Indicator {
  /// Rules whose verdicts it asks for.
  fileprivate var rules: Set<RuleID> {
    Set(
      (numerator.atoms + denominator.atoms).compactMap {
        if case .verdict(let rule, _) = $0 { rule } else { nil }
      })
  }
}
