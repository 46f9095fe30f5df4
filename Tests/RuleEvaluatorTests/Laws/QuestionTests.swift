import Testing

@testable import RuleCompiler
@testable import RuleEvaluator

@Suite struct QuestionTests {
  @Test(arguments: Worlds.blocks)
  func `what is asked is what a verdict set still depends on`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      var evaluation = pair.evaluation()
      var force = BruteForce(evaluation, pair.walk())
      for matter in pair.matters(3, law: 8) {
        guard let open = evaluation.openMatter(matter.rule, bearer: matter.bearer, matter.context),
          let table = force.outcomes(
            of: matter.rule, bearer: matter.bearer, matter.context, limit: 24)
        else { continue }
        let asked = open.residue.support
        let relevant = table.relevant
        breach.expect(
          Set(asked).isSubset(of: relevant), "\(matter.name) asks \(asked), by force \(relevant)")
        // What answers tell of guards may come in by several doors, of which one is enough.
        breach.expect(
          evaluation.constraints[matter.context].isEmpty
            ? asked == relevant : table.isSettled(by: asked),
          "\(matter.name) asks \(asked), by force \(relevant)")
        let questions = asked.flatMap { evaluation.questions(about: $0, matter.context) }
        let found = evaluation.relevant(matter.rule, bearer: matter.bearer, matter.context)
        breach.expect(Set(found) == Set(questions), "\(matter.name) asks \(found)")
        breach.expect(
          zip(found, found.dropFirst()).allSatisfy { $0.isBefore($1) }, "\(matter.name) order")
      }
    }
  }

  @Test(arguments: Worlds.blocks)
  func `the smallest set of questions is the one that brute force finds`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      var evaluation = pair.evaluation()
      var force = BruteForce(evaluation, pair.walk())
      for matter in pair.matters(4, law: 9) {
        guard let open = evaluation.openMatter(matter.rule, bearer: matter.bearer, matter.context),
          let table = force.outcomes(
            of: matter.rule, bearer: matter.bearer, matter.context, limit: 64)
        else { continue }
        let smallest = table.smallest(open.relevant, open.questions)
        breach.expect(
          open.isDecidedByOne == (smallest == 1), "\(matter.name) by one, by force \(smallest ?? 0)"
        )
        guard let found = open.smallestSet else {
          breach.expect(smallest == nil, "\(matter.name) has a set of \(smallest ?? 0)")
          continue
        }
        breach.expect(
          table.settles(Set(found.questions), open.questions), "\(matter.name) \(found) is too few")
        breach.expect(
          found.isExact
            ? found.questions.count == smallest : found.questions.count >= smallest ?? 0,
          "\(matter.name) \(found.questions.count), by force \(smallest ?? -1)")
      }
    }
  }

  @Test(arguments: Worlds.blocks)
  func `the next question is the one whose answers settle most`(block: Int) throws {
    try expectLaw(block) { pair, breach in
      var evaluation = pair.evaluation()
      var force = BruteForce(evaluation, pair.walk())
      var matters: [OpenMatter] = []
      var tables: [Outcomes] = []
      for matter in pair.matters(6, law: 10) {
        guard let open = evaluation.openMatter(matter.rule, bearer: matter.bearer, matter.context),
          let table = force.outcomes(
            of: matter.rule, bearer: matter.bearer, matter.context, limit: 48)
        else { continue }
        matters.append(open)
        tables.append(table)
      }
      let ranked = matters.ranked(evaluation.program)
      let values = ranked.map { force.value(of: $0.question, matters, tables) }
      for (one, value) in zip(ranked, values) {
        breach.expect(
          (one.settled, one.answers, one.worst) == value,
          "\(one.question) \((one.settled, one.answers, one.worst)), by force \(value)")
      }
      guard let first = ranked.first else { return }
      for (other, value) in zip(ranked, values).dropFirst() {
        let (better, worse) = (first.settled * value.1, value.0 * first.answers)
        let isFirst =
          better > worse
          || (better == worse
            && (first.worst > value.2
              || (first.worst == value.2 && first.question.isBefore(other.question))))
        breach.expect(isFirst, "\(other.question) would be better than \(first.question)")
      }
    }
  }
}

extension Outcomes {
  /// Variables of which two cells leave different outcomes under some of the others' cells.
  var relevant: [VariableID] {
    variables.indices.filter { matters($0) }.map { variables[$0] }
  }

  private func matters(_ place: Int) -> Bool {
    let others = variables.indices.filter { $0 != place }
    return differs(at: place, rows.indices.map { $0 }, others[...])
  }

  /// Under each choice for the others, of a cell or of none.
  private func differs(at place: Int, _ kept: [Int], _ others: ArraySlice<Int>) -> Bool {
    var sets: [Int: Finals] = [:]
    for row in kept {
      sets[rows[row].cells[place], default: []].insert(
        Finals(rawValue: 1 << UInt16(rows[row].final)))
    }
    if Set(sets.values).count > 1 { return true }
    guard let other = others.first, kept.count > 1 else { return false }
    if differs(at: place, kept, others.dropFirst()) { return true }
    let cells = Set(kept.map { rows[$0].cells[other] })
    return cells.contains { cell in
      differs(at: place, kept.filter { rows[$0].cells[other] == cell }, others.dropFirst())
    }
  }

  /// Whether one outcome is left, whatever cells these variables have.
  func isSettled(by asked: [VariableID]) -> Bool {
    let fixed = variables.indices.filter { asked.contains(variables[$0]) }
    var sets: [[Int]: Finals] = [:]
    for row in rows {
      sets[fixed.map { row.cells[$0] }, default: []].insert(
        Finals(rawValue: 1 << UInt16(row.final)))
    }
    return sets.values.allSatisfy(\.isSettled)
  }

  /// Whether some answers to these questions leave one outcome.
  func settles(_ asked: Set<Question>, _ questions: [VariableID: [Question]]) -> Bool {
    let fixed = variables.indices.filter { place in
      guard let about = questions[variables[place]], !about.isEmpty else { return false }
      return asked.isSuperset(of: about)
    }
    var sets: [[Int]: Finals] = [:]
    for row in rows {
      sets[fixed.map { row.cells[$0] }, default: []].insert(
        Finals(rawValue: 1 << UInt16(row.final)))
    }
    return sets.values.contains(where: \.isSettled)
  }

  /// The size of the smallest set of questions that settles; nil where none does.
  func smallest(_ asked: [Question], _ questions: [VariableID: [Question]]) -> Int? {
    guard settles(Set(asked), questions) else { return nil }
    for size in 0...asked.count
    where subsets(of: asked[...], size).contains(where: { settles(Set($0), questions) }) {
      return size
    }
    return nil
  }

  private func subsets(of items: ArraySlice<Question>, _ size: Int) -> [[Question]] {
    guard size > 0 else { return [[]] }
    guard let first = items.first else { return [] }
    let rest = items.dropFirst()
    return subsets(of: rest, size - 1).map { [first] + $0 } + subsets(of: rest, size)
  }
}

extension BruteForce {
  /// Findings settled over the answers, the answers that can be given, and the fewest settled.
  func value(
    of question: Question, _ matters: [OpenMatter], _ tables: [Outcomes]
  ) -> (Int, Int, Int) {
    var variables: Set<VariableID> = []
    for matter in matters {
      for (variable, asked) in matter.questions where asked.contains(question) {
        variables.insert(variable)
      }
    }
    var counts: [Int] = []
    for answer in answers(variables.sorted()) {
      let sets = zip(matters, tables).map { matter, table in
        table.finals(
          under: answer.filter { matter.questions[$0.key]?.contains(question) == true })
      }
      // An answer that contradicts what is said already is none.
      if sets.contains([]) { continue }
      counts.append(sets.count(where: \.isSettled))
    }
    return (counts.reduce(0, +), max(counts.count, 1), counts.min() ?? 0)
  }

  /// Each cell of one variable; of several, none of them, and each alone.
  private func answers(_ variables: [VariableID]) -> [[VariableID: Int]] {
    let program = evaluation.program
    if variables.count == 1 {
      return (0..<program[variables[0]].cells.count).map { [variables[0]: $0] }
    }
    let none = Dictionary(uniqueKeysWithValues: variables.map { ($0, 0) })
    return [none]
      + variables.map { none.merging([$0: program[$0].cells.count - 1]) { _, last in last } }
  }
}

extension Outcomes {
  fileprivate func finals(under answer: [VariableID: Int]) -> Finals {
    var finals: Finals = []
    for row in rows
    where zip(variables, row.cells).allSatisfy({ answer[$0] == nil || answer[$0] == $1 }) {
      finals.insert(Finals(rawValue: 1 << UInt16(row.final)))
    }
    return finals
  }
}
