import LocatedYAML
import RuleCompiler

/// A run as a Code Quality report of GitLab, each issue in Code Climate's form too.
struct CodeQuality {
  let writer: DocumentWriter

  var value: JSONValue {
    var seen: [String: Int] = [:]
    let remarks =
      writer.run.problems.map { ($0, "blocker") } + writer.run.notes.map { ($0, "info") }
    return .list(
      remarks.map { problem, severity in
        issue(
          problem.code, writer.message(of: problem), severity: severity,
          fingerprint: identity([problem.code, problem.file ?? ""], &seen),
          file: problem.file ?? "clearance", span: problem.span ?? SourceSpan(at: .start))
      }
        + writer.cases.flatMap { part in
          part.entries.filter(\.outcome.isProblem).map { entry in
            issue(
              entry.name, part.words.message(entry), severity: severity(entry),
              fingerprint: entry.fingerprint, file: entry.place.file, span: entry.place.span)
          }
        })
  }

  private func issue(
    _ name: String, _ words: String, severity: String, fingerprint: String, file: String,
    span: SourceSpan
  ) -> JSONValue {
    .object([
      .init("type", .text("issue")), .init("check_name", .text(name)),
      .init("description", .text(words.onOneLine.printable)),
      .init("categories", .texts(["Bug Risk"])), .init("severity", .text(severity)),
      .init("fingerprint", .text(fingerprint)),
      .init(
        "location",
        .object([
          .init("path", .text(relative(writer.path(file)))),
          .init(
            "lines",
            .object([
              .init("begin", .integer(span.start.line)), .init("end", .integer(span.end.line)),
            ])),
        ])),
    ])
  }

  /// GitLab knows no path that begins at the root of a disk.
  private func relative(_ path: String) -> String {
    let path = String(path.drop { $0 == "/" }.printable)
    return path.isEmpty ? "clearance" : path
  }

  private func severity(_ entry: DocumentEntry) -> String {
    guard entry.stands else { return "info" }
    switch (entry.outcome, entry.report.version.severity) {
    case (.violated, .critical): return "blocker"
    case (.violated, .high): return "critical"
    case (.violated, .medium), (_, .critical), (_, .high): return "major"
    case (_, .medium), (_, .low): return "minor"
    }
  }
}

extension Substring {
  fileprivate var printable: String { String(self).printable }
}
