public import RuleCompiler

/// A form in which a run over several use cases is one document, for programs that are not ours.
public enum DocumentFormat: String, Sendable, CaseIterable {
  /// SARIF 2.1.0, for code scanning.
  case sarif
  /// JUnit XML, for the test reports of CI servers.
  case junit
  /// Workflow commands of GitHub: annotations on the lines of a change.
  case github
  /// Code Quality of GitLab, which is also Code Climate's form of an issue.
  case gitlab
  /// A row for each finding, for spreadsheets.
  case csv
  /// For a comment on a change, or the summary of a job.
  case markdown
  /// One line for each finding that asks something of somebody, to search in.
  case concise
  /// RFC 5545: when duties begin, when documents and waivers expire.
  case ics
  /// A page for people, which prints well.
  case html
  /// Assessment results of OSCAL 1.2.1, for assessors.
  case oscal
  /// A test result as a statement of in-toto, for chains of evidence.
  case inToto = "in-toto"
  /// JSON-LD with the terms of DPV and PROV-O.
  case jsonLD = "json-ld"
  /// CycloneDX 1.6: use cases as components, with declarations of their conformance.
  case cycloneDX = "cyclonedx"
}

/// What a document is told besides the run.
public struct DocumentOptions: Sendable, Hashable {
  /// Of sentences; names that programs read stay as they are.
  public var language: Language
  /// SARIF and concise text also have what is met, what does not apply and what is only told.
  /// Left out otherwise, for GitHub shows every result of SARIF as an alert, whatever its kind.
  public var isWhole: Bool
  /// The version of the program that makes it.
  public var version: String?
  /// The folder from which paths are told; a file outside it keeps the path it has.
  public var root: String?

  public init(
    language: Language = .english, isWhole: Bool = false, version: String? = nil,
    root: String? = nil
  ) {
    self.language = language
    self.isWhole = isWhole
    self.version = version
    self.root = root
  }
}

extension RunReport {
  /// The run as one document, which ends in a line break.
  ///
  /// The same run gives the same bytes: what needs a time takes the day of the assessments.
  public func rendered(
    as format: DocumentFormat, options: DocumentOptions = DocumentOptions()
  ) -> String {
    let writer = DocumentWriter(self, options)
    return switch format {
    case .sarif: SARIFDocument(writer: writer).value.written
    case .junit: JUnitDocument(writer: writer).text
    case .github: GitHubAnnotations(writer: writer).text
    case .gitlab: CodeQuality(writer: writer).value.written
    case .csv: CSVDocument(writer: writer).text
    case .markdown: MarkdownDocument(writer: writer).text
    case .concise: ConciseText(writer: writer).text
    case .ics: CalendarDocument(writer: writer).text
    case .html: HTMLDocument(writer: writer)?.text ?? EmptyPage(writer: writer).text
    case .oscal: OSCALResults(writer: writer).value.written
    case .inToto: TestResult(writer: writer).value.written
    case .jsonLD: LinkedData(writer: writer).value.written
    case .cycloneDX: BillOfMaterials(writer: writer).value.written
    }
  }
}
