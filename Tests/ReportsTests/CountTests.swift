import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

/// How the findings of a case count, worked out by hand from the made-up law.
@Test func `the travellers' case counts as the law has it`() throws {
  let counts = try Case.named("pick-travellers").report().counts
  let expected: [Standing: Int] = [
    // Art. 8 (no stop) and Art. 9 (three months of six)
    .violated: 2,
    // Art. 13: nobody has shown a reason
    .presumedViolated: 1,
    // Art. 7: the two readings of Art. 4 part at a weight of 5
    .contested: 1,
    // Arts 10, 11, 15 and 16: a list, a judgement, a day and an answer are missing
    .undecided: 4,
    // Art. 6: its part is small, but it rates a person
    .yes: 1,
    // Art. 12 for the user, whatever is answered
    .satisfied: 1,
    // Art. 14 is law from 2027-12-02
    .notApplicable: 1,
    // Art. 12 for the maker
    .others: 1,
  ]
  for standing in Standing.allCases { #expect(counts[standing] == expected[standing] ?? 0) }
  #expect(counts.notBinding == 1)
  #expect(counts.unverified == 1)
  #expect(counts.waived == 0)
}

@Test(arguments: Case.all)
func `every finding is counted once`(_ example: Case) throws {
  let report = try example.report()
  let counts = report.counts
  let sum = Standing.allCases.reduce(0) { $0 + counts[$1] }
  #expect(sum + counts.notBinding + counts.unverified == report.assessment.findings.count)
  #expect(counts.total == report.assessment.findings.count)
}

@Test(arguments: Case.all)
func `what is open, contested or presumed is never counted as settled`(_ example: Case) throws {
  for report in try example.report().today where !report.verdict.possible.isSettled {
    let settled: [Standing] = [.satisfied, .yes, .no, .notApplicable]
    #expect(!settled.contains(report.standing))
  }
}

@Test(arguments: Case.all)
func `the gravest comes first`(_ example: Case) throws {
  let ordered = try example.report().today.byGravity
  for (left, right) in zip(ordered, ordered.dropFirst()) {
    #expect(left.standing <= right.standing)
    if left.standing == right.standing {
      #expect(left.version.severity >= right.version.severity)
    }
  }
}

@Test func `a waiver that counts is counted beside the verdict, not instead of it`() throws {
  let report = try Case.named("two-uses").report()
  let finding = try report.today.of("stop_button", use: "travellers")
  #expect(finding.standing == .violated)
  #expect(finding.isWaived)
  #expect(report.counts.waived == 1)
  // Arts 7 and 8 for travellers, Arts 10 and 15, and the Harbour Act's section 2.
  #expect(report.counts[.violated] == 5)
}

@Test func `guidance and what was not read gate nothing`() throws {
  let report = try Case.named("two-uses").report()
  #expect(try report.today.of("soft_logs").force == .notBinding)
  #expect(try report.today.of("remembered").force == .unverified)
  #expect(try report.today.of("stop_button").force == .binding)
}

@Test func `a change says when, and what was before`() throws {
  let report = try Case.named("pick-travellers").report()
  let register = try report.upcoming.of("register")
  #expect(register.day == Day(2027, 12, 2))
  #expect(register.previous?.possible == .notApplicable)
  #expect(register.standing == .undecided)
  let stamp = try report.upcoming.of("old_stamp")
  #expect(stamp.day == Day(2027, 1, 1))
  #expect(stamp.standing == .notApplicable)
}
