import Registers
import RuleCompiler

/// The sentences of an import of a register.
enum RegisterWords {
  static func counts(_ tally: ImportTally, needed: Int) -> Text {
    let (cases, facts) = (tally.records, tally.facts)
    return Text(
      "\(cases) \(cases == 1 ? "use case" : "use cases"); "
        + "\(facts) \(facts == 1 ? "fact" : "facts") read, \(needed) still needed",
      french:
        "\(cases) cas ; \(facts) \(facts < 2 ? "fait lu" : "faits lus"), \(needed) encore \(needed < 2 ? "nécessaire" : "nécessaires")"
    )
  }

  static func wrote(_ count: Int, _ folder: String) -> Text {
    Text(
      "wrote \(count) \(count == 1 ? "file" : "files") into \(folder)",
      french: "\(count) \(count < 2 ? "fichier écrit" : "fichiers écrits") dans \(folder)")
  }

  static let notWritten = Text(
    "nothing was written: --out DIR writes one file for each use case",
    french: "rien n'a été écrit : --out DIR écrit un fichier pour chaque cas")

  static func moreRemarks(_ count: Int, _ code: String) -> Text {
    Text(
      "… and \(count) more [\(code)]: --format json lists them all",
      french: "… et \(count) autres [\(code)] : --format json les donne tous")
  }

  static let column = Text("column", french: "colonne")
  static let mapped = Text("mapped", french: "lus")
  static let open = Text("no fact", french: "sans fait")
  static let silent = Text("not published", french: "non publiés")
  static let unmapped = Text("unmapped", french: "inconnus")

  static func keptAsText(_ count: Int) -> Text {
    Text(
      "\(count) \(count == 1 ? "other column is" : "other columns are") kept as text for people",
      french: count < 2
        ? "une autre colonne est gardée comme texte pour les lecteurs"
        : "\(count) autres colonnes sont gardées comme texte pour les lecteurs")
  }
}
