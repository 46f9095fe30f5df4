import LocatedYAML
import Registers
import Reports
import RuleCompiler
import RuleEvaluator

/// `clearance import` of a register: a file for each record, and an account of every column.
struct ImportedRegister {
  let verb: Import
  let preset: RegisterPreset
  let loaded: LoadedRules
  let day: Day

  private var language: Language { verb.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let source = try verb.readSource(in: surroundings, limits: .register)
    let run = try RegisterRun(
      source, by: preset, for: loaded.rulebook, on: day, encoding: verb.encoding,
      jurisdictions: verb.jurisdictions)
    let isOneSystem = run.outputs.count == 1 && !preset.isTable
    var outcome = Outcome()
    if isOneSystem, verb.out == nil || verb.out == "-", !verb.wantsJSON {
      outcome.say(run.outputs[0].text)
    } else if let out = verb.out, out != "-" {
      try write(run, to: out, isOneSystem: isOneSystem, in: surroundings)
    }
    if verb.wantsJSON {
      outcome.say(run.json(loaded, folder: verb.out).written)
      return outcome
    }
    outcome.open(loaded.line(in: language))
    for line in run.remarkLines(in: source, language) { outcome.open(line) }
    tell(run, isOneSystem: isOneSystem, &outcome, in: surroundings)
    return outcome
  }

  /// A folder; of a register that is one system also a file, where the name ends as one.
  private func write(
    _ run: RegisterRun, to out: String, isOneSystem: Bool, in surroundings: Surroundings
  ) throws(Failure) {
    let files = surroundings.files
    do throws(Problem) {
      guard isOneSystem, out.hasSuffix(".yaml") || out.hasSuffix(".yml") else {
        return try files.fill(out, run.outputs, overwrites: verb.force)
      }
      if verb.force {
        try files.place([(out, run.outputs[0].text)])
      } else {
        try files.create(out, Array(run.outputs[0].text.utf8))
      }
    } catch { throw Failure(error) }
  }

  private func tell(
    _ run: RegisterRun, isOneSystem: Bool, _ outcome: inout Outcome, in surroundings: Surroundings
  ) {
    let width = min(surroundings.columns ?? 100, 120)
    let lines = run.table(in: language, width: width)
    if isOneSystem, verb.out == nil || verb.out == "-" {
      for line in lines { outcome.remark(line) }
    } else {
      for line in lines { outcome.say(line) }
      if let out = verb.out {
        outcome.remark(RegisterWords.wrote(run.outputs.count, out.printable).in(language))
      } else {
        outcome.remark(RegisterWords.notWritten.in(language))
      }
    }
    outcome.remark(RegisterWords.counts(run.tally, needed: run.needed).in(language))
  }
}
