public import RuleCompiler

/// A form in which a comparison is written.
public enum DifferenceFormat: String, Sendable, CaseIterable {
  case text
  /// `clearance-difference`, of which docs/schemas has the schema.
  case json
  /// Markdown, for a comment on a change.
  case md
}

extension Difference {
  /// The comparison in a form; it ends in a line break.
  ///
  /// - Parameters:
  ///   - language: of sentences; JSON carries all languages.
  ///   - code: what the program ends with; only JSON says it.
  public func rendered(
    as format: DifferenceFormat, in language: Language = .english,
    options: TextOptions = TextOptions(), code: Int = 0
  ) -> String {
    switch format {
    case .text: DifferenceText(self, in: language, options).told
    case .json: DifferenceJSON(self).value(code: code).written
    case .md: DifferenceTable(self, in: language).text
    }
  }
}
