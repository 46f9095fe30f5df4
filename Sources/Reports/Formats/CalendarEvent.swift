import LocatedYAML
import RuleCompiler

/// An event of a calendar: a day on which something begins or ends.
struct CalendarEvent {
  /// The same from run to run; the UID is made of it.
  let identity: String
  /// The day of the assessment: a later one overrules an earlier one.
  let stamp: Day
  let day: Day
  let summary: String
  let description: [String]
  let url: String?
  let category: String
}

extension [CalendarEvent] {
  /// The whole calendar, day by day.
  ///
  /// - Parameters:
  ///   - day: of what is said where there is no event at all.
  ///   - nothing: what is said then.
  func calendar(orElse nothing: String, on day: Day?) -> String {
    let head = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Clearance//Clearance//EN",
      "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
    ]
    let ordered = enumerated().sorted { left, right in
      (left.element.day, left.offset) < (right.element.day, right.offset)
    }.map(\.element)
    let lines =
      ordered.isEmpty
      ? CalendarEvent.journal(nothing, on: day ?? Day(1970, 1, 1)) : ordered.flatMap(\.lines)
    return (head + lines + ["END:VCALENDAR"]).map { $0.folded + "\r\n" }.joined()
  }
}

extension CalendarEvent {
  fileprivate var lines: [String] {
    var lines = [
      "BEGIN:VEVENT", "UID:\(identity)@clearance", "DTSTAMP:\(stamp.basic)T000000Z",
      "SEQUENCE:\(stamp.number)", "DTSTART;VALUE=DATE:\(day.basic)",
      "DTEND;VALUE=DATE:\(day.adding(days: 1).basic)", "TRANSP:TRANSPARENT",
      "SUMMARY:" + summary.onOneLine.calendarText,
      "DESCRIPTION:"
        + description.map(\.onOneLine).filter { !$0.isEmpty }.joined(separator: "\n")
        .calendarText,
      "CATEGORIES:" + category,
    ]
    if let url, url.isWebAddress { lines.append("URL:" + url) }
    return lines + [
      "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:" + summary.onOneLine.calendarText,
      "TRIGGER:-P30D", "END:VALARM", "END:VEVENT",
    ]
  }

  /// RFC 5545 has no calendar without a component; a journal shows in no calendar.
  fileprivate static func journal(_ words: String, on day: Day?) -> [String] {
    let date = day?.basic ?? ""
    return [
      "BEGIN:VJOURNAL", "UID:nothing@clearance", "DTSTAMP:\(date)T000000Z",
      "DTSTART;VALUE=DATE:\(date)", "SUMMARY:" + words.calendarText, "END:VJOURNAL",
    ]
  }
}

extension Day {
  /// `YYYYMMDD`.
  fileprivate var basic: String { String(description.filter { $0 != "-" }) }
}
