import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A run as iCalendar: an event for each duty that begins on a later day, and for each document
/// and waiver that expires.
///
/// `DTSTAMP` and `SEQUENCE` are taken from the day of the assessment, so that a later assessment
/// overrules an earlier one in the calendar of whoever subscribed.
struct CalendarDocument {
  let writer: DocumentWriter

  var text: String {
    events.calendar(
      orElse: DocumentWords.noDates.in(writer.options.language),
      on: writer.cases.map(\.day).max())
  }

  private var events: [CalendarEvent] {
    var seen: [String: Int] = [:]
    return writer.cases.flatMap { part in
      part.entries.compactMap { begin($0, part) } + expiries(part, &seen)
    }
  }

  // MARK: What begins

  /// The day from which a duty that does not apply today may have to be met.
  private func begin(_ entry: DocumentEntry, _ part: CaseEntries) -> CalendarEvent? {
    guard entry.report.rule.kind.isDuty, entry.gates, entry.outcome == .notApplicable,
      let change = entry.later.first(where: { $0.standing.isTold && $0.force == .binding })
    else { return nil }
    let words = part.words
    let outcome = words.wording.outcome(change.verdict, of: change.rule.kind)
    return CalendarEvent(
      identity: "\(entry.fingerprint)-begins", stamp: part.day, day: change.day,
      summary: DocumentWords.begins.said(in: writer.options.language, words.says(entry)),
      description: [
        part.useCase.title ?? part.useCase.name, words.provenance(entry), outcome,
        words.remedy(entry) ?? "",
      ], url: entry.report.act.url, category: "begins")
  }

  // MARK: What expires

  private func expiries(_ part: CaseEntries, _ seen: inout [String: Int]) -> [CalendarEvent] {
    let language = writer.options.language
    let title = part.useCase.title ?? part.useCase.name
    var found: [CalendarEvent] = []
    for document in part.useCase.evidence {
      guard let day = document.validUntil, day >= part.day else { continue }
      found.append(
        CalendarEvent(
          identity: identity(["evidence", part.useCase.name, document.name], &seen) + "-expires",
          stamp: part.day, day: day,
          summary: DocumentWords.expires.said(in: language, document.name),
          description: [title, document.file], url: nil, category: "expires"))
    }
    for waiver in part.useCase.waivers where waiver.expires >= part.day {
      found.append(
        CalendarEvent(
          identity: identity(["waiver", part.useCase.name, waiver.rule, waiver.use ?? ""], &seen)
            + "-expires",
          stamp: part.day, day: waiver.expires,
          summary: DocumentWords.waiverExpires.said(in: language, waiver.rule),
          description: [title, waiver.approvedBy, waiver.reason], url: nil, category: "waiver"))
    }
    return found
  }
}

extension String {
  /// In lines of 75 octets at most, none of which parts a character.
  var folded: String {
    var result = ""
    var octets = 0
    for scalar in unicodeScalars {
      let size = UTF8.width(scalar)
      if octets + size > 75 {
        result += "\r\n "
        octets = 1
      }
      result.unicodeScalars.append(scalar)
      octets += size
    }
    return result
  }
}
