package import LocatedYAML
package import RuleCompiler

extension CaseReader {
  /// What an answer says that stands in a file of rules or of a register's preset.
  package func readSaid(
    _ node: Node, of fact: Fact, noting diagnostics: inout [Diagnostic]
  ) -> Answer.Said? {
    AnswerReader(reader: self, assumed: []).readSaid(node, of: fact, noting: &diagnostics)
  }

  /// What is so of every entry of a register: `facts` of its preset.
  package func readGiven(
    _ fields: inout Fields, noting diagnostics: inout [Diagnostic]
  ) -> Answers {
    AnswerReader(reader: self, assumed: [])
      .read(&fields, useName: "", noting: &diagnostics).0
  }
}

extension UseCase {
  /// Facts that are answered though they are not asked, or along with which the others cannot all
  /// be true. Without them the use case can be assessed.
  package func misfits(
    _ rulebook: Rulebook, remembering memory: VerdictMemory? = nil
  ) -> [FactID] {
    let setting = Setting(day: Day(number: 0), asked: [:], asIf: [])
    var evaluation = Evaluation(self, setting, rulebook, .guards, remembering: memory)
    let answered = answers.keys.sorted()
    let vocabulary = rulebook.rules.vocabulary
    func excludes(_ id: FactID) -> Bool {
      guard let guarding = vocabulary[id].guarding, let answer = answers[id] else { return false }
      return answer.excludes(guarding.otherwise)
    }
    let closed = answered.filter { id in
      evaluation.answers.indices.contains { evaluation.isClosed(id, $0) } && excludes(id)
    }
    guard closed.isEmpty else { return closed }
    let isWell = evaluation.answers.indices.allSatisfy { evaluation.isConsistent($0) }
    return isWell ? [] : answered.last(where: excludes).map { [$0] } ?? []
  }

  /// A use case that was taken from an entry of a register.
  package init(
    name: String, title: String?, operatorName: String?, jurisdictions: [String], file: String,
    answers: Answers, notes: [Note], entry: RegisterEntry
  ) {
    self.init(
      name: name, title: title, operatorName: operatorName, jurisdictions: jurisdictions,
      asIf: [], day: nil, file: file, answers: answers, uses: [], lists: [:], evidence: [],
      waivers: [], judgements: [:], readings: [:], expectations: [], asks: [])
    self.notes = notes
    self.entry = entry
  }
}
