import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// What a use case says of the model of machine learning that works in the system, as a component
/// of CycloneDX; only what was answered is in it.
struct ModelCard {
  let part: CaseEntries
  /// How the inventory calls the model.
  let reference: String

  /// Nil where no answer says that there is a model.
  var value: JSONValue? {
    let marks = self.marks
    guard !marks.isEmpty else { return nil }
    let useCase = part.useCase
    let uses = useCase.uses.map { ($0.title ?? $0.name).onOneLine.printable }
    return .members([
      ("type", .text("machine-learning-model")), ("bom-ref", .text(reference)),
      ("name", .text(useCase.name)),
      (
        "modelCard",
        .members([
          (
            "considerations",
            uses.isEmpty ? nil : .object([.init("useCases", .texts(uses))])
          ),
          (
            "properties",
            .list(
              marks.map { name, option in
                .object([
                  .init("name", .text("clearance:" + name)), .init("value", .text(option)),
                ])
              })
          ),
        ])
      ),
    ])
  }

  /// The answers that say so, each once.
  private var marks: [(name: String, option: String)] {
    let vocabulary = part.report.assessment.rulebook.rules.vocabulary
    var found: [(name: String, option: String)] = []
    for mark in vocabulary.models where !vocabulary[mark.fact].isOperational {
      let fact = vocabulary[mark.fact]
      let given = part.report.assessment.evaluation.answers.compactMap { $0[mark.fact]?.said }
        .flatMap(fact.options(given:))
      for option in mark.options where given.contains(option) { found.append((fact.name, option)) }
    }
    return found
  }
}

extension Fact {
  /// Names of the options that an answer surely has.
  fileprivate func options(given said: Answer.Said) -> [String] {
    switch said {
    case .value(.option(let place)): type == .yesNo ? [] : [options[place].name]
    case .value(.members(let places)): places.map { options[$0].name }
    case .partly(let has, _): has.map { options[$0].name }
    case .value, .unknown, .unsayable: []
    }
  }
}
