import RuleCompiler
import RuleEvaluator

/// One walk over the findings of an assessment, counting what a portfolio tells.
struct Survey {
  private let assessment: Assessment
  private(set) var counts: [DutyState: Int] = [:]
  private(set) var uncounted = 0
  private(set) var waived = 0
  private(set) var duties: [SystemDuty] = []
  private(set) var classes: [SystemClass] = []
  private var asked: [SystemQuestion.Subject: (findings: Int, alone: Int)] = [:]
  /// Prohibitions that are breached, or may be.
  private var breached = Truth.no
  private var upcoming = Truth.no
  private var unmet = Truth.no
  /// How far ahead a duty is upcoming.
  private let horizon: Day

  init(_ assessment: Assessment) {
    self.assessment = assessment
    horizon = assessment.day.adding(years: 1)
    for finding in assessment.findings { add(finding) }
    classes = assessment.classes.compactMap(classOfSystem)
    duties = duties.gravest
  }

  private var rules: CheckedRules { assessment.rulebook.rules }

  private mutating func add(_ finding: Finding) {
    let rule = rules[finding.rule]
    let force = Force(rule.version(on: assessment.day))
    let standing = Standing(finding.verdict, of: rule.kind, isOthers: finding.isOthers)
    let state = DutyState(standing)
    let isWaived = finding.waiver?.standing == .counts
    if rule.kind.isDuty {
      if force == .binding {
        counts[state, default: 0] += 1
        if isWaived, state == .violated || state == .undecided || state == .contested {
          waived += 1
        }
        if rule.kind == .prohibition, !finding.isOthers {
          let effective = finding.verdict.effective
          breached = max(
            breached,
            effective == .violated ? .yes : effective.contains(.violated) ? .unknown : .no)
        }
      } else {
        uncounted += 1
      }
      add(finding, rule, state, force, isWaived)
    }
    if force == .binding, !finding.questions.isEmpty { ask(finding.questions) }
  }

  private mutating func ask(_ questions: [Question]) {
    let subjects = Set(questions.map(SystemQuestion.Subject.init))
    for subject in subjects {
      asked[subject, default: (0, 0)].findings += 1
      if subjects.count == 1 { asked[subject, default: (0, 0)].alone += 1 }
    }
  }

  private mutating func add(
    _ finding: Finding, _ rule: Rule<Atom>, _ state: DutyState, _ force: Force, _ isWaived: Bool
  ) {
    if state.applies {
      duties.append(
        SystemDuty(
          rule: finding.rule, bearer: finding.bearerPlace, state: state, begins: nil,
          gates: force == .binding, isWaived: isWaived))
      return
    }
    for later in finding.later {
      let then = DutyState(Standing(later.verdict, of: rule.kind, isOthers: false))
      guard then.applies else { continue }
      let gates = Force(rule.version(on: later.day)) == .binding
      duties.append(
        SystemDuty(
          rule: finding.rule, bearer: finding.bearerPlace, state: then, begins: later.day,
          gates: gates, isWaived: false))
      guard gates, later.day <= horizon else { return }
      let isOwed = !later.verdict.effective.contains(.notApplicable)
      upcoming = max(upcoming, isOwed ? .yes : .unknown)
      let effective = later.verdict.effective
      unmet = max(
        unmet, effective == .violated ? .yes : effective.contains(.violated) ? .unknown : .no)
      return
    }
  }

  // MARK: Classes

  private func classOfSystem(_ result: ClassResult) -> SystemClass? {
    guard let scheme = rules.schemes.first(where: { $0.name == result.scheme }) else { return nil }
    let last = scheme.classes.count - 1
    let highest = result.places.places.first ?? last
    var found = SystemClass(
      scheme: scheme.id, highest: highest, lowest: result.places.places.last ?? last,
      isContested: result.isContested, deciders: deciders(of: scheme, highest))
    if let later = result.later.first, let high = scheme.classes.firstIndex(of: later.highest),
      let low = scheme.classes.firstIndex(of: later.lowest)
    {
      found.next = SystemClass.Later(
        day: later.day, highest: high, lowest: low, isContested: later.isContested)
    }
    return found
  }

  /// Rules of the class that may hold; of the last class all that could have given another.
  private func deciders(of scheme: Scheme, _ place: Int) -> [RuleID] {
    let isLast = place == scheme.classes.count - 1
    let members = rules.members(of: scheme.id).filter {
      isLast || rules[$0].membership?.rank == place
    }
    guard !isLast else { return members }
    let possible = Set(
      assessment.findings.filter { finding in
        rules[finding.rule].kind == .prohibition
          ? finding.verdict.effective.contains(.violated) : finding.verdict.effective.contains(.yes)
      }.map(\.rule))
    return members.filter(possible.contains)
  }

  // MARK: What it comes to

  var questions: [SystemQuestion] {
    asked.map {
      SystemQuestion(subject: $0.key, findings: $0.value.findings, alone: $0.value.alone)
    }
    .sorted { $0.subject.isBefore($1.subject) }
  }

  var standing: SystemResult.Standing {
    let open = duties.filter { $0.gates && $0.begins == nil && !$0.isWaived }
    if open.contains(where: { $0.state == .violated }) { return .violated }
    return open.contains { $0.state == .undecided || $0.state == .contested } ? .undecided : .clear
  }

  var results: [IndicatorAtom.Result: Truth] {
    let violated = (counts[.violated] ?? 0) > 0
    let undecided = (counts[.undecided] ?? 0) + (counts[.contested] ?? 0) > 0
    return [
      .violated: violated ? .yes : undecided ? .unknown : .no, .undecided: Truth(undecided),
      .prohibited: breached, .upcoming: upcoming, .upcomingUnmet: unmet,
    ]
  }
}

extension [SystemDuty] {
  /// Of each rule and bearer the gravest, what binds today before what will.
  fileprivate var gravest: [SystemDuty] {
    var places: [Key: Int] = [:]
    var result: [SystemDuty] = []
    for duty in self {
      let key = Key(rule: duty.rule, bearer: duty.bearer)
      guard let place = places[key] else {
        places[key] = result.count
        result.append(duty)
        continue
      }
      if duty.isGraver(than: result[place]) { result[place] = duty }
    }
    return result
  }

  private struct Key: Hashable {
    let rule: RuleID
    let bearer: Int
  }
}

extension SystemDuty {
  private var rank: Int { DutyState.allCases.firstIndex(of: state) ?? 0 }

  fileprivate func isGraver(than other: SystemDuty) -> Bool {
    switch (begins, other.begins) {
    case (nil, _?): return true
    case (_?, nil): return false
    case (let first?, let second?) where first != second: return first < second
    default:
      return rank == other.rank ? other.isWaived && !isWaived : rank < other.rank
    }
  }
}
