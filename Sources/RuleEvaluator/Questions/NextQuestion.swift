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
    let prospects = map { Prospects($0.trial) }
    let values = questions.map { value(of: $0, prospects, program) }
    return values.enumerated().sorted { left, right in
      let (one, two) = (left.element, right.element)
      let (first, second) = (one.settled * two.answers, two.settled * one.answers)
      if first != second { return first > second }
      return one.worst == two.worst ? left.offset < right.offset : one.worst > two.worst
    }.map(\.element)
  }

  private func value(
    of question: Question, _ prospects: [Prospects], _ program: Program
  ) -> QuestionValue {
    let asked = zip(self, prospects).filter { $0.0.variables[question] != nil }
    let variables = asked.flatMap { $0.0.variables[question] ?? [] }.uniqued().sorted()
    var outlooks = asked.map { Outlook(matter: $0, prospects: $1, question: question) }
    var counts: [Int] = []
    answers: for answer in Self.answers(of: variables, program) {
      var settled = 0
      for place in outlooks.indices {
        guard let finals = outlooks[place].finals(under: answer) else { continue answers }
        if finals.isSettled { settled += 1 }
      }
      counts.append(settled)
    }
    return QuestionValue(
      question: question, settled: counts.reduce(0, +), answers: Swift.max(counts.count, 1),
      worst: counts.min() ?? 0)
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

/// What a matter makes of the answers to one question.
private struct Outlook {
  let matter: OpenMatter
  /// What can come out of its trial under single answers.
  let prospects: Prospects
  let question: Question
  /// By the cells of what the answers say of this matter: many say the same of it.
  private var known: [[Int]: Finals] = [:]

  init(matter: OpenMatter, prospects: Prospects, question: Question) {
    self.matter = matter
    self.prospects = prospects
    self.question = question
  }

  /// What can come out under an answer; nil where it contradicts what is said already.
  mutating func finals(under answer: [(VariableID, Int)]) -> Finals? {
    let own = matter.variables[question] ?? []
    let fixed = answer.filter { own.contains($0.0) }
    if fixed.contains(where: { matter.cells[$0.0]?.contains($0.1) == false }) { return nil }
    let cells = fixed.map(\.1)
    let finals = known[cells] ?? prospects.finals(fixed)
    known[cells] = finals
    return finals.isEmpty ? nil : finals
  }
}
