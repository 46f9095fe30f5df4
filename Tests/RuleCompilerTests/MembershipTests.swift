import LocatedYAML
import Testing

@testable import RuleCompiler

@Suite struct MembershipTests {
  private static let table = """
    language: 1
    memberships:
      EU:
        title: {en: European Union, fr: Union européenne}
        members: [{code: NL, from: 1958-01-01}, {code: HR, from: 2013-07-01}, {code: GB, from: 1973-01-01, until: 2020-01-31}]
      WTO: {complete: no, members: [{code: CN, from: 2001-12-11}, NL]}

    """

  private static func memberships() throws -> Memberships {
    try Rulebook([
      SourceFile(path: "memberships.yaml", text: table),
      SourceFile(path: "vocabulary.yaml", text: "language: 1\nvocabulary: v\ngroups: {a: b}\n"),
    ]).rules.memberships
  }

  @Test(arguments: [
    ("NL", "2026-01-01", true), ("HR", "2013-06-30", false), ("HR", "2013-07-01", true),
    ("GB", "2020-01-31", true), ("GB", "2020-02-01", false), ("NO", "2026-01-01", false),
  ])
  func `a country is a member from its first to its last day`(
    code: String, day: String, isMember: Bool
  ) throws {
    let body = try #require(try MembershipTests.memberships().body("EU"))
    #expect(body.has(code, on: try #require(Day(day))) == isMember)
  }

  @Test func `a list that is not complete says of others neither yes nor no`() throws {
    let body = try #require(try MembershipTests.memberships().body("WTO"))
    let day = try #require(Day("2026-01-01"))
    #expect(body.has("NL", on: day) == true)
    #expect(body.has("UA", on: day) == nil)
    // One that is listed was no member before its first day.
    #expect(body.has("CN", on: try #require(Day("2001-12-10"))) == false)
  }
}
