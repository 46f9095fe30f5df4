import RuleCompiler
import RuleEvaluator

extension AssessmentReport {
  /// Of every use and scheme, the classes above its own, and why they are not given.
  static func refusals(of assessment: Assessment) -> [ClassRefusal] {
    var reporters = [assessment.day: DayReporter(assessment, on: assessment.day)]
    let rules = assessment.rulebook.rules
    var found: [ClassRefusal] = []
    for result in assessment.classes {
      guard let scheme = rules.schemes.first(where: { $0.name == result.scheme }) else { continue }
      let contexts = result.uses.isEmpty ? [0] : Array(result.uses.indices)
      for rank in scheme.classes.indices.dropLast() {
        for context in contexts {
          let use = result.uses.isEmpty ? nil : result.uses[context]
          guard let highest = scheme.classes.firstIndex(of: use?.highest ?? result.highest),
            rank < highest
          else { continue }
          let members = rules.members(of: scheme.id).filter {
            rules[$0].membership?.rank == rank
          }
          guard let day = firstDayOfLaw(members, assessment) else { continue }
          let reporter = reporters[day] ?? DayReporter(assessment, on: day)
          reporters[day] = reporter
          found.append(
            reporter.refusal(
              of: members, scheme: scheme.id, rank: rank, use: use?.use, context))
        }
      }
    }
    return found
  }

  /// The day of the assessment where any of the rules is law on it, failing that the first on
  /// which one will be.
  private static func firstDayOfLaw(_ members: [RuleID], _ assessment: Assessment) -> Day? {
    let periods = members.flatMap { assessment.rulebook.rules[$0].versions.map(\.period) }
    if periods.contains(where: { $0.contains(assessment.day) }) { return assessment.day }
    return periods.compactMap(\.from).filter { $0 > assessment.day }.min()
  }
}

extension DayReporter {
  /// Ways that came close and are shown.
  private static let mostClosest = 3
  /// How rare what is so of a way must be for it to have come close: one answer in so many.
  private static let rarity = 5

  /// Why none of the rules gives its class to a use.
  fileprivate func refusal(
    of members: [RuleID], scheme: SchemeID, rank: Int, use: String?, _ context: Int
  ) -> ClassRefusal {
    let lawful = members.filter { evaluation.lawIndex(of: $0, context) != nil }
    let isRefused = lawful.allSatisfy {
      evaluation.truth(evaluation.program[$0].truth, context) == .no
    }
    var ways: [ClassWay] = []
    var outside: [ClassRefusal.Ground] = []
    for id in lawful {
      let own = evaluation.ways(of: id, context)
      ways += own
      if let ground = groundOutside(of: id, own, context) { outside.append(ground) }
    }
    let shut = Set(outside.flatMap(\.ways))
    let rest = ways.filter { !shut.contains($0.rule) }
    return ClassRefusal(
      scheme: scheme, rank: rank, use: use, lawFrom: day == assessment.day ? nil : day,
      ways: ways.map(\.rule),
      grounds: day == assessment.day || isRefused
        ? merged(outside) + grounds(against: rest, context) : [],
      closest: closest(of: rest, context))
  }

  /// Why a rule does not give its class whatever it says: its act does not reach the case.
  private func groundOutside(
    of id: RuleID, _ ways: [ClassWay], _ context: Int
  ) -> ClassRefusal.Ground? {
    guard let index = evaluation.lawIndex(of: id, context) else { return nil }
    let version = evaluation.program[id].versions[index]
    guard evaluation.truth(version.scope, context) == .no else { return nil }
    let matter = Matter(rule: id, bearer: 0, context: context)
    let reasons = statements(for: matter, depth: 1).filter { $0.truth == .no }
    guard let first = reasons.first else { return nil }
    return ClassRefusal.Ground(statements: [first], ways: ways.map(\.rule), through: nil)
  }

  /// Grounds that say the same as one.
  private func merged(_ grounds: [ClassRefusal.Ground]) -> [ClassRefusal.Ground] {
    guard let first = grounds.first, grounds.count > 1 else { return grounds }
    return [
      ClassRefusal.Ground(
        statements: first.statements, ways: grounds.flatMap(\.ways), through: nil)
    ]
  }

  // MARK: What shuts out

  /// Few answers that together shut out every way: first those that do alone, the one that shuts
  /// out most before the others.
  private func grounds(against ways: [ClassWay], _ context: Int) -> [ClassRefusal.Ground] {
    let deciders = Deciders(evaluation: evaluation, context: context)
    var rest = ways.map { way in (way: way, singles: singles(of: way, deciders)) }
    var found: [ClassRefusal.Ground] = []
    var known: Set<Deciders.Key> = []
    while let best = mostCommon(in: rest.map(\.singles)) {
      let shut = rest.filter { $0.singles[best] != nil }
      rest.removeAll { $0.singles[best] != nil }
      known.insert(best)
      found.append(
        ground(shut.compactMap { $0.singles[best] }.map { [$0] }, shut.map(\.way), context))
    }
    var groups: [(keys: Set<Deciders.Key>, deciders: [[Deciders.Decider]], ways: [ClassWay])] = []
    for (way, _) in rest {
      let few = fewest(against: way, deciders, known)
      guard !few.isEmpty else { continue }
      let keys = Set(few.map(\.key))
      if let place = groups.firstIndex(where: { $0.keys == keys }) {
        groups[place].deciders.append(few)
        groups[place].ways.append(way)
      } else {
        groups.append((keys, [few], [way]))
      }
    }
    return found + groups.map { ground($0.deciders, $0.ways, context) }
  }

  private func singles(
    of way: ClassWay, _ deciders: Deciders
  ) -> [Deciders.Key: Deciders.Decider] {
    var found: [Deciders.Key: Deciders.Decider] = [:]
    let scene = Deciders.Scene(home: way.rule, through: nil)
    for conjunct in way.conjuncts {
      found.merge(deciders.singles(conjunct, .no, in: scene)) { first, _ in first }
    }
    return found
  }

  private func fewest(
    against way: ClassWay, _ deciders: Deciders, _ known: Set<Deciders.Key>
  ) -> [Deciders.Decider] {
    let scene = Deciders.Scene(home: way.rule, through: nil)
    return way.conjuncts.filter { deciders.truth($0) == .no }.map {
      deciders.few($0, .no, besides: known, in: scene)
    }.min { $0.count < $1.count } ?? []
  }

  /// The key that most have; of several the first in the order of the vocabulary.
  private func mostCommon(in sets: [[Deciders.Key: Deciders.Decider]]) -> Deciders.Key? {
    var counts: [Deciders.Key: Int] = [:]
    for set in sets { for key in set.keys { counts[key, default: 0] += 1 } }
    return counts.max { left, right in
      left.value == right.value
        ? right.key.order.lexicographicallyPrecedes(left.key.order) : left.value < right.value
    }?.key
  }

  private func ground(
    _ deciders: [[Deciders.Decider]], _ ways: [ClassWay], _ context: Int
  ) -> ClassRefusal.Ground {
    let through = Set(deciders.map { $0.first?.through })
    let own = Set(ways.map(\.rule))
    let common = through.count == 1 ? through.first.flatMap(\.self) : nil
    return ClassRefusal.Ground(
      statements: (deciders.first ?? []).compactMap { statement($0, context) },
      ways: ways.map(\.rule),
      through: common.flatMap {
        let isNo = evaluation.truth(evaluation.program[$0].truth, context) == .no
        return isNo && !own.contains($0) ? $0 : nil
      })
  }

  private func statement(_ decider: Deciders.Decider, _ context: Int) -> Statement? {
    let matter = Matter(rule: decider.home, bearer: 0, context: context)
    switch decider.key {
    case .fact(let id):
      let answer = evaluation.answers[context][id]
      return Statement(
        subject: .fact(id, .present, answer?.said), truth: .no,
        place: answer?.place ?? rules.vocabulary[id].place, derogation: nil,
        isAssumed: answer?.isAssumed ?? false, isGuard: true, use: nil, parts: [])
    case .derogation(let id, let path):
      return Statement(
        subject: .derogation(id, path: path), truth: .yes,
        place: rules.derogation(id, path)?.place ?? rules[id].place, derogation: .counts,
        isAssumed: false, isGuard: false, use: nil, parts: [])
    case .measure, .rule, .other:
      return decider.clause.flatMap {
        statements(evaluation.reasons(for: $0, context, 1), of: matter).first
      }
    }
  }

  // MARK: What came close

  /// Ways of which something rare is so that is not so of most others.
  private func closest(of ways: [ClassWay], _ context: Int) -> [ClassRefusal.NearWay] {
    let rarities = ways.map { way in
      way.conjuncts.reduce(into: [FactID: Int]()) { found, conjunct in
        found.merge(evaluation.rarities(in: conjunct, context), uniquingKeysWith: max)
      }
    }
    let shared = Set(
      rarities.flatMap(\.keys).filter { fact in
        rarities.count > 2 && rarities.count { $0[fact] != nil } * 2 > rarities.count
      })
    let rated = ways.indices.map { place in
      let own = rarities[place].filter { !shared.contains($0.key) }
      return (place: place, rarity: own.values.reduce(0, +))
    }.filter { $0.rarity >= DayReporter.rarity }
    let best = rated.sorted { ($1.rarity, $0.place) < ($0.rarity, $1.place) }
    return best.prefix(DayReporter.mostClosest).map { near(ways[$0.place], context) }
  }

  private func near(_ way: ClassWay, _ context: Int) -> ClassRefusal.NearWay {
    let matter = Matter(rule: way.rule, bearer: 0, context: context)
    var missing: [Reason] = []
    for conjunct in way.conjuncts {
      let inside: Clause =
        if case .atom(.rule(way.rule)) = conjunct.shape {
          evaluation.body(of: way.rule, context) ?? conjunct
        } else {
          conjunct
        }
      missing += evaluation.missing(in: inside, context)
    }
    return ClassRefusal.NearWay(
      rule: way.rule, missing: statements(missing, of: matter),
      besides: way.derogations.filter { rule, path in
        guard let index = evaluation.lawIndex(of: rule, context),
          let derogation = evaluation.program[rule].versions[index].derogation(at: path)
        else { return false }
        return evaluation.truth(derogation.own, context) == .yes
      })
  }
}

extension Deciders.Key {
  /// For a fixed order of keys.
  fileprivate var order: [Int] {
    switch self {
    case .fact(let id): [0, id.index]
    case .measure(let id): [1, id.index]
    case .rule(let id): [2, id.index]
    case .derogation(let id, let path): [3, id.index] + path
    case .other(let id, let line, let column): [4, id.index, line, column]
    }
  }
}

extension Evaluation {
  private func known(_ clause: Clause, _ context: Int) -> Truth {
    clause.step.map { truth($0, context) } ?? .unknown
  }

  /// Every part of a clause that is no.
  fileprivate func missing(in clause: Clause, _ context: Int) -> [Reason] {
    guard known(clause, context) == .no else { return [] }
    if case .all(let parts) = clause.shape { return parts.flatMap { missing(in: $0, context) } }
    return reasons(for: clause, context, 0)
  }

  /// How rare what is so of a clause is, fact by fact: how many answers there are to one that
  /// passes. Facts about the system as a whole bring no use closer to a class.
  fileprivate func rarities(in clause: Clause, _ context: Int) -> [FactID: Int] {
    switch clause.shape {
    case .always, .not: return [:]
    case .all(let parts):
      return parts.reduce(into: [:]) {
        $0.merge(rarities(in: $1, context), uniquingKeysWith: max)
      }
    case .any(let parts):
      let found = parts.map { rarities(in: $0, context) }
      return found.max { $0.values.reduce(0, +) < $1.values.reduce(0, +) } ?? [:]
    case .atom(.rule(let id)): return body(of: id, context).map { rarities(in: $0, context) } ?? [:]
    case .atom(.fact(let id, _)) where rules.vocabulary[id].level == .system: return [:]
    case .atom(.fact(let id, .among(let values))) where known(clause, context) == .yes:
      let options = rules.vocabulary[id].options.count
      return [id: options == 0 ? 2 : options / max(values.count, 1)]
    case .atom(.fact(let id, _)) where known(clause, context) == .yes: return [id: 1]
    case .atom: return [:]
    }
  }
}
