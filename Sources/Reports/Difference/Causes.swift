package import RuleCompiler
import RuleEvaluator

/// Where a change of a finding comes from.
package enum Cause: Hashable, Sendable {
  /// An answer that decided it, or that it hung on, is another one.
  case answer(AnswerChange.Key)
  case list(String)
  case judgement(String)
  case reading(String)
  /// The law of this country or body is asked on one side only, or otherwise.
  case framework(String)
  case use(String)
  /// These rules become other law from this day on.
  case law(Day, rules: [String])
  /// Days are counted by these rules, and enough have passed on this day.
  case count(Day, rules: [String])
  /// One rulebook has these rules otherwise, or not at all.
  case rules([String])
  case waiver
  /// Something else that it hangs on.
  case other
}

/// Finds what changes come from.
struct Causes {
  private let before: AssessmentReport
  private let after: AssessmentReport
  private let cases: CaseChanges
  private let changedRules: Set<String>
  private let answers: Set<AnswerChange.Key>
  private let old: Dependence
  private let new: Dependence
  private let isOneRulebook: Bool
  /// The earlier case on days on which a finding changes, and on the days before these.
  private let evaluations: [Day: Evaluation]

  init(
    _ before: AssessmentReport, _ after: AssessmentReport, _ cases: CaseChanges,
    _ changedRules: [RuleChange]
  ) {
    self.before = before
    self.after = after
    self.cases = cases
    self.changedRules = Set(changedRules.map(\.rule))
    answers = Set(cases.answers.map(\.key))
    let (oldBook, newBook) = (before.assessment.rulebook, after.assessment.rulebook)
    isOneRulebook = !oldBook.digest.isEmpty && oldBook.digest == newBook.digest
    old = Dependence(of: oldBook.rules)
    new = isOneRulebook ? old : Dependence(of: newBook.rules)
    let days = [before.assessment.day, after.assessment.day].sorted()
    let earlier = before.assessment.day == days[0] ? before : after
    var evaluations: [Day: Evaluation] = [:]
    for day in Set(earlier.today.flatMap { $0.finding.later.map(\.day) }) where day <= days[1] {
      for day in [day.adding(days: -1), day] where evaluations[day] == nil {
        evaluations[day] = earlier.assessment.evaluation(on: day)
      }
    }
    self.evaluations = evaluations
  }

  func of(_ pair: Pair) -> [Cause] {
    let found = presence(pair) + said(pair) + law(pair) + waiver(pair)
    return found.isEmpty ? [.other] : found.uniqued()
  }

  // MARK: What is asked

  private func presence(_ pair: Pair) -> [Cause] {
    let act = (pair.after ?? pair.before)?.act
    var found: [Cause] = []
    if let code = act?.jurisdiction, cases.frameworks.contains(where: { $0.name == code }) {
      found.append(.framework(code))
    }
    if let use = pair.key.use, cases.uses.contains(where: { $0.name == use }) {
      found.append(.use(use))
    }
    return found
  }

  // MARK: What is said

  private func said(_ pair: Pair) -> [Cause] {
    let sides = [(pair.before, before.assessment), (pair.after, after.assessment)]
    var facts: [Cause] = []
    var others: [Cause] = []
    for (report, assessment) in sides {
      guard let report else { continue }
      let hinges = Hinges(of: report, in: assessment)
      facts += hinges.answers.filter(answers.contains).map(Cause.answer)
      others += cases.lists.filter(hinges.lists.contains).map(Cause.list)
      others += cases.judgements.filter(hinges.judgements.contains).map(Cause.judgement)
      others += cases.readings.filter(hinges.readings.contains).map(Cause.reading)
    }
    let order = Dictionary(
      cases.answers.enumerated().map { ($0.element.key, $0.offset) }
    ) { first, _ in first }
    func place(_ cause: Cause) -> Int {
      if case .answer(let key) = cause { order[key] ?? 0 } else { 0 }
    }
    return facts.uniqued().sorted { place($0) < place($1) } + others.uniqued()
  }

  // MARK: What the law says

  private func law(_ pair: Pair) -> [Cause] {
    rulebooks(pair) + dates(pair)
  }

  /// The nearest rules that are not the same in both rulebooks; of several at one distance those
  /// that come out otherwise.
  private func rulebooks(_ pair: Pair) -> [Cause] {
    guard !changedRules.isEmpty else { return [] }
    let (one, other) = (before.assessment.evaluation, after.assessment.evaluation)
    let found = [(pair.before, old), (pair.after, new)].flatMap { report, dependence in
      guard let report else { return [String]() }
      return dependence.nearest(
        to: report.rule.id,
        where: { changedRules.contains(dependence.rules.fullName($0)) },
        better: { id in
          let name = dependence.rules.fullName(id)
          return one.truth(of: name, pair.before?.finding.context ?? 0)
            != other.truth(of: name, pair.after?.finding.context ?? 0)
        }
      ).map(dependence.rules.fullName)
    }
    return found.isEmpty ? [] : [.rules(Set(found).sorted())]
  }

  /// Between two days: the days on which the finding changes, each with the nearest rules that are
  /// other law from then on.
  private func dates(_ pair: Pair) -> [Cause] {
    let days = [before.assessment.day, after.assessment.day].sorted()
    guard days[0] < days[1] else { return [] }
    let isForward = before.assessment.day == days[0]
    guard let earlier = isForward ? pair.before : pair.after else { return [] }
    let dependence = isForward ? old : new
    let rules = dependence.rules
    let known = earlier.finding.later.map(\.day).filter { $0 <= days[1] }
    let changes = known.isEmpty ? [ownChange(pair, after: days[0])].compactMap(\.self) : known
    return changes.map { day in
      let (eve, morning) = (evaluations[day.adding(days: -1)], evaluations[day])
      let changed = dependence.nearest(
        to: earlier.rule.id, where: { rules[$0].daysOfChange.contains(day) },
        better: { id in
          eve?.truth(of: id, earlier.finding.context)
            != morning?.truth(of: id, earlier.finding.context)
        })
      if !changed.isEmpty { return .law(day, rules: changed.map(rules.fullName)) }
      let counting = dependence.nearest(
        to: earlier.rule.id, where: { rules[$0].countsDays(rules) })
      return counting.isEmpty
        ? .law(day, rules: []) : .count(day, rules: counting.map(rules.fullName))
    }
  }

  /// Where the verdict stays, and the rule is of another version: its day.
  private func ownChange(_ pair: Pair, after day: Day) -> Day? {
    guard isOneRulebook, let (one, other) = pair.both,
      one.version.period != other.version.period
    else { return nil }
    let days = [one, other].flatMap { report in
      [report.version.period.from, report.version.period.until?.adding(days: 1)]
    }
    return days.compactMap(\.self).filter { $0 > day }.min()
  }

  /// A waiver that goes with the verdict is no cause of anything.
  private func waiver(_ pair: Pair) -> [Cause] {
    guard let (one, other) = pair.both, one.standing == other.standing else { return [] }
    return one.isWaived == other.isWaived ? [] : [.waiver]
  }
}

extension Evaluation {
  /// Answers by which a duty does not apply.
  fileprivate func takingOut(_ matter: Matter) -> [CitedFact] {
    guard let index = lawIndex(of: matter.rule, matter.context) else { return [] }
    let holds = program[matter.rule].versions[index].bindings[matter.bearer].holds
    return cited(by: [(step: holds, context: matter.context)]).facts.sorted()
  }

  /// Whether a rule holds; of a duty, what its name means in conditions.
  fileprivate func truth(of id: RuleID, _ context: Int) -> Truth {
    truth(program[id].truth, context)
  }

  /// Nil where the rulebook has no such rule, or the case no such use.
  fileprivate func truth(of name: String, _ context: Int) -> Truth? {
    guard answers.indices.contains(context), let id = rules.rule(named: name) else { return nil }
    return truth(of: id, context)
  }
}

extension Pair {
  /// The finding on both sides, where both have it.
  fileprivate var both: (FindingReport, FindingReport)? {
    guard let before, let after else { return nil }
    return (before, after)
  }
}

/// What a finding was read from, or still hangs on, by name.
private struct Hinges {
  var answers: [AnswerChange.Key] = []
  var lists: Set<String> = []
  var judgements: Set<String> = []
  var readings: Set<String> = []

  init(of report: FindingReport, in assessment: Assessment) {
    let rules = assessment.rulebook.rules
    let uses = assessment.useCase.uses
    for cited in report.because {
      answers.append(.init(fact: rules.vocabulary[cited.fact].name, use: cited.use))
    }
    // Of what does not apply reports tell no answers; here those count that take it out.
    if report.rule.kind.isDuty, report.verdict.possible == .notApplicable {
      for cited in assessment.evaluation.takingOut(report.finding.matter) {
        let fact = rules.vocabulary[cited.fact]
        let isOfUse = fact.level != .system && uses.indices.contains(cited.context)
        answers.append(.init(fact: fact.name, use: isOfUse ? uses[cited.context].name : nil))
      }
    }
    for question in report.questions + report.idleQuestions {
      switch question {
      case .fact(let id, let context):
        let fact = rules.vocabulary[id]
        let isOfUse = fact.level != .system && uses.indices.contains(context)
        answers.append(.init(fact: fact.name, use: isOfUse ? uses[context].name : nil))
      case .itemFact(let id, _):
        if let list = rules.vocabulary[id].list { lists.insert(rules.vocabulary[list].name) }
      case .list(let list): lists.insert(rules.vocabulary[list].name)
      case .judgement(let name, _): judgements.insert(name)
      case .membership: break
      }
    }
    lists.formUnion(report.finding.cited.lists.map { rules.vocabulary[$0].name })
    judgements.formUnion(report.judgements.map(\.name))
    judgements.formUnion(report.because.map { rules.vocabulary[$0.fact].name })
    let contested = report.takenReadings.map(\.rule) + report.readings.map(\.rule)
    readings = Set((contested + report.openReadings).map(rules.fullName))
  }
}
