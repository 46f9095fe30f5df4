import ArgumentParser
import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// `clearance rules test`: whether every example comes out as it says.
struct RulesTest: Verb {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Tries the examples of the rule files, and use cases that say what they expect.",
    discussion: """
      A use case given as a path needs `on`, and `expect` or `asks`. The last line is \
      `N passed, N failed`.

      \(ExitStatus.help)
      """)

  @Argument(
    help: "Use-case files, folders of them, or - for standard input.", completion: .file())
  var paths: [String] = []

  @OptionGroup var rules: RulesOption
  @OptionGroup var inputs: InputOptions

  var wantsJSON: Bool { false }
  var language: Language { .english }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let loaded = try rules.load(in: surroundings, withExamples: true)
    let cases = inputs.read(paths, in: surroundings)
    var outcome = Outcome()
    outcome.open(loaded.line(in: .english))
    var trials = loaded.rulebook.tryExamples().map(Trial.init)
    trials += cases.sources.map { Trial(of: $0, limits: inputs.limits, loaded.rulebook) }
    for problem in cases.problems { outcome.remark(problem.rendered(in: .english)) }
    if !cases.problems.isEmpty { outcome.end(.failed) }
    guard !trials.isEmpty else { throw Failure(.noExample(in: loaded.folder)) }
    let sources = loaded.sources + cases.sources
    for trial in trials where !trial.diagnostics.isEmpty {
      outcome.end(trial.day == nil ? .failed : .findings)
      outcome.say(trial.rendered(in: sources))
    }
    let passed = trials.count { $0.diagnostics.isEmpty }
    outcome.say("\(passed) passed, \(trials.count - passed + cases.problems.count) failed")
    return outcome
  }
}

/// What came of one example, or of one use case that says what it expects.
private struct Trial {
  let title: String
  /// Nil where it could not be read, and so was not tried.
  let day: Day?
  /// Empty where all came out as expected.
  let diagnostics: [Diagnostic]

  init(_ result: ExampleResult) {
    title = result.name.isEmpty ? result.file : result.name
    day = result.day
    diagnostics = result.diagnostics
  }

  init(of file: SourceFile, limits: Limits, _ rulebook: Rulebook) {
    do {
      let useCase = try UseCase(file, answering: rulebook, limits: limits)
      if useCase.expectations.isEmpty, useCase.asks.isEmpty {
        self.init(of: file, [.expectsNothing(in: file.path)])
      } else if let day = useCase.day {
        self.init(rulebook.check(useCase, on: day))
      } else {
        self.init(of: file, [.expectsOnNoDay(in: file.path)])
      }
    } catch {
      self.init(of: file, error.diagnostics)
    }
  }

  private init(of file: SourceFile, _ diagnostics: [Diagnostic]) {
    title = file.path
    day = nil
    self.diagnostics = diagnostics
  }

  func rendered(in sources: [SourceFile]) -> String {
    let when = day.map { " · \($0)" } ?? ""
    return "failed: \(title.printable)\(when)\n\(diagnostics.rendered(in: sources))\n"
  }
}

extension Diagnostic {
  fileprivate static func expectsNothing(in file: String) -> Diagnostic {
    Diagnostic(
      code: "expects-nothing", severity: .error,
      message: "a use case without `expect` and `asks` proves nothing", file: file,
      span: SourceSpan(at: .start, length: 0))
  }

  fileprivate static func expectsOnNoDay(in file: String) -> Diagnostic {
    Diagnostic(
      code: "missing-key", severity: .error,
      message: "a use case that expects something needs `on`",
      file: file, span: SourceSpan(at: .start, length: 0))
  }
}

extension Problem {
  static func noExample(in folder: String) -> Problem {
    Problem(
      code: "no-example", message: "there is no example in this folder, so that nothing was tried",
      file: folder)
  }
}
