import RuleCompiler

/// Says what a list was asked for.
struct FilterWords {
  let wording: Wording

  private var language: Language { wording.language }

  /// All that is asked, in one line; of states nothing, as the end of a list speaks of them.
  func words(_ filter: ObligationFilter) -> String {
    var parts: [String] = []
    func add(_ names: some Sequence<String>, _ word: (String) -> String) {
      let words = names.sorted().map(word)
      if !words.isEmpty { parts.append(wording.either(words)) }
    }
    add(filter.jurisdictions) { $0 }
    add(filter.acts) { $0 }
    add(filter.roles, wording.party)
    add(filter.topics, wording.topic)
    for kind in RuleKind.allCases where filter.kinds.contains(kind) {
      parts.append(wording.word(for: kind))
    }
    for status in Status.allCases where filter.statuses.contains(status) {
      parts.append(wording.word(for: status))
    }
    for timing in ListedDuty.Timing.allCases where filter.timings.contains(timing) {
      parts.append(FilterWords.word(for: timing, language))
    }
    if filter.states != DutyState.applying {
      for state in DutyState.allCases where filter.states.contains(state) {
        parts.append(FilterWords.word(for: state, language))
      }
    }
    if let from = filter.from {
      parts.append(ObligationWords.from.said(in: language, wording.date(from)))
    }
    if let to = filter.to {
      parts.append(ObligationWords.to.said(in: language, wording.date(to)))
    }
    return parts.joined(separator: " · ")
  }

  static func word(for timing: ListedDuty.Timing, _ language: Language) -> String {
    switch timing {
    case .inForce: ObligationWords.inForce.in(language)
    case .upcoming: ObligationWords.comes.in(language)
    case .ended: ObligationWords.over.in(language)
    }
  }

  static func word(for state: DutyState, _ language: Language) -> String {
    let words =
      switch state {
      case .violated: Words("violated", "violées")
      case .contested: Words("contested", "contestées")
      case .undecided: Words("undecided", "indécises")
      case .open: Words("open without any violation", "ouvertes sans violation possible")
      case .satisfied: Words("satisfied", "respectées")
      case .notApplicable: Words("that do not apply", "sans objet")
      case .others: Words("that bind others", "qui lient d'autres")
      }
    return words.in(language)
  }
}
