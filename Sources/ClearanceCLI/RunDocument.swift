import Crypto
import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

/// One run over use cases, to be written in all the forms that are asked for: one evaluation, one
/// end, the same number everywhere.
struct RunDocument: Sendable {
  let gate: Gate
  let language: Language
  let style: TextOptions
  /// What a gate shows of it; nil where it is a report.
  let show: GateShow?
  /// Signs statements of in-toto; nil where they are not signed.
  let key: Curve25519.Signing.PrivateKey?
  /// Nil where nothing could be assessed at all.
  var assessed: AssessmentRun?
  private(set) var failures: [Failure] = []
  private(set) var report = RunReport([PreparedCase]())

  init(
    judgedBy gate: Gate, _ language: Language, _ style: TextOptions, showing show: GateShow?,
    signedBy key: Curve25519.Signing.PrivateKey? = nil
  ) {
    self.key = key
    self.gate = gate
    self.language = language
    self.style = style
    self.show = show
    report.policy = gate.policy
  }

  /// Takes what came of files.
  mutating func take(_ run: AssessmentRun) {
    assessed = run
    report = RunReport(run.cases)
    report.policy = gate.policy
    report.notes = run.notes
    for failure in run.failures { fail(failure) }
    if key != nil, report.isEmpty { fail(Failure(.nothingToSign)) }
    end()
  }

  /// Takes note that something could not be done.
  mutating func fail(_ failure: Failure) {
    failures.append(failure)
    report.problems += failure.problemsOfDocument
    end()
  }

  /// Takes note of what changes no exit code.
  mutating func note(_ notes: [RunProblem]) { report.notes += notes }

  /// Marks what was there before.
  mutating func mark(
    by baseline: Baseline, standingIn tree: GitTree?
  ) throws(Failure) {
    let notes = try baseline.mark(&report, standingIn: tree)
    report.notes += notes
    end()
  }

  private mutating func end() { report.ending = gate.ending(of: report) }

  var status: ExitStatus { report.ending?.status ?? .failed }
}

extension RunDocument {
  // MARK: One form

  func rendered(as format: RunFormat, toFile: Bool = false) -> String {
    switch format {
    case .text: return text(toFile ? TextOptions(isASCII: style.isASCII) : style)
    case .json: return json.written
    case .document(let format):
      guard format == .inToto, let key else {
        return report.rendered(as: format, options: options)
      }
      // Nothing is signed where nothing was assessed.
      guard !report.isEmpty else { return "" }
      let text = report.rendered(as: format, options: options)
      guard let signed = try? Envelope.sealed(text, by: key) else {
        preconditionFailure("a key that could be read signs")
      }
      return signed
    }
  }

  private var options: DocumentOptions {
    DocumentOptions(language: language, isWhole: show == .all, version: programVersion)
  }

  private func text(_ style: TextOptions) -> String {
    if let show {
      return report.gateText(
        showing: show, from: assessed?.sources ?? [], document: options, style)
    }
    return report.cases.enumerated().map { place, prepared in
      let ending = gate.isOpen ? nil : gate.ending(on: gate.count([prepared]))
      let text = prepared.report.rendered(
        as: .text, in: language, options: style, ending: ending)
      return (place > 0 ? "\n" : "") + text
    }.joined()
  }

  private var json: JSONValue {
    if show != nil {
      return report.gateJSON(
        rulebook: assessed?.loaded.json, diagnostics: failures.flatMap(\.json), document: options)
    }
    let reports = report.cases.map { prepared in
      prepared.report.json(ending: gate.ending(on: gate.count([prepared])))
    }
    return .members([
      ("rulebook", assessed?.loaded.json), ("assessments", .list(reports)),
      ("diagnostics", .list(failures.flatMap(\.json))),
      ("exit_code", .integer(Int(status.code))),
    ])
  }

  // MARK: All of them

  /// Writes the files, all or none, and says what goes to the terminal.
  ///
  /// - Parameter others: files that are written with them.
  func written(
    as format: RunFormat, to outputs: [OutputRequest],
    with others: [(path: String, text: String)] = [], in files: Files
  ) -> Outcome {
    var document = self
    let forms = [(format, false)] + outputs.map { ($0.format, true) }
    var texts = forms.mapInParallel { rendered(as: $0.0, toFile: $0.1) }
    let result = texts.removeFirst()
    do {
      try files.place(zip(outputs.map(\.path), texts).map { ($0, $1) } + others)
    } catch {
      document.fail(Failure(error))
      return document.outcome(document.rendered(as: format), format)
    }
    return outcome(result, format)
  }

  private func outcome(_ result: String, _ format: RunFormat) -> Outcome {
    var outcome = Outcome()
    outcome.keep(self)
    outcome.end(status)
    if format != .json, let assessed {
      outcome.open(assessed.head(in: language, withRemarks: show == nil))
    }
    outcome.say(result)
    if format == .json { return outcome }
    for failure in failures { outcome.remark(failure.rendered(in: language)) }
    // A gate's result ends with this line itself, as do documents that have room for it.
    if show == nil || format != .text, let ending = report.ending,
      show != nil || report.cases.count + failures.count > 1 || !failures.isEmpty
    {
      outcome.remark(ending.reason.in(language))
    }
    return outcome
  }
}

extension Failure {
  /// As documents of a run have it.
  fileprivate var problemsOfDocument: [RunProblem] {
    diagnostics.map { RunProblem($0) }
      + problems.map { RunProblem(code: $0.code, message: $0.message, file: $0.file) }
  }
}
