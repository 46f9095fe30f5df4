import RuleCompiler
import RuleEvaluator

extension DayReporter {
  // MARK: Contested law

  /// Rules with several readings that a verdict hangs on, in the order of the rulebook.
  mutating func contestedRules(in matter: OpenMatter) -> [RuleID] {
    var found: Set<RuleID> = []
    var steps: Set<StepID> = []
    collect(matter.residue.support, into: &found, &steps)
    return found.sorted()
  }

  private mutating func collect(
    _ support: [VariableID], into found: inout Set<RuleID>, _ steps: inout Set<StepID>
  ) {
    for variable in support {
      switch evaluation.program[variable].kind {
      case .reading(let rule): found.insert(rule)
      case .someUse(let step):
        guard steps.insert(step).inserted, let root = evaluation.program.roots[step] else {
          continue
        }
        for context in evaluation.answers.indices {
          let residue = evaluation.residue(of: root, context)
          collect(residue.support, into: &found, &steps)
        }
      case .day, .presumption, .jurisdiction, .asIf, .fact, .member, .judgement, .fewer, .measure,
        .items:
        break
      }
    }
  }

  /// What comes out under each reading of each of these rules.
  mutating func outcomes(of matter: Matter, _ contested: [RuleID]) -> [ReadingOutcome] {
    var found: [ReadingOutcome] = []
    for rule in contested {
      guard case .readings(let readings) = rules[rule].version(on: day).body else { continue }
      for (index, reading) in readings.enumerated() where reading.period.contains(day) {
        let key = ReadingKey(rule: rule, index: index)
        var variant = variants[key] ?? self.variant(taking: key, at: reading.place)
        let verdict = variant.verdict(
          on: matter.rule, bearer: matter.bearer, matter.context)
        variants[key] = variant
        found.append(ReadingOutcome(rule: rule, reading: reading, verdict: verdict))
      }
    }
    return found
  }

  private func variant(taking key: ReadingKey, at place: Place) -> Evaluation {
    evaluation.taking(useCase.taking(key.index, of: key.rule, at: place))
  }

  // MARK: What does not matter

  /// Questions without answer that the rule asks on its way, although it is settled either way.
  mutating func idleQuestions(of matter: Matter) -> [Question] {
    let context = matter.context
    var rest = steps(of: matter)
    var seen: Set<StepID> = []
    var found: [Question] = []
    while let step = rest.popLast() {
      guard evaluation.truth(step, context) == .unknown, seen.insert(step).inserted else {
        continue
      }
      switch evaluation.program[step] {
      case .constant: break
      case .test(let variable, _): found += evaluation.questions(about: variable, context)
      case .guarded(let variable, _, let guarding, _):
        found += evaluation.questions(about: variable, context)
        rest.append(guarding)
      case .all(let parts), .any(let parts): rest += parts
      case .not(let part), .shown(_, let part): rest.append(part)
      case .readings(_, let readings, _): rest += readings
      }
    }
    return found.uniqued().sorted { $0.isBefore($1) }
  }

  /// Whether a duty is owed, and what it requires; of another rule its truth.
  private func steps(of matter: Matter) -> [StepID] {
    let compiled = evaluation.program[matter.rule]
    guard rules[matter.rule].kind.isDuty else { return [compiled.truth] }
    guard let index = evaluation.lawIndex(of: matter.rule, matter.context) else { return [] }
    let binding = compiled.versions[index].bindings[matter.bearer]
    return [binding.holds, binding.required]
  }

  // MARK: What it was read from

  /// What a settled verdict was read from, as the day has it.
  mutating func cited(by matter: Matter, _ verdict: Verdict) -> Cited {
    guard verdict.possible != .notApplicable else { return evaluation.cited(by: []) }
    if verdict.isSettledEitherWay,
      let root = evaluation.program[matter.rule].verdicts[matter.bearer]
    {
      return evaluation.citedEitherWay(by: root, matter.context)
    }
    var steps = steps(of: matter)
    if let holds = steps.first, evaluation.truth(holds, matter.context) == .no { steps = [holds] }
    return evaluation.cited(by: steps.map { ($0, matter.context) })
  }

  /// The deciding answers in vocabulary order.
  func answers(in cited: Cited) -> [CitedAnswer] {
    cited.facts.sorted().compactMap { cited in
      guard let answer = evaluation.answers[cited.context][cited.fact] else { return nil }
      let fact = rules.vocabulary[cited.fact]
      let isOfUse = fact.level != .system && !useCase.uses.isEmpty
      return CitedAnswer(
        fact: cited.fact, answer: answer,
        use: isOfUse ? useCase.uses[cited.context].name : nil,
        judgement: useCase.judgements[fact.name].flatMap { judgement in
          judgement.place == answer.place ? judgement : nil
        })
    }
  }

  func takenReadings(in cited: Cited) -> [FindingReport.TakenReading] {
    cited.readings.sorted().compactMap { rule in
      guard let taken = useCase.readings[rule] else { return nil }
      return FindingReport.TakenReading(
        rule: rule, name: rules[rule].readingNames[taken.index], place: taken.place)
    }
  }

  func judgements(in cited: Cited) -> [(name: String, judgement: Judgement)] {
    cited.judgements.sorted().compactMap { name in
      useCase.judgements[name].map { (name, $0) }
    }
  }
}

extension UseCase {
  /// The same case with one reading taken.
  fileprivate func taking(_ index: Int, of rule: RuleID, at place: Place) -> UseCase {
    var readings = readings
    readings[rule] = (index, place)
    return UseCase(
      name: name, title: title, operatorName: operatorName, jurisdictions: jurisdictions,
      asIf: asIf, day: day, file: file, answers: answers, uses: uses, lists: lists,
      evidence: evidence, waivers: waivers, judgements: judgements, readings: readings,
      expectations: expectations, asks: asks)
  }
}
