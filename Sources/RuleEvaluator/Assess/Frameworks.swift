public import RuleCompiler

extension Rulebook {
  /// Whose law a use case asks on a day, and whether it is here.
  func frameworks(of useCase: UseCase, on day: Day) -> [Framework] {
    var found: [Framework] = []
    func add(_ code: String, _ standing: Framework.Standing) {
      guard !found.contains(where: { $0.code == code }) else { return }
      found.append(
        Framework(
          code: code, title: rules.memberships.body(code)?.title, standing: standing,
          isLoaded: hasActs(of: code)))
    }
    for code in useCase.jurisdictions { add(code, .named) }
    for code in useCase.asIf { add(code, .asIf) }
    for body in rules.memberships.bodies {
      for code in useCase.jurisdictions {
        switch body.has(code, on: day) {
        case true?: add(body.code, .member(code))
        case nil: add(body.code, .unknownMember(code))
        case false?: break
        }
      }
    }
    return found
  }

  func hasActs(of code: String) -> Bool {
    rules.acts.contains { $0.jurisdiction == code }
  }

  /// Named jurisdictions for which nothing is loaded: neither a pack of their own nor one of a
  /// body that they belong to. An assessment that asks one says too little, and must not pass.
  public func notLoaded(for useCase: UseCase, on day: Day) -> [String] {
    let missing = useCase.jurisdictions.filter { code in
      !hasActs(of: code)
        && !rules.memberships.bodies.contains {
          $0.has(code, on: day) == true && hasActs(of: $0.code)
        }
    }
    return missing + useCase.asIf.filter { !hasActs(of: $0) }
  }
}

extension Evaluation {
  /// Days after that of the setting, at most ten years on, on which the law or a count of days
  /// changes.
  var laterDays: [Day] {
    var days: [Day] = []
    for id in frame.whole.variables {
      let variable = program.variables[id.index]
      guard case .line(let boundaries) = variable.cells.form else { continue }
      switch variable.kind {
      case .day:
        for boundary in boundaries {
          if case .day(let start) = boundary.point {
            days.append(boundary.isAfter ? start.adding(days: 1) : start)
          }
        }
      case .measure(let measure): days += countedDays(measure, boundaries)
      case .presumption, .reading, .jurisdiction, .asIf, .fact, .member, .judgement, .fewer,
        .items, .someUse:
        break
      }
    }
    let last = setting.day.adding(years: 10)
    let later = days.filter { $0 > setting.day && $0 <= last }.sorted()
    // Each once; alike ones stand beside one another.
    return later.enumerated().filter { $0.offset == 0 || later[$0.offset - 1] != $0.element }
      .map(\.element)
  }

  /// Days on which the time since a known date reaches what some rule asks for.
  private func countedDays(_ measure: MeasureID, _ boundaries: [Boundary]) -> [Day] {
    guard case .elapsed(let elapsed) = rules[measure].form, elapsed.to == .assessmentDay,
      case .fact(let fact) = elapsed.from
    else { return [] }
    return answers.flatMap { answers -> [Day] in
      guard case .day(let start)? = answers[fact]?.value else { return [] }
      return boundaries.compactMap { boundary in
        guard case .number(let number) = boundary.point, number.places == 0 else { return nil }
        let shift = (boundary.isAfter ? 1 : 0) - (elapsed.countsBothEnds ? 1 : 0)
        return start.adding(days: Int(clamping: number.digits) + shift)
      }
    }
  }
}
