import RuleCompiler
import RuleEvaluator

/// What the verdict on a rule may hang on besides the rule: the nearest first.
struct Dependence {
  let rules: CheckedRules
  private let relations: Relations

  init(of rules: CheckedRules) {
    self.rules = rules
    relations = Relations(of: rules)
  }

  /// The rule itself, then what it names, its scope and its bearers, then what these name, and so
  /// on. Stops at the first ring in which something is sought that is the better choice too;
  /// failing that, at the first in which something is sought.
  func nearest(
    to id: RuleID, where isSought: (RuleID) -> Bool,
    better isBetter: (RuleID) -> Bool = { _ in true }
  ) -> [RuleID] {
    var ring = [id]
    var seen: Set<RuleID> = [id]
    var first: [RuleID] = []
    while !ring.isEmpty {
      let found = ring.filter(isSought).sorted()
      if found == [id] { return found }
      let best = found.filter(isBetter)
      if !best.isEmpty { return best }
      if first.isEmpty { first = found }
      ring = ring.flatMap(neighbours).filter { seen.insert($0).inserted }
    }
    return first
  }

  private func neighbours(of id: RuleID) -> [RuleID] {
    let rule = rules[id]
    let schemes = rule.versions.flatMap(\.conditions).flatMap(\.everyAtom).flatMap {
      atom -> [RuleID] in
      guard case .scheme(let scheme, _) = atom else { return [] }
      return rules.rules.filter { $0.membership?.scheme == scheme }.map(\.id)
    }
    guard rule.kind != .definition else { return relations.names[id.index] + schemes }
    let bearers = rule.bearers.compactMap { rules.bearers[rule.act.index][$0] }
    let frame = [rules.scopes[rule.act.index], rules.territories[rule.act.index]]
    return relations.names[id.index] + schemes + bearers + frame.compactMap(\.self)
  }
}

extension Condition<Atom> {
  /// Every atom, with those asked of the items of lists and of uses.
  var everyAtom: [Atom] {
    atoms.flatMap { atom -> [Atom] in
      switch atom {
      case .items(_, _, let filter, let demand), .uses(_, let filter, let demand):
        [atom] + [filter, demand].compactMap(\.self).flatMap(\.everyAtom)
      case .fact, .measure, .assessmentDay, .rule, .reached, .reading, .scheme: [atom]
      }
    }
  }
}

extension Rule<Atom> {
  /// Days on which it becomes another one: a version, a derogation or a reading begins or has
  /// ended, or a day is named.
  var daysOfChange: Set<Day> {
    var days: Set<Day> = []
    func add(_ period: Period) {
      if let from = period.from { days.insert(from) }
      if let until = period.until { days.insert(until.adding(days: 1)) }
    }
    func add(_ derogations: [Derogation<Atom>]) {
      for derogation in derogations {
        add(derogation.period)
        add(derogation.unless)
      }
    }
    for version in versions {
      add(version.period)
      add(version.unless)
      if case .readings(let readings) = version.body { readings.map(\.period).forEach(add) }
      for atom in version.conditions.flatMap(\.everyAtom) {
        if case .assessmentDay(let test) = atom { days.formUnion(test.daysOfChange) }
      }
    }
    return days
  }

  /// Whether it counts the days from something to the day of the assessment.
  func countsDays(_ rules: CheckedRules) -> Bool {
    versions.flatMap(\.conditions).flatMap(\.everyAtom).contains { atom in
      guard case .measure(let id, _) = atom, case .elapsed(let elapsed) = rules[id].form else {
        return false
      }
      return elapsed.from == .assessmentDay || elapsed.to == .assessmentDay
    }
  }
}

extension Test {
  /// Days from which on it comes out otherwise.
  fileprivate var daysOfChange: [Day] {
    func day(_ value: Value, plus days: Int = 0) -> [Day] {
      if case .day(let day) = value { [day.adding(days: days)] } else { [] }
    }
    return switch self {
    case .among(let values): values.flatMap { day($0) + day($0, plus: 1) }
    case .atLeast(let value), .before(let value), .onOrAfter(let value): day(value)
    case .atMost(let value): day(value, plus: 1)
    case .includesAll, .only, .present, .lessThan: []
    }
  }
}
