import RuleCompiler

extension Wording {
  /// Who is bound, or whose right it is, as the field calls them; another name in plain letters.
  func party(_ name: String) -> String {
    let plain = String(name.map { $0 == "_" ? " " : $0 })
    guard language == .french else { return plain }
    return (partiesInFrench[name] ?? plain).inFrenchTypography
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
}

/// Bearers and holders that rules name.
private let partiesInFrench = [
  "affected_person": "personne concernée", "agency": "organisme fédéral",
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
