import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A run as SARIF 2.1.0: one run, whatever the number of use cases.
///
/// The third truth has its own `kind`: `open` where answers are missing, `review` where the law is
/// contested. A waiver is a suppression; what it covers stays.
struct SARIFDocument {
  let writer: DocumentWriter
  private let catalogue: SARIFCatalogue
  private let shown: [(words: EntryWords, entry: DocumentEntry)]

  init(writer: DocumentWriter) {
    self.writer = writer
    shown = writer.cases.flatMap { part in
      part.entries.filter { writer.options.isWhole || $0.outcome.isProblem }.map {
        (part.words, $0)
      }
    }
    catalogue = SARIFCatalogue(shown)
  }

  var value: JSONValue {
    .object([
      .init(
        "$schema",
        .text(
          "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
            + "sarif-schema-2.1.0.json")),
      .init("version", .text("2.1.0")), .init("runs", .list([run])),
    ])
  }

  private var run: JSONValue {
    .members([
      ("tool", .object([.init("driver", driver)])),
      ("taxonomies", catalogue.taxonomies.isEmpty ? nil : .list(catalogue.taxonomies)),
      ("language", .text(writer.options.language.rawValue)),
      ("columnKind", .text("unicodeCodePoints")),
      ("automationDetails", .object([.init("id", .text("clearance/"))])),
      ("invocations", .list([invocation])),
      ("artifacts", .list(writer.cases.map(artifact))),
      ("results", .list(shown.map { result($0.entry, $0.words) })),
    ])
  }

  private var driver: JSONValue {
    .members([
      ("name", .text("Clearance")),
      ("semanticVersion", writer.options.version.map(JSONValue.text)),
      ("rules", .list(catalogue.rules)),
      (
        "supportedTaxonomies",
        catalogue.references.isEmpty ? nil : .list(catalogue.references)
      ),
    ])
  }

  // MARK: The run

  private var invocation: JSONValue {
    let failed = !writer.run.problems.isEmpty || writer.code == 2
    return .members([
      ("executionSuccessful", .flag(!failed)),
      ("exitCode", writer.code.map(JSONValue.integer)),
      ("exitCodeDescription", writer.run.ending.map { _ in .text(writer.ending.sarif) }),
      (
        "toolExecutionNotifications",
        notifications.isEmpty ? nil : .list(notifications)
      ),
    ])
  }

  private var notifications: [JSONValue] {
    writer.run.problems.map { notification($0, level: "error") }
      + writer.run.notes.map { notification($0, level: "warning") }
  }

  private func notification(_ problem: RunProblem, level: String) -> JSONValue {
    .members([
      ("descriptor", .object([.init("id", .text(problem.code))])), ("level", .text(level)),
      ("message", message(writer.message(of: problem))),
      (
        "locations",
        problem.file.map { file in
          let span = problem.span ?? SourceSpan(at: .start)
          return .list([.object([location(Place(file: file, span: span))])])
        }
      ),
    ])
  }

  private func artifact(_ part: CaseEntries) -> JSONValue {
    .object([
      .init("location", uri(part.useCase.file)),
      .init(
        "description",
        message(part.useCase.title ?? part.useCase.name)),
      .init(
        "properties",
        .object([
          .init("useCase", .text(part.useCase.name)), .init("day", .text(part.day.description)),
          .init("rulebook", .text(part.report.assessment.rulebook.digest)),
        ])),
    ])
  }

  // MARK: A result

  private func result(_ entry: DocumentEntry, _ words: EntryWords) -> JSONValue {
    .members([
      ("ruleId", .text(entry.name)),
      ("ruleIndex", .integer(catalogue.index(of: entry))),
      ("kind", .text(entry.kind)), ("level", .text(entry.sarifLevel)),
      ("message", message(words.message(entry))),
      ("locations", .list([place(entry)])),
      ("relatedLocations", .list(related(entry, words))),
      (
        "partialFingerprints",
        .object([
          .init("clearanceFinding/v1", .text(entry.fingerprint)),
          // The one that GitHub looks at; a line's hash, but ours does not hang on lines.
          .init("primaryLocationLineHash", .text(entry.fingerprint + ":1")),
        ])
      ),
      ("baselineState", entry.baseline.map { .text($0 == .known ? "unchanged" : "new") }),
      ("suppressions", suppressions(entry)),
      ("properties", properties(entry, words)),
    ])
  }

  private func place(_ entry: DocumentEntry) -> JSONValue {
    let names = [entry.useCase.name] + [entry.report.finding.use].compactMap(\.self)
    return .object([
      location(entry.place),
      .init(
        "logicalLocations",
        .list([
          .object([
            .init("name", .text((names.last ?? "").sarif)),
            .init("fullyQualifiedName", .text(names.joined(separator: "/").sarif)),
          ])
        ])),
    ])
  }

  /// Other answers that decided it, the rule, and last where a register has what was said.
  private func related(_ entry: DocumentEntry, _ words: EntryWords) -> [JSONValue] {
    let reasons = ReasonWording(wording: words.wording, home: entry.report.act.id)
    let answers = entry.others.prefix(9).map { ($0.place, reasons.words(for: $0)) }
    let rule = (
      entry.report.version.place,
      DocumentWords.rule.in(writer.options.language) + " " + entry.name
    )
    let files = (answers + [rule]).enumerated().map { number, related in
      JSONValue.object([
        .init("id", .integer(number + 1)), location(related.0),
        .init("message", message(related.1)),
      ])
    }
    return files
      + entry.origins.prefix(9).enumerated().map { number, origin in
        register(origin, files.count + number + 1)
      }
  }

  /// A cell of a register. It has no region: a row is one of the table, and may be several lines.
  private func register(_ origin: Origin, _ number: Int) -> JSONValue {
    let parts = origin.parts
    return .object([
      .init("id", .integer(number)),
      .init("physicalLocation", .object([.init("artifactLocation", uri(origin.file))])),
      .init(
        "logicalLocations", .list([.object([.init("name", .text(parts.column.sarif))])])),
      .init("message", message(origin.words(in: writer.options.language))),
      .init(
        "properties",
        .members([
          ("row", parts.row.map(JSONValue.integer)),
          ("record", parts.record.map(JSONValue.integer)),
          ("column", .text(parts.column.sarif)),
        ])),
    ])
  }

  private func suppressions(_ entry: DocumentEntry) -> JSONValue? {
    guard let waiver = entry.report.finding.waiver, waiver.standing == .counts else { return nil }
    return .list([
      .object([
        .init("kind", .text("external")), .init("status", .text("accepted")),
        .init("justification", .text(waiver.reason.sarif)),
        .init(
          "properties",
          .object([
            .init("approvedBy", .text(waiver.approvedBy.sarif)),
            .init("expires", .text(waiver.expires.description)),
          ])),
      ])
    ])
  }

  private func properties(_ entry: DocumentEntry, _ words: EntryWords) -> JSONValue {
    .members([
      ("standing", .text(entry.report.standing.rawValue)),
      ("severity", .text(entry.report.version.severity.rawValue)),
      ("gates", .flag(entry.gates)),
      ("use", entry.report.finding.use.map(JSONValue.text)),
      ("bearer", entry.report.finding.bearer.map(JSONValue.text)),
      ("origin", entry.useCase.entry?.json),
      (
        "later",
        entry.later.isEmpty
          ? nil
          : .list(
            entry.later.map { change in
              .object([
                .init("day", .text(change.day.description)),
                .init("standing", .text(change.standing.rawValue)),
              ])
            })
      ),
    ])
  }

  // MARK: Parts

  private func message(_ text: String) -> JSONValue {
    .object([.init("text", .text(text.sarif))])
  }

  private func uri(_ file: String) -> JSONValue {
    .object([.init("uri", .text(writer.path(file).uriReference))])
  }

  private func location(_ place: Place) -> JSONValue.Member {
    .init(
      "physicalLocation",
      .object([
        .init("artifactLocation", uri(place.file)),
        .init(
          "region",
          .object([
            .init("startLine", .integer(place.span.start.line)),
            .init("startColumn", .integer(place.span.start.column)),
            .init("endLine", .integer(place.span.end.line)),
            .init("endColumn", .integer(place.span.end.column)),
          ])),
      ]))
  }
}

extension DocumentEntry {
  /// Where a register has the answers that decided it, each once.
  fileprivate var origins: [Origin] {
    var seen: Set<Origin> = []
    return ([place] + others.map(\.place) + report.because.map(\.answer.place))
      .compactMap(\.origin).filter { seen.insert($0).inserted }
  }

  /// How SARIF calls the outcome.
  var kind: String {
    switch outcome {
    case .violated: "fail"
    case .contested: "review"
    case .undecided, .open: "open"
    case .satisfied: "pass"
    case .notApplicable: "notApplicable"
    case .told: "informational"
    }
  }

  /// Of anything but `fail` the level is `none`.
  fileprivate var sarifLevel: String { outcome == .violated ? level.rawValue : "none" }
}
