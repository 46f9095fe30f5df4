import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A list of obligations as CSV of RFC 4180, a row for each.
struct ObligationCSV {
  let list: ObligationList
  let language: Language

  static let columns = [
    "day", "use_case", "file", "use", "bearer", "kind", "holder", "jurisdiction", "act",
    "act_title", "rule", "cite", "provisions", "url", "topic", "severity", "status", "verified",
    "timing", "from", "until", "days", "says", "state", "standing", "waived_until", "to_do",
    "evidence_held", "evidence_lapsed", "evidence_missing", "next_change", "next_standing",
  ]

  var text: String {
    ([ObligationCSV.columns] + list.problems.map(row) + list.duties.inListOrder.map(row))
      .map { $0.map(\.csvField).joined(separator: ",") + "\r\n" }.joined()
  }

  private func row(_ duty: ListedDuty) -> [String] {
    let wording = Wording(
      language: language, rules: list.rulebook.rules, useCase: duty.stand?.useCase)
    let words = DutyWords(wording: wording)
    let citation = duty.version.citation
    let act = duty.act
    return [
      duty.day.description, duty.stand?.useCase.name ?? "", duty.stand?.useCase.file ?? "",
      duty.stand?.report.finding.use ?? "", duty.bearer ?? "", duty.rule.kind.rawValue,
      duty.rule.holder ?? "", act.jurisdiction, act.name, wording.sentence(act.title),
      duty.rule.name, citation.map { wording.cite($0.cite) } ?? "",
      citation?.provisions.joined(separator: " ") ?? "", act.url ?? "", duty.rule.topic ?? "",
      duty.version.severity.rawValue, duty.version.status.rawValue,
      duty.version.verified.rawValue,
    ] + [
      duty.timing.rawValue, duty.begins?.description ?? "", duty.ends?.description ?? "",
      duty.daysLeft.map(String.init) ?? "", words.says(duty), duty.stand?.state.rawValue ?? "",
      duty.stand?.report.standing.rawValue ?? "", duty.stand?.waivedUntil?.description ?? "",
      duty.version.remedy.map(wording.sentence) ?? "",
    ] + documents(duty) + [
      duty.stand?.later.first?.day.description ?? "",
      duty.stand?.later.first?.standing.rawValue ?? "",
    ]
  }

  /// What is at hand with its file and last day; in the catalogue all is only asked for, and
  /// stands under what is missing.
  private func documents(_ duty: ListedDuty) -> [String] {
    guard let stand = duty.stand else {
      return ["", "", duty.version.evidence.joined(separator: "; ")]
    }
    return [EvidenceState.State.held, .lapsed, .missing].map { state in
      stand.documents.filter { $0.state == state }.map { document in
        let until = document.evidence?.validUntil.map { " " + $0.description } ?? ""
        return document.name + (document.evidence.map { " (\($0.file)\(until))" } ?? "")
      }.joined(separator: "; ")
    }
  }

  /// Under `state` it says `error`, which no duty has.
  private func row(_ problem: RunProblem) -> [String] {
    let values = [
      "file": problem.file ?? "", "rule": problem.code, "state": "error",
      "says": problem.message.in(language).onOneLine,
    ]
    return ObligationCSV.columns.map { values[$0] ?? "" }
  }
}

extension ListedDuty.Stand {
  /// The last day of a waiver that counts.
  var waivedUntil: Day? {
    report.isWaived ? report.finding.waiver?.expires : nil
  }
}
