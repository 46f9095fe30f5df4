import Foundation
import LocatedYAML
import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

/// A folder of rule files and a case beside the tests.
struct Fixture {
  let files: [SourceFile]

  init(_ folder: String) throws {
    let place = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures").appending(path: folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
    files = try names.map { name in
      SourceFile(path: name, bytes: Array(try Data(contentsOf: place.appending(path: name))))
    }
  }

  var rules: [SourceFile] { files.filter { !$0.path.hasPrefix("case") } }
  var cases: [SourceFile] { files.filter { $0.path.hasPrefix("case") } }

  /// The rulebook; what keeps it from being one is shown.
  func rulebook() throws -> Rulebook {
    do { return try Rulebook(rules) } catch {
      Issue.record("\(error.diagnostics.rendered(in: rules))")
      throw error
    }
  }
}

/// Every construct of the written forms, in that form.
@Suite struct FormTests {
  @Test func `every written form compiles without a remark`() throws {
    let rulebook = try Fixture("forms").rulebook()
    #expect(rulebook.warnings.rendered(in: try Fixture("forms").rules) == "")
  }

  @Test func `the case in every written form comes out as it expects`() throws {
    let fixture = try Fixture("forms")
    let rulebook = try fixture.rulebook()
    for file in fixture.cases {
      let useCase = try UseCase(file, answering: rulebook)
      let result = rulebook.check(useCase, on: try #require(useCase.day))
      #expect(result.diagnostics.rendered(in: [file]) == "")
      #expect(result.expectations > 10)
    }
  }

  private static func forms() throws -> (Rulebook, UseCase) {
    let fixture = try Fixture("forms")
    let rulebook = try fixture.rulebook()
    return (rulebook, try UseCase(fixture.cases[0], answering: rulebook))
  }

  @Test func `an amended rule has one id and its versions their own days`() throws {
    let (rulebook, useCase) = try FormTests.forms()
    let id = try #require(rulebook.rules.rule(named: "eu-ai-act/literacy"))
    #expect(rulebook.rules[id].versions.map(\.citation?.cite) == ["Art. 4", "Art. 4 as amended"])
    // No list of training is given, so the first version is open; the second asks another thing.
    for (text, places) in [("2026-07-26", [1, 2]), ("2026-07-27", [1]), ("2025-02-01", [0])] {
      let day = try #require(Day(text))
      var evaluation = Evaluation(
        useCase, Setting(of: useCase, on: day, rulebook.rules), rulebook)
      #expect(evaluation.verdict(on: id, bearer: 0, 0).possible.places == places)
    }
  }

  @Test func `duties without a severity are medium and prohibitions critical`() throws {
    let (rulebook, _) = try FormTests.forms()
    let duties = rulebook.rules.rules.filter { $0.kind == .obligation }
    #expect(duties.flatMap(\.versions).allSatisfy { $0.severity == .medium })
    let real = try Fixture("real-law").rulebook()
    let prohibitions = real.rules.rules.filter { $0.kind == .prohibition }
    #expect(!prohibitions.isEmpty)
    #expect(prohibitions.flatMap(\.versions).allSatisfy { $0.severity == .critical })
  }

  @Test func `words of an act are those of its rules`() throws {
    let (rulebook, _) = try FormTests.forms()
    let act = try #require(rulebook.rules.acts.first { $0.name == "ca-dadm" })
    #expect(act.title.in(.french) == "Directive sur la prise de décisions automatisée")
    #expect(act.number == "DADM")
    let level = try #require(rulebook.rules.rule(named: "ca-dadm/level_3"))
    let version = rulebook.rules[level].versions[0]
    #expect(version.status == .binding && version.verified == .text)
    #expect(version.period.from == Day("2025-06-24"))
    // Nothing of the act is law before its first day, whatever the case says.
    let (_, useCase) = try FormTests.forms()
    let early = try #require(Day("2025-06-23"))
    var evaluation = Evaluation(
      useCase, Setting(of: useCase, on: early, rulebook.rules), rulebook)
    #expect(evaluation.verdict(on: level, bearer: 0, 0).possible == .no)
  }

  @Test func `what a waiver accepts is not counted, and is shown all the same`() throws {
    let (rulebook, useCase) = try FormTests.forms()
    func standing(on text: String) throws -> WaiverState.Standing? {
      let assessment = rulebook.assess(useCase, on: try #require(Day(text)))
      let finding = assessment.findings.first {
        rulebook.rules.fullName($0.rule) == "eu-ai-act/oversight_override"
      }
      #expect(finding?.verdict.possible == .violated)
      return finding?.waiver?.standing
    }
    #expect(try standing(on: "2027-01-31") == .counts)
    #expect(try standing(on: "2027-02-01") == .expired)
  }

  @Test func `evidence lapses after its last day and changes no verdict`() throws {
    let (rulebook, useCase) = try FormTests.forms()
    for (text, state) in [("2027-06-30", EvidenceState.State.held), ("2027-07-01", .lapsed)] {
      let assessment = rulebook.assess(useCase, on: try #require(Day(text)))
      let finding = assessment.findings.first {
        rulebook.rules.fullName($0.rule) == "eu-ai-act/oversight_stop"
      }
      #expect(finding?.evidence.map(\.state) == [state])
      #expect(finding?.verdict.possible == .violated)
    }
  }

  @Test func `a rule about a decision is found where one is described`() throws {
    let (rulebook, _) = try FormTests.forms()
    let id = try #require(rulebook.rules.rule(named: "eu-ai-act/late_notice"))
    for (notified, places) in [("2026-01-31", [0]), ("2026-02-01", [1])] {
      let text = """
        language: 1
        use_case: one
        jurisdictions: [NL]
        facts: {record: {decided_at: 2026-01-01, notified_at: \(notified)}}

        """
      let useCase = try UseCase(SourceFile(path: "c.yaml", text: text), answering: rulebook)
      let day = try #require(Day("2026-06-01"))
      var evaluation = Evaluation(
        useCase, Setting(of: useCase, on: day, rulebook.rules), rulebook)
      #expect(evaluation.verdict(on: id, bearer: 0, 0).possible.places == places)
    }
  }
}

/// Provisions of real law, with examples on either side of each boundary.
@Suite struct RealLawTests {
  @Test func `every provision of the sample can be said`() throws {
    let rulebook = try Fixture("real-law").rulebook()
    let names = Set(rulebook.rules.rules.map(\.name))
    let sample = [
      "realtime_rbi", "high_risk_6d", "suspend_and_inform", "safeguards", "solely_automated",
      "peer_review_2_3", "training_3_4", "criteria_justified", "foreign_data_conditions",
      "high_impact",
    ]
    #expect(names.isSuperset(of: sample))
    #expect(rulebook.warnings.rendered(in: try Fixture("real-law").rules) == "")
  }

  @Test func `and comes out as the law has it, on both sides of each boundary`() throws {
    let rulebook = try Fixture("real-law").rulebook()
    let results = rulebook.tryExamples()
    #expect(results.count >= 40)
    for result in results {
      #expect(result.diagnostics.rendered(in: try Fixture("real-law").rules) == "")
    }
  }

  @Test func `every rule of the sample is expected by two examples at least`() throws {
    let fixture = try Fixture("real-law")
    let rulebook = try fixture.rulebook()
    var outcomes: [String: Set<String>] = [:]
    for example in rulebook.examples {
      var diagnostics: [Diagnostic] = []
      let reader = CaseReader(rulebook: rulebook, file: example.file)
      let read = reader.read(example, noting: &diagnostics)
      for expectation in read?.expectations ?? [] {
        outcomes[expectation.name.text, default: []].insert(expectation.outcome.text)
      }
    }
    for rule in rulebook.rules.rules where !rule.isHelper {
      #expect((outcomes[rule.name] ?? []).count >= 2, "\(rule.name)")
    }
  }
}
