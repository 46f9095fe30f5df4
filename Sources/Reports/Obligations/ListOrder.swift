import RuleCompiler

extension [ListedDuty] {
  /// As people read it: use case by use case, bearer by bearer, what is in force first.
  var inListOrder: [ListedDuty] {
    map { $0.stand?.place ?? 0 }.uniqued().flatMap { place -> [ListedDuty] in
      let own = filter { ($0.stand?.place ?? 0) == place }
      return own.bearers.flatMap { bearer in
        ListedDuty.Timing.allCases.flatMap { timing in
          own.filter { $0.bearer == bearer && $0.timing == timing }.inOrder
        }
      }
    }
  }

  /// Who is bound: first those whom binding law binds, in the order of the rulebook.
  var bearers: [String?] {
    let all = map(\.bearer).uniqued()
    let bound = Set(filter { Force($0.version) == .binding }.map(\.bearer))
    return all.filter(bound.contains) + all.filter { !bound.contains($0) }
  }

  /// What a gate counts first, then the gravest; of what is coming or over, the nearest day first.
  var inOrder: [ListedDuty] {
    func key(_ place: Int) -> (Int, Int, Int, Int, Int) {
      let duty = self[place]
      let day: Int =
        switch duty.timing {
        case .inForce: 0
        case .upcoming: duty.daysLeft ?? 0
        case .ended: duty.ends.map { $0.days(until: duty.day) } ?? 0
        }
      guard let stand = duty.stand else { return (day, 0, 0, 0, place) }
      return (
        day, Force(duty.version) == .binding ? 0 : 1,
        DutyState.allCases.firstIndex(of: stand.state) ?? 0,
        -(Severity.allCases.firstIndex(of: duty.version.severity) ?? 0), place
      )
    }
    return indices.sorted { key($0) < key($1) }.map { self[$0] }
  }
}
