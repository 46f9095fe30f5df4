public import LocatedYAML
public import RuleCompiler

/// What came of trying an example.
public struct ExampleResult: Sendable {
  /// The sentence that it proves.
  public let name: String
  public let file: String
  public let day: Day?
  /// What it expects and did not find, or why it could not be read; empty where all is well.
  public let diagnostics: [Diagnostic]
  /// How many outcomes and questions it names.
  public let expectations: Int

  public var isRight: Bool { diagnostics.isEmpty }
}

extension Rulebook {
  /// Tries every example of the rule files, in the order of the files.
  public func tryExamples() -> [ExampleResult] {
    examples.mapInParallel { example in
      var diagnostics: [Diagnostic] = []
      let reader = CaseReader(rulebook: self, file: example.file)
      let useCase = reader.read(example, noting: &diagnostics)
      guard let useCase, !diagnostics.containsError else {
        return ExampleResult(
          name: useCase?.name ?? "", file: example.file, day: nil, diagnostics: diagnostics,
          expectations: 0)
      }
      guard useCase.expectations.count + useCase.asks.count > 0 else {
        return ExampleResult(
          name: useCase.name, file: example.file, day: nil,
          diagnostics: [.expectsNothing(in: example.file, at: example.node.span.first)],
          expectations: 0)
      }
      return check(useCase, on: useCase.day ?? firstDay(of: useCase))
    }
  }

  /// Compares what a case expects with what comes out on a day.
  public func check(_ useCase: UseCase, on day: Day) -> ExampleResult {
    let evaluation = Evaluation(useCase, Setting(of: useCase, on: day, rules), self)
    var checker = ExpectationChecker(evaluation: evaluation)
    var diagnostics: [Diagnostic] = []
    for expectation in useCase.expectations { checker.check(expectation, noting: &diagnostics) }
    if !useCase.asks.isEmpty { checker.checkAsks(noting: &diagnostics) }
    return ExampleResult(
      name: useCase.title ?? useCase.name, file: useCase.file, day: day, diagnostics: diagnostics,
      expectations: useCase.expectations.count + useCase.asks.count)
  }

  /// The first day of the latest version among the rules that an example names.
  private func firstDay(of useCase: UseCase) -> Day {
    let days = useCase.expectations.compactMap { expectation -> Day? in
      switch expectation.target {
      case .rule(let id, _), .reached(let id, _), .reading(let id, _):
        rules[id].versions.last?.period.from
      case .scheme(let id): rules[rules[id].act].period.from
      case .score(let id): rules[rules[id].act].period.from
      }
    }
    return days.max() ?? Day(number: 20_000)
  }
}

/// Compares outcomes, and remembers what it evaluated.
private struct ExpectationChecker {
  var evaluation: Evaluation
  private var presuming: Evaluation?

  init(evaluation: Evaluation) {
    self.evaluation = evaluation
  }

  private var rules: CheckedRules { evaluation.rules }

  mutating func check(_ expectation: Expectation, noting diagnostics: inout [Diagnostic]) {
    if case .score(let id) = expectation.target, let score = expectation.score {
      return check(score, of: id, expectation, noting: &diagnostics)
    }
    let found = outcomes(of: expectation)
    let wanted = expectation.outcome.text
    // What is open may be presumed beside: either word is true of it.
    let plain = found.filter { !$0.hasPrefix("presumed_") }
    if plain == [wanted] || (wanted.hasPrefix("presumed_") && found.contains(wanted)) { return }
    diagnostics.append(.otherOutcome(expectation, plain))
  }

  /// A score must have the ends that are expected in every use.
  private func check(
    _ score: ExpectedScore, of id: MeasureID, _ expectation: Expectation,
    noting diagnostics: inout [Diagnostic]
  ) {
    let found = evaluation.answers.indices.map { evaluation.interval(of: id, $0) }.uniqued()
    if found.allSatisfy({ $0.map(score.holds) ?? false }) { return }
    diagnostics.append(.otherOutcome(expectation, found.map { $0?.words ?? "no exact number" }))
  }

  /// The outcomes in all uses, without repetitions; a presumption stands beside what is open.
  private mutating func outcomes(of expectation: Expectation) -> [String] {
    switch expectation.target {
    case .score: preconditionFailure("scores are compared with their ends")
    case .scheme(let id):
      let result = evaluation.classOfSystem(in: id)
      if result.isContested { return ["contested"] }
      guard result.places.isSettled else { return ["open"] }
      return [rules[id].classes[result.places.places[0]]]
    case .reached(let id, let path):
      return words(rules[id].level, .definition) { evaluation, context in
        let steps = evaluation.program[id].versions.compactMap { $0.derogation(at: path)?.reached }
        let truths = steps.map { evaluation.verdict(onStep: $0, context) }
        return truths.max { $0.possible.rawValue < $1.possible.rawValue }
          ?? Verdict(possible: .no)
      }
    case .reading(let id, let index):
      return words(rules[id].level, .definition) { evaluation, context in
        let compiled = evaluation.program[id].versions
        let truths = zip(evaluation.rules[id].versions, compiled).compactMap { version, steps in
          version.isLaw(reading: index, on: evaluation.setting.day)
            ? steps.clauses[index].step.map { evaluation.truth($0, context) } : nil
        }
        return Verdict(possible: Finals(Truth.any(truths)))
      }
    case .rule(let id, let bearer):
      let rule = rules[id]
      let places =
        bearer.flatMap { rule.bearers.firstIndex(of: $0) }.map { [$0] }
        ?? Array(0..<max(rule.bearers.count, 1))
      return places.flatMap { place in
        words(rule.level, rule.kind) { evaluation, context in
          evaluation.verdict(on: id, bearer: place, context)
        }
      }.uniqued()
    }
  }

  private mutating func words(
    _ level: Level, _ kind: RuleKind,
    _ verdict: (inout Evaluation, Int) -> Verdict
  ) -> [String] {
    let contexts = level == .system ? 0..<1 : evaluation.answers.indices
    var found: [String] = []
    for context in contexts {
      let first = verdict(&evaluation, context)
      found.append(first.word(of: kind))
      guard !first.possible.isSettled, evaluation.canPresume else { continue }
      var second = presuming ?? evaluation.presuming()
      let presumed = verdict(&second, context)
      presuming = second
      if presumed.isPresumption(under: first) {
        found.append("presumed_" + presumed.word(of: kind))
      }
    }
    return found.uniqued()
  }

  /// Each fact that is named must be among the relevant questions of what is expected to be open.
  mutating func checkAsks(noting diagnostics: inout [Diagnostic]) {
    var asked: Set<FactID> = []
    var names: [String] = []
    let named = evaluation.useCase.expectations.compactMap { expectation -> RuleID? in
      if case .rule(let id, _) = expectation.target { id } else { nil }
    }
    let all = rules.rules.filter { $0.kind != .definition }.map(\.id)
    for id in named.isEmpty ? all : named {
      for place in 0..<max(rules[id].bearers.count, 1) {
        for context in evaluation.answers.indices {
          for question in evaluation.relevant(id, bearer: place, context) {
            switch question {
            case .fact(let fact, _), .itemFact(let fact, _):
              if asked.insert(fact).inserted { names.append(rules.vocabulary[fact].name) }
            case .list, .membership, .judgement: break
            }
          }
        }
      }
    }
    for (fact, place) in evaluation.useCase.asks where !asked.contains(fact) {
      diagnostics.append(.notRelevant(rules.vocabulary[fact], names, at: place))
    }
  }
}

extension Interval {
  /// As an example says it.
  fileprivate var words: String {
    low == high ? "\(low)" : "{at_least: \(low), at_most: \(high)}"
  }
}

extension Version {
  /// Whether it is law on a day, and has this reading on it.
  fileprivate func isLaw(reading index: Int, on day: Day) -> Bool {
    guard case .readings(let readings) = body, index < readings.count else { return false }
    return period.contains(day) && readings[index].period.contains(day)
  }
}

extension CompiledVersion {
  package func derogation(at path: [Int]) -> CompiledDerogation? {
    var level = derogations
    for place in path.dropLast() {
      guard place < level.count else { return nil }
      level = level[place].unless
    }
    guard let last = path.last, last < level.count else { return nil }
    return level[last]
  }
}

extension Diagnostic {
  static func expectsNothing(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "expects-nothing", severity: .error,
      message: "an example without `expect` and `asks` proves nothing", file: file, span: span)
  }

  static func otherOutcome(_ expectation: Expectation, _ found: [String]) -> Diagnostic {
    let words = found.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      code: "other-outcome", severity: .error,
      message: "`\(expectation.name.text)` comes out as \(words), not as "
        + "`\(expectation.outcome.text)`",
      file: expectation.file, span: expectation.outcome.span)
  }

  static func notRelevant(_ fact: Fact, _ names: [String], at place: Place) -> Diagnostic {
    let words = names.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      code: "not-relevant", severity: .error,
      message: "nothing open hangs on `\(fact.name)`", file: place.file, span: place.span,
      hint: names.isEmpty ? "nothing is asked at all" : "asked: \(words)")
  }
}
