import LocatedYAML

/// The variables of a program, laid out in the order of decision diagrams: what is always known
/// first (the day, presumptions), then readings, jurisdictions, and facts in vocabulary order.
struct Layout {
  private(set) var variables: [Variable] = []
  private(set) var factVariables: [[VariableID]]
  private var ids: [Variable.Kind: VariableID] = [:]
  private let memberOrder: MemberOrder

  init(_ rules: CheckedRules, _ demands: Demands) {
    factVariables = Array(repeating: [], count: rules.vocabulary.facts.count)
    memberOrder = MemberOrder(rules)
    add(.day, Cells(form: .line(demands.days.sorted()), hasNone: false), .system)
    for code in rules.acts.map(\.jurisdiction).uniqued() {
      add(.asIf(code), Layout.yesNo, .system)
    }
    for rule in rules.rules { addPresumptions(of: rule) }
    for rule in rules.rules { addReadings(of: rule) }
    for code in rules.acts.map(\.jurisdiction).uniqued() {
      add(.jurisdiction(code), Layout.yesNo, .system)
    }
    // What is only required comes before what duties hang on: duties that hang on the same then
    // share the nodes of it.
    let facts = rules.vocabulary.facts
    for fact in facts where demands.isOnlyRequired(fact.id) { addFact(fact, demands) }
    for fact in facts where !demands.isOnlyRequired(fact.id) { addFact(fact, demands) }
    for rule in rules.rules { addJudgements(of: rule) }
    for measure in rules.measures {
      addMeasure(measure, rules, demands.measures[measure.id.index].sorted())
    }
  }

  static let yesNo = Cells(form: .options(2), hasNone: false)

  subscript(_ kind: Variable.Kind) -> VariableID? { ids[kind] }

  /// The variable of a kind, made when it is first asked for.
  mutating func variable(
    _ kind: Variable.Kind, _ cells: Cells = Layout.yesNo, _ level: Level
  ) -> VariableID {
    ids[kind] ?? add(kind, cells, level)
  }

  @discardableResult
  private mutating func add(
    _ kind: Variable.Kind, _ cells: Cells, _ level: Level
  ) -> VariableID {
    let id = VariableID(index: variables.count)
    variables.append(Variable(kind: kind, cells: cells, level: level))
    ids[kind] = id
    return id
  }

  private mutating func addPresumptions(of rule: Rule<Atom>) {
    for version in rule.versions {
      version.unless.visit { derogation, path in
        let kind = Variable.Kind.presumption(rule.id, path: path)
        if derogation.mustBeShown, ids[kind] == nil { add(kind, Layout.yesNo, .system) }
      }
    }
  }

  private mutating func addReadings(of rule: Rule<Atom>) {
    let counts = rule.versions.map { version in
      if case .readings(let readings) = version.body { readings.count } else { 0 }
    }
    guard let most = counts.max(), most > 0 else { return }
    add(.reading(rule.id), Cells(form: .options(most), hasNone: false), .system)
  }

  private mutating func addFact(_ fact: Fact, _ demands: Demands) {
    guard demands.tested[fact.id.index], fact.level != .item else { return }
    let index = fact.id.index
    let form: Cells.Form
    switch fact.type {
    case .someOf:
      for place in memberOrder.order(of: fact) {
        add(.member(fact.id, place), Layout.yesNo, fact.level)
      }
      factVariables[index] = fact.options.indices.compactMap { ids[.member(fact.id, $0)] }
      return
    case .yesNo: form = .options(2)
    case .oneOf(let options, _): form = .options(options.count)
    case .number, .date, .time: form = .line(demands.boundaries[index].sorted())
    case .country, .text: form = .words(demands.words[index].sorted())
    }
    factVariables[index] = [
      add(.fact(fact.id), Cells(form: form, hasNone: fact.allowsNone), fact.level)
    ]
  }

  private mutating func addJudgements(of rule: Rule<Atom>) {
    for version in rule.versions {
      if case .untranslatable = version.body, ids[.judgement(rule.id, path: [])] == nil {
        add(.judgement(rule.id, path: []), Layout.yesNo, rule.level)
      }
      version.unless.visit { derogation, path in
        let kind = Variable.Kind.judgement(rule.id, path: path)
        if case .untranslatable = derogation.body, ids[kind] == nil {
          add(kind, Layout.yesNo, rule.level)
        }
      }
    }
  }

  private mutating func addMeasure(
    _ measure: Measure<Atom>, _ rules: CheckedRules, _ boundaries: [Boundary]
  ) {
    let level = rules.level(of: measure)
    guard level != .item else { return }
    let hasNone = measure.facts.contains { fact in
      if case .elapsed = measure.form { rules.vocabulary[fact].allowsNone } else { false }
    }
    add(.measure(measure.id), Cells(form: .line(boundaries), hasNone: hasNone), level)
  }
}

extension CheckedRules {
  /// What a measure is about: the narrowest of the facts it reads.
  func level(of measure: Measure<Atom>) -> Level {
    var level = measure.facts.map { vocabulary[$0].level }.max() ?? .system
    if case .adjusted(let adjustment) = measure.form {
      level = max(level, self.level(of: self[adjustment.base]), .use)
    }
    return level
  }
}

extension Array {
  /// Every derogation of a tree with its path, parents first.
  package func visit<Atom>(
    _ path: [Int] = [], _ body: (Derogation<Atom>, [Int]) -> Void
  ) where Element == Derogation<Atom> {
    for (index, derogation) in enumerated() {
      body(derogation, path + [index])
      derogation.unless.visit(path + [index], body)
    }
  }
}

extension Array where Element: Hashable {
  /// The elements without repetitions, in the order of their first standing.
  @inlinable package func uniqued() -> [Element] {
    if count < 2 { return self }
    if count <= 16 {
      // Among few, comparing is quicker than hashing, and than having the type of a set made.
      var found: [Element] = []
      for element in self where !found.contains(element) { found.append(element) }
      return found
    }
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
