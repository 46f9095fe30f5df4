import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// Words of comparisons that no other report has, both languages side by side.
enum DifferenceWords {
  static let arrow = Words("{1} → {2}", "{1} → {2}")
  static let fileToFile = Words("from {1} to {2}", "de {1} à {2}")
  static let nothing = Words(
    "Nothing comes out otherwise", "Rien n'aboutit autrement")
  static let classes = Words("Classes", "Classes")
  static let findings = Words("Findings", "Constats")
  static let documents = Words("Documents", "Pièces")
  static let rules = Words("Rules that differ", "Règles qui diffèrent")
  static let otherAnswers = Words(
    "Answers that differ and change no finding",
    "Réponses qui diffèrent sans changer aucun constat")
  static let wasIs = Words("was {1}, is {2}", "était {1}, est {2}")
  static let why = Words("why", "pourquoi")
  static let from = Words("Before", "Avant")
  static let to = Words("After", "Après")
  static let law = Words("{1} is other law from {2}", "{1} change en droit à partir du {2}")
  static let lawBegins = Words("{1} is law from {2}", "{1} s'applique à partir du {2}")
  static let lawEnds = Words(
    "{1} is no longer law from {2}", "{1} ne s'applique plus à partir du {2}")
  static let itBegins = Words("it is law from {1}", "elle s'applique à partir du {1}")
  static let itEnds = Words(
    "it is no longer law from {1}", "elle ne s'applique plus à partir du {1}")
  static let itChanges = Words("it is other law from {1}", "elle change en droit à partir du {1}")
  static let itWasAdded = Words("it was added", "elle est nouvelle")
  static let itWasRemoved = Words("it was removed", "elle est supprimée")
  static let itWasChanged = Words("it was changed: {1}", "elle est modifiée : {1}")
  static let and = Words("{1} and {2}", "{1} et {2}")
  static let andMore = Words("{1} and {2} more", "{1} et {2} autres")
  static let lawOfDay = Words("from {1} on", "à partir du {1}")
  static let counted = Words(
    "{1} counts days, and enough have passed on {2}",
    "{1} compte des jours, et il s'en est passé assez le {2}")
  static let list = Words("the list {1} is another one", "la liste {1} n'est plus la même")
  static let judgement = Words(
    "{1} is judged otherwise", "{1} est apprécié autrement")
  static let reading = Words(
    "another reading of {1} is taken", "une autre lecture de {1} est retenue")
  static let lawAskedNow = Words(
    "the law of {1} is asked now", "le droit de {1} est désormais interrogé")
  static let lawAskedNoMore = Words(
    "the law of {1} is no longer asked", "le droit de {1} n'est plus interrogé")
  static let lawAskedOtherwise = Words(
    "the law of {1} is asked on another ground", "le droit de {1} est interrogé à un autre titre")
  static let useNew = Words("the use {1} is new", "l'usage {1} est nouveau")
  static let useGone = Words("the use {1} is gone", "l'usage {1} a disparu")
  static let ruleAdded = Words("{1} was added", "{1} est nouvelle")
  static let ruleRemoved = Words("{1} was removed", "{1} est supprimée")
  static let ruleChanged = Words("{1} was changed: {2}", "{1} est modifiée : {2}")
  static let waiverCounts = Words("a waiver counts", "une tolérance compte")
  static let waiverNoMore = Words(
    "no waiver counts any longer", "plus aucune tolérance ne compte")
  static let other = Words(
    "something else that it hangs on", "autre chose dont il dépend")
  static let notAsked = Words("not asked", "pas examinée")
  static let waived = Words("{1}, waived", "{1}, tolérée")
  static let notSaid = Words("not said", "non dit")
  static let notKnown = Words("not known", "inconnu")
  static let cannotBeSaid = Words("cannot be said", "ne peut être dit")
  static let held = Words("held", "au dossier")
  static let lapsed = Words("lapsed", "périmée")
  static let missing = Words("missing", "manquante")

  static func word(for state: EvidenceState.State) -> Words {
    switch state {
    case .held: held
    case .lapsed: lapsed
    case .missing: missing
    }
  }

  static func word(for part: RuleChange.Part) -> Words {
    switch part {
    case .dates: Words("dates", "dates")
    case .words: Words("what is cited", "ce qui est cité")
    case .force: Words("force", "force")
    case .severity: Words("severity", "gravité")
    case .bearers: Words("whom it binds", "qui elle lie")
    case .conditions: Words("conditions", "conditions")
    case .evidence: Words("documents asked for", "pièces demandées")
    }
  }

  static func word(for kind: RuleChange.Kind) -> Words {
    switch kind {
    case .added: Words("added", "nouvelle")
    case .removed: Words("removed", "supprimée")
    case .changed: Words("changed", "modifiée")
    }
  }

  /// How much changes, in a sentence.
  static func counts(_ difference: Difference, _ language: Language) -> String {
    let (count, classes) = (difference.findings.count, difference.classes.count)
    let (same, silent) = (difference.unchanged, difference.silent)
    switch language {
    case .english:
      var parts = [
        "\(count) finding\(count == 1 ? "" : "s") changed",
        "\(classes) class\(classes == 1 ? "" : "es") changed",
        "\(same) finding\(same == 1 ? "" : "s") as before",
      ]
      if silent > 0 {
        parts.append(
          "\(silent) asked on one side only, where \(silent == 1 ? "it asks" : "they ask") nothing")
      }
      return parts.joined(separator: " · ")
    case .french:
      var parts = [
        "\(count) constat\(count < 2 ? " change" : "s changent")",
        "\(classes) classe\(classes < 2 ? " change" : "s changent")",
        "\(same) constat\(same < 2 ? " inchangé" : "s inchangés")",
      ]
      if silent > 0 {
        parts.append("\(silent) d'un seul côté, sans rien y demander".inFrenchTypography)
      }
      return parts.joined(separator: " · ")
    }
  }
}

/// Says what a comparison says, in one language and without marks of any sink.
struct ChangeWords {
  let difference: Difference
  let language: Language
  /// In the words of each rulebook and case.
  let before: Wording
  let after: Wording

  init(_ difference: Difference, _ language: Language) {
    self.difference = difference
    self.language = language
    func wording(_ report: AssessmentReport) -> Wording {
      Wording(
        language: language, rules: report.assessment.rulebook.rules,
        useCase: report.assessment.useCase)
    }
    before = wording(difference.before)
    after = wording(difference.after)
  }

  // MARK: Outcomes

  /// How a finding came out; of one that is not there, that nobody asked.
  func outcome(_ report: FindingReport?, _ wording: Wording) -> String {
    guard let report else { return DifferenceWords.notAsked.in(language) }
    let words = wording.outcome(report.verdict, of: report.rule.kind)
    let isOpen = report.verdict.isOpen && report.verdict.presumed == nil
    let told = isOpen ? wording.say(.open).lowercased() : words
    let waived = report.isWaived ? DifferenceWords.waived.said(in: language, told) : told
    guard report.version.status != .binding, report.standing.isTold else { return waived }
    return wording.say(.namedWithCite, waived, wording.word(for: report.version.status))
  }

  func outcomes(_ change: FindingChange) -> String {
    let (was, isNow) = sides(change)
    return DifferenceWords.wasIs.said(in: language, was, isNow)
  }

  /// How it came out and comes out; where that is one word, how grave it is.
  func sides(_ change: FindingChange) -> (before: String, after: String) {
    let (was, isNow) = (outcome(change.before, before), outcome(change.after, after))
    guard was == isNow, let old = change.before, let new = change.after else {
      return (was, isNow)
    }
    return (
      before.say(.namedWithCite, was, before.word(for: old.version.severity)),
      after.say(.namedWithCite, isNow, after.word(for: new.version.severity))
    )
  }

  func span(_ span: ClassChange.Span?) -> String {
    guard let span else { return DifferenceWords.notAsked.in(language) }
    let words =
      span.lowest == span.highest
      ? after.className(span.highest)
      : after.say(.fromTo, after.className(span.lowest), after.className(span.highest))
    return span.isContested ? after.clauses([words, after.say(.sayContested)]) : words
  }

  // MARK: Causes

  /// Why, and where it stands.
  func cause(_ cause: Cause, of own: String = "") -> (words: String, source: String?) {
    func say(_ words: Words, _ arguments: String...) -> (String, String?) {
      (Phrase.fill(words.in(language), arguments), nil)
    }
    switch cause {
    case .answer(let key):
      guard let change = difference.cases.answers.first(where: { $0.key == key }) else {
        return say(DifferenceWords.other)
      }
      return answer(change)
    case .list(let name): return say(DifferenceWords.list, name)
    case .judgement(let name): return say(DifferenceWords.judgement, name)
    case .reading(let rule): return say(DifferenceWords.reading, rule)
    case .framework(let code):
      let change = difference.cases.frameworks.first { $0.name == code }
      return say(
        change.map { !$0.isBefore } == true
          ? DifferenceWords.lawAskedNow
          : change.map { !$0.isAfter } == true
            ? DifferenceWords.lawAskedNoMore : DifferenceWords.lawAskedOtherwise, code)
    case .use(let name):
      let change = difference.cases.uses.first { $0.name == name }
      return say(change?.isBefore == false ? DifferenceWords.useNew : DifferenceWords.useGone, name)
    case .law(let day, let rules): return (law(day, rules, of: own), nil)
    case .count(let day, let rules):
      return say(DifferenceWords.counted, names(rules), after.date(day))
    case .rules(let names): return (after.clauses(names.prefix(3).map { rule($0, of: own) }), nil)
    case .waiver:
      let isNow = difference.findings.contains {
        $0.causes.contains(.waiver) && $0.after?.isWaived == true
      }
      return say(isNow ? DifferenceWords.waiverCounts : DifferenceWords.waiverNoMore)
    case .other: return say(DifferenceWords.other)
    }
  }

  /// A question, and what was said and is said.
  func answer(_ change: AnswerChange) -> (words: String, source: String?) {
    let sides = [(change.before, before), (change.after, after)]
    let words = sides.map { side, wording in said(side, wording) }
    let known = sides.compactMap { side, wording in side.map { ($0, wording) } }.last
    let question = known.map { side, wording in
      wording.sentence(wording.rules.vocabulary[side.fact].question)
    }
    let arrow = DifferenceWords.arrow.said(in: language, words[0], words[1])
    let name = [change.key.fact, change.key.use].compactMap(\.self).joined(separator: " · ")
    let place = known.map { "\($0.0.place.span.start)" }
    return (
      question.map { $0 + " " + arrow } ?? arrow,
      [name, place].compactMap(\.self).joined(separator: " ")
    )
  }

  private func said(_ side: AnswerChange.Side?, _ wording: Wording) -> String {
    guard let side else { return DifferenceWords.notSaid.in(language) }
    let fact = wording.rules.vocabulary[side.fact]
    let words =
      switch side.said {
      case .value(let value): wording.words(for: value, of: fact)
      case .partly: wording.answer(side.fact, side.said, asks: false)
      case .unknown: DifferenceWords.notKnown.in(language)
      case .unsayable: DifferenceWords.cannotBeSaid.in(language)
      }
    return side.isAssumed ? wording.say(.assumedAnswer, words) : words
  }

  private func law(_ day: Day, _ rules: [String], of own: String) -> String {
    guard !rules.isEmpty else {
      return DifferenceWords.lawOfDay.said(in: language, after.date(day))
    }
    let (isNew, isOld) = (begins(rules, on: day), ends(rules, on: day))
    if rules == [own] {
      let words =
        isNew
        ? DifferenceWords.itBegins : isOld ? DifferenceWords.itEnds : DifferenceWords.itChanges
      return words.said(in: language, after.date(day))
    }
    let words =
      isNew ? DifferenceWords.lawBegins : isOld ? DifferenceWords.lawEnds : DifferenceWords.law
    return words.said(in: language, names(rules), after.date(day))
  }

  /// Whether no version of any of them is law the day before, and one of each is on the day.
  private func begins(_ rules: [String], on day: Day) -> Bool {
    rules.allSatisfy { name in
      let versions = versions(of: name)
      return versions.contains { $0.period.contains(day) }
        && !versions.contains { $0.period.contains(day.adding(days: -1)) }
    }
  }

  private func ends(_ rules: [String], on day: Day) -> Bool {
    rules.allSatisfy { name in
      let versions = versions(of: name)
      return !versions.contains { $0.period.contains(day) }
        && versions.contains { $0.period.contains(day.adding(days: -1)) }
    }
  }

  private func versions(of name: String) -> [Version<Atom>] {
    for wording in [after, before] {
      if let id = wording.rules.rule(named: name) { return wording.rules[id].versions }
    }
    return []
  }

  /// Rules by their names and places in the law.
  private func names(_ rules: [String]) -> String {
    let words = rules.map(named)
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.count > 3
      ? DifferenceWords.andMore.said(
        in: language, words.prefix(2).joined(separator: ", "), String(words.count - 2))
      : DifferenceWords.and.said(in: language, words.dropLast().joined(separator: ", "), last)
  }

  private func named(_ name: String) -> String {
    let citation = versions(of: name).last?.citation
    let short = String(name.drop { $0 != "/" }.dropFirst())
    return citation.map { after.say(.namedWithCite, short, after.cite($0.cite)) } ?? short
  }

  /// What is different about a rule.
  func rule(_ name: String, of own: String = "") -> String {
    guard let change = difference.rules.first(where: { $0.rule == name }) else { return name }
    let isOwn = name == own
    let parts = change.parts.map { DifferenceWords.word(for: $0).in(language) }
      .joined(separator: ", ")
    switch (change.kind, isOwn) {
    case (.added, true): return DifferenceWords.itWasAdded.in(language)
    case (.removed, true): return DifferenceWords.itWasRemoved.in(language)
    case (.changed, true): return DifferenceWords.itWasChanged.said(in: language, parts)
    case (.added, false): return DifferenceWords.ruleAdded.said(in: language, named(name))
    case (.removed, false): return DifferenceWords.ruleRemoved.said(in: language, named(name))
    case (.changed, false):
      return DifferenceWords.ruleChanged.said(in: language, named(name), parts)
    }
  }
}
