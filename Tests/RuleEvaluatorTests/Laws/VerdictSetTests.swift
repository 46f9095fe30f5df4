import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

/// More ways than this are not tried in the daily suite.
private let most = 192

@Suite struct VerdictSetTests {
  @Test(arguments: Worlds.blocks)
  func `a verdict set is what brute force over the variables finds`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      var evaluation = pair.evaluation()
      var force = BruteForce(evaluation, pair.walk())
      for matter in pair.matters(3, law: 1) {
        let verdict = evaluation.verdict(on: matter.rule, bearer: matter.bearer, matter.context)
        guard
          let found = force.outcomes(
            of: matter.rule, bearer: matter.bearer, matter.context, limit: most)
        else { continue }
        breach.expect(
          verdict.possible == found.finals,
          "\(matter.name) \(verdict.possible.places), by force \(found.finals.places)")
      }
    }
  }

  @Test(arguments: Worlds.blocks)
  func `contested is what comes out differently by reading and by nothing else`(
    block: Int
  ) throws {
    try expectLaw(block) { pair, breach in
      var evaluation = pair.evaluation()
      let force = BruteForce(evaluation, pair.walk())
      for matter in pair.matters(8, law: 2) {
        let verdict = evaluation.verdict(on: matter.rule, bearer: matter.bearer, matter.context)
        let readings = force.openReadings(under: matter.steps(pair), matter.context)
        guard !readings.isEmpty || verdict.isContested else { continue }
        guard let sets = setsByReading(force, readings, matter) else { continue }
        let isContested = Set(sets).count > 1 && sets.allSatisfy(\.isSettled)
        breach.expect(
          verdict.isContested == isContested,
          "\(matter.name) contested \(verdict.isContested), by force \(sets.map(\.places))")
      }
    }
  }

  @Test(arguments: Worlds.blocks)
  func `the class of a system is what brute force over its uses finds`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      var evaluation = pair.evaluation()
      var force = BruteForce(evaluation, pair.walk())
      for scheme in pair.rules.schemes {
        let found = evaluation.classOfSystem(in: scheme.id)
        guard !found.isJoined else { continue }
        var byUse: [Outcomes] = []
        for context in evaluation.answers.indices {
          guard let one = force.classes(in: scheme.id, context, limit: 64) else { break }
          byUse.append(one)
        }
        guard byUse.count == evaluation.answers.count,
          byUse.reduce(1, { $0 * max($1.rows.count, 1) }) <= 512
        else { continue }
        let joined = joint(byUse, pair)
        breach.expect(
          found.places == joined, "classes \(found.places.places), by force \(joined.places)")
        for (context, one) in byUse.enumerated() {
          breach.expect(found.byUse[context] == one.finals, "class of use \(context)")
        }
      }
    }
  }
}

private func setsByReading(
  _ force: BruteForce, _ readings: [VariableID], _ matter: TriedMatter
) -> [Finals]? {
  var choices: [[VariableID: Int]] = [[:]]
  for reading in readings {
    choices = choices.flatMap { choice in
      force.evaluation.states[0][reading.index].cells.map { cell in
        var next = choice
        next[reading] = cell
        return next
      }
    }
  }
  guard choices.count <= 27 else { return nil }
  var sets: [Finals] = []
  for choice in choices {
    var one = force.choosing(choice)
    guard
      let found = one.outcomes(
        of: matter.rule, bearer: matter.bearer, matter.context, limit: most)
    else { return nil }
    if !found.finals.isEmpty { sets.append(found.finals) }
  }
  return sets
}

/// The highest class over uses, in every way that agrees on what is about the system.
private func joint(_ byUse: [Outcomes], _ pair: Pair) -> Finals {
  let program = pair.world.rulebook.program
  var found: Finals = []
  func extend(_ index: Int, _ shared: [VariableID: Int], _ highest: Int) {
    guard index < byUse.count else {
      found.insert(Finals(rawValue: 1 << UInt16(highest)))
      return
    }
    for row in byUse[index].rows {
      var next = shared
      let agrees = zip(byUse[index].variables, row.cells).allSatisfy { variable, cell in
        guard program[variable].level == .system else { return true }
        defer { next[variable] = cell }
        return shared[variable].map { $0 == cell } ?? true
      }
      if agrees { extend(index + 1, next, min(highest, row.final)) }
    }
  }
  extend(0, [:], Int.max)
  return found
}

/// A rule for a bearer and a use, as the laws try it.
struct TriedMatter {
  let rule: RuleID
  let bearer: Int
  let context: Int
  let name: String

  func steps(_ pair: Pair) -> [StepID] {
    let compiled = pair.world.rulebook.program[rule]
    guard pair.rules[rule].kind.isDuty else { return [compiled.truth] }
    return compiled.versions.flatMap { [$0.bindings[bearer].holds, $0.bindings[bearer].required] }
  }
}

extension Pair {
  /// Every rule for every bearer and use.
  var matters: [TriedMatter] {
    let contexts = max(useCase.uses.count, 1)
    return rules.rules.flatMap { rule in
      (0..<max(rule.bearers.count, 1)).flatMap { bearer in
        (0..<(rule.level == .system ? 1 : contexts)).map { context in
          TriedMatter(
            rule: rule.id, bearer: bearer, context: context,
            name: "\(rule.name) bearer \(bearer) use \(context)")
        }
      }
    }
  }

  /// Some of them, chosen at random.
  func matters(_ count: Int, law: Int) -> [TriedMatter] {
    var numbers = numbers(for: law)
    return Array(matters.shuffled(using: &numbers).prefix(count))
  }
}
