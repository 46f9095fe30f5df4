package import RuleCompiler

/// What of a list is wanted. A duty must fit everything that is named; of several names of one
/// kind it must fit one. Where nothing of a kind is named, all of it is wanted.
package struct ObligationFilter: Sendable, Equatable {
  /// Who is bound, or whose right it is.
  package var roles: Set<String> = []
  package var topics: Set<String> = []
  /// Codes of packs.
  package var jurisdictions: Set<String> = []
  package var acts: Set<String> = []
  package var kinds: Set<RuleKind> = []
  package var statuses: Set<Status> = []
  package var timings: Set<ListedDuty.Timing> = []
  /// In the catalogue nothing has a state, and any fits.
  package var states: Set<DutyState> = []
  /// It binds on some day from this one on.
  package var from: Day?
  /// It binds on some day up to this one.
  package var to: Day?
  /// Further filters that all must let a duty through.
  private var others: [ObligationFilter] = []

  package init() {}

  package func admits(_ duty: ListedDuty) -> Bool {
    func fits<Name: Hashable>(_ names: Set<Name>, _ own: Name?) -> Bool {
      names.isEmpty || own.map(names.contains) ?? false
    }
    return (roles.isEmpty || !roles.isDisjoint(with: duty.roles))
      && fits(topics, duty.rule.topic) && fits(jurisdictions, duty.act.jurisdiction)
      && fits(acts, duty.act.name) && fits(kinds, duty.rule.kind)
      && fits(statuses, duty.version.status) && fits(timings, duty.timing)
      && (states.isEmpty || duty.stand.map { states.contains($0.state) } ?? true)
      && duty.binds(from: from, to: to) && others.allSatisfy { $0.admits(duty) }
  }

  /// Both.
  func and(_ other: ObligationFilter) -> ObligationFilter {
    guard self != ObligationFilter() else { return other }
    guard other != ObligationFilter() else { return self }
    var both = self
    both.others.append(other)
    return both
  }
}
