import Testing

@testable import RuleCompiler

@Suite struct InstantTests {
  // Seconds since 1970 as `date -u -d TIME +%s` gives them.
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00Z", 0), ("2026-03-01T10:15:00Z", 1_772_360_100),
    ("2026-03-01T10:15:00+01:00", 1_772_356_500), ("2026-03-01T10:15-05:30", 1_772_379_900),
    ("1969-12-31T23:59:59Z", -1), ("2024-02-29T23:59:59+14:00", 1_709_200_799),
  ])
  func `a time is counted in microseconds from 1970`(text: String, seconds: Int64) throws {
    #expect(try #require(Instant(text)).microseconds == seconds * 1_000_000)
  }

  @Test(arguments: [
    ("2026-03-01T10:15:00.5Z", 500_000), ("2026-03-01T10:15:00.000001Z", 1),
    ("2026-03-01T10:15:00.123456Z", 123_456),
  ])
  func `a second has up to six places`(text: String, microseconds: Int64) throws {
    #expect(try #require(Instant(text)).microseconds == 1_772_360_100_000_000 + microseconds)
  }

  @Test func `one moment in two zones is one moment`() {
    #expect(Instant("2026-03-01T12:30:00+01:00") == Instant("2026-03-01T11:30:00Z"))
    #expect(Instant("2026-01-01T00:30:00+01:00")?.description == "2025-12-31T23:30:00Z")
  }

  @Test(arguments: [
    "2026-03-01", "2026-03-01T10:15:00", "2026-03-01 10:15:00Z", "2026-03-01T24:00:00Z",
    "2026-03-01T10:60:00Z", "2026-03-01T10:15:60Z", "2026-02-29T10:15:00Z",
    "2026-03-01T10:15:00.Z", "2026-03-01T10:15:00.1234567Z", "2026-03-01T10:15:00+15:00",
    "2026-03-01T10:15:00+01", "2026-03-01T10:15:00+0100", "2026-03-01T10:15:00z",
    "2026-03-01T10Z", "2026-03-01T10:15:00Zulu", "10:15", "",
  ])
  func `without an offset, or out of range, it is no time`(text: String) {
    #expect(Instant(text) == nil)
  }

  @Test(arguments: [
    ("2026-03-01T10:15Z", "2026-03-01T10:15:00Z"),
    ("2026-03-01T10:15:00.5Z", "2026-03-01T10:15:00.500000Z"),
    ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
  ])
  func `it is written in UTC`(text: String, shown: String) throws {
    let instant = try #require(Instant(text))
    #expect(instant.description == shown)
    #expect(Instant(instant.description) == instant)
  }
}
