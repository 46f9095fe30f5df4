import RuleCompiler

extension Wording {
  /// Who is bound, or whose right it is, as the field calls them; another name in plain letters.
  func party(_ name: String) -> String {
    let plain = String(name.map { $0 == "_" ? " " : $0 })
    guard language == .french else { return plain }
    return (partiesInFrench[name] ?? plain).inFrenchTypography
  }

  /// The class of a system: its id in English, and in French what it means, where that is known.
  func className(_ name: String) -> String {
    guard language == .french, let words = classesInFrench[name] else { return name }
    return say(.quoted, words)
  }

  /// A number with its unit, which is in the plural where it should be.
  func amount(_ number: Number, of unit: String) -> String {
    let known = units[unit]
    let isOne =
      language == .french ? number < Number(2) && number >= Number(0) : number == Number(1)
    let words: String =
      switch language {
      case .english: known.map { isOne ? unit : $0.english } ?? unit
      case .french: known.map { isOne ? $0.french : $0.several } ?? unit
      }
    return "\(number) \(words)"
  }

  /// A day in prose: as ISO 8601 in English, `25 novembre 2026` in French.
  func date(_ day: Day) -> String {
    guard language == .french else { return day.description }
    let parts = day.description.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]) else { return day.description }
    return "\(parts[2] == 1 ? "1er" : String(parts[2])) \(months[parts[1] - 1]) \(parts[0])"
  }

  /// A place in the law.
  func cite(_ cite: String) -> String {
    language == .french ? cite.inFrenchCitation : cite.onOneLine
  }

  /// Where something is argued.
  func reference(_ source: String) -> String {
    (language == .french ? source.inFrenchSource : source).onOneLine
  }
}

/// Units that facts name: the plural in English, one and several in French.
private let units: [String: (english: String, french: String, several: String)] = [
  "day": ("days", "jour", "jours"), "month": ("months", "mois", "mois"),
  "year": ("years", "an", "ans"), "hour": ("hours", "heure", "heures"),
  "second": ("seconds", "seconde", "secondes"), "point": ("points", "point", "points"),
  "percent": ("percent", "pour cent", "pour cent"),
]

/// Classes that schemes name.
private let classesInFrench = [
  "prohibited": "interdit", "high_risk": "à haut risque", "not_high_risk": "pas à haut risque",
  "transparency": "soumis à transparence", "no_transparency": "sans obligation de transparence",
  "level_1": "niveau 1", "level_2": "niveau 2", "level_3": "niveau 3", "level_4": "niveau 4",
  "high_impact": "à forte incidence", "not_high_impact": "sans forte incidence",
  "generative": "génératif", "support": "aide", "improper": "usage indu",
  "high": "élevé", "medium": "moyen", "low": "faible", "minimal": "minime",
  "high_autonomy": "forte autonomie", "medium_autonomy": "autonomie moyenne",
  "low_autonomy": "faible autonomie", "acceptable": "admissible", "in_scope": "visé",
  "out_of_scope": "non visé",
]

/// Bearers and holders that rules name.
private let partiesInFrench = [
  "business_user": "entreprise utilisatrice", "individual": "particulier",
  "recording_handler": "responsable qui inscrit", "state_organ": "organe de l'État",
  "business": "entreprise", "handler": "responsable des données",
  "operator": "exploitant", "owner": "propriétaire", "person": "personne",
  "proper_officer": "agent compétent", "recorded_handler": "responsable des données inscrit",
  "service_provider": "prestataire", "state_agency": "organe de l'État",
  "state_body": "organisme d'État", "user": "utilisateur", "actor": "acteur",
  "ai_actor": "acteur de l'IA", "app_entity": "entité soumise à la loi",
  "applier": "utilisateur du système", "border_agency": "organisme à la frontière",
  "border_authority": "autorité à la frontière", "comptroller_general": "Contrôleur général",
  "customs": "douane", "developer": "concepteur", "director": "Directeur",
  "federal_body": "organe fédéral", "organisation": "organisme",
  "public_body": "organisme public", "public_entity": "entité publique",
  "receita_federal": "Receita Federal", "recording_customs": "douane qui inscrit",
  "recording_receita": "Receita Federal qui inscrit", "affected_person": "personne concernée",
  "agency": "organisme fédéral",
  "assistant_deputy_minister": "sous-ministre adjoint",
  "authorised_representative": "mandataire", "authority": "autorité",
  "cbp": "CBP", "central_government": "administration centrale",
  "chief_ai_officer": "responsable principal de l'IA", "client": "client",
  "competent_authority": "autorité compétente", "component": "service du département",
  "consumer": "consommateur", "controller": "responsable du traitement",
  "customs_authority": "autorité douanière", "data_subject": "personne concernée",
  "deciding_authority": "autorité qui décide", "declarant": "déclarant",
  "deployer": "déployeur", "distributor": "distributeur",
  "governmental_entity": "organisme public", "importer": "importateur",
  "passenger_information_unit": "unité d'informations passagers",
  "processor": "sous-traitant", "product_manufacturer": "fabricant du produit",
  "provider": "fournisseur", "public_authority": "autorité publique",
  "receiving_authority": "autorité destinataire",
  "recorded_controller": "responsable du traitement inscrit",
  "recorded_program": "programme inscrit", "recording_component": "service qui inscrit",
  "recording_controller": "responsable du traitement qui inscrit",
  "recording_deployer": "déployeur qui inscrit", "union_body": "organe de l'Union",
]

private let months = [
  "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
  "novembre", "décembre",
]
