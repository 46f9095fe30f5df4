import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

@Test(arguments: Case.all)
func `an assessment reads as it should in English`(_ example: Case) throws {
  try example.expect(try example.report().rendered(as: .text, in: .english), ".en.txt")
}

@Test(arguments: Case.all)
func `an assessment reads as it should in French`(_ example: Case) throws {
  try example.expect(try example.report().rendered(as: .text, in: .french), ".fr.txt")
}

/// JSON of real rules is large: it is kept for those examples that have it already.
@Test(arguments: Case.all.filter { !$0.isReal || $0.has(".json") })
func `an assessment is as it should be for machines`(_ example: Case) throws {
  try example.expect(try example.report().rendered(as: .json), ".json")
}

@Test(arguments: Case.ofTheGoldenFolder)
func `an interview asks as it should`(_ example: Case) throws {
  let interview = Interview(try example.assessment())
  try example.expect(interview.rendered(as: .text, in: .english), ".ask.en.txt")
  try example.expect(interview.rendered(as: .text, in: .french), ".ask.fr.txt")
  try example.expect(interview.rendered(as: .json), ".ask.json")
}

@Test(arguments: ["serious", "secret_faces", "reasons_given", "papers"])
func `a rule is explained as it should be`(_ rule: String) throws {
  let example = try Case.named("pick-travellers")
  let assessment = try example.assessment()
  let alone = try Explanation(of: rule, in: assessment.rulebook)
  let applied = try Explanation(of: "depot-act/" + rule, in: assessment)
  try example.expect(alone.rendered(as: .text, in: .english), ".explain.\(rule).en.txt")
  try example.expect(applied.rendered(as: .text, in: .french), ".explain.\(rule).fr.txt")
  try example.expect(applied.rendered(as: .json), ".explain.\(rule).json")
}

@Test func `the golden folder holds cases`() {
  #expect(Case.ofTheGoldenFolder.count >= 3)
}
