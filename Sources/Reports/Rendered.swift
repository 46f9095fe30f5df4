public import RuleCompiler
public import RuleEvaluator

extension Assessment {
  /// The assessment for people or for machines.
  ///
  /// - Parameters:
  ///   - language: of text; JSON carries all languages.
  ///   - ending: what the program ends with, and why; nil where nobody is gating.
  public func rendered(
    as format: ReportFormat, in language: Language = .english,
    options: TextOptions = TextOptions(), ending: Ending? = nil
  ) -> String {
    AssessmentReport(self).rendered(as: format, in: language, options: options, ending: ending)
  }
}

extension AssessmentReport {
  /// The report for people or for machines.
  package func rendered(
    as format: ReportFormat, in language: Language = .english,
    options: TextOptions = TextOptions(), ending: Ending? = nil
  ) -> String {
    switch format {
    case .text:
      var text = AssessmentText(self, in: language, options)
      return text.told(ending: ending?.reason.in(language))
    case .json:
      return json(ending: ending).written
    }
  }

  /// The report in the format `clearance-assessment`.
  package func json(ending: Ending?) -> JSONValue {
    AssessmentJSON(self).value(ending: ending)
  }
}

/// With what a program ends, and the sentence that says why.
public struct Ending: Sendable, Hashable {
  public let code: Int
  public let reason: Text

  public init(code: Int, reason: Text) {
    self.code = code
    self.reason = reason
  }
}

extension Explanation {
  /// The explanation for people or for machines; text and JSON carry what the law says in both
  /// languages.
  public func rendered(
    as format: ReportFormat, in language: Language = .english,
    options: TextOptions = TextOptions()
  ) -> String {
    switch format {
    case .text: ExplanationText(self, in: language, options).told
    case .json: ExplanationJSON(self).value.written
    }
  }
}

extension SchemeExplanation {
  /// The explanation for people or for machines.
  public func rendered(
    as format: ReportFormat, in language: Language = .english,
    options: TextOptions = TextOptions()
  ) -> String {
    switch format {
    case .text: SchemeText(self, in: language, options).told
    case .json: SchemeJSON(explanation: self).value.written
    }
  }
}

extension Interview {
  /// The questions for people or for machines; JSON carries all languages.
  public func rendered(
    as format: ReportFormat, in language: Language = .english,
    options: TextOptions = TextOptions()
  ) -> String {
    switch format {
    case .text: InterviewText(self, in: language, options).told
    case .json: InterviewJSON(self).value.written
    }
  }
}
