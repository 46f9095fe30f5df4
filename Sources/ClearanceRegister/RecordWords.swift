import Register
import Reports
import RuleCompiler

/// Records of the register in words and in JSON.
extension AssessmentRecord {
  /// How many findings stand against the system, and how many may.
  func countWords(in language: Language) -> String {
    let violated = (counts["violated"] ?? 0) + (counts["presumed_violated"] ?? 0)
    let open = (counts["undecided"] ?? 0) + (counts["contested"] ?? 0)
    let waived = counts["waived"] ?? 0
    let words =
      language == .french
      ? ["\(violated) violé\(violated > 1 ? "s" : "")", "\(open) indécis"]
        + (waived > 0 ? ["dont \(waived) toléré\(waived > 1 ? "s" : "")"] : [])
      : ["\(violated) violated", "\(open) undecided"]
        + (waived > 0 ? ["\(waived) of them waived"] : [])
    return words.joined(separator: ", ")
  }

  /// - Parameter whole: with every finding, not only how they count.
  func json(whole: Bool) -> JSONValue {
    .members([
      ("day", .text(day)), ("rulebook", .text(rulebook)), ("program", .text(program)),
      ("version", .integer(version)),
      (
        "classes",
        .list(
          classes.map {
            .members([
              ("scheme", .text($0.scheme)), ("lowest", .text($0.lowest)),
              ("highest", .text($0.highest)), ("contested", .flag($0.contested)),
            ])
          })
      ),
      (
        "counts",
        .object(RegisterFormat.countNames.map { .init($0, .integer(counts[$0] ?? 0)) })
      ), ("findings", whole ? .list(findings.map(\.json)) : nil),
      ("moments", whole ? .list(moments.map(\.json)) : nil), ("questions", .texts(questions)),
    ])
  }
}

extension FindingRecord {
  var json: JSONValue {
    .members([
      ("rule", .text(rule)), ("use", .optional(use)), ("bearer", .optional(bearer)),
      ("kind", .text(kind)), ("severity", .text(severity)), ("force", .text(force)),
      ("standing", .text(standing)), ("waived", .flag(waived)),
    ])
  }
}

extension MomentRecord {
  var json: JSONValue {
    .members([
      ("day", .text(day)), ("reason", .text(reason.rawValue)), ("about", .text(about)),
      ("use", .optional(use)), ("was", .optional(was)), ("becomes", .optional(becomes)),
    ])
  }
}

extension ClassRecord {
  var words: String { scheme + " " + ClassRecord.words(lowest, highest) + (contested ? " ?" : "") }
}

extension SystemState {
  /// Its head as JSON, with or without all findings.
  func json(whole: Bool) -> JSONValue {
    .members([
      ("system", .text(name)), ("title", .optional(version.title)),
      ("operator", .optional(version.operator)),
      ("jurisdictions", .texts(version.jurisdictions)), ("version", .integer(version.number)),
      ("since", .text(since)), ("file", .text(version.path)), ("sha256", .text(version.file)),
      ("retired", .optional(retirement)), ("assessment", assessment.json(whole: whole)),
      (
        "evidence",
        whole
          ? .list(
            evidence.map {
              .members([
                ("name", .text($0.name)), ("document", .text($0.document)),
                ("sha256", .text($0.sha256)), ("valid_until", .optional($0.validUntil)),
              ])
            }) : nil
      ),
      (
        "waivers",
        whole
          ? .list(
            waivers.map {
              .members([
                ("rule", .text($0.rule)), ("use", .optional($0.use)), ("reason", .text($0.reason)),
                ("approved_by", .text($0.approvedBy)), ("expires", .text($0.expires)),
                ("verdict", .text($0.verdict)),
              ])
            }) : nil
      ),
    ])
  }
}

extension DueReason {
  var json: JSONValue {
    .members([
      ("cause", .text(cause.rawValue)), ("day", .optional(day)), ("about", .optional(about)),
      ("use", .optional(use)), ("was", .optional(was)), ("becomes", .optional(becomes)),
    ])
  }
}

/// Words for how a finding came out, as reports have them.
func standingWords(_ standing: String, in language: Language) -> String {
  guard language == .french else {
    return standing.split(separator: "_").joined(separator: " ")
  }
  return switch standing {
  case "violated": "violé"
  case "presumed_violated": "présumé violé"
  case "contested": "contesté"
  case "undecided": "indécis"
  case "open": "ouvert"
  case "yes": "oui"
  case "presumed_yes": "oui, présumé"
  case "satisfied": "satisfait"
  case "presumed_satisfied": "présumé satisfait"
  case "no": "non"
  case "presumed_no": "non, présumé"
  case "not_applicable": "sans objet"
  case "presumed_not_applicable": "présumé sans objet"
  case "others": "à la charge d'autrui"
  default: standing
  }
}
