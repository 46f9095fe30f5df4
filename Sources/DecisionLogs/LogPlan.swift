package import RuleCompiler
import RuleEvaluator

/// Rules about decisions, bound to the columns of a log: which of them the log can answer, and
/// what has to be computed for each record. What hangs on no column is computed once.
package struct LogPlan: Sendable {
  package let rulebook: Rulebook
  package let mapping: LogMapping
  package let day: Day
  /// What is so of every record.
  let base: Evaluation
  /// The rules that are counted, each for a bearer, in the order of the rulebook.
  package let rules: [LogRule]
  /// Those that are not, and why.
  package let refused: [RefusedRule]
  /// Indicators that are counted, and those that are not, with the reason.
  package let indicators: [Indicator]
  package let uncounted: [UncountedIndicator]
  /// What is asked of each record: of each rule its versions, and behind them of each indicator two
  /// more, as a duty that is owed in the denominator: the first requires the numerator, the second
  /// nothing.
  let demands: [[LogDemand]]
  /// Of each variable, whether it may be otherwise from record to record.
  let varies: [Bool]
  /// Of each step, the same.
  let hangs: [Bool]
  /// Steps to compute for each record, in order.
  let steps: [StepID]
  /// Of each fact that a column answers, the place of the column.
  let columns: [FactID: Int]
  /// Of a jurisdiction whose law is not asked on all days alike, on which it is.
  let asked: [VariableID: [AskedSpan]]

  var program: Program { rulebook.program }
}

/// A duty, a prohibition or a right about decisions, for one bearer.
package struct LogRule: Sendable, Hashable {
  package let rule: RuleID
  /// The place of the bearer among those of the rule.
  package let bearer: Int
}

/// A version of a rule for a bearer: it is owed, and what it requires is so.
struct LogDemand: Sendable {
  let holds: StepID
  let required: StepID
}

/// An indicator that this log cannot answer.
package struct UncountedIndicator: Sendable {
  package let indicator: Indicator
  package let why: RefusedRule.Why
}

/// A rule that this log cannot answer.
package struct RefusedRule: Sendable, Hashable {
  package let rule: RuleID
  package let why: Why

  package enum Why: Hashable, Sendable {
    /// It reads a list, or a score of the records: columns have none.
    case list, score
    /// What holds of some use would be another thing from record to record.
    case use
    /// Its law is contested, and the mapping names no reading.
    case reading(RuleID)
    /// Its law is contested, not with the same readings on all days, and records have their own.
    case readingsByDay(RuleID)
    /// A fact has more words, or larger numbers, than columns can hold.
    case words(FactID)
    case number(FactID)
  }
}

extension LogPlan {
  /// - Parameters:
  ///   - day: by whose law records are judged that have no day of their own.
  ///   - wanted: Indicators about decisions.
  package init(
    _ mapping: LogMapping, on day: Day, _ book: Rulebook, counting wanted: [Indicator] = []
  ) {
    let (rulebook, counted) = book.counting(wanted)
    self.rulebook = rulebook
    self.mapping = mapping
    self.day = day
    let checked = rulebook.rules
    let program = rulebook.program
    base = Evaluation(
      mapping.useCase, Setting(of: mapping.useCase, on: day, checked), rulebook)
    columns = Dictionary(
      uniqueKeysWithValues: mapping.columns.enumerated().map { ($1.fact, $0) })
    asked = mapping.day == nil ? [:] : AskedSpan.all(mapping.useCase, checked, program)
    var marks = Dependence(
      checked, program, columns: Set(columns.keys), hasDay: mapping.day != nil,
      asked: Set(asked.keys))
    marks.run()
    varies = marks.variables
    hangs = marks.steps
    var rules: [LogRule] = []
    var refused: [RefusedRule] = []
    let setting = base.setting
    let sometimes = Set(
      asked.keys.compactMap { variable -> String? in
        if case .jurisdiction(let code) = program[variable].kind { code } else { nil }
      })
    for rule in checked.rules
    where rule.level == .decision && rule.kind.isDuty
      && (rulebook.asks(rule.act, setting)
        || sometimes.contains(checked[rule.act].jurisdiction))
    {
      let steps = program[rule.id].versions.flatMap {
        $0.bindings.flatMap { [$0.holds, $0.required] }
      }
      if let why = marks.refusal(of: steps, base) {
        refused.append(RefusedRule(rule: rule.id, why: why))
        continue
      }
      rules += (0..<max(rule.bearers.count, 1)).map { LogRule(rule: rule.id, bearer: $0) }
    }
    self.rules = rules
    self.refused = refused
    var demands = rules.map { rule in
      program[rule.rule].versions.map { version in
        let binding = version.bindings[rule.bearer]
        return LogDemand(holds: binding.holds, required: binding.required)
      }
    }
    var indicators: [Indicator] = []
    var uncounted: [UncountedIndicator] = []
    for one in counted {
      if let why = marks.refusal(of: [one.denominator, one.numerator], base) {
        uncounted.append(UncountedIndicator(indicator: one.indicator, why: why))
        continue
      }
      indicators.append(one.indicator)
      demands += [one.numerator, one.always].map {
        [LogDemand(holds: one.denominator, required: $0)]
      }
    }
    self.indicators = indicators
    self.uncounted = uncounted
    self.demands = demands
    var isNeeded = [Bool](repeating: false, count: program.steps.count)
    var rest = demands.flatMap { $0.flatMap { [$0.holds, $0.required] } }
    while let step = rest.popLast() {
      guard marks.steps[step.index], !isNeeded[step.index] else { continue }
      isNeeded[step.index] = true
      rest += marks.inputs(of: step)
    }
    steps = isNeeded.indices.filter { isNeeded[$0] }.map { StepID(index: $0) }
  }
}

/// What may be otherwise from record to record.
struct Dependence {
  let rules: CheckedRules
  let program: Program
  let columns: Set<FactID>
  let hasDay: Bool
  let asked: Set<VariableID>
  private(set) var variables: [Bool]
  private(set) var steps: [Bool]

  init(
    _ rules: CheckedRules, _ program: Program, columns: Set<FactID>, hasDay: Bool,
    asked: Set<VariableID>
  ) {
    self.asked = asked
    self.rules = rules
    self.program = program
    self.columns = columns
    self.hasDay = hasDay
    variables = Array(repeating: false, count: program.variables.count)
    steps = Array(repeating: false, count: program.steps.count)
  }

  /// A step refers to earlier steps only, and a variable is set before the first step that tests
  /// it: one pass will do.
  mutating func run() {
    for index in program.steps.indices {
      let id = StepID(index: index)
      switch program[id] {
      case .constant: continue
      case .test(let variable, _), .guarded(let variable, _, _, _), .shown(let variable, _),
        .readings(let variable, _, _):
        if !variables[variable.index] { variables[variable.index] = varies(variable) }
        if variables[variable.index] { steps[index] = true }
      case .all, .any, .not: break
      }
      if inputs(of: id).contains(where: { steps[$0.index] }) { steps[index] = true }
    }
  }

  private func varies(_ fact: FactID) -> Bool {
    columns.contains(fact) || program.guards[fact].map { steps[$0.index] } ?? false
  }

  private func varies(_ id: VariableID) -> Bool {
    switch program[id].kind {
    case .day: hasDay
    case .fact(let fact), .member(let fact, _): columns.contains(fact)
    case .fewer(let left, let right): varies(left) || varies(right)
    case .measure(let measure): varies(measure)
    case .items(let place):
      [program.items[place].filter, program.items[place].demand].compactMap { $0 }
        .flatMap(\.steps).contains { steps[$0.index] }
    case .someUse(let step): steps[step.index]
    case .jurisdiction: asked.contains(id)
    case .presumption, .reading, .asIf, .judgement: false
    }
  }

  private func varies(_ id: MeasureID) -> Bool {
    switch rules[id].form {
    case .score(let points): points.contains { varies($0.fact) }
    case .adjusted(let adjustment):
      varies(adjustment.base)
        || program.adjustments[id.index].map { steps[$0.index] } ?? false
    case .elapsed(let elapsed):
      [elapsed.from, elapsed.to].contains { end in
        switch end {
        case .assessmentDay: hasDay
        case .fact(let fact): varies(fact)
        }
      }
    }
  }

  /// The steps that a step reads.
  func inputs(of id: StepID) -> [StepID] {
    switch program[id] {
    case .constant: []
    case .test(let variable, _): guards(of: variable)
    case .guarded(let variable, _, let guarding, _): [guarding] + guards(of: variable)
    case .all(let parts), .any(let parts): parts
    case .not(let part), .shown(_, let part): [part]
    case .readings(_, let readings, let available): readings + available
    }
  }

  /// Guards that tell what a fact is that a variable computes with.
  private func guards(of id: VariableID) -> [StepID] {
    let facts: [FactID] =
      switch program[id].kind {
      case .fewer(let left, let right): [left, right]
      case .measure(let measure): rules[measure].facts
      default: []
      }
    return facts.compactMap { program.guards[$0] }
  }

  /// Why columns cannot compute steps; nil where they can.
  func refusal(of roots: [StepID], _ base: Evaluation) -> RefusedRule.Why? {
    var isSeen = [Bool](repeating: false, count: program.steps.count)
    var rest = roots
    while let step = rest.popLast() {
      guard steps[step.index], !isSeen[step.index] else { continue }
      isSeen[step.index] = true
      switch program[step] {
      case .test(let variable, _), .guarded(let variable, _, _, _):
        guard variables[variable.index] else { break }
        switch program[variable].kind {
        case .items: return .list
        case .someUse: return .use
        case .measure(let measure):
          if case .elapsed = rules[measure].form { break }
          return .score
        case .fact(let fact), .member(let fact, _):
          if let why = limit(fact, program[variable].cells) { return why }
        default: break
        }
      case .readings(let variable, _, let available):
        if available.contains(where: { steps[$0.index] }) {
          guard case .reading(let rule) = program[variable].kind else { break }
          return .readingsByDay(rule)
        }
        if base.possibleReadings(variable, available).count > 1,
          case .reading(let rule) = program[variable].kind
        {
          return .reading(rule)
        }
      case .constant, .all, .any, .not, .shown: break
      }
      rest += inputs(of: step)
    }
    return nil
  }
}

extension Dependence {
  /// Why a fact does not fit into columns: a code is a byte, a set a word, a number an integer.
  private func limit(_ fact: FactID, _ cells: Cells) -> RefusedRule.Why? {
    switch cells.form {
    case .words(let words) where words.count > 250: return .words(fact)
    case .line(let boundaries):
      let isTooLarge = boundaries.contains {
        if case .number(let number) = $0.point { number.isTooLargeForColumns } else { false }
      }
      return isTooLarge ? .number(fact) : nil
    default: break
    }
    let options = rules.vocabulary[fact].options.count
    return options > (rules.vocabulary[fact].isSet ? 63 : 250) ? .words(fact) : nil
  }
}

extension Evaluation {
  /// The readings of a contested rule that may be taken: those of the day, or the one named.
  func possibleReadings(_ variable: VariableID, _ available: [StepID]) -> [Int] {
    let onTheDay = available.indices.filter { truth(available[$0], 0) == .yes }
    let named = onTheDay.filter(states[0][variable.index].contains)
    return named.isEmpty ? onTheDay : named
  }
}

/// Days up to which the law of a jurisdiction is asked alike.
struct AskedSpan: Sendable, Hashable {
  /// The first day after them.
  let end: Int64
  let truth: Truth

  /// Jurisdictions whose law is asked on some days and not on others: memberships begin and end.
  static func all(
    _ useCase: UseCase, _ rules: CheckedRules, _ program: Program
  ) -> [VariableID: [AskedSpan]] {
    var found: [VariableID: [AskedSpan]] = [:]
    for index in program.variables.indices {
      guard case .jurisdiction(let code) = program.variables[index].kind,
        let body = rules.memberships.body(code)
      else { continue }
      let changes = body.members.filter { useCase.jurisdictions.contains($0.code) }.flatMap {
        [$0.period.from, $0.period.until?.adding(days: 1)].compactMap(\.self)
      }
      // The first day of each span; before the first change comes another.
      let starts = Set(changes).sorted()
      guard let first = starts.first else { continue }
      let days = [first.adding(days: -1)] + starts
      let truths = days.map { Setting(of: useCase, on: $0, rules).asked[code] ?? .no }
      guard Set(truths).count > 1 else { continue }
      found[VariableID(index: index)] = zip(days.indices, truths).map { place, truth in
        AskedSpan(
          end: place + 1 < days.count ? Int64(days[place + 1].number) : .max, truth: truth)
      }
    }
    return found
  }
}
