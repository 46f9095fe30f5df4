import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A list of obligations as iCalendar: an event for each day from which one binds, for each last
/// day, and for each day on which a document that one asks for expires.
///
/// An event that the calendar of a run has too has the same UID there.
struct ObligationCalendar {
  let list: ObligationList
  let language: Language

  var text: String {
    var seen: [String: Int] = [:]
    var events: [CalendarEvent] = []
    for duty in list.duties {
      let words = DutyWords(
        wording: Wording(
          language: language, rules: list.rulebook.rules, useCase: duty.stand?.useCase))
      let name = identity(parts(of: duty), &seen)
      events += [begin(duty, name, words), end(duty, name, words)].compactMap(\.self)
    }
    return (events + expiries).calendar(
      orElse: DocumentWords.noDates.in(language), on: list.day)
  }

  private func parts(of duty: ListedDuty) -> [String] {
    let name = list.rulebook.rules.fullName(duty.rule.id)
    guard let stand = duty.stand else {
      // One for each version, each of which has its own day.
      return ["catalogue", name, duty.bearer ?? "", duty.begins?.description ?? ""]
    }
    return [name, stand.useCase.name, stand.report.finding.use ?? "", duty.bearer ?? ""]
  }

  private func begin(
    _ duty: ListedDuty, _ name: String, _ words: DutyWords
  ) -> CalendarEvent? {
    guard duty.timing == .upcoming, let day = duty.begins else { return nil }
    return event(
      duty, name + "-begins", on: day,
      DocumentWords.begins.said(in: language, words.says(duty)), words, category: "begins")
  }

  private func end(_ duty: ListedDuty, _ name: String, _ words: DutyWords) -> CalendarEvent? {
    guard duty.timing != .ended, let day = duty.ends else { return nil }
    return event(
      duty, name + "-ends", on: day,
      ObligationWords.ends.said(in: language, words.says(duty)), words, category: "ends")
  }

  private func event(
    _ duty: ListedDuty, _ name: String, on day: Day, _ summary: String, _ words: DutyWords,
    category: String
  ) -> CalendarEvent {
    let title = duty.stand.map { $0.useCase.title ?? $0.useCase.name } ?? ""
    let law =
      ([words.source(duty), words.bearer(duty.bearer), words.kind(duty)]
      + words.force(duty)).joined(separator: " · ")
    return CalendarEvent(
      identity: name, stamp: duty.day, day: day, summary: summary,
      description: [title, law, words.state(duty), words.remedy(duty) ?? ""], url: duty.act.url,
      category: category)
  }

  /// Documents that something listed asks for, each once.
  private var expiries: [CalendarEvent] {
    var seen: [String: Int] = [:]
    var told: Set<String> = []
    return list.duties.flatMap { duty -> [CalendarEvent] in
      guard let stand = duty.stand else { return [] }
      return stand.documents.compactMap { document in
        guard let day = document.evidence?.validUntil, day >= duty.day,
          told.insert("\(stand.place) \(document.name)").inserted
        else { return nil }
        return CalendarEvent(
          identity: identity(["evidence", stand.useCase.name, document.name], &seen) + "-expires",
          stamp: duty.day, day: day,
          summary: DocumentWords.expires.said(in: language, document.name),
          description: [
            stand.useCase.title ?? stand.useCase.name, document.evidence?.file ?? "",
          ], url: nil, category: "expires")
      }
    }
  }
}
