import RuleCompiler
import RuleEvaluator

/// Words of lists of obligations that no other report has, both languages side by side.
enum ObligationWords {
  static let catalogue = Words(
    "Obligations, prohibitions and rights", "Obligations, interdictions et droits")
  static let everybody = Words("everybody", "quiconque")
  static let inForce = Words("in force", "en vigueur")
  static let inForceSince = Words("in force since {1}", "en vigueur depuis le {1}")
  static let inForceUntil = Words("in force until {1}", "en vigueur jusqu'au {1}")
  static let inForceSinceUntil = Words(
    "in force since {1}, until {2}", "en vigueur depuis le {1}, jusqu'au {2}")
  static let upcoming = Words("upcoming: from {1}", "à venir : à partir du {1}")
  static let ended = Words("ended on {1}", "a pris fin le {1}")
  static let untilThen = Words("until {1}", "jusqu'au {1}")
  static let comes = Words("upcoming", "à venir")
  static let over = Words("ended", "terminées")
  static let labelInForce = Words("● IN FORCE", "● EN VIGUEUR")
  static let labelUpcoming = Words("○ UPCOMING", "○ À VENIR")
  static let labelEnded = Words("· ENDED", "· FINIE")
  static let labelNone = Words("○ N/A", "○ SANS OBJET")
  static let asThingsStand = Words("then, as things stand: {1}", "alors, en l'état : {1}")
  static let later = Words("from {1}: {2}", "à partir du {1} : {2}")
  static let firstToAnswer = Words("first to answer: {1}", "à répondre d'abord : {1}")
  static let askedFor = Words("asked for: {1}", "demandé : {1}")
  static let from = Words("law on or after {1}", "en vigueur le {1} ou après")
  static let to = Words("law on or before {1}", "en vigueur le {1} ou avant")
  static let nothing = Words("Nothing to list", "Rien à lister")
  static let notListed = Words("not listed: {1}", "non listées : {1}")
  static let ends = Words("ends: {1}", "prend fin : {1}")
  static let bearer = Words("Bound", "Lié")
  static let duty = Words("What the law says", "Ce que dit le droit")
  static let date = Words("Date", "Date")
  static let topic = Words("Topic", "Sujet")
  static let state = Words("State", "État")
  static let toDo = Words("To do", "À faire")
  static let documents = Words("Documents", "Pièces")
  static let rightOf = Words("right of {1}", "droit de {1}")
  static let more = Words(
    "and {1} more, which CSV and JSON have", "et {1} de plus, qui figurent en CSV et en JSON")

  static func inDays(_ days: Int, _ language: Language) -> String {
    switch language {
    case .english: days == 1 ? "in 1 day" : "in \(days) days"
    case .french: days < 2 ? "dans \(days) jour" : "dans \(days) jours"
    }
  }

  /// How many, of duties and rights.
  static func listed(_ count: Int, of all: Int, _ language: Language) -> String {
    switch language {
    case .english: "\(count) of \(all) listed"
    case .french: "\(count) sur \(all) \(count < 2 ? "listée" : "listées")"
    }
  }

  /// None fits, of how many.
  static func none(of all: Int, _ language: Language) -> String {
    switch (language, all) {
    case (.english, 0): "there is no obligation, prohibition or right at all"
    case (.english, 1):
      "the one obligation, prohibition or right there is does not fit what was asked"
    case (.english, _):
      "none of the \(all) obligations, prohibitions and rights fits what was asked"
    case (.french, 0): "il n'y a aucune obligation, interdiction ni droit"
    case (.french, _):
      "aucune des \(all) obligations, interdictions et droits ne répond à la demande"
    }
  }
}

/// Says of one duty what lists of every form say, in one language and without marks of any sink.
struct DutyWords {
  let wording: Wording

  var language: Language { wording.language }

  /// Who is bound, as a heading.
  func bearer(_ name: String?) -> String {
    name.map(wording.party) ?? ObligationWords.everybody.in(language)
  }

  /// An obligation, a prohibition, or a right with its holder.
  func kind(_ duty: ListedDuty) -> String {
    if duty.rule.kind == .right, let holder = duty.rule.holder {
      return ObligationWords.rightOf.said(in: language, wording.party(holder))
    }
    return wording.word(for: duty.rule.kind)
  }

  /// The use that it is about, where the system has several.
  func use(_ duty: ListedDuty) -> String? {
    guard let stand = duty.stand, stand.useCase.uses.count > 1 else { return nil }
    return stand.report.finding.use.map { wording.say(.use, $0) }
  }

  /// What the law says; the name of the rule where it says nothing.
  func says(_ duty: ListedDuty) -> String {
    duty.version.citation.map { wording.sentence($0.says) } ?? duty.rule.name
  }

  /// The act and the place in it.
  func source(_ duty: ListedDuty) -> String { wording.source(duty.act, duty.version.citation) }

  /// What keeps a gate from counting it, and whether the reach of the act is presumed.
  func force(_ duty: ListedDuty) -> [String] {
    var words: [String] = []
    if duty.stand?.report.isReachPresumed == true { words.append(wording.say(.presumedReach)) }
    if duty.version.status != .binding { words.append(wording.word(for: duty.version.status)) }
    if !duty.version.verified.isVerified { words.append(wording.word(for: duty.version.verified)) }
    return words
  }

  /// Whether it is in force, is coming or has ended, and when.
  func date(_ duty: ListedDuty) -> String {
    func say(_ words: Words, _ days: Day...) -> String {
      Phrase.fill(words.in(language), days.map(wording.date))
    }
    switch (duty.timing, duty.begins, duty.ends) {
    case (.ended, _, let until?): return say(ObligationWords.ended, until)
    case (.upcoming, let from?, let until):
      let coming =
        say(ObligationWords.upcoming, from) + ", "
        + ObligationWords.inDays(duty.daysLeft ?? 0, language)
      return until.map { coming + ", " + say(ObligationWords.untilThen, $0) } ?? coming
    case (_, let from?, let until?): return say(ObligationWords.inForceSinceUntil, from, until)
    case (_, let from?, nil): return say(ObligationWords.inForceSince, from)
    case (_, nil, let until?): return say(ObligationWords.inForceUntil, until)
    case (_, nil, nil): return ObligationWords.inForce.in(language)
    }
  }

  /// How the system stands to it; of an upcoming duty, how it would.
  func state(_ duty: ListedDuty) -> String {
    guard let stand = duty.stand else { return "" }
    let outcome = outcome(stand)
    return duty.timing == .upcoming && stand.state.applies
      ? ObligationWords.asThingsStand.said(in: language, outcome) : outcome
  }

  private func outcome(_ stand: ListedDuty.Stand) -> String {
    let verdict = stand.report.verdict
    if stand.report.standing == .others { return wording.say(.sayNotApplicable) }
    guard stand.state == .undecided || stand.state == .open, verdict.presumed == nil else {
      return wording.outcome(verdict, of: stand.report.rule.kind)
    }
    return wording.say(.open).lowercased()
  }

  /// What to do about it, where that may not be done: a remedy speaks to those who lack something.
  func remedy(_ duty: ListedDuty) -> String? {
    guard let state = duty.stand?.state, state.isUnmet else { return nil }
    return duty.version.remedy.map(wording.sentence)
  }

  /// The documents that the law asks for; in the catalogue their names alone.
  func documents(_ duty: ListedDuty) -> [String] {
    guard let stand = duty.stand else {
      guard !duty.version.evidence.isEmpty else { return [] }
      return [
        wording.say(
          .sepSays, wording.say(.evidenceAsked), duty.version.evidence.joined(separator: ", "))
      ]
    }
    let text = FindingText(wording: wording, further: "")
    return stand.documents.map(text.words)
  }

  /// What is different from later days on.
  func changes(_ duty: ListedDuty) -> [String] {
    (duty.stand?.later ?? []).map { report in
      ObligationWords.later.said(
        in: language, wording.date(report.day),
        wording.outcome(report.verdict, of: report.rule.kind))
    }
  }

  /// The waiver, and whether it counts.
  func waiver(_ duty: ListedDuty) -> String? {
    guard let report = duty.stand?.report else { return nil }
    return EntryWords(wording: wording).waiver(report)
  }
}

extension DutyState {
  /// Whether something may have to be done.
  var isUnmet: Bool {
    switch self {
    case .violated, .contested, .undecided: true
    case .open, .satisfied, .notApplicable, .others: false
    }
  }
}

extension ListedDuty.Stand {
  /// Documents that the law asks for, as they stand; also of a duty that does not apply none is
  /// said to be missing.
  var documents: [DocumentState] { report.evidence }
}
