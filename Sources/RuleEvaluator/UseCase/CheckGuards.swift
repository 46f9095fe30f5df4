import LocatedYAML
import RuleCompiler

extension UseCase {
  /// An answer to a fact that is not asked, other than the one it has then, is a mistake; so are
  /// answers that cannot all be true.
  func checkGuards(
    _ rulebook: Rulebook, remembering memory: VerdictMemory? = nil,
    noting diagnostics: inout [Diagnostic]
  ) {
    let setting = Setting(day: Day(number: 0), asked: [:], asIf: [])
    var evaluation = Evaluation(self, setting, rulebook, .guards, remembering: memory)
    var noted: Set<Place> = []
    for context in evaluation.answers.indices {
      let answers = evaluation.answers[context].sorted { $0.key < $1.key }
      for (id, answer) in answers {
        let fact = rulebook.rules.vocabulary[id]
        guard evaluation.isClosed(id, context), let guarding = fact.guarding,
          answer.excludes(guarding.otherwise), noted.insert(answer.place).inserted
        else { continue }
        diagnostics.append(.notAsked(fact, otherwise: guarding.otherwise, at: answer.place))
      }
      guard noted.isEmpty, !evaluation.isConsistent(context) else { continue }
      let guarded = answers.last { id, answer in
        rulebook.rules.vocabulary[id].guarding.map { answer.excludes($0.otherwise) } ?? false
      }
      if let guarded, noted.insert(guarded.value.place).inserted {
        diagnostics.append(
          .cannotBeTrue(rulebook.rules.vocabulary[guarded.key], at: guarded.value.place))
      }
    }
    checkItems(evaluation, noting: &diagnostics)
  }

  /// An item is the same in every use, so its answers must fit them all.
  private func checkItems(_ evaluation: Evaluation, noting diagnostics: inout [Diagnostic]) {
    for list in lists.sorted(by: { $0.key.index < $1.key.index }) {
      for item in list.value.items {
        for (id, answer) in item.answers.sorted(by: { $0.key < $1.key }) {
          let fact = evaluation.rules.vocabulary[id]
          let closed = evaluation.answers.indices.lazy.compactMap {
            evaluation.closedValue(of: fact, item, $0)
          }.first
          guard let closed, answer.excludes(closed) else { continue }
          diagnostics.append(.notAsked(fact, otherwise: closed, at: answer.place))
        }
      }
    }
  }
}

extension Diagnostic {
  static func notAsked(_ fact: Fact, otherwise: Value, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "not-asked", severity: .error,
      message: "`\(fact.name)` is not asked here, where it is `\(fact.words(for: otherwise))`",
      file: place.file, span: place.span,
      hint: "leave it out, or mend the answers that its question hangs on")
  }

  static func cannotBeTrue(_ fact: Fact, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "answers-contradict", severity: .error,
      message: "`\(fact.name)` cannot have this answer along with the others", file: place.file,
      span: place.span)
  }
}
