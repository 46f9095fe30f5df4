import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// An explanation as text for people.
struct ExplanationText {
  let explanation: Explanation
  private let wording: Wording
  private let words: ReasonWording
  private let rule: Rule<Atom>
  private var page: Page

  init(_ explanation: Explanation, in language: Language, _ options: TextOptions) {
    self.explanation = explanation
    rule = explanation.rulebook.rules[explanation.rule]
    wording = Wording(
      language: language, rules: explanation.rulebook.rules,
      useCase: explanation.assessment?.useCase)
    words = ReasonWording(wording: wording, home: rule.act)
    page = Page(options)
  }

  private var rules: CheckedRules { wording.rules }

  var told: String {
    var copy = self
    copy.putHead()
    if let assessment = explanation.assessment {
      for proof in explanation.proofs { copy.put(proof, assessment) }
    }
    for version in rule.versions { copy.put(version) }
    copy.putRelations()
    return copy.page.text
  }

  // MARK: The rule

  private mutating func putHead() {
    let act = rules[rule.act]
    page.put(rules.fullName(rule.id), at: 0, .strong)
    var parts = [wording.word(for: rule.kind)]
    if rule.isHelper { parts.append(wording.say(.helper)) }
    if let holder = rule.holder { parts.append(wording.say(.rightOf, wording.party(holder))) }
    if let membership = rule.membership {
      let scheme = rules[membership.scheme]
      parts.append(
        wording.say(.classOf, wording.className(scheme.classes[membership.rank]), scheme.name))
    }
    page.put(parts.joined(separator: " · "), at: 0, right: rule.place.words)
    page.put(
      [wording.sentence(act.title), act.number.map(wording.cite)].compactMap(\.self).joined(
        separator: " · "), at: 0,
      right: act.url)
    for bearer in rule.bearers {
      let definition = rules.bearers[rule.act.index][bearer]
      page.put(
        wording.say(
          .sepSays, wording.say(.bearer),
          definition.map { [wording.party(bearer), words.name(of: $0)].joined(separator: " · ") }
            ?? wording.party(bearer)), at: 0)
    }
  }

  private mutating func put(_ version: Version<Atom>) {
    page.heading(wording.say(.sepSays, wording.say(.inForce), period(version.period)))
    let condition = ConditionText(words: words, file: version.place.file)
    if let note = version.note { page.put(wording.say(.addedNote, note.onOneLine), at: 2) }
    put(version.citation, at: 2)
    page.put(
      [
        wording.word(for: version.status), wording.word(for: version.verified),
        rule.kind.isDuty
          ? wording.say(.sepSays, wording.say(.severity), wording.word(for: version.severity))
          : nil,
      ].compactMap(\.self).joined(separator: " · "), at: 2)
    put(version.body, condition, at: 2)
    if !version.unless.isEmpty {
      page.put(wording.say(.unlessCondition), at: 2, .strong)
      for derogation in version.unless { put(derogation, condition, at: 4) }
    }
    if let requires = version.requires {
      page.put(wording.say(.requires), at: 2, .strong)
      condition.put(requires, at: 4, on: &page)
    }
    if !version.evidence.isEmpty {
      page.put(
        wording.say(
          .sepSays, wording.say(.evidenceAsked), version.evidence.joined(separator: ", ")), at: 2)
    }
    if let remedy = version.remedy {
      page.put(wording.say(.remedy, wording.sentence(remedy)), at: 2)
    }
  }

  private func period(_ period: Period) -> String {
    switch (period.from.map(wording.date), period.until.map(wording.date)) {
    case (nil, nil): wording.say(.always)
    case (let from?, nil): wording.say(.lawFrom, from)
    case (nil, let until?): wording.say(.lawUntil, until)
    case (let from?, let until?): wording.say(.lawFromUntil, from, until)
    }
  }

  /// The place in the law, what it says in both languages, and the ids of the source list.
  private mutating func put(_ citation: Citation?, at indent: Int) {
    guard let citation else { return }
    page.put(
      wording.cite(citation.cite), at: indent, right: citation.provisions.joined(separator: ", "))
    page.put(citation.says.english, at: indent)
    if let french = citation.says.french { page.put(french.inFrenchTypography, at: indent) }
  }

  private mutating func put(_ body: Body<Atom>, _ condition: ConditionText, at indent: Int) {
    switch body {
    case .when(let when):
      page.put(wording.say(.whenCondition), at: indent, .strong)
      condition.put(when, at: indent + 2, on: &page)
    case .untranslatable(let why, let span):
      page.put(
        wording.say(.onlyAPerson, why.onOneLine), at: indent,
        right: Place(file: condition.file, span: span).words)
    case .readings(let readings):
      page.put(wording.say(.readings), at: indent, .strong)
      for reading in readings {
        page.put(
          wording.with(reading.says, reading.name), at: indent + 2, right: reading.place.words)
        page.put(wording.say(.source, wording.reference(reading.source)), at: indent + 4)
        if reading.period != .always { page.put(period(reading.period), at: indent + 4) }
        condition.put(reading.when, at: indent + 4, on: &page)
      }
    }
  }

  private mutating func put(
    _ derogation: Derogation<Atom>, _ condition: ConditionText, at indent: Int
  ) {
    page.put(derogation.name, at: indent, right: derogation.place.words)
    put(derogation.citation, at: indent + 2)
    if derogation.period != .always { page.put(period(derogation.period), at: indent + 2) }
    if derogation.mustBeShown { page.put(wording.say(.mustBeShown), at: indent + 2) }
    put(derogation.body, condition, at: indent + 2)
    if !derogation.unless.isEmpty {
      page.put(wording.say(.unlessCondition), at: indent + 2, .strong)
      for inner in derogation.unless { put(inner, condition, at: indent + 4) }
    }
  }

  private mutating func putRelations() {
    page.skip()
    put(.namesRules, explanation.names.map(words.name))
    put(.namedBy, explanation.namedBy.map(words.name))
    put(.examples, explanation.examples)
  }

  private mutating func put(_ heading: Phrase, _ items: [String]) {
    page.put(wording.say(heading), at: 0, .strong)
    if items.isEmpty { page.put(wording.say(.noExamples), at: 2) }
    for item in items { page.put(item, at: 2) }
  }

  // MARK: The described system

  private mutating func put(_ proof: Proof, _ assessment: Assessment) {
    let standing = Standing(proof.verdict, of: rule.kind, isOthers: false)
    let name = wording.say(
      .sepSays, wording.say(.verdictOn, wording.date(assessment.day)),
      wording.outcome(proof.verdict, of: rule.kind))
    page.heading(
      [name, proof.bearer.map(wording.party), proof.use.map { wording.say(.use, $0) }].compactMap(
        \.self
      )
      .joined(separator: " · "))
    putOpen(proof)
    if let first = proof.idleQuestions.first {
      page.put(
        wording.say(.whateverTheAnswer, wording.say(.quoted, wording.question(first))), at: 2,
        right: wording.name(of: first))
    }
    page.put(proof.readings, of: rule.kind, at: 2, wording)
    page.put(wording.say(.why), at: 2, .strong)
    var proofText = ProofText(words: words, most: .max)
    proofText.put(proof.reasons, at: 4, on: &page)
    if !standing.isOpen || !proof.because.isEmpty { putAnswers(proof) }
  }

  private mutating func putOpen(_ proof: Proof) {
    guard let way = proof.way else { return }
    page.put(wording.words(for: way), at: 2)
    for question in proof.questions {
      let isInSet = way.questions.contains(question)
      page.put(
        (isInSet ? "→ " : "  ") + wording.question(question), at: isInSet ? 4 : 6,
        right: wording.name(of: question))
    }
  }

  private mutating func putAnswers(_ proof: Proof) {
    guard !proof.because.isEmpty else { return }
    page.put(wording.say(.whatItRestsOn), at: 2, .strong)
    for cited in proof.because {
      let answer = wording.answer(cited.fact, cited.answer.said)
      page.put(
        cited.answer.isAssumed ? wording.say(.assumedAnswer, answer) : answer, at: 4,
        right: cited.answer.place.words(in: wording.language))
    }
  }
}

extension Standing {
  fileprivate var isOpen: Bool { self == .undecided || self == .open || self == .contested }
}
