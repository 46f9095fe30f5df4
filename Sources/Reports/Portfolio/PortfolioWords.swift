import RuleCompiler

/// Words of portfolios, both languages side by side; `|` parts one from several.
enum PortfolioWords {
  // Heads
  static let title = Words("Portfolio", "Portefeuille")
  static let systems = Words("{1} AI system|{1} AI systems", "{1} système d'IA|{1} systèmes d'IA")
  static let accounted = Words(
    "{1} found: {2} assessed, {3} not", "{1} trouvés : {2} évalués, {3} non")
  static let skipped = Words(
    "{1} file left alone, as no use case|{1} files left alone, as no use cases",
    "{1} fichier laissé de côté, car ce n'est pas un cas|"
      + "{1} fichiers laissés de côté, car ce ne sont pas des cas")
  static let asOf = Words("Law as of {1}", "Droit au {1}")
  static let asOfDays = Words("Law as of {1} to {2}", "Droit du {1} au {2}")
  static let everyOne = Words(
    "Every system is counted once in each of these lines; totals add up to {1}.",
    "Chaque système compte une fois par ligne ; les totaux font {1}.")

  // How a system stands
  static let stands = Words("How they stand", "Où ils en sont")
  static let violated = Words("with a violation", "avec une violation")
  static let undecided = Words("undecided", "indécis")
  static let clear = Words("nothing against it", "rien ne s'y oppose")
  static let violatedLead = Words(
    "some duty of binding law is violated, and no waiver covers it",
    "une obligation de droit contraignant est violée, sans tolérance")
  static let undecidedLead = Words(
    "some may be: facts are missing, or the law is contested",
    "peut-être : des faits manquent, ou le droit est contesté")
  static let clearLead = Words("neither", "ni l'un ni l'autre")
  static let total = Words("total", "total")

  // Classes
  static let classes = Words("By class", "Par classe")
  static let classesLead = Words(
    "A system whose class hangs on facts that nobody has said stands under the classes it may have.",
    "Un système dont la classe dépend de faits non dits figure sous les classes possibles.")
  static let classCaption = Words(
    "The darker, the higher the class; palest the lowest. ? with a dashed edge: not settled.",
    "Plus c'est sombre, plus la classe est haute ; le plus pâle est la plus basse. ? au bord pointillé : non tranché."
  )
  static let classWord = Words("class", "classe")
  static let scheme = Words("scheme", "échelle")
  static let fromTo = Words("{1} to {2}", "{1} à {2}")
  static let contested = Words("{1}, contested law", "{1}, droit contesté")
  static let notAsked = Words("this law is not asked", "ce droit n'est pas interrogé")
  static let notSettled = Words("not settled", "non tranché")

  // Groups
  static let by = Words("By {1}", "Par {1}")
  static let jurisdiction = Words("jurisdiction", "juridiction")
  static let owner = Words("owner", "responsable")
  static let notSaid = Words("not said", "non dit")
  static let noneOfThem = Words("none of these", "aucun de ceux-ci")
  static let isShared = Words(
    "A system may stand in several lines; the total counts it once.",
    "Un système peut figurer sur plusieurs lignes ; le total le compte une fois.")
  static let asIfMark = Words(
    "With *: the law of elsewhere, asked as if it applied.",
    "Avec * : un droit d'ailleurs, interrogé comme s'il s'appliquait.")
  static let more = Words("and {1} more|and {1} more", "et {1} de plus|et {1} de plus")
  static let others = Words("others", "autres")

  // Questions
  static let unsettled = Words("What is undecided", "Ce qui est indécis")
  static let questions = Words(
    "The questions that would settle most", "Les questions qui trancheraient le plus")
  static let questionsLead = Words(
    "Ranked by the open findings of binding law that hang on them, over all systems.",
    "Classées par le nombre de constats ouverts de droit contraignant qui en dépendent, "
      + "tous systèmes confondus.")
  static let question = Words("question", "question")
  static let systemsWord = Words("systems", "systèmes")
  static let findingsWord = Words("open findings", "constats ouverts")
  static let aloneWord = Words("hang on it alone", "ne dépendent que d'elle")
  static let fact = Words("fact", "fait")
  static let noQuestions = Words("Nothing is open.", "Rien n'est ouvert.")
  static let undecidedDuties = Words(
    "Duties that most systems leave undecided",
    "Obligations que le plus de systèmes laissent indécises")

  // Duties
  static let duties = Words("Duties by date", "Obligations par date")
  static let today = Words("binding today", "en vigueur")
  static let upcoming = Words(
    "Within twelve months, until {1}", "Dans les douze mois, jusqu'au {1}")
  static let later = Words("Later", "Plus tard")
  static let noUpcoming = Words(
    "No duty begins for any of them within twelve months.",
    "Aucune obligation ne commence pour eux dans les douze mois.")
  static let duty = Words("duty", "obligation")
  static let from = Words("from", "à partir du")
  static let days = Words("in {1} day|in {1} days", "dans {1} jour|dans {1} jours")
  static let stateViolated = Words("violated", "violée")
  static let stateUndecided = Words("undecided", "indécise")
  static let stateOpen = Words("otherwise open", "ouverte par ailleurs")
  static let stateSatisfied = Words("satisfied", "respectée")
  static let stateContested = Words("contested law", "droit contesté")
  static let isWaived = Words("waived", "tolérée")
  static let notCounted = Words(
    "Of law that does not bind, or was not read word for word: {1} duty more, in JSON and CSV.|"
      + "Of law that does not bind, or was not read word for word: {1} duties more, in JSON and CSV.",
    "De droit non contraignant, ou non lu mot à mot : {1} obligation de plus, en JSON et CSV.|"
      + "De droit non contraignant, ou non lu mot à mot : {1} obligations de plus, en JSON et CSV.")

  // Labels
  static let labels = Words(
    "The administration's own label and ours", "L'étiquette de l'administration et la nôtre")
  static let labelsLead = Words(
    "{1} labelled: {2} agree, {3} differ, {4} open (what is known leaves the label possible).",
    "{1} étiquetés : {2} concordent, {3} diffèrent, {4} ouverts (l'étiquette reste possible).")
  static let label = Words("label", "étiquette")
  static let ours = Words("ours", "la nôtre")
  static let deciding = Words("deciding provision", "disposition décisive")
  static let holdsNot = Words("{1}: does not hold", "{1} : ne s'applique pas")
  static let fromDay = Words("from {1}", "à partir du {1}")
  static let agrees = Words("agrees", "concorde")
  static let differs = Words("differs", "diffère")
  static let open = Words("open", "ouvert")
  static let noDifference = Words("No label differs.", "Aucune étiquette ne diffère.")

  // Laws
  static let across = Words(
    "The same system in several laws", "Le même système dans plusieurs droits")
  static let acrossMany = Words(
    "{1} system is asked of several laws; the CSV has them all.|"
      + "{1} systems are asked of several laws; the CSV has them all.",
    "{1} système relève de plusieurs droits ; le CSV les a tous.|"
      + "{1} systèmes relèvent de plusieurs droits ; le CSV les a tous.")
  static let law = Words("law", "droit")

  // Indicators
  static let indicators = Words("Indicators", "Indicateurs")
  static let indicatorsLead = Words(
    "Each figure counts systems by the definition that is named, and is an interval where facts are missing.",
    "Chaque chiffre compte des systèmes selon la définition nommée ; c'est un intervalle où des faits manquent."
  )
  static let exact = Words("{1} of {2}", "{1} sur {2}")
  static let interval = Words("{1} of {3} to {2} of {3}", "de {1} sur {3} à {2} sur {3}")
  static let noFigure = Words(
    "no figure: no system surely belongs to the denominator",
    "pas de chiffre : aucun système n'appartient sûrement au dénominateur")
  static let unknownCount = Words("unknown for {1}", "inconnu pour {1}")
  static let perhaps = Words(
    "{1} more may belong to the denominator|{1} more may belong to the denominator",
    "{1} de plus appartient peut-être au dénominateur|"
      + "{1} de plus appartiennent peut-être au dénominateur")
  static let indicator = Words("indicator", "indicateur")
  static let version = Words("version", "version")
  static let figure = Words("figure", "chiffre")
  static let denominator = Words("denominator", "dénominateur")
  static let numerator = Words("numerator", "numérateur")
  static let unknownWord = Words("unknown", "inconnus")
  static let definition = Words("definition", "définition")
  static let source = Words("source", "source")
  static let unit = Words("unit", "unité")
  static let validFrom = Words("valid from", "valable depuis")
  static let counted = Words("counted", "compté")
  static let notCountedIn = Words("not counted", "non compté")
  static let notKnown = Words("not known", "on ne sait")
  static let isOutside = Words("outside the denominator", "hors du dénominateur")

  // Problems
  static let problems = Words("Not assessed", "Non évalués")
  static let place = Words("place", "lieu")
  static let why = Words("why", "pourquoi")

  // Comparison
  static let compareTitle = Words("Figures side by side", "Chiffres côte à côte")
  static let comparable = Words(
    "{1} indicator has one definition in both.|{1} indicators have one definition in both.",
    "{1} indicateur a la même définition des deux côtés.|"
      + "{1} indicateurs ont la même définition des deux côtés.")
  static let notComparable = Words(
    "Not laid side by side, as the definitions do not agree:",
    "Non mis côte à côte, car les définitions ne concordent pas :")
  static let otherRules = Words(
    "The rules differ (sha256 {1} and {2}), so that one class may rest on other law.",
    "Les règles diffèrent (sha256 {1} et {2}) : une même classe peut reposer sur un autre droit.")
  static let otherDays = Words(
    "The days differ: {1} and {2}.", "Les jours diffèrent : {1} et {2}.")

  // Site
  static let list = Words("Systems", "Systèmes")
  static let find = Words("Find a system", "Chercher un système")
  static let system = Words("system", "système")
  static let standsWord = Words("standing", "situation")
  static let back = Words("Portfolio", "Portefeuille")
  static let whatIsSaid = Words("What is said of it", "Ce qui en est dit")
  static let whatIsSaidLead = Words(
    "Each answer with its place in the file; whatever is missing is unknown.",
    "Chaque réponse avec son lieu dans le fichier ; ce qui manque est inconnu.")
  static let nothingSaid = Words("Nothing.", "Rien.")
  static let whereWritten = Words("Where", "Où")
  static let next = Words("Next", "Suivant")
  static let previous = Words("Previous", "Précédent")
  static let standsAgainst = Words("What stands against it", "Ce qui s'y oppose")
  static let askedNext = Words("What to ask", "Que demander")
  static let page = Words("Page {1} of {2}", "Page {1} sur {2}")
  static let picture = Words("Picture: {1}", "Image : {1}")
  static let data = Words("The same as a table", "La même chose en tableau")
  static let standsPicture = Words(
    "Of {1} systems {2} are with a violation, {3} undecided, and against {4} there is nothing.",
    "Sur {1} systèmes, {2} sont avec une violation, {3} indécis, et rien ne s'oppose à {4}.")
  static let classPicture = Words(
    "How many systems have which class, scheme by scheme.",
    "Combien de systèmes ont quelle classe, échelle par échelle.")
  static let figurePicture = Words(
    "Of each denominator the part that is counted, and the part of which nobody knows.",
    "De chaque dénominateur, la part comptée et la part inconnue.")
  static let skip = Words("To the content", "Aller au contenu")
  static let made = Words("Rules sha256 {1} · Clearance {2}", "Règles sha256 {1} · Clearance {2}")
  static let mapTitle = Words("Systems by {1}", "Systèmes par {1}")
  static let value = Words("value", "valeur")
  static let wholeList = Words("All in CSV and JSON.", "Tout est en CSV et JSON.")
}

extension Words {
  /// The same as a text of the rules.
  var text: Text { Text(english, french: french) }
}
