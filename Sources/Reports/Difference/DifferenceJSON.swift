import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A comparison as JSON, in the format `clearance-difference`.
struct DifferenceJSON {
  let difference: Difference
  private let words: [ChangeWords]

  /// Raised when a reader of the last format would misunderstand.
  static let version = 1

  init(_ difference: Difference) {
    self.difference = difference
    words = Language.allCases.map { ChangeWords(difference, $0) }
  }

  /// - Parameter code: the exit code.
  func value(code: Int) -> JSONValue {
    .object([
      .init("format", .text("clearance-difference")),
      .init("version", .integer(DifferenceJSON.version)),
      .init("before", side(difference.before)), .init("after", side(difference.after)),
      .init("differs", .flag(!difference.isEmpty)),
      .init("classes", .list(difference.classes.map(classChange))),
      .init("findings", .list(difference.findings.byGravity.map(finding))),
      .init("documents", .list(difference.documents.map(document))),
      .init("rules", .list(difference.rules.map(rule))),
      .init("answers", .list(difference.cases.answers.map(answer))),
      .init(
        "counts",
        .object([
          .init("changed", .integer(difference.findings.count)),
          .init("unchanged", .integer(difference.unchanged)),
          .init("silent", .integer(difference.silent)),
        ])),
      .init("exit_code", .integer(code)),
    ])
  }

  private func said(_ words: (ChangeWords) -> String) -> JSONValue {
    .object(self.words.map { .init($0.language.rawValue, .text(words($0))) })
  }

  private func side(_ report: AssessmentReport) -> JSONValue {
    let assessment = report.assessment
    return .object([
      .init("use_case", .text(assessment.useCase.name)),
      .init("file", .text(assessment.useCase.file)),
      .init("day", .text(assessment.day.description)),
      .init("rulebook", .text(assessment.rulebook.digest)),
    ])
  }

  private func classChange(_ change: ClassChange) -> JSONValue {
    func span(_ span: ClassChange.Span?) -> JSONValue {
      span.map {
        .object([
          .init("lowest", .text($0.lowest)), .init("highest", .text($0.highest)),
          .init("contested", .flag($0.isContested)),
        ])
      } ?? .null
    }
    return .object([
      .init("scheme", .text(change.scheme)), .init("use", .optional(change.use)),
      .init("before", span(change.before)), .init("after", span(change.after)),
    ])
  }

  private func finding(_ change: FindingChange) -> JSONValue {
    let report = change.last
    return .object([
      .init("rule", .text(change.key.rule)), .init("use", .optional(change.key.use)),
      .init("bearer", .optional(change.key.bearer)),
      .init("kind", .text(report.rule.kind.rawValue)),
      .init("cite", .optional(report.version.citation?.cite)),
      .init("says", .optional(report.version.citation?.says)),
      .init("before", outcome(change.before, difference.before)),
      .init("after", outcome(change.after, difference.after)),
      .init("causes", .list(change.causes.map { cause($0, of: change.key.rule) })),
    ])
  }

  private func outcome(_ report: FindingReport?, _ side: AssessmentReport) -> JSONValue {
    guard let report else { return .null }
    let parts = JSONParts(rules: side.assessment.rulebook.rules, useCase: side.assessment.useCase)
    return .object([
      .init("standing", .text(report.standing.rawValue)),
      .init("verdict", parts.verdict(report.verdict, of: report.rule.kind)),
      .init("severity", .text(report.version.severity.rawValue)),
      .init("gates", .flag(report.force == .binding)), .init("waived", .flag(report.isWaived)),
    ])
  }

  private func cause(_ cause: Cause, of own: String) -> JSONValue {
    let (by, names, use, day): (String, [String], String?, Day?) =
      switch cause {
      case .answer(let key): ("answer", [key.fact], key.use, nil)
      case .list(let name): ("list", [name], nil, nil)
      case .judgement(let name): ("judgement", [name], nil, nil)
      case .reading(let rule): ("reading", [rule], nil, nil)
      case .framework(let code): ("jurisdiction", [code], nil, nil)
      case .use(let name): ("use", [name], nil, nil)
      case .law(let day, let rules): ("law", rules, nil, day)
      case .count(let day, let rules): ("count", rules, nil, day)
      case .rules(let rules): ("rules", rules, nil, nil)
      case .waiver: ("waiver", [], nil, nil)
      case .other: ("other", [], nil, nil)
      }
    return .object([
      .init("by", .text(by)), .init("names", .texts(names)), .init("use", .optional(use)),
      .init("day", .optional(day)), .init("words", said { $0.cause(cause, of: own).words }),
    ])
  }

  private func document(_ change: DocumentChange) -> JSONValue {
    .object([
      .init("name", .text(change.name)), .init("before", .text(change.before.rawValue)),
      .init("after", .text(change.after.rawValue)),
    ])
  }

  private func rule(_ change: RuleChange) -> JSONValue {
    .object([
      .init("rule", .text(change.rule)), .init("change", .text(change.kind.rawValue)),
      .init("before", .optional(change.before)), .init("after", .optional(change.after)),
      .init("parts", .texts(change.parts.map(\.rawValue))),
    ])
  }

  private func answer(_ change: AnswerChange) -> JSONValue {
    func side(_ side: AnswerChange.Side?, _ report: AssessmentReport) -> JSONValue {
      guard let side else { return .null }
      let fact = report.assessment.rulebook.rules.vocabulary[side.fact]
      return .object(
        [.init("value", fact.json(for: side.said)), .init("assumed", .flag(side.isAssumed))]
          + [JSONValue.Member](side.place))
    }
    return .object([
      .init("fact", .text(change.key.fact)), .init("use", .optional(change.key.use)),
      .init("before", side(change.before, difference.before)),
      .init("after", side(change.after, difference.after)),
    ])
  }
}
