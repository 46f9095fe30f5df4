import ArgumentParser

/// `clearance rules`: what is done with rules alone.
struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks, tries, lists or describes the rules.",
    subcommands: [
      RulesCheck.self, RulesTest.self, RulesList.self, RulesIndicators.self, RulesDoc.self,
      RulesCatalog.self,
    ])
}
