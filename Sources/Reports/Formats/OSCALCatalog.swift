import LocatedYAML
public import RuleCompiler
import RuleEvaluator

extension Rulebook {
  /// The duties of the rules as a catalog of OSCAL 1.2.1: a group for each act, a control for each
  /// duty as it is law on a day, or will be next, or was last.
  ///
  /// - Parameters:
  ///   - acts: names of acts; nil for all.
  ///   - version: of the program that makes it.
  public func oscalCatalog(
    on day: Day, in language: Language = .english, acts: [String]? = nil, version: String? = nil
  ) -> String {
    OSCALCatalog(
      rules: rules, digest: digest, day: day,
      wording: Wording(language: language, rules: rules, useCase: nil), acts: acts,
      version: version
    ).value.written
  }
}

/// Rules as a catalog of OSCAL.
struct OSCALCatalog {
  let rules: CheckedRules
  let digest: String
  let day: Day
  let wording: Wording
  let acts: [String]?
  let version: String?

  var value: JSONValue {
    let language = wording.language
    let key = [
      "urn:clearance:oscal catalog", digest, day.description, language.rawValue,
      acts?.joined(separator: " ") ?? "", version ?? "",
    ]
    return .object([
      .init(
        "catalog",
        .members([
          ("uuid", .text(NameUUID(key.joined(separator: "\0"), in: .addresses).description)),
          (
            "metadata",
            OSCAL.metadata(
              title: AttestationWords.catalog.in(language), day: day.description,
              language: language,
              properties: [
                OSCAL.property("rulebook-sha256", digest),
                OSCAL.property("tool-version", version),
              ])
          ),
          ("groups", OSCAL.list(rules.acts.map(group))),
        ]))
    ])
  }

  /// Nil for an act without duties.
  private func group(_ act: Act) -> JSONValue? {
    if let acts, !acts.contains(act.name) { return nil }
    let duties = rules.rules.filter { $0.act == act.id && $0.kind.isDuty }
    guard !duties.isEmpty else { return nil }
    return .members([
      ("id", .text(OSCAL.control(act.name))), ("class", .text("act")),
      ("title", .text(wording.sentence(act.title).oscal)),
      (
        "props",
        OSCAL.list(
          [act.number.map(OSCAL.label)] + [
            OSCAL.property("jurisdiction", act.jurisdiction),
            OSCAL.property("status", act.status.rawValue),
            OSCAL.property("verified", act.verified.rawValue),
          ])
      ),
      ("links", OSCAL.list([OSCAL.reference(act.url)])),
      ("controls", .list(duties.map { control($0, act) })),
    ])
  }

  private func control(_ rule: Rule<Atom>, _ act: Act) -> JSONValue {
    let name = rules.fullName(rule.id)
    let version = rule.version(on: day)
    let says = version.citation.map { wording.sentence($0.says) } ?? rule.name
    let cite = version.citation.map { wording.cite($0.cite) }
    return .members([
      ("id", .text(OSCAL.control(name))), ("class", .text(rule.kind.rawValue)),
      ("title", .text(says.oscal)),
      ("props", OSCAL.list([cite.map(OSCAL.label)] + properties(rule, version))),
      ("links", OSCAL.list([OSCAL.reference(act.url, cite)])),
      ("parts", .list(parts(rule, version, says))),
    ])
  }

  private func properties(_ rule: Rule<Atom>, _ version: Version<Atom>) -> [JSONValue?] {
    let provisions = version.citation?.provisions ?? []
    return dates(version.period) + [
      OSCAL.property("status", version.status.rawValue),
      OSCAL.property("verified", version.verified.rawValue),
      OSCAL.property("gates", Force(version) == .binding ? "yes" : "no"),
      OSCAL.property("severity", version.severity.rawValue),
      OSCAL.property("about", rule.level.rawValue),
    ] + rule.bearers.map { OSCAL.property("bearer", $0) } + [
      OSCAL.property("holder", rule.holder), OSCAL.property("topic", rule.topic),
    ] + provisions.map { OSCAL.property("provision", $0) } + [
      OSCAL.property("rule", rules.fullName(rule.id)),
      OSCAL.property("rule-sha256", rules.digest(of: rule.id) { SHA256.digest(of: $0) }),
    ]
  }

  private func dates(_ period: Period) -> [JSONValue?] {
    [
      OSCAL.property("applies-from", period.from?.description),
      OSCAL.property("applies-until", period.until?.description),
    ]
  }

  private func parts(
    _ rule: Rule<Atom>, _ version: Version<Atom>, _ says: String
  ) -> [JSONValue] {
    let id = OSCAL.control(rules.fullName(rule.id))
    let remedy = version.remedy.map { remedy in
      part("\(id)_gdn", "guidance", isOurs: false, prose: wording.sentence(remedy))
    }
    let evidence = version.evidence.enumerated().map { number, name in
      part("\(id)_evd.\(number + 1)", "evidence", prose: name)
    }
    let others = rule.versions.filter { $0 !== version }.enumerated().map { number, other in
      let says = other.citation.map { wording.sentence($0.says) } ?? says
      return part("\(id)_vrs.\(number + 1)", "other-version", prose: says, dates(other.period))
    }
    return [part(id + "_smt", "statement", isOurs: false, prose: says)]
      + [remedy].compactMap(\.self) + evidence + others
  }

  private func part(
    _ id: String, _ name: String, isOurs: Bool = true, prose: String,
    _ properties: [JSONValue?] = []
  ) -> JSONValue {
    .members([
      ("id", .text(id)), ("name", .text(name)),
      ("ns", isOurs ? .text(OSCAL.namespace) : nil), ("props", OSCAL.list(properties)),
      ("prose", .text(prose.oscal)),
    ])
  }
}
