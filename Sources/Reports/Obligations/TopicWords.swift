import RuleCompiler

extension Wording {
  /// What a duty is about, in words.
  func topic(_ name: String) -> String {
    let plain = String(name.map { $0 == "_" ? " " : $0 })
    guard language == .french else { return plain }
    return (topicInFrench(name) ?? plain).inFrenchTypography
  }
}

/// The French name of a topic; nil where none is known.
func topicInFrench(_ name: String) -> String? { topics[name] }

private let topics = [
  "rights": "droits des personnes", "human_oversight": "contrôle humain",
  "transparency": "transparence", "data": "données", "documentation": "documentation",
  "risk_management": "gestion des risques", "accuracy": "exactitude",
  "impact_assessment": "analyse d'impact", "registration": "enregistrement",
  "governance": "gouvernance", "incident": "incidents", "logging": "journalisation",
  "prohibited_practice": "pratiques interdites", "procurement": "marchés publics",
  "risk_class": "classe de risque", "literacy": "maîtrise de l'IA",
  "release": "mainlevée", "content_labelling": "marquage des contenus",
  "safety": "sécurité",
]
