extension String {
  /// A place in the law, as French law cites it: `Annex III, point 1(b)` is `annexe III, point 1(b)`.
  ///
  /// What stands between commas and semicolons is put in French whole, or stays as it is: the title
  /// of a document, a heading, words of somebody's own.
  var inFrenchCitation: String {
    citationParts.map { part in part.inFrenchTerms ?? String(part) }.joined().inFrenchTypography
  }

  /// The same of a source, which may be an argument in words: all of it in French, or none.
  var inFrenchSource: String {
    let parts = citationParts.map(\.inFrenchTerms)
    guard parts.allSatisfy({ $0 != nil }) else { return self }
    return parts.compactMap(\.self).joined().inFrenchTypography
  }

  /// What stands between commas and semicolons, and these.
  private var citationParts: [Substring] {
    var parts: [Substring] = []
    var start = startIndex
    for place in indices where self[place] == "," || self[place] == ";" {
      parts += [self[start..<place], self[place...place]]
      start = index(after: place)
    }
    return parts + [self[start...]]
  }
}

extension Substring {
  /// In French; nil where some English word has no French one.
  fileprivate var inFrenchTerms: String? {
    if self == ";" { return " ;" }
    var result = ""
    var rest = self
    while let first = rest.first {
      guard first.isLetter else {
        result.append(rest.removeFirst())
        continue
      }
      if let (length, words) = rest.cited {
        result += words
        rest = rest.dropFirst(length)
        continue
      }
      let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
      if first.isLowercase, word.count > 3 { return nil }
      result += word
      rest = rest.dropFirst(word.count)
    }
    return result
  }

  /// The longest English term at the beginning, and its French one.
  private var cited: (length: Int, words: String)? {
    for (english, french) in citationTerms {
      guard let start = first, english.first == Character(start.lowercased()),
        dropFirst().hasPrefix(english.dropFirst())
      else { continue }
      let next = dropFirst(english.count).first
      if next.map({ !$0.isLetter }) ?? true { return (english.count, french) }
    }
    return nil
  }
}

/// Terms of citations, English and French, the longer ones first; a capital at the beginning of
/// the English counts as a small letter.
private let citationTerms: [(english: String, french: String)] = [
  ("arts", "art."), ("art", "art"), ("annex", "annexe"), ("appendix", "annexe"),
  ("point", "point"), ("recitals", "considérants"), ("recital", "considérant"),
  ("draft guidelines", "projet de lignes directrices"),
  ("draft guidelines of", "projet de lignes directrices du"),
  (
    "draft guidelines on high-risk AI of",
    "projet de lignes directrices sur l'IA à haut risque du"
  ),
  ("guidelines", "lignes directrices"), ("paras", "points"), ("para", "point"),
  ("first", "premier"), ("second", "deuxième"), ("third", "troisième"),
  ("fourth", "quatrième"), ("fifth", "cinquième"), ("sixth", "sixième"),
  ("subparagraphs", "alinéas"), ("subparagraph", "alinéa"),
  ("first subparagraph", "premier alinéa"), ("second subparagraph", "deuxième alinéa"),
  ("third subparagraph", "troisième alinéa"), ("fifth subparagraph", "cinquième alinéa"),
  ("sixth subparagraph", "sixième alinéa"), ("last subparagraph", "dernier alinéa"),
  ("first and second subparagraphs", "premier et deuxième alinéas"),
  ("first and third subparagraphs", "premier et troisième alinéas"),
  ("first sentence", "première phrase"), ("second sentence", "deuxième phrase"),
  ("third sentence", "troisième phrase"), ("last sentence", "dernière phrase"),
  ("second and third sentences", "deuxième et troisième phrases"),
  ("third and fourth sentences", "troisième et quatrième phrases"),
  ("second half-sentence", "second membre de phrase"), ("last words", "derniers mots"),
  ("second sentence, end", "deuxième phrase, fin"),
  ("third sentence, end", "troisième phrase, fin"), ("end", "fin"),
  ("last part", "dernière partie"), ("opening words", "phrase introductive"),
  ("second paragraph", "deuxième alinéa"), ("third paragraph", "troisième alinéa"),
  ("exceptions for crime", "exceptions en matière pénale"), ("exception", "exception"),
  ("exclusions", "exclusions"), ("narrow sense", "au sens strict"),
  ("article not known", "article inconnu"), ("in effect", "en substance"),
  ("bridges and quays", "ponts et quais"), ("wording", "version"), ("wording of", "lettre de"),
  ("and", "et"), ("to", "à"), ("section", "section"), ("sections", "sections"),
  ("part", "partie"), ("scope", "champ d'application"), ("level", "niveau"),
  ("levels", "niveaux"), ("notice", "avis"), ("training", "formation"),
  ("peer review", "examen par les pairs"), ("human involvement", "intervention humaine"),
  ("human-in-the-loop", "intervention humaine"), ("explanation", "explication"),
  ("approval", "approbation"), ("pilots", "projets pilotes"),
  ("administrative decision", "décision administrative"),
  ("automated decision system", "système décisionnel automatisé"),
  ("current score", "score actuel"), ("mitigation score", "score d'atténuation"),
  ("raw impact score", "score brut de l'incidence"), ("AIA tool", "outil EIA"),
  ("test environment", "environnement d'essai"), ("production", "production"),
  ("gender-based Analysis Plus", "analyse comparative entre les sexes plus"),
  ("court of Justice", "Cour de justice"), ("charter", "Charte"), ("GDPR", "RGPD"),
  ("regulation (EU)", "règlement (UE)"), ("directive (EU)", "directive (UE)"),
  ("implementing Regulation (EU)", "règlement d'exécution (UE)"),
  ("delegated Regulation (EU)", "règlement délégué (UE)"), ("directive", "directive"),
  ("regulation (EU) No", "règlement (UE) nº"), ("EU", "UE"), ("OJ", "JO"),
].map { english, french in
  (english.prefix(1).lowercased() + english.dropFirst(), french)
}.sorted { $0.english.count > $1.english.count }
