import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

@Suite struct `Filters of a list` {
  /// One of each kind, and some that let nothing or everything through.
  static let filters: [ObligationFilter] = {
    func filter(_ set: (inout ObligationFilter) -> Void) -> ObligationFilter {
      var filter = ObligationFilter()
      set(&filter)
      return filter
    }
    return [
      ObligationFilter(), filter { $0.roles = ["deployer"] },
      filter { $0.roles = ["customs", "affected_person"] }, filter { $0.topics = ["logging"] },
      filter { $0.topics = ["rights", "data"] }, filter { $0.jurisdictions = ["EU"] },
      filter { $0.jurisdictions = ["CA", "WTO"] }, filter { $0.acts = ["eu-ai-act"] },
      filter { $0.kinds = [.prohibition, .right] }, filter { $0.statuses = [.binding] },
      filter { $0.statuses = [.proposed, .voluntary] }, filter { $0.timings = [.upcoming] },
      filter { $0.from = Day(2027, 12, 2) }, filter { $0.to = Day(2025, 2, 1) },
      filter { $0.states = [.violated, .undecided] }, filter { $0.roles = ["nobody"] },
    ]
  }()

  private func ids(_ list: ObligationList) -> Set<Int> {
    // A duty of the whole list is told by its place there.
    var places: [String: [Int]] = [:]
    for (place, duty) in list.all.enumerated() { places[key(duty), default: []].append(place) }
    return Set(list.duties.flatMap { places[key($0)] ?? [] })
  }

  private func key(_ duty: ListedDuty) -> String {
    "\(duty.rule.id.index) \(duty.version.place.span.start) \(duty.bearer ?? "") "
      + (duty.stand?.report.finding.use ?? "")
  }

  @Test(arguments: Self.filters.indices)
  func `two filters let through what each of them does`(_ index: Int) throws {
    let example = try #require(Case.ofTheExamples.first { $0.name == "hidden-person-detection" })
    for list in [try Lists.catalogue(isReal: true), try Lists.whole(example)] {
      let one = Self.filters[index]
      for other in Self.filters {
        let both = list.filtered(by: one).filtered(by: other)
        let each = ids(list.filtered(by: one)).intersection(ids(list.filtered(by: other)))
        #expect(ids(both) == each)
        #expect(both.duties.count == both.duties.filter(other.admits).count)
      }
    }
  }

  @Test func `the filters of this test tell duties apart`() throws {
    let list = try Lists.catalogue(isReal: true)
    let counts = Self.filters.map { list.filtered(by: $0).duties.count }
    #expect(counts.first == list.all.count && counts.last == 0)
    #expect(Set(counts).count > 10)
  }

  @Test(
    arguments: [
      // old_stamp is law from 2026-01-01 to 2026-12-31.
      (from: "2026-12-31", to: nil, isListed: true), (from: "2027-01-01", to: nil, isListed: false),
      (from: nil, to: "2026-01-01", isListed: true), (from: nil, to: "2025-12-31", isListed: false),
      (from: "2026-05-05", to: "2026-05-05", isListed: true),
    ] as [(from: String?, to: String?, isListed: Bool)])
  func `a range lets through what is law on one of its days`(
    from: String?, to: String?, isListed: Bool
  ) throws {
    var filter = ObligationFilter()
    filter.from = from.flatMap { Day($0) }
    filter.to = to.flatMap { Day($0) }
    let duties = try Lists.catalogue().filtered(by: filter).duties
    #expect(duties.contains { $0.rule.name == "old_stamp" } == isListed)
  }

  @Test(arguments: [
    (ObligationNames.Kind.role, "Deployer", "deployer"), (.role, "déployeur", "deployer"),
    (.role, "affected person", "affected_person"), (.topic, "human-oversight", "human_oversight"),
    (.topic, "contrôle humain", "human_oversight"), (.jurisdiction, "eu", "EU"),
    (.act, "eu-ai-act", "eu-ai-act"),
  ])
  func `a name is known in other letters, and in French`(
    _ kind: ObligationNames.Kind, _ text: String, _ name: String
  ) throws {
    let names = ObligationNames(of: try Case.real.get().rules)
    #expect(try names.name(of: kind, meant: text) == name)
  }

  @Test(arguments: [
    (ObligationNames.Kind.role, "deployr", "deployer"), (.topic, "loging", "logging"),
    (.jurisdiction, "EUU", "EU"), (.act, "eu-ai-akt", "eu-ai-act"),
  ])
  func `a name that nobody has is refused with the nearest`(
    _ kind: ObligationNames.Kind, _ text: String, _ name: String
  ) throws {
    let names = ObligationNames(of: try Case.real.get().rules)
    do throws(UnknownName) {
      _ = try names.name(of: kind, meant: text)
      Issue.record("\(text) is known")
    } catch {
      #expect(error.nearest == name)
    }
  }

  @Test func `a country without rules of its own is told which bodies it belongs to`() throws {
    let names = ObligationNames(of: try Case.real.get().rules)
    let error = #expect(throws: UnknownName.self) {
      _ = try names.name(of: .jurisdiction, meant: "nl")
    }
    #expect(error?.bodies.contains("EU") == true)
  }
}
