import LocatedYAML
import Register
import Reports
import RuleCompiler

/// A system of the register as text for people.
struct SystemText {
  let state: SystemState
  let language: Language

  private func say(_ english: String, _ french: String) -> String {
    Text(english, french: french).in(language)
  }

  var text: String {
    let version = state.version
    let assessment = state.assessment
    var lines = [
      ([version.title ?? state.name] + [version.operator].compactMap(\.self))
        .joined(separator: " · "),
      [
        state.name, say("version \(version.number)", "version \(version.number)"),
        say("since \(state.since)", "depuis le \(state.since)"),
        version.jurisdictions.joined(separator: ", "),
      ].joined(separator: " · "),
      "\(version.path) · sha256 \(version.file.prefix(12))",
    ]
    if let reason = state.retirement {
      lines.append(say("no longer used: \(reason)", "hors service : \(reason)"))
    }
    lines += [
      "",
      say(
        "Assessed on \(assessment.day) · rulebook \(assessment.rulebook.prefix(12)) · ",
        "Évalué le \(assessment.day) · règles \(assessment.rulebook.prefix(12)) · ")
        + assessment.countWords(in: language),
    ]
    return lines.map { $0.printable + "\n" }.joined() + classes + findings + papers
  }

  private var classes: String {
    var table = TextTable()
    for found in state.assessment.classes {
      let mark = found.contested ? say("contested", "contesté") : ""
      table.add([
        "  " + found.scheme, ClassRecord.words(found.lowest, found.highest), mark,
      ])
    }
    return table.text
  }

  private var findings: String {
    var table = TextTable()
    let told = ["violated", "presumed_violated", "contested", "undecided"]
    for standing in told {
      for finding in state.assessment.findings
      where finding.standing == standing && finding.force == "binding" {
        let waived = finding.waived ? say(" (waived)", " (toléré)") : ""
        table.add([
          "  " + standingWords(finding.standing, in: language) + waived, finding.rule,
          severity(finding.severity),
          [finding.bearer, finding.use].compactMap(\.self)
            .joined(separator: " · "),
        ])
      }
    }
    return table.isEmpty ? "" : "\n" + say("Findings", "Constats") + "\n" + table.text
  }

  private var papers: String {
    var table = TextTable()
    for evidence in state.evidence {
      table.add([
        "  " + say("document", "document"), evidence.name, evidence.document,
        evidence.validUntil.map { say("valid until \($0)", "valable jusqu'au \($0)") } ?? "",
        "sha256 \(evidence.sha256.prefix(12))",
      ])
    }
    for waiver in state.waivers {
      table.add([
        "  " + say("waiver", "tolérance"), waiver.rule, waiver.approvedBy,
        say("until \(waiver.expires)", "jusqu'au \(waiver.expires)"), waiver.reason,
      ])
    }
    return table.isEmpty
      ? "" : "\n" + say("Documents and waivers", "Documents et tolérances") + "\n" + table.text
  }

  private func severity(_ word: String) -> String {
    guard language == .french else { return word }
    return switch word {
    case "critical": "critique"
    case "high": "élevée"
    case "medium": "moyenne"
    case "low": "faible"
    default: word
    }
  }
}
