package import RuleCompiler
package import RuleEvaluator

/// What an assessment hangs on: two systems with one key are assessed alike.
///
/// Names, titles and places of answers are not in it, nor the words of a text that no rule tests.
package struct CaseKey: Hashable, Sendable {
  private let day: Day
  private let jurisdictions: [String]
  private let asIf: [String]
  private let contexts: [[Said]]
  private let uses: [String]
  private let labels: [Label]

  private struct Label: Hashable, Sendable {
    let scheme: SchemeID
    let place: Int
  }

  private struct Said: Hashable, Sendable {
    let fact: FactID
    let said: Answer.Said
  }

  /// Nil where the case says more than answers: lists, papers, judgements, readings.
  ///
  /// - Parameters:
  ///   - labels: classes that a register gives.
  ///   - texts: facts whose very words matter.
  package init?(
    _ useCase: UseCase, on day: Day, labels: [SystemLabel], texts: TextFacts
  ) {
    guard useCase.lists.isEmpty, useCase.evidence.isEmpty, useCase.waivers.isEmpty,
      useCase.judgements.isEmpty, useCase.readings.isEmpty
    else { return nil }
    self.day = day
    jurisdictions = useCase.jurisdictions
    asIf = useCase.asIf
    self.labels = labels.map { Label(scheme: $0.scheme, place: $0.place) }
    uses = useCase.uses.count > 1 ? useCase.uses.map(\.name) : []
    let answers = useCase.uses.isEmpty ? [useCase.answers] : useCase.uses.map(\.answers)
    contexts = answers.map { answers in
      var said: [Said] = []
      said.reserveCapacity(answers.count)
      for (fact, answer) in answers {
        said.append(Said(fact: fact, said: texts.relevant(answer.said, of: fact)))
      }
      return said.sorted { $0.fact < $1.fact }
    }
  }
}

/// Tells which words of texts matter: those that no rule tells apart are alike.
package struct TextFacts: Sendable {
  private var texts: Set<FactID> = []
  /// Into which parts the tests of rules cut a text.
  private var cells: [FactID: Cells] = [:]

  /// - Parameter registry: indicators, whose conditions may compare texts too.
  package init(_ rulebook: Rulebook, _ registry: IndicatorRegistry) {
    for fact in rulebook.rules.vocabulary.facts where fact.type == .text { texts.insert(fact.id) }
    guard !texts.isEmpty else { return }
    for variable in rulebook.program.variables {
      guard case .fact(let fact) = variable.kind, texts.contains(fact) else { continue }
      cells[fact] = variable.cells
    }
    for indicator in registry.indicators {
      for condition in [indicator.numerator, indicator.denominator] {
        for case .fact(let fact, .among) in condition.atoms { texts.remove(fact) }
      }
    }
  }

  /// What matters of an answer, in a form of its own.
  func relevant(_ said: Answer.Said, of fact: FactID) -> Answer.Said {
    switch said {
    case .unsayable: return .unsayable("")
    case .value(let value) where texts.contains(fact) && value != .none:
      return .value(.option(cells[fact]?.cell(of: value) ?? 0))
    case .value, .partly, .unknown: return said
    }
  }
}
