import ArgumentParser
import Reports
import RuleCompiler

/// `clearance schema`: what an editor needs to complete and check files while they are written.
struct Schema: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Prints a JSON Schema: of use cases or rule files, for editors, or of a report.",
    discussion: """
      The schema is made of the vocabulary, so that editors complete names of facts and show \
      their questions. It describes a file as YAML 1.2 reads it. Reports in JSON have schemas \
      too, which are the same whatever the rules.

      \(ExitStatus.help)
      """)

  /// What a schema is of.
  enum Subject: RawRepresentable, ExpressibleByArgument, CaseIterable {
    case useCase
    case rule
    case report(ReportSchema)

    static let allCases = [.useCase, .rule] + ReportSchema.allCases.map(Subject.report)

    init?(rawValue: String) {
      guard let subject = Subject.allCases.first(where: { $0.rawValue == rawValue }) else {
        return nil
      }
      self = subject
    }

    var rawValue: String {
      switch self {
      case .useCase: "use-case"
      case .rule: "rule"
      case .report(let schema): schema.rawValue
      }
    }
  }

  @Argument(help: "What the schema is of.")
  var subject: Subject

  @Option(name: .customLong("lang"), help: "The language of descriptions.")
  var language = Language.english

  @OptionGroup var rules: RulesOption

  var wantsJSON: Bool { false }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    var outcome = Outcome()
    if case .report(let schema) = subject {
      outcome.say(schema.text)
      return outcome
    }
    let loaded = try rules.load(in: surroundings)
    outcome.open(loaded.line(in: language))
    let schema =
      switch subject {
      case .useCase: UseCaseSchema(rulebook: loaded.rulebook, language: language).json
      case .rule, .report: RuleSchema(rulebook: loaded.rulebook, language: language).json
      }
    outcome.say(schema.written)
    return outcome
  }
}
