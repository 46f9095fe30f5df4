package import RuleCompiler

/// A fact that somebody could make otherwise: of the system, of a use, or of an item of a list.
package struct Lever: Hashable, Sendable, Comparable {
  package let fact: FactID
  /// The use; 0 where it is about the system or an item.
  package let context: Int
  /// The place of the item in its list; nil where it is about no item.
  package var item: Int?

  package init(fact: FactID, context: Int, item: Int? = nil) {
    self.fact = fact
    self.context = context
    self.item = item
  }

  package static func < (left: Lever, right: Lever) -> Bool {
    (left.context, left.fact.index, left.item ?? -1)
      < (right.context, right.fact.index, right.item ?? -1)
  }
}

/// A variable that somebody could set: a fact, or whether a member belongs to a set.
struct Slot: Sendable {
  let lever: Lever
  /// The place of the option, where the fact is a set.
  let member: Int?
  /// Its variable in the program; nil where no rule tests it by itself.
  let variable: VariableID?
  /// A value of each cell; nil of a cell in which there is none.
  let values: [Value?]
  /// The cell it is in; nil where that is not known.
  let current: Int?

  /// Its cells, and one more where it is not known: to be left as it is.
  var width: Int { values.count + (current == nil ? 1 : 0) }
  /// The cell in which nothing is changed.
  var unchanged: Int { current ?? values.count }

  /// Cells that it can be set to.
  var choices: [Int] { values.indices.filter { $0 != current && values[$0] != nil } }
}

/// Everything that could be made otherwise about a case, in an order in which all that belongs to
/// one fact stands together.
struct Levers: Sendable {
  let slots: [Slot]
  /// Of each use, the slot of each variable of the program.
  private let byVariable: [[VariableID: Int]]
  private let byLever: [Lever: [Int]]

  /// - Parameter isChangeable: whether a fact may be made otherwise at all.
  init(_ evaluation: Evaluation, _ isChangeable: (Fact) -> Bool) {
    var slots: [Slot] = []
    let vocabulary = evaluation.rules.vocabulary
    let facts = vocabulary.facts.filter { fact in
      isChangeable(fact) && evaluation.useCase.judgements[fact.name] == nil
    }
    for context in evaluation.answers.indices {
      for fact in facts where fact.level != .item && (fact.level != .system || context == 0) {
        slots += evaluation.slots(of: fact, Lever(fact: fact.id, context: context))
      }
    }
    for fact in facts {
      guard let list = fact.list, let given = evaluation.useCase.lists[list] else { continue }
      for item in given.items.indices {
        slots += evaluation.slots(of: fact, Lever(fact: fact.id, context: 0, item: item))
      }
    }
    self.slots = slots
    var byVariable = evaluation.answers.map { _ in [VariableID: Int]() }
    var byLever: [Lever: [Int]] = [:]
    for (index, slot) in slots.enumerated() {
      byLever[slot.lever, default: []].append(index)
      guard let variable = slot.variable else { continue }
      if evaluation.program[variable].level == .system {
        for context in byVariable.indices { byVariable[context][variable] = index }
      } else {
        byVariable[slot.lever.context][variable] = index
      }
    }
    self.byVariable = byVariable
    self.byLever = byLever
  }

  func slot(of variable: VariableID, _ context: Int) -> Int? { byVariable[context][variable] }

  func slots(of lever: Lever) -> [Int] { byLever[lever] ?? [] }

  /// Everything that may be set.
  var all: Set<Lever> { Set(byLever.keys) }
}

extension Evaluation {
  /// What is said of a lever.
  package func answer(to lever: Lever) -> Answer? {
    guard let item = lever.item else { return answers[lever.context][lever.fact] }
    guard let list = rules.vocabulary[lever.fact].list else { return nil }
    return useCase.lists[list]?.items[item].answers[lever.fact]
  }

  fileprivate func slots(of fact: Fact, _ lever: Lever) -> [Slot] {
    let answer = answer(to: lever)
    let variables = program.factVariables[fact.id.index]
    if fact.isSet {
      return fact.options.indices.compactMap { place in
        let variable = variables.first { program[$0].kind == .member(fact.id, place) }
        return Slot(
          lever: lever, member: place, variable: variable,
          values: [.no, .yes], current: answer?.has(place).map { $0 ? 1 : 0 })
      }
    }
    guard let variable = variables.first else { return untested(fact, lever, answer) }
    let cells = program[variable].cells
    return [
      Slot(
        lever: lever, member: nil, variable: variable,
        values: (0..<cells.count).map {
          cells.value(in: $0, of: fact, rules.vocabulary, day: setting.day)
        },
        current: answer?.value.map(cells.cell))
    ]
  }

  /// A fact that is only counted, or is one of an item: its options are its cells, and of a date
  /// the day of the assessment, the day that is said now, and none.
  private func untested(_ fact: Fact, _ lever: Lever, _ answer: Answer?) -> [Slot] {
    var values: [Value]
    switch fact.type {
    case .yesNo: values = [.no, .yes]
    case .oneOf(let options, _): values = options.indices.map { .option($0) }
    case .date: values = [.day(setting.day)]
    case .someOf, .number, .time, .country, .text: return []
    }
    if fact.allowsNone { values.append(.none) }
    if let value = answer?.value, !values.contains(value) { values.append(value) }
    return [
      Slot(
        lever: lever, member: nil, variable: nil, values: values,
        current: answer?.value.flatMap { values.firstIndex(of: $0) })
    ]
  }
}
