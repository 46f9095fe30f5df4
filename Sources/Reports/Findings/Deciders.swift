import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// Finds the answers that make a clause what it is: few, and the same for many clauses.
struct Deciders {
  let evaluation: Evaluation
  let context: Int

  /// What is known of one thing in the case, and what it decides.
  struct Decider {
    let key: Key
    let truth: Truth
    /// How the truth is told; nil for the answer to a guard, which is told by its fact.
    let clause: Clause?
    /// The rule in which it stands.
    let home: RuleID
    /// The innermost definition with a place in the law that it turns.
    let through: RuleID?
  }

  /// What a decider is about; two with the same key are one for a reader.
  enum Key: Hashable {
    case fact(FactID)
    case measure(MeasureID)
    case rule(RuleID)
    case derogation(RuleID, [Int])
    /// Anything else, by the place at which it is written.
    case other(RuleID, Int, Int)
  }

  /// Where a clause stands.
  struct Scene {
    var home: RuleID
    var through: RuleID?
  }

  private var rules: CheckedRules { evaluation.rules }

  func truth(_ clause: Clause) -> Truth {
    clause.step.map { evaluation.truth($0, context) } ?? .unknown
  }

  // MARK: One that is enough

  /// Things each of which is enough to make a clause no, or yes.
  func singles(_ clause: Clause, _ truth: Truth, in scene: Scene) -> [Key: Decider] {
    guard self.truth(clause) == truth else { return [:] }
    switch clause.shape {
    case .always: return [:]
    case .not(let part): return singles(part, !truth, in: scene)
    case .all(let parts): return singles(parts, truth, anyOne: truth == .no, in: scene)
    case .any(let parts): return singles(parts, truth, anyOne: truth == .yes, in: scene)
    case .atom(.rule(let id)) where opens(id, in: scene):
      return singles(id, truth, in: inside(id, scene))
    case .atom(let atom):
      let found = deciders(atom, clause, truth, scene)
      return found.count == 1 ? [found[0].key: found[0]] : [:]
    }
  }

  private func singles(
    _ parts: [Clause], _ truth: Truth, anyOne: Bool, in scene: Scene
  ) -> [Key: Decider] {
    let found = parts.map { singles($0, truth, in: scene) }
    if anyOne { return found.reduce(into: [:]) { $0.merge($1) { first, _ in first } } }
    return found.dropFirst().reduce(found.first ?? [:]) { both, next in
      both.filter { next[$0.key] != nil }
    }
  }

  private func singles(_ id: RuleID, _ truth: Truth, in scene: Scene) -> [Key: Decider] {
    if truth == .no, let taken = derogationThatCounts(of: id, scene) { return [taken.key: taken] }
    return singles(bodies(of: id), truth, anyOne: false, in: scene)
  }

  // MARK: Few that are enough together

  /// As few things as possible that make a clause no, or yes; those in `known` cost nothing.
  func few(
    _ clause: Clause, _ truth: Truth, besides known: Set<Key>, in scene: Scene
  ) -> [Decider] {
    switch clause.shape {
    case .always: return []
    case .not(let part): return few(part, !truth, besides: known, in: scene)
    case .all(let parts): return few(parts, truth, anyOne: truth == .no, known, scene)
    case .any(let parts): return few(parts, truth, anyOne: truth == .yes, known, scene)
    case .atom(.rule(let id)) where opens(id, in: scene):
      if truth == .no, let taken = derogationThatCounts(of: id, scene) { return [taken] }
      return few(bodies(of: id), truth, anyOne: false, known, inside(id, scene))
    case .atom(let atom): return deciders(atom, clause, truth, scene)
    }
  }

  private func few(
    _ parts: [Clause], _ truth: Truth, anyOne: Bool, _ known: Set<Key>, _ scene: Scene
  ) -> [Decider] {
    guard anyOne else {
      // What decides one part may decide another: either end may be the better one to begin at.
      let forth = everyOne(parts, truth, known, scene)
      let back = everyOne(parts.reversed(), truth, known, scene)
      return cost(back, known) < cost(forth, known) ? back : forth
    }
    let choices = parts.filter { self.truth($0) == truth }.map {
      few($0, truth, besides: known, in: scene)
    }
    return choices.min { cost($0, known) < cost($1, known) } ?? []
  }

  private func everyOne(
    _ parts: [Clause], _ truth: Truth, _ known: Set<Key>, _ scene: Scene
  ) -> [Decider] {
    var found: [Decider] = []
    for part in parts {
      let seen = known.union(found.map(\.key))
      for decider in few(part, truth, besides: seen, in: scene)
      where !found.contains(where: { $0.key == decider.key }) {
        found.append(decider)
      }
    }
    return found
  }

  private func cost(_ deciders: [Decider], _ known: Set<Key>) -> Int {
    Set(deciders.map(\.key)).subtracting(known).count
  }

  // MARK: What is behind a name

  /// Whether a name can be looked into: a definition or a class, of the same use, law on the day.
  private func opens(_ id: RuleID, in scene: Scene) -> Bool {
    let crosses = rules[scene.home].level == .system && rules[id].level != .system
    return !rules[id].kind.isDuty && !crosses && !bodies(of: id).isEmpty
  }

  private func inside(_ id: RuleID, _ scene: Scene) -> Scene {
    let isCited = rules[id].versions.last?.citation != nil
    return Scene(home: id, through: isCited ? id : scene.through)
  }

  /// The condition of a rule, or those of the readings that are possible.
  private func bodies(of id: RuleID) -> [Clause] {
    guard let index = evaluation.lawIndex(of: id, context) else { return [] }
    let clauses = evaluation.program[id].versions[index].clauses
    if let taken = evaluation.useCase.readings[id]?.index, clauses.indices.contains(taken) {
      return [clauses[taken]]
    }
    return clauses
  }

  private func derogationThatCounts(of id: RuleID, _ scene: Scene) -> Decider? {
    guard let index = evaluation.lawIndex(of: id, context) else { return nil }
    let version = evaluation.program[id].versions[index]
    guard evaluation.truth(version.when, context) == .yes,
      let place = version.derogations.firstIndex(where: {
        evaluation.truth($0.counts, context) == .yes
      })
    else { return nil }
    return Decider(
      key: .derogation(id, [place]), truth: .yes, clause: nil, home: id, through: scene.through)
  }

  private func deciders(
    _ atom: Atom, _ clause: Clause, _ truth: Truth, _ scene: Scene
  ) -> [Decider] {
    func one(_ key: Key) -> [Decider] {
      [
        Decider(
          key: key, truth: truth, clause: clause, home: scene.home, through: scene.through)
      ]
    }
    switch atom {
    case .fact(let id, _):
      if let guards = closingAnswers(of: id), !guards.isEmpty {
        return guards.map {
          Decider(
            key: .fact($0), truth: .no, clause: nil, home: scene.home, through: scene.through)
        }
      }
      return one(.fact(id))
    case .measure(let id, _): return one(.measure(id))
    case .rule(let id): return one(.rule(id))
    case .reached(let id, let path): return one(.derogation(id, path))
    case .assessmentDay, .reading, .scheme, .items, .uses:
      let start = clause.span.start
      return one(.other(scene.home, start.line, start.column))
    }
  }

  // MARK: Questions that do not arise

  /// The answers for which a fact is not asked; nil where it is.
  private func closingAnswers(of id: FactID) -> [FactID]? {
    guard evaluation.isClosed(id, context), let guarding = rules.vocabulary[id].guarding else {
      return nil
    }
    return few(guarding.condition, .no)
  }

  private func few(_ condition: Condition<Atom>, _ truth: Truth) -> [FactID] {
    switch condition.shape {
    case .always: return []
    case .not(let part): return few(part, !truth)
    case .all(let parts): return few(parts, truth, anyOne: truth == .no)
    case .any(let parts): return few(parts, truth, anyOne: truth == .yes)
    case .atom(.fact(let id, _)): return closingAnswers(of: id) ?? [id]
    case .atom: return []
    }
  }

  private func few(_ parts: [Condition<Atom>], _ truth: Truth, anyOne: Bool) -> [FactID] {
    let fitting = parts.filter { self.truth($0) == truth }.map { few($0, truth) }
    return anyOne
      ? fitting.min { $0.count < $1.count } ?? [] : fitting.flatMap(\.self).uniqued()
  }

  /// The truth of a guard, which names nothing but facts.
  private func truth(_ condition: Condition<Atom>) -> Truth {
    switch condition.shape {
    case .always: return .yes
    case .not(let part): return !truth(part)
    case .all(let parts): return Truth.all(parts.map(truth))
    case .any(let parts): return Truth.any(parts.map(truth))
    case .atom(.fact(let id, let test)):
      let fact = rules.vocabulary[id]
      if evaluation.isClosed(id, context), let value = fact.guarding?.otherwise {
        return fact.truth(of: test, value)
      }
      return evaluation.answers[context][id].map { fact.truth(of: test, $0) } ?? .unknown
    case .atom: return .unknown
    }
  }
}
