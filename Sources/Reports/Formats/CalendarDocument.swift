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

  private struct Event {
    let identity: String
    let stamp: Day
    let day: Day
    let summary: String
    let description: [String]
    let url: String?
    let category: String
  }

  var text: String {
    let head = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Clearance//Clearance//EN",
      "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
    ]
    let events = self.events
    let lines = events.isEmpty ? nothing : events.flatMap(written)
    return (head + lines + ["END:VCALENDAR"]).map { $0.folded + "\r\n" }.joined()
  }

  private var events: [Event] {
    var seen: [String: Int] = [:]
    let found = writer.cases.flatMap { part in
      part.entries.compactMap { begin($0, part) } + expiries(part, &seen)
    }
    return found.enumerated().sorted { left, right in
      (left.element.day, left.offset) < (right.element.day, right.offset)
    }.map(\.element)
  }

  // MARK: What begins

  /// The day from which a duty that does not apply today may have to be met.
  private func begin(_ entry: DocumentEntry, _ part: CaseEntries) -> Event? {
    guard entry.report.rule.kind.isDuty, entry.gates, entry.outcome == .notApplicable,
      let change = entry.later.first(where: { $0.standing.isTold && $0.force == .binding })
    else { return nil }
    let words = part.words
    let outcome = words.wording.outcome(change.verdict, of: change.rule.kind)
    return Event(
      identity: "\(entry.fingerprint)-begins", stamp: part.day, day: change.day,
      summary: DocumentWords.begins.said(in: writer.options.language, words.says(entry)),
      description: [
        part.useCase.title ?? part.useCase.name, words.provenance(entry), outcome,
        words.remedy(entry) ?? "",
      ], url: entry.report.act.url, category: "begins")
  }

  // MARK: What expires

  private func expiries(_ part: CaseEntries, _ seen: inout [String: Int]) -> [Event] {
    let language = writer.options.language
    let title = part.useCase.title ?? part.useCase.name
    var found: [Event] = []
    for document in part.useCase.evidence {
      guard let day = document.validUntil, day >= part.day else { continue }
      found.append(
        Event(
          identity: identity(["evidence", part.useCase.name, document.name], &seen) + "-expires",
          stamp: part.day, day: day,
          summary: DocumentWords.expires.said(in: language, document.name),
          description: [title, document.file], url: nil, category: "expires"))
    }
    for waiver in part.useCase.waivers where waiver.expires >= part.day {
      found.append(
        Event(
          identity: identity(["waiver", part.useCase.name, waiver.rule, waiver.use ?? ""], &seen)
            + "-expires",
          stamp: part.day, day: waiver.expires,
          summary: DocumentWords.waiverExpires.said(in: language, waiver.rule),
          description: [title, waiver.approvedBy, waiver.reason], url: nil, category: "waiver"))
    }
    return found
  }

  // MARK: Lines

  private func written(_ event: Event) -> [String] {
    var lines = [
      "BEGIN:VEVENT", "UID:\(event.identity)@clearance", "DTSTAMP:\(event.stamp.basic)T000000Z",
      "SEQUENCE:\(event.stamp.number)", "DTSTART;VALUE=DATE:\(event.day.basic)",
      "DTEND;VALUE=DATE:\(event.day.adding(days: 1).basic)", "TRANSP:TRANSPARENT",
      "SUMMARY:" + event.summary.onOneLine.calendarText,
      "DESCRIPTION:"
        + event.description.map(\.onOneLine).filter { !$0.isEmpty }.joined(separator: "\n")
        .calendarText,
      "CATEGORIES:" + event.category,
    ]
    if let url = event.url, url.isWebAddress { lines.append("URL:" + url) }
    return lines + [
      "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:" + event.summary.onOneLine.calendarText,
      "TRIGGER:-P30D", "END:VALARM", "END:VEVENT",
    ]
  }

  /// RFC 5545 has no calendar without a component; a journal shows in no calendar.
  private var nothing: [String] {
    let day = writer.cases.map(\.day).max() ?? Day(1970, 1, 1)
    let date = day?.basic ?? ""
    return [
      "BEGIN:VJOURNAL", "UID:nothing@clearance", "DTSTAMP:\(date)T000000Z",
      "DTSTART;VALUE=DATE:\(date)",
      "SUMMARY:" + DocumentWords.noDates.in(writer.options.language).calendarText,
      "END:VJOURNAL",
    ]
  }
}

extension Day {
  /// `YYYYMMDD`.
  fileprivate var basic: String { String(description.filter { $0 != "-" }) }
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
