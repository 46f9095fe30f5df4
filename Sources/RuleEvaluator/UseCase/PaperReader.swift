import LocatedYAML
package import RuleCompiler

/// Reads what people add to the facts: evidence, waivers, judgements, readings.
struct PaperReader {
  let reader: CaseReader
  /// The act of an example; in it names need not say the act.
  let act: ActID?
  /// Codes of the jurisdictions whose law is asked.
  let asked: [String]

  private var file: String { reader.file }

  func readEvidence(
    _ fields: inout Fields, noting diagnostics: inout [Diagnostic]
  ) -> [Evidence] {
    fields.mapping("evidence", noting: &diagnostics).compactMap { entry in
      guard var own = Fields(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
      else { return nil }
      let path = own.text("file", noting: &diagnostics)
      let digest = own.text("sha256", noting: &diagnostics)
      let validUntil = own.day("valid_until", noting: &diagnostics)
      let supports = own.words("supports", noting: &diagnostics)
      own.finish(noting: &diagnostics)
      for name in supports { _ = rule(name, noting: &diagnostics) }
      guard let path else {
        diagnostics.append(
          .missingKey("file", of: "evidence", in: file, at: entry.key.span))
        return nil
      }
      return Evidence(
        name: entry.key.text, file: path.text, digest: digest?.text, validUntil: validUntil,
        supports: supports.map(\.text), place: Place(file: file, span: entry.key.span))
    }
  }

  func readWaivers(_ fields: inout Fields, noting diagnostics: inout [Diagnostic]) -> [Waiver] {
    fields.list("waivers", noting: &diagnostics).compactMap { node in
      readWaiver(node, noting: &diagnostics) { _, _ in () }?.waiver
    }
  }

  /// One waiver, with what else stands in it.
  ///
  /// One that is malformed does not count, and what is wrong with it is a warning: it can never
  /// make a run pass, and the findings it is about are to be seen all the same.
  func readWaiver<More>(
    _ node: Node, noting diagnostics: inout [Diagnostic],
    more: (inout Fields, inout [Diagnostic]) -> More?
  ) -> (waiver: Waiver, more: More)? {
    var own: [Diagnostic] = []
    let found = waiver(node, noting: &own, more: more)
    diagnostics += own.map { diagnostic in
      var warning = diagnostic
      warning.severity = .warning
      warning.message += "; this waiver does not count"
      return warning
    }
    return own.containsError ? nil : found
  }

  private func waiver<More>(
    _ node: Node, noting diagnostics: inout [Diagnostic],
    more: (inout Fields, inout [Diagnostic]) -> More?
  ) -> (waiver: Waiver, more: More)? {
    guard var own = Fields(node, of: "a waiver", in: file, noting: &diagnostics) else {
      return nil
    }
    let name = own.text("rule", noting: &diagnostics)
    let use = own.text("use", noting: &diagnostics)
    let reason = own.text("reason", noting: &diagnostics)
    let approvedBy = own.text("approved_by", noting: &diagnostics)
    let hasDay = own.has("expires")
    let expires = own.day("expires", noting: &diagnostics)
    let verdict = own.text("verdict", noting: &diagnostics)
    let facts = own.mapping("facts", noting: &diagnostics)
    let digest = own.text("rule_digest", noting: &diagnostics)
    let more = more(&own, &diagnostics)
    own.finish(noting: &diagnostics)
    let needed = [
      ("rule", name == nil), ("reason", reason == nil), ("approved_by", approvedBy == nil),
      ("expires", !hasDay), ("verdict", verdict == nil),
    ]
    for (key, isMissing) in needed where isMissing {
      diagnostics.append(.missingKey(key, of: "a waiver", in: file, at: node.span.first))
    }
    guard let name, let reason, let approvedBy, let expires, let verdict, let more,
      rule(name, noting: &diagnostics) != nil
    else { return nil }
    if !Waiver.verdicts.contains(verdict.text) {
      diagnostics.append(
        .unknownChoice(verdict, of: "verdict", among: Waiver.verdicts, in: file))
    }
    for entry in facts where reader.vocabulary.fact(named: entry.key.text) == nil {
      let close = nearest(to: entry.key.text, among: reader.vocabulary.facts.map(\.name))
      diagnostics.append(.noSuchFact(entry.key, nearest: close, in: file))
    }
    return (
      Waiver(
        rule: name.text, use: use?.text, reason: reason.text, approvedBy: approvedBy.text,
        expires: expires, verdict: verdict.text,
        facts: facts.map { ($0.key.text, $0.value.words) }, ruleDigest: digest?.text,
        place: Place(file: file, span: node.span.first)), more
    )
  }

  func readJudgements(
    _ fields: inout Fields, noting diagnostics: inout [Diagnostic]
  ) -> [String: Judgement] {
    var judgements: [String: Judgement] = [:]
    for entry in fields.mapping("judgements", noting: &diagnostics) {
      guard let judgement = readJudgement(entry, noting: &diagnostics) else { continue }
      if let fact = reader.vocabulary.fact(named: entry.key.text) {
        if reader.vocabulary[fact].type != .yesNo {
          diagnostics.append(.notJudged(entry.key, in: file))
        }
        judgements[entry.key.text] = judgement
      } else if let target = target(entry.key, noting: &diagnostics) {
        switch target {
        case .rule(let id, _) where reader.rules[id].isJudged:
          judgements[reader.rules.fullName(id)] = judgement
        case .reached(let id, let path) where reader.rules[id].derogationIsJudged(path):
          judgements[reader.rules.fullName(id, path)] = judgement
        case .rule, .reached, .reading, .scheme, .score:
          diagnostics.append(.notJudged(entry.key, in: file))
        }
      }
    }
    return judgements
  }

  private func readJudgement(
    _ entry: Entry, noting diagnostics: inout [Diagnostic]
  ) -> Judgement? {
    guard var own = Fields(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
    else { return nil }
    let verdict = own.flag("verdict", noting: &diagnostics)
    let by = own.text("by", noting: &diagnostics)
    let on = own.day("on", noting: &diagnostics)
    let reason = own.text("reason", noting: &diagnostics)
    own.finish(noting: &diagnostics)
    guard let verdict, let by, let on, let reason else {
      let missing = verdict == nil ? "verdict" : by == nil ? "by" : on == nil ? "on" : "reason"
      diagnostics.append(.missingKey(missing, of: "a judgement", in: file, at: entry.key.span))
      return nil
    }
    return Judgement(
      verdict: verdict, by: by.text, on: on, reason: reason.text,
      place: Place(file: file, span: entry.key.span))
  }

  func readReadings(
    _ fields: inout Fields, noting diagnostics: inout [Diagnostic]
  ) -> [RuleID: (index: Int, place: Place)] {
    var readings: [RuleID: (index: Int, place: Place)] = [:]
    for entry in fields.mapping("readings", noting: &diagnostics) {
      guard let id = rule(entry.key, noting: &diagnostics),
        let word = Fields.text(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
      else { continue }
      let names = reader.rules[id].readingNames
      guard let index = names.firstIndex(of: word.text) else {
        diagnostics.append(
          .unknownReading(
            word, of: entry.key, nearest: nearest(to: word.text, among: names), in: file))
        continue
      }
      readings[id] = (index, Place(file: file, span: entry.value.span))
    }
    return readings
  }

  private func rule(_ name: Key, noting diagnostics: inout [Diagnostic]) -> RuleID? {
    guard let target = target(name, noting: &diagnostics) else { return nil }
    if case .rule(let id, _) = target { return id }
    diagnostics.append(.ruleExpected(name, in: file))
    return nil
  }

  private func target(
    _ name: Key, noting diagnostics: inout [Diagnostic]
  ) -> Expectation.Target? {
    guard let target = reader.rules.target(named: name.text, within: act, asking: asked) else {
      diagnostics.append(.noSuchRule(name, reader.rules, in: file))
      return nil
    }
    return target
  }
}

extension Rule {
  /// Some version of it can only be judged by a person.
  package var isJudged: Bool {
    versions.contains { if case .untranslatable = $0.body { true } else { false } }
  }

  package func derogationIsJudged(_ path: [Int]) -> Bool {
    versions.contains { version in
      if case .untranslatable? = version.derogation(at: path)?.body { true } else { false }
    }
  }

  /// Names of the readings of a contested rule.
  package var readingNames: [String] {
    for version in versions.reversed() {
      if case .readings(let readings) = version.body { return readings.map(\.name) }
    }
    return []
  }
}

extension Version {
  package func derogation(at path: [Int]) -> Derogation<Atom>? {
    var level = unless
    for place in path.dropLast() {
      guard place < level.count else { return nil }
      level = level[place].unless
    }
    guard let last = path.last, last < level.count else { return nil }
    return level[last]
  }
}

extension Node {
  /// The source text of a value on one line, for comparison with what is said elsewhere.
  var words: String {
    switch shape {
    case .scalar(let scalar): scalar.text
    case .sequence(let items): "[" + items.map(\.words).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.key.text): \($0.value.words)" }.joined(separator: ", ") + "}"
    }
  }
}

extension Waiver {
  /// Words for what a waiver may accept.
  static let verdicts = [
    "violated", "contested", "open", "satisfied", "not_applicable", "yes", "no",
  ]
}

extension Diagnostic {
  static func notJudged(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "not-judged", severity: .error, message: "`\(name.text)` is not left to a judgement",
      file: file, span: name.span,
      hint: "only what is `untranslatable`, and facts that are yes or no, can be judged")
  }

  static func unknownReading(
    _ word: Key, of rule: Key, nearest: String?, in file: String
  ) -> Diagnostic {
    Diagnostic(
      code: "unknown-reading", severity: .error,
      message: "`\(rule.text)` has no reading `\(word.text)`", file: file, span: word.span,
      suggestion: nearest)
  }

  static func ruleExpected(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "rule-expected", severity: .error, message: "`\(name.text)` is not the name of a rule",
      file: file, span: name.span)
  }

  static func noSuchRule(_ name: Key, _ rules: CheckedRules, in file: String) -> Diagnostic {
    let alike = rules.rules.filter { $0.name == name.text.prefix { $0 != "." } }
    if alike.count > 1, !name.text.contains("/") {
      let ids = alike.map { "`\(rules.fullName($0.id))`" }.joined(separator: ", ")
      return Diagnostic(
        code: "ambiguous-rule", severity: .error,
        message: "several acts have a rule `\(name.text)`", file: file, span: name.span,
        hint: "write which: \(ids)")
    }
    let names = rules.rules.map { rules.fullName($0.id) } + rules.rules.map(\.name)
    return Diagnostic(
      code: "unknown-rule", severity: .error, message: "no rule is named `\(name.text)`",
      file: file, span: name.span, suggestion: nearest(to: name.text, among: names))
  }
}
