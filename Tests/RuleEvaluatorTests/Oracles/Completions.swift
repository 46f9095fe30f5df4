import LocatedYAML

@testable import RuleCompiler
@testable import RuleEvaluator

/// Everything that a case leaves open, and ways to close it.
struct Completions {
  let rules: CheckedRules
  let useCase: UseCase
  let day: Day
  private let constants: [FactID: [Value]]

  init(_ world: World, _ one: World.Case) {
    rules = world.rulebook.rules
    useCase = one.useCase
    day = one.day
    constants = Constants(rules).values
  }

  init(_ pair: Pair) {
    self.init(pair.world, pair.one)
  }

  /// A hole: a fact of a use (of none where it is about the system), and what it may be.
  struct Hole {
    let fact: FactID
    let use: Int?
    let values: [Answer.Said]
  }

  static let nowhere = Place(
    file: "", span: SourceSpan(start: .start, end: .start))

  private var plain: [Answers] {
    useCase.uses.isEmpty ? [useCase.answers] : useCase.uses.map(\.answers)
  }

  /// The holes of some facts.
  func holes(_ facts: Set<FactID>) -> [Hole] {
    facts.sorted().flatMap { id -> [Hole] in
      let fact = rules.vocabulary[id]
      let uses = fact.level == .system ? 0..<1 : plain.indices
      return uses.compactMap { use in
        let values = values(of: fact, plain[use][id])
        return values.isEmpty
          ? nil : Hole(fact: id, use: fact.level == .system ? nil : use, values: values)
      }
    }
  }

  /// What a fact may be under an answer; nothing where the answer is whole.
  func values(of fact: Fact, _ answer: Answer?) -> [Answer.Said] {
    if answer?.value != nil || useCase.judgements[fact.name] != nil { return [] }
    let none: [Answer.Said] = fact.allowsNone ? [.value(.none)] : []
    switch fact.type {
    case .yesNo: return [.value(.no), .value(.yes)] + none
    case .oneOf(let options, _): return options.indices.map { .value(.option($0)) } + none
    case .number, .date, .time, .country, .text:
      return representatives(of: fact).map { .value($0) } + none
    case .someOf(let options):
      return (0..<1 << options.count).compactMap { bits in
        let members = options.indices.filter { bits & 1 << $0 != 0 }
        if case .partly(let has, let hasNot)? = answer?.said {
          guard Set(has).isSubset(of: members), Set(hasNot).isDisjoint(with: members) else {
            return nil
          }
        }
        return .value(.members(members))
      }
    }
  }

  /// Each value that a test names, and one between, before and after them.
  private func representatives(of fact: Fact) -> [Value] {
    let named = constants[fact.id] ?? []
    switch fact.type {
    case .number:
      let numbers = Set(named.compactMap(\.number)).sorted()
      guard let first = numbers.first, let last = numbers.last else { return [.number(0)] }
      let between = zip(numbers, numbers.dropFirst()).map { ($0 + $1) / 2 }
      return (numbers + between + [first - 1_000, last + 1_000]).map(Value.number)
    case .date:
      let days = Set(named.compactMap(\.day)).flatMap { [$0 - 1, $0, $0 + 1] }
      return Set(days.isEmpty ? [20_000] : days).sorted().map { .day(Day(number: $0)) }
    case .time:
      let moments = Set(named.compactMap(\.moment)).flatMap { [$0 - 1, $0, $0 + 1] }
      return Set(moments.isEmpty ? [0] : moments).sorted().map {
        .instant(Instant(microseconds: $0))
      }
    case .country, .text: return named.filter { $0 != .none } + [.word("ZZ")]
    case .yesNo, .oneOf, .someOf: return []
    }
  }

  /// The case with holes filled, one value a hole; a judgement or a reading that is missing is
  /// taken from the numbers.
  func filled(
    _ holes: [Hole], _ choice: [Int], lists: [ListID: ItemList], judging: [String: Bool],
    reading: [RuleID: Int]
  ) -> UseCase {
    var common = useCase.answers
    var uses = useCase.uses.map(\.answers)
    for (hole, index) in zip(holes, choice) {
      let answer = Answer(said: hole.values[index], place: Completions.nowhere)
      if uses.isEmpty { common[hole.fact] = answer }
      for use in uses.indices where hole.use == nil || hole.use == use {
        uses[use][hole.fact] = answer
      }
      if hole.use == nil { common[hole.fact] = answer }
    }
    let judgements = judging.mapValues { verdict in
      Judgement(
        verdict: verdict, by: "b", on: Day(number: 0), reason: "r", place: Completions.nowhere)
    }
    let readings = reading.mapValues { (index: $0, place: Completions.nowhere) }
    return useCase.with(
      answers: common, uses: uses, lists: lists,
      judgements: useCase.judgements.merging(judgements) { own, _ in own },
      readings: useCase.readings.merging(readings) { own, _ in own })
  }

  /// Whether the answers of the case itself can all be true in a completion: a fact that is
  /// answered otherwise than its guard would have it needs the guard to be yes.
  func isConsistent(
    _ completed: UseCase, use only: Int? = nil, withItems: Bool = true
  ) -> Bool {
    var walk = PlainWalk(rules, completed, on: day)
    for fact in rules.vocabulary.facts {
      guard let otherwise = fact.guarding?.otherwise else { continue }
      for use in plain.indices where only == nil || only == use {
        var place = PlainWalk.Place(level: .use, context: use)
        if plain[use][fact.id]?.rulesOut(otherwise) == true, walk.isClosed(fact.id, place) {
          return false
        }
        for item in withItems ? items(answering: fact, otherThan: otherwise, completed) : [] {
          place.item = item
          if walk.isClosed(fact.id, place) { return false }
        }
      }
    }
    return true
  }

  /// Items of which the case itself says that a fact is other than a value, as they are completed.
  private func items(
    answering fact: Fact, otherThan value: Value, _ completed: UseCase
  ) -> [Item] {
    guard let list = fact.list, let given = useCase.lists[list] else { return [] }
    return given.items.filter { $0.answers[fact.id]?.rulesOut(value) == true }.compactMap { item in
      completed.lists[list]?.items.first { $0.name == item.name }
    }
  }
}

extension UseCase {
  /// The same case with other answers.
  func with(
    answers: Answers, uses own: [Answers], lists: [ListID: ItemList],
    judgements: [String: Judgement], readings: [RuleID: (index: Int, place: Place)]
  ) -> UseCase {
    UseCase(
      name: name, title: title, operatorName: operatorName, jurisdictions: jurisdictions,
      asIf: asIf, day: day, file: file, answers: answers,
      uses: zip(uses, own).map { use, answers in
        Use(name: use.name, title: use.title, answers: answers, place: use.place)
      }, lists: lists, evidence: evidence, waivers: waivers, judgements: judgements,
      readings: readings, expectations: expectations, asks: asks)
  }
}

extension Value {
  /// In thousandths.
  fileprivate var number: Int? {
    if case .number(let number) = self { number.thousandths } else { nil }
  }
  fileprivate var day: Int32? { if case .day(let day) = self { day.number } else { nil } }
  fileprivate var moment: Int64? {
    if case .instant(let instant) = self { instant.microseconds } else { nil }
  }

  fileprivate static func number(_ thousandths: Int) -> Value {
    .number(Number(digits: Int64(thousandths), places: 3))
  }
}

/// The values that tests name, fact by fact.
private struct Constants {
  private(set) var values: [FactID: [Value]] = [:]
  /// Numbers that are compared with others.
  private var compared: Set<FactID> = []

  init(_ rules: CheckedRules) {
    for rule in rules.rules {
      for condition in rule.versions.flatMap(\.conditions) { add(condition) }
    }
    for fact in rules.vocabulary.facts {
      if let guarding = fact.guarding { add(guarding.condition) }
    }
    for measure in rules.measures {
      if case .adjusted(let adjustment) = measure.form { add(adjustment.when) }
    }
    let all = ["-3", "0", "1", "1.5", "2"].compactMap { Number($0).map(Value.number) }
    for fact in compared { values[fact, default: []] += all }
  }

  private mutating func add(_ condition: Condition<Atom>) {
    for atom in condition.atoms {
      switch atom {
      case .fact(let id, let test): add(test, id)
      case .items(_, _, let filter, let demand), .uses(_, let filter, let demand):
        for part in [filter, demand].compactMap({ $0 }) { add(part) }
      case .measure, .assessmentDay, .rule, .reached, .reading, .scheme: break
      }
    }
  }

  private mutating func add(_ test: Test, _ id: FactID) {
    switch test {
    case .among(let named): values[id, default: []] += named
    case .atLeast(let value), .atMost(let value), .before(let value), .onOrAfter(let value):
      values[id, default: []].append(value)
    case .lessThan(let other): compared.formUnion([id, other])
    case .includesAll, .only, .present: break
    }
  }
}
