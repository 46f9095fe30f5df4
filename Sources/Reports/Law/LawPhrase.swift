import RuleCompiler

/// What the pages on the law say of themselves, in both languages.
enum LawPhrase: CaseIterable {
  case generated, index, indexHead, coverage, coverageCounts, coverageHead, withoutRule, scope
  case scheme, limits, contestedPoints, onlyPersons, notBindingRules, unverifiedRules
  case entangledRules, membershipTables, tableComplete, tableIncomplete, noneHere
  case definition, notAboutSystems, untranslatable, notVerified, saidElsewhere, timing

  init(_ cause: Omission.Cause) {
    switch cause {
    case .definition: self = .definition
    case .notAboutSystems: self = .notAboutSystems
    case .untranslatable: self = .untranslatable
    case .notVerified: self = .notVerified
    case .saidElsewhere: self = .saidElsewhere
    case .timing: self = .timing
    }
  }

  func said(in language: Language, _ arguments: [String]) -> String {
    var text = language == .english ? words.english : words.french ?? words.english
    for (place, argument) in arguments.enumerated() {
      text = text.replacing("{\(place + 1)}", with: argument)
    }
    return text
  }

  private var words: Text {
    switch self {
    case .generated:
      Text(
        "Written by `clearance rules doc` from the rules; in our own words, no legal advice.",
        french: "Écrit par `clearance rules doc` d'après les règles ; avec nos propres mots, sans "
          + "valeur de conseil juridique.")
    case .index: Text("The law as rules", french: "Le droit en règles")
    case .indexHead:
      Text(
        "| whose | act | force | what was read | law | rules |",
        french: "| de qui | acte | portée | ce qui a été lu | droit | règles |")
    case .coverage: Text("Provisions and their rules", french: "Les dispositions et leurs règles")
    case .coverageCounts:
      Text(
        "{1} provisions are known: {2} are carried by rules, {3} are not.",
        french: "{1} dispositions sont connues : {2} sont portées par des règles, {3} ne le sont "
          + "pas.")
    case .coverageHead:
      Text(
        "| provision | rules, or why none |", french: "| disposition | règles, ou pourquoi aucune |"
      )
    case .withoutRule: Text("Provisions without a rule", french: "Dispositions sans règle")
    case .scope: Text("scope: {1}", french: "champ : {1}")
    case .scheme: Text("scheme {1}: {2}", french: "classement {1} : {2}")
    case .limits: Text("What is not certain", french: "Ce qui n'est pas certain")
    case .contestedPoints: Text("Contested points", french: "Points contestés")
    case .onlyPersons:
      Text("What only a person can judge", french: "Ce que seul un humain peut juger")
    case .notBindingRules:
      Text(
        "Rules that do not bind, and never gate",
        french: "Règles qui ne lient pas et ne bloquent jamais")
    case .unverifiedRules:
      Text(
        "Rules whose source was not read, which never gate",
        french: "Règles dont la source n'a pas été lue, qui ne bloquent jamais")
    case .entangledRules:
      Text(
        "Rules that hang on too much at once to be settled exactly",
        french: "Règles qui dépendent de trop de choses pour être tranchées exactement")
    case .membershipTables: Text("Tables of members", french: "Tables des membres")
    case .tableComplete: Text("complete, {1} countries", french: "complète, {1} pays")
    case .tableIncomplete:
      Text(
        "{1} countries; whoever is not listed is asked",
        french: "{1} pays ; qui n'y figure pas est interrogé")
    case .noneHere: Text("None.", french: "Aucun.")
    case .definition: Text("gives a word its meaning", french: "définit un terme")
    case .notAboutSystems: Text("not about systems", french: "ne porte pas sur les systèmes")
    case .untranslatable: Text("no rule can say it", french: "aucune règle ne peut le dire")
    case .notVerified: Text("not read in a source", french: "non lu dans une source")
    case .saidElsewhere: Text("said elsewhere", french: "dit ailleurs")
    case .timing: Text("about dates or later law", french: "sur les dates ou le droit futur")
    }
  }
}
