import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// One act: what it is, and every rule of it.
struct ActPage {
  let act: Act
  let scribe: LawScribe
  private var lines: [String] = []

  init(act: Act, scribe: LawScribe) {
    self.act = act
    self.scribe = scribe
  }

  private var rules: CheckedRules { scribe.rules }
  private var wording: Wording { scribe.wording }

  var text: String {
    var copy = self
    copy.putHead()
    for rule in rules.rules where rule.act == act.id { copy.put(rule) }
    copy.putOmissions()
    return copy.lines.joined(separator: "\n") + "\n"
  }

  private mutating func put(_ line: String, at depth: Int = 0) {
    lines.append(String(repeating: "  ", count: depth) + line)
  }

  private mutating func put(item: String, at depth: Int = 0) { put("- " + item, at: depth) }

  // MARK: The act

  private mutating func putHead() {
    put("# " + Markdown.plain(wording.sentence(act.title)))
    put("")
    put(scribe.say(.generated))
    put("")
    let name = [act.number, act.name].compactMap(\.self).map(Markdown.plain).joined(
      separator: " · ")
    put(item: act.url.map { "[\(name)](\($0))" } ?? name)
    put(
      item: [
        act.jurisdiction, wording.word(for: act.status), wording.word(for: act.verified),
        scribe.period(act.period),
      ].map(Markdown.plain).joined(separator: " · "))
    if let scope = rules.scopes[act.id.index] {
      put(item: scribe.say(.scope, scribe.link(scope)))
    }
    for scheme in rules.schemes where scheme.act == act.id {
      let classes = scheme.classes.map(Markdown.code).joined(separator: ", ")
      put(item: scribe.say(.scheme, Markdown.code(scheme.name), classes))
    }
    put("")
  }

  // MARK: A rule

  private mutating func put(_ rule: Rule<Atom>) {
    put("## \(rule.name)")
    put("")
    var head = ["*\(wording.word(for: rule.kind))*"]
    if rule.isHelper { head.append(wording.say(.helper)) }
    if let holder = rule.holder { head.append(wording.say(.rightOf, holder)) }
    if let membership = rule.membership {
      let scheme = rules[membership.scheme]
      head.append(wording.say(.classOf, scheme.classes[membership.rank], scheme.name))
    }
    head += rule.bearers.map { "**\(Markdown.plain($0))**" }
    if let topic = rule.topic { head.append(Markdown.plain(topic)) }
    head.append(scribe.link(rule.place))
    put(head.joined(separator: " · "))
    for version in rule.versions { put(version, of: rule) }
    put(proofs: scribe.proofs[rule.id] ?? [])
    put("")
  }

  private mutating func put(_ version: Version<Atom>, of rule: Rule<Atom>) {
    put("")
    if let citation = version.citation {
      put(
        "**\(Markdown.plain(citation.cite))** — \(Markdown.plain(wording.sentence(citation.says)))")
      put("")
      put(item: citation.provisions.map(Markdown.code).joined(separator: ", "))
    }
    put(
      item: [
        scribe.period(version.period), wording.word(for: version.status),
        wording.word(for: version.verified),
        rule.kind.isDuty ? wording.word(for: version.severity) : nil,
      ].compactMap(\.self).joined(separator: " · "))
    if let note = version.note { put(item: Markdown.plain(note)) }
    put(version.body)
    put(version.unless, at: 0)
    if let requires = version.requires {
      put(item: wording.say(.requires))
      put(requires, at: 1)
    }
    if !version.evidence.isEmpty {
      let names = version.evidence.map(Markdown.code).joined(separator: ", ")
      put(item: wording.say(.sepSays, wording.say(.evidenceAsked), names))
    }
    if let remedy = version.remedy {
      put(item: wording.say(.remedy, Markdown.plain(wording.sentence(remedy))))
    }
  }

  private mutating func put(_ body: Body<Atom>, at depth: Int = 0) {
    switch body {
    case .when(let condition):
      put(item: wording.say(.whenCondition), at: depth)
      put(condition, at: depth + 1)
    case .untranslatable(let why, _):
      put(item: Markdown.plain(wording.say(.onlyAPerson, why)), at: depth)
    case .readings(let readings):
      put(item: wording.say(.readings), at: depth)
      for reading in readings {
        put(
          item: "\(Markdown.code(reading.name)): \(Markdown.plain(wording.sentence(reading.says)))",
          at: depth + 1)
        put(item: Markdown.plain(wording.say(.source, reading.source)), at: depth + 2)
        if reading.period != .always { put(item: scribe.period(reading.period), at: depth + 2) }
        put(reading.when, at: depth + 2)
      }
    }
  }

  private mutating func put(_ derogations: [Derogation<Atom>], at depth: Int) {
    guard !derogations.isEmpty else { return }
    put(item: wording.say(.unlessCondition), at: depth)
    for derogation in derogations {
      let citation = derogation.citation
      put(
        item: "\(Markdown.code(derogation.name)), \(Markdown.plain(citation.cite)): "
          + Markdown.plain(wording.sentence(citation.says)), at: depth + 1)
      put(
        item: citation.provisions.map(Markdown.code).joined(separator: ", ") + " · "
          + wording.word(for: derogation.verified), at: depth + 2)
      if derogation.period != .always {
        put(item: scribe.period(derogation.period), at: depth + 2)
      }
      if derogation.mustBeShown { put(item: wording.say(.mustBeShown), at: depth + 2) }
      put(derogation.body, at: depth + 2)
      put(derogation.unless, at: depth + 2)
    }
  }

  // MARK: Conditions

  private mutating func put(_ condition: Condition<Atom>, at depth: Int) {
    switch condition.shape {
    case .always: put(item: wording.say(.byItself), at: depth)
    case .all(let parts): put(wording.say(.conditionAll), parts, at: depth)
    case .any(let parts): put(wording.say(.conditionAny), parts, at: depth)
    case .not(let part): put(wording.say(.conditionNot), [part], at: depth)
    case .atom(let atom):
      put(item: clause(atom), at: depth)
      switch atom {
      case .items(_, _, let filter, let demand), .uses(_, let filter, let demand):
        if let filter { put(wording.say(.conditionWhere), [filter], at: depth + 1) }
        if let demand { put(wording.say(.conditionHas), [demand], at: depth + 1) }
      case .fact, .measure, .assessmentDay, .rule, .reached, .reading, .scheme: break
      }
    }
  }

  private mutating func put(_ heading: String, _ parts: [Condition<Atom>], at depth: Int) {
    put(item: heading, at: depth)
    for part in parts { put(part, at: depth + 1) }
  }

  private func clause(_ atom: Atom) -> String {
    guard case .rule(let id) = atom else {
      let words = ConditionText(words: scribe.words(of: act.id), file: act.place.file)
      return Markdown.plain(words.clause(atom))
    }
    guard let citation = rules[id].versions.last?.citation else { return scribe.link(id) }
    return "\(scribe.link(id)), \(Markdown.plain(citation.cite)): "
      + Markdown.plain(wording.sentence(citation.says))
  }

  // MARK: Proofs and omissions

  private mutating func put(proofs: [LawScribe.Proven]) {
    guard !proofs.isEmpty else { return }
    put(item: wording.say(.examples))
    for proof in proofs {
      put(
        item: "\(Markdown.plain(proof.sentence)): \(Markdown.code(proof.of)) "
          + "\(Markdown.code(proof.outcome)) \(scribe.link(proof.place))", at: 1)
    }
  }

  private mutating func putOmissions() {
    let own = scribe.rulebook.omissions.filter { $0.act == act.id }
    guard !own.isEmpty else { return }
    put("## " + scribe.say(.withoutRule))
    put("")
    for omission in own {
      put(
        item: omission.provisions.map(Markdown.code).joined(separator: ", ") + " — "
          + scribe.say(LawPhrase(omission.because)) + ": "
          + Markdown.plain(wording.sentence(omission.says))
          + (omission.by.map { " → " + scribe.link($0) } ?? ""))
    }
  }
}
