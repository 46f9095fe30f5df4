import RuleCompiler
import RuleEvaluator

extension DayReporter {
  /// Why a verdict is what it is, each reason with its place.
  func statements(for matter: Matter, depth: Int) -> [Statement] {
    let reasons = evaluation.reasons(
      for: matter.rule, bearer: matter.bearer, matter.context, depth: depth)
    return statements(reasons, of: matter)
  }

  func statements(_ reasons: [Reason], of matter: Matter) -> [Statement] {
    let rule = rules[matter.rule]
    let scene = Scene(context: matter.context, isWhole: rule.level == .system)
    return reasons.map { statement($0, in: scene, nearest: rule.place) }
  }

  /// Of what a reason speaks.
  private struct Scene {
    var context: Int
    /// It speaks of the whole system, so that the name of a rule about uses means "in some use".
    var isWhole: Bool
  }

  /// - Parameter nearest: the place of what the reason belongs to, for reasons without one.
  private func statement(_ reason: Reason, in scene: Scene, nearest: Place) -> Statement {
    let place = reason.place ?? declaration(of: reason.about) ?? nearest
    let inside = self.scene(below: reason, in: scene)
    let context = scene.context
    var parts = reason.parts.map { statement($0, in: inside, nearest: place) }
    var isAssumed = false
    switch reason.about {
    case .fact(let fact, _, _):
      isAssumed = evaluation.answers[context][fact]?.isAssumed ?? false
    case .closedFact(let fact, _):
      parts = guards(of: fact, context)
    case .measure(let measure, _, _):
      parts = ends(of: measure, context)
    case .derogation(let rule, let path) where parts.isEmpty:
      parts = judgement(onDerogation: rule, path, inside.context, place)
    case .day, .rule, .derogation, .reading, .scheme, .items, .uses, .judgement,
      .jurisdiction, .scope, .role, .notYetLaw, .noLongerLaw, .requirement:
      break
    }
    return Statement(
      subject: reason.about, truth: reason.truth, place: place,
      derogation: derogationState(reason, inside.context), isAssumed: isAssumed, isGuard: false,
      use: scene.isWhole && !inside.isWhole && useCase.uses.count > 1
        ? useCase.uses[inside.context].name : nil, parts: parts)
  }

  /// What is below a reason: for "in some use", the use that decides.
  private func scene(below reason: Reason, in scene: Scene) -> Scene {
    guard scene.isWhole else { return scene }
    let step: StepID?
    switch reason.about {
    case .rule(let id) where rules[id].level == .use: step = evaluation.program[id].truth
    case .derogation(let id, let path) where rules[id].level == .use:
      step =
        evaluation.answers.indices.lazy
        .compactMap { compiledDerogation(id, path, $0)?.reached }.first
    default: step = nil
    }
    guard let step,
      let use = evaluation.answers.indices.first(where: {
        evaluation.truth(step, $0) == reason.truth
      })
    else { return scene }
    return Scene(context: use, isWhole: false)
  }

  /// Where something is declared that nobody has written down in the case.
  private func declaration(of subject: Reason.Subject) -> Place? {
    switch subject {
    case .fact(let fact, _, _), .closedFact(let fact, _): rules.vocabulary[fact].place
    case .measure(let id, _, _): rules[id].place
    case .scheme(let id, _): rules[id].place
    case .rule(let id), .derogation(let id, _), .reading(let id, _): rules[id].place
    case .scope(let act): rules[act].place
    case .jurisdiction(let code): rules.acts.first { $0.jurisdiction == code }?.place
    case .day, .items, .uses, .judgement, .role, .notYetLaw, .noLongerLaw, .requirement: nil
    }
  }

  /// The answers for which a fact is not asked.
  private func guards(of fact: FactID, _ context: Int) -> [Statement] {
    guard let guarding = rules.vocabulary[fact].guarding else { return [] }
    var seen: Set<FactID> = []
    return guarding.condition.atoms.compactMap { atom in
      guard case .fact(let id, let test) = atom, let answer = evaluation.answers[context][id],
        seen.insert(id).inserted
      else { return nil }
      return Statement(
        subject: .fact(id, test, answer.said), truth: rules.vocabulary[id].truth(of: test, answer),
        place: answer.place, derogation: nil, isAssumed: answer.isAssumed, isGuard: true, use: nil,
        parts: [])
    }
  }

  /// The dates or times between which a measure counts; a score would take too many words.
  private func ends(of id: MeasureID, _ context: Int) -> [Statement] {
    guard case .elapsed(let elapsed) = rules[id].form else { return [] }
    return [elapsed.from, elapsed.to].compactMap { end in
      guard case .fact(let fact) = end else { return nil }
      let answer = evaluation.answers[context][fact]
      return Statement(
        subject: .fact(fact, .present, answer?.said), truth: answer?.value == nil ? .unknown : .yes,
        place: answer?.place ?? rules.vocabulary[fact].place, derogation: nil,
        isAssumed: answer?.isAssumed ?? false, isGuard: false, use: nil, parts: [])
    }
  }

  /// A derogation without a condition is left to a person.
  private func judgement(
    onDerogation rule: RuleID, _ path: [Int], _ context: Int, _ place: Place
  ) -> [Statement] {
    guard let compiled = compiledDerogation(rule, path, context), compiled.when == nil else {
      return []
    }
    let name = rules.fullName(rule, path)
    return [
      Statement(
        subject: .judgement(name), truth: evaluation.truth(compiled.own, context),
        place: useCase.judgements[name]?.place ?? place, derogation: nil, isAssumed: false,
        isGuard: false, use: nil, parts: [])
    ]
  }

  private func compiledDerogation(
    _ rule: RuleID, _ path: [Int], _ context: Int
  ) -> CompiledDerogation? {
    evaluation.lawIndex(of: rule, context).flatMap { index in
      evaluation.program[rule].versions[index].derogation(at: path)
    }
  }

  private func derogationState(_ reason: Reason, _ context: Int) -> DerogationState? {
    guard case .derogation(let rule, let path) = reason.about else { return nil }
    let own = compiledDerogation(rule, path, context).map { evaluation.truth($0.own, context) }
    return switch (reason.truth, own) {
    case (.yes, _): .counts
    case (.unknown, _): .open
    case (.no, .yes?): .takenBack
    case (.no, .unknown?): .openButTakenBack
    case (.no, _): .doesNotHold
    }
  }
}

extension Fact {
  /// Whether an answer passes a test.
  func truth(of test: Test, _ answer: Answer) -> Truth {
    if case .lessThan = test { return .unknown }
    if isSet { return test.truth(options: options.count) { answer.has($0) } }
    return answer.value.map { Truth(test.holds(of: $0)) } ?? .unknown
  }

  /// Whether a value passes a test.
  func truth(of test: Test, _ value: Value) -> Truth {
    if case .lessThan = test { return .unknown }
    guard isSet else { return Truth(test.holds(of: value)) }
    guard case .members(let members) = value else { return .no }
    return test.truth(options: options.count) { members.contains($0) }
  }
}
