public import RuleCompiler

extension Rulebook {
  /// What this rulebook says of a use case on a day.
  ///
  /// - Parameters:
  ///   - hash: tells whether a rule is still the one for which a waiver was given; without it a
  ///     waiver that names the digest of its rule does not count.
  public func assess(
    _ useCase: UseCase, on day: Day, hashing hash: HashFunction? = nil
  ) -> Assessment {
    assess(useCase, on: day, hashing: hash, remembering: nil)
  }

  /// The same, sooner where many use cases share a memory of this rulebook.
  package func assess(
    _ useCase: UseCase, on day: Day, hashing hash: HashFunction? = nil,
    remembering memory: VerdictMemory?
  ) -> Assessment {
    var assessor = Assessor(
      rulebook: self, useCase: useCase, day: day, hash: hash, memory: memory)
    return assessor.assess()
  }

  /// The same verdicts, classes and later days, and of settled findings neither reasons nor what
  /// they were read from: for who counts many systems.
  package func assessBriefly(
    _ useCase: UseCase, on day: Day, hashing hash: HashFunction? = nil,
    remembering memory: VerdictMemory? = nil
  ) -> Assessment {
    var assessor = Assessor(
      rulebook: self, useCase: useCase, day: day, hash: hash, memory: memory)
    assessor.saysWhy = false
    return assessor.assess()
  }
}

/// A finding to be made: a rule for a bearer and a use.
private struct Matter: Hashable, Sendable {
  let rule: RuleID
  let bearer: Int
  let context: Int
}

/// Walks the day and the later days on which anything may change.
private struct Assessor: Sendable {
  let rulebook: Rulebook
  let useCase: UseCase
  let day: Day
  let hash: HashFunction?
  private var today: Evaluation
  private var matters: [Matter] = []
  /// The schemes of the acts that are asked.
  private let schemes: [SchemeID]
  /// Whether findings are told with their reasons and with what they were read from.
  var saysWhy = true

  init(
    rulebook: Rulebook, useCase: UseCase, day: Day, hash: HashFunction?, memory: VerdictMemory?
  ) {
    self.hash = hash
    self.rulebook = rulebook
    self.useCase = useCase
    self.day = day
    let setting = Setting(of: useCase, on: day, rulebook.rules)
    let acts = rulebook.rules.acts.map(\.id).filter { rulebook.asks($0, setting) }
    schemes = rulebook.rules.schemes.map(\.id).filter {
      rulebook.asks(rulebook.rules[$0].act, setting)
    }
    today = Evaluation(useCase, setting, rulebook, .acts(Set(acts)), remembering: memory)
  }

  mutating func assess() -> Assessment {
    matters = findMatters()
    let asked = AskedVerdicts(matters.map(\.key), today)
    let verdicts = VerdictsOfADay(of: asked, in: schemes, evaluation: today)
    today = verdicts.evaluation
    let assessor = self
    var findings: [Finding] = []
    let changes: Changes
    (changes, (findings, today)) = inParallel(
      { assessor.laterChanges(from: verdicts, asked) }, { assessor.findings(verdicts.verdicts) })
    for (index, later) in changes.verdicts { findings[index].later = later }
    return Assessment(
      rulebook: rulebook, useCase: useCase, day: day,
      frameworks: rulebook.frameworks(of: useCase, on: day),
      classes: results(verdicts.classes, changes.classes), findings: findings, evaluation: today)
  }

  /// Rules of the acts that are asked, apart from definitions; rules about decisions only where
  /// a decision is described.
  private func findMatters() -> [Matter] {
    let describesDecision = today.answers.contains { answers in
      answers.keys.contains { rulebook.rules.vocabulary[$0].level == .decision }
    }
    return rulebook.rules.rules.lazy.filter { rule in
      rule.kind != .definition && rulebook.asks(rule.act, today.setting)
        && (rule.level != .decision || describesDecision)
    }.flatMap { rule in
      let contexts = rule.level == .system ? 0..<1 : today.answers.indices
      let bearers = Swift.max(rule.bearers.count, 1)
      return contexts.flatMap { context in
        (0..<bearers).map { Matter(rule: rule.id, bearer: $0, context: context) }
      }
    }
  }
}

extension Matter {
  fileprivate var key: AskedVerdicts.Key { (rule, bearer, context) }
}

extension Rulebook {
  /// Whether the law of an act is asked, or may be.
  package func asks(_ act: ActID, _ setting: Setting) -> Bool {
    let code = rules[act].jurisdiction
    return code == Act.worldwide || (setting.asked[code] ?? .no) != .no
  }
}

extension Assessor {
  // MARK: Later days

  /// What comes out otherwise on later days: verdicts by the places of matters.
  private typealias Changes = (
    verdicts: [Int: [LaterVerdict]], classes: [SchemeID: [LaterClass]]
  )

  private func laterChanges(
    from now: VerdictsOfADay, _ asked: AskedVerdicts
  ) -> Changes {
    var verdicts: [Int: [LaterVerdict]] = [:]
    var classes: [SchemeID: [LaterClass]] = [:]
    var last = now
    for later in today.laterDays {
      var evaluation = last.evaluation.on(later)
      guard !evaluation.isLike(last.evaluation) else { continue }
      evaluation.inherit(from: &last.evaluation)
      let then = VerdictsOfADay(of: asked, in: schemes, evaluation: evaluation, after: last)
      for (index, verdict) in then.verdicts.enumerated() where !verdict.isLike(last.verdicts[index])
      {
        verdicts[index, default: []].append(LaterVerdict(day: later, verdict: verdict))
      }
      for scheme in schemes {
        guard let found = then.classes[scheme], let before = last.classes[scheme],
          !found.isLike(before)
        else { continue }
        let names = rulebook.rules[scheme].classes
        classes[scheme, default: []].append(
          LaterClass(
            day: later, lowest: names[found.places.places.last ?? names.count - 1],
            highest: names[found.places.places.first ?? names.count - 1],
            isContested: found.isContested))
      }
      last = then
    }
    return (verdicts, classes)
  }

  private func results(
    _ found: [SchemeID: SchemeClass], _ later: [SchemeID: [LaterClass]]
  ) -> [ClassResult] {
    schemes.compactMap { id in
      guard let result = found[id] else { return nil }
      let scheme = rulebook.rules[id]
      let uses = useCase.uses.indices.map { context in
        let places = result.byUse[context].places
        return ClassOfUse(
          use: useCase.uses[context].name, title: useCase.uses[context].title,
          lowest: scheme.classes[places.last ?? scheme.classes.count - 1],
          highest: scheme.classes[places.first ?? scheme.classes.count - 1])
      }
      return ClassResult(
        scheme: scheme.name, classes: scheme.classes, places: result.places,
        isContested: result.isContested, isJoined: result.isJoined,
        uses: uses.count > 1 ? uses : [], later: later[id] ?? [])
    }
  }

  // MARK: One finding

  /// Without what comes later, and the evaluation with all that was read from diagrams on the way.
  private func findings(_ verdicts: [Verdict]) -> ([Finding], Evaluation) {
    var assessor = self
    let findings = zip(matters, verdicts).map { assessor.finding($0, $1) }
    return (findings, assessor.today)
  }

  private mutating func finding(_ matter: Matter, _ verdict: Verdict) -> Finding {
    let rule = rulebook.rules[matter.rule]
    let isShown = verdict.isShown(of: rule.kind)
    let cited = isShown && saysWhy ? cite(matter, verdict) : Cited()
    let isOpen = !verdict.possible.isSettled && !verdict.isContested
    let usesOfCase = useCase.uses
    return Finding(
      rule: matter.rule, bearerPlace: matter.bearer, context: matter.context,
      use: rule.level == .system || usesOfCase.isEmpty ? nil : usesOfCase[matter.context].name,
      bearer: rule.bearers.isEmpty ? nil : rule.bearers[matter.bearer], verdict: verdict,
      later: [], isOthers: isOthers(matter),
      reasons: isShown && saysWhy
        ? today.reasons(for: matter.rule, bearer: matter.bearer, matter.context, depth: 1) : [],
      cited: cited,
      questions: isOpen
        ? today.relevant(matter.rule, bearer: matter.bearer, matter.context) : [],
      evidence: isShown ? evidence(for: rule) : [],
      waiver: useCase.waiver(
        for: rule.id, hash,
        use: usesOfCase.isEmpty ? nil : usesOfCase[matter.context].name, verdict, of: rule.kind,
        on: day, today, matter.context))
  }

  private mutating func cite(_ matter: Matter, _ verdict: Verdict) -> Cited {
    if verdict.isSettledEitherWay, let root = rulebook.program[matter.rule].verdicts[matter.bearer]
    {
      return today.citedEitherWay(by: root, matter.context)
    }
    return today.cited(by: today.deciding(matter.rule, bearer: matter.bearer, matter.context))
  }

  /// The duty would be owed but for the role.
  private func isOthers(_ matter: Matter) -> Bool {
    guard let index = today.lawIndex(of: matter.rule, matter.context) else { return false }
    let version = rulebook.program[matter.rule].versions[index]
    let binding = version.bindings[matter.bearer]
    guard binding.bearer != nil, today.truth(binding.hasRole, matter.context) == .no else {
      return false
    }
    return today.truth(version.scope, matter.context) != .no
      && (rulebook.rules[matter.rule].kind == .prohibition
        || today.truth(version.body, matter.context) != .no)
  }

  private func evidence(for rule: Rule<Atom>) -> [EvidenceState] {
    let names = rule.versions.first { $0.period.contains(day) }?.evidence ?? []
    let fullName = rulebook.rules.fullName(rule.id)
    return names.map { name in
      let held = useCase.evidence.first {
        $0.name == name && ($0.supports.isEmpty || $0.supports.contains(fullName))
      }
      let lapsed = held?.validUntil.map { $0 < day } ?? false
      return EvidenceState(
        name: name, state: held == nil ? .missing : lapsed ? .lapsed : .held, file: held?.file,
        validUntil: held?.validUntil)
    }
  }
}

extension Verdict {
  /// Whether a report says why: not of duties that do not apply, nor of classes that do not hold.
  func isShown(of kind: RuleKind) -> Bool {
    possible != .notApplicable
  }

  /// Whether a reader would see no difference.
  func isLike(_ other: Verdict) -> Bool {
    possible == other.possible && isContested == other.isContested && presumed == other.presumed
  }
}

extension Evaluation {
  /// The steps that decide the verdict on a duty, or the truth of another rule.
  func deciding(
    _ id: RuleID, bearer place: Int, _ context: Int
  ) -> [(step: StepID, context: Int)] {
    guard rules[id].kind.isDuty else { return [(program[id].truth, context)] }
    guard let index = lawIndex(of: id, context) else { return [] }
    let binding = program[id].versions[index].bindings[place]
    let holds = (step: binding.holds, context: context)
    return truths[context][binding.holds.index] == .no
      ? [holds] : [holds, (step: binding.required, context: context)]
  }
}
