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
    case .rulebook: Words("rulebook {1}", "recueil {1}")
    case .member: Words("{1} ({2} is a member)", "{1} ({2} en est membre)")
    case .unknownMember:
      Words(
        "{1} (whether {2} is a member is not known)", "{1} (on ignore si {2} en est membre)")
    case .presumedReach: Words("presumed reach", "portée présumée")
    case .notLoaded: Words("no rules here for {1}", "pas de règles ici pour {1}")
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
    case .sayViolated: Words("violated", "violée|violées")
    case .saySatisfied: Words("satisfied", "respectée|respectées")
    case .sayNotApplicable: Words("not applicable", "sans objet")
    case .sayYes: Words("yes", "oui")
    case .sayNo: Words("no", "non")
    case .sayContested: Words("contested", "contestée")
    case .sayPresumed: Words("presumed {1}", "présumée {1}")
    case .or: Words("{1} or {2}", "{1} ou {2}")
    case .orMore: Words("{1} or {2} more", "{1} ou {2} autres")

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
    case .butNot: Words("{1}, not {2}", "{1}, et non {2}")
    case .notOnly: Words("{1}, and not only {2}", "{1}, et pas seulement {2}")
    case .none: Words("that there is none", "qu'il n'y en a pas")
    case .noneOfThem: Words("none of them", "aucun d'eux")
    case .quoted: Words("“{1}”", "« {1} »")
    case .assumedAnswer: Words("{1} («assumed»)", "{1} (« supposé »)")
    case .sepSays: Words("{1}: {2}", "{1} : {2}")
    case .cited: Words("{1}, {2}", "{1}, {2}")
    case .clauses: Words("{1}; {2}", "{1} ; {2}")

    // Tests
    case .allOf: Words("all of {1}", "tous parmi {1}")
    case .nothingBut: Words("nothing but {1}", "rien d'autre que {1}")
    case .something: Words("anything at all", "quoi que ce soit")
    case .atLeast: Words("at least {1}", "au moins {1}")
    case .atMost: Words("at most {1}", "au plus {1}")
    case .before: Words("before {1}", "avant le {1}")
    case .onOrAfter: Words("{1} or later", "le {1} ou après")
    case .lessThan: Words("less than {1}", "moins que {1}")
    case .fromTo: Words("from {1} to {2}", "de {1} à {2}")
    case .measureIs:
      Words("{1} is {2}; the rule looks for {3}", "{1} est {2} ; la règle cherche {3}")
    case .measureIsSo: Words("{1} is {2}", "{1} est {2}")
    case .measureIsNotSo: Words("{1} is not {2}", "{1} n'est pas {2}")
    case .measureUnknown:
      Words("whether {1} is {2} is not known", "on ignore si {1} est {2}")
    case .days: Words("{1} day|{1} days", "{1} jour|{1} jours")
    case .hours: Words("{1} hour|{1} hours", "{1} heure|{1} heures")
    case .seconds: Words("{1} second|{1} seconds", "{1} seconde|{1} secondes")
    case .theDay: Words("the day", "le jour")

    // Reasons
    case .holds: Words("{1} holds", "{1} est établi")
    case .holdsNot: Words("{1} does not hold", "{1} n'est pas établi")
    case .holdsUnknown: Words("whether {1} holds is not known", "on ignore si {1} est établi")
    case .takesOut: Words("{1} takes it out", "{1} l'écarte")
    case .wouldDerogate: Words("{1} would derogate", "{1} y dérogerait")
    case .takesBack: Words("but {1} takes that back", "mais {1} l'annule")
    case .derogatesNot: Words("{1} does not derogate", "{1} n'y déroge pas")
    case .derogatesUnknown:
      Words("whether {1} derogates is not known", "on ignore si {1} y déroge")
    case .readAs: Words("read as {1} it holds", "lu comme {1}, c'est établi")
    case .readAsNot: Words("read as {1} it does not hold", "lu comme {1}, ce n'est pas établi")
    case .readAsUnknown:
      Words("read as {1} it is not known", "lu comme {1}, on ne le sait pas")
    case .classIs: Words("the class in {1} is {2}", "la classe dans {1} est {2}")
    case .classIsNot: Words("the class in {1} is not {2}", "la classe dans {1} n'est pas {2}")
    case .classUnknown:
      Words(
        "whether the class in {1} is {2} is not known", "on ignore si la classe dans {1} est {2}")
    case .namedWithCite: Words("{1} ({2})", "{1} ({2})")
    case .someItems: Words("{1}: this is so of {2}", "{1} : c'est le cas de {2}")
    case .noSuchItem: Words("{1}: this is so of none", "{1} : ce n'est le cas d'aucun")
    case .everyItem: Words("{1}: this is so of every one", "{1} : c'est le cas de tous")
    case .noneListed: Words("{1}: none listed", "{1} : aucun dans la liste")
    case .notEveryItem: Words("{1}: this is not so of {2}", "{1} : ce n'est pas le cas de {2}")
    case .listNotGiven:
      Words("{1}: nobody has given the list yet", "{1} : personne n'a encore donné la liste")
    case .listNotWhole:
      Words("{1}: the list may be longer", "{1} : la liste peut être plus longue")
    case .itemsOpen: Words("{1}: not known of {2}", "{1} : on l'ignore de {2}")
    case .someUse: Words("this is so of some use", "c'est le cas d'un usage au moins")
    case .noUse: Words("this is so of no use", "ce n'est le cas d'aucun usage")
    case .someUseOpen:
      Words("whether this is so of some use is not known", "on ignore si c'est le cas d'un usage")
    case .everyUse: Words("this is so of every use", "c'est le cas de tous les usages")
    case .notEveryUse:
      Words("this is not so of every use", "ce n'est pas le cas de tous les usages")
    case .everyUseOpen:
      Words(
        "whether this is so of every use is not known",
        "on ignore si c'est le cas de tous les usages")
    case .judged:
      Words("{1}: judged by {2} on {3}: {4} ({5})", "{1} : apprécié par {2} le {3} : {4} ({5})")
    case .notJudged:
      Words(
        "{1} only a person can judge, and nobody has",
        "{1} : seule une personne peut en juger, et aucune ne l'a fait")
    case .lawAsked: Words("the law of {1} is asked", "le droit de {1} est interrogé")
    case .lawNotAsked: Words("the law of {1} is not asked", "le droit de {1} n'est pas interrogé")
    case .lawUnknown:
      Words(
        "whether the law of {1} applies is not known: its table of members does not say",
        "on ignore si le droit de {1} s'applique : la table de ses membres ne le dit pas")
    case .covers: Words("{1} covers it", "{1} s'y applique")
    case .coversNot: Words("{1} does not cover it", "{1} ne s'y applique pas")
    case .coversUnknown:
      Words("whether {1} covers it is not known", "on ignore si {1} s'y applique")
    case .hasRole: Words("the operator is {1}", "l'exploitant est {1}")
    case .hasRoleNot: Words("the operator is not {1}", "l'exploitant n'est pas {1}")
    case .hasRoleUnknown:
      Words("whether the operator is {1} is not known", "on ignore si l'exploitant est {1}")
    case .notYetLaw: Words("not yet law: from {1}", "pas encore en vigueur : à partir du {1}")
    case .noLongerLaw: Words("no longer law: until {1}", "plus en vigueur : jusqu'au {1}")
    case .requirementMet: Words("what it requires is so:", "ce qu'elle exige est fait :")
    case .requirementNotMet:
      Words("what it requires is not so:", "ce qu'elle exige n'est pas fait :")
    case .requirementUnknown:
      Words(
        "whether what it requires is so is not known:", "on ignore si ce qu'elle exige est fait :")

    // Classes that are not given
    case .noHigherClass: Words("Why no higher class", "Pourquoi pas de classe supérieure")
    case .notInClass:
      Words(
        "not {1} ({2}): the one case that the law names does not apply"
          + "|not {1} ({2}): none of the {3} cases that the law names applies",
        "pas {1} ({2}) : le seul cas que le droit nomme ne s'applique pas"
          + "|pas {1} ({2}) : aucun des {3} cas que le droit nomme ne s'applique")
    case .notInClassLater:
      Words(
        "not {1} ({2}): law only from {4}, and then the one case that it names does not apply"
          + "|not {1} ({2}): law only from {4}, and then none of its {3} cases applies",
        "pas {1} ({2}) : en vigueur à partir du {4} seulement, et alors son seul cas ne "
          + "s'applique pas"
          + "|pas {1} ({2}) : en vigueur à partir du {4} seulement, et alors aucun de ses {3} "
          + "cas ne s'applique")
    case .notYetInClass:
      Words(
        "not yet {1} ({2}): law only from {3}", "pas encore {1} ({2}) : en vigueur à partir du {3}"
      )
    case .shutsOut:
      Words(
        "{1} of {2} ruled out: {3}", "{1} sur {2} écarté : {3}|{1} sur {2} écartés : {3}")
    case .shutsOutAll: Words("all ruled out: {1}", "tous écartés : {1}")
    case .shutsOutOne: Words("ruled out: {1}", "écarté : {1}")
    case .cameClosest: Words("close: {1}", "proche : {1}")
    case .schemeOfClasses:
      Words(
        "scheme: a system has the highest of these classes that a rule gives it",
        "classement : un système a la plus élevée de ces classes qu'une règle lui donne")
    case .classesOfScheme: Words("Classes, the highest first", "Classes, la plus élevée d'abord")
    case .whereNoOther:
      Words("where no rule gives another", "quand aucune règle n'en donne d'autre")
    case .takesOutBesides:
      Words("and {1} would take it out", "et {1} l'écarterait")

    // Findings
    case .restsOnAssumed: Words("rests on an assumed answer", "repose sur une réponse supposée")
    case .judgedByPerson: Words("judged by a person", "apprécié par une personne")
    case .because: Words("because", "parce que")
    case .ofUse: Words("{1} (use {2})", "{1} (usage {2})")
    case .asAbove: Words("{1}, as above", "{1}, comme plus haut")
    case .oneAnswer: Words("{1}: one answer decides it", "{1} : une seule réponse tranche")
    case .questionsMatter:
      Words(
        "{1}: it hangs on {2} question|{1}: it hangs on {2} questions",
        "{1} : cela dépend de {2} question|{1} : cela dépend de {2} questions")
    case .nothingToAsk:
      Words(
        "{1}: what it hangs on cannot be said", "{1} : ce dont cela dépend ne peut être dit")
    case .moreQuestions:
      Words(
        "and {1} more question|and {1} more questions",
        "et {1} autre question|et {1} autres questions")
    case .moreReasons:
      Words(
        "and {1} more reason: see {2}|and {1} more reasons: see {2}",
        "et {1} autre raison : voir {2}|et {1} autres raisons : voir {2}")
    case .hangsOnReading:
      Words("and on how {1} is read", "et de la lecture retenue pour {1}")
    case .eachReading:
      Words(
        "the law can be read in more than one way, and the outcome differs; no answer helps",
        "le droit se lit de plusieurs façons, et l'issue diffère ; aucune réponse n'y aide")
    case .readingLeadsTo: Words("{1} read as {2}: {3}", "{1} lu comme {2} : {3}")
    case .nameAReading:
      Words(
        "to take one, write in the use case: {1}", "pour en retenir une, écrire dans le cas : {1}")
    case .whateverTheAnswer:
      Words("whatever the answer to {1}", "quelle que soit la réponse à {1}")
    case .andMore: Words("{1} and {2} more", "{1} et {2} de plus")
    case .alsoRestsOn: Words("also rests on {1}", "s'appuie aussi sur {1}")
    case .takenReading:
      Words("{1} is read as {2}, as the use case says", "{1} est lu comme {2}, comme le dit le cas")
    case .presumedUntilShown:
      Words(
        "presumed {1} as long as nobody shows what would take it out",
        "présumée {1} tant que personne ne démontre ce qui l'écarterait")
    case .untilThen: Words("until then {1}", "jusque-là {1}")
    case .noLonger:
      Words("from then on it no longer applies", "à partir de là, elle ne s'applique plus")
    case .evidenceHeld: Words("evidence held: {1} ({2})", "preuve disponible : {1} ({2})")
    case .evidenceHeldUntil:
      Words(
        "evidence held: {1} ({2}, valid until {3})",
        "preuve disponible : {1} ({2}, valable jusqu'au {3})")
    case .evidenceLapsed:
      Words("evidence lapsed on {3}: {1} ({2})", "preuve périmée depuis le {3} : {1} ({2})")
    case .evidenceMissing: Words("evidence missing: {1}", "preuve manquante : {1}")
    case .remedy: Words("remedy: {1}", "à faire : {1}")
    case .waived:
      Words(
        "waived until {1}, approved by {2}: {3}", "tolérée jusqu'au {1}, avec l'accord de {2} : {3}"
      )
    case .waiverExpired:
      Words(
        "a waiver ended on {1} and does not count (approved by {2}: {3})",
        "une tolérance a pris fin le {1} et ne compte pas (accord de {2} : {3})")
    case .waiverOtherVerdict:
      Words(
        "a waiver was given for another verdict and does not count (approved by {2}: {3})",
        "une tolérance visait un autre verdict et ne compte pas (accord de {2} : {3})")
    case .waiverOtherFacts:
      Words(
        "a waiver was given for other facts and does not count: {4} changed (approved by {2}: {3})",
        "une tolérance visait d'autres faits et ne compte pas : {4} a changé (accord de {2} : {3})")
    case .waiverRuleChanged:
      Words(
        "a waiver was given for an earlier rule and does not count (approved by {2}: {3})",
        "une tolérance visait une règle antérieure et ne compte pas (accord de {2} : {3})")

    case .waiverRuleUnchecked:
      Words(
        "a waiver names the digest of its rule, which nobody has checked, and does not count "
          + "(approved by {2}: {3})",
        "une tolérance nomme l'empreinte de sa règle, que personne n'a vérifiée, et ne compte pas "
          + "(accord de {2} : {3})")
    case .waiverSelfGranted:
      Words(
        "a waiver was added in this very change and does not count (approved by {2}: {3})",
        "une tolérance a été ajoutée dans ce changement même et ne compte pas (accord de {2} : {3})"
      )

    // Questions that are not about a fact of the case
    case .ofItem: Words("Of {1}: {2}", "Pour {1} : {2}")
    case .isMember:
      Words(
        "Is the named jurisdiction a member of {1}, or party to it?",
        "La juridiction nommée est-elle membre de {1}, ou partie à celle-ci ?")
    case .judgeThis:
      Words("For a person to judge: {1}", "À apprécier par une personne : {1}")
    case .inUse: Words("{1} in {2}", "{1} dans {2}")

    // Counts
    case .leadViolated:
      Words(
        "{1} rule is violated|{1} rules are violated",
        "{1} règle est violée|{1} règles sont violées")
    case .leadWaived:
      Words("{1}, {2} of them waived", "{1}, dont {2} tolérée|{1}, dont {2} tolérées")
    case .leadPresumed:
      Words(
        "{1} rule is presumed violated|{1} rules are presumed violated",
        "{1} règle est présumée violée|{1} règles sont présumées violées")
    case .leadUndecided:
      Words(
        "{1} rule cannot be decided yet|{1} rules cannot be decided yet",
        "{1} règle ne peut encore être tranchée|{1} règles ne peuvent encore être tranchées")
    case .leadChange:
      Words("the next change is on {1} ({2})", "le prochain changement a lieu le {1} ({2})")
    case .askNext:
      Words(
        "what to answer first: clearance ask {1}", "à quoi répondre d'abord : clearance ask {1}")
    case .explainMore:
      Words(
        "why, in full: clearance explain RULE --use-case {1}",
        "pourquoi, en entier : clearance explain RÈGLE --use-case {1}")
    case .leadNothing:
      Words("no rule is violated and none undecided", "aucune règle n'est violée ni indécise")
    case .countViolated: Words("{1} violated", "{1} violée|{1} violées")
    case .countPresumed: Words("{1} presumed {2}", "{1} présumée {2}|{1} présumées {2}")
    case .countContested: Words("{1} contested", "{1} contestée|{1} contestées")
    case .countUndecided: Words("{1} undecided", "{1} indécise|{1} indécises")
    case .countOpen:
      Words("{1} otherwise open", "{1} ouverte par ailleurs|{1} ouvertes par ailleurs")
    case .countYes:
      Words("{1} class holds|{1} classes hold", "{1} classe établie|{1} classes établies")
    case .countNo:
      Words(
        "{1} class does not hold|{1} classes do not hold", "{1} classe écartée|{1} classes écartées"
      )
    case .countSatisfied: Words("{1} satisfied", "{1} respectée|{1} respectées")
    case .countNotApplicable: Words("{1} not applicable", "{1} sans objet")
    case .countOthers:
      Words(
        "{1} duty of others|{1} duties of others",
        "{1} obligation d'autrui|{1} obligations d'autrui")
    case .countWaived:
      Words("of which {1} waived", "dont {1} tolérée|dont {1} tolérées")
    case .countNotBinding:
      Words("{1} not binding", "{1} sans force obligatoire")
    case .countUnverified: Words("{1} unverified", "{1} non vérifiée|{1} non vérifiées")
    case .countUpcoming: Words("from {1}: {2}", "à partir du {1} : {2}")
    case .countFindings:
      Words("{1} finding in all|{1} findings in all", "{1} constat en tout|{1} constats en tout")

    // Explanations
    case .inForce: Words("Law", "En vigueur")
    case .always: Words("on every day", "tous les jours")
    case .lawFrom: Words("from {1}", "à partir du {1}")
    case .lawUntil: Words("until {1}", "jusqu'au {1}")
    case .lawFromUntil: Words("from {1} until {2}", "du {1} au {2}")
    case .addedNote: Words("note: {1}", "note : {1}")
    case .byItself: Words("It always holds", "Elle est toujours établie")
    case .whenCondition: Words("When", "Condition")
    case .unlessCondition: Words("Unless", "Sauf")
    case .mustBeShown:
      Words("counts only when somebody has shown it", "ne compte que si quelqu'un l'a démontré")
    case .requires: Words("Requires", "Exige")
    case .conditionAll: Words("all of:", "tous :")
    case .conditionAny: Words("one of:", "l'un de :")
    case .conditionNot: Words("not:", "non :")
    case .conditionSome: Words("some of the list {1}", "un élément de la liste {1}")
    case .conditionEvery: Words("every one of the list {1}", "chaque élément de la liste {1}")
    case .conditionWhere: Words("where:", "où :")
    case .conditionHas: Words("has:", "a :")
    case .conditionSomeUse: Words("some use of the system", "un usage du système")
    case .conditionEveryUse: Words("every use of the system", "chaque usage du système")
    case .asks: Words("{1} · {2} {3}", "{1} · {2} {3}")
    case .readings: Words("Readings", "Lectures")
    case .source: Words("source: {1}", "source : {1}")
    case .onlyAPerson:
      Words("only a person can judge it: {1}", "seule une personne peut en juger : {1}")
    case .bearer: Words("Binds", "Lie")
    case .severity: Words("severity", "gravité")
    case .evidenceAsked: Words("Evidence", "Preuves")
    case .namesRules: Words("Names", "Nomme")
    case .namedBy: Words("Named by", "Nommée par")
    case .examples: Words("Examples", "Exemples")
    case .helper: Words("helper", "auxiliaire")
    case .verdictOn: Words("On {1}", "Au {1}")
    case .why: Words("Why", "Pourquoi")
    case .whatItRestsOn: Words("What it rests on", "Sur quoi elle s'appuie")
    case .settlesIt: Words("one answer decides it", "une seule réponse tranche")
    case .settlesItWith: Words("{1} answers decide it", "{1} réponses tranchent")
    case .settlesItWithin:
      Words(
        "at most {1} answer decides it|at most {1} answers decide it",
        "au plus {1} réponse tranche|au plus {1} réponses tranchent")
    case .cannotBeSettled:
      Words("what would settle it cannot be said", "ce qui trancherait ne peut être dit")
    case .entangled:
      Words(
        "the rule hangs on too much at once to say how few answers decide it",
        "la règle dépend de trop de choses à la fois pour dire combien de réponses tranchent")
    case .classOf: Words("class {1} of {2}", "classe {1} de {2}")
    case .noExamples: Words("none", "aucun")

    // Interviews
    case .questionCount: Words("{1} question|{1} questions", "{1} question|{1} questions")
    case .interviewHead:
      Words(
        "{1} open finding hangs on {2}|{1} open findings hang on {2}",
        "{1} constat ouvert dépend de {2}|{1} constats ouverts dépendent de {2}")
    case .interviewNothing:
      Words("nothing open hangs on an answer", "rien d'ouvert ne dépend d'une réponse")
    case .answerBy: Words("usually known to: {1}", "le sait d'ordinaire : {1}")
    case .askedFor: Words("asked because of {1}", "demandé en raison de {1}")
    case .writeAs: Words("write in the use case: {1}", "écrire dans le cas : {1}")
    case .choices: Words("one of:", "l'un de :")
    case .severalChoices: Words("any of:", "plusieurs possibles :")
    case .settles:
      Words(
        "settles {1} of {2} open findings on average",
        "tranche {1} des {2} constats ouverts en moyenne")
    case .interviewOf: Words("To settle {1}", "Pour trancher {1}")
    case .programme: Words("those who run the programme", "les responsables du programme")
    case .engineer: Words("the engineers", "les ingénieurs")
    case .legal: Words("the legal service", "le service juridique")
    case .vendor: Words("the vendor", "le fournisseur du système")
    case .yesOrNo: Words("yes or no", "oui ou non")
    case .aNumber: Words("a number", "un nombre")
    case .aDate: Words("a day, YYYY-MM-DD", "un jour, AAAA-MM-JJ")
    case .aTime:
      Words(
        "a time with its offset, as 2026-03-01T10:15:00+01:00",
        "une heure avec son décalage, comme 2026-03-01T10:15:00+01:00")
    case .aCountry: Words("a country's code, as NL", "le code d'un pays, comme NL")
    case .aText: Words("words of your own", "vos propres mots")
    }
  }
}
