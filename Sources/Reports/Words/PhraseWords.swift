extension Phrase {
  /// The catalogue: English, then French. French spaces and apostrophes are set when it is said.
  var words: Words {
    switch self {
    // Headings
    case .today: Words("Today", "Aujourd'hui")
    case .upcomingFrom:
      Words(
        "Upcoming: differs from {1}, in {2} day|Upcoming: differs from {1}, in {2} days",
        "À venir : change à partir du {1}, dans {2} jour|"
          + "À venir : change à partir du {1}, dans {2} jours")
    case .notBinding:
      Words("Not binding: counts for no gate", "Sans force obligatoire : ne bloque rien")
    case .unverified:
      Words(
        "Unverified: written without reading the law itself, and counts for no gate",
        "Non vérifié : écrit sans lecture du texte même, et ne bloque rien")
    case .wholeSystem: Words("The system as a whole", "Le système dans son ensemble")
    case .use: Words("Use {1}", "Usage {1}")
    case .acts: Words("Acts", "Textes")
    case .nothingToReport: Words("nothing to report", "rien à signaler")

    // The head of an assessment
    case .rulebook: Words("rulebook {1}", "règles {1}")
    case .member: Words("{1} ({2} is a member)", "{1} ({2} en est membre)")
    case .unknownMember:
      Words(
        "{1} (whether {2} is a member is not known)", "{1} (on ignore si {2} en est membre)")
    case .presumedReach: Words("presumed reach", "portée présumée")
    case .notLoaded: Words("{1}, not loaded", "{1}, non chargé")
    case .classToday: Words("{1} today", "{1} aujourd'hui")
    case .classFromTo: Words("from {1} to {2}", "de {1} à {2}")
    case .classLater: Words("{1} on {2} ({3})", "{1} le {2} ({3})")
    case .daysLeft: Words("{1} day|{1} days", "{1} jour|{1} jours")
    case .classesJoined:
      Words(
        "too much is unknown about the system to try it all: the interval may be too wide",
        "trop d'inconnues sur le système pour tout essayer : l'intervalle peut être trop large")

    // Verdicts
    case .violated: Words("VIOLATED", "VIOLÉE")
    case .satisfied: Words("SATISFIED", "RESPECTÉE")
    case .open: Words("OPEN", "OUVERTE")
    case .contested: Words("CONTESTED", "CONTESTÉE")
    case .yes: Words("YES", "OUI")
    case .no: Words("NO", "NON")
    case .presumed: Words("PRESUMED", "PRÉSUMÉE")
    case .ended: Words("ENDED", "TERMINÉE")
    case .notApplicable: Words("NOT APPLICABLE", "SANS OBJET")
    case .sayViolated: Words("violated", "violée")
    case .saySatisfied: Words("satisfied", "respectée")
    case .sayNotApplicable: Words("not applicable", "sans objet")
    case .sayYes: Words("yes", "oui")
    case .sayNo: Words("no", "non")
    case .sayContested: Words("contested", "contestée")
    case .or: Words("{1} or {2}", "{1} ou {2}")

    // What is bound, how gravely, how firmly
    case .obligation: Words("obligation", "obligation")
    case .prohibition: Words("prohibition", "interdiction")
    case .right: Words("right", "droit")
    case .classification: Words("classification", "classification")
    case .definition: Words("definition", "définition")
    case .rightOf: Words("right of {1}", "droit de {1}")
    case .low: Words("low", "faible")
    case .medium: Words("medium", "moyenne")
    case .high: Words("high", "élevée")
    case .critical: Words("critical", "critique")
    case .binding: Words("binding", "obligatoire")
    case .endeavour: Words("best endeavours", "obligation de moyens")
    case .guidance: Words("guidance", "orientations")
    case .draft: Words("draft", "projet")
    case .proposed: Words("proposed", "proposition")
    case .voluntary: Words("voluntary", "volontaire")
    case .text: Words("the text was read", "le texte a été lu")
    case .paraphrase: Words("a paraphrase was read", "une paraphrase a été lue")
    case .secondary:
      Words("unverified: from secondary sources", "non vérifié : de sources secondaires")
    case .memory: Words("unverified: from memory", "non vérifié : de mémoire")

    // Answers
    case .answerIs: Words("{1} The answer is {2}", "{1} La réponse est {2}")
    case .nobodySaid: Words("{1} Nobody has said yet", "{1} Personne ne l'a encore dit")
    case .cannotBeSaid:
      Words("{1} Asked, and it cannot be said: {2}", "{1} Demandé, et ne peut être dit : {2}")
    case .knownInPart: Words("{1} Known in part: {2}", "{1} Connu en partie : {2}")
    case .membersIn: Words("{1} yes", "{1} oui")
    case .membersOut: Words("{1} no", "{1} non")
    case .doesNotArise:
      Words("{1} The question does not arise", "{1} La question ne se pose pas")
    case .lookedFor: Words("{1}; the rule looks for {2}", "{1} ; la règle cherche {2}")
    case .none: Words("that there is none", "qu'il n'y en a pas")
    case .noneOfThem: Words("none of them", "aucun d'eux")
    case .quoted: Words("“{1}”", "« {1} »")
    case .assumed: Words("assumed", "supposé")
    case .sepSays: Words("{1}: {2}", "{1} : {2}")
    case .cited: Words("{1}, {2}", "{1}, {2}")
    default: moreWords
    }
  }
}
