package import RuleCompiler

/// Something that somebody could say, and on which a verdict still depends.
package enum Question: Hashable, Sendable {
  /// A fact, in a use where it is about one.
  case fact(FactID, context: Int)
  /// A fact of an item of a list.
  case itemFact(FactID, item: String)
  /// What is on a list, and whether that is all.
  case list(ListID)
  /// Whether a country belongs to a body, or is party to a convention.
  case membership(String)
  /// What only a person can judge: the full id of a rule or derogation.
  case judgement(String, context: Int)

  /// In the order of the vocabulary, then of uses.
  package func isBefore(_ other: Question) -> Bool {
    let (one, two) = (key, other.key)
    return one == two ? word < other.word : one < two
  }

  /// What it is about, its place there, and the use.
  private var key: (Int, Int, Int) {
    switch self {
    case .membership: (0, -1, -1)
    case .fact(let fact, let context): (1, fact.index, context)
    case .itemFact(let fact, _): (1, fact.index, -1)
    case .list(let list): (2, list.index, -1)
    case .judgement(_, let context): (3, context, -1)
    }
  }

  private var word: String {
    switch self {
    case .membership(let code): code
    case .itemFact(_, let item): item
    case .judgement(let name, _): name
    case .fact, .list: ""
    }
  }
}

extension Evaluation {
  /// What could be said about a variable; empty where nothing could, or where all is said.
  package mutating func questions(
    about id: VariableID, _ context: Int
  ) -> [Question] {
    switch program[id].kind {
    case .day, .presumption, .reading, .asIf:
      return []
    case .jurisdiction(let code):
      return [.membership(code)]
    case .fact(let fact), .member(let fact, _):
      return isAskable(fact, context) ? [question(fact, context)] : []
    case .judgement(let rule, let path):
      let name = path.isEmpty ? rules.fullName(rule) : rules.fullName(rule, path)
      return [.judgement(name, context: program[id].level == .system ? 0 : context)]
    case .fewer(let left, let right):
      return [left, right].filter { isAskable($0, context) }.map { question($0, context) }
    case .measure(let measure):
      return questions(about: measure, context)
    case .items(let query):
      return questions(about: program.items[query], context)
    case .someUse(let step):
      guard let root = program.roots[step] else { return [] }
      return answers.indices.flatMap { other in
        support(of: VerdictDiagram(truth: root), other).flatMap { questions(about: $0, other) }
      }.uniqued()
    }
  }

  private func question(_ fact: FactID, _ context: Int) -> Question {
    .fact(fact, context: rules.vocabulary[fact].level == .system ? 0 : context)
  }

  /// Nobody has said it, and nobody has said that it cannot be said.
  private mutating func isAskable(_ fact: FactID, _ context: Int) -> Bool {
    if askable[context].isEmpty { findAskable(context) }
    return askable[context][fact.index]
  }

  private mutating func findAskable(_ context: Int) {
    askable[context] = rules.vocabulary.facts.map { !isClosed($0.id, context) }
    for (fact, answer) in answers[context] {
      switch answer.said {
      case .unknown, .partly: break
      case .value, .unsayable: askable[context][fact.index] = false
      }
    }
  }

  /// What could be said about several variables, in order, each once.
  mutating func questions(about variables: [VariableID], _ context: Int) -> [Question] {
    var found: [Question] = []
    for variable in variables {
      switch program[variable].kind {
      case .fact(let fact), .member(let fact, _):
        if isAskable(fact, context) { found.append(question(fact, context)) }
      default: found += questions(about: variable, context)
      }
    }
    found.sort { $0.isBefore($1) }
    var result: [Question] = []
    for question in found where question != result.last { result.append(question) }
    return result
  }

  private mutating func questions(about id: MeasureID, _ context: Int) -> [Question] {
    let measure = rules[id]
    var found = measure.facts.filter { isAskable($0, context) }.map { question($0, context) }
    guard case .adjusted(let adjustment) = measure.form else { return found }
    found += questions(about: adjustment.base, context)
    for atom in adjustment.when.atoms {
      switch atom {
      case .measure(let other, _): found += questions(about: other, context)
      case .fact(let fact, _) where isAskable(fact, context): found.append(question(fact, context))
      case .fact, .assessmentDay, .rule, .reached, .reading, .scheme, .items, .uses: break
      }
    }
    return found.uniqued()
  }

  private mutating func questions(about query: ItemsQuery, _ context: Int) -> [Question] {
    guard let list = useCase.lists[query.list] else { return [.list(query.list)] }
    var found: [Question] = list.isComplete ? [] : [.list(query.list)]
    let open = list.items.filter { truth(of: query, $0, context) == .unknown }
    guard !open.isEmpty else { return found }
    let facts = facts(of: query)
    for item in open {
      for fact in facts where rules.vocabulary[fact].level == .item {
        guard closedValue(of: rules.vocabulary[fact], item, context) == nil else { continue }
        switch item.answers[fact]?.said {
        case nil, .unknown, .partly: found.append(.itemFact(fact, item: item.name))
        case .value, .unsayable: break
        }
      }
    }
    found += facts.filter { rules.vocabulary[$0].level != .item && isAskable($0, context) }
      .map { question($0, context) }
    let wider = [query.filter, query.demand].compactMap { $0 }.flatMap(\.steps)
    return (found + questions(under: wider, context)).uniqued()
  }

  /// The facts that what is about an item reads: its own, those of guards, and wider ones.
  func facts(of query: ItemsQuery) -> [FactID] {
    let atoms = [query.filter, query.demand].compactMap { $0 }.flatMap(\.itemAtoms)
    var found: [FactID] = []
    var rest = atoms.reversed().flatMap { Array(facts(of: $0).reversed()) }
    while let fact = rest.popLast() {
      guard !found.contains(fact) else { continue }
      found.append(fact)
      rest += (rules.vocabulary[fact].guarding?.condition.atoms ?? []).flatMap { facts(of: $0) }
    }
    return found
  }

  private func facts(of atom: Atom) -> [FactID] {
    switch atom {
    case .fact(let fact, let test): test.facts(with: fact)
    case .measure(let id, _): rules[id].facts
    case .assessmentDay, .rule, .reached, .reading, .scheme, .items, .uses: []
    }
  }
}

extension Clause {
  /// Atoms about an item.
  fileprivate var itemAtoms: [Atom] {
    if step != nil { return [] }
    return switch shape {
    case .atom(let atom): [atom]
    case .always: []
    case .not(let part): part.itemAtoms
    case .all(let parts), .any(let parts): parts.flatMap(\.itemAtoms)
    }
  }
}
