package import RuleCompiler

/// How much a question is worth: of so many possible answers, how many open findings they settle.
package struct QuestionValue: Hashable, Sendable {
  package let question: Question
  /// Findings settled, summed over the answers.
  package let settled: Int
  /// Answers, each counted equally.
  package let answers: Int
  /// Findings settled by the answer that settles fewest.
  package let worst: Int
}

extension [OpenMatter] {
  /// Relevant questions, the one that settles most first.
  ///
  /// The answers of a fact count equally; of a set they are "none of these" and each of the
  /// members that matter alone. Ties go by the worst answer, then by vocabulary order.
  package func ranked(_ program: Program) -> [QuestionValue] {
    let questions = flatMap(\.relevant).uniqued().sorted { $0.isBefore($1) }
    let values = questions.map { value(of: $0, program) }
    return values.enumerated().sorted { left, right in
      let (one, two) = (left.element, right.element)
      let (first, second) = (one.settled * two.answers, two.settled * one.answers)
      if first != second { return first > second }
      return one.worst == two.worst ? left.offset < right.offset : one.worst > two.worst
    }.map(\.element)
  }

  private func value(of question: Question, _ program: Program) -> QuestionValue {
    let variables = flatMap { matter in
      matter.questions.filter { $0.value.contains(question) }.map(\.key)
    }.uniqued().sorted()
    let counts = Self.answers(of: variables, program).compactMap { answer in
      settled(by: answer, to: question)
    }
    return QuestionValue(
      question: question, settled: counts.reduce(0, +), answers: Swift.max(counts.count, 1),
      worst: counts.min() ?? 0)
  }

  /// How many matters an answer settles; nil where it contradicts what is said already.
  private func settled(by answer: [(VariableID, Int)], to question: Question) -> Int? {
    var count = 0
    for matter in self {
      let own = answer.filter { matter.questions[$0.0]?.contains(question) == true }
      guard !own.isEmpty else { continue }
      if own.contains(where: { matter.cells[$0.0]?.contains($0.1) == false }) { return nil }
      let finals = own.reduce(matter.trial) { $0.fixing($1.0, $1.1) }.finals
      if finals.isEmpty { return nil }
      if finals.isSettled { count += 1 }
    }
    return count
  }

  /// The answers that are tried: each gives every variable of the question a cell.
  private static func answers(
    of variables: [VariableID], _ program: Program
  ) -> [[(VariableID, Int)]] {
    guard let first = variables.first else { return [] }
    if variables.count == 1, case .member = program[first].kind {
      return [[(first, 0)], [(first, 1)]]
    }
    if variables.count == 1 {
      return (0..<program[first].cells.count).map { [(first, $0)] }
    }
    return [variables.map { ($0, 0) }]
      + variables.map { chosen in
        variables.map { ($0, $0 == chosen ? program[$0].cells.count - 1 : 0) }
      }
  }
}
