import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// Names of a run and of what is in it that follow from the run's inputs: rules, use cases, days,
/// files that could not be read, and the language of sentences.
struct RunIdentity {
  private let run: NameUUID

  /// - Parameter document: what the names are for, so that two documents of a run share none.
  init(_ document: String, of writer: DocumentWriter) {
    let ending = writer.run.ending
    var key = ["urn:clearance:" + document]
    for part in writer.cases {
      let rulebook = part.report.assessment.rulebook.digest
      let file = writer.path(part.useCase.file)
      key.append(
        [rulebook, part.useCase.name, file, part.useCase.digest, part.day.description]
          .joined(separator: "\0"))
    }
    for problem in writer.run.problems {
      var file = ""
      if let path = problem.file { file = writer.path(path) }
      key.append([problem.code, file, problem.message.english].joined(separator: "\0"))
    }
    key.append(writer.options.language.rawValue)
    key.append(writer.options.version ?? "")
    if let ending { key.append(String(ending.code)) } else { key.append("") }
    run = NameUUID(key.joined(separator: "\0\0"), in: .addresses)
  }

  /// The name of the document itself.
  var uuid: String { run.description }

  /// The name of a part of it.
  func uuid(_ parts: String...) -> String {
    NameUUID(parts.joined(separator: "\0"), in: run).description
  }
}

extension DocumentWriter {
  /// The day of the run: the last of its assessments; of a run without any the first of 1970, as
  /// no clock is asked.
  var day: String {
    (cases.map(\.day).max() ?? Day(1970, 1, 1))?.description ?? "1970-01-01"
  }
}

extension String {
  /// The beginning of a day, as documents tell instants.
  var instant: String { self + "T00:00:00Z" }
}
