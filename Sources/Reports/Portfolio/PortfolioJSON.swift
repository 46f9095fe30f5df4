import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A portfolio as JSON, in the format `clearance-portfolio`.
struct PortfolioJSON {
  let portfolio: Portfolio
  private let names: PortfolioNames
  private let parts: JSONParts

  /// Raised when a reader of the last format would misunderstand.
  static let version = 1

  init(_ portfolio: Portfolio) {
    self.portfolio = portfolio
    names = PortfolioNames(portfolio, .english)
    parts = JSONParts(rules: portfolio.rules, useCase: nil)
  }

  private var rules: CheckedRules { portfolio.rules }

  func value(code: Int) -> JSONValue {
    .object([
      .init("format", .text("clearance-portfolio")),
      .init("version", .integer(PortfolioJSON.version)),
      .init("day", .text(portfolio.day.description)),
      .init("horizon", .text(portfolio.horizon.description)),
      .init("rulebook", .object([.init("digest", .text(portfolio.rulebook.digest))])),
      .init("counts", counts), .init("classes", .list(portfolio.classes.map(classes))),
      .init("groups", .list(portfolio.groups.map(group))),
      .init("questions", .list(portfolio.questions.map(question))),
      .init("duties", .list(portfolio.duties.map(duty))),
      .init("labels", .list(portfolio.labels.map(label))),
      .init("differences", .list(portfolio.differences.map(difference))),
      .init("across", .list(portfolio.across.map(across))),
      .init("indicators", .list(indicators)),
      .init("systems", .list(portfolio.systems.map(system))),
      .init("left_alone", .texts(portfolio.skipped)),
      .init("problems", .list(portfolio.problems.map(problem))),
      .init("exit_code", .integer(code)),
    ])
  }

  private func standings(_ counts: (SystemResult.Standing) -> Int) -> [JSONValue.Member] {
    SystemResult.Standing.allCases.map { .init($0.rawValue, .integer(counts($0))) }
  }

  private var counts: JSONValue {
    .object(
      [
        .init("found", .integer(portfolio.found)),
        .init("assessed", .integer(portfolio.systems.count)),
        .init("failed", .integer(portfolio.failed)),
      ] + standings(portfolio.count))
  }

  private func classes(_ count: ClassCount) -> JSONValue {
    .object([
      .init("scheme", .text(count.scheme.name)), .init("act", .text(rules[count.scheme.act].name)),
      .init("classes", .texts(count.scheme.classes)),
      .init(
        "systems",
        .list(
          count.intervals.map {
            .object([
              .init("highest", .text(count.scheme.classes[$0.highest])),
              .init("lowest", .text(count.scheme.classes[$0.lowest])),
              .init("contested", .flag($0.isContested)), .init("count", .integer($0.count)),
            ])
          })),
      .init("not_asked", .integer(count.notAsked)),
    ])
  }

  private func group(_ group: GroupCount) -> JSONValue {
    .object([
      .init("by", .text(group.name)), .init("term", JSONValue(group.term)),
      .init("several", .flag(group.isShared)),
      .init(
        "values",
        .list(
          (group.rows + [group.unknown]).map { row in
            .object(
              [
                .init("value", .text(row.name)), .init("words", JSONValue(row.words)),
                .init("systems", .integer(row.systems)),
              ] + standings { row.standings[$0] ?? 0 })
          })),
      .init("repeats", .integer(group.repeats)),
      .init("systems", .integer(portfolio.systems.count)),
    ])
  }

  private func question(_ count: QuestionCount) -> JSONValue {
    .object([
      .init("name", .text(names.name(of: count.subject))),
      .init("ask", parts.said { $0.question(count.subject.question) }),
      .init("systems", .integer(count.systems)), .init("findings", .integer(count.findings)),
      .init("alone", .integer(count.alone)),
    ])
  }

  private func duty(_ count: DutyCount) -> JSONValue {
    let rule = rules[count.rule]
    let version = rule.version(on: count.begins ?? portfolio.day)
    return .object(
      [
        .init("rule", .text(rules.fullName(count.rule))),
        .init("kind", .text(rule.kind.rawValue)), .init("bearer", .optional(count.bearer)),
        .init("topic", .optional(rule.topic)), .init("cite", .optional(version.citation?.cite)),
        .init("says", .optional(version.citation?.says)), .init("gates", .flag(count.gates)),
        .init("timing", .text(timing(count))),
        .init("from", .optional(count.begins ?? version.period.from)),
        .init("systems", .integer(count.systems)),
      ]
        + DutyState.allCases.filter(\.applies).map {
          .init($0.rawValue, .integer(count.states[$0] ?? 0))
        } + [.init("waived", .integer(count.waived))])
  }

  private func timing(_ count: DutyCount) -> String {
    guard let begins = count.begins else { return "in_force" }
    return begins <= portfolio.horizon ? "within_12_months" : "later"
  }

  // MARK: Labels and laws

  private func label(_ count: LabelCount) -> JSONValue {
    let classes = count.scheme.classes
    return .object(
      [.init("scheme", .text(count.scheme.name))]
        + Agreement.allCases.map {
          .init($0.rawValue, .integer(count.agreements[$0] ?? 0))
        } + [
          .init(
            "systems",
            .list(
              count.cells.map {
                .object([
                  .init("label", .text(classes[$0.label])),
                  .init("highest", .text(classes[$0.highest])),
                  .init("lowest", .text(classes[$0.lowest])),
                  .init("contested", .flag($0.isContested)), .init("count", .integer($0.count)),
                ])
              }))
        ])
  }

  private func difference(_ difference: LabelDifference) -> JSONValue {
    let system = portfolio.systems[difference.system]
    let classes = rules[difference.label.scheme].classes
    let deciders = difference.own.deciders(against: difference.label, rules)
    return .object([
      .init("system", .integer(difference.system)), .init("name", .text(system.name)),
      .init("scheme", .text(rules[difference.label.scheme].name)),
      .init("label", .text(classes[difference.label.place])),
      .init("words", .text(difference.label.words)), .init("file", .text(system.file)),
      .init("said_in", JSONValue(difference.label.origin)),
      .init("highest", .text(classes[difference.own.highest])),
      .init("lowest", .text(classes[difference.own.lowest])),
      .init("deciding", .texts(deciders.map(rules.fullName))),
      .init("cite", .texts(deciders.map(names.cite).uniqued())),
      .init("next", next(difference.own)),
    ])
  }

  private func across(_ across: AcrossLaws) -> JSONValue {
    .object([
      .init("name", .text(across.name)),
      .init("systems", .list(across.systems.map(JSONValue.integer))),
    ])
  }

  // MARK: Indicators

  private var indicators: [JSONValue] {
    zip(portfolio.definitions, portfolio.figures).map { definition, figure in
      .object(definition.members + figure.members)
    }
  }

  // MARK: Systems

  private func system(_ system: PortfolioSystem) -> JSONValue {
    let result = system.result
    return .object([
      .init("name", .text(system.name)), .init("title", .optional(system.title)),
      .init("owner", .optional(system.owner)), .init("file", .text(system.file)),
      .init("line", system.line.map(JSONValue.integer) ?? .null),
      .init("day", .text(system.day.description)),
      .init("jurisdictions", .texts(system.jurisdictions)), .init("as_if", .texts(system.asIf)),
      .init("standing", .text(result.standing.rawValue)),
      .init("classes", .list(result.classes.map(systemClass))),
      .init(
        "counts",
        .object(
          DutyState.allCases.map { .init($0.rawValue, .integer(result.counts[$0] ?? 0)) } + [
            .init("waived", .integer(result.waived)),
            .init("uncounted", .integer(result.uncounted)),
            .init("questions", .integer(result.questions.count)),
          ])),
    ])
  }

  private func systemClass(_ own: SystemClass) -> JSONValue {
    let scheme = rules[own.scheme]
    return .object([
      .init("scheme", .text(scheme.name)), .init("highest", .text(scheme.classes[own.highest])),
      .init("lowest", .text(scheme.classes[own.lowest])),
      .init("contested", .flag(own.isContested)), .init("next", next(own)),
    ])
  }

  /// From when on the class is another.
  private func next(_ own: SystemClass) -> JSONValue {
    guard let next = own.next else { return .null }
    let classes = rules[own.scheme].classes
    return .object([
      .init("day", .text(next.day.description)), .init("highest", .text(classes[next.highest])),
      .init("lowest", .text(classes[next.lowest])), .init("contested", .flag(next.isContested)),
    ])
  }

  private func problem(_ problem: RunProblem) -> JSONValue {
    .object([
      .init("code", .text(problem.code)),
      .init("message", JSONValue(problem.message)), .init("file", .optional(problem.file)),
      .init("line", problem.span.map { .integer($0.start.line) } ?? .null),
      .init("column", problem.span.map { .integer($0.start.column) } ?? .null),
    ])
  }
}

extension IndicatorDefinition {
  /// As JSON has it.
  package var members: [JSONValue.Member] {
    [
      .init("id", .text(indicator.name)), .init("indicator_version", .text(indicator.version)),
      .init("definition_digest", .text(digest)), .init("term", JSONValue(indicator.term)),
      .init("definition", JSONValue(indicator.definition)),
      .init("unit", JSONValue(indicator.unit)), .init("source", JSONValue(indicator.source)),
      .init("valid_from", .text(indicator.validFrom.description)),
    ]
  }
}

extension IndicatorFigure {
  var members: [JSONValue.Member] {
    [
      .init("denominator", .integer(denominator)), .init("at_least", .integer(counted)),
      .init("at_most", .integer(most)), .init("unknown", .integer(unknown)),
      .init("denominator_unknown", .integer(perhaps)), .init("outside", .integer(outside)),
    ]
  }
}
