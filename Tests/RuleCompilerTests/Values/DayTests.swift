import Testing

@testable import RuleCompiler

@Suite struct DayTests {
  // Days since 1970-01-01 as `date -u -d DAY +%s` divided by 86,400 gives them.
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("1900-01-01", -25_567), ("1900-03-01", -25_508),
    ("1972-02-29", 789), ("1999-12-31", 10_956), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
    ("2024-02-29", 19_782), ("2026-08-02", 20_667), ("2100-03-01", 47_541), ("2200-12-31", 84_370),
  ])
  func `a day is counted from 1 January 1970`(text: String, number: Int32) throws {
    let day = try #require(Day(text))
    #expect(day.number == number)
    #expect(Day(number: number).description == text)
  }

  @Test(arguments: [
    "1900-02-29", "2023-02-29", "2100-02-29", "2200-02-29", "2026-02-30", "2026-04-31",
    "2026-00-10", "2026-13-01", "2026-01-00", "2026-01-32", "1899-12-31", "2201-01-01",
  ])
  func `a day that the calendar does not have is none`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test(arguments: [
    "2026-8-2", "26-08-02", "2026/08/02", "20260802", " 2026-08-02", "2026-08-02 ", "2026-08-02Z",
    "2026-08-02T00:00:00Z", "+2026-08-2", "２０２６-08-02", "", "tomorrow",
  ])
  func `a day is written YYYY-MM-DD and in no other way`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test func `every day of three centuries is the next of the one before`() throws {
    var day = try #require(Day(1900, 1, 1))
    let last = try #require(Day(2200, 12, 31))
    var count = 0
    while day < last {
      let next = day.adding(days: 1)
      let (year, month, dayOfMonth) = next.civil
      #expect(Day(year, month, dayOfMonth) == next)
      #expect(day < next && day.days(until: next) == 1)
      day = next
      count += 1
    }
    #expect(count == 301 * 365 + 73 - 1)
  }

  @Test(arguments: [
    ("2024-02-29", 1, "2025-02-28"), ("2024-02-29", 4, "2028-02-29"),
    ("2026-08-02", 10, "2036-08-02"), ("2023-12-31", -1, "2022-12-31"),
  ])
  func `a year later is the same day, or the last of February`(
    text: String, years: Int, later: String
  ) throws {
    #expect(try #require(Day(text)).adding(years: years).description == later)
  }

  // AI Act: 375 days from 2026-11-22 to 2027-12-02, as the page on the architecture shows.
  @Test(arguments: [
    ("2026-11-22", "2027-12-02", 375), ("2024-02-28", "2024-03-01", 2),
    ("2023-02-28", "2023-03-01", 1), ("2024-03-01", "2024-02-28", -2),
    ("2026-01-01", "2026-01-01", 0),
  ])
  func `days between two days are counted with their leap days`(
    from: String, to: String, days: Int
  ) throws {
    #expect(try #require(Day(from)).days(until: #require(Day(to))) == days)
  }

  @Test func `a day out of reach is kept within it`() {
    #expect(Day(number: 20_000).adding(days: .max).number == Int32.max)
    #expect(Day(number: -20_000).adding(days: .min).number == Int32.min)
  }
}

@Suite struct PeriodTests {
  private static func period(_ from: String?, _ until: String?) -> Period {
    Period(from: from.flatMap { Day($0) }, until: until.flatMap { Day($0) })
  }

  @Test(arguments: [
    ("2025-02-01", false), ("2025-02-02", true), ("2026-07-26", true), ("2026-07-27", false),
  ])
  func `both ends of a period belong to it`(day: String, isIn: Bool) throws {
    let period = PeriodTests.period("2025-02-02", "2026-07-26")
    #expect(period.contains(try #require(Day(day))) == isIn)
  }

  @Test func `a period without ends has every day`() {
    #expect(Period.always.contains(Day(number: -20_000)))
    #expect(Period.always.contains(Day(number: 80_000)))
  }

  @Test(
    arguments: [
      (("2025-01-01", "2025-12-31"), ("2026-01-01", nil), false),
      (("2025-01-01", "2025-12-31"), ("2025-12-31", nil), true),
      ((nil, "2025-12-31"), (nil, "2020-01-01"), true), ((nil, nil), ("2026-01-01", nil), true),
      (("2026-01-01", nil), (nil, "2025-12-31"), false),
    ] as [((String?, String?), (String?, String?), Bool)])
  func `two periods overlap when they share a day`(
    one: (String?, String?), other: (String?, String?), overlap: Bool
  ) {
    let (first, second) = (
      PeriodTests.period(one.0, one.1), PeriodTests.period(other.0, other.1)
    )
    #expect(first.overlaps(second) == overlap)
    #expect(second.overlaps(first) == overlap)
  }
}
