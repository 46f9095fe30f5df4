import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

@Suite struct `A comparison` {
  @Test(arguments: Case.all)
  func `of a case with itself is empty`(_ example: Case) throws {
    let assessment = try example.assessment()
    let difference = Differences.of(assessment, assessment)
    #expect(difference.isEmpty)
    #expect(difference.unchanged == assessment.findings.count)
    #expect(difference.silent == 0 && difference.rules.isEmpty && difference.cases.answers.isEmpty)
    #expect(difference.rendered(as: .text).contains("Nothing comes out otherwise"))
  }

  /// Pairs of assessments that differ in the day, the case, the rulebook, or all of them.
  static func pairs() throws -> [(Assessment, Assessment)] {
    let (one, other) = (try Case.named("pick-travellers"), try Case.named("two-uses"))
    let (early, late) = (Lists.today, try #require(Day(2028, 1, 1)))
    let law = try Differences.newLaw()
    return [
      (try Differences.assess(one, on: early), try Differences.assess(one, on: late)),
      (try Differences.assess(one, on: early), try Differences.assess(other, on: early)),
      (try Differences.assess(one, on: early), try Differences.assess(one, on: early, in: law)),
      (try Differences.assess(other, on: late), try Differences.assess(one, on: early, in: law)),
      (
        try Differences.assess(try Case.named("nothing-said"), on: early),
        try Differences.assess(other, on: late, in: law)
      ),
    ]
  }

  @Test func `turned round says the same from the other side`() throws {
    for (before, after) in try Self.pairs() {
      let (there, back) = (Differences.of(before, after), Differences.of(after, before))
      #expect(!there.isEmpty)
      func mirror(_ change: FindingChange) -> (FindingKey, Standing?, Standing?, Set<Cause>) {
        (change.key, change.after?.standing, change.before?.standing, Set(change.causes))
      }
      #expect(Set(there.findings.map(\.key)) == Set(back.findings.map(\.key)))
      for change in there.findings {
        let (key, was, isNow, causes) = mirror(change)
        let other = try #require(back.findings.first { $0.key == key })
        #expect(other.before?.standing == was && other.after?.standing == isNow)
        #expect(Set(other.causes) == causes, "\(key)")
      }
      #expect(Set(there.rules.map(\.rule)) == Set(back.rules.map(\.rule)))
      #expect(there.cases.answers.map(\.key).count == back.cases.answers.map(\.key).count)
      #expect(there.unchanged == back.unchanged && there.silent == back.silent)
      #expect(
        there.documents.map { [$0.name, $0.after.rawValue, $0.before.rawValue] }
          == back.documents.map { [$0.name, $0.before.rawValue, $0.after.rawValue] })
    }
  }

  @Test func `has every finding whose verdict has another word, and says both words`() throws {
    for (before, after) in try Self.pairs() {
      func words(_ assessment: Assessment) -> [String: String] {
        let rules = assessment.rulebook.rules
        return Dictionary(
          assessment.findings.map { finding in
            (
              "\(rules.fullName(finding.rule)) \(finding.use ?? "") \(finding.bearer ?? "")",
              finding.verdict.word(of: rules[finding.rule].kind)
            )
          }
        ) { first, _ in first }
      }
      let (old, new) = (words(before), words(after))
      let changed = Set(old.keys).intersection(new.keys).filter { old[$0] != new[$0] }
      let told = Set(
        Differences.of(before, after).findings.map {
          "\($0.key.rule) \($0.key.use ?? "") \($0.key.bearer ?? "")"
        })
      #expect(!changed.isEmpty && changed.isSubset(of: told))
    }
  }

  @Test(arguments: [
    ("can_stop: no", "can_stop: yes", "oversight.can_stop"),
    ("log_months: 3", "log_months: 6", "oversight.log_months"),
    ("weight: 5", "weight: 60", "choice.weight"),
    ("part: [uses]", "part: [makes]", "operator.part"),
    ("learns: yes", "learns: no", "machine.learns"),
    (", rates_person: yes", "", "choice.rates_person"),
    ("can_stop: no", "can_stop: no, lawful_reason: yes", "oversight.lawful_reason"),
  ])
  func `where one answer differs every change comes from it`(
    _ old: String, _ new: String, _ fact: String
  ) throws {
    let example = try Case.named("pick-travellers")
    let difference = try Differences.ofTexts(example) {
      $0.replacing(old, with: new)
        .replacing(new.isEmpty ? "assumed: [choice.rates_person]\n" : "\0", with: "")
    }
    #expect(!difference.findings.isEmpty)
    #expect(difference.cases.answers.map(\.key.fact) == [fact])
    for change in difference.findings {
      #expect(change.causes == [.answer(.init(fact: fact, use: nil))], "\(change.key)")
    }
    #expect(difference.idleAnswers.isEmpty)
  }

  @Test(arguments: Case.ofTheGoldenFolder)
  func `from one day to the next it is the law of that day`(_ example: Case) throws {
    let assessment = try Differences.assess(example, on: Lists.today)
    let days = Set(assessment.findings.flatMap { $0.later.map(\.day) })
    #expect(!days.isEmpty)
    for day in days {
      let difference = try Differences.ofDays(example, day.adding(days: -1), day)
      #expect(!difference.findings.isEmpty)
      for change in difference.findings {
        // A waiver's last day may be the day before.
        for cause in change.causes where cause != .waiver {
          guard case .law(day, let rules) = cause else {
            Issue.record("\(change.key): \(cause)")
            continue
          }
          // In the made-up law no rule with a date is named by another.
          #expect(rules == [change.key.rule])
        }
      }
    }
  }

  @Test func `of two rulebooks tells what was added, removed and changed, and what of it`() throws {
    let example = try Case.named("pick-travellers")
    let difference = Differences.of(
      try Differences.assess(example, on: Lists.today),
      try Differences.assess(example, on: Lists.today, in: try Differences.newLaw()))
    let rules = difference.rules.map { "\($0.rule) \($0.kind) \($0.parts.map(\.rawValue))" }
    #expect(
      rules == [
        "depot-act/keep_logs removed []", "depot-act/register changed [\"dates\"]",
        "depot-act/retain_logs added []", "depot-act/serious changed [\"conditions\"]",
        "depot-act/stop_button changed [\"severity\"]",
      ])
    func change(_ rule: String) throws -> FindingChange {
      try #require(difference.findings.first { $0.key.rule == "depot-act/" + rule })
    }
    #expect(try change("keep_logs").after == nil && change("retain_logs").before == nil)
    for rule in ["keep_logs", "retain_logs", "register", "stop_button"] {
      #expect(try change(rule).causes == [.rules(["depot-act/" + rule])])
    }
    // Its derogation no longer reaches a weight of 5, but it was taken back anyway.
    #expect(!difference.findings.contains { $0.key.rule == "depot-act/serious" })
  }

  @Test func `a waiver that no longer counts is a change, and told as its cause`() throws {
    let example = try Case.named("two-uses")
    let difference = try Differences.ofTexts(example) {
      $0.replacing("expires: 2026-12-31", with: "expires: 2026-05-31")
    }
    #expect(difference.findings.map(\.key.rule) == ["depot-act/stop_button"])
    #expect(difference.findings.first?.causes == [.waiver])
  }

  @Test func `a paper that lapses is told, and changes no finding`() throws {
    let example = try Case.named("two-uses")
    let difference = try Differences.ofTexts(example) {
      $0.replacing("valid_until: 2026-03-31", with: "valid_until: 2026-06-01")
    }
    #expect(difference.findings.isEmpty && !difference.isEmpty)
    #expect(
      difference.documents == [
        DocumentChange(name: "stop_procedure", before: .lapsed, after: .held)
      ])
  }

  @Test func `a use that is new and a framework that is gone are told as such`() throws {
    let example = try Case.named("two-uses")
    let difference = try Differences.ofTexts(example) {
      $0.replacing("  goods:\n", with: "  boxes:\n").replacing("as_if: [SG]\n", with: "")
    }
    let causes = Set(difference.findings.flatMap(\.causes))
    #expect(causes.isSuperset(of: [.use("goods"), .use("boxes"), .framework("SG")]))
    let text = difference.rendered(as: .text)
    for words in [
      "the use boxes is new", "the use goods is gone", "the law of SG is no longer asked",
    ] {
      #expect(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(words))
    }
  }
}

@Suite struct `A comparison reads as it should` {
  @Test(arguments: DifferenceFormat.allCases)
  func `of two days`(_ format: DifferenceFormat) throws {
    let example = try Case.named("pick-travellers")
    let late = try #require(Day(2028, 1, 1))
    try expect(example, try Differences.ofDays(example, Lists.today, late), ".days", format)
  }

  @Test(arguments: DifferenceFormat.allCases)
  func `of two versions of a case`(_ format: DifferenceFormat) throws {
    let example = try Case.named("two-uses")
    let difference = try Differences.ofTexts(example) {
      $0.replacing("log_months: 12", with: "log_months: 3")
        .replacing("picks: people", with: "picks: goods")
        .replacing("near_border: always_near", with: "near_border: weighty_only")
        .replacing("doors: {passed: no}", with: "doors: {passed: yes}")
        .replacing("valid_until: 2026-03-31", with: "valid_until: 2027-03-31")
        .replacing("verdict: yes, by: Legal", with: "verdict: no, by: Legal")
    }
    try expect(example, difference, ".versions", format)
  }

  @Test(arguments: DifferenceFormat.allCases)
  func `of two rulebooks`(_ format: DifferenceFormat) throws {
    let example = try Case.named("pick-travellers")
    let difference = Differences.of(
      try Differences.assess(example, on: Lists.today),
      try Differences.assess(example, on: Lists.today, in: try Differences.newLaw()))
    try expect(example, difference, ".rulebooks", format)
  }

  private func expect(
    _ example: Case, _ difference: Difference, _ name: String, _ format: DifferenceFormat
  ) throws {
    let ending = name + ".diff." + (format == .text ? "txt" : format.rawValue)
    try example.expect(difference.rendered(as: format), ending)
    if format != .json {
      try example.expect(difference.rendered(as: format, in: .french), ".fr" + ending)
    } else {
      let value = DifferenceJSON(difference).value(code: 0)
      #expect(
        DifferenceSchema.root.mistakes(in: value, at: "$", DifferenceSchema.definitions) == [])
    }
  }
}
