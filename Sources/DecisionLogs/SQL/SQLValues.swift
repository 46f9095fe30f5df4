import RuleCompiler

/// Numbers, days and moments as logs write them: what is of no form is NULL, and nothing is ever
/// binary floating point.
extension SQLDialect {
  /// Twenty digits, seven of them after the point: six that rules can name, and a last one that is
  /// 5 where more is left.
  static let numberType = "DECIMAL(20, 7)"

  static let listOfTexts =
    "\\[[ \\t]*(?:\"(?:[^\"\\\\]|\\\\.)*\"[ \\t]*(?:,[ \\t]*\"(?:[^\"\\\\]|\\\\.)*\"[ \\t]*)*)?\\]"

  func literal(_ number: Number) -> String { "CAST('\(number)' AS \(SQLDialect.numberType))" }

  func number(_ text: String) -> String {
    let exponent = matches(
      text, "-?0*[0-9]{1,13}(\\.[0-9]{1,17})?[eE](\\+?0*[0-9]{1,2}|-0*([0-9]|1[0-2]))")
    // As nearly every number is.
    let isShort = matches(text, "-?[0-9]{1,12}(\\.[0-9]{1,6})?")
    // With an exponent, first written without.
    let written =
      self == .postgres
      ? "CAST(CAST(\(text) AS numeric) AS text)"
      : "CAST(TRY_CAST(\(text) AS DECIMAL(38, 19)) AS \(textType))"
    let plain = "(CASE WHEN \(exponent) THEN \(written) ELSE \(text) END)"
    let isPlain = matches(plain, "-?0*[0-9]{1,13}(\\.[0-9]+)?")
    let body = cast(found(plain, "^-?[0-9]+(?:\\.[0-9]{1,6})?"), SQLDialect.numberType)
    let hasMore = matches(plain, "-?[0-9]+\\.[0-9]{6}[0-9]*[1-9][0-9]*")
    let more = """
      CASE WHEN \(hasMore) THEN CASE WHEN \(plain) LIKE '-%' THEN -0.0000005 ELSE 0.0000005 END \
      ELSE 0 END
      """
    // Columns count eighteen digits.
    let isLong = matches(plain, "-?0*[1-9][0-9]{12}\\.[0-9]{5}[0-9]*[1-9][0-9]*")
    let most = "CASE WHEN \(hasMore) OR \(isLong) THEN 800000000000 ELSE 4000000000000 END"
    return """
      CASE WHEN \(isShort) THEN CAST(\(text) AS \(SQLDialect.numberType)) \
      WHEN \(isPlain) THEN CASE WHEN abs(\(body)) <= \(most) \
      THEN CAST(\(body) + \(more) AS \(SQLDialect.numberType)) END END
      """
  }

  private static let dayForm = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
  private static let clockForm =
    "[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6}0*)?)?"
  private static let zoneForm = "(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])"

  /// A day. A moment's day is the one that it is written with.
  func day(_ text: String, format: String?) -> String {
    if let format { return formatted(text, format, isDay: true, minutes: 0) }
    let isDay = matches(text, SQLDialect.dayForm)
    let isMoment = matches(
      text, SQLDialect.dayForm + SQLDialect.clockForm + SQLDialect.zoneForm + "?")
    return "CASE WHEN \(isDay) OR \(isMoment) THEN \(day(part(text, 1, 10))) END"
  }

  /// Microseconds since 1970.
  func moment(_ text: String, format: String?, minutes: Int?) -> String {
    if let format { return formatted(text, format, isDay: false, minutes: minutes ?? 0) }
    let form =
      SQLDialect.dayForm + SQLDialect.clockForm + SQLDialect.zoneForm + (minutes == nil ? "" : "?")
    let seconds = """
      \(whole(part(text, 12, 2))) * 3600 + \(whole(part(text, 15, 2))) * 60 \
      + CASE WHEN \(part(text, 17, 1)) = ':' THEN \(whole(part(text, 18, 2))) ELSE 0 END
      """
    let fraction = """
      CASE WHEN \(part(text, 20, 1)) = '.' THEN \
      \(whole("rpad(" + found(part(text, 21, 6), "^[0-9]+") + ", 6, '0')")) ELSE 0 END
      """
    let zone = "substr(\(text), length(\(text)) - 5, 6)"
    let hasZone = matches(zone, "[+-][0-9]{2}:[0-9]{2}")
    let ahead = """
      CASE WHEN \(hasZone) THEN (\(whole(part(zone, 2, 2))) * 3600 + \
      \(whole(part(zone, 5, 2))) * 60) * CASE WHEN \(zone) LIKE '-%' THEN -1 ELSE 1 END \
      WHEN \(text) LIKE '%Z' THEN 0 ELSE \((minutes ?? 0) * 60) END
      """
    let days = number(ofDay: day(part(text, 1, 10)))
    return """
      CASE WHEN \(matches(text, form)) THEN (\(days) * 86400 + \(seconds) - (\(ahead))) * 1000000 \
      + \(fraction) END
      """
  }

  /// By a format of `YYYY MM DD hh mm ss` and what stands between.
  private func formatted(_ text: String, _ format: String, isDay: Bool, minutes: Int) -> String {
    if format == "unix" || format == "unix_ms" {
      let micros = "CAST(floor((\(number(text))) * 1000000) AS BIGINT)"
      let exact = format == "unix" ? micros : quotient(micros, 1000)
      guard isDay else { return exact }
      return day(
        ofNumber: "\(quotient(exact, 86_400_000_000)) - CASE WHEN (\(exact)) % 86400000000 < 0 "
          + "THEN 1 ELSE 0 END")
    }
    let forms: [String: String] = [
      "YYYY": "[0-9]{4}", "MM": "(0[1-9]|1[0-2])", "DD": "(0[1-9]|[12][0-9]|3[01])",
      "hh": "([01][0-9]|2[0-3])", "mm": "[0-5][0-9]", "ss": "[0-5][0-9]",
    ]
    var places: [String: Int] = [:]
    var form = ""
    let letters = Array(format)
    var place = 0
    while place < letters.count {
      var end = place
      while end < letters.count, letters[end] == letters[place] { end += 1 }
      let run = String(letters[place..<end])
      if let part = forms[run] {
        form += part
        places[run] = place + 1
      } else {
        form += run.map { $0.isLetter || $0.isNumber ? String($0) : "[\($0)]" }.joined()
          .replacing("[^]", with: "\\^").replacing("[\\]", with: "\\\\")
          .replacing("[[]", with: "\\[").replacing("[]]", with: "\\]")
      }
      place = end
    }
    func part(_ name: String) -> String? {
      places[name].map { self.part(text, $0, name == "YYYY" ? 4 : 2) }
    }
    guard let year = part("YYYY"), let month = part("MM"), let ofMonth = part("DD") else {
      return "NULL"
    }
    let day = self.day("(\(year) || '-' || \(month) || '-' || \(ofMonth))")
    if isDay { return "CASE WHEN \(matches(text, form)) THEN \(day) END" }
    let clock = [("hh", 3600), ("mm", 60), ("ss", 1)].compactMap { name, unit in
      part(name).map { "\(whole($0)) * \(unit)" }
    }.joined(separator: " + ")
    return """
      CASE WHEN \(matches(text, form)) THEN (\(number(ofDay: day)) * 86400 + \
      \(clock.isEmpty ? "0" : clock) - (\(minutes * 60))) * 1000000 END
      """
  }
}
