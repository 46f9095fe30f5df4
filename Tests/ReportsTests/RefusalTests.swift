import LocatedYAML
import RuleCompiler
import Testing

@testable import Reports
@testable import RuleEvaluator

@Suite struct `Why a class is not given` {
  @Test func `the answer that keeps each rule of the class from holding is named with its place`()
    throws
  {
    let report = try Case.named("two-uses").report()
    // Art. 7 wants faces seen (line 14, column 54), Art. 6 people picked (line 14, column 23).
    let goods = report.refusals.filter { $0.use == "goods" }
    #expect(goods.map(\.rank) == [0, 1])
    let places = goods.map { $0.grounds.map { $0.statements.map(\.place.span.start.column) } }
    #expect(places == [[[54]], [[23]]])
    // Travellers are in the highest class of all.
    #expect(report.refusals.allSatisfy { $0.use != "travellers" })
  }

  @Test func `goods are not high-risk, by their task and as no person is judged`() throws {
    let example = try #require(
      Case.ofTheExamples.first { $0.name == "consignment-risk-scoring" })
    let report = try example.report()
    let rules = report.assessment.rulebook.rules
    let refusal = try #require(
      report.refusals.first { rules[$0.scheme].classes[$0.rank] == "high_risk" })
    // Art. 113, third paragraph, point (c)(i), as amended: Annex III is law from then.
    #expect(refusal.lawFrom == Day(2027, 12, 2))
    let ways = Set(refusal.ways.map { rules.fullName($0) })
    #expect(ways.isSuperset(of: ["eu-ai-act/annex_iii_6d", "eu-ai-act/annex_iii_7b"]))
    // Points 6(d) and 7(b) are the ones that name choosing what to control.
    let closest = refusal.closest.map { rules.fullName($0.rule) }
    #expect(Set(closest.prefix(2)) == ["eu-ai-act/annex_iii_6d", "eu-ai-act/annex_iii_7b"])
    guard case .fact(let first, _, _)? = refusal.grounds.first?.statements.first?.subject else {
      Issue.record("the first ground is an answer")
      return
    }
    #expect(rules.vocabulary[first].name == "use.task")
  }

  @Test(arguments: Case.all)
  func `every case that the law names is ruled out, by answers with a place`(
    _ example: Case
  ) throws {
    for refusal in try example.report().refusals where !refusal.grounds.isEmpty {
      #expect(Set(refusal.grounds.flatMap(\.ways)) == Set(refusal.ways))
      #expect(refusal.grounds.allSatisfy { !$0.statements.isEmpty })
      #expect(Set(refusal.closest.map(\.rule)).isSubset(of: refusal.ways))
      #expect(refusal.closest.allSatisfy { !$0.missing.isEmpty })
    }
  }

  @Test(arguments: Case.all)
  func `with nothing but these answers the class is not given either`(_ example: Case) throws {
    let report = try example.report()
    let assessment = report.assessment
    for refusal in report.refusals {
      guard let facts = refusal.facts else { continue }
      let context = assessment.useCase.uses.firstIndex { $0.name == refusal.use } ?? 0
      let less = assessment.useCase.keeping(facts)
      let day = refusal.lawFrom ?? assessment.day
      let rules = assessment.rulebook.rules
      let again = Evaluation(less, Setting(of: less, on: day, rules), assessment.rulebook)
      for id in rules.members(of: refusal.scheme) where rules[id].membership?.rank == refusal.rank {
        let truth = again.truth(assessment.rulebook.program[id].truth, context)
        #expect(truth == .no, "\(rules.fullName(id)) \(facts.map { rules.vocabulary[$0].name })")
      }
    }
  }

  @Test(arguments: Case.all)
  func `a class that does not hold has its reasons in JSON`(_ example: Case) throws {
    let report = try example.report()
    for finding in report.today
    where finding.rule.kind == .classification && finding.standing == .no {
      #expect(!finding.reasons.isEmpty, "\(finding.rule.name)")
      #expect(finding.isInFull)
    }
  }
}

extension ClassRefusal {
  /// The facts on which it rests; nil where it rests on something else besides.
  fileprivate var facts: Set<FactID>? {
    guard !grounds.isEmpty else { return nil }
    var found: Set<FactID> = []
    for statement in grounds.flatMap(\.statements) {
      switch statement.subject {
      case .fact(let id, _, _): found.insert(id)
      case .rule where statement.parts.contains { $0.isOfTime }: break
      default: return nil
      }
    }
    return found
  }
}

extension Statement {
  fileprivate var isOfTime: Bool {
    switch subject {
    case .notYetLaw, .noLongerLaw: true
    default: false
    }
  }
}

extension UseCase {
  /// The same case with answers to these facts alone.
  fileprivate func keeping(_ facts: Set<FactID>) -> UseCase {
    func kept(_ answers: Answers) -> Answers { answers.filter { facts.contains($0.key) } }
    return UseCase(
      name: name, title: title, operatorName: operatorName, jurisdictions: jurisdictions,
      asIf: asIf, day: day, file: file, answers: kept(answers),
      uses: uses.map {
        Use(name: $0.name, title: $0.title, answers: kept($0.answers), place: $0.place)
      },
      lists: lists, evidence: evidence, waivers: waivers, judgements: judgements,
      readings: readings, expectations: expectations, asks: asks)
  }
}
