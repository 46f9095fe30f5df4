import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A run as CycloneDX 1.6: use cases as components, acts as standards with the rules that were
/// asked as requirements, and an attestation of each use case.
///
/// Conformance has the score that the schema knows only where it is proven: 1 satisfied, 0
/// violated. Nothing is counted together.
struct BillOfMaterials {
  let writer: DocumentWriter
  private let identity: RunIdentity

  init(writer: DocumentWriter) {
    self.writer = writer
    identity = RunIdentity("cyclonedx", of: writer)
  }

  private var language: Language { writer.options.language }

  var value: JSONValue {
    let several = writer.cases.count > 1
    let components = writer.cases.enumerated().map { component($1, $0) }
    let models = writer.cases.enumerated().compactMap { number, part in
      ModelCard(part: part, reference: "model-\(number + 1)").value
    }
    let listed = (several ? components : []) + models
    return .members([
      ("$schema", .text("http://cyclonedx.org/schema/bom-1.6.schema.json")),
      ("bomFormat", .text("CycloneDX")), ("specVersion", .text("1.6")),
      ("serialNumber", .text("urn:uuid:" + identity.uuid)), ("version", .integer(1)),
      ("metadata", metadata(several ? nil : components.first)),
      ("components", listed.isEmpty ? nil : .list(listed)),
      ("definitions", .object([.init("standards", .list(standards))])),
      ("declarations", declarations),
    ])
  }

  private func metadata(_ component: JSONValue?) -> JSONValue {
    let problems = writer.run.problems.map { problem in
      property(
        "not-assessed",
        [problem.file.map(writer.path), writer.message(of: problem)].compactMap(\.self)
          .joined(separator: ": "))
    }
    let digests = writer.cases.map(\.report.assessment.rulebook.digest).uniqued()
    return .members([
      ("timestamp", .text(writer.day.instant)),
      (
        "tools",
        .object([
          .init(
            "components",
            .list([
              .members([
                ("type", .text("application")), ("name", .text("Clearance")),
                ("version", writer.options.version.map(JSONValue.text)),
              ])
            ]))
        ])
      ), ("component", component),
      (
        "properties",
        .list(
          digests.map { property("rulebook-sha256", $0) }
            + [writer.code.map { property("exit-code", String($0)) }].compactMap(\.self)
            + [property("conformance-score", AttestationWords.score.in(language))] + problems)
      ),
    ])
  }

  private func property(_ name: String, _ value: String) -> JSONValue {
    .object([
      .init("name", .text("clearance:" + name)),
      .init("value", .text(value.onOneLine.printable)),
    ])
  }

  // MARK: Use cases

  private func component(_ part: CaseEntries, _ number: Int) -> JSONValue {
    let useCase = part.useCase
    return .members([
      ("type", .text("application")), ("bom-ref", .text(system(number))),
      ("name", .text(useCase.name)),
      ("description", useCase.title.map { .text($0.onOneLine.printable) }),
      ("externalReferences", .list([file(of: useCase)])),
      (
        "properties",
        .list(
          useCase.jurisdictions.map { property("jurisdiction", $0) }
            + useCase.uses.map { property("use", ($0.title ?? $0.name)) }
            + part.report.assessment.classes.map { scheme in
              property(
                "class:" + scheme.scheme,
                [scheme.highest, scheme.lowest].uniqued().joined(separator: " or "))
            })
      ),
    ])
  }

  private func file(of useCase: UseCase) -> JSONValue {
    .members([
      ("type", .text("documentation")), ("url", .text(writer.path(useCase.file).uriReference)),
      (
        "hashes",
        useCase.digest.isSHA256
          ? .list([
            .object([.init("alg", .text("SHA-256")), .init("content", .text(useCase.digest))])
          ]) : nil
      ),
    ])
  }

  private func system(_ number: Int) -> String { "use-case-\(number + 1)" }

  // MARK: The law

  private var standards: [JSONValue] {
    var acts: [Act] = []
    var requirements: [String: [JSONValue]] = [:]
    var seen: Set<String> = []
    for part in writer.cases {
      for entry in part.entries where entry.isShown(writer.options) {
        guard seen.insert(entry.name).inserted else { continue }
        let act = entry.report.act
        if requirements[act.name] == nil { acts.append(act) }
        requirements[act.name, default: []].append(requirement(entry, part.words))
      }
    }
    return acts.map { act in
      let address = act.url.flatMap { $0.isWebAddress ? $0 : nil }
      return .members([
        ("bom-ref", .text("act:" + act.name)),
        (
          "name",
          .text(
            (language == .french ? act.title.french ?? act.title.english : act.title.english)
              .onOneLine.printable)
        ), ("version", act.number.map { .text($0.printable) }),
        ("owner", .text(act.jurisdiction)),
        ("requirements", .list(requirements[act.name] ?? [])),
        (
          "externalReferences",
          address.map {
            .list([.object([.init("type", .text("website")), .init("url", .text($0))])])
          }
        ),
      ])
    }
  }

  private func requirement(_ entry: DocumentEntry, _ words: EntryWords) -> JSONValue {
    let version = entry.report.version
    return .members([
      ("bom-ref", .text("rule:" + entry.name)), ("identifier", .text(entry.name)),
      ("title", .text(words.source(entry).printable)), ("text", .text(words.says(entry).printable)),
      ("descriptions", words.remedy(entry).map { .texts([$0.printable]) }),
      (
        "properties",
        .list(
          [
            property("kind", entry.report.rule.kind.rawValue),
            property("severity", version.severity.rawValue),
            property("status", version.status.rawValue),
            property("verified", version.verified.rawValue),
          ]
            + [
              version.period.from.map { property("applies-from", $0.description) },
              version.period.until.map { property("applies-until", $0.description) },
            ].compactMap(\.self))
      ),
    ])
  }

  // MARK: What is declared

  private var declarations: JSONValue {
    let numbered = Array(writer.cases.enumerated())
    let evidence = numbered.flatMap { number, part in
      part.useCase.evidence.map { document($0, number) }
    }
    return .members([
      ("assessors", .list(numbered.map { assessor($1, $0) })),
      ("attestations", .list(numbered.map { attestation($1, $0) })),
      (
        "claims",
        .list(
          numbered.flatMap { number, part in
            part.entries.filter { $0.isShown(writer.options) }.map { claim($0, part, number) }
          })
      ), ("evidence", evidence.isEmpty ? nil : .list(evidence)),
    ])
  }

  private func assessor(_ part: CaseEntries, _ number: Int) -> JSONValue {
    let name = part.useCase.operatorName ?? part.useCase.name
    return .object([
      .init("bom-ref", .text("assessor-\(number + 1)")), .init("thirdParty", .flag(false)),
      .init("organization", .object([.init("name", .text(name.onOneLine.printable))])),
    ])
  }

  private func attestation(_ part: CaseEntries, _ number: Int) -> JSONValue {
    let about = AttestationWords.run.said(
      in: language, part.day.description, part.report.assessment.rulebook.digest)
    return .object([
      .init("summary", .text(about)), .init("assessor", .text("assessor-\(number + 1)")),
      .init(
        "map", .list(part.entries.filter { $0.isShown(writer.options) }.map { map($0, part.words) })
      ),
    ])
  }

  /// What is violated counts against the claim.
  private func map(_ entry: DocumentEntry, _ words: EntryWords) -> JSONValue {
    let claims = entry.outcome == .violated ? "counterClaims" : "claims"
    let score: JSONValue? =
      switch entry.outcome {
      case .satisfied: .integer(1)
      case .violated: .integer(0)
      case .contested, .undecided, .open, .notApplicable, .told: nil
      }
    return .members([
      ("requirement", .text("rule:" + entry.name)), (claims, .texts([name(of: entry)])),
      (
        "conformance",
        .members([
          ("score", score),
          ("rationale", .text("\(words.outcome(entry)) (\(entry.report.standing.rawValue))")),
        ])
      ),
    ])
  }

  private func name(of entry: DocumentEntry) -> String { "claim:" + entry.fingerprint }

  private func claim(_ entry: DocumentEntry, _ part: CaseEntries, _ number: Int) -> JSONValue {
    let held = entry.report.evidence.compactMap { document in
      document.state == .held ? document.evidence : nil
    }
    let about = [entry.report.finding.use, entry.report.finding.bearer].compactMap(\.self)
    let says = part.words.says(entry)
    return .members([
      ("bom-ref", .text(name(of: entry))), ("target", .text(system(number))),
      (
        "predicate",
        .text((about.isEmpty ? says : "\(says) [\(about.joined(separator: ", "))]").printable)
      ), ("reasoning", .text(part.words.message(entry).onOneLine.printable)),
      (
        "evidence",
        held.isEmpty ? nil : .texts(held.map { evidence($0, number) }.uniqued())
      ),
    ])
  }

  private func evidence(_ document: Evidence, _ number: Int) -> String {
    "evidence-\(number + 1):\(document.name)"
  }

  private func document(_ document: Evidence, _ number: Int) -> JSONValue {
    .members([
      ("bom-ref", .text(evidence(document, number))),
      ("description", .text(document.name)),
      (
        "data",
        .list([
          .object([
            .init("name", .text(document.name)),
            .init(
              "contents",
              .object([.init("url", .text(writer.path(document.file).uriReference))])),
          ])
        ])
      ), ("expires", document.validUntil.map { .text($0.description.instant) }),
    ])
  }
}
