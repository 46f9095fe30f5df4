import RuleCompiler
import RuleEvaluator

/// Words of what-if, both languages side by side.
enum WhatIfWords {
  static let nothing = Words(
    "Nothing is violated or undecided: there is nothing to turn.",
    "Rien n'est violé ni indécis : il n'y a rien à renverser.")
  static let nothingOfRule = Words(
    "{1} is neither violated nor undecided: there is nothing to turn.",
    "{1} n'est ni violée ni indécise : il n'y a rien à renverser.")
  static let nothingViolated = Words(
    "Nothing is violated: the gate needs no plan.",
    "Rien n'est violé : le contrôle n'a besoin d'aucun plan.")
  static let plan = Words("The smallest plan", "Le plus petit plan")
  static let planTurns = Words(
    "{1}, after which {2}, and nothing else is violated.",
    "{1}, après quoi {2}, et rien d'autre n'est violé.")
  static let change = Words("{1} change|{1} changes", "{1} changement|{1} changements")
  static let finding = Words(
    "{1} finding is turned|{1} findings are turned",
    "{1} constat est renversé|{1} constats sont renversés")
  static let noPlan = Words(
    "No change of measures turns a violated finding.",
    "Aucun changement de mesures ne renverse un constat violé.")
  static let conflict = Words(
    "There is no plan: these cannot be met together, though each part of them can.",
    "Il n'y a pas de plan : celles-ci ne peuvent être respectées ensemble, mais chaque partie le peut."
  )
  static let conflictAtMost = Words(
    "There is no plan: these cannot be met together; a smaller conflict was not looked for.",
    "Il n'y a pas de plan : celles-ci ne peuvent être respectées ensemble ; un conflit plus petit n'a pas été cherché."
  )
  static let notFound = Words(
    "No plan was found within the bound: too much hangs together.",
    "Aucun plan n'a été trouvé dans la limite : trop de choses dépendent les unes des autres.")
  static let still = Words(
    "Then violated all the same, or anew: {1}", "Alors violées quand même, ou de nouveau : {1}")
  static let stuck = Words(
    "What no change of measures turns", "Ce qu'aucun changement de mesures ne renverse")
  static let stuckWith = Words("What no change turns", "Ce qu'aucun changement ne renverse")
  static let untold = Words(
    "Left out of the plan, for they hang on too much at once",
    "Hors du plan, car elles dépendent de trop de choses à la fois")
  static let turning = Words("What turns each finding", "Ce qui renverse chaque constat")
  static let settling = Words(
    "What would settle what is undecided", "Ce qui trancherait ce qui est indécis")
  static let turns = Words("for {1}", "pour {1}")
  static let oneWay = Words("this turns it:", "ceci le renverse :")
  static let ways = Words(
    "{1} ways, of which each is enough:", "{1} façons, dont chacune suffit :")
  static let moreWays = Words(
    "and {1} more: clearance what-if {2} --rule {3}",
    "et {1} de plus : clearance what-if {2} --rule {3}")
  static let andMore = Words("and more, which are not told", "et d'autres, qui ne sont pas dites")
  static let noWay = Words(
    "no change of measures turns it", "aucun changement de mesures ne le renverse")
  static let noWayAtAll = Words("no change turns it", "aucun changement ne le renverse")
  static let tooMany = Words(
    "more than {1} changes at once would be needed", "il faudrait plus de {1} changements à la fois"
  )
  static let entangled = Words(
    "the rule hangs on too much at once to be told",
    "la règle dépend de trop de choses à la fois pour être dite")
  static let held = Words(
    "left as they are, for too much is counted with them: {1}",
    "laissés tels quels, car trop de choses en dépendent : {1}")
  static let fromTo = Words("{1} → {2}", "{1} → {2}")
  static let notSaid = Words("not said", "non dit")
  static let notAsked = Words("not asked", "sans objet")
  static let add = Words("add {1}", "ajouter {1}")
  static let drop = Words("take out {1}", "retirer {1}")
  static let none = Words("none", "aucun")
  static let exactly = Words("exactly {1}", "exactement {1}")
  static let moreThan = Words("more than {1}", "plus de {1}")
  static let lessThan = Words("less than {1}", "moins de {1}")
  static let after = Words("after {1}", "après le {1}")
  static let atMostOn = Words("on {1} or before", "le {1} ou avant")
  static let on = Words("on {1}", "le {1}")
  static let between = Words("{1} and {2}", "{1} et {2}")
  static let another = Words("another one", "un autre")
  static let byOnly = Words("only the {1} can change it", "seul le {1} peut le changer")

  // What was tried
  static let tried = Words("Tried", "Essayé")
  static let findingsThatChange = Words("Findings that change", "Constats qui changent")
  static let noFindingChanges = Words(
    "No finding and no class changes.", "Aucun constat et aucune classe ne change.")
  static let classes = Words("Classes that change", "Classes qui changent")
  static let fallsAway = Words(
    "no longer asked, so left out: {1}", "sans objet désormais, donc omis : {1}")
  static let counts = Words(
    "violated {1} → {2} · undecided {3} → {4}", "violées {1} → {2} · indécises {3} → {4}")
  static let fromToClass = Words("{1} to {2}", "{1} à {2}")
}

extension Words {
  /// The words for one or for several, with the number in their place.
  func counted(_ count: Int, in language: Language) -> String {
    let forms = self.in(language).split(separator: "|", omittingEmptySubsequences: false)
    let isOne = language == .french ? count < 2 : count == 1
    return Phrase.fill(String(isOne ? forms[0] : forms[forms.count - 1]), [String(count)])
  }
}
