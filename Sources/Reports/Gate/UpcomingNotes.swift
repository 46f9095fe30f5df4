import RuleCompiler
import RuleEvaluator

extension RunReport {
  /// What begins to be violated or undecided within so many days, and is not yet: of each finding
  /// the first such day.
  package func upcoming(within days: Int) -> [RunProblem] {
    cases.flatMap { part in
      part.entries.compactMap { entry -> RunProblem? in
        let today = part.report.assessment.day
        let change = entry.later.first { change in
          change.force == .binding && change.asks && !entry.asks(atLeastLike: change)
        }
        guard let change, today.days(until: change.day) <= days else { return nil }
        return RunProblem(
          code: change.isViolated ? "upcoming-violated" : "upcoming-undecided",
          message: part.upcoming(entry, change, in: today.days(until: change.day)),
          file: entry.place.file, span: entry.place.span)
      }
    }
  }
}

extension PreparedCase {
  fileprivate func upcoming(
    _ entry: DocumentEntry, _ change: FindingReport, in days: Int
  ) -> Text {
    func said(in language: Language) -> String {
      let assessment = report.assessment
      let wording = Wording(
        language: language, rules: assessment.rulebook.rules, useCase: assessment.useCase)
      let outcome =
        change.standing == .undecided
        ? wording.say(.open).lowercased()
        : wording.outcome(change.verdict, of: change.rule.kind)
      let use = entry.report.finding.use.map { " [\($0)]" } ?? ""
      let words =
        change.version.citation.map { wording.say(.sepSays, outcome, wording.sentence($0.says)) }
        ?? outcome
      let soon = wording.say(.daysLeft, String(days), count: days)
      let day = change.day.words(in: language)
      return language == .french
        ? "à partir du \(day) (dans \(soon)), \(entry.name)\(use) : \(words)".inFrenchTypography
        : "from \(day) (in \(soon)), \(entry.name)\(use): \(words)"
    }
    return Text(said(in: .english), french: said(in: .french))
  }
}

extension FindingReport {
  /// Whether it is violated or may be.
  fileprivate var asks: Bool { standing <= .undecided }

  fileprivate var isViolated: Bool { standing == .violated || standing == .presumedViolated }
}

extension DocumentEntry {
  /// Whether it is today what it becomes later, or worse.
  fileprivate func asks(atLeastLike change: FindingReport) -> Bool {
    guard gates, outcome.isProblem else { return false }
    return outcome == .violated || !change.isViolated
  }
}
