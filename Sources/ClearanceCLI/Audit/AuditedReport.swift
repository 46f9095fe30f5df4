import DecisionLogs
import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

extension AuditReport {
  /// What a run has counted.
  init(_ plan: LogPlan, _ run: AuditRun, by groups: [String]) {
    let audit = run.audit
    self.init(plan)
    logs = run.logs.enumerated().map { place, log in
      Log(
        path: log.path, bytes: log.bytes, digest: run.digest(of: place), hasGrown: log.hasGrown)
    }
    records = audit.records
    lines = audit.lines
    rules = zip(plan.rules, zip(audit.counts, audit.examples)).map { rule, counted in
      Rule(
        rule: rule.rule, bearer: plan.bearer(of: rule), counts: Counts(counted.0),
        examples: counted.1.map { Example(id: $0.id, log: $0.file, line: $0.line) })
    }
    columns = zip(plan.mapping.columns, audit.values).map { column, values in
      var isPresence = false
      if case .presence = column.reading { isPresence = true }
      return Column(
        name: column.key.text, fact: column.fact, isPresence: isPresence, values: values)
    }
    by = groups
    setFigures(plan, audit.counts.map { Counts($0) })
    self.groups = audit.groups.map { group in
      let counts = group.counts.map { Counts($0) }
      return Group(
        names: group.names, records: group.records, counts: Array(counts.prefix(rules.count)),
        figures: plan.figures(counts))
    }
    badCount = audit.badCount
    bad = audit.bad.compactMap { line in
      line.mistake.told.map {
        BadLine(log: line.file, line: line.line, mistake: $0, column: line.column)
      }
    }
  }

  /// What a plan says before anything was counted.
  init(_ plan: LogPlan) {
    self.init(rulebook: plan.rulebook, useCase: plan.mapping.useCase, day: plan.day)
    dayColumn = plan.mapping.day?.text
    refused = plan.refused.map { refused in
      Refused(
        rule: refused.rule, code: refused.why.code, why: refused.why.sentence(plan.rulebook.rules))
    }
    uncounted = plan.uncounted.map { uncounted in
      Uncounted(
        indicator: uncounted.indicator, code: uncounted.why.code,
        why: uncounted.why.sentence(plan.rulebook.rules))
    }
  }

  /// - Parameter counts: of everything that the plan asks of a record.
  mutating func setFigures(_ plan: LogPlan, _ counts: [Counts]) {
    figures = zip(plan.indicators, plan.figures(counts)).map { indicator, figure in
      Figure(definition: IndicatorDefinition(indicator, sha256), figure: figure)
    }
  }
}

extension LogPlan {
  /// Indicators are counted as duties are, behind the rules: owed in the denominator, once with the
  /// numerator as what is required, and once with nothing.
  func figures(_ counts: [AuditReport.Counts]) -> [IndicatorFigure] {
    indicators.indices.map { place in
      let (first, second) = (rules.count + 2 * place, rules.count + 2 * place + 1)
      let denominator = counts[second].satisfied
      return IndicatorFigure(
        denominator: denominator, counted: counts[first].satisfied,
        unknown: denominator - counts[first].satisfied - counts[first].violated,
        perhaps: counts[second].open, outside: counts[second].notApplicable)
    }
  }
}

extension LogPlan {
  /// For whom a rule is counted; nil where it binds nobody by name.
  func bearer(of rule: LogRule) -> String? {
    let bearers = rulebook.rules[rule.rule].bearers
    return bearers.isEmpty ? nil : bearers[rule.bearer]
  }
}

extension AuditReport.Counts {
  init(_ count: LogCount) {
    self.init(
      violated: count.violated, satisfied: count.satisfied, open: count.open,
      notApplicable: count.notApplicable)
  }
}

extension RefusedRule.Why {
  var code: String {
    switch self {
    case .list: "reads-a-list"
    case .score: "reads-a-score"
    case .use: "asks-of-some-use"
    case .reading: "contested"
    case .readingsByDay: "readings-by-day"
    case .words: "too-many-words"
    case .number: "number-too-large"
    }
  }

  /// Why, for people.
  func sentence(_ rules: CheckedRules) -> Text {
    switch self {
    case .list:
      Text(
        "it looks into a list, and a record has none",
        french: "elle examine une liste, et un enregistrement n'en a pas")
    case .score:
      Text(
        "it hangs on a score of what the records say, and columns add nothing up",
        french:
          "elle dépend d'un score de ce que disent les enregistrements, et les colonnes n'additionnent rien"
      )
    case .use:
      Text(
        "it asks whether something holds of some use, and the records say it of one",
        french:
          "elle demande si quelque chose vaut pour un usage quelconque, et les enregistrements le disent d'un seul"
      )
    case .reading(let rule):
      Text(
        "its law is contested, and the mapping takes no reading of `\(rules.fullName(rule))` under `readings`",
        french:
          "son droit est contesté, et la correspondance ne retient aucune lecture de `\(rules.fullName(rule))` sous `readings`"
      )
    case .readingsByDay(let rule):
      Text(
        "its law is contested, `\(rules.fullName(rule))` has not the same readings on all days, and records have days of their own: audit without `day:`",
        french:
          "son droit est contesté, `\(rules.fullName(rule))` n'a pas les mêmes lectures tous les jours, et les enregistrements ont leur propre jour : auditer sans `day:`"
      )
    case .words(let fact):
      Text(
        "`\(rules.vocabulary[fact].name)` has more words than a column can hold",
        french: "`\(rules.vocabulary[fact].name)` a plus de mots qu'une colonne ne peut en tenir")
    case .number(let fact):
      Text(
        "`\(rules.vocabulary[fact].name)` is compared with a number beyond 4,000,000,000,000",
        french:
          "`\(rules.vocabulary[fact].name)` est comparé à un nombre de plus de 4 000 000 000 000")
    }
  }
}

extension DecisionLogs.BadLine.Mistake {
  /// As reports name it.
  var told: AuditMistake? {
    switch self {
    case .notJSON: .notJSON
    case .notAnObject: .notAnObject
    case .repeatedKey: .repeatedKey
    case .wrongType: .wrongType
    case .unknownValue: .unknownValue
    case .badNumber: .badNumber
    case .badTime: .badTime
    case .notUTF8: .notUTF8
    case .cutOff: .cutOff
    case .wrongWidth: .wrongWidth
    case .noID: .noID
    case .badID: .badID
    case .tooLong: .tooLong
    case .tooLarge: .tooLarge
    case .notANumber: .notANumber
    case .loneSurrogate: .loneSurrogate
    case .tooDeep: .tooDeep
    case .badQuotes: .badQuotes
    }
  }
}
