import RuleCompiler

/// Words of pages, both languages side by side; `|` parts one from several.
enum PageWords {
  static let skip = Words("To the content", "Aller au contenu")
  static let asOf = Words("As the law stands on {1}", "Selon le droit au {1}")
  static let systems = Words("{1} AI system|{1} AI systems", "{1} système d'IA|{1} systèmes d'IA")
  static let inBreach = Words("Not in order.", "Non conforme.")
  static let notKnown = Words("Not decided yet.", "Pas encore tranché.")
  static let clean = Words("Nothing stands against it.", "Rien ne s'y oppose.")
  static let incomplete = Words("Incomplete.", "Incomplet.")
  static let systemsAffected = Words(
    "{1} of {2} systems concerned", "{1} systèmes concernés sur {2}")
  static let someLeftOut = Words(
    "{1} file could not be assessed, or not wholly|{1} files could not be assessed, or not wholly",
    "{1} fichier n'a pu être évalué, ou pas entièrement|"
      + "{1} fichiers n'ont pu être évalués, ou pas entièrement")
  static let waivedToo = Words(
    "{1} violation is waived|{1} violations are waived",
    "{1} violation est tolérée|{1} violations sont tolérées")
  static let classWord = Words("Class", "Classe")
  static let lawAsked = Words("Law asked", "Droit interrogé")
  static let day = Words("Day", "Jour")
  static let file = Words("File", "Fichier")

  // What must happen
  static let next = Words("What must happen next", "Ce qui doit se faire maintenant")
  static let nextLead = Words(
    "By when, what, and by whom; the gravest first.",
    "Pour quand, quoi et par qui ; le plus grave d'abord.")
  static let nothingNext = Words(
    "Nothing has to be done now, and no date is coming up.",
    "Rien n'est à faire, et aucune échéance n'approche.")
  static let now = Words("Now", "Maintenant")
  static let until = Words("By {1}", "Avant le {1}")
  static let renew = Words(
    "Renew the document {1}, which expires", "Renouveler le document {1}, qui expire")
  static let replaceWaiver = Words(
    "Mend {1}, or renew its waiver, which ends",
    "Corriger {1}, ou renouveler la tolérance, qui prend fin")
  static let answer = Words(
    "Answer {1} open question|Answer {1} open questions",
    "Répondre à {1} question ouverte|Répondre à {1} questions ouvertes")
  static let hang = Words(
    "{1} rule hangs on it|{1} rules hang on them",
    "{1} règle en dépend|{1} règles en dépendent")
  static let rest = Words("and {1} more|and {1} more", "et {1} de plus|et {1} de plus")

  // Overview
  static let overview = Words("System by system", "Système par système")

  // Timeline
  static let timeline = Words("When each duty applies", "Quand chaque obligation s'applique")
  static let timelineLead = Words(
    "Filled: already law and owed. Dashed: not owed yet. Diamonds mark days of change.",
    "Plein : déjà dû. Pointillé : pas encore dû. Les losanges marquent les jours de changement.")
  static let timelineSays = Words(
    "{1} duties, of which {2} are violated and {3} undecided today; the next change is on {4}.",
    "{1} obligations, dont {2} violées et {3} indécises aujourd'hui ; prochain changement le {4}.")
  static let timelineSaysNone = Words(
    "{1} duties, of which {2} are violated and {3} undecided today; no change is known.",
    "{1} obligations, dont {2} violées et {3} indécises aujourd'hui ; aucun changement connu.")
  static let more = Words(
    "{1} more in the table below", "{1} de plus dans le tableau ci-dessous")
  static let data = Words("The figures as a table", "Les données en tableau")
  static let picture = Words("{1} – picture", "{1} – figure")
  static let dataList = Words("The proof as a list", "La preuve en liste")
  static let duty = Words("Duty", "Obligation")
  static let who = Words("Who", "Qui")
  static let since = Words("Law since", "En vigueur depuis")
  static let todayWord = Words("Today", "Aujourd'hui")
  static let later = Words("Later", "Plus tard")
  static let onDay = Words("today, {1}", "aujourd'hui, {1}")
  static let always = Words("always", "toujours")
  static let system = Words("System", "Système")

  // Classes
  static let classes = Words("Class by framework", "Classe par cadre juridique")
  static let classesLead = Words(
    "The strictest class stands on the left. A dashed box is a class that is still possible.",
    "La classe la plus stricte est à gauche. Un cadre pointillé est une classe encore possible.")
  static let classesOfMany = Words(
    "The strictest class stands on the left; the number is that of systems.",
    "La classe la plus stricte est à gauche ; le nombre est celui des systèmes.")
  static let framework = Words("Framework", "Cadre juridique")
  static let isClass = Words("is the class", "est la classe")
  static let mayBe = Words("still possible", "encore possible")
  static let excluded = Words("excluded", "exclue")
  static let fromDay = Words("from {1}", "dès le {1}")
  static let fromShort = Words("from {1}", "dès {1}")
  static let unclear = Words("undetermined", "indéterminée")

  // Proof
  static let proofs = Words("Why", "Pourquoi")
  static let proofsLead = Words(
    "✓ it is so, ✗ it is not so, ? not known; with the file and line where it is written.",
    "✓ établi, ✗ non établi, ? on l'ignore ; avec le fichier et la ligne où c'est écrit.")
  static let soIs = Words("so", "établi")
  static let soIsNot = Words("not so", "non établi")
  static let soUnknown = Words("not known", "inconnu")
  static let proofOf = Words("Why {1} is {2}", "Pourquoi {1} est {2}")
  static let moreLines = Words("{1} more lines in the list", "{1} lignes de plus dans la liste")

  // Matrix
  static let matrix = Words("What was checked", "Ce qui a été vérifié")
  static let matrixOne = Words(
    "Each mark is a rule, act by act, the gravest first.",
    "Chaque signe est une règle, texte par texte, la plus grave d'abord.")
  static let matrixMany = Words(
    "Rules that stand against some system, in rows; systems in columns.",
    "En lignes, les règles qui s'opposent à un système ; en colonnes, les systèmes.")
  static let matrixCut = Words(
    "The {1} gravest of {2} systems are shown.", "Les {1} systèmes les plus graves sur {2}.")
  static let rule = Words("Rule", "Règle")
  static let act = Words("Act", "Texte")

  // Unknown
  static let unknown = Words("What is still unknown", "Ce qu'on ignore encore")
  static let unknownLead = Words(
    "The fewest questions found that can settle what is open, the most useful first. "
      + "“I don't know” is an answer too.",
    "Le moins de questions trouvé qui puisse trancher ce qui est ouvert, la plus utile d'abord. "
      + "« Je ne sais pas » est aussi une réponse.")
  static let question = Words("Question", "Question")
  static let knownTo = Words("Usually known to", "Qui le sait d'ordinaire")
  static let hangingOn = Words("Rules that hang on it", "Règles qui en dépendent")
  static let otherQuestions = Words(
    "{1} further question that may come up|{1} further questions that may come up",
    "{1} autre question possible|{1} autres questions possibles")
  static let nothingUnknown = Words(
    "No open question stands in the way.", "Aucune question ouverte ne fait obstacle.")

  // Findings
  static let findings = Words("All findings", "Tous les constats")
  static let findingsLead = Words(
    "Each rule once, for each use and each bearer. What is open is never counted as met.",
    "Chaque règle une fois, par usage et par obligé. L'ouvert ne compte jamais comme respecté.")
  static let against = Words("Stands against it", "S'y oppose")
  static let bearer = Words("Binds", "Lie")
  static let lawWord = Words("Law", "Texte")
  static let evidence = Words("Evidence", "Preuves")
  static let todo = Words("To do", "À faire")
  static let openWord = Words("Open", "Ouvert")
  static let laterWord = Words("Later", "Plus tard")
  static let waiver = Words("Waiver", "Tolérance")
  static let findPlace = Words("Decided at", "Décidé à")
  static let proofAbove = Words("drawn above", "dessinée plus haut")
  static let reasons = Words("Reasons", "Raisons")
  static let readings = Words("Readings", "Lectures")
  static let says = Words("What the law says", "Ce que dit le droit")

  // Waivers
  static let waivers = Words("Waivers", "Tolérances")
  static let noWaivers = Words("No waiver is given.", "Aucune tolérance n'est accordée.")
  static let reason = Words("Reason", "Motif")
  static let approvedBy = Words("Approved by", "Accordée par")
  static let lastDay = Words("Last day", "Dernier jour")
  static let state = Words("State", "État")
  static let counts = Words("counts", "compte")
  static let countsNot = Words("does not count", "ne compte pas")
  static let unused = Words("covers nothing today", "ne couvre rien aujourd'hui")

  // Acts and provenance
  static let acts = Words("Acts", "Textes")
  static let address = Words("Official text", "Texte officiel")
  static let provenance = Words("Where this comes from", "D'où vient ce rapport")
  static let madeBy = Words("Made by", "Établi par")
  static let rulebook = Words("Rulebook, SHA-256", "Recueil de règles, SHA-256")
  static let documents = Words("Documents, SHA-256", "Documents, SHA-256")
  static let exit = Words("Exit code", "Code de sortie")
  static let notAssessed = Words("Not assessed, or not wholly", "Non évalué, ou pas entièrement")
  static let noDigest = Words("not named", "non indiquée")
  static let advice = Words(
    "A record of what rules say of the answers given; it is no legal advice.",
    "Un relevé de ce que les règles disent des réponses données ; ce n'est pas un avis juridique.")

  /// Last words of the names of schemes, where an act has several.
  static let schemes: [String: Words] = [
    "risk": Words("risk", "risque"), "transparency": Words("transparency", "transparence"),
    "autonomy": Words("autonomy", "autonomie"), "impact": Words("impact", "incidence"),
  ]
}

extension Words {
  /// The words for one or for several, with arguments in their places.
  func said(in language: Language, count: Int, _ arguments: String...) -> String {
    let forms = self.in(language).split(separator: "|", omittingEmptySubsequences: false)
    let isOne = language == .french ? count < 2 : count == 1
    return Phrase.fill(String(isOne ? forms[0] : forms[forms.count - 1]), arguments)
  }
}
