package import RuleCompiler

/// A form in which a portfolio can be written.
public enum PortfolioFormat: String, Sendable, CaseIterable {
  case text, json, csv, html
}

extension Portfolio {
  /// The portfolio in a format.
  ///
  /// - Parameters:
  ///   - code: the exit code, which JSON tells.
  ///   - version: of the program, which pages tell.
  package func rendered(
    as format: PortfolioFormat, in language: Language, options: TextOptions = TextOptions(),
    code: Int, version: String
  ) -> String {
    switch format {
    case .text: PortfolioText(self, language, options).text
    case .json: PortfolioJSON(self).value(code: code).written
    case .csv: PortfolioCSV(self).text
    case .html: PortfolioPage(self, language, version: version).text
    }
  }
}
