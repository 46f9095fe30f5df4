import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A run as a statement of in-toto, version 1, with the predicate test-result, version 0.1: which
/// files were tried by which rules, and how that ended.
///
/// Its result is FAILED exactly where the run ends otherwise than with 0. Only binding law that was
/// read is in it, and only what was tried: what does not apply is no test that passed.
struct TestResult {
  let writer: DocumentWriter

  var value: JSONValue {
    .object([
      .init("_type", .text("https://in-toto.io/Statement/v1")),
      .init("subject", .list(subjects)),
      .init("predicateType", .text("https://in-toto.io/attestation/test-result/v0.1")),
      .init("predicate", predicate),
    ])
  }

  /// Files that were assessed. One whose digest nobody gave cannot be a subject.
  private var subjects: [JSONValue] {
    writer.cases.filter { $0.useCase.digest.isSHA256 }.map { part in
      .object([
        .init("name", .text(writer.path(part.useCase.file).printable)),
        .init("digest", .object([.init("sha256", .text(part.useCase.digest))])),
      ])
    }.uniqued()
  }

  private var predicate: JSONValue {
    .object([
      .init("result", .text(result)),
      .init("configuration", .list(configuration)),
      .init("passedTests", .texts(tests { $0 == .satisfied })),
      .init("warnedTests", .texts(warned)), .init("failedTests", .texts(failed)),
    ])
  }

  /// The rules; of a digest that is no SHA-256 only the name.
  private var configuration: [JSONValue] {
    writer.cases.map { part in
      let digest = part.report.assessment.rulebook.digest
      return .members([
        ("name", .text("rulebook")), ("uri", .text("urn:clearance:rulebook:" + digest)),
        (
          "digest",
          digest.isSHA256 ? .object([.init("sha256", .text(digest))]) : nil
        ),
        ("annotations", .object([.init("day", .text(part.day.description))])),
      ])
    }.uniqued()
  }

  private var result: String {
    (writer.code ?? 0) != 0 || !writer.run.problems.isEmpty
      ? "FAILED" : warned.isEmpty ? "PASSED" : "WARNED"
  }

  /// What is violated fails where the run ended with findings, or could not do its job.
  private var isViolationFailure: Bool { [1, 2].contains(writer.code ?? 0) }

  /// What a waiver covers is a warning, never a pass.
  private var warned: [String] {
    tests(isWaived: true, \.isProblem) + tests { $0 == .undecided || $0 == .contested }
      + (isViolationFailure ? [] : tests { $0 == .violated })
  }

  /// Files that could not be assessed failed too.
  private var failed: [String] {
    writer.run.problems.map { problem in
      let file = problem.file.map { writer.path($0) + ": " } ?? ""
      return (file + writer.message(of: problem) + " [\(problem.code)]").onOneLine.printable
    } + (isViolationFailure ? tests { $0 == .violated } : [])
  }

  /// Names of tests with such an outcome: the file, the rule, and what it is about.
  private func tests(
    isWaived: Bool = false, _ belongs: (DocumentEntry.Outcome) -> Bool
  ) -> [String] {
    writer.cases.flatMap { part in
      part.entries.filter { entry in
        entry.gates && entry.report.isWaived == isWaived && entry.report.rule.kind.isDuty
          && belongs(entry.outcome)
      }.map { entry in
        let about = [entry.report.finding.use, entry.report.finding.bearer].compactMap(\.self)
        return
          (writer.path(part.useCase.file) + ": " + entry.name
          + (about.isEmpty ? "" : " [\(about.joined(separator: ", "))]")).printable
      }
    }
  }
}
