import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

/// What is said of a case that is shared: what is withheld, what is left out, what that opens.
struct ShareReport {
  let shared: SharedCase
  let opened: [OpenedFinding]
  let before: Assessment
  let rules: CheckedRules

  /// Facts that are withheld, each with the uses and items it is said of.
  private var facts: [(fact: Fact, about: [String])] {
    var places: [FactID: [String]] = [:]
    for withheld in shared.withheld {
      places[withheld.fact, default: []] += [withheld.about].compactMap(\.self)
    }
    return places.sorted { $0.key < $1.key }.map { (rules.vocabulary[$0.key], $0.value) }
  }

  func text(wrote path: String?, in language: Language) -> String {
    func say(_ english: String, _ french: String) -> String {
      Text(english, french: french).in(language)
    }
    var lines: [String] = []
    if let path { lines.append(say("wrote \(path.printable)", "écrit : \(path.printable)")) }
    lines.append(
      say(
        "withheld: \(facts.count) fact\(facts.count == 1 ? "" : "s")",
        "retenu : \(facts.count) fait\(facts.count < 2 ? "" : "s")"))
    for (fact, about) in facts {
      let places = about.isEmpty ? "" : " (" + about.joined(separator: ", ") + ")"
      lines.append("  " + fact.name + places + " · " + fact.question.in(language))
    }
    let omitted = SharedCase.Omitted.allCases.compactMap { kind in
      shared.omitted[kind].map { kind.words($0, in: language) }
    }
    let others = [say("comments", "commentaires")] + omitted
    lines.append(say("left out: ", "laissés de côté : ") + others.joined(separator: ", "))
    lines.append(
      say(
        "opened: \(opened.count) finding\(opened.count == 1 ? "" : "s")",
        "ouvert : \(opened.count) constat\(opened.count < 2 ? "" : "s")"))
    for finding in opened {
      let use = finding.finding.use.map { " · " + $0.printable } ?? ""
      let kind = rules[finding.finding.rule].kind
      lines.append(
        "  " + rules.fullName(finding.finding.rule) + use + ": "
          + finding.before.words(of: kind, in: language) + " → "
          + finding.after.words(of: kind, in: language))
    }
    return lines.joined(separator: "\n")
  }

  func json(wrote path: String?) -> JSONValue {
    .object(
      ShareFormat.head + [
        .init("day", .text(before.day.description)),
        .init("rulebook", .text(before.rulebook.digest)), .init("written", .optional(path)),
        .init("use_case", path == nil ? .text(shared.text) : .null),
        .init(
          "withheld",
          .list(
            facts.map { fact, about in
              .members([
                ("fact", .text(fact.name)), ("about", .texts(about)),
                ("question", .text(fact.question.english)),
              ])
            })
        ),
        .init(
          "left_out",
          .object(
            SharedCase.Omitted.allCases.map { kind in
              .init(kind.rawValue, .integer(shared.omitted[kind] ?? 0))
            })
        ),
        .init(
          "opened",
          .list(
            opened.map { finding in
              let kind = rules[finding.finding.rule].kind
              return .members([
                ("rule", .text(rules.fullName(finding.finding.rule))),
                ("use", .optional(finding.finding.use)),
                ("bearer", .optional(finding.finding.bearer)),
                ("before", .texts(finding.before.possible.words(of: kind).map(\.english))),
                ("after", .texts(finding.after.possible.words(of: kind).map(\.english))),
              ])
            })
        ), .init("exit_code", .integer(0)),
      ])
  }
}

extension Verdict {
  /// What is still possible, in words.
  fileprivate func words(of kind: RuleKind, in language: Language) -> String {
    possible.words(of: kind).map { $0.in(language) }
      .joined(separator: language == .french ? " ou " : " or ")
  }
}

extension Finals {
  fileprivate func words(of kind: RuleKind) -> [Text] {
    let words =
      kind.isDuty
      ? [
        (Finals.violated, Text("violated", french: "violé")),
        (.satisfied, Text("satisfied", french: "satisfait")),
        (.notApplicable, Text("not applicable", french: "sans objet")),
      ] : [(.yes, Text("yes", french: "oui")), (.no, Text("no", french: "non"))]
    return words.filter { contains($0.0) }.map(\.1)
  }
}

extension SharedCase.Omitted {
  fileprivate func words(_ count: Int, in language: Language) -> String {
    let words: (String, String) =
      switch self {
      case .name: ("the name of the use case", "le nom du cas")
      case .reasons: ("reasons of what is unknown", "raisons de ce qui est inconnu")
      case .itemNames: ("names of items", "noms d'éléments")
      case .documents: ("paths of documents", "chemins de documents")
      case .otherDocuments:
        ("documents that no rule asks for", "documents qu'aucune règle ne demande")
      case .waivers: ("waivers", "tolérances")
      case .judges: ("who judged and why", "qui a jugé et pourquoi")
      case .judgements: ("judgements of what is withheld", "jugements sur ce qui est retenu")
      case .expectations: ("what was expected", "ce qui était attendu")
      case .titles:
        ("titles that tell what is withheld", "titres qui disent ce qui est retenu")
      }
    let text = Text(words.0, french: words.1).in(language)
    return self == .name ? text : text + " (\(count))"
  }
}
