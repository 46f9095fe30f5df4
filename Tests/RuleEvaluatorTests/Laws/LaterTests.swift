import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

@Suite struct LaterTests {
  /// What a report says of later days is what an assessment on those days says.
  @Test(arguments: Worlds.blocks)
  func `a later day is told as it will be found`(block: Int) throws {
    for world in try Worlds.block(block) {
      for one in world.cases.prefix(2) {
        let rules = world.rulebook.rules
        let assessment = world.rulebook.assess(one.useCase, on: one.day)
        let today = Evaluation(
          one.useCase, Setting(of: one.useCase, on: one.day, rules), world.rulebook)
        let days = today.laterDays
        for day in days {
          var then = Evaluation(
            one.useCase, Setting(of: one.useCase, on: day, rules), world.rulebook)
          for finding in assessment.findings {
            let told = finding.later.last { $0.day <= day }?.verdict ?? finding.verdict
            let found = then.verdict(
              on: finding.rule, bearer: finding.bearerPlace, finding.context)
            #expect(
              told.possible == found.possible && told.isContested == found.isContested,
              "\(rules[finding.rule].name) on \(day) \(world)")
          }
          for result in assessment.classes {
            guard let scheme = rules.schemes.first(where: { $0.name == result.scheme }) else {
              continue
            }
            let found = then.classOfSystem(in: scheme.id)
            let highest = scheme.classes[found.places.places.first ?? 0]
            let told = result.later.last { $0.day <= day }?.highest ?? result.highest
            #expect(told == highest, "\(scheme.name) on \(day) \(world)")
          }
        }
      }
    }
  }
}
