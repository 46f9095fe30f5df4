import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A run in one line a finding, to search and to jump from: place, outcome, severity, rule, what
/// the law says, and where it says so.
struct ConciseText {
  let writer: DocumentWriter

  var text: String {
    let problems =
      writer.run.problems.map { line($0, "error") } + writer.run.notes.map { line($0, "warning") }
    let findings = writer.cases.flatMap { part in
      part.entries.filter { writer.options.isWhole || !$0.report.standing.isBrief }
        .map { line($0, part.words) }
    }
    return (problems + findings + [writer.ending]).map { $0.onOneLine.printable + "\n" }.joined()
  }

  private func line(_ problem: RunProblem, _ word: String) -> String {
    let span = problem.span.map { ":\($0.start)" } ?? ""
    let file = problem.file.map { writer.path($0) + span + ": " } ?? ""
    return "\(file)\(word): \(writer.message(of: problem)) [\(problem.code)]"
  }

  private func line(_ entry: DocumentEntry, _ words: EntryWords) -> String {
    let report = entry.report
    let place = "\(writer.path(entry.place.file)):\(entry.place.span.start)"
    let severity = report.rule.kind.isDuty ? [words.wording.word(for: report.version.severity)] : []
    let about = [report.finding.use].compactMap(\.self) + [words.provenance(entry)]
    let head = ([words.outcome(entry)] + severity).joined(separator: ", ")
    let waiver =
      (words.waiver(report).map { "; " + $0 } ?? "") + (entry.isKnown ? "; " + words.known : "")
    return "\(place): \(head): \(words.says(entry)) [\(entry.name)]"
      + " (\(about.joined(separator: " · ")))" + waiver
  }
}
