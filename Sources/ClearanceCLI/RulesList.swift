import ArgumentParser
import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

/// `clearance rules list`: what each rule is, where it comes from and when it is law.
struct RulesList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the rules with their provisions, dates and force.",
    discussion: ExitStatus.help)

  @Option(help: ArgumentHelp("Only rules of this act, such as eu-ai-act.", valueName: "act"))
  var act: String?

  @Option(help: "Only rules of this kind.")
  var kind: RuleKind?

  @OptionGroup var rules: RulesOption
  @OptionGroup var result: ResultOptions

  var wantsJSON: Bool { result.wantsJSON }
  var language: Language { result.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let loaded = try rules.load(in: surroundings)
    let checked = loaded.rulebook.rules
    if let act, !checked.acts.contains(where: { $0.name == act }) {
      throw Failure(.unknownAct(act, among: checked.acts.map(\.name)))
    }
    let rows = checked.rules.filter { rule in
      (act == nil || checked[rule.act].name == act) && (kind == nil || rule.kind == kind)
    }.flatMap { rule in rule.versions.map { Row(rule: rule, version: $0, checked) } }
    guard !rows.isEmpty else { throw Failure(.noSuchRules) }
    var outcome = Outcome()
    if wantsJSON {
      outcome.say(
        JSONValue.members([
          ("rulebook", loaded.json), ("rules", .list(rows.map { $0.json(result.language) })),
          ("exit_code", .integer(0)),
        ]).written)
    } else {
      outcome.open(loaded.line(in: result.language))
      outcome.say(Row.table(rows))
    }
    return outcome
  }
}

extension RuleKind: ExpressibleByArgument {}

/// A version of a rule as a line.
private struct Row {
  let rule: Rule<Atom>
  let version: Version<Atom>
  let rules: CheckedRules

  init(rule: Rule<Atom>, version: Version<Atom>, _ rules: CheckedRules) {
    self.rule = rule
    self.version = version
    self.rules = rules
  }

  /// Nil for what binds nobody.
  private var severity: Severity? { rule.kind.isDuty ? version.severity : nil }

  private var className: (scheme: String, name: String)? {
    rule.membership.map { (rules[$0.scheme].name, rules[$0.scheme].classes[$0.rank]) }
  }

  private var dates: String {
    switch (version.period.from, version.period.until) {
    case (let from?, let until?): "\(from) to \(until)"
    case (let from?, nil): "from \(from)"
    case (nil, let until?): "until \(until)"
    case (nil, nil): "always"
    }
  }

  /// What a reader must know of its force; empty for a binding text that was read.
  private var force: [String] {
    [
      version.status == .binding ? nil : version.status.rawValue,
      version.verified.isVerified ? nil : "unverified",
    ].compactMap(\.self)
  }

  /// Whom it binds, and what it makes of a system.
  private var role: [String] {
    rule.bearers + [className?.name, severity?.rawValue].compactMap(\.self)
  }

  static func table(_ rows: [Row]) -> String {
    let cells = rows.map { row in
      [
        row.rules.fullName(row.rule.id), row.rule.kind.rawValue,
        row.version.citation?.cite.printable ?? "-", row.dates,
        (row.role + row.force).joined(separator: ", "),
      ]
    }
    let widths = cells[0].indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
        .joined(separator: "  ").trimmingEnd
    }.joined(separator: "\n")
  }

  func json(_ language: Language) -> JSONValue {
    .members([
      ("id", .text(rules.fullName(rule.id))), ("kind", .text(rule.kind.rawValue)),
      ("act", .text(rules[rule.act].name)), ("about", .text(rule.level.rawValue)),
      ("provision", .texts(version.citation?.provisions ?? [])),
      ("cite", version.citation.map { .text($0.cite) }),
      ("says", version.citation.map { .text($0.says.in(language)) }),
      ("status", .text(version.status.rawValue)),
      ("verified", .text(version.verified.rawValue)),
      ("from", version.period.from.map { .text($0.description) }),
      ("until", version.period.until.map { .text($0.description) }),
      ("bearers", .texts(rule.bearers)), ("holder", rule.holder.map(JSONValue.text)),
      ("severity", severity.map { .text($0.rawValue) }),
      ("scheme", className.map { .text($0.scheme) }),
      ("class", className.map { .text($0.name) }),
      ("digest", .text(rules.digest(of: rule.id, by: sha256))),
      ("file", .text(version.place.file)), ("line", .integer(version.place.span.start.line)),
    ])
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension Problem {
  static func unknownAct(_ name: String, among acts: [String]) -> Problem {
    let close = nearest(to: name, among: acts)
    return Problem(
      code: "unknown-act", message: "no act is named `\(name)`",
      french: "aucun texte ne s'appelle `\(name)`",
      hint: close.map { "did you mean `\($0)`?" }
        ?? "there are " + acts.map { "`\($0)`" }.joined(separator: ", "),
      frenchHint: close.map { "peut-être `\($0)` ?" }
        ?? "il y a " + acts.map { "`\($0)`" }.joined(separator: ", "))
  }

  static let noSuchRules = Problem(
    code: "no-such-rules", message: "there is no rule of this act and kind",
    french: "il n'y a pas de règle de ce texte et de ce genre")
}
