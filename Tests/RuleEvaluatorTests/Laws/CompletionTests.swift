import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

@Suite struct CompletionTests {
  @Test(arguments: Worlds.blocks)
  func `a verdict set holds the verdict of every full completion`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      var numbers = pair.numbers(for: 3)
      guard pair.knowsMemberships else { return }
      var evaluation = pair.evaluation()
      let completions = Completions(pair)
      for _ in 0..<2 {
        let full = completions.random(pair, &numbers)
        guard completions.isConsistent(full) else { continue }
        var walk = PlainWalk(pair.rules, full, on: pair.day)
        for matter in pair.matters {
          let verdict = evaluation.verdict(
            on: matter.rule, bearer: matter.bearer, matter.context)
          guard let final = walk.final(of: matter) else {
            breach.expect(false, "\(matter.name) is open when all is said")
            continue
          }
          breach.expect(
            verdict.possible.contains(final),
            "\(matter.name) \(verdict.possible.places), completed \(final.places)")
        }
        for scheme in pair.rules.schemes {
          let classes = evaluation.classOfSystem(in: scheme.id).places
          var places: Set<Int> = []
          for context in walk.contexts {
            places.insert(walk.classes(in: scheme.id, context).lowerBound)
          }
          breach.expect(
            classes.places.contains(places.min() ?? 0),
            "class \(classes.places), completed \(places.sorted())")
        }
      }
    }
  }

  @Test(arguments: Worlds.blocks)
  func `without scores, durations, lists and other uses it holds nothing else`(
    block: Int
  ) throws {
    try expectLaw(block) { pair, breach in
      guard pair.knowsMemberships else { return }
      var evaluation = pair.evaluation()
      let completions = Completions(pair)
      for matter in pair.matters(4, law: 4) {
        let dependence = Dependence(of: matter.rule, pair.rules)
        guard !dependence.isCorrelated, !pair.guardsCorrelate,
          let found = completions.finals(of: matter, dependence, pair, limit: 96)
        else { continue }
        let verdict = evaluation.verdict(on: matter.rule, bearer: matter.bearer, matter.context)
        breach.expect(
          verdict.possible == found,
          "\(matter.name) \(verdict.possible.places), completed \(found.places)")
      }
    }
  }
}

extension PlainWalk {
  /// What a rule is where all is said; nil where something is open.
  mutating func final(of matter: TriedMatter) -> Finals? {
    let id = matter.rule
    guard rules[id].kind.isDuty else {
      let truth = truth(of: id, matter.context)
      return truth == .unknown ? nil : truth == .yes ? .yes : .no
    }
    for version in rules[id].versions.indices {
      let holds = holds(id, version, bearers(of: id)[matter.bearer], matter.context)
      if holds == .unknown { return nil }
      guard holds == .yes else { continue }
      let required = required(id, version, matter.context)
      return required == .unknown ? nil : required == .yes ? .satisfied : .violated
    }
    return .notApplicable
  }
}

extension Pair {
  /// No named jurisdiction is of uncertain membership, which no answer could change.
  var knowsMemberships: Bool {
    rules.memberships.bodies.allSatisfy { body in
      useCase.jurisdictions.allSatisfy { body.has($0, on: day) != nil }
    }
  }

  /// Some guard compares two numbers.
  var guardsCorrelate: Bool {
    rules.vocabulary.facts.contains { fact in
      (fact.guarding?.condition.atoms ?? []).contains { atom in
        if case .fact(_, .lessThan) = atom { true } else { false }
      }
    }
  }
}

extension Completions {
  /// One completion of everything, lists and readings too.
  func random(_ pair: Pair, _ numbers: inout SeededNumbers) -> UseCase {
    let facts = rules.vocabulary.facts.filter { $0.level != .item }.map(\.id)
    let holes = holes(Set(facts))
    let choice = holes.map { numbers.below($0.values.count) }
    var lists: [ListID: ItemList] = [:]
    for list in rules.vocabulary.lists { lists[list.id] = complete(list, &numbers) }
    var judging: [String: Bool] = [:]
    for name in pair.world.judged { judging[name] = numbers.chance(50) }
    var reading: [RuleID: Int] = [:]
    for rule in rules.rules where !rule.readingNames.isEmpty {
      reading[rule.id] = numbers.below(rule.readingNames.count)
    }
    return settled(
      filled(holes, choice, lists: lists, judging: judging, reading: reading), pair, &numbers)
  }

  /// A reading that is not law on the day settles nothing; another is named then.
  private func settled(
    _ full: UseCase, _ pair: Pair, _ numbers: inout SeededNumbers
  ) -> UseCase {
    var readings = full.readings
    for rule in rules.rules {
      for version in rule.versions where version.period.contains(day) {
        guard case .readings(let all) = version.body, let named = readings[rule.id] else {
          continue
        }
        let inForce = all.indices.filter { all[$0].period.contains(day) }
        if !inForce.contains(named.index), !inForce.isEmpty {
          readings[rule.id]?.index = numbers.pick(inForce)
        }
      }
    }
    return full.with(
      answers: full.answers, uses: full.uses.map(\.answers), lists: full.lists,
      judgements: full.judgements, readings: readings)
  }

  private func complete(_ list: FactList, _ numbers: inout SeededNumbers) -> ItemList {
    let given = useCase.lists[list.id]
    let facts = rules.vocabulary.facts.filter { $0.list == list.id }
    var items = given?.items ?? []
    let place = Completions.nowhere
    if !(given?.isComplete ?? false), numbers.chance(60) {
      items.append(Item(name: "new", answers: [:], place: place))
    }
    return ItemList(
      items: items.map { item in
        var answers = item.answers
        for fact in facts {
          let values = values(of: fact, answers[fact.id])
          if !values.isEmpty { answers[fact.id] = Answer(said: numbers.pick(values), place: place) }
        }
        return Item(name: item.name, answers: answers, place: item.place)
      }, isComplete: true, place: given?.place ?? place)
  }

  /// What a rule is over all completions of what it hangs on; nil where they are too many.
  func finals(
    of matter: TriedMatter, _ dependence: Dependence, _ pair: Pair, limit: Int
  ) -> Finals? {
    let holes = holes(dependence.facts).filter { $0.use == nil || $0.use == matter.context }
    let judged = dependence.judged.sorted().filter { useCase.judgements[$0] == nil }
    let readings = dependence.contested.sorted()
    var counts = holes.map(\.values.count) + judged.map { _ in 2 }
    counts += readings.map { rules[$0].readingNames.count }
    guard counts.reduce(1, { min($0 * $1, limit + 1) }) <= limit else { return nil }
    var found: Finals = []
    for way in 0..<counts.reduce(1, *) {
      var rest = way
      let choice = counts.map { count in
        defer { rest /= count }
        return rest % count
      }
      let verdicts = choice[holes.count...].prefix(judged.count).map { $0 == 1 }
      let chosen = choice.suffix(readings.count)
      let full = filled(
        holes, choice, lists: useCase.lists,
        judging: Dictionary(uniqueKeysWithValues: zip(judged, verdicts)),
        reading: Dictionary(uniqueKeysWithValues: zip(readings, chosen)))
      // What answers about items say of their guards is not read back: a sound simplification.
      guard isConsistent(full, withItems: false) else { continue }
      var walk = PlainWalk(rules, full, on: day)
      if let final = walk.final(of: matter) { found.insert(final) }
    }
    return found
  }
}
