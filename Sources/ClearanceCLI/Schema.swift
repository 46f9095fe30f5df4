import ArgumentParser
import Reports
import RuleCompiler

/// `clearance schema`: what an editor needs to complete and check files while they are written.
struct Schema: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Prints a JSON Schema of use cases or of rule files, for editors, or of portfolios.",
    discussion: """
      The schema is made of the vocabulary, so that editors complete names of facts and show \
      their questions. It describes a file as YAML 1.2 reads it.

      \(ExitStatus.help)
      """)

  /// What a schema is of.
  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case useCase = "use-case"
    case rule
    case portfolio
  }

  @Argument(help: "What the schema is of.")
  var subject: Subject

  @Option(name: .customLong("lang"), help: "The language of descriptions.")
  var language = Language.english

  @OptionGroup var rules: RulesOption

  var wantsJSON: Bool { false }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    var outcome = Outcome()
    if subject == .portfolio {
      outcome.say(ReportSchema.portfolio.text)
      return outcome
    }
    let loaded = try rules.load(in: surroundings)
    outcome.open(loaded.line(in: language))
    let schema =
      switch subject {
      case .useCase: UseCaseSchema(rulebook: loaded.rulebook, language: language).json
      case .rule, .portfolio: RuleSchema(rulebook: loaded.rulebook, language: language).json
      }
    outcome.say(schema.written)
    return outcome
  }
}
