import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A run as JUnit XML that fits the schemas of Ant and of Jenkins: a suite for each use case, a
/// test for each duty. What is undecided is an error, never a pass; what does not apply, is waived
/// or does not gate is skipped.
struct JUnitDocument {
  let writer: DocumentWriter

  private enum Result { case passed, failure, error, skipped }

  var text: String {
    var lines = [#"<?xml version="1.0" encoding="UTF-8"?>"#, "<testsuites>"]
    for (number, part) in writer.cases.enumerated() { lines += suite(part, number) }
    for (number, problem) in writer.run.problems.enumerated() {
      lines += suite(problem, writer.cases.count + number)
    }
    return (lines + ["</testsuites>"]).joined(separator: "\n") + "\n"
  }

  // MARK: Use cases

  private func suite(_ part: CaseEntries, _ number: Int) -> [String] {
    let tests = part.entries.filter { $0.report.rule.kind.isDuty }
    let results = tests.map(result)
    func count(_ wanted: Result) -> Int { results.count { $0 == wanted } }
    return [
      head(
        writer.path(part.useCase.file), package: part.useCase.name, number, day: part.day,
        counts: (tests.count, count(.failure), count(.error), count(.skipped)))
    ] + properties(part)
      + zip(tests, results).map { test($0, $1, part.words) }
      + [
        "    <system-out>\(output(part).xml)</system-out>", remarks(part, number), "  </testsuite>",
      ]
  }

  private func result(_ entry: DocumentEntry) -> Result {
    switch entry.outcome {
    case .violated, .contested, .undecided:
      guard entry.stands else { return .skipped }
      return entry.outcome == .violated ? .failure : .error
    case .notApplicable: return .skipped
    case .open, .satisfied, .told: return .passed
    }
  }

  private func test(_ entry: DocumentEntry, _ result: Result, _ words: EntryWords) -> String {
    let names = "classname=\"\(entry.report.act.name.token)\" name=\"\(words.name(entry).token)\""
    let start = "    <testcase \(names) time=\"0\""
    switch result {
    case .passed: return start + "/>"
    case .skipped:
      let why = entry.outcome == .notApplicable ? words.outcome(entry) : words.message(entry)
      return start + "><skipped message=\"\(why.xml)\"/></testcase>"
    case .failure, .error:
      let element = result == .failure ? "failure" : "error"
      let place = "\(writer.path(entry.place.file)):\(entry.place.span.start)"
      let text = [words.message(entry), words.provenance(entry), place].map(\.xml)
      return start + "><\(element) type=\"\(entry.outcome.rawValue)\" message=\"\(text[0])\">"
        + text.joined(separator: "\n") + "</\(element)></testcase>"
    }
  }

  private func properties(_ part: CaseEntries) -> [String] {
    let assessment = part.report.assessment
    var values: [(String, String)] = [
      ("use_case", part.useCase.name), ("day", part.day.description),
      ("rulebook", assessment.rulebook.digest),
    ]
    for scheme in assessment.classes {
      let interval =
        scheme.isSettled ? scheme.highest : "\(scheme.lowest) to \(scheme.highest)"
      values.append(("class.\(scheme.scheme)", interval))
    }
    if let code = writer.code { values.append(("exit_code", String(code))) }
    return ["    <properties>"]
      + values.map { "      <property name=\"\($0.token)\" value=\"\($1.xml)\"/>" }
      + ["    </properties>"]
  }

  /// Remarks on the file, and in the first suite those that are on no use case.
  private func remarks(_ part: CaseEntries, _ number: Int) -> String {
    let files = Set(writer.cases.map(\.useCase.file))
    let own = writer.run.notes.filter { note in
      note.file == part.useCase.file
        || number == 0 && note.file.map { !files.contains($0) } ?? true
    }
    guard !own.isEmpty else { return "    <system-err/>" }
    let lines = own.map { note in
      let place = [note.file.map(writer.path), note.span.map { "\($0.start)" }].compactMap(\.self)
      return (place + ["warning", "\(writer.message(of: note)) [\(note.code)]"])
        .joined(separator: ": ").xml
    }
    return "    <system-err>" + lines.joined(separator: "\n") + "</system-err>"
  }

  private func output(_ part: CaseEntries) -> String {
    let counts = CountWords(wording: part.words.wording).words(part.report.counts)
    return [part.useCase.title, counts, writer.ending].compactMap(\.self).map(\.onOneLine)
      .joined(separator: " · ")
  }

  // MARK: Files that were not assessed

  private func suite(_ problem: RunProblem, _ number: Int) -> [String] {
    let file = problem.file.map(writer.path) ?? "clearance"
    let place = problem.span.map { "\(file):\($0.start)" } ?? file
    let words = writer.message(of: problem).xml
    let day = writer.cases.first?.day ?? Day(1970, 1, 1)
    return [
      head(file, package: "clearance", number, day: day, counts: (1, 0, 1, 0)),
      "    <properties/>",
      "    <testcase classname=\"clearance\" name=\"\(problem.code.token)\" time=\"0\">"
        + "<error type=\"\(problem.code.xml)\" message=\"\(words)\">\(words)\n\(place.xml)</error>"
        + "</testcase>",
      "    <system-out/>", "    <system-err/>", "  </testsuite>",
    ]
  }

  private func head(
    _ name: String, package: String, _ number: Int, day: Day?,
    counts: (tests: Int, failures: Int, errors: Int, skipped: Int)
  ) -> String {
    "  <testsuite name=\"\(name.token)\" package=\"\(package.token)\" id=\"\(number)\""
      + " hostname=\"localhost\" timestamp=\"\(day?.description ?? "1970-01-01")T00:00:00\""
      + " tests=\"\(counts.tests)\" failures=\"\(counts.failures)\" errors=\"\(counts.errors)\""
      + " skipped=\"\(counts.skipped)\" time=\"0\">"
  }
}

extension String {
  /// For an attribute of the type `xs:token`.
  fileprivate var token: String {
    let words = onOneLine.withSingleSpaces
    return words.isEmpty ? "-" : words.xml
  }
}
