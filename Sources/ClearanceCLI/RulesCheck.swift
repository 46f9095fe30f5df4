import ArgumentParser
import LocatedYAML
import Registers
import Reports
import RuleCompiler
import RuleEvaluator

/// `clearance rules check`: every diagnostic of every rule file, and what there is.
struct RulesCheck: Verb {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Reads every rule file and says what is wrong with it.",
    discussion: ExitStatus.help)

  @OptionGroup var rules: RulesOption

  @Option(help: "What the result is written in.")
  var format = OutputFormat.text

  var wantsJSON: Bool { format == .json }
  var language: Language { .english }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    var outcome = Outcome()
    do throws(Failure) {
      let loaded = try rules.find(in: surroundings).load(withExamples: true)
      if !wantsJSON { outcome.open(loaded.line(in: .english)) }
      if loaded.rulebook.rules.rules.isEmpty {
        outcome.remark(Problem.noRule(in: loaded.folder).rendered(in: .english))
        outcome.end(.failed)
      }
      var diagnostics = loaded.rulebook.warnings
      _ = Preset.read(loaded.sources, of: loaded.rulebook, noting: &diagnostics)
      _ = RegisterPreset.read(loaded.sources, of: loaded.rulebook, noting: &diagnostics)
      _ = IndicatorRegistry.read(loaded.sources, of: loaded.rulebook, noting: &diagnostics)
      _ = DraftTemplate.read(loaded.sources, of: loaded.rulebook, noting: &diagnostics)
      if diagnostics.containsError { outcome.end(.failed) }
      report(diagnostics, in: loaded.sources, loaded, in: &outcome)
    } catch {
      guard error.problems.isEmpty else { throw error }
      outcome.end(.failed)
      report(error.diagnostics, in: error.sources, nil, in: &outcome)
    }
    return outcome
  }

  private func report(
    _ diagnostics: [Diagnostic], in sources: [SourceFile], _ loaded: LoadedRules?,
    in outcome: inout Outcome
  ) {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    let counts = loaded.map(Counts.init)?.pairs ?? [("files", sources.count)]
    guard wantsJSON else {
      outcome.say(diagnostics.rendered(in: sources))
      if let loaded { outcome.say("sha256 \(loaded.rulebook.digest)") }
      let found = counts + [("errors", errors), ("warnings", warnings)]
      outcome.say(
        found.map { "\($1) \($1 == 1 ? $0.dropLast() : $0[...])" }.joined(separator: " · "))
      return
    }
    outcome.say(
      JSONValue.members([
        ("rulebook", loaded?.json),
        ("counts", .members(counts.map { ($0, .integer($1)) })),
        ("diagnostics", .list(diagnostics.map(\.json))),
        ("exit_code", .integer(Int(outcome.status.code))),
      ]).written)
  }
}

/// How much of everything a rulebook has.
private struct Counts {
  let pairs: [(String, Int)]

  init(_ loaded: LoadedRules) {
    let rulebook = loaded.rulebook
    pairs = [
      ("files", loaded.fileCount), ("acts", rulebook.rules.acts.count),
      ("rules", rulebook.rules.rules.count), ("facts", rulebook.rules.vocabulary.facts.count),
      ("examples", rulebook.examples.count),
    ]
  }
}

extension Problem {
  static func noRule(in folder: String) -> Problem {
    Problem(
      code: "no-rule", message: "there is no rule in this folder, so that nothing can be assessed",
      file: folder)
  }
}
