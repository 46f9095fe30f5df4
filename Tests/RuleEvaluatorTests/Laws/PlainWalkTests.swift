import LocatedYAML
import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

@Suite struct PlainWalkTests {
  @Test(arguments: Worlds.blocks)
  func `the program agrees with a plain walk of the checked tree`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      var walk = pair.walk()
      compare(pair.evaluation(), &walk, pair.rules, &breach)
    }
  }

  @Test(arguments: Worlds.blocks)
  func `they agree too on what is presumed while nobody shows otherwise`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      let evaluation = pair.evaluation()
      guard evaluation.canPresume else { return }
      var walk = pair.walk().presuming()
      compare(evaluation.presuming(), &walk, pair.rules, &breach)
    }
  }
}

/// Every truth that a report can show: of rules, duties, derogations, readings and classes.
private func compare(
  _ evaluation: Evaluation, _ walk: inout PlainWalk, _ rules: CheckedRules,
  _ breach: inout Breach
) {
  for context in walk.contexts {
    for rule in rules.rules {
      let compiled = evaluation.program[rule.id]
      let truth = walk.truth(of: rule.id, context)
      let found = evaluation.truth(compiled.truth, context)
      breach.expect(found == truth, "\(rule.name) use \(context): \(found), walked \(truth)")
      for (index, version) in compiled.versions.enumerated() {
        compareDuty(evaluation, &walk, rule, index, version, context, &breach)
        if rule.versions[index].period.contains(walk.day) {
          compareDerogations(evaluation, &walk, rule, index, context, &breach)
        }
      }
    }
    compareClasses(evaluation, &walk, rules, context, &breach)
  }
}

private func compareDuty(
  _ evaluation: Evaluation, _ walk: inout PlainWalk, _ rule: Rule<Atom>, _ index: Int,
  _ version: CompiledVersion, _ context: Int, _ breach: inout Breach
) {
  for (bearer, binding) in zip(walk.bearers(of: rule.id), version.bindings) {
    let holds = walk.holds(rule.id, index, bearer, context)
    let found = evaluation.truth(binding.holds, context)
    breach.expect(found == holds, "\(rule.name) holds \(found), walked \(holds)")
    guard rule.kind.isDuty, rule.versions[index].period.contains(walk.day) else { continue }
    let required = walk.required(rule.id, index, context)
    let met = evaluation.truth(binding.required, context)
    breach.expect(met == required, "\(rule.name) required \(met), walked \(required)")
  }
}

private func compareDerogations(
  _ evaluation: Evaluation, _ walk: inout PlainWalk, _ rule: Rule<Atom>, _ index: Int,
  _ context: Int, _ breach: inout Breach
) {
  let version = rule.versions[index]
  var found: [(names: [String], truth: Truth)] = []
  version.unless.visit { _, path in
    var level = version.unless
    let names = path.map { place in
      let derogation = level[place]
      level = derogation.unless
      return derogation.name
    }
    if let step = evaluation.program[rule.id].versions[index].derogation(at: path)?.reached {
      found.append((names, evaluation.truth(step, context)))
    }
  }
  for (names, truth) in found {
    let reached = walk.reached(rule.id, names, context)
    breach.expect(truth == reached, "\(rule.name) \(names) \(truth), walked \(reached)")
  }
}

private func compareClasses(
  _ evaluation: Evaluation, _ walk: inout PlainWalk, _ rules: CheckedRules, _ context: Int,
  _ breach: inout Breach
) {
  for scheme in rules.schemes {
    let interval = walk.classes(in: scheme.id, context)
    let steps = evaluation.program.classes[scheme.id.index]
    let sure = steps.firstIndex { evaluation.truth($0, context) == .yes }
    let possible = steps.firstIndex { evaluation.truth($0, context) != .no }
    breach.expect(
      interval.lowerBound == possible && interval.upperBound == sure,
      "class \(possible ?? -1)...\(sure ?? -1), walked \(interval)")
  }
}
