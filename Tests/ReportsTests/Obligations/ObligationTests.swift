import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

@Suite struct `What a list holds` {
  @Test(arguments: Case.all)
  func `every duty in force that may bind a system is in its list exactly once`(
    _ example: Case
  ) throws {
    let report = try example.report()
    let day = report.assessment.day
    let listed = Dictionary(
      grouping: try Lists.of(example).duties.filter { $0.timing == .inForce }
    ) { $0.stand?.report.finding.matter }
    var count = 0
    for finding in report.assessment.findings {
      let rule = report.assessment.rulebook.rules[finding.rule]
      guard rule.kind.isDuty, rule.versions.contains(where: { $0.period.contains(day) }) else {
        continue
      }
      let binds = finding.verdict.effective != .notApplicable
      #expect(listed[finding.matter]?.count ?? 0 == (binds ? 1 : 0), "\(rule.name)")
      count += binds ? 1 : 0
    }
    #expect(listed.count == count)
  }

  @Test(arguments: Case.all)
  func `without a filter every finding on a duty is in it once, and nothing else`(
    _ example: Case
  ) throws {
    let list = try Lists.whole(example)
    let findings = try example.report().today.filter(\.rule.kind.isDuty)
    #expect(
      list.duties.compactMap { $0.stand?.report.finding.matter } == findings.map(\.finding.matter))
    let hidden = try Lists.of(example).hidden.reduce(0) { $0 + $1.count }
    #expect(try Lists.of(example).duties.count + hidden == findings.count)
  }

  @Test(arguments: Case.all)
  func `what is upcoming binds from the first later day on which a finding says so`(
    _ example: Case
  ) throws {
    let duties = try Lists.of(example).duties.filter { $0.timing == .upcoming }
    for duty in duties {
      let finding = try #require(duty.stand?.report.finding)
      #expect(finding.verdict.effective == .notApplicable)
      let first = finding.later.first { $0.verdict.effective != .notApplicable }
      #expect(duty.begins == first?.day)
      #expect(try #require(duty.daysLeft) > 0)
    }
  }

  @Test(arguments: [false, true])
  func `the catalogue has every version and bearer of every duty once`(isReal: Bool) throws {
    let list = try Lists.catalogue(isReal: isReal)
    var expected: [String] = []
    for rule in list.rulebook.rules.rules where rule.kind.isDuty {
      for version in rule.versions {
        for bearer in rule.bearers.isEmpty ? ["-"] : rule.bearers {
          expected.append("\(list.rulebook.rules.fullName(rule.id)) \(version.period) \(bearer)")
        }
      }
    }
    let listed = list.duties.map { duty in
      "\(list.rulebook.rules.fullName(duty.rule.id)) \(duty.version.period) \(duty.bearer ?? "-")"
    }
    #expect(listed == expected)
    #expect(Set(listed).count == listed.count)
    #expect(list.duties.inListOrder.count == listed.count)
  }

  @Test(
    arguments: [
      // old_stamp is law from 2026-01-01 to 2026-12-31.
      ("2025-12-31", ListedDuty.Timing.upcoming, 1), ("2026-01-01", .inForce, nil),
      ("2026-12-31", .inForce, nil), ("2027-01-01", .ended, nil),
    ] as [(String, ListedDuty.Timing, Int?)])
  func `the first and the last day of law are in force, and the days beside them are not`(
    _ day: String, _ timing: ListedDuty.Timing, _ daysLeft: Int?
  ) throws {
    let list = try Lists.catalogue(on: try #require(Day(day)))
    let stamp = try #require(list.duties.first { $0.rule.name == "old_stamp" })
    #expect(stamp.timing == timing)
    #expect(stamp.daysLeft == daysLeft)
  }

  @Test func `a right is listed with its holder, and found by its holder and by its bearer`() throws
  {
    let list = try Lists.catalogue()
    for role in ["traveller", "user"] {
      var filter = ObligationFilter()
      filter.roles = [role]
      let names = list.filtered(by: filter).duties.map(\.rule.name)
      #expect(names.contains("explanation"))
      #expect(names.contains("stop_button") == (role == "user"))
    }
    #expect(list.rendered(as: .text).contains("right of traveller"))
    #expect(list.rendered(as: .text, in: .french).contains("droit de "))
  }
}

@Suite struct `Evidence in a list` {
  private func list(on day: String, _ change: (String) -> String = { $0 }) throws -> ObligationList
  {
    let example = try Case.named("two-uses")
    let text = change(String(decoding: example.file.bytes, as: UTF8.self))
    let rulebook = try example.rulebook
    let useCase = try UseCase(
      SourceFile(path: example.file.path, text: text), answering: rulebook)
    let day = try #require(Day(day))
    return ObligationList(of: [rulebook.assess(useCase, on: day)], in: rulebook, on: day)
  }

  /// The paper is good until 2026-03-31, that day included.
  @Test(arguments: [("2026-03-31", "held"), ("2026-04-01", "lapsed")])
  func `a document is held on its last day and lapsed on the next`(
    _ day: String, _ state: String
  ) throws {
    let duties = try list(on: day).duties.filter { $0.rule.name == "stop_button" }
    let states = duties.flatMap { $0.stand?.documents ?? [] }.map(\.state.rawValue)
    #expect(!states.isEmpty && Set(states) == [state])
  }

  @Test func `no document changes how a system stands`() throws {
    let without = { (text: String) in
      text.replacing(
        "evidence:\n  stop_procedure: {file: docs/stop.pdf, valid_until: 2026-03-31}\n", with: "")
    }
    let (bare, whole) = (try list(on: "2026-03-31", without), try list(on: "2026-03-31"))
    #expect(bare.duties.map(\.stand?.state) == whole.duties.map(\.stand?.state))
    let states = bare.duties.flatMap { $0.stand?.documents ?? [] }.map(\.state.rawValue)
    #expect(!states.isEmpty && Set(states) == ["missing"])
  }
}

@Suite struct `Words of topics` {
  @Test func `every topic of the rules has a French name`() throws {
    let rules = try Case.real.get().rules
    let names = ObligationNames(of: rules)
    #expect(names.topics.count > 10)
    for topic in names.topics { #expect(rules.vocabulary.topics[topic]?.french != nil, "\(topic)") }
  }
}
