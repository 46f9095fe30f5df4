package import RuleCompiler

extension Evaluation {
  /// Sets what is known of variables before any step: the setting, answers, judgements, readings.
  mutating func setStates(of variables: [VariableID], _ context: Int) {
    for id in variables {
      states[context][id.index] =
        given(program.variables[id.index], id, context) ?? frame.open[id.index]
    }
  }

  /// Nil where nothing is known, or where steps must be run first.
  private func given(
    _ variable: Variable, _ id: VariableID, _ context: Int
  ) -> CellSet? {
    switch variable.kind {
    case .day:
      return CellSet([variable.cells.cell(of: .day(setting.day))])
    case .presumption:
      let isShown = context < shown.count && shown[context].contains(id)
      return CellSet([setting.isPresuming && !isShown ? 1 : 0])
    case .asIf(let code):
      return CellSet([setting.asIf.contains(code) ? 1 : 0])
    case .jurisdiction(let code):
      let truth = setting.asked[code] ?? .no
      return truth == .unknown ? nil : CellSet([truth == .yes ? 1 : 0])
    case .reading(let rule):
      return useCase.readings[rule].map { CellSet([$0.index]) }
    case .judgement(let rule, let path):
      guard !useCase.judgements.isEmpty else { return nil }
      let name = path.isEmpty ? rules.fullName(rule) : rules.fullName(rule, path)
      return useCase.judgements[name].map { CellSet([$0.verdict ? 1 : 0]) }
    case .fact(let fact):
      return answers[context][fact]?.value.map { CellSet([variable.cells.cell(of: $0)]) }
    case .member(let fact, let place):
      return answers[context][fact]?.has(place).map { CellSet([$0 ? 1 : 0]) }
    case .fewer, .measure, .items, .someUse:
      return nil
    }
  }

  /// Sets a variable that follows from others, once the steps it needs have run.
  mutating func setComputed(_ id: VariableID, _ context: Int) {
    switch program[id].kind {
    case .fewer(let left, let right):
      states[context][id.index] = fewer(left, right, context)
    case .measure(let measure):
      states[context][id.index] = cells(of: measure, program[id].cells, context)
    case .items(let query):
      let truth = self.truth(of: program.items[query], context)
      if truth != .unknown { states[context][id.index] = CellSet([truth == .yes ? 1 : 0]) }
    case .someUse(let step):
      let truth = Truth.any(answers.indices.map { truths[$0][step.index] })
      guard truth != .unknown else { return }
      for other in answers.indices {
        states[other][id.index] = CellSet([truth == .yes ? 1 : 0])
      }
    case .day, .presumption, .reading, .jurisdiction, .asIf, .fact, .member, .judgement:
      break
    }
  }

  private func fewer(_ left: FactID, _ right: FactID, _ context: Int) -> CellSet {
    let first = value(of: left, context)
    let second = value(of: right, context)
    if first == Value.none || second == Value.none { return CellSet([0]) }
    guard case .number(let first)? = first, case .number(let second)? = second else {
      return CellSet([0, 1])
    }
    return CellSet([first < second ? 1 : 0])
  }

  /// What a fact is: its answer, or what its guard says where that is no; nil where it is unknown.
  package func value(of fact: FactID, _ context: Int) -> Value? {
    if isClosed(fact, context) { return rules.vocabulary[fact].guarding?.otherwise }
    return answers[context][fact]?.value
  }

  /// Whether the guard of a fact is no, so that it is not asked.
  package func isClosed(_ fact: FactID, _ context: Int) -> Bool {
    program.guards[fact].map { truths[context][$0.index] == .no } ?? false
  }
}

extension Answer {
  /// Whether a member belongs to the set; nil where nobody has said.
  package func has(_ place: Int) -> Bool? {
    switch said {
    case .value(.members(let members)): members.contains(place)
    case .partly(let has, let hasNot):
      has.contains(place) ? true : hasNot.contains(place) ? false : nil
    case .value, .unknown, .unsayable: nil
    }
  }
}
