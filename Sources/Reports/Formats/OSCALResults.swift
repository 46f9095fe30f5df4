import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A run as assessment results of OSCAL: a result for each use case.
///
/// A finding of OSCAL is satisfied or not, so that only proven outcomes are findings. What is
/// undecided or contested is an observation and a risk, and never satisfied.
struct OSCALResults {
  let writer: DocumentWriter
  private let identity: RunIdentity

  init(writer: DocumentWriter) {
    self.writer = writer
    identity = RunIdentity("oscal assessment-results", of: writer)
  }

  private var language: Language { writer.options.language }

  var value: JSONValue {
    let plan = identity.uuid("plan")
    let digests = writer.cases.map(\.report.assessment.rulebook.digest).uniqued()
    return .object([
      .init(
        "assessment-results",
        .members([
          ("uuid", .text(identity.uuid)),
          (
            "metadata",
            OSCAL.metadata(
              title: AttestationWords.results.in(language), day: writer.day, language: language,
              properties: digests.map { OSCAL.property("rulebook-sha256", $0) } + [
                OSCAL.property("tool-version", writer.options.version),
                OSCAL.property("exit-code", writer.code.map(String.init)),
              ])
          ),
          ("import-ap", .object([.init("href", .text("#" + plan))])),
          ("results", .list(results)),
          (
            "back-matter",
            .object([
              .init(
                "resources",
                .list([
                  .object([
                    .init("uuid", .text(plan)),
                    .init("description", .text(AttestationWords.noPlan.in(language).oscal)),
                    .init(
                      "rlinks",
                      .list([.object([.init("href", .text("urn:clearance:no-plan"))])])),
                  ])
                ]))
            ])
          ),
        ]))
    ])
  }

  private var results: [JSONValue] {
    let all = writer.cases.enumerated().map { result($1, String($0)) }
    return writer.run.problems.isEmpty && !all.isEmpty ? all : all + [failure]
  }

  private func result(_ part: CaseEntries, _ number: String) -> JSONValue {
    let shown = part.entries.filter { $0.isShown(writer.options) }
    let system = identity.uuid("system", number)
    let controls = part.entries.filter { $0.report.rule.kind.isDuty }.map(\.name).uniqued().sorted()
    let about = AttestationWords.run.said(
      in: language, part.day.description, part.report.assessment.rulebook.digest)
    return .members([
      ("uuid", .text(identity.uuid("result", number))),
      ("title", .text((part.useCase.title ?? part.useCase.name).oscal)),
      ("description", .text(about.oscal)),
      ("start", .text(part.day.description.instant)),
      ("end", .text(part.day.description.instant)),
      ("props", OSCAL.list(classes(of: part))),
      ("local-definitions", .object([.init("components", .list([component(part, system)]))])),
      (
        "reviewed-controls",
        .object([
          .init("control-selections", .list([selection(controls)]))
        ])
      ),
      ("observations", OSCAL.list(shown.map { observation($0, part, system) })),
      ("risks", OSCAL.list(shown.filter(\.outcome.isProblem).map { risk($0, part) })),
      ("findings", OSCAL.list(shown.map { finding($0, part) })),
    ])
  }

  private func selection(_ controls: [String]) -> JSONValue {
    guard !controls.isEmpty else { return .object([.init("include-all", .object([]))]) }
    return .object([
      .init(
        "include-controls",
        .list(
          controls.map { .object([.init("control-id", .text(OSCAL.control($0)))]) }))
    ])
  }

  /// The class in each scheme; where it is open, the highest and the lowest it may be.
  private func classes(of part: CaseEntries) -> [JSONValue?] {
    part.report.assessment.classes.map { scheme in
      let words = [scheme.highest, scheme.lowest].uniqued().joined(separator: " or ")
      return OSCAL.property("class", words, of: scheme.scheme)
    }
  }

  private func component(_ part: CaseEntries, _ uuid: String) -> JSONValue {
    let useCase = part.useCase
    return .members([
      ("uuid", .text(uuid)), ("type", .text("system")),
      ("title", .text((useCase.title ?? useCase.name).oscal)),
      ("description", .text(AttestationWords.described.in(language).oscal)),
      (
        "props",
        OSCAL.list(
          [
            OSCAL.property("use-case", useCase.name),
            OSCAL.property("file", writer.path(useCase.file)),
            OSCAL.property("sha256", useCase.digest.isEmpty ? nil : useCase.digest),
            OSCAL.property("operator", useCase.operatorName),
          ] + useCase.jurisdictions.map { OSCAL.property("jurisdiction", $0) })
      ),
      ("status", .object([.init("state", .text("other"))])),
    ])
  }

  // MARK: Entries

  private func observation(
    _ entry: DocumentEntry, _ part: CaseEntries, _ system: String
  ) -> JSONValue {
    .members([
      ("uuid", .text(identity.uuid("observation", entry.fingerprint))),
      ("title", .text(entry.name.oscal)),
      ("description", .text(part.words.message(entry).oscal)),
      ("props", OSCAL.list(properties(entry))),
      ("methods", .texts(["EXAMINE"])), ("types", .texts(["finding"])),
      (
        "subjects",
        .list([
          .object([.init("subject-uuid", .text(system)), .init("type", .text("component"))])
        ])
      ),
      ("relevant-evidence", .list(evidence(entry))),
      ("collected", .text(part.day.description.instant)),
    ])
  }

  private func properties(_ entry: DocumentEntry) -> [JSONValue?] {
    let report = entry.report
    let waiver = report.isWaived ? report.finding.waiver : nil
    return [
      OSCAL.property("outcome", entry.word), OSCAL.property("standing", report.standing.rawValue),
      OSCAL.property("severity", report.version.severity.rawValue),
      OSCAL.property("gates", entry.gates ? "yes" : "no"),
      OSCAL.property("use", report.finding.use), OSCAL.property("bearer", report.finding.bearer),
      OSCAL.property("waived-until", waiver?.expires.description),
      OSCAL.property("waived-by", waiver?.approvedBy),
      OSCAL.property("next-change", entry.later.first?.day.description),
      OSCAL.property("fingerprint", entry.fingerprint),
    ]
  }

  private func evidence(_ entry: DocumentEntry) -> [JSONValue] {
    let line = AttestationWords.line.said(in: language, String(entry.place.span.start.line))
    let held = entry.report.evidence.compactMap { document in
      document.state == .held ? document.evidence : nil
    }.filter { !$0.file.isEmpty }
    return [source(entry.place.file, line)]
      + held.map { source($0.file, AttestationWords.document.said(in: language, $0.name)) }
  }

  private func source(_ file: String, _ words: String) -> JSONValue {
    .object([
      .init("href", .text(writer.path(file).uriReference)),
      .init("description", .text(words.oscal)),
    ])
  }

  /// Only what is proven either way.
  private func finding(_ entry: DocumentEntry, _ part: CaseEntries) -> JSONValue? {
    let state: (String, String)
    switch entry.outcome {
    case .satisfied: state = ("satisfied", "pass")
    case .violated: state = ("not-satisfied", "fail")
    case .contested, .undecided, .open, .notApplicable, .told: return nil
    }
    let risk = identity.uuid("risk", entry.fingerprint)
    return .members([
      ("uuid", .text(identity.uuid("finding", entry.fingerprint))),
      ("title", .text(entry.name.oscal)),
      ("description", .text(part.words.message(entry).oscal)),
      (
        "target",
        .object([
          .init("type", .text("statement-id")),
          .init("target-id", .text(OSCAL.statement(of: entry.name))),
          .init(
            "status",
            .object([.init("state", .text(state.0)), .init("reason", .text(state.1))])),
        ])
      ),
      ("related-observations", related(to: entry)),
      (
        "related-risks",
        entry.outcome == .violated
          ? .list([.object([.init("risk-uuid", .text(risk))])]) : nil
      ),
    ])
  }

  private func related(to entry: DocumentEntry) -> JSONValue {
    let uuid = identity.uuid("observation", entry.fingerprint)
    return .list([.object([.init("observation-uuid", .text(uuid))])])
  }

  private func risk(_ entry: DocumentEntry, _ part: CaseEntries) -> JSONValue {
    let isKnown = entry.outcome == .violated
    let why = part.words.why(entry)
    let statement =
      isKnown ? why : [AttestationWords.undecided.in(language), why].joined(separator: " ")
    return .members([
      ("uuid", .text(identity.uuid("risk", entry.fingerprint))),
      ("title", .text(entry.name.oscal)),
      ("description", .text(part.words.says(entry).oscal)),
      ("statement", .text(statement.oscal)), ("props", OSCAL.list(properties(entry))),
      ("status", .text(entry.report.isWaived ? "deviation-approved" : "open")),
      ("remediations", isKnown ? OSCAL.list([remediation(entry, part)]) : nil),
      ("related-observations", related(to: entry)),
    ])
  }

  private func remediation(_ entry: DocumentEntry, _ part: CaseEntries) -> JSONValue? {
    part.words.remedy(entry).map { remedy in
      .object([
        .init("uuid", .text(identity.uuid("remediation", entry.fingerprint))),
        .init("lifecycle", .text("recommendation")), .init("title", .text(entry.name.oscal)),
        .init("description", .text(remedy.oscal)),
      ])
    }
  }

  // MARK: What was not assessed

  /// A result for files of which nothing is known; also where there is no other.
  private var failure: JSONValue {
    let day = writer.day.instant
    return .members([
      ("uuid", .text(identity.uuid("not assessed"))),
      ("title", .text(DocumentWords.notAssessed.in(language).oscal)),
      ("description", .text(AttestationWords.notAssessed.in(language).oscal)),
      ("start", .text(day)), ("end", .text(day)),
      ("reviewed-controls", .object([.init("control-selections", .list([selection([])]))])),
      ("observations", OSCAL.list(writer.run.problems.enumerated().map { problem($1, $0, day) })),
    ])
  }

  private func problem(_ problem: RunProblem, _ number: Int, _ day: String) -> JSONValue {
    .members([
      ("uuid", .text(identity.uuid("problem", String(number)))),
      ("title", .text(problem.code.oscal)),
      ("description", .text(writer.message(of: problem).oscal)),
      ("props", OSCAL.list([OSCAL.property("outcome", "not-assessed")])),
      ("methods", .texts(["EXAMINE"])), ("types", .texts(["finding"])),
      (
        "relevant-evidence",
        problem.file.map { file in
          let line = problem.span?.start.line ?? 1
          return .list([source(file, AttestationWords.line.said(in: language, String(line)))])
        }
      ), ("collected", .text(day)),
    ])
  }
}
