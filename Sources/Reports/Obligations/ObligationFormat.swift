public import RuleCompiler

/// A form in which a list of obligations is written.
public enum ObligationFormat: String, Sendable, CaseIterable {
  case text
  /// `clearance-obligations`, of which docs/schemas has the schema.
  case json
  /// A row for each, for spreadsheets.
  case csv
  /// Markdown: a table for each bearer.
  case md
  /// RFC 5545: when they begin and end, and when documents expire.
  case ics
}

extension ObligationList {
  /// The list in a form; it ends in a line break.
  ///
  /// The same rules, files and days give the same bytes.
  ///
  /// - Parameter language: of sentences; JSON carries all languages.
  public func rendered(
    as format: ObligationFormat, in language: Language = .english,
    options: TextOptions = TextOptions()
  ) -> String {
    switch format {
    case .text: ObligationText(self, in: language, options).told
    case .json: json(diagnostics: [], code: 0).written
    case .csv: ObligationCSV(list: self, language: language).text
    case .md: ObligationTable(list: self, language: language).text
    case .ics: ObligationCalendar(list: self, language: language).text
    }
  }

  /// The list in the format `clearance-obligations`.
  ///
  /// - Parameters:
  ///   - diagnostics: what went wrong, as every verb tells it.
  ///   - code: the exit code.
  package func json(diagnostics: [JSONValue], code: Int) -> JSONValue {
    ObligationJSON(self).value(diagnostics: diagnostics, code: code)
  }
}
