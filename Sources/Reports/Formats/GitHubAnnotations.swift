import LocatedYAML
import RuleCompiler

/// A run as workflow commands of GitHub: annotations at the lines of use cases.
///
/// The runner shows ten of a level and drops the rest without a word; so the last line says how
/// many there are.
struct GitHubAnnotations {
  let writer: DocumentWriter

  private static let most = 10

  private struct Annotation {
    let level: String
    var file: String?
    var span: SourceSpan?
    let title: String
    let message: String
  }

  var text: String {
    let all = problems + findings
    var kept: [Annotation] = []
    var dropped = 0
    for level in ["error", "warning", "notice"] {
      let own = all.filter { $0.level == level }
      // The last line is a notice too.
      let most = GitHubAnnotations.most - (level == "notice" ? 1 : 0)
      kept += own.prefix(most)
      dropped += max(0, own.count - most)
    }
    let more = dropped > 0 ? [DocumentWords.more(dropped).in(writer.options.language)] : []
    kept.append(
      Annotation(
        level: "notice", title: "Clearance",
        message: ([writer.ending] + more).joined(separator: " · ")))
    return kept.map(command).joined(separator: "\n") + "\n"
  }

  private var problems: [Annotation] {
    writer.run.problems.map { annotation(of: $0, "error") }
      + writer.run.notes.map { annotation(of: $0, "warning") }
  }

  private func annotation(of problem: RunProblem, _ level: String) -> Annotation {
    Annotation(
      level: level, file: problem.file, span: problem.span, title: problem.code,
      message: writer.message(of: problem))
  }

  private var findings: [Annotation] {
    writer.cases.flatMap { part in
      part.entries.filter(\.outcome.isProblem).map { entry in
        Annotation(
          level: entry.level == .note ? "notice" : entry.level.rawValue, file: entry.place.file,
          span: entry.place.span,
          title: entry.name + " (" + part.words.source(entry) + ")",
          message: part.words.message(entry))
      }
    }
  }

  private func command(_ annotation: Annotation) -> String {
    var properties: [String] = []
    if let file = annotation.file {
      properties.append("file=" + writer.path(file).commandProperty)
      if let span = annotation.span {
        properties.append("line=\(span.start.line)")
        properties.append("endLine=\(span.end.line)")
        // GitHub shows columns only within one line.
        if span.start.line == span.end.line {
          properties += ["col=\(span.start.column)", "endColumn=\(span.end.column)"]
        }
      }
    }
    properties.append("title=" + annotation.title.commandProperty)
    return "::\(annotation.level) \(properties.joined(separator: ","))"
      + "::\(annotation.message.commandData)"
  }
}
