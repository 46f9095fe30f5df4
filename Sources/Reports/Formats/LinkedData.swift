import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A run as JSON-LD: who found what of which file by which rules, in the terms of PROV-O, and what
/// the law makes of it, in those of W3C's Data Privacy Vocabulary 2.3.
///
/// The context stands in the document, so that nothing is fetched to read it. Terms of a law are
/// those that its act names; what is not settled has none.
struct LinkedData {
  let writer: DocumentWriter
  private let identity: RunIdentity

  /// Names of ours, where no vocabulary has one.
  private static let ours = "urn:clearance:ns:"

  init(writer: DocumentWriter) {
    self.writer = writer
    identity = RunIdentity("json-ld", of: writer)
  }

  private var language: Language { writer.options.language }
  private var run: String { "urn:uuid:" + identity.uuid }
  private var tool: String { "urn:clearance:tool" }
  private var report: String { "urn:uuid:" + identity.uuid("report") }

  var value: JSONValue {
    .object([.init("@context", context), .init("@graph", .list(graph))])
  }

  private var context: JSONValue {
    let fixed = [
      ("clearance", LinkedData.ours), ("dct", "http://purl.org/dc/terms/"),
      ("dpv", "https://w3id.org/dpv#"), ("prov", "http://www.w3.org/ns/prov#"),
      ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ]
    let known = Set(fixed.map(\.0))
    let others = terms.map { ($0.prefix, $0.namespace) }.filter { !known.contains($0.0) }
    var seen: Set<String> = []
    let all = (fixed + others).filter { seen.insert($0.0).inserted }
    return .object(all.map { .init($0.0, .text($0.1)) })
  }

  /// Vocabularies that acts of the run name.
  private var terms: [Terms] {
    writer.cases.flatMap { LegalTerms($0).acts.compactMap(\.terms) }.uniqued()
  }

  private var graph: [JSONValue] {
    let rules = writer.entries.filter { $0.isShown(writer.options) }.map(\.report)
    var nodes = [activity, agent, document]
    nodes += writer.cases.map { rulebook($0.report.assessment.rulebook.digest) }.uniqued()
    for (number, part) in writer.cases.enumerated() {
      nodes.append(system(part, number))
      nodes += part.entries.filter { $0.isShown(writer.options) }.map { finding($0, part, number) }
    }
    var seen: Set<String> = []
    for part in writer.cases {
      for entry in part.entries where entry.isShown(writer.options) {
        if seen.insert(entry.name).inserted { nodes.append(rule(entry, part)) }
      }
    }
    nodes += rules.map(\.act).map { law($0) }.uniqued()
    return nodes + writer.run.problems.enumerated().map { problem($1, $0) }
  }

  // MARK: The run

  private var activity: JSONValue {
    let used =
      writer.cases.indices.map { reference(system($0)) }
      + writer.cases.map { reference(rulebook(of: $0)) }.uniqued()
    return .members([
      ("@id", .text(run)), ("@type", .text("prov:Activity")),
      ("prov:startedAtTime", instant(writer.day)), ("prov:endedAtTime", instant(writer.day)),
      ("prov:used", used.isEmpty ? nil : .list(used)),
      ("prov:wasAssociatedWith", reference(tool)),
      ("clearance:exitCode", writer.code.map(JSONValue.integer)),
    ])
  }

  private var agent: JSONValue {
    .members([
      ("@id", .text(tool)), ("@type", .text("prov:SoftwareAgent")),
      ("dct:title", .text("Clearance")),
      ("clearance:version", writer.options.version.map(JSONValue.text)),
    ])
  }

  private var document: JSONValue {
    .members([
      ("@id", .text(report)), ("@type", .text("prov:Entity")),
      ("dct:language", .text(language.rawValue)), ("prov:wasGeneratedBy", reference(run)),
      (
        "prov:wasDerivedFrom",
        writer.cases.isEmpty ? nil : .list(writer.cases.indices.map { reference(system($0)) })
      ),
    ])
  }

  private func rulebook(_ digest: String) -> JSONValue {
    .object([
      .init("@id", .text("urn:clearance:rulebook:" + digest.uriReference)),
      .init("@type", .text("prov:Entity")), .init("clearance:sha256", .text(digest)),
    ])
  }

  private func rulebook(of part: CaseEntries) -> String {
    "urn:clearance:rulebook:" + part.report.assessment.rulebook.digest.uriReference
  }

  // MARK: A system, and what is found of it

  private func system(_ number: Int) -> String {
    "urn:uuid:" + identity.uuid("system", String(number))
  }

  private func system(_ part: CaseEntries, _ number: Int) -> JSONValue {
    let useCase = part.useCase
    let legal = LegalTerms(part)
    let types = ["prov:Entity", "dpv:Technology"] + legal.types
    return .members(
      [
        ("@id", .text(system(number))), ("@type", .texts(types)),
        ("dct:title", useCase.title.map { .text($0.onOneLine.printable) }),
        ("dct:identifier", .text(useCase.name)),
        ("clearance:file", .text(writer.path(useCase.file).printable)),
        ("clearance:sha256", useCase.digest.isEmpty ? nil : .text(useCase.digest)),
        ("clearance:operator", useCase.operatorName.map { .text($0.onOneLine.printable) }),
        ("clearance:jurisdiction", .texts(useCase.jurisdictions)),
      ] + legal.properties.map { ($0.name, reference($0.value)) }
        + (legal.lawfulness.isEmpty
          ? [] : [("dpv:hasLawfulness", .list(legal.lawfulness.map(reference)))]))
  }

  private func finding(_ entry: DocumentEntry, _ part: CaseEntries, _ number: Int) -> JSONValue {
    let report = entry.report
    let waiver = report.isWaived ? report.finding.waiver : nil
    return .members([
      ("@id", .text("urn:uuid:" + identity.uuid("finding", entry.fingerprint))),
      ("@type", .text("prov:Entity")), ("dct:subject", reference(system(number))),
      ("dpv:hasRule", reference(name(of: entry))),
      (
        "dpv:hasComplianceStatus",
        entry.outcome == .notApplicable ? nil : reference(entry.complianceStatus)
      ),
      (
        "dpv:hasApplicability",
        entry.outcome == .notApplicable ? reference("dpv:NotApplicable") : nil
      ),
      ("dct:description", .text(part.words.message(entry).onOneLine.printable)),
      ("clearance:standing", .text(report.standing.rawValue)),
      ("clearance:severity", .text(report.version.severity.rawValue)),
      ("clearance:gates", .flag(entry.gates)),
      ("clearance:use", report.finding.use.map(JSONValue.text)),
      ("clearance:bearer", report.finding.bearer.map(JSONValue.text)),
      ("clearance:waivedUntil", waiver.map { date($0.expires.description) }),
      ("clearance:nextChange", entry.later.first.map { date($0.day.description) }),
      ("clearance:fingerprint", .text(entry.fingerprint)),
      ("prov:wasGeneratedBy", reference(run)), ("prov:wasDerivedFrom", reference(system(number))),
    ])
  }

  private func name(of entry: DocumentEntry) -> String {
    "urn:clearance:rule:" + entry.name.uriReference
  }

  private func rule(_ entry: DocumentEntry, _ part: CaseEntries) -> JSONValue {
    let version = entry.report.version
    return .members([
      ("@id", .text(name(of: entry))), ("@type", .text(entry.report.rule.kind.dpvClass)),
      ("dct:title", .text(part.words.says(entry).printable)),
      ("dct:identifier", .text(entry.name)),
      ("dct:bibliographicCitation", version.citation.map { .text($0.cite.printable) }),
      ("dct:isPartOf", reference(name(of: entry.report.act))),
      ("clearance:status", .text(version.status.rawValue)),
      ("clearance:verified", .text(version.verified.rawValue)),
      ("clearance:appliesFrom", version.period.from.map { date($0.description) }),
      ("clearance:appliesUntil", version.period.until.map { date($0.description) }),
    ])
  }

  private func name(of act: Act) -> String { "urn:clearance:act:" + act.name.uriReference }

  private func law(_ act: Act) -> JSONValue {
    let address = act.url.flatMap { $0.isWebAddress ? $0 : nil }
    return .members([
      ("@id", .text(name(of: act))), ("@type", .text("dpv:Law")),
      (
        "dct:title",
        .text(
          (language == .french ? act.title.french ?? act.title.english : act.title.english)
            .onOneLine.printable)
      ),
      ("dct:identifier", act.number.map(JSONValue.text)),
      ("dct:source", address.map(reference)),
      ("clearance:jurisdiction", .text(act.jurisdiction)),
    ])
  }

  private func problem(_ problem: RunProblem, _ number: Int) -> JSONValue {
    .members([
      ("@id", .text("urn:uuid:" + identity.uuid("problem", String(number)))),
      ("@type", .texts(["prov:Entity", "clearance:NotAssessed"])),
      ("dct:identifier", .text(problem.code)),
      ("dct:description", .text(writer.message(of: problem).printable)),
      ("clearance:file", problem.file.map { .text(writer.path($0).printable) }),
      ("prov:wasGeneratedBy", reference(run)),
    ])
  }

  // MARK: Values

  private func reference(_ name: String) -> JSONValue { .object([.init("@id", .text(name))]) }

  private func instant(_ day: String) -> JSONValue {
    .object([.init("@value", .text(day.instant)), .init("@type", .text("xsd:dateTime"))])
  }

  private func date(_ day: String) -> JSONValue {
    .object([.init("@value", .text(day)), .init("@type", .text("xsd:date"))])
  }
}

extension DocumentEntry {
  /// The status of DPV. Nothing is called compliant that is not proven.
  fileprivate var complianceStatus: String {
    switch outcome {
    case .violated: "dpv:NonCompliant"
    case .satisfied: "dpv:Compliant"
    case .contested: "dpv:ComplianceIndeterminate"
    case .undecided, .open, .notApplicable, .told: "dpv:ComplianceUnknown"
    }
  }
}

extension RuleKind {
  fileprivate var dpvClass: String {
    switch self {
    case .obligation: "dpv:Obligation"
    case .prohibition: "dpv:Prohibition"
    case .right: "dpv:Right"
    case .classification, .definition: "dpv:Rule"
    }
  }
}
