public import RuleCompiler

extension WhatIfReport {
  /// For people or for machines; JSON carries all languages.
  public func rendered(
    as format: ReportFormat, in language: Language = .english,
    options: TextOptions = TextOptions()
  ) -> String {
    switch format {
    case .text: WhatIfText(self, in: language, options).told
    case .json: WhatIfJSON(self).value.written
    }
  }
}

extension TriedReport {
  /// For people or for machines; JSON carries all languages.
  public func rendered(
    as format: ReportFormat, in language: Language = .english,
    options: TextOptions = TextOptions()
  ) -> String {
    switch format {
    case .text: TriedText(self, in: language, options).told
    case .json: TriedJSON(self).value.written
    }
  }
}
