package import RuleCompiler

extension Portfolio {
  /// How many pages the list of systems has.
  package var listPages: Int { PortfolioPage(self, .english, version: "", isSite: true).lists }

  /// A page of the list of systems, counted from 1.
  package func listPage(_ number: Int, in language: Language, version: String) -> String {
    PortfolioPage(self, language, version: version, isSite: true).list(number)
  }

  /// The index of a site.
  package func indexPage(in language: Language, version: String) -> String {
    PortfolioPage(self, language, version: version, isSite: true).text
  }
}
